"""Threads, their messages, runs and the runs' steps."""

from __future__ import annotations

from typing import Any

from pscompat.sandbox import Collection, Content, Exchange, Object, Refusal, Routes, as_stream

THREADS = Collection("thread", "thread_", "thread")
MESSAGES = Collection("thread.message", "msg_", "message", parent=THREADS)
RUNS = Collection("thread.run", "run_", "run", parent=THREADS)
STEPS = Collection("thread.run.step", "step_", "run step", parent=RUNS)

_RUN_ENDED = frozenset(("completed", "failed", "cancelled", "expired", "incomplete"))
_USAGE = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}


ROUTES = Routes()


@ROUTES("POST", "/threads")
def create_thread(exchange: Exchange) -> Object:
    """A new thread, with the messages that the request brings."""
    return _new_thread(exchange, exchange.body)


def _new_thread(exchange: Exchange, body: dict[str, Any]) -> Object:
    members = {
        "metadata": body.get("metadata") or {},
        "tool_resources": body.get("tool_resources") or {},
    }
    thread = THREADS.new(exchange, members)
    for message in body.get("messages") or ():
        _new_message(exchange, thread["id"], message)
    return thread


@ROUTES("POST", "/threads/{}/messages")
def create_message(exchange: Exchange, thread: str) -> Object:
    """A new message at the end of a thread."""
    exchange.required("content")
    return _new_message(exchange, thread, exchange.body)


def _new_message(exchange: Exchange, thread: str, body: dict[str, Any], **more: Any) -> Object:
    members = {
        "thread_id": thread,
        "status": "completed",
        "incomplete_details": None,
        "role": body.get("role") or "user",
        "content": content_parts(body.get("content")),
        "assistant_id": None,
        "run_id": None,
        "attachments": body.get("attachments") or [],
        "metadata": body.get("metadata") or {},
        **more,
    }
    return MESSAGES.new(exchange, members, thread)


def content_parts(content: Any) -> list[Any]:
    """A message's content as the API gives it back: texts become parts with annotations."""
    parts = content if isinstance(content, list) else [content]
    return [_part(part) for part in parts]


def _part(part: Any) -> Any:
    text = part.get("text") if isinstance(part, dict) and part.get("type") == "text" else part
    if isinstance(text, str):
        return {"type": "text", "text": {"value": text, "annotations": []}}
    return part


@ROUTES("POST", "/threads/{}/runs")
def create_run(exchange: Exchange, thread: str) -> Object | Content:
    """A new run, queued; it moves on each time it is looked at, or to its end as a stream."""
    exchange.required("assistant_id")
    for message in exchange.body.get("additional_messages") or ():
        _new_message(exchange, thread, message)
    return _answer(exchange, _new_run(exchange, thread), thread)


@ROUTES("POST", "/threads/runs")
def create_thread_and_run(exchange: Exchange) -> Object | Content:
    """A new thread and a run on it."""
    exchange.required("assistant_id")
    thread = _new_thread(exchange, exchange.body.get("thread") or {})
    return _answer(exchange, _new_run(exchange, thread["id"]), thread["id"])


def _answer(exchange: Exchange, run: Object, thread: str) -> Object | Content:
    """The run, or what becomes of it until it ends or waits for its caller, where the request asks for a stream."""
    if not exchange.body.get("stream"):
        return run
    from .event_streams import run_events

    states = [dict(run)]
    while run["status"] not in _RUN_ENDED and run["status"] != "requires_action":
        run = _move_on(exchange, run, thread)
        states.append(dict(run))
    written = [each for each in exchange.store.all(MESSAGES.kind, thread) if each["run_id"] == run["id"]]
    steps = [each for each in exchange.store.all(STEPS.kind, f"{thread}/{run['id']}") if each["type"] != "tool_calls"]
    return as_stream(run_events(states, steps[-1] if steps else None, written[-1] if written else None))


def _new_run(exchange: Exchange, thread: str) -> Object:
    body = exchange.body
    assistant = exchange.store.get("assistant", "", body["assistant_id"]) or {}

    def chosen(name: str, default: Any) -> Any:
        return body[name] if body.get(name) is not None else assistant.get(name) or default

    members = {
        "thread_id": thread,
        "assistant_id": body["assistant_id"],
        "status": "queued",
        "started_at": None,
        "expires_at": exchange.store.now() + 600,
        "cancelled_at": None,
        "failed_at": None,
        "completed_at": None,
        "required_action": None,
        "last_error": None,
        "model": chosen("model", "gpt-4o"),
        "instructions": chosen("instructions", ""),
        "tools": chosen("tools", []),
        "metadata": body.get("metadata") or {},
        "incomplete_details": None,
        "usage": None,
        "temperature": chosen("temperature", 1.0),
        "top_p": chosen("top_p", 1.0),
        "max_prompt_tokens": body.get("max_prompt_tokens"),
        "max_completion_tokens": body.get("max_completion_tokens"),
        "truncation_strategy": body.get("truncation_strategy") or {"type": "auto", "last_messages": None},
        "response_format": chosen("response_format", "auto"),
        "tool_choice": body.get("tool_choice") or "auto",
        "parallel_tool_calls": body.get("parallel_tool_calls", True),
    }
    return RUNS.new(exchange, members, thread)


