"""Sorting of long lists, which Ctrl-C can end: Python's own sort lets nobody in before it is done."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_PIECE = 100_000


def sort(items: list[Any], key: Callable[[Any], Any] | None = None, *, reverse: bool = False) -> None:
    """Sort a list as ``list.sort`` does; most of the work on a long one is done piece by piece, and merged at last."""
    if len(items) > _PIECE:
        for start in range(0, len(items), _PIECE):
            piece = items[start : start + _PIECE]
            piece.sort(key=key, reverse=reverse)
            items[start : start + _PIECE] = piece
    items.sort(key=key, reverse=reverse)
