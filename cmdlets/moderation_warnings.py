"""A hook of Request-Moderation: one warning for each content that was flagged, naming what it may violate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pscompat.handlers import Call


def hook(call: Call, results: Any = None) -> None:
    """Warn of the flagged results."""
    for result in results if isinstance(results, list) else ():
        if isinstance(result, dict) and result.get("flagged"):
            violated = [name for name, holds in (result.get("categories") or {}).items() if holds]
            call.warn(f"This content may violate the content policy. ({', '.join(violated)})")
