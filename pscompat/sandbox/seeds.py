"""What a new sandbox holds: a thread with a few words and many runs."""

from __future__ import annotations

import json

from .routes import Exchange
from .threads import RUNS, THREADS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .store import Object, Store

THREAD = "thread_abc123"
RUN = "run_abc123"
ASSISTANT = "asst_abc123"
OLDER_RUNS = 250
_TIMES = ("created_at", "started_at", "completed_at")


def plant(store: Store) -> None:
    """Fill an empty database."""
    with store.lock:
        store.begin()
        exchange = Exchange(store, [], {})
        THREADS.new(exchange, {"id": THREAD, "metadata": {}, "tool_resources": {}})
        store.add_all(RUNS.kind, THREAD, _runs(store.now()))
        store.end(True)


def _runs(first: int) -> Iterator[tuple[str, str]]:
    """Ids and texts of the runs, one a second; texts of one pattern, as the sandbox starts for a single command."""
    pattern = json.dumps(_run("@id", 0))
    times = {f'"{name}": {moment}': moment for name, moment in _run("", 0).items() if name in _TIMES}
    for number in range(1, OLDER_RUNS + 2):
        identifier = f"run_{number:03d}" if number <= OLDER_RUNS else RUN
        text = pattern.replace("@id", identifier)
        for written, moment in times.items():
            text = text.replace(written, f"{written.partition(' ')[0]} {first + number + moment}")
        yield identifier, text


def _run(identifier: str, created: int) -> Object:
    return {
        "id": identifier,
        "object": RUNS.kind,
        "created_at": created,
        "thread_id": THREAD,
        "assistant_id": ASSISTANT,
        "status": "completed",
        "started_at": created + 1,
        "expires_at": None,
        "cancelled_at": None,
        "failed_at": None,
        "completed_at": created + 3,
        "required_action": None,
        "last_error": None,
        "model": "gpt-4o",
        "instructions": "You are a helpful assistant.",
        "tools": [],
        "metadata": {},
        "incomplete_details": None,
        "usage": {"prompt_tokens": 12, "completion_tokens": 30, "total_tokens": 42},
        "temperature": 1.0,
        "top_p": 1.0,
        "max_prompt_tokens": None,
        "max_completion_tokens": None,
        "truncation_strategy": {"type": "auto", "last_messages": None},
        "response_format": "auto",
        "tool_choice": "auto",
        "parallel_tool_calls": True,
    }
