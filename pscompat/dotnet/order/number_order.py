"""Numbers against numbers of other types, and against texts that stand for numbers, as .NET and PowerShell compare."""

from __future__ import annotations

from ...errors import ConversionError
from ..containers import EnumValue
from ..conversion import convert
from ..kinds import is_numeric, type_name_of
from ..texts import Char
from ..types import resolve

_DECIMAL = "System.Decimal"


def number_beside(left: object, right: object) -> object | None:
    """The right operand as a number to compare with the number on the left; None when it is none by itself."""
    if isinstance(right, bool):
        return int(right)
    if isinstance(right, Char):
        return ord(right)
    if is_numeric(right):
        return right
    if isinstance(right, EnumValue):
        return right.value
    return None


def compare_numbers(left: object, right: object) -> int:
    """The order of two numbers as .NET promotes them: to Double when one is a Double or Single; NaN is greater."""
    if isinstance(left, float) or isinstance(right, float):
        if _DECIMAL in (type_name_of(left), type_name_of(right)):
            return compare_decimal_with_double(left, right)
        first, second = _as_double(left), _as_double(right)
        return -1 if first < second else 0 if first == second else 1
    return -1 if left < right else 0 if left == right else 1  # type: ignore[operator]


def _as_double(number: object) -> float:
    try:
        return float(number)  # type: ignore[arg-type]
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")  # type: ignore[operator]


def compare_decimal_with_double(left: object, right: object) -> int:
    """A Decimal against a Double: as Decimals, or as Doubles where the Double is out of a Decimal's range."""
    target = resolve(_DECIMAL)
    try:
        first, second = convert(left, target), convert(right, target)
    except ConversionError:
        first, second = _as_double(left), _as_double(right)
    return -1 if first < second else 0 if first == second else 1  # type: ignore[operator]


def scan_number(text: str, other: object) -> object:
    """The number that a text stands for beside the number ``other``; blank text is 0 (Parser.ScanNumber).

    Raises ConversionError, which names the type of ``other``.
    """
    from ..numeral import scan_numeral

    trimmed = text.strip()
    if not trimmed:
        return 0
    number = scan_numeral(trimmed, signed=True)
    return number if number is not None else convert(trimmed, resolve(type_name_of(other)))
