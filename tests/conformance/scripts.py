"""Expressions, statements and lines that people type: everything that a script writes, in order."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pscompat.dotnet.canonical import canonical
from pscompat.dotnet.clock import Clock
from pscompat.engine.commands import Commands
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.engine.streams import Streams
from pscompat.errors import ErrorRecord, NotRunError, ParseError, PscompatError
from pscompat.evaluation.object_views import Entry
from pscompat.helpfile.search_path import find_modules

from .kinds import Difference, Kind, Outcome, Row
from .notation import short_type_name
from .pipelines import record

CLOCK = Clock(datetime(2026, 11, 30, 12), 0)
PRELUDE = (
    "$x = 'abc'; $n = 3; $list = 1,2,3; $map = @{a=1; b='two'}; $obj = [pscustomobject]@{name='thing'; list=4,5}; "
    "$d = [datetime]'2024-01-02T03:04:05'; $real = 1.5; $b = $true"
)


class _Written(Streams):
    """Keeps what all streams write, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.output: list[Row] = []

    def error(self, record: ErrorRecord) -> None:
        self.output.append({"error": _error(record)})

    def terminating(self, error: PscompatError) -> None:
        for each in error.error_records():
            shown = _error(each)
            if getattr(error, "ends_line", False):
                shown["terminating"] = True
            self.output.append({"error": shown})

    def warning(self, text: str) -> None:
        self.output.append({"warning": text})

    def information(self, value: object) -> None:
        self.output.append({"information": str(value)})


def _shown(value: Any) -> Row:
    if isinstance(value, Entry):
        return {"t": "DictionaryEntry", "v": [canonical(each, reveal=True) for each in value.pair]}
    return canonical(value, reveal=True)


def _error(record: ErrorRecord) -> Row:
    message = record.message.replace(os.getcwd(), "<cwd>")
    return {"id": record.fully_qualified_error_id, "message": message, "category": record.category}


class ScriptsKind(Kind):
    """``expressions.jsonl`` and ``typical.jsonl``."""

    row_keys = frozenset(("text", "input", "setup"))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        self.modules = list(find_modules())
        yield

    def run(self, question: Row) -> list[Outcome]:
        streams = _Written()
        before = Path.cwd()
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                return [self._outcome(question, streams)]
            finally:
                os.chdir(before)

    def _outcome(self, question: Row, streams: _Written) -> Outcome:
        session = Session(self.modules, streams=streams, clock=CLOCK, environment={})
        commands = Commands(session)
        try:
            list(run_line(commands, PRELUDE))
            piped = map(record, question["input"]) if "input" in question else None
            for each in run_line(commands, question["text"], piped):
                streams.output.append(_shown(each))
        except ParseError as error:
            return {"parseErrors": [{"id": error.error_id, "message": error.message}]}
        except NotRunError as error:
            return {"notRun": str(error)}
        except PscompatError as error:
            streams.terminating(error)
        except RecursionError:
            raise
        finally:
            session.close()
        return {"output": streams.output}

    def title(self, row: Row, index: int) -> str:
        return str(row["text"])

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        if expected.get("refused") or "notRun" in outcome:
            refused = bool(expected.get("refused"))
            return [] if refused is ("notRun" in outcome) else [Difference("refused", refused, outcome.get("notRun"))]
        if "parseErrors" in expected:
            first = expected["parseErrors"][0]["id"]
            found = outcome.get("parseErrors", [{"id": "none"}])[0]["id"]
            return [] if first == found else [Difference("parseErrors", first, found)]
        if "parseErrors" in outcome:
            return [Difference("parseErrors", None, outcome["parseErrors"])]
        was, now = ([_compared(each) for each in side["output"]] for side in (expected, outcome))
        return [
            Difference(f"output[{place}]", one, other)
            for place in range(max(len(was), len(now)))
            if (one := was[place] if place < len(was) else None) != (other := now[place] if place < len(now) else None)
        ]


def _compared(value: Any) -> Any:
    """What of an output counts: of an error its id, category and message up to .NET's own words."""
    if isinstance(value, dict) and "error" in value:
        error = value["error"]
        message = error["message"]
        if "Error: " in message:
            message = message[: message.rindex("Error: ")]
        return {"error": (error["id"], message, error["category"])}
    return _plain(value)


def _plain(value: Any) -> Any:
    """A date's kind says what a Z at its end says, which only some of the cases have."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    if value.get("t") == "datetime":
        return {**value, "v": value["v"].removesuffix("Z")}
    if value.get("t") == "System.Collections.DictionaryEntry":
        return {"t": "DictionaryEntry", "v": value["v"]}
    if value.get("t") == "list" and "`" in value["type"]:
        value = {**value, "type": short_type_name(value["type"])}
    return {key: _plain(each) for key, each in value.items()}
