"""What one process writes another one reads: types, dates, numbers, and what belongs to whom."""

from __future__ import annotations

import json
from typing import Any

from ..http.loopback import Loopback, respond
from .processes import run

RUN: dict[str, Any] = {
    "id": "run_1",
    "object": "thread.run",
    "created_at": 1699075072,
    "thread_id": "thread_1",
    "status": "completed",
    "big": 2**53 + 1,
    "huge": 2**70,
    "part": 0.1,
    "usage": {"tokens": 2**63 - 1},
}
WRITTEN = (
    '{"id":"run_1","object":"thread.run","thread_id":"thread_1","status":"completed","big":9007199254740993,'
    '"huge":1180591620717411303424,"part":0.1,"usage":{"tokens":9223372036854775807},'
    '"created_at":"2023-11-04T05:17:52+00:00"}\n'
)


def test_a_typed_object_goes_through_a_pipe_as_it_is() -> None:
    with Loopback(respond(RUN)) as server:
        done = run("Get-ThreadRun", "thread_1", "run_1", server=server)
    assert done.all == (0, WRITTEN, "")
    assert run("-c", "$input", stdin=done.out.encode()).out == WRITTEN
    assert run("-c", "$input | Select-Object *", stdin=done.out.encode()).out == WRITTEN
    assert run("-o", "json", "-c", "$input", stdin=done.out.encode()).out.count("\n") > 10
    again = run("-o", "json", "-c", "$input", stdin=done.out.encode()).out.encode()
    assert run("-c", "$input", stdin=again).out == WRITTEN


def test_dates_are_dates_again_in_the_zone_of_the_reader() -> None:
    line = "$input | ForEach-Object created_at | ForEach-Object Hour"
    assert run("-c", line, stdin=WRITTEN.encode()).out == "5\n"
    assert run("-c", line, stdin=WRITTEN.encode(), more={"TZ": "CET-1"}).out == "6\n"
    other = run("-c", "$input", stdin=WRITTEN.encode(), more={"TZ": "CET-1"}).out
    assert json.loads(other)["created_at"] == "2023-11-04T06:17:52+01:00"
    assert run("-c", "$input", stdin=other.encode()).out == WRITTEN


def test_an_object_read_back_is_taken_for_what_it_is() -> None:
    """Get-ThreadRun -Run takes runs only, which their type name tells."""
    with Loopback(respond(RUN), respond(RUN), respond({"data": [], "has_more": False})) as server:
        done = run("-c", "$input | Get-ThreadRun", stdin=WRITTEN.encode(), server=server)
        assert (done.code, done.err) == (0, "")
        done = run("Get-ThreadRun", "-", stdin=WRITTEN.encode(), server=server)
        assert (done.code, done.err) == (0, "")
        done = run("Get-ThreadRun", "-", stdin=b'{"object":"thread","id":"thread_9"}\n', server=server)
        assert (done.code, done.err) == (0, "")
    targets = [request.target.partition("?")[0] for request in server.received]
    assert targets[-1] == "/v1/threads/thread_9/runs"
    assert targets[0] == targets[1]


def test_the_whole_way_with_the_embedded_server() -> None:
    first = run("--sandbox", "Get-ThreadRun", "thread_abc123", "-All")
    records = [json.loads(line) for line in first.out.splitlines()]
    assert (first.code, len(records)) == (0, 251)
    line = "$input | Where-Object status -eq completed | Sort-Object created_at -Descending | Select-Object id -First 3"
    done = run("-c", line, stdin=first.out.encode())
    assert (done.code, len(done.out.splitlines())) == (0, 3)
    assert json.loads(done.out.splitlines()[0]) == {"id": max(
        (record for record in records if record["status"] == "completed"), key=lambda record: record["created_at"]
    )["id"]}  # fmt: skip


def test_input_that_is_too_much_is_refused() -> None:
    done = run("-c", "$input", stdin=b'"' + b"x" * 40_000_000 + b'"\n2\n')
    assert done.all == (1, "2\n", "pscompat: Line 1 of the input is not read: it is longer than 32 MiB.\n")
    done = run("-c", "-", stdin=b"1;" * 600_000)
    assert done.code == 2
    assert done.err.startswith("pscompat: A text of more than 1 MiB is not run by pscompat.\n")
    done = run("-c", "-", stdin=b"1;" * 5_000_000)
    assert done.code == 2
    done = run("-c", "(" * 100_000)
    assert (done.code, done.out) == (2, "")
    assert "ScriptTooComplicated" in done.err
