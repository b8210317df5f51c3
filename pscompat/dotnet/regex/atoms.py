"""The parts of a .NET regular expression that stand alone: escapes, references, names, numbers, options, blanks."""

from __future__ import annotations

from .categories import is_category

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    Node = tuple[Any, ...]

IGNORE_CASE, MULTILINE, EXPLICIT_CAPTURE, SINGLELINE, SPACED, ECMA = "i", "m", "n", "s", "x", "e"
INLINE_OPTIONS = frozenset("imnsx")
SPACE = frozenset("\t\n\v\f\r ")
DIGITS = frozenset("0123456789")
_HEX = "0123456789abcdef"
_INT_MAX = 2**31 - 1
_JOINERS = "\u200c\u200d"
_ESCAPES = {"a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class RegexProblem(Exception):
    """A pattern that .NET refuses; the message is .NET's."""


def is_word_char(char: str) -> bool:
    """Whether the character may stand in names and beside a word boundary."""
    if char.isascii():
        return char.isalnum() or char == "_"
    from unicodedata import category

    return category(char) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Nd", "Pc") or char in _JOINERS


class PatternScanner:
    """A pattern and the place in it that is being read."""

    def __init__(self, pattern: str, options: frozenset[str]) -> None:
        self.pattern = pattern
        self.size = len(pattern)
        self.pos = 0
        self.options = options
        self.next_number = 1
        self.ignore_next_paren = False
        self.numbers: dict[int, int] = {0: 0}
        self.names: dict[str, int] = {}
        self.scan_only = False

    def problem(self, reason: str) -> RegexProblem:
        """The error at the current place."""
        return RegexProblem(f"Invalid pattern '{self.pattern}' at offset {self.pos}. {reason}")

    # Escapes and classes

    def backslash(self) -> Node:
        """What a backslash begins."""
        char = self.pattern[self.pos]
        ecma = ECMA in self.options
        if char in "bBAGZz":
            self.pos += 1
            return ("anchor", "\\" + char, ecma)
        if char in "wWsSdD":
            self.pos += 1
            return ("class", False, [("shorthand", char, ecma)], None, False)
        if char in "pP":
            self.pos += 1
            if self.scan_only:
                return ()
            return (
                "class",
                False,
                [("category", self.category_name(), char == "P")],
                None,
                IGNORE_CASE in self.options,
            )
        return self._reference() or self.literal(self.char_escape())

    def _reference(self) -> Node | None:
        """A back reference; None (at the same place) when the backslash begins none."""
        start = self.pos
        char = self.pattern[self.pos]
        angled, close = False, ""
        if char == "k":
            opening = self.pattern[self.pos + 1 : self.pos + 2]
            if opening:
                self.pos += 2
            angled = opening in ("<", "'") and opening != ""
            close = "'" if opening == "'" else ">"
            if not angled or self.pos == self.size:
                raise self.problem("Malformed \\k<...> named back reference.")
            char = self.pattern[self.pos]
        elif char in "<'" and self.pos + 1 < self.size:
            angled, close = True, "'" if char == "'" else ">"
            self.pos += 1
            char = self.pattern[self.pos]
        if angled and char in DIGITS:
            number = self.decimal()
            if self._take(close):
                return self._checked_reference(number)
        elif not angled and char in "123456789":
            found = self._numbered_reference(char)
            if found is not None:
                return found
        elif angled and is_word_char(char):
            name = self.name()
            if self._take(close):
                if self.scan_only or name in self.names:
                    return ("reference", self.names.get(name, 0), IGNORE_CASE in self.options)
                raise self.problem(f"Reference to undefined group name '{name}'.")
        self.pos = start
        return None

    def _take(self, close: str) -> bool:
        if self.pos >= self.size:
            return False
        self.pos += 1
        return self.pattern[self.pos - 1] == close

    def _checked_reference(self, number: int) -> Node:
        if self.scan_only or number in self.numbers:
            return ("reference", number, IGNORE_CASE in self.options)
        raise self.problem(f"Reference to undefined group number {number}.")

    def _numbered_reference(self, char: str) -> Node | None:
        if ECMA in self.options:
            return self._ecma_reference(char)
        number = self.decimal()
        if self.scan_only or number in self.numbers:
            return ("reference", number, IGNORE_CASE in self.options)
        if number <= 9:
            raise self.problem(f"Reference to undefined group number {number}.")
        return None

    def _ecma_reference(self, char: str) -> Node | None:
        """The longest run of digits that names a group begun before."""
        found, number, before = -1, int(char), self.pos - 1
        while number <= max(self.numbers):
            if self.numbers.get(number, before) < before:
                found = number
            self.pos += 1
            if self.pos == self.size or self.pattern[self.pos] not in DIGITS:
                break
            number = number * 10 + int(self.pattern[self.pos])
        return ("reference", found, IGNORE_CASE in self.options) if found >= 0 else None

    def char_escape(self) -> str:
        """The character that an escape stands for."""
        char = self.pattern[self.pos]
        self.pos += 1
        if char in "01234567":
            self.pos -= 1
            return self._octal()
        if char in "xu":
            return self._hexadecimal(2 if char == "x" else 4)
        simple = _ESCAPES.get(char)
        if simple is not None:
            return simple
        if char == "c":
            return self._control()
        if ECMA not in self.options and is_word_char(char):
            raise self.problem(f"Unrecognized escape sequence \\{char}.")
        return char

    def _octal(self) -> str:
        number = count = 0
        while count < 3 and self.pos < self.size and self.pattern[self.pos] in "01234567":
            number = number * 8 + int(self.pattern[self.pos])
            self.pos += 1
            count += 1
            if ECMA in self.options and number >= 0x20:
                break
        return chr(number & 0xFF)

    def _hexadecimal(self, count: int) -> str:
        number = 0
        if self.pos + count <= self.size:
            while count:
                digit = _HEX.find(self.pattern[self.pos].lower())
                self.pos += 1
                if digit < 0:
                    break
                number = number * 16 + digit
                count -= 1
        if count:
            raise self.problem("Insufficient or invalid hexadecimal digits.")
        return chr(number)

    def _control(self) -> str:
        if self.pos == self.size:
            raise self.problem("Missing control character.")
        char = self.pattern[self.pos]
        self.pos += 1
        code = ord(char.upper() if "a" <= char <= "z" else char) - 0x40
        if 0 <= code < 0x20:
            return chr(code)
        raise self.problem("Unrecognized control character.")

    def category_name(self) -> str:
        """The name in ``\\p{…}``; the first reading takes any."""
        if self.pos + 2 >= self.size:
            raise self.problem("Incomplete \\p{X} character escape.")
        char = self.pattern[self.pos]
        self.pos += 1
        if char != "{":
            raise self.problem("Malformed \\p{X} character escape.")
        start = self.pos
        while self.pos < self.size and (is_word_char(self.pattern[self.pos]) or self.pattern[self.pos] == "-"):
            self.pos += 1
        name = self.pattern[start : self.pos]
        if self.pos < self.size:
            self.pos += 1
        if self.pattern[self.pos - 1] != "}":
            raise self.problem("Incomplete \\p{X} character escape.")
        if not self.scan_only and not is_category(name):
            raise self.problem(f"Unknown property '{name}'.")
        return name

    def literal(self, char: str) -> Node:
        """One character that stands for itself."""
        return ("literal", char, IGNORE_CASE in self.options)

    # Small parts

    def decimal(self) -> int:
        """Decimal digits, possibly none."""
        number = 0
        while self.pos < self.size and self.pattern[self.pos] in DIGITS:
            number = number * 10 + int(self.pattern[self.pos])
            self.pos += 1
            if number > _INT_MAX:
                raise self.problem("Capture group numbers must be less than or equal to Int32.MaxValue.")
        return number

    def name(self) -> str:
        """Word characters."""
        start = self.pos
        while self.pos < self.size and is_word_char(self.pattern[self.pos]):
            self.pos += 1
        return self.pattern[start : self.pos]

    def inline_options(self) -> None:
        """Letters that switch options on, and after a dash off."""
        off = False
        while self.pos < self.size:
            char = self.pattern[self.pos]
            if char in "+-":
                off = char == "-"
            else:
                letter = char.lower()
                if letter not in INLINE_OPTIONS:
                    return
                self.options = self.options - {letter} if off else self.options | {letter}
            self.pos += 1

    def skip_blank(self) -> None:
        """Comments, and in spaced patterns white space."""
        while True:
            spaced = SPACED in self.options
            while spaced and self.pos < self.size and self.pattern[self.pos] in SPACE:
                self.pos += 1
            if spaced and self.pattern[self.pos : self.pos + 1] == "#":
                end = self.pattern.find("\n", self.pos)
                self.pos = end if end >= 0 else self.size
            elif self.pattern.startswith("(?#", self.pos):
                end = self.pattern.find(")", self.pos)
                self.pos = end + 1 if end >= 0 else self.size
                if end < 0:
                    raise self.problem("Unterminated (?#...) comment.")
            else:
                return
