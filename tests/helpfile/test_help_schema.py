"""The schemas that editors use, against the shipped help files and against the reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from pscompat.errors import HelpFileError
from pscompat.helpfile.definition import read_definition
from pscompat.workshop.schemas.help_schema import help_file_schema, module_file_schema

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("help/*.yaml"), *ROOT.glob("pscompat/companions/help/*.yaml")])


class EditorLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as editors read it: typed, but without dates."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def load(text: str) -> Any:
    return yaml.load(text, EditorLoader)


def test_shipped_files_fit() -> None:
    command, module = Draft202012Validator(help_file_schema()), Draft202012Validator(module_file_schema())
    for path in FILES:
        validator = module if path.name == "module.yaml" else command
        errors = [
            f"{path.name}: {list(error.path)}: {error.message}"
            for error in validator.iter_errors(load(path.read_text()))
        ]
        assert errors == []


@pytest.mark.parametrize(
    ("extra", "fits"),
    [
        ("endpoints: {services: {A: {base: 'https://a.example'}}, paths: [{path: /x, A: no, B: {path: /y}}]}", True),
        ("endpoints: {services: {A: {bse: x}}}", False),
        ("endpoints: {services: {A: }, paths: [{path: /x, A: {colour: red}}]}", False),
        ("endpoints: {services: {A: }, errors: {exceptions: [{status: 404}]}}", False),
        ("endpoints: {}", False),
        ("credentials: {key: {variable: A_KEY}, parameters: {timeout: TimeoutSec}}", True),
        ("credentials: {parameters: {timout: TimeoutSec}}", False),
        ("paginators: {p: {input_token: a, output_token: b, result_key: c, largest: 9}}", True),
        ("paginators: {p: {next_url: $Response.links.next, max_items: First}}", True),
        ("paginators: {p: {input_token: a, counts: rows}}", False),
        ("paginators: {p: {input_token: a, output_tokn: b}}", False),
        ("endpoints: {services: {A: }, authentication: {b: {X-Key: '{key}', query: {k: '{secret}'}}}}", True),
        ("endpoints: {services: {A: }, requests: {arrays: pipes}}", False),
        ("views: {A.B: {properties: [a], list: [{property: a, when: notNull}, {property: b, each: c}]}}", True),
        ("views: {A.B: {table: {wrap: true, columns: [{property: a, width: 3, alignment: right}]}}}", True),
        ("views: {A.B: {table: {columns: [{width: 3}]}}}", False),
        ("views: {A.B: {table: {columns: [{property: a, alignment: up}]}}}", False),
        ("views: {A.B: {list: [{property: a, when: often}]}}", False),
        ("views: {A.B: {wide: a}}", False),
    ],
)
def test_the_schema_of_module_files_knows_services_and_pages(extra: str, fits: bool) -> None:
    assert Draft202012Validator(module_file_schema()).is_valid(load(f"name: A\n{extra}")) is fits


@pytest.mark.parametrize(
    "extra",
    [
        "parameters: [{name: A, type: int, pscompat: {validate: [{kind: rang, min: 1, max: 2}]}}]",
        "parameters: [{name: A, type: int, pscompat: {validate: [{kind: range, min: 1}]}}]",
        "parameters: [{name: A, type: int, pscompat: {validate: [{kind: range, min: 1, max: 2, step: 3}]}}]",
        "parameters: [{name: A, type: int, pscompat: {transform: [upperCase]}}]",
        "parameters: [{name: A, type: int, pscompat: {unknown: 1}}]",
        "parameters: [{name: A, type: int, parameterSets: [{name: X, position: first}]}]",
        "parameters: [{type: int}]",
        "parameters: [{shared: api, name: x}]",
        "parameters: {a: b}",
        "pscompat: {handlers: x}",
        "pscompat: {simple: perhaps}",
        "pscompat: {request: {pth: /x}}",
        "pscompat: {request: {path: x}}",
        "pscompat: {request: {path: /x, variants: [{before: []}]}}",
        "pscompat: {request: {path: /x, before: [{error: e, into: X}]}}",
        "pscompat: {request: {path: /x, before: [{when: $Id}]}}",
        "pscompat: {request: {path: /x, before: [{waiter: {acceptors: []}, into: X}]}}",
        "pscompat: {request: {path: /x}, response: {types: x}}",
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(extra: str) -> None:
    text = f"title: Get-It\n{extra}\n"
    assert not Draft202012Validator(help_file_schema()).is_valid(load(text))
    with pytest.raises(HelpFileError):
        read_definition(text, "Get-It.yaml")


@pytest.mark.parametrize(
    "extra",
    [
        "parameters: [{name: A, type: int, pscompat: {validate: [{kind: range, min: 1, max: 2}], default: 1}}]",
        "parameters: [{name: A, type: string, aliases: b, pscompat: {validate: [{kind: set, values: [a, 1]}]}}]",
        "parameters: [{name: A, type: string, pscompat: {validate: [{kind: pattern, value: a, options: None}]}}]",
        "parameters: [{name: A, type: string, pscompat: {transform: lowerCase, sensitive: true}}]",
        "parameters: [{name: A, type: object, parameterSets: [{name: (All), position: 0, isRequired: 'true'}]}]",
        "pscompat: {positionalBinding: false, supportsPaging: true, aliases: [gi], request: {path: /x}}",
        "metadata: {title: Get-It, other: [1, 2]}",
    ],
)
def test_what_the_schema_takes_the_reader_takes(extra: str) -> None:
    text = f"title: Get-It\n{extra}\n"
    errors = [error.message for error in Draft202012Validator(help_file_schema()).iter_errors(load(text))]
    assert errors == []
    assert read_definition(text, "Get-It.yaml").command.name == "Get-It"
