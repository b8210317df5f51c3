"""Commands for asyncio: records as they come, errors, cancelled tasks."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

import pscompat
from pscompat.api.module import LoadedModule

from ..http.loopback import Loopback, respond

RUN = {"id": "run_1", "object": "thread.run", "thread_id": "thread_1", "created_at": 1699075072, "status": "completed"}


def _load(server: Loopback) -> LoadedModule:
    return pscompat.load("PSOpenAI", environment={"OPENAI_API_KEY": "sk-async", "OPENAI_API_BASE": server.base})


def test_records_come_one_at_a_time() -> None:
    first = respond({"data": [RUN, {**RUN, "id": "run_2"}], "has_more": True, "last_id": "run_2"})
    second = respond({"data": [{**RUN, "id": "run_3"}], "has_more": False})
    seen = []

    async def read(module: LoadedModule) -> None:
        async for run in module.astream("Get-ThreadRun", "thread_1", All=True):
            seen.append((run["id"], len(server.received)))

    with Loopback(first, second) as server, _load(server) as module:
        asyncio.run(read(module))
    assert seen == [("run_1", 1), ("run_2", 1), ("run_3", 2)]


def test_many_commands_share_a_loop_and_a_module() -> None:
    async def read(module: LoadedModule) -> list[list[Any]]:
        return await asyncio.gather(*(module.ainvoke("Get-ThreadRun", "thread_1", f"run_{n}") for n in range(20)))

    with Loopback(*[respond(RUN)] * 20) as server, _load(server) as module:
        found = asyncio.run(read(module))
    assert [run["id"] for runs in found for run in runs] == ["run_1"] * 20
    assert len({request.target for request in server.received}) == 20


def test_errors_are_those_of_the_other_face() -> None:
    with Loopback(respond({"error": {"message": "No such run."}}, status=404)) as server, _load(server) as module:
        with pytest.raises(pscompat.BindingError, match="Limit"):
            asyncio.run(module.ainvoke("Get-ThreadRun", "thread_1", Limit=500))
        assert not server.received
        with pytest.raises(pscompat.CommandError, match=r"No such run\."):
            asyncio.run(module.ainvoke("Get-ThreadRun", "thread_1", "run_1"))


def test_input_may_be_asynchronous() -> None:
    async def threads() -> AsyncIterator[dict[str, str]]:
        for number in range(3):
            await asyncio.sleep(0.01)
            yield {"thread_id": f"thread_{number}"}

    with Loopback(*[respond(RUN)] * 3) as server, _load(server) as module:
        assert len(asyncio.run(module.ainvoke("Get-ThreadRun", RunId="run_1", input=threads()))) == 3
    assert [request.target for request in server.received] == [f"/v1/threads/thread_{n}/runs/run_1" for n in range(3)]


def _hanging(gone: threading.Event) -> Any:
    """An answer that never comes; the event is set when the client closes its connection."""

    def answer(request: Any, connection: Any) -> None:
        connection.settimeout(10)
        if connection.recv(1) == b"":
            gone.set()

    return answer


@pytest.mark.parametrize("by", ["time-out", "cancel"])
def test_a_cancelled_task_closes_its_connection(by: str) -> None:
    gone = threading.Event()

    async def read(module: LoadedModule) -> None:
        task = asyncio.ensure_future(module.ainvoke("Get-ThreadRun", "thread_1", "run_1"))
        if by == "time-out":
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(task, 0.3)
        else:
            while not server.received:
                await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    with Loopback(_hanging(gone), respond(RUN)) as server, _load(server) as module:
        asyncio.run(read(module))
        assert gone.wait(5)
        assert module.invoke("Get-ThreadRun", "thread_1", "run_1")[0]["id"] == "run_1"


def test_a_cancelled_wait_between_attempts_ends() -> None:
    begun = time.monotonic()

    async def read(module: LoadedModule) -> None:
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(module.ainvoke("Get-ThreadRun", "thread_1", "run_1", MaxRetryCount=9), 0.5)

    busy = respond({"error": {"message": "Busy."}}, status=429, Retry_After="30")
    with Loopback(*[busy] * 3) as server, _load(server) as module:
        asyncio.run(read(module))
    assert len(server.received) == 1
    assert time.monotonic() - begun < 20


def test_a_stream_that_is_left_ends_its_command() -> None:
    pages = [respond({"data": [RUN], "has_more": True, "last_id": "run_1"})] * 3

    async def read(module: LoadedModule) -> None:
        stream = module.astream("Get-ThreadRun", "thread_1", All=True)
        async for _ in stream:
            break
        await stream.aclose()

    with Loopback(*pages) as server, _load(server) as module:
        asyncio.run(read(module))
    assert len(server.received) == 1


def test_a_cancelled_sleep_ends() -> None:
    async def wait() -> None:
        with pscompat.load("Companions") as module, pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(module.ainvoke("Start-Sleep", 30), 0.2)

    begun = time.monotonic()
    asyncio.run(wait())
    assert time.monotonic() - begun < 20


def test_an_input_s_own_time_out_is_its_error() -> None:
    async def records() -> AsyncIterator[dict[str, str]]:
        yield {"thread_id": "thread_1"}
        raise TimeoutError("too slow")

    with (
        Loopback(respond({"data": [RUN]})) as server,
        _load(server) as module,
        pytest.raises(TimeoutError, match="slow"),
    ):
        asyncio.run(asyncio.wait_for(module.ainvoke("Get-ThreadRun", input=records()), 20))
