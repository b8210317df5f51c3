"""A module of commands that note when each of their blocks runs, for tests of pipelines."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest

from pscompat.engine.commands import Commands
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.engine.streams import CollectingStreams
from pscompat.helpfile.module import Module
from pscompat.helpfile.search_path import find_module

HANDLER = """
from pscompat.errors import CommandError, ErrorRecord


def note(call, what):
    call.session.variables.setdefault("events", []).append(f"{call.values.Name} {what}")


def begin(call):
    note(call, "begins")
    call.warn("early") if call.values.Warn else None
    if call.values.Early:
        yield f"{call.values.Name}-early"
        note(call, "goes on beginning")


def process(call):
    note(call, f"takes {call.input}")
    name, given = call.values.Name, call.input
    try:
        if call.values.Warn:
            call.warn(f"{name} warns")
        if call.values.Tell:
            call.verbose("detail")
            call.debug("inner")
            call.information("fact")
            call.progress("Working", "half done", 50)
            call.progress("Working", "", 100)
        if given == "bad" or (given is None and call.values.Fail):
            call.error(ErrorRecord("Bad", f"{name} cannot take {given}."))
        elif given == "fatal":
            raise CommandError([ErrorRecord("Fatal", f"{name} ends with {given}.")])
        else:
            for number in range(call.values.Count):
                yield f"{name}{number}" if given is None else f"{given}>{name}"
        if call.values.Enough:
            call.stop_upstream()
    except GeneratorExit:
        note(call, "is closed")
        raise


def end(call):
    note(call, "ends")
    if call.values.Late:
        yield f"{call.values.Name}-late"


def clean(call):
    note(call, "cleans")
"""

_SWITCHES = ("Early", "Late", "Warn", "Tell", "Fail", "Enough")
_HELP = """
metadata: {document type: cmdlet, title: Test-Stage, Module Name: Staged, PlatyPS schema version: 2024-05-01}
title: Test-Stage
synopsis: Notes what happens.
parameters:
- {name: Name, type: System.String, parameterSets: [{name: (All), position: '0'}]}
- {name: Count, type: System.Int32, parameterSets: [{name: (All), position: Named}], pscompat: {default: '1'}}
- {name: InputObject, type: System.Object, parameterSets: [{name: (All), position: Named, valueFromPipeline: true}]}
- {name: Size, type: System.Int32, parameterSets:
  [{name: (All), position: Named, valueFromPipelineByPropertyName: true}]}
SWITCHES
pscompat: {handler: stage}
"""


@pytest.fixture(scope="session")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The module's folder."""
    folder = tmp_path_factory.mktemp("staged")
    (folder / "help").mkdir()
    (folder / "cmdlets").mkdir()
    (folder / "help" / "module.yaml").write_text("name: Staged\nversion: '1.0'\ndescription: Stages.\n")
    switch = (
        "- {{name: {}, type: System.Management.Automation.SwitchParameter, parameterSets: [{{name: (All), "
        "position: Named}}]}}"
    )
    switches = "\n".join(switch.format(name) for name in _SWITCHES)
    (folder / "help" / "Test-Stage.yaml").write_text(_HELP.replace("SWITCHES", switches).lstrip())
    (folder / "cmdlets" / "stage.py").write_text(textwrap.dedent(HANDLER))
    return folder


class Ran(CollectingStreams):
    """A line that was run: records, events, and what went to the other streams."""

    def __init__(self, folder: Path, line: str, records: Any = None, *, take: int | None = None) -> None:
        super().__init__()
        self.facts: list[Any] = []
        self.session = Session([Module(str(folder)), find_module("Companions")], streams=self, environment={})
        self.events: list[str] = []
        self.session.variables["events"] = self.events
        flow = run_line(Commands(self.session), line, None if records is None else iter(records))
        self.records: list[Any] = []
        for record in flow:
            self.records.append(record)
            self.events.append(f"out {record}")
            if take is not None and len(self.records) == take:
                flow.close()  # type: ignore[attr-defined]
                break
        self.ids = [record.error_id for record in self.errors]

    def information(self, value: object) -> None:
        self.facts.append(value)

    def variable(self, name: str) -> Any:
        """The variable's value; of a list its items."""
        value = self.session.variables.get(name)
        return list(value) if isinstance(value, list) else value
