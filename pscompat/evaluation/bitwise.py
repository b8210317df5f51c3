"""Bits, shifts and ranges."""

from __future__ import annotations

from ..dotnet.containers import EnumValue
from ..dotnet.conversion import convert
from ..dotnet.kinds import is_decimal, type_name_of
from ..dotnet.numbers import INTEGER_RANGES, Int64, UInt64
from ..dotnet.sizes import check_size, gather
from ..dotnet.texts import Char
from ..dotnet.types import resolve
from ..errors import CommandError, ConversionError
from .arithmetic import (
    INT32,
    INT64,
    KINDS,
    SINGLE,
    as_enum,
    base,
    by_method,
    not_defined,
    operand_type,
    plain,
    rank,
    raw_error,
    text_number,
)
from .problems import NetProblem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def bits(sign: str, left: Any, right: Any) -> Any:
    """``-band``, ``-bor`` and ``-bxor``."""
    left, right = base(left), base(right)
    if left is None and right is None:
        return 0
    left, right = 0 if left is None else left, 0 if right is None else right
    enum = left if isinstance(left, EnumValue) else None
    left, right = _bit_operand(left, right), _bit_operand(right, left)
    left = left.value if isinstance(left, EnumValue) else left
    right = right.value if isinstance(right, EnumValue) else right
    if rank(left) < 0 or rank(right) < 0:
        return by_method(sign, left, right)
    larger = max(rank(left), rank(right))
    if larger >= SINGLE:
        return _rounded_bits(sign, left, right)
    kind = KINDS[max(larger, INT32)]
    number = _apply_bits(sign, int(plain(left)), int(plain(right)))
    result = _cut(number, kind)
    return as_enum(enum.type_name, result) if enum is not None else result


def _bit_operand(value: Any, other: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Char):
        if isinstance(other, EnumValue):
            return convert(value, resolve(other.type_name))
        return text_number(value, other)
    return value


def _apply_bits(sign: str, left: int, right: int) -> int:
    return left & right if sign == "-band" else left | right if sign == "-bor" else left ^ right


def _cut(number: int, kind: type) -> Any:
    low, high = INTEGER_RANGES[kind]
    width = high - low + 1
    number &= width - 1
    return kind(number - width if number > high else number)


def _converted(value: Any, kind: str) -> int:
    number = convert(value, resolve(kind))
    assert isinstance(number, int)
    return int(number)


def _rounded_bits(sign: str, left: Any, right: Any) -> Any:
    numbers = []
    negative = False
    doubled = isinstance(left, float) or isinstance(right, float)
    for value in (left, right):
        number = float(plain(value)) if doubled else plain(value)
        if number < 0:
            negative = True
            numbers.append(_converted(number, "long"))
        else:
            numbers.append(_converted(number, "uint64"))
    return _cut(_apply_bits(sign, *numbers), Int64 if negative else UInt64)


def complement(value: Any) -> Any:
    """``-bnot value``."""
    value = base(value)
    if value is None:
        return -1
    if isinstance(value, str) and not isinstance(value, Char):
        value = text_number(value, 0)
    if isinstance(value, EnumValue):
        return as_enum(value.type_name, ~value.value)
    if isinstance(value, (float,)) or is_decimal(value):
        value = fitting(value)
    if rank(value) < 2:
        value = convert(value, resolve("int"))
    kind = KINDS[max(rank(value), INT32)]
    return _cut(~int(value), kind)


def fitting(value: Any) -> Any:
    """A Double or Decimal, rounded to the first of Int32, UInt32, Int64 and UInt64 that holds it."""
    last = None
    for name in ("int", "uint32", "long", "uint64"):
        try:
            return convert(value, resolve(name))
        except ConversionError as error:
            last = last or error
    assert last is not None
    raise last


def shift(sign: str, left: Any, right: Any) -> Any:
    """``-shl`` and ``-shr``."""
    left, right = base(left), base(right)
    if left is None:
        return 0
    if type(left) is str:
        left = text_number(left, right)
    if isinstance(right, str) and not isinstance(right, Char):
        right = text_number(right, left)
    enum = left if isinstance(left, EnumValue) else None
    if enum is not None:
        left = enum.value
    if isinstance(left, (bool, Char)):
        if right is None or rank(right) >= 0:
            raise not_defined(sign, left, right)
        return by_method(sign, left, right)
    if rank(left) < 2:
        return by_method(sign, left, right)
    if rank(left) >= SINGLE:
        left = fitting(left)
    count = 0 if right is None else convert(right, resolve("int"))
    assert isinstance(count, int)
    kind = type(left)
    wide = rank(left) >= INT64
    count &= 63 if wide else 31
    number = int(left) << count if sign == "-shl" else int(left) >> count
    result = _cut(number, kind)
    return as_enum(enum.type_name, result) if enum is not None else result


# Ranges


def range_bounds(left: Any, right: Any) -> tuple[int, int, bool]:
    """The bounds of ``left..right`` and whether they are characters."""
    left, right = base(left), base(right)
    if _is_letter(left) and _is_letter(right):
        return ord(left), ord(right), True
    return _bound(left), _bound(right), False


def range_iterator(first: int, last: int, letters: bool) -> Any:
    """The elements of a range, one at a time."""
    numbers = range(first, last + 1) if first <= last else range(first, last - 1, -1)
    return (Char(chr(each)) for each in numbers) if letters else iter(numbers)


def value_range(left: Any, right: Any) -> list[Any]:
    """``left..right``."""
    first, last, letters = range_bounds(left, right)
    check_size(abs(last - first) + 1)
    made: list[Any] = []
    gather(range_iterator(first, last, letters), made)
    return made


def _is_letter(value: Any) -> bool:
    if isinstance(value, Char):
        return True
    return type(value) is str and len(value) == 1 and not value.isdigit()


def _bound(value: Any) -> int:
    if type(value) is int:
        return value
    if value is None:
        return 0
    if isinstance(value, Char):
        return ord(value)
    if isinstance(value, str):
        from .static_convert import parse_text

        try:
            return int(parse_text(value, "System.Int32"))
        except NetProblem as problem:
            raise raw_error(f"System.{problem.name}", problem.message) from None
    if isinstance(value, EnumValue):
        return value.value
    if rank(value) >= 0:
        try:
            return _converted(value, "int")
        except ConversionError:
            raise _too_large() from None
    name = operand_type(value)
    message = f"Unable to cast object of type '{name}' to type 'System.IConvertible'."
    if type_name_of(value) == "System.DateTime":
        raise raw_error("System.InvalidCastException", "Invalid cast from 'DateTime' to 'Int32'.")
    raise raw_error("System.InvalidCastException", message)


def _too_large() -> CommandError:
    return raw_error("System.OverflowException", "Value was either too large or too small for an Int32.")
