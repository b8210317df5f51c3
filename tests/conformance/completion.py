"""Completion cases: line and cursor to candidates."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from pscompat.completion.candidates import Candidate
from pscompat.completion.commands_offered import SessionCatalog
from pscompat.completion.completing import complete
from pscompat.engine.session import Session
from pscompat.helpfile.module import Module
from pscompat.helpfile.search_path import find_module

from .definitions import write_definition
from .kinds import Difference, Kind, Outcome, Row, guarded

_KEYS = ("index", "length", "matches")


class CompletionKind(Kind):
    """``completion*.jsonl``: the recorded commands are the only ones beside PowerShell's own."""

    row_keys = frozenset(("cmdlets",))
    case_keys = frozenset(("line", "cursor"))

    def run(self, question: Row) -> list[Outcome]:
        with tempfile.TemporaryDirectory() as folder:
            catalog = SessionCatalog(Session([_module(Path(folder), question["cmdlets"])]))
            return [guarded(partial(_completed, case["line"], case["cursor"], catalog)) for case in question["cases"]]

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        return [
            Difference(key, expected.get(key), outcome.get(key))
            for key in _KEYS
            if expected.get(key) != outcome.get(key)
        ]

    def names(self, row: Row) -> set[str]:
        return {definition["name"] for definition in row["cmdlets"]}


class ModuleCompletionKind(Kind):
    """``module-completion.jsonl``: lines on the real commands; one invocation a row."""

    row_keys = frozenset(("line", "cursor"))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        self.catalog = SessionCatalog(Session([find_module("PSOpenAI"), find_module("Companions")]))
        yield

    def run(self, question: Row) -> list[Outcome]:
        return [_completed(question["line"], question["cursor"], self.catalog)]

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        return CompletionKind().differences(expected, outcome)

    def counts(self, expected: Row) -> bool:
        # Lines on PowerShell's own commands are counted apart: only some of them are here.
        return not expected.get("companion")


def _module(folder: Path, definitions: Any) -> Module:
    help_folder = folder / "help"
    help_folder.mkdir()
    (help_folder / "module.yaml").write_text("name: Test\nversion: 1.0.0\n", encoding="utf-8")
    for definition in definitions:
        (help_folder / f"{definition['name']}.yaml").write_text(write_definition(definition), encoding="utf-8")
    return Module(str(folder))


def _completed(line: str, cursor: int, catalog: SessionCatalog) -> Outcome:
    completion = complete(line, cursor, catalog)
    outcome: Outcome = {"matches": [_match(candidate) for candidate in completion.candidates]}
    if completion.candidates:
        outcome["index"], outcome["length"] = completion.index, completion.length
    return outcome


def _match(candidate: Candidate) -> Row:
    node: Row = {"text": candidate.text, "type": candidate.type}
    if candidate.label != candidate.text:
        node["list"] = candidate.label
    if candidate.tip != candidate.label:
        node["tip"] = candidate.tip
    return node
