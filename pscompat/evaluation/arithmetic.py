"""Arithmetic, bits, shifts and ranges, as PowerShell promotes and converts what it calculates with."""

from __future__ import annotations

from ..dotnet.containers import Enumerator, EnumValue, NetDict, NetList, PSCustomObject
from ..dotnet.conversion import convert
from ..dotnet.kinds import is_decimal, is_enumerable, is_numeric, type_name_of
from ..dotnet.numbers import (
    INTEGER_RANGES,
    Byte,
    Int16,
    Int64,
    Numeral,
    SByte,
    Single,
    UInt16,
    UInt32,
    UInt64,
)
from ..dotnet.order.number_order import scan_number
from ..dotnet.sizes import check_size
from ..dotnet.strings import to_string
from ..dotnet.texts import Char, TypeValue, join_units
from ..dotnet.types import resolve
from ..errors import CommandError
from ..language.indexing import NOTHING, run_time_error
from .operator_methods import METHOD_NAMES, division_by_zero, operate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_RANK: dict[type, int] = {
    bool: 0,
    Char: 1,
    SByte: 2,
    Byte: 3,
    Int16: 4,
    UInt16: 5,
    int: 6,
    UInt32: 7,
    Int64: 8,
    UInt64: 9,
    Single: 10,
    float: 11,
}
INT32, UINT32, INT64, UINT64, SINGLE, _DECIMAL = 6, 7, 8, 9, 10, 12
KINDS: dict[int, type] = {INT32: int, UINT32: UInt32, INT64: Int64, UINT64: UInt64}


def base(value: Any) -> Any:
    """The value without the text it was typed as; null for nothing, an enumerator as what is left of it."""
    if type(value) is Numeral:
        return value.value
    if type(value) is Enumerator:
        return value.rest()
    return None if value is NOTHING else value


def rank(value: Any) -> int:
    """The place of a primitive value's type among the others, -1 for anything else."""
    known = _RANK.get(type(value))
    if known is not None:
        return known
    return _DECIMAL if is_decimal(value) else -1


# The operators


def add(left: Any, right: Any) -> Any:
    """``left + right``."""
    if type(left) is int and type(right) is int:
        total = left + right
        return total if -0x80000000 <= total <= 0x7FFFFFFF else float(total)
    if type(left) is str and type(right) is str:
        return _joined(left, right)
    left, right = base(left), base(right)
    if left is None:
        return right
    if isinstance(left, str):
        return _joined(str(left), to_string(right))
    if is_enumerable(left):
        return _appended(left, right)
    if isinstance(left, dict) and not isinstance(left, PSCustomObject):
        return _merged(left, right)
    return _calculate("+", left, right)


def _joined(left: str, right: str) -> str:
    check_size(len(left) + len(right))
    if right[:1] >= "\udc00" and "\ud800" <= left[-1:] <= "\udbff":
        # Perhaps two halves of one character.
        return join_units(left + right)
    return left + right


def _appended(left: list[Any], right: Any) -> list[Any]:
    more = right if is_enumerable(right) else [right]
    check_size(len(left) + len(more))
    return [*left, *more]


def _merged(left: dict[Any, Any], right: Any) -> dict[Any, Any]:
    if not isinstance(right, dict) or isinstance(right, PSCustomObject):
        raise run_time_error("AddHashTableToNonHashTable", "A hash table can only be added to another hash table.")
    from ..language.indexing import Keys

    keys = Keys(left)
    made: dict[Any, Any] = NetDict(left.type_name, left) if isinstance(left, NetDict) else dict(left)
    for key, value in right.items():
        known = keys.find(key)
        if known is not NOTHING:
            shown = f"'{to_string(known)}'  Key being added: '{to_string(key)}'"
            message = f"Item has already been added. Key in dictionary: {shown}"
            raise raw_error("System.ArgumentException", message)
        made[key] = value
    return made


def subtract(left: Any, right: Any) -> Any:
    """``left - right``."""
    if type(left) is int and type(right) is int:
        rest = left - right
        return rest if -0x80000000 <= rest <= 0x7FFFFFFF else float(rest)
    return _numeric("-", base(left), base(right))


