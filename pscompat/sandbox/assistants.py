"""Assistants."""

from __future__ import annotations

from .collection import Collection
from .routes import Exchange, Routes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .store import Object

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
