"""A number as the decimal digits that format strings work on, and .NET's rounding of them."""

from __future__ import annotations

from ..kinds import is_decimal
from ..number_text import integer_text
from ..numbers import Single

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_MOST_SIGNIFICANT = 800
"""More significant digits than any Double has."""


class Digits:
    """``0.digits × 10^scale``: a number before it is laid out.

    ``kind`` is ``integer``, ``decimal`` or ``real``; only reals know a negative zero.
    """

    __slots__ = ("kind", "negative", "scale", "text")

    def __init__(self, kind: str, negative: bool, text: str, scale: int) -> None:
        self.kind = kind
        self.negative = negative
        self.text = text
        self.scale = scale

    def round(self, places: int) -> None:
        """Keep so many digits. Half a digit is rounded up, which is away from zero."""
        text = self.text
        kept = text[: max(places, 0)]
        if 0 <= places < len(text) and text[places] >= "5":
            kept = kept.rstrip("9")
            if kept:
                kept = kept[:-1] + str(int(kept[-1]) + 1)
            else:
                kept = "1"
                self.scale += 1
        else:
            kept = kept.rstrip("0")
        self.text = kept
        if not kept:
            self.negative = self.negative and self.kind == "real"
            self.scale = 0


def whole_digits(value: int) -> Digits:
    """The digits of an integer."""
    text = integer_text(abs(value)) if value else ""
    return Digits("integer", value < 0, text, len(text))


def exact_digits(value: Any) -> Digits:
    """The digits of an integer or a Decimal, all of them."""
    if not is_decimal(value):
        return whole_digits(value)
    sign, parts, exponent = value.as_tuple()
    text = "".join(map(str, parts)).lstrip("0") + "0" * max(exponent, 0)
    return Digits("decimal", bool(sign), text, len(text) + min(exponent, 0))


def _real(value: float, text: str, exponent: int) -> Digits:
    """From Python's digits: a point behind the first one, which stands for ``10^exponent``."""
    digits = text.lstrip("-").replace(".", "")
    kept = digits.lstrip("0")
    from math import copysign

    scale = exponent + 1 - (len(digits) - len(kept)) if kept else 0
    return Digits("real", copysign(1.0, value) < 0, kept.rstrip("0"), scale)


def significant_digits(value: float, count: int) -> Digits:
    """The digits of a Double or Single, rounded to so many significant ones; ties go to the even digit."""
    mantissa, _, exponent = format(float(value), f".{min(count, _MOST_SIGNIFICANT) - 1}e").partition("e")
    return _real(value, mantissa, int(exponent))


def placed_digits(value: float, places: int) -> Digits:
    """The digits of a Double or Single, rounded to so many behind the point; ties go to the even digit."""
    text = format(float(value), f".{places}f")
    whole = text.lstrip("-").partition(".")[0]
    return _real(value, text, len(whole) - 1)


def shortest_digits(value: float) -> Digits:
    """The fewest digits of a Double or Single that read back as the same number."""
    from ..number_text import double_text, single_text

    text = single_text(value) if isinstance(value, Single) else double_text(value)
    mantissa, _, exponent = text.lstrip("-").partition("E")
    whole = mantissa.partition(".")[0]
    return _real(value, mantissa, len(whole) - 1 + int(exponent or 0))


def exponent(value: int, letter: str, least: int, plus: str) -> str:
    """An exponent of at least so many digits, with ``plus`` before one that is not negative."""
    return f"{letter}{'-' if value < 0 else plus}{abs(value):0{max(least, 1)}}"
