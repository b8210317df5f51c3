"""Assistants."""

from __future__ import annotations

from typing import Any

from pscompat.sandbox import Collection, Exchange, Object, Routes

ROUTES = Routes()
ASSISTANTS = Collection("assistant", "asst_", "assistant")
_DEFAULTS: dict[str, Any] = {
    "name": None,
    "description": None,
    "model": None,
    "instructions": None,
    "tools": [],
    "tool_resources": {},
    "metadata": {},
    "temperature": 1.0,
    "top_p": 1.0,
    "response_format": "auto",
}
_CHANGEABLE = (*_DEFAULTS, "reasoning_effort")


@ROUTES("POST", "/assistants")
def create(exchange: Exchange) -> Object:
    """A new assistant."""
    exchange.required("model")
    return ASSISTANTS.new(exchange, {**_DEFAULTS, **exchange.copied(*_CHANGEABLE)})


ASSISTANTS.serve(ROUTES, "/assistants/{}", change=_CHANGEABLE)
