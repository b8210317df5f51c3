"""Help cases: Get-Help's views of help files and of commands without, and its answers to queries."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from pscompat.errors import PscompatError
from pscompat.helpfile.maml_tree import command_name, read_maml
from pscompat.model import Command
from pscompat.views.help.help_answer import HelpAnswer
from pscompat.views.help.lookup import HelpError, find_help
from pscompat.views.help.sources import TEXT_TOPIC_ENDING, HelpSource
from pscompat.views.syntax import syntax_text

from . import files
from .definitions import Workshop
from .kinds import Difference, Kind, Outcome, Row, TextsKind, guarded

HELP = files.DATA / "help"
_ALL = ("(All)", "__AllParameterSets")


def beside(path: Path, name: str) -> Path:
    """Another file of the help corpus, from the same place where there is one."""
    return files.find(name, path.parent, HELP)


def view_text(name: str, key: str, source: HelpSource) -> str:
    """The text of ``view@width`` of a command."""
    view, _, width = key.partition("@")
    if view == "parameter":
        return find_help(name, parameter=["*"], sources=[source]).text(int(width))
    return find_help(name, view=view, sources=[source]).text(int(width))


class ViewsKind(TextsKind):
    """Rows with ``syntax`` and ``views``."""

    def texts(self, row: Row) -> dict[str, Any]:
        return {"syntax": row["syntax"]} | {key: text for key, text in row["views"].items() if "@" in key}


class GetHelpKind(ViewsKind):
    """``gethelp.jsonl``: views of MAML files; the syntax is that of the model with the same id."""

    row_keys = frozenset(("id", "kind", "name", "maml"))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        models = files.read_rows(beside(path, "models.jsonl"))
        self.models = {row["id"]: row["model"] for row in models}
        with tempfile.TemporaryDirectory() as folder:
            self.workshop = Workshop(Path(folder))
            yield

    def text(self, question: Row, name: str) -> str:
        if question["kind"] == "comment":
            raise NotImplementedError("help in comments of functions")
        if name == "syntax":
            return syntax_text(self.workshop.load(model_definition(self.models[question["id"]]))) + "\n"
        trees = {command_name(tree): tree for tree in read_maml(question["maml"].encode(), f"{question['id']}.xml")}
        source = HelpSource("Test", [Command(name=question["name"])], trees)
        return view_text(question["name"], name, source)

    def expected(self, row: Row) -> list[Row]:
        return [{**case, "kind": row["kind"]} for case in super().expected(row)]

    def counts(self, expected: Row) -> bool:
        return bool(expected["kind"] != "comment")


class AutoKind(ViewsKind):
    """``auto.jsonl``: views of commands without help, rendered from their definition."""

    row_keys = frozenset(("cmdlet",))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        with tempfile.TemporaryDirectory() as folder:
            self.workshop = Workshop(Path(folder))
            yield

    def text(self, question: Row, name: str) -> str:
        command = self.workshop.load(question["cmdlet"], one_alias_attribute=True)
        if name == "syntax":
            return syntax_text(command) + "\n"
        return view_text(command.name, name, HelpSource("", [command]))


class ListsKind(Kind):
    """``lists.jsonl``: one query of Get-Help on several modules; each width is a case, and so are the kinds."""

    row_keys = frozenset(("query", "options"))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        texts = json.loads(files.read_bytes(beside(path, "lists-modules.json")))
        modules = json.loads(files.read_bytes(beside(path, "lists-definitions.json")))
        with tempfile.TemporaryDirectory() as folder:
            workshop = Workshop(Path(folder))
            self.sources = [help_source(name, module, texts, workshop) for name, module in modules.items()]
            yield

    def row_id(self, row: Row) -> str:
        options = "".join(f" -{key} {value}" for key, value in row["options"].items())
        return f"{row['query']}{options}"

    def part(self, row: Row, index: int) -> str:
        return str(self.expected(row)[index]["part"])

    def question(self, row: Row) -> Row:
        return {**super().question(row), "widths": list(row["text"])}

    def expected(self, row: Row) -> list[Row]:
        facts = {key: row[key] for key in ("count", "kinds", "errors")}
        return [{"part": "objects", **facts}] + [
            {"part": f"@{width}", "text": text} for width, text in row["text"].items()
        ]

    def run(self, question: Row) -> list[Outcome]:
        options = question["options"]
        try:
            answer: HelpAnswer | None = find_help(
                question["query"],
                view="full" if options.get("Full") else "default",
                parameter=[options["Parameter"]] if "Parameter" in options else None,
                sources=self.sources,
            )
            errors = []
        except PscompatError as error:
            answer = None
            errors = [_error(error)]
        kinds = answer.kinds if answer else []
        objects = {"count": len(kinds), "kinds": kinds, "errors": errors}
        return [objects] + [guarded(partial(_text_at, answer, int(width))) for width in question["widths"]]

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        return [
            Difference(key, was, outcome.get(key))
            for key, was in expected.items()
            if key != "part" and was != outcome.get(key)
        ]

    def title(self, row: Row, index: int) -> str:
        return ""


def _text_at(answer: HelpAnswer | None, width: int) -> Outcome:
    return {"text": answer.text(width) if answer else ""}


def _error(error: PscompatError) -> Row:
    identity = error.fully_qualified_error_id if isinstance(error, HelpError) else error.error_id
    return {"id": identity, "category": error.category, "message": error.message}


def help_source(name: str, module: Row, texts: dict[str, str], workshop: Workshop) -> HelpSource:
    """A module of ``lists-definitions.json`` with its files of ``lists-modules.json``."""
    commands = [workshop.load(definition) for definition in module["commands"]]
    trees: dict[str, Any] = {}
    topics: dict[str, str] = {}
    for file in module["files"]:
        if file.endswith(TEXT_TOPIC_ENDING):
            topics[Path(file).name.removesuffix(TEXT_TOPIC_ENDING)] = texts[file]
        elif file.endswith(".xml"):
            trees |= {command_name(tree): tree for tree in read_maml(texts[file].encode(), file)}
    return HelpSource(name, commands, trees, topics)


def model_definition(model: Row) -> Row:
    """The function that stood in for a model, in the form of the binding files."""
    return {
        "name": model["name"],
        "parameters": [_model_parameter(parameter, model["cmdletBinding"]) for parameter in model["parameters"]],
        "defaultParameterSetName": model.get("defaultSet") or "",
        "positionalBinding": not model["cmdletBinding"],
        "simple": not model["cmdletBinding"],
    }


def _model_parameter(parameter: Row, advanced: bool) -> Row:
    """The parameter as it was declared; functions without CmdletBinding got no ``[Parameter()]`` either."""
    sets = [
        {
            "name": "__AllParameterSets" if entry["name"] in _ALL else entry["name"],
            "mandatory": entry["required"],
            "position": None if entry["position"] == "Named" else int(entry["position"]),
            **{key: entry[key] for key in ("pipeline", "byName", "remaining")},
        }
        for entry in (parameter["sets"] if advanced else ())
    ]
    return {"name": parameter["name"], "type": parameter["type"], "aliases": parameter["aliases"], "sets": sets}
