"""Numbers by .NET's custom formats: ``0 # . , % ‰ E+0 ;``, quoted text, and text that stands for itself.

The rules are those of .NET's own loop over the format, so that whatever is typed gives what it gives there.
"""

from __future__ import annotations

from ..numbers import Single
from .digits import exact_digits, exponent, significant_digits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .digits import Digits

_DOUBLE_DIGITS, _SINGLE_DIGITS = 15, 7
"""A custom format sees so many significant digits of a real number."""


def format_custom(value: Any, style: str) -> str:
    """A number that is finite, by a custom format."""
    style = style.partition("\0")[0]
    if isinstance(value, float):
        number = significant_digits(value, _SINGLE_DIGITS if isinstance(value, Single) else _DOUBLE_DIGITS)
    else:
        number = exact_digits(value)
    start = _section(style, 2 if not number.text else 1 if number.negative else 0)
    shape = _Shape(style, start)
    if number.text:
        number.scale += shape.scale
        number.round(shape.digits if shape.scientific else number.scale + shape.digits - shape.point)
        if not number.text:
            zero = _section(style, 2)
            if zero != start:
                start = zero
                shape = _Shape(style, start)
    if not number.text:
        number.negative = number.negative and number.kind == "real"
        number.scale = 0
    text = "".join(_Writer(number, shape, style).pieces(start))
    signed = number.negative and start == 0 and (number.scale != 0 or text)
    return f"-{text}" if signed else text


def _section(style: str, wanted: int) -> int:
    """Where the section for negative numbers (1) or zero (2) begins; 0 where there is none, or an empty one."""
    place, size = 0, len(style)
    while wanted and place < size:
        char = style[place]
        place += 1
        if char in "'\"":
            place = _behind_quote(style, place, char)
        elif char == "\\":
            place += place < size
        elif char == ";":
            wanted -= 1
    return place if not wanted and place < size and style[place] != ";" else 0


def _behind_quote(style: str, place: int, quote: str) -> int:
    end = style.find(quote, place)
    return len(style) if end < 0 else end + 1


def _exponent_end(style: str, place: int) -> int:
    """The end of ``0``, ``+0`` or ``-0`` with more zeros, behind an ``E``; 0 where none stands there."""
    start = place + (style[place : place + 1] in ("+", "-"))
    end = start
    while style[end : end + 1] == "0":
        end += 1
    return end if end > start else 0


class _Shape:
    """What a section asks for.

    ``digits``: places for digits, ``point`` of them before the decimal point; ``first`` and ``last``: how many zeros
    are forced before it, and (negative) behind it; ``scale``: the power of ten that the number is multiplied by.
    """

    __slots__ = ("digits", "first", "grouped", "last", "point", "scale", "scientific")

    def __init__(self, style: str, place: int) -> None:
        size, digits, point = len(style), 0, -1
        first, last = -1, 0
        self.scale = 0
        self.scientific = self.grouped = False
        commas_at, commas = -1, 0
        while place < size and (char := style[place]) != ";":
            place += 1
            if char in "#0":
                if char == "0":
                    first = digits if first < 0 else first
                    last = digits + 1
                digits += 1
            elif char == ".":
                point = digits if point < 0 else point
            elif char == "," and digits and point < 0:
                if commas_at == digits:
                    commas += 1
                else:
                    self.grouped = self.grouped or commas_at >= 0
                    commas_at, commas = digits, 1
            elif char == "%":
                self.scale += 2
            elif char == "‰":
                self.scale += 3
            elif char in "'\"":
                place = _behind_quote(style, place, char)
            elif char == "\\":
                place += place < size
            elif char in "eE" and (end := _exponent_end(style, place)):
                place, self.scientific = end, True
        self.digits = digits
        self.point = digits if point < 0 else point
        if commas_at == self.point and commas:
            self.scale -= 3 * commas
        elif commas:
            self.grouped = True
        self.first = self.point - first if 0 <= first < self.point else 0
        self.last = self.point - last if last > self.point else 0


class _Writer:
    """Puts a number's digits into the places of a section."""

    __slots__ = ("_adjust", "_at", "_number", "_place", "_separated", "_shape", "_style")

    def __init__(self, number: Digits, shape: _Shape, style: str) -> None:
        self._number = number
        self._shape = shape
        self._style = style
        self._at = 0
        # The power of ten of the digit that comes next, and how many digits there are more than places (or less).
        self._place = shape.point if shape.scientific else max(number.scale, shape.point)
        self._adjust = 0 if shape.scientific else number.scale - shape.point
        shown = max(shape.first, self._place + min(self._adjust, 0))
        self._separated = shown if shape.grouped else 0

    def _digit(self, forced: bool) -> str:
        """The next digit, a zero where there is none left and one is forced, with a comma behind thousands."""
        text = self._number.text
        if self._at < len(text):
            digit = text[self._at]
            self._at += 1
        else:
            digit = "0" if forced else ""
        return self._separate(digit)

    def _separate(self, digit: str) -> str:
        left = self._place - 1
        if digit and 0 < left < self._separated and left % 3 == 0:
            digit += ","
        return digit

    def pieces(self, place: int) -> list[str]:
        """The pieces of the text, without the sign."""
        style, size, shape = self._style, len(self._style), self._shape
        pieces: list[str] = []
        pointed = False
        scientific = shape.scientific
        while place < size and (char := style[place]) != ";":
            place += 1
            if char in "#0.":
                while self._adjust > 0:
                    pieces.append(self._digit(True))
                    self._place -= 1
                    self._adjust -= 1
            if char in "#0":
                if self._adjust < 0:
                    self._adjust += 1
                    pieces.append(self._separate("0" if self._place <= shape.first else ""))
                else:
                    pieces.append(self._digit(self._place > shape.last))
                self._place -= 1
            elif char == ".":
                left = shape.point < shape.digits and self._at < len(self._number.text)
                if self._place == 0 and not pointed and (shape.last < 0 or left):
                    pieces.append(".")
                    pointed = True
            elif char == ",":
                continue
            elif char in "'\"":
                end = _behind_quote(style, place, char)
                pieces.append(style[place:end].removesuffix(char))
                place = end
            elif char == "\\":
                pieces.append(style[place : place + 1])
                place += 1
            elif char in "eE":
                end = _exponent_end(style, place)
                if end and scientific:
                    pieces.append(self._exponent(char, style[place:end]))
                    scientific = False
                elif end:
                    pieces.append(style[place - 1 : end])
                else:
                    pieces.append(char)
                place = end or place
            else:
                pieces.append(char)
        return pieces

    def _exponent(self, letter: str, form: str) -> str:
        value = self._number.scale - self._shape.point if self._number.text else 0
        return exponent(value, letter, min(form.count("0"), 10), "+" if form[0] == "+" else "")
