"""Asks Get-Help for a text, as a test needs it."""

from __future__ import annotations

from typing import Any

from pscompat.views.help.lookup import find_help


def get_help(name: str = "", *, width: int | None = None, **options: Any) -> str:
    """The text of the answer at a width."""
    return find_help(name, **options).text(width)
