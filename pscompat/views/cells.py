"""Cells of a screen: how wide columns are, how texts are cut and filled for them (views.md §6).

Texts are cut between UTF-16 units, so they are taken apart into these before (``split_units``) and put together
at the end.
"""

from __future__ import annotations

from .wrapping import char_width, fitting, text_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

ELLIPSIS = "\u2026"
HIDDEN = -1
"""The width of a column that has no room."""


def without_sequences(text: str) -> str:
    """The text without the escape sequences that PowerShell knows: colours, switches of the terminal, links."""
    if "\x1b" not in text:
        return text
    import re

    return re.sub(r"\x1b\[[\d;]*m|\x1b\[\?\d+[hl]|\x1b\]8;;[^\x1b\x07]*\x1b\\", "", text)


def filled(text: str, width: int, side: str, *, last: bool) -> str:
    """A text that is no wider than its column, with blanks around it; behind the last column there are none."""
    return _with_blanks(text, width - text_width(text), side, last=last)


def _with_blanks(text: str, missing: int, side: str, *, last: bool) -> str:
    if missing <= 0:
        return text
    if side == "right":
        return " " * missing + text
    if side == "center":
        before = missing // 2
        return " " * before + text + " " * (0 if last else missing - before)
    return text if last else text + " " * missing


def plain_cell(text: str, width: int, side: str, *, last: bool) -> str:
    """One line of a cell: what follows a line break is left out, what is too wide is cut.

    Numbers keep their end, all others their beginning.
    """
    if "\n" in text or "\r" in text:
        text = text[: min(place for place in map(text.find, "\n\r") if place >= 0)] + ELLIPSIS
    missing = width - text_width(text)
    if missing < 0:
        mark = ELLIPSIS if width > 1 else ""
        room = width - len(mark)
        if side == "right":
            text = mark + text[len(text) - _fitting_at_end(text, room) :]
        else:
            text = text[: fitting(text, room)] + mark
        missing = width - text_width(text)
    return _with_blanks(text, missing, side, last=last)


def _fitting_at_end(text: str, columns: int) -> int:
    """How many characters from the end of the text fit."""
    if text.isascii():
        return columns
    count = 0
    for char in reversed(text):
        columns -= char_width(char)
        if columns < 0:
            break
        count += 1
    return count


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
