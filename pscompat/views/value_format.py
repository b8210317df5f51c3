"""``formatstring`` of a calculated property: a value's text in a .NET format, in en-US (views.md §3)."""

from __future__ import annotations

from ..dotnet.containers import EnumValue, NetDict, PSCustomObject
from ..dotnet.kinds import type_name_of
from ..dotnet.numbers import BigInteger, Byte, Int16, Int64, SByte, UInt16, UInt32, UInt64
from ..dotnet.texts import Char
from ..dotnet.times import DateTime, DateTimeOffset, TimeSpan, fields_of, offset_text
from .value_text import is_right, plain_text, value_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BITS: dict[type, int] = {SByte: 8, Byte: 8, Int16: 16, UInt16: 16, int: 32, UInt32: 32, Int64: 64, UInt64: 64}


_MOST_DIGITS = 3
"""A format that asks for more than 999 places is refused: nobody reads millions of blanks or zeros."""


class FormatError(ValueError):
    """The value has no such format (.NET's FormatException)."""


def formatted(value: Any, pattern: str, limit: int) -> str:
    """The value in that format: a composite one where it has braces, else one of the value's own.

    What the value refuses gives the text that lists show.
    """
    try:
        if "{0" in pattern or "}" in pattern:
            return _composite(value, pattern)
        return _in_format(value, pattern)
    except (FormatError, ArithmeticError):
        return value_text(value, limit)


def _composite(value: Any, pattern: str) -> str:
    result, index = "", 0
    while index < len(pattern):
        char = pattern[index]
        if char in "{}" and pattern[index + 1 : index + 2] == char:
            result, index = result + char, index + 2
            continue
        if char == "}":
            raise FormatError(pattern)
        if char == "{":
            end = pattern.find("}", index)
            place, _, form = pattern[index + 1 : end].partition(":")
            number, _, width = place.partition(",")
            if end < 0 or number.strip() != "0":
                raise FormatError(pattern)
            if len(width) > _MOST_DIGITS + 2:
                raise FormatError(pattern)
            text = _in_format(value, form) if form else value_text(value)
            try:
                columns = int(width or "0")
            except ValueError:
                raise FormatError(pattern) from None
            result += text.rjust(columns) if columns >= 0 else text.ljust(-columns)
            index = end + 1
            continue
        result, index = result + char, index + 1
    return result


def _in_format(value: Any, pattern: str) -> str:
    if isinstance(value, list):
        try:
            return " ".join(["" if item is None else _member(item, pattern) for item in value])
        except FormatError:
            return type_name_of(value)
    if isinstance(value, PSCustomObject):
        try:
            members = [f"{name}={'' if v is None else _member(v, pattern)}" for name, v in value.items()]
        except FormatError:
            return ""
        return "@{" + "; ".join(members) + "}" if value else ""
    if isinstance(value, (dict, NetDict)):
        return type_name_of(value)
    return _single(value, pattern)


def _member(value: Any, pattern: str) -> str:
    if isinstance(value, (list, dict)) and not isinstance(value, PSCustomObject):
        return type_name_of(value)
    return "" if isinstance(value, PSCustomObject) else _single(value, pattern)


def _single(value: Any, pattern: str) -> str:
    if isinstance(value, EnumValue):
        if pattern.upper() in ("G", "F"):
            return value.name
        if pattern.upper() == "D":
            return str(value.value)
        if pattern.upper() == "X":
            return f"{value.value & 0xFFFFFFFF:08{pattern}}"
        raise FormatError(pattern)
    if isinstance(value, (bool, Char)) or not is_right(value):
        if isinstance(value, (DateTime, DateTimeOffset)):
            return _moment(value, pattern)
        if type_name_of(value) == "System.Guid":
            return _guid(str(value), pattern)
        if isinstance(value, TimeSpan):
            if pattern in ("c", "t", "T"):
                return str(value)
            raise FormatError(pattern)
        return plain_text(value)
    return number_text(value, pattern)


def number_text(value: Any, pattern: str) -> str:
    """A number in a standard format (D, F, N, X, G, P, E, C with digits), else in a custom one."""
    letter, digits = pattern[:1].upper(), pattern[1:]
    if value != value or value in (float("inf"), float("-inf")):
        if letter in "DX" and (not digits or digits.isdecimal()):
            raise FormatError(pattern)
        return plain_text(value)
    if not letter.isalpha() or (digits and not digits.isdecimal()):
        return _custom_number(value, pattern)
    if len(digits) > _MOST_DIGITS:
        raise FormatError(pattern)
    precision = int(digits) if digits else -1
    if letter in "DX":
        if not isinstance(value, int):
            raise FormatError(pattern)
        return _hexadecimal(value, pattern[0], precision) if letter == "X" else _digits(value, precision)
    if letter in "FNPC":
        from decimal import Decimal

        number = Decimal(value) * (100 if letter == "P" else 1)
        shown = _rounded(number, precision if precision >= 0 else 2)
        grouped = format(shown, "f" if letter == "F" else ",f")
        if letter == "P":
            return grouped + "%"
        if letter == "C":
            return f"-${grouped[1:]}" if grouped.startswith("-") else f"${grouped}"
        return grouped
    if letter == "E":
        mantissa, _, exponent = format(value, f".{precision if precision >= 0 else 6}e").partition("e")
        return f"{mantissa}{pattern[0]}{exponent[0]}{exponent[1:].rjust(3, '0')}"
    if letter in "GR":
        return plain_text(value)
    raise FormatError(pattern)