@ROUTES("GET", "/threads/{}/runs/{}")
def retrieve_run(exchange: Exchange, thread: str, run: str) -> Object:
    """A run as it is now; queued ones start, started ones end, one step with each look."""
    found = RUNS.find(exchange, run, thread)
    if found["status"] in _RUN_ENDED or found["status"] == "requires_action":
        return found
    return _move_on(exchange, found, thread)


def _move_on(exchange: Exchange, run: Object, thread: str) -> Object:
    now = exchange.store.now()
    if run["status"] == "queued":
        run.update(status="in_progress", started_at=now)
    elif run["status"] == "cancelling":
        run.update(status="cancelled", cancelled_at=now, expires_at=None)
    elif run["status"] == "in_progress" and _calls_function(run):
        run.update(status="requires_action", required_action=_wanted_calls(run))
    else:
        _complete(exchange, run, thread)
    return RUNS.put(exchange, run, thread)


def _calls_function(run: Object) -> bool:
    return run["required_action"] is None and any(_is_function(tool) for tool in run["tools"])


def _is_function(tool: Any) -> bool:
    return isinstance(tool, dict) and tool.get("type") == "function"


def _wanted_calls(run: Object) -> Object:
    calls = [
        {
            "id": f"call_{number:03d}",
            "type": "function",
            "function": {"name": tool["function"].get("name"), "arguments": "{}"},
        }
        for number, tool in enumerate(filter(_is_function, run["tools"]), 1)
    ]
    return {"type": "submit_tool_outputs", "submit_tool_outputs": {"tool_calls": calls}}


def _complete(exchange: Exchange, run: Object, thread: str) -> None:
    """End a run with a reply that repeats the last message of the user."""
    said = ""
    for message in exchange.store.all(MESSAGES.kind, thread):
        if message["role"] == "user":
            texts = [part["text"]["value"] for part in message["content"] if part.get("type") == "text"]
            said = " ".join(texts)
    reply = {"role": "assistant", "content": f"You said: {said}"}
    more = {"assistant_id": run["assistant_id"], "run_id": run["id"]}
    message = _new_message(exchange, thread, reply, **more)
    now = exchange.store.now()
    details = {"type": "message_creation", "message_creation": {"message_id": message["id"]}}
    used = {"prompt_tokens": len(said.split()), "completion_tokens": len(said.split()) + 2}
    used["total_tokens"] = sum(used.values())
    _new_step(exchange, run, thread, "message_creation", details, used)
    run.update(status="completed", completed_at=now, expires_at=None, required_action=None, usage=used)


def _new_step(exchange: Exchange, run: Object, thread: str, kind: str, details: Object, usage: Object) -> None:
    members = {
        "run_id": run["id"],
        "assistant_id": run["assistant_id"],
        "thread_id": thread,
        "type": kind,
        "status": "completed",
        "cancelled_at": None,
        "completed_at": exchange.store.now(),
        "expired_at": None,
        "failed_at": None,
        "last_error": None,
        "step_details": details,
        "usage": usage,
        "metadata": {},
    }
    STEPS.new(exchange, members, thread, run["id"])


@ROUTES("POST", "/threads/{}/runs/{}/cancel")
def cancel_run(exchange: Exchange, thread: str, run: str) -> Object:
    """A run that is being cancelled; the next look finds it cancelled."""
    found = RUNS.find(exchange, run, thread)
    if found["status"] in _RUN_ENDED:
        raise Refusal(400, f"Cannot cancel run with status '{found['status']}'.")
    found["status"] = "cancelling"
    return RUNS.put(exchange, found, thread)


@ROUTES("POST", "/threads/{}/runs/{}/submit_tool_outputs")
def submit_tool_outputs(exchange: Exchange, thread: str, run: str) -> Object | Content:
    """A run that goes on with the outputs of the functions it asked for."""
    found = RUNS.find(exchange, run, thread)
    if found["status"] != "requires_action":
        raise Refusal(400, f"Runs in status '{found['status']}' do not accept tool outputs.")
    outputs = exchange.required("tool_outputs")
    given = {output.get("tool_call_id"): output.get("output") for output in outputs if isinstance(output, dict)}
    calls = found["required_action"]["submit_tool_outputs"]["tool_calls"]
    missing = [call["id"] for call in calls if call["id"] not in given]
    if missing:
        raise Refusal(400, f"Expected tool outputs for call_ids {missing}.", param="tool_outputs")
    done = [{**call, "function": {**call["function"], "output": given[call["id"]]}} for call in calls]
    details = {"type": "tool_calls", "tool_calls": done}
    _new_step(exchange, found, thread, "tool_calls", details, dict(_USAGE))
    found["status"] = "queued"
    return _answer(exchange, RUNS.put(exchange, found, thread), thread)


@ROUTES("GET", "/threads/{}/messages")
def list_messages(exchange: Exchange, thread: str) -> Object:
    """A thread's messages, or those of one run."""
    run = exchange.query.get("run_id")
    return MESSAGES.listing(exchange, thread, only=lambda message: not run or message["run_id"] == run)


# After the functions above, which answer for themselves what the general ones would.
THREADS.serve(ROUTES, "/threads/{}", change=("metadata", "tool_resources"), listed=False)
MESSAGES.serve(ROUTES, "/threads/{}/messages/{}", change=("metadata",))
RUNS.serve(ROUTES, "/threads/{}/runs/{}", change=("metadata",), deletable=False)
STEPS.serve(ROUTES, "/threads/{}/runs/{}/steps/{}", deletable=False)
