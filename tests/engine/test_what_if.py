"""-WhatIf never sends: every way by which a command can send something that changes something, under each switch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pscompat.engine.line import run_line
from pscompat.errors import NotRunError

from ..http.loopback import Loopback, respond
from .acme import Acme, parameters

ASKS = "  supportsShouldProcess: true\n"
REMOVE = parameters("Id") + "pscompat:\n  request: {method: DELETE, path: '/crates/{Id}'}\n  response: {write: false}\n"
POSTS = """
def process(call):
    yield call.client.post("/crates/{}", call.values.Id, json={"a": 1})
"""
AT_ONCE = """
def process(call):
    return [call.client.delete("/crates/{}", call.values.Id)]
"""
BLOCK = """
def %s(call):
    call.client.%s
"""
HOOK = """
def hook(call):
    return call.client.post("/crates/hook", json={})
"""
NESTED = """
def process(call):
    yield from call.invoke("Remove-Crate", Id=call.values.Id)
    yield "gone"
"""


def command(own: str, *, asks: bool = False) -> str:
    return parameters("Id") + "pscompat:\n" + (ASKS if asks else "") + f"  {own}\n"


def told(name: str, target: str) -> str:
    return f'What if: Performing the operation "{name}" on target "{target}".'


KINDS: dict[str, tuple[str, dict[str, str], list[str], list[str]]] = {
    "a request": (
        "request: {method: PUT, path: '/crates/{Id}', body: {}}",
        {},
        [told("Edit-Crate", "PUT /crates/a"), told("Edit-Crate", "PUT /crates/c")],
        [],
    ),
    "one for each item": (
        "request: {each: [x, y], method: POST, path: '/crates/{Id}/{_}'}",
        {},
        [told("Edit-Crate", f"POST /crates/{name}/{part}") for name in ("a", "c") for part in "xy"],
        [],
    ),
    "one for all records": (
        "request: {collect: {Ids: $Id}, method: POST, path: /crates, body: {ids: $Ids}}",
        {},
        [told("Edit-Crate", "POST /crates")],
        [],
    ),
    "a form": (
        "request: {method: POST, path: /files, multipart: {name: $Id}}",
        {},
        [told("Edit-Crate", "POST /files")] * 2,
        [],
    ),
    "a list by another method": (
        "request: {method: POST, path: /search, paginator: bare}",
        {},
        [told("Edit-Crate", "POST /search")] * 2,
        [],
    ),
    "a step before whose answer is needed": (
        "request: {before: [{command: Remove-Crate, with: {Id: $Id}, into: Old}], path: /crates}",
        {},
        [told("Remove-Crate", "DELETE /crates/a"), told("Remove-Crate", "DELETE /crates/c")],
        [],
    ),
    "a step before whose answer is not": (
        "request: {before: [{command: Remove-Crate, with: {Id: $Id}}], path: /crates}",
        {},
        [told("Remove-Crate", "DELETE /crates/a"), told("Remove-Crate", "DELETE /crates/c")],
        ["GET /v1/crates", "GET /v1/crates"],
    ),
    "steps after": (
        "request: {path: /crates}\n  response: {then: [{each: [x, y], command: Remove-Crate, with: {Id: $_}}]}",
        {},
        [told("Remove-Crate", "DELETE /crates/x"), told("Remove-Crate", "DELETE /crates/y")] * 2,
        ["GET /v1/crates", "GET /v1/crates"],
    ),
    "a waiter": (
        "request: {before: [{waiter: {operation: Remove-Crate, with: {Id: $Id}, "
        "acceptors: [{argument: id, expected: z, state: retry}]}, into: Old}], path: /crates}",
        {},
        [told("Remove-Crate", "DELETE /crates/a"), told("Remove-Crate", "DELETE /crates/c")],
        [],
    ),
    "a hook before": (
        "request: {before: [{hook: sends, into: Made}], path: /crates}",
        {"sends": HOOK},
        [told("Edit-Crate", "POST /crates/hook")] * 2,
        [],
    ),
    "a hook after": (
        "request: {path: /crates}\n  response: {then: [{hook: sends}]}",
        {"sends": HOOK},
        [told("Edit-Crate", "POST /crates/hook")] * 2,
        ["GET /v1/crates", "GET /v1/crates"],
    ),
    "a handler": (
        "handler: sends",
        {"sends": POSTS},
        [told("Edit-Crate", "POST /crates/a"), told("Edit-Crate", "POST /crates/c")],
        [],
    ),
    "a handler that does not yield": (
        "handler: sends",
        {"sends": AT_ONCE},
        [told("Edit-Crate", "DELETE /crates/a"), told("Edit-Crate", "DELETE /crates/c")],
        [],
    ),
    "a handler that runs another command": (
        "handler: sends",
        {"sends": NESTED},
        [told("Remove-Crate", "DELETE /crates/a"), told("Remove-Crate", "DELETE /crates/c")],
        [],
    ),
    **{
        f"a handler's {block} block": (
            "handler: sends",
            {"sends": BLOCK % (block, "delete('/crates')")},
            [told("Edit-Crate", "DELETE /crates")],
            [],
        )
        for block in ("begin", "end")
    },
    "a handler's clean block": (
        "handler: sends",
        {"sends": "def process(call):\n    pass\n" + BLOCK % ("clean", "delete('/crates')")},
        [told("Edit-Crate", "DELETE /crates")],
        [],
    ),
    "a download": (
        "handler: sends",
        {
            "sends": "from pscompat.http.request import Request\n"
            "def process(call):\n    call.client.download('', target='f', request=Request('POST', '/crates'))\n"
        },
        [told("Edit-Crate", "POST /crates")] * 2,
        [],
    ),
    "what the request says to change": (
        "request: {path: '/crates/{Id}/empty', changes: true}",
        {},
        [told("Edit-Crate", "GET /crates/a/empty"), told("Edit-Crate", "GET /crates/c/empty")],
        [],
    ),
    "what the request says to change nothing": (
        "request: {method: POST, path: /search, changes: false}",
        {},
        [],
        ["POST /v1/search", "POST /v1/search"],
    ),
    "a list by POST that changes nothing": (
        "request: {method: POST, path: /search, paginator: bare, changes: false}",
        {},
        [],
        ["POST /v1/search", "POST /v1/search"],
    ),
    "a handler's HEAD": (
        "handler: sends",
        {
            "sends": "from pscompat.http.request import Request\n"
            "def process(call):\n    call.client.send(Request('HEAD', '/crates'))\n"
        },
        [],
        ["HEAD /v1/crates"] * 2,
    ),
    "a HEAD": ("request: {method: HEAD, path: /crates}\n  response: {write: false}", {}, [], ["HEAD /v1/crates"] * 2),
}


@pytest.mark.parametrize("way", ["-WhatIf", "$WhatIfPreference", "$WhatIfPreference without ShouldProcess"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_changes_anything_goes_out(
    kind: str, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    own, hooks, expected, sent = KINDS[kind]
    text = command(own, asks="without" not in way)
    with Loopback(respond({"id": "x", "crates": []})) as server:
        acme = Acme(tmp_path / "acme", server, hooks=hooks, Edit_Crate=text, Remove_Crate=REMOVE)
        line = "'a', 'c' | Edit-Crate"
        written = list(
            run_line(acme.commands, f"{line} -WhatIf" if way == "-WhatIf" else f"$WhatIfPreference = $true; {line}")
        )
    assert acme.streams.information_records == expected
    assert acme.targets == sent
    assert acme.errors == []
    assert "gone" not in written
    assert not Path("f").exists()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if KINDS[kind][2]])
def test_without_it_all_of_that_goes_out(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    own, hooks, expected, _ = KINDS[kind]
    with Loopback(respond({"id": "x", "crates": []})) as server:
        acme = Acme(tmp_path / "acme", server, hooks=hooks, Edit_Crate=command(own, asks=True), Remove_Crate=REMOVE)
        list(run_line(acme.commands, "$WhatIfPreference = $true; 'a', 'c' | Edit-Crate -WhatIf:$false"))
    assert acme.streams.information_records == []
    paths = [text.split('"')[3].replace(" /", " /v1/") for text in expected]
    assert [target for target in acme.targets if target in paths] == paths


OWN = parameters("Id", "WhatIf", types={"WhatIf": "switch"}) + (
    "pscompat:\n  request: {method: DELETE, path: '/crates/{Id}'}\n  response: {write: false}\n"
)


@pytest.mark.parametrize("name", ["WhatIf", "whatif"])
@pytest.mark.parametrize(
    "line", ["Clear-Crate a -WhatIf", "Clear-Crate b; Clear-Crate a -wh", "'a', 'b' | Clear-Crate -WhatIf"]
)
def test_a_switch_of_the_commands_own_is_refused(name: str, line: str, tmp_path: Path) -> None:
    with Loopback(respond({})) as server:
        acme = Acme(tmp_path, server, Clear_Crate=OWN.replace("name: WhatIf", f"name: {name}"))
        with pytest.raises(NotRunError) as caught:
            list(run_line(acme.commands, line))
        assert "Clear-Crate describes -WhatIf as a switch of its own" in caught.value.message
        assert "supportsShouldProcess: true" in caught.value.hint
        with pytest.raises(NotRunError):
            acme.run("Clear-Crate", "a", WhatIf=True)
        assert acme.targets == []
        list(run_line(acme.commands, "Clear-Crate a -WhatIf:$false"))
        assert acme.targets == ["DELETE /v1/crates/a"]


def test_a_piped_switch_of_the_commands_own_sends_nothing(tmp_path: Path) -> None:
    own = OWN.replace("valueFromPipeline: true, ", "").replace(
        "{name: WhatIf, type: switch, parameterSets: [{name: (All), }]}", PIPED
    )
    records: list[Any] = [{"Id": "a", "WhatIf": True}, {"Id": "b", "WhatIf": False}]
    with Loopback(respond({})) as server:
        acme = Acme(tmp_path, server, Clear_Crate=own)
        acme.run("Clear-Crate", records=records)
    assert acme.streams.information_records == [told("Clear-Crate", "DELETE /crates/a")]
    assert acme.targets == ["DELETE /v1/crates/b"]


PIPED = "{name: WhatIf, type: switch, parameterSets: [{name: (All), valueFromPipelineByPropertyName: true}]}"
