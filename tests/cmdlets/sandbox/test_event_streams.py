"""Answers of the sandbox as streams of events, read off the wire."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest

from pscompat.http.events import read_events

from ...sandbox.asking import Asking
from .conftest import openai

MESSAGES = [{"role": "user", "content": "a  b"}]
FUNCTION = {"type": "function", "function": {"name": "look_up"}}


def follow(ask: Asking, method: str, path: str, body: Any = None) -> list[tuple[str, Any]]:
    """Name and data of each event."""
    reply = ask(method, path, body)
    assert (reply.status, reply.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
    assert reply.headers["transfer-encoding"] == "chunked"
    events = [(event.name, event.data) for event in read_events([reply.content])]
    return [(name, data if data == "[DONE]" else json.loads(data)) for name, data in events]


def test_chat(ask: Asking) -> None:
    body = {"model": "m", "messages": MESSAGES, "n": 2, "stream": True, "store": True}
    events = follow(ask, "POST", "/chat/completions", body)
    assert {name for name, _ in events} == {"message"}
    assert events.pop() == ("message", "[DONE]")
    choices = [data["choices"][0] for _, data in events]
    assert [choice["index"] for choice in choices] == [0] * 6 + [1] * 6
    assert choices[0]["delta"] == {"role": "assistant", "content": "", "refusal": None}
    assert [choice["delta"].get("content") for choice in choices[1:6]] == ["You", " said:", " a", "  b", None]
    assert [choice["finish_reason"] for choice in choices[:6]] == [None] * 5 + ["stop"]
    kept = ask.good("GET", f"/chat/completions/{events[0][1]['id']}")
    assert kept["choices"][1]["message"]["content"] == "You said: a  b"


def test_chat_with_usage_and_sound(ask: Asking) -> None:
    body = {"messages": MESSAGES, "modalities": ["audio"], "stream": True, "stream_options": {"include_usage": True}}
    *events, (_, usage), _ = follow(ask, "POST", "/chat/completions", body)
    assert (usage["choices"], usage["usage"]["total_tokens"]) == ([], 6)
    sounds = [data["choices"][0]["delta"].get("audio") for _, data in events]
    assert "".join(sound.get("transcript", "") for sound in sounds if sound) == "You said: a  b"
    assert sounds[-2]["data"]


def test_text_completions(ask: Asking) -> None:
    *events, end = follow(ask, "POST", "/completions", {"prompt": ["a", "b"], "stream": True})
    assert end == ("message", "[DONE]")
    texts = ["", ""]
    for _, data in events:
        (choice,) = data["choices"]
        texts[choice["index"]] += choice["text"]
    assert texts == ["You said: a", "You said: b"]
    assert [data["choices"][0]["finish_reason"] for _, data in events] == [None] * 3 + ["stop"] + [None] * 3 + ["stop"]


@pytest.mark.parametrize(("background", "first"), [(False, "in_progress"), (True, "queued")])
def test_responses(ask: Asking, background: bool, first: str) -> None:
    events = follow(ask, "POST", "/responses", {"input": "a b", "stream": True, "background": background})
    assert [data["type"] for name, data in events] == [name for name, _ in events]
    assert [data["sequence_number"] for _, data in events] == list(range(len(events)))
    names = [name.removeprefix("response.") for name, _ in events]
    assert names == [
        "created",
        *(["queued"] if background else []),
        "in_progress",
        "output_item.added",
        "content_part.added",
        *["output_text.delta"] * 4,
        "output_text.done",
        "content_part.done",
        "output_item.done",
        "completed",
    ]
    created, completed = events[0][1]["response"], events[-1][1]["response"]
    assert (created["status"], created["output"], completed["status"]) == (first, [], "completed")
    assert ask.good("GET", f"/responses/{completed['id']}") == completed
    again = follow(ask, "GET", f"/responses/{completed['id']}?stream=true&starting_after=3")
    assert again == events[4:]


def test_a_response_in_the_background_can_be_followed(ask: Asking) -> None:
    made = ask.good("POST", "/responses", {"input": "a", "background": True})
    assert follow(ask, "GET", f"/responses/{made['id']}?stream=true")[-1][0] == "response.completed"
    made = ask.good("POST", "/responses", {"input": "a", "background": True})
    ask.good("POST", f"/responses/{made['id']}/cancel")
    assert ask("GET", f"/responses/{made['id']}?stream=true").status == 400


def test_runs(ask: Asking) -> None:
    body = {"assistant_id": "asst_abc123", "thread": {"messages": MESSAGES}, "stream": True}
    events = follow(ask, "POST", "/threads/runs", body)
    assert [name for name, _ in events] == [
        *(f"thread.run.{state}" for state in ("created", "queued", "in_progress")),
        *(f"thread.run.step.{state}" for state in ("created", "in_progress")),
        *(f"thread.message.{state}" for state in ("created", "in_progress")),
        *["thread.message.delta"] * 4,
        "thread.message.completed",
        "thread.run.step.completed",
        "thread.run.completed",
        "done",
    ]
    run = events[-2][1]
    assert ask.good("GET", f"/threads/{run['thread_id']}/runs/{run['id']}") == run
    (message, *_) = ask.good("GET", f"/threads/{run['thread_id']}/messages")["data"]
    assert dict(events)["thread.message.completed"] == message


def test_runs_that_wait_for_their_caller(ask: Asking) -> None:
    thread = ask.good("POST", "/threads", {"messages": MESSAGES})["id"]
    body = {"assistant_id": "asst_abc123", "tools": [FUNCTION], "stream": True}
    *_, (name, run), done = follow(ask, "POST", f"/threads/{thread}/runs", body)
    assert (name, done) == ("thread.run.requires_action", ("done", "[DONE]"))
    (call,) = run["required_action"]["submit_tool_outputs"]["tool_calls"]
    outputs = {"tool_outputs": [{"tool_call_id": call["id"], "output": "5"}], "stream": True}
    events = follow(ask, "POST", f"/threads/{thread}/runs/{run['id']}/submit_tool_outputs", outputs)
    assert events[-2][0] == "thread.run.completed"


@pytest.mark.parametrize(
    ("path", "body"),
    [("/responses", {}), ("/chat/completions", {}), ("/threads/runs", {}), ("/chat/completions", {"messages": "x"})],
)
def test_what_cannot_be_is_refused_before_the_stream(ask: Asking, path: str, body: Any) -> None:
    assert ask("POST", path, {**body, "stream": True}).status == 400


def test_a_client_that_knows_no_chunks_gets_a_stream_until_the_end() -> None:
    with (
        openai() as sandbox,
        socket.create_connection(("127.0.0.1", int(sandbox.base_url.split(":")[2][:-3]))) as peer,
    ):
        body = b'{"prompt":"a","stream":true}'
        head = f"POST /v1/completions HTTP/1.0\r\nAuthorization: Bearer {sandbox.key}\r\nContent-Length: {len(body)}"
        peer.sendall(f"{head}\r\n\r\n".encode() + body)
        received = b""
        while piece := peer.recv(65_536):
            received += piece
    assert b"chunked" not in received
    assert received.endswith(b"\n\ndata: [DONE]\n\n")
