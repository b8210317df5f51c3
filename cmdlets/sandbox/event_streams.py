"""Answers as streams of events: what OpenAI sends where a request says ``stream``, in pieces of the same answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pscompat.sandbox import Object

_PIECES = re.compile(r"\s*\S+|\s+$")
_DONE = "[DONE]"


def pieces(text: str) -> list[str]:
    """A text word by word, each with the white space before it."""
    return _PIECES.findall(text)


def chat_events(completion: Object, *, usage: bool) -> Iterator[tuple[str, Any]]:
    """A chat completion in chunks; with ``usage`` a last one that counts tokens."""
    kept = {name: completion[name] for name in ("id", "created", "model", "service_tier")}
    chunk = {"object": "chat.completion.chunk", **kept}

    def part(index: int, delta: Object, reason: str | None = None) -> tuple[str, Any]:
        choice = {"index": index, "delta": delta, "logprobs": None, "finish_reason": reason}
        return "", {**chunk, "choices": [choice]}

    for choice in completion["choices"]:
        index, message = choice["index"], choice["message"]
        yield part(index, {"role": "assistant", "content": "", "refusal": None})
        for piece in pieces(message["content"] or ""):
            yield part(index, {"content": piece})
        audio = message.get("audio")
        if audio:
            for piece in pieces(audio["transcript"]):
                yield part(index, {"audio": {"id": audio["id"], "transcript": piece}})
            yield part(index, {"audio": {name: audio[name] for name in ("id", "data", "expires_at")}})
        yield part(index, {}, choice["finish_reason"])
    if usage:
        yield "", {**chunk, "choices": [], "usage": completion["usage"]}
    yield "", _DONE


def text_events(completion: Object) -> Iterator[tuple[str, Any]]:
    """A text completion in chunks."""
    chunk = {name: completion[name] for name in ("id", "object", "created", "model")}
    for choice in completion["choices"]:
        for piece in pieces(choice["text"]):
            yield "", {**chunk, "choices": [{**choice, "text": piece, "finish_reason": None}]}
        yield "", {**chunk, "choices": [{**choice, "text": ""}]}
    yield "", _DONE


def response_events(response: Object, first: str) -> Iterator[tuple[str, Any]]:
    """A completed response as it was made, from the status ``first`` on; every event has a number."""
    for number, (name, data) in enumerate(_response_steps(response, first)):
        yield name, {"type": name, "sequence_number": number, **data}


def _response_steps(response: Object, first: str) -> Iterator[tuple[str, Object]]:
    begun = {**response, "status": first, "output": [], "usage": None}
    yield "response.created", {"response": begun}
    if first == "queued":
        yield "response.queued", {"response": begun}
    yield "response.in_progress", {"response": {**begun, "status": "in_progress"}}
    for index, item in enumerate(response["output"]):
        place = {"output_index": index}
        yield "response.output_item.added", {**place, "item": {**item, "status": "in_progress", "content": []}}
        for number, part in enumerate(item.get("content") or ()):
            inside = {"item_id": item["id"], **place, "content_index": number}
            yield "response.content_part.added", {**inside, "part": {**part, "text": ""}}
            for piece in pieces(part["text"]):
                yield "response.output_text.delta", {**inside, "delta": piece, "logprobs": []}
            yield "response.output_text.done", {**inside, "text": part["text"], "logprobs": []}
            yield "response.content_part.done", {**inside, "part": part}
        yield "response.output_item.done", {**place, "item": item}
    yield "response.completed", {"response": response}


def transcript_events(text: str, *, speakers: bool) -> Iterator[tuple[str, Any]]:
    """What is said in a recording, piece by piece; with ``speakers`` also who said it."""
    for piece in pieces(text):
        yield "", {"type": "transcript.text.delta", "delta": piece}
    if speakers:
        segment = {"id": "seg_001", "start": 0.0, "end": 1.0, "speaker": "A", "text": text}
        yield "", {"type": "transcript.text.segment", **segment}
    yield "", {"type": "transcript.text.done", "text": text}
    yield "", _DONE


def run_events(runs: list[Object], step: Object | None, message: Object | None) -> Iterator[tuple[str, Any]]:
    """A run from state to state, and the message that it wrote before its last one."""
    yield "thread.run.created", runs[0]
    for run in runs[:-1]:
        yield f"thread.run.{run['status']}", run
    if step is not None and message is not None:
        yield from _message_events(step, message)
    yield f"thread.run.{runs[-1]['status']}", runs[-1]
    yield "done", _DONE


def _message_events(step: Object, message: Object) -> Iterator[tuple[str, Any]]:
    begun = {**step, "status": "in_progress", "completed_at": None, "usage": None}
    empty = {**message, "status": "in_progress", "content": []}
    for name, item in (("thread.run.step", begun), ("thread.message", empty)):
        yield f"{name}.created", item
        yield f"{name}.in_progress", item
    for index, part in enumerate(message["content"]):
        for number, piece in enumerate(pieces(part["text"]["value"])):
            text = {"value": piece, "annotations": []} if not number else {"value": piece}
            delta = {"content": [{"index": index, "type": "text", "text": text}]}
            yield "thread.message.delta", {"id": message["id"], "object": "thread.message.delta", "delta": delta}
    yield "thread.message.completed", message
    yield "thread.run.step.completed", step
