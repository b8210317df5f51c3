"""Get-ThreadRun: one run of a thread, or the thread's runs.

The example of a handler: `process` runs once for each record, reads what the record bound from `call.values`, asks
the service through `call.client`, and yields what it writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pscompat.handlers import RequestError, get_property, local_error

if TYPE_CHECKING:
    from pscompat.handlers import Call

RUN = "PSOpenAI.Thread.Run"
HEADERS = {"OpenAI-Beta": "assistants=v2"}


def process(call: Call) -> Iterator[Any]:
    """Write the run, or the runs, of this record's thread."""
    if call.set_name != "Get_ThreadRun":
        yield from _found(call, call.values.ThreadId, call.values.RunId)
        return
    for run in call.objects("Run"):
        yield from _found(call, get_property(run, "thread_id"), get_property(run, "id"))


def _found(call: Call, thread: Any, run: Any) -> Iterator[Any]:
    name = call.command.name
    if not thread:
        call.error(local_error("Could not retrieve thread id.", name).record)
        return
    try:
        for found in _list(call, thread) if call.set_name == "List" else _get(call, thread, run):
            yield found
            _warn(call, found)
    except RequestError as error:
        call.error(error.written_by(name))


def _get(call: Call, thread: str, run: str) -> Iterator[Any]:
    yield call.client.get("/threads/{}/runs/{}", thread, run, headers=HEADERS, type=RUN)


def _list(call: Call, thread: str) -> Iterator[Any]:
    values = call.values
    query = {
        "limit": values.Limit,
        "order": values.Order,
        "after": values.After or None,
        "before": values.Before or None,
    }
    return call.client.pages(
        "/threads/{}/runs",
        thread,
        query=query,
        headers=HEADERS,
        type=RUN,
        all_pages=bool(values.All),
        warn_more="Limit" not in call.bound,
    )


def _warn(call: Call, run: Any) -> None:
    """Say why a run did not end well."""
    status = f'The status of run with id "{run.get("id")}" is "{run.get("status")}".'
    failure, gap = run.get("last_error"), run.get("incomplete_details")
    if failure:
        call.warn(f'{status} Reason: "{failure.get("message")}" ({failure.get("code")})')
    if gap:
        call.warn(f'{status} Reason: "{gap.get("reason")}"')
