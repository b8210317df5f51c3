"""Syntax cases: what ``Get-Command`` shows of a recorded definition."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pscompat.model import Command, Parameter
from pscompat.views.syntax import (
    COMMON_NAMES,
    ListedParameter,
    ListedSet,
    SyntaxListingError,
    all_parameters,
    parameter_sets,
    syntax_text,
)

from .definitions import Workshop
from .kinds import Difference, Kind, Outcome, Row

_KEYS = ("syntax", "parameters", "sets", "defaultSet", "error")


class SyntaxKind(Kind):
    """``syntax.jsonl``: syntax text, order of sets and parameters."""

    row_keys = frozenset(("cmdlet",))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        with tempfile.TemporaryDirectory() as folder:
            self.workshop = Workshop(Path(folder))
            yield

    def run(self, question: Row) -> list[Outcome]:
        command = self.workshop.load(question["cmdlet"])
        return [describe(command)]

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        return [
            Difference(key, expected.get(key), outcome.get(key))
            for key in _KEYS
            if expected.get(key) != outcome.get(key)
        ]


def describe(command: Command) -> Outcome:
    """What Get-Command shows of a command, or the error that it ends in."""
    try:
        text = syntax_text(command)
    except SyntaxListingError as error:
        node = {"id": error.fully_qualified_error_id, "message": error.message}
        return {"error": node}
    outcome: Outcome = {
        # White space around the whole text was cut off when it was recorded.
        "syntax": text.strip(),
        "parameters": [each.name for each in all_parameters(command) if not _is_common(each)],
        "sets": [_listed_set(each) for each in parameter_sets(command)],
    }
    if command.default_set:
        outcome["defaultSet"] = command.default_set
    return outcome


def _is_common(parameter: Parameter) -> bool:
    return parameter.compiled and parameter.name.lower() in COMMON_NAMES


def _listed_set(listed: ListedSet) -> Row:
    node: Row = {"name": listed.name}
    if listed.is_default:
        node["default"] = True
    shown = [parameter for parameter in listed.parameters if not parameter.is_common]
    node["parameters"] = [_listed_parameter(parameter) for parameter in shown]
    if listed.common_at is not None and listed.common_at != len(shown):
        node["commonAt"] = listed.common_at
    return node


def _listed_parameter(listed: ListedParameter) -> Row:
    node: Row = {"name": listed.name, "type": listed.type.full_name}
    if listed.position is not None:
        node["position"] = listed.position
    if listed.aliases:
        node["aliases"] = list(listed.aliases)
    for key, flag in (
        ("mandatory", listed.mandatory),
        ("pipeline", listed.by_value),
        ("byName", listed.by_name),
        ("remaining", listed.remaining),
    ):
        if flag:
            node[key] = True
    return node
