"""View cases: records as lists and tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pscompat.dotnet.clock import Clock
from pscompat.dotnet.containers import EnumValue, PSCustomObject, ScriptBlock
from pscompat.dotnet.conversion import convert
from pscompat.dotnet.json.convertfrom import JsonReader
from pscompat.dotnet.texts import NetObject
from pscompat.dotnet.types import resolve
from pscompat.engine.commands import Commands
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.errors import NotRunError, PscompatError
from pscompat.helpfile.search_path import find_modules

from . import files
from .collecting import CollectingStreams
from .kinds import Difference, Kind, Outcome, Row
from .pipelines import CLOCK
from .wire import WireKind

_LATER = ("Get-Variable", "[cultureinfo]")
"""Commands and types of PowerShell that are not there; what needs them waits."""
_SHOWN_APART = ("Specified method is not supported.", "The pipeline has been stopped.")
"""Messages of exceptions that PowerShell doesn't print; it prints another one, which the id stands for."""
_VALUES: dict[str, Any] = {
    "[double]::NaN": float("nan"),
    "[double]::PositiveInfinity": float("inf"),
    "[scriptblock]::Create('1+1')": ScriptBlock("1+1"),
    "[System.IO.FileMode]'Open'": EnumValue("System.IO.FileMode", 3, "Open"),
    "[cultureinfo]'de-DE'": NetObject("System.Globalization.CultureInfo", "de-DE"),
    "[mailaddress]'a@b.c'": NetObject("System.Net.Mail.MailAddress", "a@b.c"),
}
"""What expressions that the engine does not evaluate give in PowerShell."""


class ViewsKind(Kind):
    """``views.jsonl`` and ``views-more.jsonl``."""

    row_keys = frozenset(("objects", "view", "width", "line", "command", "color"))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        self.modules = list(find_modules())
        self.values: dict[str, Any] = dict(_VALUES)
        yield

    def run(self, question: Row) -> list[Outcome]:
        streams = CollectingStreams()
        session = Session(self.modules, streams=streams, clock=CLOCK, environment={})
        session.renders_ansi = bool(question.get("color"))
        command = question.get("view") or question.get("command") or ""
        command = "" if command == "default" else command
        source = question.get("line", "$input")
        parts = [source] + ([command] if command else [])
        if "Out-String" not in command:
            parts.append(f"Out-String -Width {question['width']}")
        records = [self.value(each, record=True) for each in question.get("objects", ())]
        written: list[Any] = []
        try:
            written.extend(run_line(Commands(session), _piped(parts), iter(records)))
        except PscompatError as error:
            if isinstance(error, NotRunError):
                raise
            streams.terminating(error)
        finally:
            session.close()
        errors = [{"id": each.fully_qualified_error_id, "message": each.message} for each in streams.errors]
        written = list(map(_encodable, written))
        return [{"lines": written, "text": "".join(written), "errors": errors}]

    def value(self, node: Any, *, record: bool = False) -> Any:
        """A value of the notation."""
        if isinstance(node, list):
            return [self.value(each) for each in node]
        if not isinstance(node, dict):
            return JsonReader(clock=CLOCK).read(json.dumps(node)) if not isinstance(node, str) else node
        if "$date" in node:
            return convert(node["$date"], resolve("datetime"), CLOCK)
        if "$value" in node:
            return self.evaluated(node["$value"])
        made = PSCustomObject({key: self.value(each) for key, each in node.items() if key != "PSTypeName"})
        if "PSTypeName" in node:
            made.type_names = (node["PSTypeName"],)
        return made

    def evaluated(self, expression: str) -> Any:
        """The value of an expression, by the engine where it evaluates such."""
        if expression not in self.values:
            session = Session(self.modules, clock=Clock(None, 0), environment={})
            list(run_line(Commands(session), f"$value = {expression}"))
            self.values[expression] = session.variables["value"]
        return self.values[expression]

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        error = expected.get("error") or expected.get("reported")
        found = []
        if error or outcome["errors"]:
            was = [error] if error else []
            if error and error["message"] in _SHOWN_APART and outcome["errors"]:
                was = [{**error, "message": outcome["errors"][0]["message"]}]
            if was != outcome["errors"]:
                found.append(Difference("errors", was, outcome["errors"]))
        for key in [key for key in ("text", "lines") if key in expected] or ([] if error else ["text"]):
            if expected.get(key) != outcome[key]:
                found.append(Difference(key, expected.get(key), outcome[key]))
        return found

    def counts(self, expected: Row) -> bool:
        """Whether the case counts: it needs no command and no type that is not there."""
        return not any(name in expected.get("line", "") for name in _LATER)

    def title(self, row: Row, index: int) -> str:
        return f"{row.get('line', '')} {row.get('view') or row.get('command') or ''}, {row['width']} columns".strip()


def _encodable(text: str) -> str:
    """The text as it was written to the file of cases, where halves of characters can't be."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _piped(parts: list[str]) -> str:
    """A line's output through the commands; all but its last statement stay before them."""
    before, semicolon, last = parts[0].rpartition("; ")
    return before + semicolon + " | ".join([last, *parts[1:]])


class TypedViewsKind(WireKind):
    """``typed-views.jsonl``: lines of the shipped module, through the formatter."""

    row_keys = frozenset(("id", "line", "view", "width", "color"))

    @contextmanager
    def session(self, path: Path) -> Iterator[None]:
        self.recorded = {row["id"]: row["view"] for row in files.read_rows(path)}
        with super().session(path):
            yield

    def run(self, question: Row) -> list[Outcome]:
        parts = [question["line"], question["view"], f"Out-String -Width {question['width']}"]
        self.recorder.mark(question["id"])
        streams = CollectingStreams()
        line = _piped([part for part in parts if part])
        written = self.records(line, streams, renders_ansi=bool(question.get("color")))
        self.clean()
        return [{"text": "".join(written), "errors": [each.message for each in streams.errors]}]

    def differences(self, expected: Row, outcome: Outcome) -> list[Difference]:
        was, now = expected["text"], outcome["text"].replace(f":{self.recorder.port}", ":PORT")
        return [] if was == now else [Difference("text", was, now)]

    def counts(self, expected: Row) -> bool:
        """Whether the case counts: it needs no command that is not there, and its text is its own.

        Texts were kept by id: of two cases with one id the first one has the text of the second.
        """
        return (
            not any(name in expected["line"] for name in _LATER) and self.recorded[expected["id"]] == expected["view"]
        )

    def title(self, row: Row, index: int) -> str:
        return f"{row['line']} | {row['view']}, {row['width']} columns"
