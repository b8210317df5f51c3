"""Many requests at once, beside a bare script of the requests library, against a server that takes 100 ms for each."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

JOBS = 64
_DELAY = 0.1
_BODY = json.dumps({"id": "run_1", "object": "thread.run", "created_at": 1699075072, "status": "completed"}).encode()
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(_BODY)


def _serve(ports: Any) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                await asyncio.sleep(_DELAY)
                writer.write(_HEAD + _BODY)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def serve() -> None:
        server = await asyncio.start_server(talk, "127.0.0.1", 0, backlog=512)
        ports.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


def _bare(base: str, count: int) -> None:
    import requests

    session = requests.Session()
    session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=JOBS))

    def ask(number: int) -> Any:
        return session.get(f"{base}/threads/t{number}/runs/r", headers={"Authorization": "Bearer k"}).json()

    with ThreadPoolExecutor(JOBS) as executor:
        assert sum(1 for _ in executor.map(ask, range(count))) == count


def _ours(base: str, count: int) -> None:
    import pscompat

    environment = {"OPENAI_API_KEY": "sk-0123456789", "OPENAI_API_BASE": base}
    with pscompat.load("PSOpenAI", environment=environment) as module:
        given = ({"thread_id": f"t{number}"} for number in range(count))
        assert sum(1 for _ in module.stream("Get-ThreadRun", RunId="r", input=given, jobs=JOBS)) == count


def measure(count: int = 3000, rounds: int = 3) -> tuple[float, float]:
    """Requests a second of the bare script and of ours, the best of some rounds taken in turns."""
    ports: Any = multiprocessing.Queue()
    server = multiprocessing.Process(target=_serve, args=(ports,), daemon=True)
    server.start()
    base = f"http://127.0.0.1:{ports.get(timeout=30)}/v1"
    best = {_bare: 0.0, _ours: 0.0}
    try:
        for _ in range(rounds):
            for act in (_bare, _ours):
                best[act] = max(best[act], count / _seconds(act, base, count))
    finally:
        server.terminate()
        server.join(10)
    return best[_bare], best[_ours]


def _seconds(act: Callable[[str, int], None], base: str, count: int) -> float:
    begun = time.perf_counter()
    act(base, count)
    return time.perf_counter() - begun
