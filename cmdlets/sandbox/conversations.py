"""Conversations and their items."""

from __future__ import annotations

from typing import Any

from pscompat.sandbox import Collection, Exchange, Object, Refusal, Routes, as_list

ROUTES = Routes()
CONVERSATIONS = Collection("conversation", "conv_", "conversation")
ITEMS = Collection("conversation.item", "msg_", "item", parent=CONVERSATIONS)


@ROUTES("POST", "/conversations")
def create(exchange: Exchange) -> Object:
    """A new conversation, with the items that the request brings."""
    conversation = CONVERSATIONS.new(exchange, {"metadata": exchange.body.get("metadata") or {}})
    _add(exchange, conversation["id"], exchange.body.get("items"))
    return conversation


def input_items(given: Any) -> list[Object]:
    """The input as items: a text becomes a message of the user's."""
    if isinstance(given, str):
        given = [{"role": "user", "content": given}] if given else []
    return [_item(item) for item in given or () if isinstance(item, (str, dict))]


def _item(item: Any) -> Object:
    if isinstance(item, str):
        item = {"role": "user", "content": item}
    whole: Object = {"type": "message", **item}
    if whole["type"] == "message":
        whole.setdefault("role", "user")
        if isinstance(whole.get("content"), str):
            kind = "output_text" if whole["role"] == "assistant" else "input_text"
            whole["content"] = [{"type": kind, "text": whole["content"]}]
        whole.setdefault("status", "completed")
    return whole


def _add(exchange: Exchange, conversation: str, items: Any) -> list[Object]:
    added = []
    for item in input_items(items):
        if exchange.store.get(ITEMS.kind, conversation, str(item.get("id"))):
            raise Refusal(400, f"An item with id '{item['id']}' is in the conversation already.", param="items")
        added.append(ITEMS.new(exchange, item, conversation))
    return added


@ROUTES("POST", "/conversations/{}/items")
def add_items(exchange: Exchange, conversation: str) -> Object:
    """Put items at the end of a conversation."""
    CONVERSATIONS.find(exchange, conversation)
    return as_list(_add(exchange, conversation, exchange.required("items")))


@ROUTES("DELETE", "/conversations/{}/items/{}")
def delete_item(exchange: Exchange, conversation: str, item: str) -> Object:
    """Take an item out; the answer is the conversation."""
    ITEMS.delete(exchange, item, conversation)
    return CONVERSATIONS.find(exchange, conversation)


CONVERSATIONS.serve(ROUTES, "/conversations/{}", change=("metadata",), listed=False)
ITEMS.serve(ROUTES, "/conversations/{}/items/{}", deletable=False)
