"""Walks every definition of the shipped module: each must load, be complete, and agree with itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from pscompat.binding import Binder
from pscompat.dotnet.strings import to_string
from pscompat.dotnet.types import resolve
from pscompat.helpfile.module import Module
from pscompat.helpfile.search_path import find_module
from pscompat.language.literal import read_literal
from pscompat.model import Command, Parameter

_METADATA = (
    "document type",
    "external help file",
    "HelpUri",
    "Locale",
    "Module Name",
    "ms.date",
    "PlatyPS schema version",
    "title",
)


@pytest.fixture(scope="module")
def module() -> Module:
    return find_module("PSOpenAI")


@pytest.fixture(scope="module")
def commands(module: Module) -> list[Command]:
    return [module.command(name) for name in module.command_names()]


@pytest.fixture(scope="module")
def documents(module: Module) -> dict[str, dict[str, Any]]:
    return {name: module.document(name) for name in module.command_names()}


def test_the_module_has_every_command_and_alias(module: Module) -> None:
    names = module.command_names()
    assert len(names) == 100
    assert all(name.count("-") == 1 for name in names)
    assert module.find("Request-ChatGPT") == "Request-ChatCompletion"
    assert module.find("register-openaifile") == "Add-OpenAIFile"


def test_every_definition_compiles(module: Module, commands: list[Command]) -> None:
    for command in commands:
        Binder(command, module.types, named_validators={"commandExists": _accept})


def test_every_text_is_there(documents: dict[str, dict[str, Any]]) -> None:
    missing = [
        f"{name} {place}"
        for name, document in documents.items()
        for place, text in _texts(document)
        if not text.strip()
    ]
    assert missing == []


def test_texts_are_sentences(documents: dict[str, dict[str, Any]]) -> None:
    odd = [
        f"{name} {place}: {text!r}"
        for name, document in documents.items()
        for place, text in _texts(document)
        if not text.rstrip().endswith((".", "?", ":")) or text != text.strip() or "  " in text
    ]
    assert odd == []


def test_inputs_name_what_the_pipeline_takes(commands: list[Command], documents: dict[str, dict[str, Any]]) -> None:
    wrong = []
    for command in commands:
        listed = {each["name"] for each in documents[command.name]["inputs"]}
        taken = {
            parameter.ps_type_name or parameter.type
            for parameter in command.parameters
            if any(entry.by_value for entry in parameter.sets)
        }
        by_name = any(entry.by_name for parameter in command.parameters for entry in parameter.sets)
        if not taken <= listed or (listed == {"None"}) == (by_name or bool(taken)):
            wrong.append((command.name, sorted(taken), sorted(listed)))
    assert wrong == []


def test_accepted_values_are_those_that_pass(module: Module, commands: list[Command]) -> None:
    wrong = []
    for command, parameter in _parameters(commands):
        enum = resolve(parameter.type, module.types).enum
        expected: tuple[str, ...] = tuple(enum.members) if enum else ()
        for each in parameter.validations:
            if each.kind == "set":
                expected = tuple(each.arguments["values"])
        if parameter.accepted_values != expected:
            wrong.append(f"{command.name} -{parameter.name}")
    assert wrong == []


def test_shown_defaults_are_the_real_ones(commands: list[Command], documents: dict[str, dict[str, Any]]) -> None:
    wrong = []
    for command, parameter in _parameters(commands):
        entry = next(each for each in documents[command.name]["parameters"] if each["name"] == parameter.name)
        value = None if parameter.default is None else read_literal(parameter.default)
        shown = ", ".join(map(to_string, value)) if isinstance(value, list) else to_string(value)
        if shown.lower() != entry.get("defaultValue", "").lower() and float(shown or 1) != float(entry["defaultValue"]):
            wrong.append(f"{command.name} -{parameter.name}")
    assert wrong == []


def test_suggestions_stand_beside_no_closed_list(commands: list[Command]) -> None:
    for command, parameter in _parameters(commands):
        if parameter.completions:
            assert not parameter.accepted_values, f"{command.name} -{parameter.name}"
            assert len(set(parameter.completions)) == len(parameter.completions), f"{command.name} -{parameter.name}"


def test_secrets_are_marked(commands: list[Command]) -> None:
    for command, parameter in _parameters(commands):
        secret = parameter.name.endswith(("Key", "Authorization")) and parameter.name != "PromptCacheKey"
        assert parameter.sensitive == secret, f"{command.name} -{parameter.name}"


def test_what_commands_share_is_written_once(module: Module) -> None:
    """A parameter that stands in the module file is pulled in from there, never written out again."""
    folder = Path(module.help_folder)
    shared = {each["name"]: each for each in _load(folder / "module.yaml")["parameters"]}
    for name in module.command_names():
        for entry in _load(folder / f"{name}.yaml")["parameters"]:
            assert "shared" in entry or entry != shared.get(entry["name"]), f"{name} -{entry['name']}"


def test_platyps_can_import_the_files(documents: dict[str, dict[str, Any]]) -> None:
    """What platyPS's importer asks for is there, and nothing is null but in our own mapping (help.md §1.9)."""
    for name, document in documents.items():
        metadata = document["metadata"]
        assert set(_METADATA) <= set(metadata), name
        assert (document["title"], metadata["title"]) == (name, name)
        assert metadata["PlatyPS schema version"] == "2024-05-01"
        assert isinstance(document["aliases"], str)
        assert all({"name", "type"} <= set(entry) for entry in document["parameters"]), name
        assert _nulls({key: value for key, value in document.items() if key != "pscompat"}) == [], name


def test_examples_show_the_command(commands: list[Command], documents: dict[str, dict[str, Any]]) -> None:
    for command in commands:
        examples = documents[command.name]["examples"]
        assert len(examples) >= 2, command.name
        for number, example in enumerate(examples, 1):
            assert example["title"].startswith(f"Example {number}: "), command.name
            fence, _, text = example["description"].partition("\n```\n\n")
            assert fence.startswith("```powershell\nPS> "), command.name
            assert command.name in fence, f"{command.name} example {number}"
            assert text.endswith("."), f"{command.name} example {number}"


def test_links_lead_somewhere(module: Module, documents: dict[str, dict[str, Any]]) -> None:
    names = set(module.command_names())
    for name, document in documents.items():
        assert document["links"], name
        for link in document["links"]:
            if link["href"]:
                assert link["href"].startswith("https://"), name
            else:
                assert link["text"] in names - {name}, f"{name}: {link['text']}"


def _accept(value: object) -> None:
    return None


def _parameters(commands: list[Command]) -> Iterator[tuple[Command, Parameter]]:
    for command in commands:
        for parameter in command.parameters:
            yield command, parameter


def _texts(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key in ("synopsis", "description"):
        yield key, document[key]
    for key in ("parameters", "inputs", "outputs"):
        assert document[key] or key == "parameters"
        for entry in document[key]:
            yield f"{key}.{entry['name']}", entry.get("description", "")


def _nulls(node: Any) -> list[Any]:
    if isinstance(node, dict):
        return [found for value in node.values() for found in _nulls(value)]
    if isinstance(node, list):
        return [found for value in node for found in _nulls(value)]
    return [node] if node is None else []


def _load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return found
