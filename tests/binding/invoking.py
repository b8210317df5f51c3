"""Invocations in PowerShell's own notation, and what came of them in short."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pytest

from pscompat.binding import Binder
from pscompat.binding.trace import Trace
from pscompat.dotnet.clock import Clock
from pscompat.errors import BindingError
from pscompat.language.elements import Element
from pscompat.language.evaluate import Evaluator
from pscompat.language.reader import parse
from pscompat.language.scope import Scope
from pscompat.language.structure import Command as CommandNode
from pscompat.language.structure import CommandExpression, Pipeline
from pscompat.model import Command

from .declaring import declare

CLOCK = Clock(datetime(2026, 11, 23), 0)

Expected = dict[str, Any] | str


class Invocation:
    """One invocation: ``events`` are its calls (set, bound, values) and errors in order, ``warnings`` their texts.

    ``begin_set`` is the set name in the begin block, ``end_values`` what the variables hold in the end block.
    """

    def __init__(
        self,
        command: Command | str,
        line: str,
        *,
        records: Iterable[Any] | None = None,
        defaults: dict[Any, Any] | None = None,
        trace: Trace | None = None,
    ) -> None:
        self.command = declare(command) if isinstance(command, str) else command
        self.events: list[Any] = []
        self.warnings: list[str] = []
        self.begin_set = ""
        self.end_values: dict[str, Any] = {}
        elements, piped = read(line)
        records = piped if records is None else records
        try:
            run = Binder(self.command).start(
                elements, expecting_input=records is not None, defaults=defaults, clock=CLOCK, trace=trace
            )
        except BindingError as error:
            self._failed(error, "T")
            return
        self.begin_set = run.set_name
        self.warnings += run.warnings
        if records is None:
            self._called(run.bind_nothing())
        for record in records or ():
            try:
                self._called(run.bind(record))
            except BindingError as error:
                self._failed(error, "N")
        self.end_values = dict(run.values)
        self.end_set = run.set_name

    def _called(self, call: Any) -> None:
        self.warnings += call.warnings
        shown = {**call.values, **call.bound, "Set": call.set_name, "PSB": sorted(call.bound, key=str.lower)}
        self.events.append({**shown, **({"args": call.args} if self.command.simple else {}), "values": {**call.values}})

    def _failed(self, error: BindingError, mark: str) -> None:
        self.warnings += error.warnings
        self.events.append((mark, error))

    @property
    def errors(self) -> list[BindingError]:
        """The errors in order."""
        return [event[1] for event in self.events if isinstance(event, tuple)]

    def check(self, *expected: Expected) -> None:
        """Assert the events.

        A dictionary is a call: parameters' values, ``Set``, ``PSB`` (the bound names), ``args``. A text is an error:
        ``T`` (terminating) or ``N``, the error's id, and after a colon what the message must hold.
        """
        assert len(self.events) == len(expected), self.events
        for event, wanted in zip(self.events, expected, strict=True):
            if isinstance(wanted, dict):
                assert isinstance(event, dict), event[1].message
                assert {name: event.get(name) for name in wanted} == wanted
            else:
                assert isinstance(event, tuple), event
                kind, _, text = wanted.partition(": ")
                assert f"{event[0]} {event[1].error_id}" == kind, event[1].message
                assert text in event[1].message


def read(line: str) -> tuple[list[Element], list[Any] | None]:
    """The arguments of the last command of a text, and the objects piped into it (None without a pipe)."""
    script = parse(line)
    evaluator = Evaluator(script, Scope({}, {}), _refuse, clock=CLOCK)
    *before, last = script.statements
    for statement in before:
        list(evaluator.statement(statement))
    assert isinstance(last, Pipeline)
    records = None
    if isinstance(last.elements[0], CommandExpression):
        first = last.elements[0]
        records = list(evaluator.statement(Pipeline(first.start, first.end, [first])))
    command = last.elements[-1]
    assert isinstance(command, CommandNode)
    return evaluator.elements(command), records


def _refuse(pipeline: Pipeline) -> Iterable[Any]:
    raise NotImplementedError("only the last command is bound")


def cases(*rows: tuple[Any, ...]) -> pytest.MarkDecorator:
    """Parametrises a test by ``block`` (what the command declares), ``line`` and ``expected`` (see ``check``)."""
    return pytest.mark.parametrize(
        ("block", "line", "expected"), [(row[0], row[1], row[2:]) for row in rows], ids=[row[1] for row in rows]
    )