def _rounded(number: Any, places: int) -> Any:
    from decimal import ROUND_HALF_UP, Context, Decimal

    return number.quantize(Decimal(1).scaleb(-places), context=Context(prec=500, rounding=ROUND_HALF_UP))


def _digits(value: int, places: int) -> str:
    return ("-" if value < 0 else "") + str(abs(int(value))).rjust(places, "0")


def _hexadecimal(value: int, letter: str, places: int) -> str:
    bits = _BITS.get(type(value), 32)
    if isinstance(value, BigInteger):
        bits = 4 * (len(f"{abs(value):x}") + 1)
        text = f"{value & ((1 << bits) - 1):x}"
        text = "0" + text if value >= 0 and text[0] in "89abcdef" else text
    else:
        text = f"{value & ((1 << bits) - 1):x}"
    text = text.rjust(places, "0")
    return text.upper() if letter == "X" else text


def _custom_number(value: Any, pattern: str) -> str:
    """A custom format: digit places are filled, all else stands for itself, behind the sign of negative numbers."""
    sign = "-" if value < 0 else ""
    if not any(char in pattern for char in "0#"):
        return sign + pattern
    from decimal import Decimal

    first = next(index for index, char in enumerate(pattern) if char in "0#,.")
    last = next(index for index in range(len(pattern) - 1, -1, -1) if pattern[index] in "0#,.")
    whole, _, fraction = pattern[first : last + 1].partition(".")
    number = _rounded(abs(Decimal(value)), len(fraction))
    digits, _, decimals = format(number, ",f" if "," in whole else "f").partition(".")
    if not whole.count("0"):
        digits = digits if digits != "0" else ""
    digits = digits.rjust(whole.count("0"), "0")
    while decimals and decimals.endswith("0") and fraction[len(decimals) - 1] == "#":
        decimals = decimals[:-1]
    return sign + pattern[:first] + digits + (f".{decimals}" if decimals else "") + pattern[last + 1 :]


def _guid(text: str, pattern: str) -> str:
    letter = pattern.upper()
    plain = text.replace("-", "")
    if letter == "X":
        tail = ",".join(f"0x{plain[index : index + 2]}" for index in range(16, 32, 2))
        return f"{{0x{plain[:8]},0x{plain[8:12]},0x{plain[12:16]},{{{tail}}}}}"
    forms = {"D": text, "N": plain, "B": f"{{{text}}}", "P": f"({text})"}
    if letter not in forms:
        raise FormatError(pattern)
    return forms[letter]


_PARTS = "dfFghHKmMstyz"


def _moment(value: DateTime | DateTimeOffset, pattern: str) -> str:
    """A date in a custom format; letters that mean nothing stay as they are."""
    if len(pattern) == 1:
        return _standard_moment(value, pattern)
    result, index = "", 0
    while index < len(pattern):
        char = pattern[index]
        if char in "'\"":
            end = pattern.find(char, index + 1)
            if end < 0:
                raise FormatError(pattern)
            result, index = result + pattern[index + 1 : end], end + 1
        elif char == "\\":
            result, index = result + pattern[index + 1 : index + 2], index + 2
        elif char in _PARTS:
            count = len(pattern) - index - len(pattern[index:].lstrip(char))
            result, index = result + _part(value, char, count), index + count
        else:
            result, index = result + char, index + 1
    return result


def _part(value: DateTime | DateTimeOffset, char: str, count: int) -> str:
    from ..dotnet.dates.lexer import MONTHS
    from ..dotnet.member_tables import day_name

    year, month, day, hour, minute, second, rest = fields_of(value.ticks)
    if char in "dM" and count > 2:
        name = day_name(value.ticks) if char == "d" else MONTHS[month - 1]
        return name if count > 3 else name[:3]
    if char == "y":
        return str(year % 100).rjust(count, "0") if count < 3 else str(year).rjust(count, "0")
    if char == "t":
        return ("PM" if hour >= 12 else "AM")[: min(count, 2)]
    if char in "fF":
        digits = f"{rest:07}"[:count]
        return digits if char == "f" else digits.rstrip("0")
    if char in "zK":
        offset = value.offset
        if char == "K" and isinstance(value, DateTime) and value.kind != "Local":
            return "Z" if value.kind == "Utc" else ""
        text = offset_text(offset)
        return text if char == "K" or count > 2 else text[:3]
    number = {"d": day, "M": month, "h": hour % 12 or 12, "H": hour, "m": minute, "s": second}.get(char)
    return "A.D." if number is None else str(number).rjust(min(count, 2), "0")


_STANDARD = {
    "d": "M/d/yyyy",
    "D": "dddd, MMMM d, yyyy",
    "t": "h:mm\u202ftt",
    "T": "h:mm:ss\u202ftt",
    "f": "dddd, MMMM d, yyyy h:mm\u202ftt",
    "F": "dddd, MMMM d, yyyy h:mm:ss\u202ftt",
    "g": "M/d/yyyy h:mm\u202ftt",
    "G": "M/d/yyyy h:mm:ss\u202ftt",
    "M": "MMMM d",
    "m": "MMMM d",
    "Y": "MMMM yyyy",
    "y": "MMMM yyyy",
    "s": "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
    "u": "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
}


def _standard_moment(value: DateTime | DateTimeOffset, letter: str) -> str:
    if letter in "Oo":
        return value.round_trip()
    if letter not in _STANDARD:
        raise FormatError(letter)
    return _moment(value, _STANDARD[letter])