def multiply(left: Any, right: Any) -> Any:
    """``left * right``."""
    left, right = base(left), base(right)
    if left is None:
        return None
    if isinstance(left, str) and not isinstance(left, Char):
        if isinstance(right, str) and not isinstance(right, Char):
            right = text_number(right, 0)
        count: Any = convert(right, resolve("int"))
        if count < 0:
            message = f"times ('{count}') must be a non-negative value. (Parameter 'times')\nActual value was {count}."
            raise raw_error("System.ArgumentOutOfRangeException", message)
        check_size(len(left) * count)
        return left * count
    if is_enumerable(left):
        if isinstance(right, str) and not isinstance(right, Char):
            right = text_number(right, 0)
        count = convert(right, resolve("uint32"))
        check_size(len(left) * count)
        items = list(left) * count
        return NetList(left.type_name, items) if isinstance(left, NetList) and left.type_name.endswith("[]") else items
    if isinstance(left, (bool, Char)) and rank(right) >= 0:
        raise not_defined("*", left, right)
    if isinstance(left, (bool, Char)) and right is not None:
        return by_method("*", left, right)
    return _calculate("*", left, right)


def divide(left: Any, right: Any) -> Any:
    """``left / right``."""
    return _numeric("/", base(left), base(right))


def remainder(left: Any, right: Any) -> Any:
    """``left % right``."""
    return _numeric("%", base(left), base(right))


def _numeric(sign: str, left: Any, right: Any) -> Any:
    if left is None:
        left = 0
    if type(left) is str:
        # The left text is converted first; what it is converted for is the type of the other operand.
        number = text_number(left, right)
        if isinstance(right, str) and not isinstance(right, Char):
            right = text_number(right, 0)
        left = number
    return _calculate(sign, left, right)


def text_number(text: str, other: Any) -> Any:
    """A text as a number beside another operand (expressions: text to number). Raises ConversionError."""
    return scan_number(text, other if is_numeric(other) else 0)


def _calculate(sign: str, left: Any, right: Any) -> Any:
    """The numeric rule, and for everything else the operator's method."""
    enum = left if isinstance(left, EnumValue) else None
    if enum is not None:
        left = enum.value
        if isinstance(right, str) and not isinstance(right, Char):
            right = convert(right, resolve(enum.type_name))
    if rank(left) >= 0:
        if right is None:
            right = 0
        elif isinstance(right, str) and not isinstance(right, Char):
            right = text_number(right, left)
        elif isinstance(right, EnumValue):
            right = right.value
        if rank(right) >= 0:
            result = calculate(sign, left, right)
            return as_enum(enum.type_name, result) if enum is not None else result
    if enum is not None:
        left = enum
    return by_method(sign, left, right)


def as_enum(type_name: str, number: Any) -> Any:
    """A number as a value of the enumeration."""
    return resolve(type_name).enum_value(int(number))


def calculate(sign: str, left: Any, right: Any) -> Any:
    """Two primitive values, calculated by the larger of their types."""
    left_rank, right_rank = rank(left), rank(right)
    larger = max(left_rank, right_rank)
    left, right = plain(left), plain(right)
    if larger == _DECIMAL:
        return _decimals(sign, left, right)
    if larger >= SINGLE:
        return _doubles(sign, float(left), float(right))
    kind = INT32 if larger < UINT32 else larger
    if kind in (UINT32, UINT64):
        signed = min(left, right) < 0 and (left_rank != right_rank)
        if signed:
            if kind == UINT64:
                return _mixed(sign, left, right)
            kind = INT64
    return _integers(sign, left, right, KINDS[kind])


def plain(value: Any) -> Any:
    """A primitive value as Python calculates with it."""
    if isinstance(value, Char):
        return ord(value)
    return int(value) if isinstance(value, int) else value


