"""How wide a table's columns are (views.md §6)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

HIDDEN = -1
"""The width of a column that has no room."""


def fitting_widths(wanted: Sequence[int], width: int | None) -> list[int]:
    """The columns' widths with one blank between them; ``HIDDEN`` for those without room.

    Columns that want none (0) share what is left; where there is too little room, columns on the right shrink, then go.
    """
    widths = list(wanted)
    if width is None:
        return [each or 1 for each in widths]
    open_columns = [index for index, each in enumerate(widths) if each == 0]
    for index in open_columns:
        widths[index] = 1
    left = width - _total(widths)
    if left < 0:
        _trim(widths, width)
    elif open_columns:
        share, more = divmod(left, len(open_columns))
        for place, index in enumerate(open_columns):
            widths[index] += share + (place < more)
    return widths


def _trim(widths: list[int], width: int) -> None:
    for index in range(len(widths) - 1, -1, -1):
        excess = _total(widths) - width
        if excess <= 0:
            return
        rest = widths[index] - excess
        widths[index] = rest if rest >= 1 else HIDDEN


def _total(widths: Sequence[int]) -> int:
    visible = [each for each in widths if each != HIDDEN]
    return sum(visible) + len(visible) - 1
