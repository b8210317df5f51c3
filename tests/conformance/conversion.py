"""Conversion cases: one value into a parameter of one type."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pscompat.binding import Binder
from pscompat.dotnet.canonical import canonical
from pscompat.dotnet.clock import Clock
from pscompat.errors import BindingError, HelpFileError
from pscompat.language.elements import Element
from pscompat.model import Command

from .definitions import Workshop
from .kinds import Difference, Kind, Outcome, Row
from .notation import from_canonical, in_written_order

_MODULE = """
name: Values
types:
  enums:
    Fruit: {members: {Apple: 0, Apricot: 1, Banana: 2, Cherry: 10}}
    Access: {members: {None: 0, Read: 1, Write: 2, ReadWrite: 3, Run: 8}, flags: true}
"""
_DAY = "2026-11-23"
_ERROR_KEYS = ("id", "message", "parameter")


class ConversionKind(Kind):
    """``conversion.jsonl``: the command is ``Test-Value`` with one parameter ``V`` of the case's type."""

    row_keys = frozenset(("type", "line", "value", "today"))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        with tempfile.TemporaryDirectory() as folder:
            self.workshop = Workshop(Path(folder), _MODULE)
            self.commands: dict[str, Command | HelpFileError] = {}
            yield

    def parameter(self, question: Row) -> Row:
        """The one parameter, in the form of the binding files."""
        return {"name": "V", "type": question["type"], "sets": []}

    def run(self, question: Row) -> list[Outcome]:
        types = self.workshop.module.types
        day = datetime.fromisoformat(question.get("today", _DAY))
        line = question["line"]
        values = [in_written_order(question["value"], line)] if "value" in question else []
        arguments = arguments_of(line, [from_canonical(value, types) for value in values])
        try:
            binder = Binder(self.command(self.parameter(question)), types)
            call = binder.start(arguments, clock=Clock(day, 0)).bind_nothing()
        except BindingError as error:
            return [{"error": error_node(error)}]
        return [{"result": canonical(call.values.get("V"), reveal=True)}]

    def command(self, parameter: Row) -> Command:
        """The command with that parameter, loaded from a help file; like ones once. Raises HelpFileError."""
        key = repr(parameter)
        command = self.commands.get(key)
        if command is None:
            try:
                command = self.workshop.load({"name": "Test-Value", "parameters": [parameter]})
            except HelpFileError as error:
                command = error
            self.commands[key] = command
        if isinstance(command, HelpFileError):
            raise command
        return command

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        if "error" in expected and "error" in outcome:
            was, now = expected["error"], outcome["error"]
            return [
                Difference(f"error.{key}", was.get(key), now.get(key))
                for key in _ERROR_KEYS
                if was.get(key) != now.get(key)
            ]
        was, now = ({key: node[key] for key in ("result", "error") if key in node} for node in (expected, outcome))
        return [] if was == now else [Difference("outcome", was, now)]

    def title(self, row: Row, index: int) -> str:
        return f"[{row['type']}]  {row['line']}"

    def names(self, row: Row) -> set[str]:
        return {row["type"]}


def error_node(error: BindingError) -> Row:
    """An error in the notation of the value files."""
    node: Row = {"id": error.fully_qualified_error_id, "message": error.message}
    if error.parameter is not None:
        node["parameter"] = error.parameter
    if error.inner_id:
        node["inner"] = error.inner_id
    return node


def arguments_of(line: str, values: list[Any]) -> list[Element]:
    """``Test-Value``, ``Test-Value -V``, ``Test-Value -V VALUE`` or ``Test-Value -V:VALUE``, given the value."""
    if values and line.startswith("Test-Value -V:"):
        return [Element("V", "-V:", values[0])]
    name = [Element("V", "-V")] if line.startswith("Test-Value -V") else []
    return name + [Element(value=value) for value in values]
