"""Numbers, names and separators in a date text, as .NET tells them apart (invariant culture).

Texts are read in UTF-16 units, for messages count them.
"""

from __future__ import annotations

from ..texts import WHITE_SPACE
from ..times import DAYS, MONTHS

SPACE = frozenset(WHITE_SPACE)
DIGITS = frozenset("0123456789")
_MAX_NUMBER_DIGITS = 8
_RIGHT_TO_LEFT_MARK = "\u200f"

Word = tuple[str, str, str, int]
"""The word in lower case, what it is as a token of its own, what it is as a separator after a number, its number."""


def _words() -> dict[str, list[Word]]:
    """The known words by first character, longer ones first."""
    words: list[Word] = [
        (",", "ignorable", "", 0),
        (".", "ignorable", "", 0),
        (":", "", "time", 0),
        ("/", "", "date", 0),
        ("-", "", "date-or-offset", 0),
        ("am", "am", "am", 0),
        ("pm", "pm", "pm", 1),
        ("a.d.", "era", "", 1),
        ("ad", "era", "", 1),
        ("t", "", "local-time-mark", 0),
        ("gmt", "zone", "", 0),
        ("z", "zone", "", 0),
    ]
    suffixes = {
        "year-suffix": "年년",
        "month-suffix": "月월",
        "day-suffix": "日일",
        "hour-suffix": "時时",
        "minute-suffix": "分",
        "second-suffix": "秒",
    }
    words += [(char, "", kind, 0) for kind, chars in suffixes.items() for char in chars]
    for kind, names, first in (("month", MONTHS, 1), ("weekday", DAYS, 0)):
        for number, name in enumerate(names, first):
            words += [(name.lower(), kind, "", number), (name[:3].lower(), kind, "", number)]
    table: dict[str, list[Word]] = {}
    for word in sorted(words, key=lambda item: -len(item[0])):
        table.setdefault(word[0][0], []).append(word)
    return table


WORDS = _words()


class Cursor:
    """A place in the text. ``current`` keeps the last character when the end is reached, as .NET's reader does."""

    __slots__ = ("current", "index", "size", "text")

    def __init__(self, text: str) -> None:
        if not text.isascii() and any(char > "\uffff" for char in text):
            units = text.encode("utf-16-le", "surrogatepass")
            text = "".join(chr(units[i] | units[i + 1] << 8) for i in range(0, len(units), 2))
        self.text = text
        self.size = len(text)
        self.index = -1
        self.current = "\0"

    def advance(self, count: int = 1) -> bool:
        """Go on; whether there is a character there."""
        self.index += count
        if self.index < self.size:
            self.current = self.text[self.index]
            return True
        return False

    def skip_space_ahead(self) -> None:
        """Stop before the next character that is no white space."""
        while self.index + 1 < self.size and self.text[self.index + 1] in SPACE:
            self.index += 1

    def match(self, char: str) -> bool:
        """Go onto the next character if it is that one."""
        if self.index + 1 >= self.size:
            self.index += 1
            return False
        if self.text[self.index + 1] == char:
            self.index += 1
            self.current = char
            return True
        return False

    def piece(self) -> tuple[str, int, int]:
        """Kind (``number``, ``other``, ``end``, ``invalid``), length and value of what stands at the index."""
        end = self.index
        while end < self.size and self.text[end] in DIGITS:
            end += 1
            if end - self.index > _MAX_NUMBER_DIGITS:
                return "invalid", end - self.index, 0
        if end > self.index:
            return "number", end - self.index, int(self.text[self.index : end])
        return ("other", 1, 0) if self.index < self.size else ("end", 0, 0)

    def token(self) -> tuple[str, int]:
        """The next token and its number: ``number`` (-1 when too long), ``year`` (three digits or more), a word."""
        if self.index >= self.size:
            return "end", 0
        while self.current in SPACE:
            if not self.advance():
                return "end", 0
        if self.current in DIGITS:
            return self._number()
        return self._word(1) or ("unknown", 0)

    def _number(self) -> tuple[str, int]:
        start = self.index
        while self.advance() and self.current in DIGITS:
            pass
        length = self.index - start
        if length > _MAX_NUMBER_DIGITS:
            return "number", -1
        return "number" if length < 3 else "year", int(self.text[start : self.index])

    def separator(self) -> str:
        """What stands after a number or month name: ``end``, ``space``, ``date``, ``time``, ``am``, a suffix …"""
        if self.index >= self.size:
            return "end"
        while self.current in SPACE or self.current == _RIGHT_TO_LEFT_MARK:
            if not self.advance():
                return "end"
        if self.current in DIGITS:
            return "space"
        found = self._word(2)
        return found[0] if found else "space"

    def _word(self, role: int) -> tuple[str, int] | None:
        """The known word here in that role (1 token, 2 separator); words end where letters end."""
        first = self.current.lower()
        is_letter = self.current.isalpha()
        for word in WORDS.get(first, ()):
            kind = word[role]
            if not kind:
                continue
            end = self.index + len(word[0])
            if end > self.size or (is_letter and end < self.size and self.text[end].isalpha()):
                continue
            if self.text[self.index : end].lower() == word[0]:
                self.advance(len(word[0]))
                return str(kind), word[3]
        return None
