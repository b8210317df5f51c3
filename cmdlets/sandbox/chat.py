"""Chat completions, and those that are stored."""

from __future__ import annotations

import base64
from typing import Any

from pscompat.sandbox import Collection, Content, Exchange, Object, Refusal, Routes, as_stream

from .event_streams import chat_events
from .words import count, reply_to, texts, tool_call

ROUTES = Routes()
COMPLETIONS = Collection("chat.completion", "chatcmpl-", "chat completion", created="created")
MESSAGES = Collection("chat.completion.message", "msg_", "message", parent=COMPLETIONS, created="")
_MOST_CHOICES = 128


@ROUTES("POST", "/chat/completions")
def complete(exchange: Exchange) -> Object | Content:
    """A reply that repeats the user's last message, maybe as a stream; kept when the request says so.

    ``call NAME {JSON}`` asks for one of the tools, and what a tool says is repeated.
    """
    completion = _completion(exchange)
    if not exchange.body.get("stream"):
        return completion
    options = exchange.body.get("stream_options") or {}
    return as_stream(chat_events(completion, usage=bool(options.get("include_usage"))))


def _completion(exchange: Exchange) -> Object:
    body = exchange.body
    messages = exchange.required("messages")
    if not isinstance(messages, list) or not all(isinstance(message, dict) for message in messages):
        raise Refusal(400, "Invalid type for 'messages': expected an array of objects.", param="messages")
    number = body.get("n") or 1
    if not isinstance(number, int) or not 1 <= number <= _MOST_CHOICES:
        raise Refusal(400, f"Invalid 'n': {number!r}.", param="n")
    said = next((texts(message.get("content")) for message in reversed(messages) if message.get("role") == "user"), "")
    form = body.get("response_format") or {}
    schema = (form.get("json_schema") or {}).get("schema") if form.get("type") == "json_schema" else None
    reply = reply_to(said, {"type": "object"} if form.get("type") == "json_object" else schema)
    if messages and messages[-1].get("role") == "tool":
        reply = f"The tool said: {texts(messages[-1].get('content'))}"
    asked = tool_call(said, body.get("tools"), body.get("tool_choice")) if reply.startswith("You said") else None
    if asked is None:
        choice = {"message": _message(body, reply, exchange), "logprobs": None, "finish_reason": "stop"}
    else:
        call = {"id": exchange.store.new_id("call_"), "type": "function", "function": asked}
        message = {"role": "assistant", "content": None, "refusal": None, "tool_calls": [call]}
        choice = {"message": message, "logprobs": None, "finish_reason": "tool_calls"}
    members = {
        "model": body.get("model") or "gpt-4o",
        "choices": [{"index": index, **choice} for index in range(number)],
        "usage": _usage(said, reply, number),
        "service_tier": "default",
        "metadata": body.get("metadata") or {},
    }
    completion = COMPLETIONS.new(exchange, members)
    if not body.get("store"):
        exchange.store.remove(COMPLETIONS.kind, "", completion["id"])
        return completion
    for index, message in enumerate(messages):
        whole = {"id": f"{completion['id']}-{index}", "name": None, "content_parts": None, **message}
        exchange.store.add(MESSAGES.kind, completion["id"], whole)
    return completion


def _message(body: dict[str, Any], reply: str, exchange: Exchange) -> Object:
    message: Object = {"role": "assistant", "content": reply, "refusal": None, "annotations": []}
    if "audio" in (body.get("modalities") or ()):
        from .audio import wave

        sound = base64.b64encode(wave()).decode()
        expires = exchange.store.now() + 3600
        message["content"] = None
        message["audio"] = {"id": "audio_000001", "data": sound, "expires_at": expires, "transcript": reply}
    return message


def _usage(said: str, reply: str, number: int) -> Object:
    spent = count(reply) * number
    return {"prompt_tokens": count(said), "completion_tokens": spent, "total_tokens": count(said) + spent}


@ROUTES("GET", "/chat/completions/{}/messages")
def list_messages(exchange: Exchange, completion: str) -> Object:
    """What was said before a stored completion."""
    return MESSAGES.listing(exchange, completion, order="asc")


@ROUTES("GET", "/chat/completions")
def listing(exchange: Exchange) -> Object:
    """The stored completions, or those of one model."""
    model = exchange.query.get("model")
    return COMPLETIONS.listing(exchange, order="asc", only=lambda completion: not model or completion["model"] == model)


COMPLETIONS.serve(ROUTES, "/chat/completions/{}", change=("metadata",), listed=False)
