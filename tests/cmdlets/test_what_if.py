"""Under -WhatIf and $WhatIfPreference no shipped cmdlet sends what changes something: every definition, every set."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pscompat.dotnet.containers import PSCustomObject
from pscompat.helpfile.module import Module
from pscompat.model import ALL_SETS, Command, Parameter

from ..http.loopback import Loopback, respond
from .face import ROOT, Face

IDS = ("id", "thread_id", "assistant_id", "container_id", "vector_store_id", "output_file_id", "custom_id")
RECORD = {**{name: f"{name}_1" for name in IDS}, "object": "list", "data": [], "method": "POST", "url": "/v1/responses"}
VALUES: dict[str, Any] = {
    "Command": "Get-Thread",
    "File": "a.png",
    "Image": "a.png",
    "Content": [1, 2],
    "ToolOutput": {"tool_call_id": "call_1", "output": "5"},
}
BY_TYPE: dict[str, Any] = {
    "System.Collections.IDictionary": {"a": "b"},
    "System.Collections.IDictionary[]": {"a": "b"},
    "System.Double[]": [1.0],
    "System.Int32[]": [9906],
}
"""What a parameter of a type takes."""
MORE: dict[str, dict[str, Any]] = {
    "Add-ConversationItem": {"Message": "Hi"},
    "Request-ChatCompletion": {"Message": "Hi"},
    "Request-Moderation": {"Text": "Hi"},
    "Request-Response": {"Message": "Hi"},
    "Request-ResponseCompaction": {"Message": "Hi"},
    "Request-TextCompletion": {"Prompt": "Hi"},
}
"""What a command needs besides its mandatory parameters to send anything."""
STATUS = {"Submit-ToolOutput": "requires_action", "Wait": "completed", "Get": "completed"}
"""The status of the record, by command or verb, with which it goes on; ``in_progress`` for the others."""
SENT_ANYWAY = "POST /moderations"
"""What changes nothing."""

MODULE = Module(str(ROOT))
COMMANDS = [MODULE.command(name) for name in MODULE.command_names()]
RUNNING = [command for command in COMMANDS if command.request or command.handler]
CHANGING = ("POST", "PUT", "PATCH", "DELETE")


def methods(command: Command) -> set[str]:
    """The methods of the command's own requests."""
    request = command.request or {}
    parts = [{**request, **variant} for variant in request.get("variants") or [{}]]
    return {part.get("method", "GET") for part in parts if "path" in part}


def record(status: str, type_name: str = "") -> PSCustomObject:
    action = PSCustomObject({"type": "submit_tool_outputs"})
    made = PSCustomObject({**RECORD, "status": status, "required_action": action})
    made.type_names = (type_name,) if type_name else ()
    return made


def value(parameter: Parameter, status: str) -> Any:
    """Something that the parameter takes."""
    if parameter.ps_type_name:
        return record(status, parameter.ps_type_name)
    return VALUES.get(parameter.name, BY_TYPE.get(parameter.type, "x"))


def calls(command: Command, status: str) -> list[dict[str, Any]]:
    """The mandatory parameters of each set, and what else it takes to send something."""
    entries = [(parameter, entry) for parameter in command.parameters for entry in parameter.sets]
    named = {entry.name for _, entry in entries} - {ALL_SETS} or {ALL_SETS}
    return [
        {
            each.name: value(each, status)
            for each, entry in entries
            if entry.name in (name, ALL_SETS) and entry.mandatory
        }
        | MORE.get(command.name, {})
        for name in sorted(named)
    ]


@pytest.mark.parametrize("command", RUNNING, ids=lambda command: command.name)
def test_nothing_that_changes_anything_is_sent(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.png").write_bytes(b"PNG")
    status = STATUS.get(command.name) or STATUS.get(command.name.partition("-")[0], "in_progress")
    ways = [("variable", {}), ("parameter", {"WhatIf": True})]
    for way, common in ways if command.supports_should_process else ways[:1]:
        for given in calls(command, status):
            with Loopback(respond(dict(record(status)))) as server:
                face = Face(server)
                face.session.set_variable("WhatIfPreference", way == "variable")
                list(face.commands.stream(command.name, {**given, **common}))
            assert [target for target in face.targets if not target.startswith(("GET ", SENT_ANYWAY))] == []
            if methods(command) & set(CHANGING) and SENT_ANYWAY not in face.targets:
                told = [str(text) for text in face.streams.information_records]
                assert len(told) == 1, (face.errors, face.targets)
                assert told[0].startswith("What if: Performing the operation ")
                assert any(f'on target "{method} /' in told[0] for method in CHANGING)


def test_the_walk_meets_the_module() -> None:
    assert len(RUNNING) >= 75
    assert sum(bool(methods(command) & set(CHANGING)) for command in RUNNING) >= 39


def test_what_changes_nothing_is_sent() -> None:
    with Loopback(respond({"id": "modr_1", "results": []})) as server:
        face = Face(server)
        face.line("$WhatIfPreference = $true; Request-Moderation Hi")
    assert (face.targets, face.streams.information_records) == ([SENT_ANYWAY], [])
