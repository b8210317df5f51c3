"""Pipeline cases: records through the companion commands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pscompat.dotnet.canonical import canonical
from pscompat.dotnet.clock import Clock
from pscompat.dotnet.json.convertfrom import JsonReader
from pscompat.engine.commands import Commands
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.errors import ErrorRecord, PscompatError
from pscompat.helpfile.search_path import find_modules

from .collecting import CollectingStreams
from .kinds import Difference, Kind, Outcome, Row

CLOCK = Clock(datetime(2026, 11, 23), 0)


class PipelinesKind(Kind):
    """``pipelines.jsonl``."""

    row_keys = frozenset(("line", "input"))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        self.modules = list(find_modules())
        yield

    def run(self, question: Row) -> list[Outcome]:
        streams = CollectingStreams()
        session = Session(self.modules, streams=streams, clock=CLOCK, environment={})
        records: list[Any] = []
        try:
            records.extend(run_line(Commands(session), f"$input | {question['line']}", map(record, question["input"])))
        except PscompatError as error:
            streams.terminating(error)
        finally:
            session.close()
        outcome: Outcome = {"output": [canonical(each, reveal=True) for each in records]}
        if streams.errors:
            outcome["errors"] = [_node(each) for each in streams.errors]
        return [outcome]

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        found = []
        was, now = expected["output"], outcome["output"]
        for index in range(max(len(was), len(now))):
            one = was[index] if index < len(was) else None
            other = now[index] if index < len(now) else None
            if one != other:
                found.append(Difference(f"output[{index}]", one, other))
        errors = [
            [{key: node.get(key) for key in ("id", "message")} for node in side.get("errors", [])]
            for side in (expected, outcome)
        ]
        if errors[0] != errors[1]:
            found.append(Difference("errors", *errors))
        return found


def _node(error: ErrorRecord) -> Row:
    return {"message": error.message, "id": error.fully_qualified_error_id}


def record(value: Any) -> Any:
    """A JSON value as ConvertFrom-Json reads it: integers are Int64, maps custom objects, ISO times DateTime."""
    return JsonReader(clock=CLOCK).read(json.dumps(value))
