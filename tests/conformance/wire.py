"""Wire cases: lines of the shipped module against the recorder; requests, records, warnings, errors, files."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pscompat.dotnet.clock import Clock
from pscompat.engine.commands import Commands
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.errors import CommandError, ErrorRecord, PscompatError
from pscompat.helpfile.search_path import find_modules

from . import files
from .collecting import CollectingStreams, TypedStreams
from .kinds import Difference, Kind, Outcome, Row
from .wire_notation import (
    compared_error,
    compared_output,
    compared_request,
    compared_warnings,
    normalised,
    outputs,
    request_node,
)
from .wire_server import Recorder

_PATIENCE = 15
"""Seconds that one line may take."""
_KEY = "sk-test-0123456789abcdefghij"
_FIXTURES = ("a.jsonl", "a.mp3", "a.png", "a.txt", "b.png")


class WireKind(Kind):
    """``wire.jsonl``; ``fx/`` and ``recorder.py`` lie beside it, or in the project's copy."""

    row_keys = frozenset(("id", "line", "stdin"))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        with tempfile.TemporaryDirectory() as outside, tempfile.TemporaryDirectory() as inside:
            self.modules = list(find_modules())
            self.fixtures = Path(inside).resolve()
            (self.fixtures / "fx").mkdir()
            self.originals: dict[str, bytes] = {}
            for name in _FIXTURES:
                data = files.read_bytes(files.find(name, path.parent / "fx", files.DATA / "fx"))
                self.originals[f"fx/{name}"] = data
            self.clean()
            script = Path(outside) / "recorder.py"
            script.write_bytes(files.read_bytes(files.find("recorder.py", path.parent, files.DATA)))
            recorder = Recorder(script, Path(outside) / "log.jsonl")
            before = Path.cwd()
            try:
                self.recorder = recorder
                os.chdir(self.fixtures)
                with _utc():
                    yield
            finally:
                os.chdir(before)
                recorder.stop()

    def run(self, question: Row) -> list[Outcome]:
        self.recorder.mark(question["id"])
        typed = TypedStreams(question["stdin"]) if "stdin" in question else None
        streams = typed or CollectingStreams()
        records = self.records(question["line"], streams)
        outcome: Outcome = {
            "requests": [request_node(logged) for logged in self.recorder.requests()],
            "outputs": outputs(records),
            "warnings": streams.warnings,
            "errors": [_error_node(record) for record in streams.errors],
        }
        if typed is not None:
            outcome["console"] = typed.console
        found = self.new_files()
        if found:
            outcome["files"] = found
            self.clean()
        named: Outcome = normalised(outcome, self.recorder.port, str(self.fixtures))
        return [named]

    def records(self, line: str, streams: CollectingStreams, *, renders_ansi: bool = False) -> list[Any]:
        """What a line writes; its errors go to the streams."""
        base = f"http://127.0.0.1:{self.recorder.port}/v1"
        session = Session(
            self.modules,
            streams=streams,
            clock=Clock(datetime(2026, 11, 23), 0),
            environment={"OPENAI_API_KEY": _KEY, "OPENAI_API_BASE": base},
        )
        session.renders_ansi = renders_ansi
        records: list[Any] = []
        line = line.replace("127.0.0.1:PORT", f"127.0.0.1:{self.recorder.port}")
        try:
            with _limited():
                records.extend(run_line(Commands(session), line, None))
        except PscompatError as error:
            streams.terminating(error)
        finally:
            session.close()
        return records

    def clean(self) -> None:
        """Make the working folder what it is to be: the fixtures and nothing else."""
        for path in self.fixtures.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        (self.fixtures / "fx").mkdir()
        for name, data in self.originals.items():
            (self.fixtures / name).write_bytes(data)

    def new_files(self) -> list[Row]:
        """The files that a case left behind or changed."""
        found = []
        for path in sorted(self.fixtures.rglob("*")):
            name = path.relative_to(self.fixtures).as_posix()
            if path.is_file() and self.originals.get(name) != (data := path.read_bytes()):
                found.append({"path": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()})
        return found

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        line = expected["line"]
        if "stdin" in expected:
            # Such cases have the screen in place of warnings and errors, and one has neither.
            expected = {**{key: outcome[key] for key in ("console", "warnings", "errors")}, **expected}
        loose = expected.get("unordered", [])
        requests = (expected["requests"], outcome["requests"])
        found = _compare_lists(
            "requests", *([compared_request(node, line, "query" in loose) for node in side] for side in requests)
        )
        found += _compare_outputs(expected.get("outputs", []), outcome["outputs"])
        recorded = expected.get("warnings", [])
        dated = expected.get("dated_warnings", [])
        warnings = compared_warnings(outcome["warnings"], recorded, dated)
        if compared_warnings(recorded, recorded, []) != warnings:
            found.append(Difference("warnings", recorded, warnings))
        errors = [[compared_error(node) for node in side.get("errors", [])] for side in (expected, outcome)]
        if "errors" in loose:
            errors = [sorted(side, key=str) for side in errors]
        found += _compare_lists("errors", *errors)
        if "stdin" in expected and expected["console"] != outcome["console"]:
            found.append(Difference("console", expected["console"], outcome["console"]))
        if expected.get("files", []) != outcome.get("files", []):
            found.append(Difference("files", expected.get("files", []), outcome.get("files", [])))
        return found

    def counts(self, expected: Row) -> bool:
        """Whether the case counts: no fault of the module shows in it, and it needs nothing of PowerShell itself."""
        needs = expected.get("needs", [])
        return "defect" not in expected and all(need == "stream" or need.startswith("later:") for need in needs)


def _error_node(record: ErrorRecord) -> Row:
    return {
        "id": record.fully_qualified_error_id,
        "category": record.category,
        "activity": record.activity,
        "exception": record.exception,
        "message": record.message,
    }


def _compare_lists(name: str, expected: list[Any], got: list[Any]) -> list[Difference]:
    found = []
    for index in range(max(len(expected), len(got))):
        was = expected[index] if index < len(expected) else None
        now = got[index] if index < len(got) else None
        if was == now:
            continue
        if isinstance(was, dict) and isinstance(now, dict):
            found += [Difference(f"{name}[{index}].{key}", was[key], now[key]) for key in was if was[key] != now[key]]
        else:
            found.append(Difference(f"{name}[{index}]", was, now))
    return found


def _compare_outputs(expected: list[Row], got: list[Row]) -> list[Difference]:
    found = []
    for index in range(max(len(expected), len(got))):
        was = expected[index] if index < len(expected) else None
        now = got[index] if index < len(got) else None
        if was is None or now is None or compared_output(was) != compared_output(now):
            found.append(Difference(f"outputs[{index}]", was, now))
    return found


@contextmanager
def _limited() -> Iterator[None]:
    """End a line that waits without end: as its last error."""

    def give_up(*_: object) -> None:
        raise CommandError([ErrorRecord("CaseTimeout", f"The line ran for more than {_PATIENCE} seconds.")])

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _utc() -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    time.tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()
