"""Lexing cases: a text to its syntax tree or first parse error, and what its arguments bind to."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pscompat.binding import Binder
from pscompat.dotnet.canonical import canonical
from pscompat.dotnet.containers import NetDict
from pscompat.errors import BindingError, ParseError, PscompatError
from pscompat.language.elements import asks_for_help
from pscompat.language.reader import parse
from pscompat.language.structure import Command as CommandNode
from pscompat.language.structure import Script

from .binding import CLOCK
from .conversion import error_node
from .definitions import Workshop
from .kinds import Difference, Kind, Outcome, Row
from .lexing_notation import to_notation
from .lines import arguments, called, only_command

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
        outcome: Outcome = {"statements": to_notation(script)}
        command = only_command(script)
        if command is not None and called(command).lower() == "test-lex":
            try:
                outcome |= self.bind(script, command)
            except (PscompatError, NotImplementedError, KeyError) as error:
                # Where the record binds the line as well, this is a difference.
                outcome["notBound"] = str(error)
        return [outcome]

    def bind(self, script: Script, command: CommandNode) -> Outcome:
        """What the arguments bind to."""
        elements = arguments(script, command, CLOCK, variables(), {"PSC_T": "tv"})
        if asks_for_help(elements):
            return {"notRun": True}
        try:
            call = Binder(self.command).start(elements, clock=CLOCK).bind_nothing()
        except BindingError as error:
            return {"bindError": error_node(error)}
        bound = call.bound.get("R")
        return {"remaining": None if bound is None else [canonical(value, reveal=True) for value in bound]}

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        if "errors" in expected:
            first = {key: (expected["errors"] or [{}])[0].get(key) for key in ("id", "message", "at", "incomplete")}
            got = {key: outcome.get("errors", [{}])[0].get(key) for key in first}
            return [Difference(f"errors[0].{key}", first[key], got[key]) for key in first if first[key] != got[key]]
        keys = ["errors", "statements"]
        if any(key in expected for key in _BOUND):
            keys += _BOUND
        return [
            Difference(key, expected.get(key, "(absent)"), outcome.get(key, outcome.get("notBound", "(absent)")))
            for key in keys
            if (key in expected) != (key in outcome) or _compared(expected.get(key)) != _compared(outcome.get(key))
        ]


def variables() -> dict[str, Any]:
    """The variables that the lines may use."""
    ordered = NetDict("System.Collections.Specialized.OrderedDictionary", {"Foo": 1, "Bar": "b"})
    return {
        "x": "xv",
        "n": 5,
        "arr": [1, 2, 3],
        "h": ordered,
        "pos": ["p1", "-P2", 3],
        "my var": "mv",
        "a": "av",
        "name": "nv",
    }


def _compared(node: Any) -> Any:
    """Of a binding error, the keys that are compared."""
    return {key: node.get(key) for key in ("id", "message", "parameter")} if isinstance(node, dict) else node
