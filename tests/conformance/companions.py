"""Companion cases: a line on piped records, or a script in a folder with files; all streams together, in order."""

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
from pscompat.dotnet.containers import NetRecord
from pscompat.dotnet.strings import to_string
from pscompat.engine.commands import Commands
from pscompat.engine.host_message import HostMessage
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.engine.streams import Streams
from pscompat.errors import ErrorRecord, PscompatError
from pscompat.helpfile.search_path import find_modules

from .kinds import Difference, Kind, Outcome, Row
from .pipelines import record

CLOCK = Clock(datetime(2026, 11, 30, 12), 0)
PRELUDE = (
    "$x = 'abc'; $n = 3; $list = 1,2,3; $map = @{a=1; b='two'}; $obj = [pscustomobject]@{name='thing'; list=4,5}; "
    "$d = [datetime]'2024-01-02T03:04:05'; $real = 1.5; $b = $true"
)
_SHOWN_BY_TEXT = ("System.Management.Automation.PathInfo", "Microsoft.PowerShell.Commands.MemberDefinition")
_LEFT_OUT = ("Pattern", "Context", "Matches")


class CompanionsKind(Kind):
    """``companions.jsonl``."""

    row_keys = frozenset(("line", "text", "input", "kind", "setup"))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        self.modules = list(find_modules())
        before = os.getcwd()
        try:
            yield
        finally:
            os.chdir(before)

    def run(self, question: Row) -> list[Outcome]:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(os.path.realpath(place), "work")
            folder.mkdir()
            for name, text in question.get("setup", {}).items():
                file = folder / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="")
            before = _files(folder)
            os.chdir(folder)
            try:
                output = self._output(question, str(folder))
            finally:
                os.chdir(place)
            outcome: Outcome = {"output": output}
            changed = {name: text for name, text in _files(folder).items() if before.get(name) != text}
            if changed:
                outcome["files"] = [{"name": name, "text": changed[name]} for name in sorted(changed)]
            return [outcome]

    def _output(self, question: Row, folder: str) -> list[Any]:
        streams = OrderedStreams(folder)
        session = Session(self.modules, streams=streams, clock=CLOCK, environment={})
        text = question["text"] if "text" in question else f"$input | {question['line']}"
        records = [record(each) for each in question.get("input", [])]
        try:
            list(run_line(Commands(session), PRELUDE, None))
            for each in run_line(Commands(session), text, iter(records) if "line" in question else None):
                streams.written.append(streams.relative(_shown(each)))
        except PscompatError as error:
            if error.error_id == "NotRun":
                raise
            streams.terminating(error)
        finally:
            session.close()
        return streams.written

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        found = []
        was, now = [_compared(node) for node in expected["output"]], [_compared(node) for node in outcome["output"]]
        for index in range(max(len(was), len(now))):
            one = was[index] if index < len(was) else None
            other = now[index] if index < len(now) else None
            if one != other:
                found.append(Difference(f"output[{index}]", one, other))
        files = [sorted((each["name"], each["text"]) for each in side.get("files", [])) for side in (expected, outcome)]
        if files[0] != files[1]:
            found.append(Difference("files", *files))
        return found

    def title(self, row: Row, index: int) -> str:
        return str(row.get("text") or row.get("line"))


class OrderedStreams(Streams):
    """Keeps what all streams get, in order; the folder's name is taken out."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.written: list[Any] = []

    def relative(self, node: Any) -> Any:
        """The node with ``<cwd>`` for the folder."""
        if isinstance(node, str):
            return node.replace(self.folder, "<cwd>")
        if isinstance(node, dict):
            return {key: self.relative(value) for key, value in node.items()}
        return [self.relative(value) for value in node] if isinstance(node, list) else node

    def error(self, record: ErrorRecord) -> None:
        node = {"id": record.fully_qualified_error_id, "message": record.message, "category": record.category}
        self.written.append(self.relative({"error": node}))

    def host(self, message: HostMessage) -> None:
        # What -WhatIf tells goes to the screen only.
        if not message.startswith("What if: "):
            self.information(message)

    def warning(self, text: str) -> None:
        self.written.append({"warning": text})

    def information(self, value: object) -> None:
        self.written.append({"information": to_string(value)})


def _files(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8-sig", errors="replace")
        for file in folder.rglob("*")
        if file.is_file()
    }


def _shown(value: Any) -> Any:
    if isinstance(value, NetRecord) and value.type_names[:1]:
        name = value.type_names[0]
        if name in _SHOWN_BY_TEXT:
            return {"t": name, "v": to_string(value)}
        if name == "Microsoft.PowerShell.Commands.MatchInfo":
            return canonical(NetRecord({key: value[key] for key in value if key not in _LEFT_OUT}, value.type_names))
    return canonical(value, reveal=True)


def _compared(node: Any) -> Any:
    """What of a written node counts: id, message and category of errors, a message up to its last ``Error:``."""
    if not isinstance(node, dict) or "error" not in node:
        return node
    error = node["error"]
    message, mark, _ = error["message"].rpartition("Error:")
    return {"error": {"id": error["id"], "message": message + mark or error["message"], "category": error["category"]}}
