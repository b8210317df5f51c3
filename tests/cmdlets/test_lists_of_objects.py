"""Lists given for parameters that ask for one object of a type name: every one of them does what piping does."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pscompat.dotnet.containers import PSCustomObject
from pscompat.helpfile.module import Module
from pscompat.model import ALL_SETS, Command, Parameter

from ..engine.acme import Acme, parameters
from ..http.loopback import Loopback, respond
from .face import ROOT, Face, parts

MODULE = Module(str(ROOT))
COMMANDS = [MODULE.command(name) for name in MODULE.command_names()]
TYPED = [
    (command, each, entry.name)
    for command in COMMANDS
    for each in command.parameters
    if each.ps_type_name
    for entry in each.sets
]
IDS = ("id", "thread_id", "run_id", "container_id", "vector_store_id", "output_file_id", "custom_id")
VALUES: dict[str, Any] = {"ToolOutput": {"tool_call_id": "call_1", "output": "5"}}
STATUS = {"Submit-ToolOutput": "requires_action", "Stop-Batch": "in_progress", "Stop-ThreadRun": "in_progress"}


def item(parameter: Parameter, number: int, status: str) -> PSCustomObject:
    """An object of the type; its ids tell which one it is."""
    made = PSCustomObject({**{name: f"{name}_{number}" for name in IDS}, "status": status})
    made |= {"method": "POST", "url": "/v1/responses", "object": "thing"}
    made["required_action"] = PSCustomObject({"type": "submit_tool_outputs"})
    made["step_details"] = PSCustomObject(
        {"message_creation": PSCustomObject({"message_id": f"message_{number}"}), "type": "message_creation"}
    )
    made.type_names = (parameter.ps_type_name,)
    return made


def sent(
    command: Command, parameter: Parameter, set_name: str, given: Any, records: list[Any] | None = None
) -> tuple[Any, ...]:
    """Requests and errors of the command with the value given for the parameter, or piped."""
    mandatory = {
        each.name: VALUES.get(each.name, "x")
        for each in command.parameters
        for own in each.sets
        if own.mandatory and own.name in (set_name, ALL_SETS) and each is not parameter
    }
    if records is None:
        mandatory[parameter.name] = given
    with Loopback(
        respond({**item(parameter, 9, "completed"), "required_action": None, "step_details": None, "data": []})
    ) as server:
        face = Face(server)
        written = list(face.commands.stream(command.name, mandatory, records=records))
    bodies = [parts(each)["file"][1] if each.target == "/v1/files" else each.body for each in face.sent]
    return face.targets, bodies, face.errors, len(written)


@pytest.mark.parametrize(
    ("command", "parameter", "set_name"), TYPED, ids=[f"{each[0].name} -{each[1].name} {each[2]}" for each in TYPED]
)
def test_a_list_does_what_its_objects_do_when_piped(command: Command, parameter: Parameter, set_name: str) -> None:
    status = STATUS.get(command.name, "completed")
    one, two = (item(parameter, number, status) for number in (1, 2))
    piped = sent(command, parameter, set_name, None, [one, two])
    assert piped[2] == []
    assert len(piped[0]) >= (1 if (command.request or {}).get("collect") else 2)
    assert sent(command, parameter, set_name, [one, None, two]) == piped
    single = sent(command, parameter, set_name, one)
    assert sent(command, parameter, set_name, [one]) == single
    assert single[2] == []


def test_the_list_of_the_batch_example() -> None:
    with Loopback(respond({"id": "file_1"}), respond({"id": "batch_1"})) as server:
        face = Face(server)
        line = "$b = Request-Embeddings a, b -AsBatch -CustomBatchId c; "
        (batch,) = face.line(f"{line} Start-Batch -InputObject @($b)")
    assert (batch["id"], face.targets, face.errors) == ("batch_1", ["POST /files", "POST /batches"], [])
    assert json.loads(parts(face.sent[0])["file"][1] or b"")["custom_id"] == "c"


def test_wrong_objects_of_a_list_are_told_of_one_by_one() -> None:
    with Loopback(respond({"id": "file_1"}), respond({"id": "batch_1"})) as server:
        face = Face(server)
        bad = "[pscustomobject]@{PSTypeName='PSOpenAI.Batch.Input'; custom_id='a'}"
        good = "[pscustomobject]@{PSTypeName='PSOpenAI.Batch.Input'; custom_id='b'; method='POST'; url='/v1/x'}"
        (batch,) = face.line(f"Start-Batch -InputObject @({bad}, {good}, {bad})")
    assert (batch["id"], face.errors) == ("batch_1", ["Invalid batch input."] * 2)
    assert json.loads(parts(face.sent[0])["file"][1])["custom_id"] == "b"


def test_a_collection_of_objects_stays_one_value(tmp_path: Any) -> None:
    text = parameters("Crates", types={"Crates": "'object[]'"}).replace(
        "parameterSets", "pscompat: {psTypeName: Acme.Crate}, parameterSets", 1
    )
    text += "pscompat:\n  request: {method: POST, path: /crates, body: {crates: '$Crates[].id'}}\n"
    crates = [PSCustomObject({"id": name}) for name in "ab"]
    for crate in crates:
        crate.type_names = ("Acme.Crate",)
    with Loopback(respond({})) as server:
        acme = Acme(tmp_path, server, Send_Crate=text)
        acme.run("Send-Crate", Crates=crates)
    assert acme.bodies == [{"crates": ["a", "b"]}]
