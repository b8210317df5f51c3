"""Texts as cells of a screen: how wide they are, how they are cut, filled and wrapped (views.md §6, §7).

Texts are cut between UTF-16 units, so they are taken apart into these before (``split_units``) and put together
at the end.
"""

from __future__ import annotations

from .help.wrapping import char_width, fitting, text_width

ELLIPSIS = "\u2026"


def without_sequences(text: str) -> str:
    """The text without the escape sequences that PowerShell knows: colours, switches of the terminal, links."""
    if "\x1b" not in text:
        return text
    import re

    return re.sub(r"\x1b\[[\d;]*m|\x1b\[\?\d+[hl]|\x1b\]8;;[^\x1b\x07]*\x1b\\", "", text)


def filled(text: str, width: int, side: str, *, last: bool) -> str:
    """A text that is no wider than its column, with blanks around it; behind the last column there are none."""
    missing = width - text_width(text)
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
    if text_width(text) > width:
        mark = ELLIPSIS if width > 1 else ""
        room = width - len(mark)
        if side == "right":
            text = mark + text[len(text) - _fitting_at_end(text, room) :]
        else:
            text = text[: fitting(text, room)] + mark
    return filled(text, width, side, last=last)


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