def _integers(sign: str, left: int, right: int, kind: type) -> Any:
    low, high = INTEGER_RANGES[kind]
    if sign == "+":
        number = left + right
    elif sign == "-":
        number = left - right
    elif sign == "*":
        number = left * right
    elif right == 0:
        raise division_by_zero()
    elif sign == "/":
        number, rest = divmod(abs(left), abs(right))
        if rest:
            return left / right
        number = -number if (left < 0) != (right < 0) else number
    else:
        number = abs(left) % abs(right)
        number = -number if left < 0 else number
    if low <= number <= high:
        return kind(number)
    if sign == "*":
        return float(left) * float(right)
    return float(left) + float(right) if sign == "+" else float(left) - float(right) if sign == "-" else left / right


def _mixed(sign: str, left: int, right: int) -> Any:
    """UInt64 beside a negative number: as Decimals, then as a Double."""
    from decimal import Decimal

    return float(_decimals(sign, Decimal(left), Decimal(right)))


def _doubles(sign: str, left: float, right: float) -> float:
    from math import copysign, fmod, inf, isinf, isnan, nan

    try:
        if sign == "+":
            return left + right
        if sign == "-":
            return left - right
        if sign == "*":
            return left * right
        if sign == "%":
            return nan if right == 0 or isinf(left) or isnan(left) else fmod(left, right)
        if right == 0:
            return nan if left == 0 or isnan(left) else copysign(inf, left) * copysign(1.0, right)
        return left / right
    except OverflowError:
        return inf


def _decimals(sign: str, left: Any, right: Any) -> Any:
    from decimal import Context, Decimal

    from ..dotnet.numeral import net_decimal

    target = resolve("System.Decimal")
    one, other = convert(left, target), convert(right, target)
    assert isinstance(one, Decimal) and isinstance(other, Decimal)
    context = Context(prec=120)
    if sign in "/%" and other == 0:
        raise division_by_zero()
    if sign == "/":
        quotient = Context(prec=29).divide(one, other)
        result = net_decimal(quotient)
        if isinstance(result, Decimal) and "." in format(result, "f"):
            # The shortest quotient: no zeros at its end.
            shortened = Decimal(format(result, "f").rstrip("0").rstrip("."))
            result = shortened
    else:
        work = {"+": context.add, "-": context.subtract, "*": context.multiply, "%": context.remainder}[sign]
        result = net_decimal(work(one, other))
    if result is None:
        message = "Value was either too large or too small for a Decimal."
        raise run_time_error("RuntimeException", message, "NotSpecified")
    return result


def raw_error(name: str, message: str) -> CommandError:
    """An exception of .NET that reaches the user as it is: its full name is the id."""
    from ..errors import ErrorRecord

    short = name.rpartition(".")[2]
    return CommandError([ErrorRecord(name, message, category="OperationStopped", exception=short)])


# What has operators of its own


def by_method(sign: str, left: Any, right: Any) -> Any:
    """The operator method of the left type, then of the right type: dates, time spans, large numbers."""
    result = operate(sign, left, right)
    if result is not NOTHING:
        return result
    if rank(left) >= 0 and rank(right) >= 0:
        raise not_defined(sign, left, right)
    chosen = right if (left is None or rank(left) >= 0) and right is not None else left
    raise method_missing(operand_type(chosen), METHOD_NAMES[sign])


def method_missing(type_name: str, method: str) -> CommandError:
    """The error for a method that a type does not have."""
    message = f"Method invocation failed because [{type_name}] does not contain a method named '{method}'."
    return run_time_error("MethodNotFound", message)


def operand_type(value: Any) -> str:
    """The type that messages about operators name."""
    if isinstance(value, PSCustomObject):
        return "System.Management.Automation.PSObject"
    return "System.RuntimeType" if isinstance(value, TypeValue) else type_name_of(value)


def not_defined(sign: str, left: Any, right: Any) -> CommandError:
    """The error for two primitive types that an operator does not take."""
    shown = "$null" if right is None else type_name_of(right)
    message = f"The operation '[{type_name_of(left)}] {sign} [{shown}]' is not defined."
    return run_time_error("NotADefinedOperationForType", message)
