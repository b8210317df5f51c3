"""Runs a line of companions on records, as a test needs it."""

from __future__ import annotations

from typing import Any

from pscompat.dotnet.clock import Clock
from pscompat.dotnet.containers import PSCustomObject
from pscompat.dotnet.numbers import Int64
from pscompat.engine.commands import Commands
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.engine.streams import CollectingStreams
from pscompat.errors import CommandError, PscompatError


class Ran:
    """What a line wrote: records, error ids, messages, warnings, and the session it ran in."""

    def __init__(self, line: str, records: Any = None, **variables: Any) -> None:
        streams = CollectingStreams()
        self.session = Session(streams=streams, clock=Clock(None, 60), environment={})
        self.session.variables.update(variables)
        self.records: list[Any] = []
        try:
            self.records.extend(run_line(Commands(self.session), line, None if records is None else iter(records)))
        except CommandError as error:
            streams.errors.extend(error.records)
        self.errors = [error.fully_qualified_error_id for error in streams.errors]
        self.messages = [error.message for error in streams.errors]
        self.warnings = streams.warnings
        self.told = streams.information_records


def run(line: str, records: Any = None, **variables: Any) -> list[Any]:
    """The records that the line writes on ``$input``; no error is expected."""
    ran = Ran("$input | " + line if records is not None else line, records, **variables)
    assert ran.errors == [], ran.messages
    return ran.records


def refused(line: str, records: Any = ()) -> PscompatError:
    """The error with which the line is refused."""
    try:
        ran = Ran("$input | " + line, records)
    except PscompatError as error:
        return error
    raise AssertionError(f"ran: {ran.records} {ran.messages}")


def bag(**properties: Any) -> PSCustomObject:
    """A custom object as JSON makes it: whole numbers are Int64."""
    return PSCustomObject({name: Int64(value) if type(value) is int else value for name, value in properties.items()})


def runs() -> list[PSCustomObject]:
    """A few records."""
    return [
        bag(id="run_1", status="completed", n=3, score=1.5, tags=["a", "B"], usage=bag(total=7)),
        bag(id="run_2", status="Failed", n=10, score=-2.0, tags=[], usage=None),
        bag(id="run_3", status="queued", n=1, score=0.5, tags=["b"], usage=bag(total=1)),
        bag(id="run_4", n=None),
    ]


def ids(records: list[Any]) -> list[str]:
    """The records' ids, without what they have in common."""
    return [record["id"].removeprefix("run_") for record in records]
