"""A hook for stored chat completions: the messages that led to the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pscompat.handlers import Call


def hook(call: Call, id: Any) -> list[Any]:  # noqa: A002 - the member's name
    """All messages of a stored completion, the oldest first."""
    query = {"limit": 100, "order": "asc"}
    return list(call.client.pages("/chat/completions/{}/messages", id, query=query, all_pages=True))
