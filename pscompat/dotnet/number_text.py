"""Numbers as .NET writes them in the invariant culture."""

from __future__ import annotations

from ..errors import NotRunError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal

_SPECIAL = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}

_DIRECT = 10**1000


def general_text(number: float, digits: int) -> str:
    """Format ``G15`` (Double) or ``G7`` (Single): that many significant digits, exponent form when needed."""
    text = format(float(number), f".{digits}g")
    special = _SPECIAL.get(text)
    if special is not None:
        return special
    return text.upper() if "e" in text else text


def double_text(number: float) -> str:
    """The shortest text that reads back as the same Double (.NET's ToString): ``0.1``, ``1E+20``, ``-0``."""
    text = repr(float(number))
    special = _SPECIAL.get(text)
    return special if special is not None else _rewritten(text, 17)


def single_text(number: float) -> str:
    """The shortest text that reads back as the same Single."""
    value = float(number)
    if value != value or value in (float("inf"), float("-inf")):
        return _SPECIAL[repr(value)]
    from struct import pack

    wanted = pack("f", value)
    for digits in range(1, 10):
        text = format(value, f".{digits - 1}e")
        if pack("f", float(text)) == wanted:
            break
    return _rewritten(text, 9)


def _rewritten(text: str, precision: int) -> str:
    """Python's shortest digits in .NET's layout: exponent form from ``precision`` integer digits, or below 1E-05."""
    sign = "-" if text.startswith("-") else ""
    mantissa, _, exponent = text.lstrip("-").partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    if not digits:
        return sign + "0"
    leading = len(whole + fraction) - len(digits)
    point = len(whole) + (int(exponent) if exponent else 0) - leading
    digits = digits.rstrip("0")
    if point > max(len(digits), precision) or point < -3:
        tail = "." + digits[1:] if len(digits) > 1 else ""
        power = point - 1
        return f"{sign}{digits[0]}{tail}E{'-' if power < 0 else '+'}{abs(power):02}"
    if point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    if point >= len(digits):
        return sign + digits + "0" * (point - len(digits))
    return f"{sign}{digits[:point]}.{digits[point:]}"


_MOST_DIGITS = 20_000
"""Digits are read one after the other: more of them would take seconds."""


def integer_of_digits(digits: str) -> int:
    """The integer of decimal digits, also of more than Python itself reads. Raises NotRunError for far too many."""
    if len(digits) < 1000:
        return int(digits)
    if len(digits) > _MOST_DIGITS:
        raise NotRunError(f"An integer of {len(digits):,} digits is not run by pscompat: at most {_MOST_DIGITS:,}.")
    from decimal import Decimal

    return int(Decimal(digits))


def integer_text(number: int) -> str:
    """The digits of an integer, however many they are: Python itself writes 4300 at most."""
    if -_DIRECT < number < _DIRECT:
        return int.__repr__(number)
    from decimal import Decimal

    return str(Decimal(int(number)))


def decimal_text(number: Decimal) -> str:
    """A Decimal with its scale (``1.50``), never in exponent form."""
    return format(number, "f")
