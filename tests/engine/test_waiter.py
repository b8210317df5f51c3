"""Waiters: a command is run until its record says that there is nothing to wait for."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ..http.loopback import Loopback, respond
from .acme import KEY, Acme
from .test_request import command

WAIT = """\
request:
  before:
  - waiter:
      operation: Get-Crate
      with: {Id: $Id}
      delay: $Every!
      progress: 'waiting for {id}'
      acceptors:
      - {matcher: path, argument: state, expected: '', state: failure, message: no state}
      - {matcher: path, argument: state, expected: $Exit!, state: success}
      - {matcher: path, argument: state, expected: [open, packing], state: retry}
    into: Last
  - {write: $Last}
"""
GET = command("Id", "request: {path: '/crates/{Id}'}")


def states(*names: str) -> list[bytes]:
    return [respond({"id": "c1", "state": name}) for name in names]


def test_a_wait_ends_with_the_first_state_that_is_not_waited_for(tmp_path: Path) -> None:
    with Loopback(*states("open", "packing", "gone", "open")) as server:
        acme = Acme(tmp_path, server, Get_Crate=GET, Wait_Crate=command("Id Every Exit", WAIT))
        (crate,) = acme.run("Wait-Crate", "c1", Every=0)
        assert crate["state"] == "gone"
        assert len(acme.sent) == 3
        (crate,) = acme.run("Wait-Crate", "c1", Every=0, Exit=["open"])
        assert crate["state"] == "open"
        assert len(acme.sent) == 4


def test_a_record_without_state_ends_the_wait_with_an_error(tmp_path: Path) -> None:
    with Loopback(respond({"id": "c1"})) as server:
        acme = Acme(tmp_path, server, Get_Crate=GET, Wait_Crate=command("Id Every Exit", WAIT))
        assert acme.run("Wait-Crate", "c1", Every=0) == [{"id": "c1"}]
    assert acme.errors == [("Microsoft.PowerShell.Commands.WriteErrorException,Wait-Crate", "no state")]


def test_a_failed_poll_is_reported_by_the_one_who_waits(tmp_path: Path) -> None:
    with Loopback(*states("open"), respond({}, 403, "Forbidden")) as server:
        acme = Acme(tmp_path, server, Get_Crate=GET, Wait_Crate=command("Id Every Exit", WAIT))
        assert acme.run("Wait-Crate", "c1", Every=0) == []
    assert [each[0] for each in acme.errors] == ["System.Net.Http.HttpRequestException,Wait-Crate"]


def test_a_wait_ends_in_time(tmp_path: Path) -> None:
    with Loopback(*states("open")) as server:
        acme = Acme(tmp_path, server, Get_Crate=GET, Wait_Crate=command("Id Every Exit", WAIT))
        before = time.monotonic()
        assert acme.run("Wait-Crate", "c1", Every=0.1, TimeoutSec=1) == []
        assert time.monotonic() - before < 10
    assert acme.errors == [("Acme.TimeoutException,Write-AcmeTimeout", "The operation was canceled due to timeout.")]


@pytest.mark.parametrize(
    ("words", "counts", "shown"),
    [
        ("done: [n.ok, n.bad], total: n.all", {"ok": 1, "bad": 2, "all": 4}, 75),
        ("done: [n.ok, n.bad], total: n.all", {"ok": 4, "bad": 0, "all": 4}, 99),
        ("done: n.ok, total: n.all", {"ok": 0, "all": 0}, -1),
        ("done: n.ok, total: n.all", {"ok": 1}, -1),
        ("done: n.ok", {"ok": 33.9}, 33),
        ("done: n.ok", {"ok": 0}, 0),
        ("done: n.ok", {"ok": -5}, 0),
        ("done: n.ok", {"ok": True}, -1),
        ("done: n.ok", {"ok": "5"}, -1),
        ("done: n.ok", {"ok": 1e300}, -1),
        ("", {"ok": 1}, -1),
    ],
)
def test_a_wait_shows_how_far_the_work_is(
    words: str, counts: dict[str, object], shown: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = WAIT.replace("acceptors:", words.replace(", total", "\n      total") + "\n      acceptors:")
    answers = [respond({"id": "c1", "state": state, "n": counts}) for state in ("open", "gone")]
    told: list[tuple[str, str, int]] = []
    with Loopback(*answers) as server:
        acme = Acme(tmp_path, server, Get_Crate=GET, Wait_Crate=command("Id Every Exit", wait))
        monkeypatch.setattr(acme.streams, "progress", lambda *what: told.append(what))
        acme.run("Wait-Crate", "c1", Every=0)
    assert told == [("waiting for c1", "open", shown), ("waiting for c1", "", 100)]


JOB = """\
request: {method: POST, path: /jobs}
response:
  write: false
  then:
  - waiter:
      url: $Response.headers.Location
      delay: $Response.headers."Retry-After"
      acceptors:
      - {argument: $Response.status, expected: 202, state: retry}
      - {argument: state, expected: broken, state: failure, message: 'broken: {why}'}
    into: Job
  - {when: $Job, write: $Job}
"""


def test_a_wait_at_an_address(tmp_path: Path) -> None:
    started, running = (respond(b"", 202, location="/v1/jobs/7", retry_after="0") for _ in range(2))
    with Loopback(started, running, running, respond({"state": "done"}), started, respond(b"", 204)) as server:
        acme = Acme(tmp_path, server, Start_Job=command("Id", JOB))
        assert acme.run("Start-Job") == [{"state": "done"}]
        assert acme.targets == ["POST /v1/jobs", *["GET /v1/jobs/7"] * 3]
        assert {each.headers["authorization"] for each in acme.sent} == {f"Bearer {KEY}"}
        # The job is done, and nothing came of it.
        assert acme.run("Start-Job") == []
    assert acme.errors == []


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ({}, "The service names no address to wait at: $Response.headers.Location is empty."),
        (
            {"location": "https://other.example/jobs/7"},
            "other.example, which the module file does not list under hosts.",
        ),
        ({"location": "ftp://x/"}, "The 'ftp' scheme is not supported."),
    ],
)
def test_no_other_address_is_waited_at(location: dict[str, str], message: str, tmp_path: Path) -> None:
    with Loopback(respond(b"", 202, "Accepted", **location)) as server:
        acme = Acme(tmp_path, server, Start_Job=command("Id", JOB))
        assert acme.run("Start-Job") == []
        assert len(acme.sent) == 1
    ((_, told),) = acme.errors
    assert told.endswith(message)
