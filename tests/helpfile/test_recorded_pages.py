"""Recorded pages, MAML and texts: what we write of them is read back, and platyPS's documents of them mean the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import yaml

from pscompat.workshop.document import ALL_SETS_NAMES, CommandHelp, HelpParameter
from pscompat.workshop.formats.maml_reader import read_maml_help
from pscompat.workshop.formats.markdown_reader import read_markdown
from pscompat.workshop.formats.markdown_writer import write_markdown
from pscompat.workshop.formats.page_types import dotnet_name
from pscompat.workshop.formats.yaml_reader import read_help_yaml
from pscompat.workshop.formats.yaml_writer import write_yaml
from tests.conformance import files
from tests.conformance.help_views import HELP

LOADERS: list[Any] = [yaml.BaseLoader, *([yaml.CBaseLoader] if hasattr(yaml, "CBaseLoader") else [])]


@cache
def rows(name: str) -> list[dict[str, Any]]:
    return list(files.read_rows(files.find(name, HELP)))


def page(row: dict[str, Any], form: str) -> CommandHelp:
    return read_markdown(row[form], f"{row['id']}.md").help


def recorded_documents() -> Iterator[CommandHelp]:
    for row in rows("platyps.jsonl"):
        for form in ("v1", "v2"):
            if form in row:
                yield page(row, form)
    for row in rows("gethelp.jsonl"):
        if row["kind"] != "comment":
            for imported in read_maml_help(row["maml"].encode(), f"{row['id']}.xml"):
                yield imported.help


def test_what_we_write_is_read_back_by_us_and_by_pyyaml() -> None:
    for document in recorded_documents():
        text = write_yaml(document)
        name = f"{document.title}.yaml"
        read = read_help_yaml(text, name).help
        assert read == replace(document, metadata=read.metadata, syntaxes=read.syntaxes, alias_header=False), name
        assert document.metadata.items() <= read.metadata.items() or None in document.metadata.values()
        trees = [yaml.load(text, loader) for loader in LOADERS]
        assert all(tree == trees[0] for tree in trees), name
        assert trees[0]["description"] == (document.description or "")
        assert [entry["description"] for entry in trees[0]["parameters"] if "type" in entry] == [
            parameter.description for parameter in document.parameters
        ]
        again = read_markdown(write_markdown(document), f"{document.title}.md").help
        assert meaning(again) == meaning(document), name


def test_every_recorded_text_is_read_back_unchanged() -> None:
    for row in rows("scalars.jsonl"):
        value = row["value"]
        parameter = HelpParameter("P", type="System.String", default=value)
        text = write_yaml(CommandHelp("Get-It", parameters=[parameter]))
        read = read_help_yaml(text, "Get-It.yaml").help.parameters[0]
        assert read.default == value, row["id"]
        for loader in LOADERS:
            assert yaml.load(text, loader)["parameters"][0]["defaultValue"] == value, row["id"]


# What the keys of a document may be (help.md §1), and ours.
KEYS = {
    "": "metadata title synopsis syntaxes aliases description examples parameters inputs outputs notes links pscompat",
    "syntaxes": "commandName parameterSetName isDefault parameters",
    "examples": "title description",
    "parameters": "name type description defaultValue parameterSets aliases supportsWildcards dontShow acceptedValues "
    "isDynamic helpMessage pscompat",
    "inputs": "name description",
    "outputs": "name description",
    "links": "text href",
}
SET_KEYS = "name position isRequired valueFromPipeline valueFromPipelineByPropertyName valueFromRemainingArguments"


def test_no_key_but_those_of_platyps_and_ours() -> None:
    for document in recorded_documents():
        tree = yaml.load(write_yaml(document), LOADERS[-1])
        assert set(tree) <= set(KEYS[""].split())
        for key, allowed in KEYS.items():
            for entry in tree[key] if key else ():
                assert set(entry) <= set(allowed.split())
        for parameter in tree["parameters"]:
            for entry in parameter.get("parameterSets", ()):
                assert set(entry) <= set(SET_KEYS.split())


def meaning(document: CommandHelp) -> dict[str, Any]:
    """The command that a document describes: each parameter's type, aliases, values, and its place in every set."""
    return {
        parameter.name: (
            dotnet_name(parameter.type or ""),
            parameter.aliases or [],
            parameter.accepted_values,
            sorted(
                (
                    "" if entry.name in ALL_SETS_NAMES else entry.name,
                    (entry.position or "named").lower(),
                    entry.required,
                    entry.by_value,
                    entry.by_name,
                )
                for entry in parameter.sets
            ),
        )
        for parameter in document.parameters
    }


@pytest.mark.parametrize("form", ["v1", "v2"])
def test_platyps_documents_give_the_same_command_as_their_pages(form: str) -> None:
    texts = {row["id"]: row[f"from-{form}"]["yaml"] for row in rows("platyps.jsonl")}
    assert len(texts) == 50
    for row in rows("platyps.jsonl"):
        document = read_help_yaml(texts[row["id"]], f"{row['id']}.yaml").help
        assert meaning(document) == meaning(page(row, form)), row["id"]
