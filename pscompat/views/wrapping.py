"""Width of characters on a terminal and PowerShell's word wrap (help.md §5.3).

The wrap is that of a culture whose words are told apart by blanks (en-US).
"""

from __future__ import annotations

SOFT_HYPHEN = "\u00ad"
_BREAKS = " \t" + SOFT_HYPHEN
# These end a word although nothing should break there, and are not printed once a line is wrapped.
_DROPPED = "\u00a0\u2011"
_WIDE = (
    (0x1100, 0x115F),
    (0x2329, 0x232A),
    (0x2E80, 0x303E),
    (0x3040, 0xA4CF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE10, 0xFE19),
    (0xFE30, 0xFE6F),
    (0xFF00, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x10000, 0x10FFFF),  # two UTF-16 units of one column each
)


_FIRST_OF_MOST = "\u2e80"
"""Most wide characters come from here on,"""
_WIDE_BEFORE = frozenset(map(chr, (*range(0x1100, 0x1160), 0x2329, 0x232A)))
"""and these before it."""


def char_width(char: str) -> int:
    """The columns of one character: 2 in the wide East Asian ranges and beyond the BMP, else 1."""
    code = ord(char)
    if code < 0x1100:
        return 1
    return 2 if any(first <= code <= last for first, last in _WIDE) else 1


def text_width(text: str) -> int:
    """The columns of a text."""
    if text.isascii() or (max(text) < _FIRST_OF_MOST and _WIDE_BEFORE.isdisjoint(text)):
        return len(text)
    return sum(map(char_width, text))


def fitting(text: str, columns: int) -> int:
    """How many characters from the start of ``text`` fit into ``columns``."""
    if text.isascii():
        return min(len(text), max(columns, 0))
    used = 0
    for index, char in enumerate(text):
        used += char_width(char)
        if used > columns:
            return index
    return len(text)


def wrap(text: str, first: int, following: int) -> list[str]:
    """The lines of ``text``: at most ``first`` columns for the first line of each of its lines, ``following`` after it.

    A carriage return is dropped. A line that fits is left as it is.
    """
    lines: list[str] = []
    for line in split_lines(text):
        if text_width(line) <= first:
            lines.append(line)
        else:
            _wrap_line(line, first, following, lines)
    return lines


def split_lines(text: str) -> list[str]:
    """The text cut at line feeds; carriage returns are dropped."""
    return text.replace("\r", "").split("\n")


def words(line: str) -> list[tuple[str, str]]:
    """The words of a line, each with the blank, tab or soft hyphen that ends it (help.md §5.3, rule 4)."""
    found: list[tuple[str, str]] = []
    start = 0
    for index, char in enumerate(line):
        if char in _BREAKS:
            found.append((line[start:index], char))
            start = index + 1
        elif char in _DROPPED:
            found.append((line[start:index], ""))
            start = index + 1
    found.append((line[start:], ""))
    return found


def _wrap_line(line: str, first: int, following: int, lines: list[str]) -> None:
    current = ""
    width = left = first
    for word, end in words(line):
        if end != SOFT_HYPHEN:
            word += end
        elif text_width(word) + 1 == left:
            word += "-"
        if width <= 0:
            width = left = following
            if width <= 0:
                break
        size = text_width(word)
        if size > width:
            for char in word:
                char, size = _fitting_char(char, width)
                if size > left:
                    lines.append(current)
                    current = char
                    width = following
                    left = width - size
                else:
                    current += char
                    left -= size
        elif size > left:
            lines.append(current)
            current = word
            width = following
            left = width - size
        else:
            current += word
            left -= size
    lines.append(current)


def _fitting_char(char: str, width: int) -> tuple[str, int]:
    size = char_width(char)
    return ("?", 1) if size > width else (char, size)
