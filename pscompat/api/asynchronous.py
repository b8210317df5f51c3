"""Commands for asyncio: the same engine, in threads underneath.

Each stream has a thread of its own, which works out a record when one is asked for and not before. A task that is
cancelled ends what its thread waits for, and the connection is closed.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterable
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context

from ..engine.stage import close_flow
from ..http.deadline import LOOKS, Cancelled, cancelled_by

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
    from typing import Any

_END = object()


async def stream_async(
    start: Callable[[Iterable[Any] | None], Iterator[Any]], records: Iterable[Any] | AsyncIterable[Any] | None
) -> AsyncGenerator[Any, None]:
    """The records of a stream that ``start`` begins in a thread; ``records`` are its input, asynchronous ones too."""
    loop = asyncio.get_running_loop()
    cancelled = threading.Event()
    worker = ThreadPoolExecutor(1, thread_name_prefix="pscompat")
    flow: Iterator[Any] = iter(())

    def begin() -> None:
        nonlocal flow
        flow = start(_from_loop(records, loop, cancelled) if isinstance(records, AsyncIterable) else records)

    def step() -> Any:
        return next(flow, _END)

    async def in_thread(act: Callable[[], Any]) -> Any:
        context = copy_context()
        return await loop.run_in_executor(worker, lambda: context.run(_unless, cancelled, act))

    try:
        await in_thread(begin)
        while (record := await in_thread(step)) is not _END:
            yield record
    finally:
        cancelled.set()
        # Behind the step under way, which ends now: a generator is closed by the thread that runs it.
        worker.submit(lambda: close_flow(flow))
        worker.shutdown(wait=False)


def _unless(cancelled: threading.Event, act: Callable[[], Any]) -> Any:
    try:
        with cancelled_by(cancelled):
            return act()
    except Cancelled:
        return _END


def _from_loop(
    records: AsyncIterable[Any], loop: asyncio.AbstractEventLoop, cancelled: threading.Event
) -> Iterator[Any]:
    """The records of an asynchronous iterable, for the thread: each is asked for on the loop."""
    source = aiter(records)

    async def following() -> Any:
        return await anext(source, _END)

    while not cancelled.is_set():
        asked = asyncio.run_coroutine_threadsafe(following(), loop)
        while not wait([asked], timeout=LOOKS).done:
            if cancelled.is_set():
                asked.cancel()
                raise Cancelled
        record = asked.result()
        if record is _END:
            return
        yield record
