"""Responses, the items that went into them, and their compaction."""

from __future__ import annotations

import sys
from typing import Any

from pscompat.sandbox import Collection, Content, Exchange, Object, Refusal, Routes, as_stream

from .conversations import ITEMS, input_items
from .event_streams import response_events
from .words import count, reply_to, texts

ROUTES = Routes()
RESPONSES = Collection("response", "resp_", "response", deleted="response")
INPUT_ITEMS = Collection("response.input_item", "msg_", "item", parent=RESPONSES, created="")

_REPEATED: dict[str, Any] = {
    "instructions": None,
    "max_output_tokens": None,
    "max_tool_calls": None,
    "model": "gpt-4o",
    "parallel_tool_calls": True,
    "previous_response_id": None,
    "prompt": None,
    "reasoning": {"effort": None, "summary": None},
    "service_tier": "default",
    "store": True,
    "temperature": 1.0,
    "text": {"format": {"type": "text"}},
    "tool_choice": "auto",
    "tools": [],
    "top_p": 1.0,
    "truncation": "disabled",
    "user": None,
    "metadata": {},
}


@ROUTES("POST", "/responses")
def create(exchange: Exchange) -> Object | Content:
    """A new response; in the background it waits until it is looked at, or followed as a stream."""
    body = exchange.body
    items = input_items(body.get("input"))
    if not items:
        raise Refusal(400, "Missing required parameter: 'input'.", param="input", code="missing_required_parameter")
    for name, kind in (("previous_response_id", RESPONSES.kind), ("conversation", "conversation")):
        _must_exist(exchange, kind, body.get(name))
    waits = bool(body.get("background"))
    members = {
        "status": "queued" if waits else "completed",
        "background": waits,
        "error": None,
        "incomplete_details": None,
        **_REPEATED,
        **{name: value for name, value in exchange.copied(*_REPEATED).items() if value is not None},
        "output": [],
        "usage": None,
    }
    if body.get("conversation"):
        members["conversation"] = {"id": _id_of(body["conversation"])}
    response = RESPONSES.new(exchange, members)
    for number, item in enumerate(items):
        whole = {**item, "id": item.get("id") or f"{INPUT_ITEMS.prefix}{response['id'][5:]}_{number:03d}"}
        if exchange.store.get(INPUT_ITEMS.kind, response["id"], whole["id"]) is None:
            exchange.store.add(INPUT_ITEMS.kind, response["id"], whole)
    streams = bool(body.get("stream"))
    if streams or not waits:
        _complete(exchange, response)
    if body.get("store") is False:
        exchange.store.remove(RESPONSES.kind, "", response["id"])
    return as_stream(response_events(response, "queued" if waits else "in_progress")) if streams else response


def _complete(exchange: Exchange, response: Object) -> Object:
    """Finish a response with a reply that repeats the user's last message."""
    said = ""
    for item in exchange.store.all(INPUT_ITEMS.kind, response["id"]):
        if item.get("role") == "user":
            said = texts(item.get("content"))
    form = (response["text"] or {}).get("format") or {}
    reply = reply_to(said, form.get("schema") if form.get("type") == "json_schema" else None)
    part = {"type": "output_text", "text": reply, "annotations": [], "logprobs": []}
    message = {
        "type": "message",
        "id": f"msg_{response['id'][5:]}",
        "status": "completed",
        "role": "assistant",
        "content": [part],
    }
    response.update(status="completed", output=[message], usage=usage(said, reply))
    if response.get("conversation"):
        _remember(exchange, response, response["conversation"]["id"])
    return RESPONSES.put(exchange, response)


def _remember(exchange: Exchange, response: Object, conversation: str) -> None:
    """Put what was said and the reply at the end of the conversation that the response belongs to."""
    for item in [*exchange.store.all(INPUT_ITEMS.kind, response["id"]), *response["output"]]:
        if exchange.store.get(ITEMS.kind, conversation, item["id"]) is None:
            ITEMS.new(exchange, item, conversation)


def usage(said: str, reply: str) -> Object:
    """The tokens used, counted in words."""
    return {
        "input_tokens": count(said),
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": count(reply),
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": count(said) + count(reply),
    }


@ROUTES("GET", "/responses/{}")
def retrieve(exchange: Exchange, identifier: str) -> Object | Content:
    """A response as it is now; one in the background moves on with each look. Or its events, from the first one on."""
    response = RESPONSES.find(exchange, identifier)
    if exchange.query.get("stream", "").lower() == "true":
        return _followed(exchange, response)
    if response["status"] == "queued":
        return RESPONSES.put(exchange, {**response, "status": "in_progress"})
    return _complete(exchange, response) if response["status"] == "in_progress" else response


def _followed(exchange: Exchange, response: Object) -> Content:
    """The events of a response that is, or now becomes, complete; of those after the number in the query."""
    if response["status"] in ("queued", "in_progress"):
        response = _complete(exchange, response)
    if response["status"] != "completed":
        raise Refusal(400, f"A response with status '{response['status']}' cannot be streamed.", param="stream")
    after = exchange.integer("starting_after", -1, -1, sys.maxsize)
    first = "queued" if response["background"] else "in_progress"
    return as_stream(event for event in response_events(response, first) if event[1]["sequence_number"] > after)


@ROUTES("POST", "/responses/{}/cancel")
def cancel(exchange: Exchange, identifier: str) -> Object:
    """Stop a response that runs in the background."""
    response = RESPONSES.find(exchange, identifier)
    if not response["background"]:
        raise Refusal(400, "Only responses with background=true can be cancelled.")
    if response["status"] in ("queued", "in_progress"):
        RESPONSES.put(exchange, {**response, "status": "cancelled"})
    return RESPONSES.find(exchange, identifier)


@ROUTES("GET", "/responses/{}/input_items")
def list_input_items(exchange: Exchange, identifier: str) -> Object:
    """What went into a response."""
    return INPUT_ITEMS.listing(exchange, identifier)


@ROUTES("POST", "/responses/compact")
def compact(exchange: Exchange) -> Object:
    """A conversation made shorter."""
    exchange.required("model")
    _must_exist(exchange, RESPONSES.kind, exchange.body.get("previous_response_id"))
    items = input_items(exchange.body.get("input"))
    kept = [item for item in items if item.get("role") == "user"]
    said = " ".join(texts(item.get("content")) for item in items)
    identifier = exchange.store.new_id("cmp_")
    compaction = {"id": f"{identifier}_item", "type": "compaction", "encrypted_content": said.encode().hex()}
    answer = {
        "id": identifier,
        "object": "response.compaction",
        "created_at": exchange.store.now(),
        "output": [*kept, compaction],
        "usage": usage(said, ""),
    }
    exchange.store.add("response.compaction", "", answer)
    return answer


def _must_exist(exchange: Exchange, kind: str, given: Any) -> None:
    identifier = _id_of(given)
    if identifier and exchange.store.get(kind, "", identifier) is None:
        noun = "Response" if kind == RESPONSES.kind else "Conversation"
        raise Refusal(404, f"{noun} with id '{identifier}' not found.")


def _id_of(given: Any) -> str:
    value = given.get("id") if isinstance(given, dict) else given
    return str(value) if value else ""


RESPONSES.serve(ROUTES, "/responses/{}", listed=False)
