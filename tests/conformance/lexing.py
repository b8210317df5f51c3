"""Lexing cases: a text to its syntax tree or first parse error, and what its arguments bind to."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pscompat.errors import ParseError
from pscompat.language.notation import to_notation
from pscompat.language.reader import parse

from .definitions import Workshop
from .kinds import Difference, Kind, Outcome, Row

_COMMAND = {
    "name": "Test-Lex",
    "parameters": [
        {"name": "R", "type": "object[]", "sets": [{"name": "__AllParameterSets", "remaining": True}]},
    ],
}
_BOUND = ("remaining", "bindError", "notRun")


class LexingKind(Kind):
    """``lexing.jsonl``."""

    row_keys = frozenset(("line",))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        with tempfile.TemporaryDirectory() as folder:
            self.command = Workshop(Path(folder)).load(_COMMAND)
            yield

    def run(self, question: Row) -> list[Outcome]:
        try:
            script = parse(question["line"])
        except ParseError as error:
            node: Row = {"id": error.error_id, "message": error.message, "at": list(error.at)}
            if error.incomplete:
                node["incomplete"] = True
            return [{"errors": [node]}]
        return [{"statements": to_notation(script)}]

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        if "errors" in expected:
            first = {key: (expected["errors"] or [{}])[0].get(key) for key in ("id", "message", "at", "incomplete")}
            got = {key: outcome.get("errors", [{}])[0].get(key) for key in first}
            return [Difference(f"errors[0].{key}", first[key], got[key]) for key in first if first[key] != got[key]]
        keys = ["errors", "statements"]
        if any(key in expected for key in _BOUND):
            keys += _BOUND
        return [
            Difference(key, expected.get(key), outcome.get(key))
            for key in keys
            if (key in expected) != (key in outcome) or expected.get(key) != outcome.get(key)
        ]
