"""The operators of .NET types: dates, spans of time, large numbers."""

from __future__ import annotations

from ..dotnet.conversion import convert
from ..dotnet.kinds import is_decimal, is_numeric
from ..dotnet.numbers import BigInteger
from ..dotnet.strings import net_text
from ..dotnet.times import MAX_TICKS, TICKS_PER_MINUTE, DateTime, DateTimeOffset, TimeSpan
from ..dotnet.types import resolve
from ..errors import CommandError, ConversionError, ErrorRecord
from ..language.indexing import NOTHING, run_time_error
from .problems import UNREPRESENTABLE, NetProblem, failed_call, out_of_range
from .spans import rounded_span, whole_span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

METHOD_NAMES = {
    "+": "op_Addition",
    "-": "op_Subtraction",
    "*": "op_Multiply",
    "/": "op_Division",
    "%": "op_Modulus",
    "-band": "op_BitwiseAnd",
    "-bor": "op_BitwiseOr",
    "-bxor": "op_ExclusiveOr",
    "-shl": "op_LeftShift",
    "-shr": "op_RightShift",
}
"""The methods that the operators are, by sign."""


def operate(sign: str, left: Any, right: Any) -> Any:
    """What the operator's method gives; NOTHING where neither type has one. Raises CommandError as a call does."""
    try:
        return _operated(sign, left, right)
    except NetProblem as problem:
        raise failed_call(METHOD_NAMES[sign], 2, problem) from None


def _operated(sign: str, left: Any, right: Any) -> Any:
    if isinstance(left, (DateTime, DateTimeOffset)):
        return _date(sign, left, right)
    if isinstance(left, TimeSpan):
        return _span(sign, left, right)
    if isinstance(right, TimeSpan) and sign == "*" and is_numeric(left):
        return _times(right, float(left))
    if isinstance(right, TimeSpan) and sign in "+-" and left == 0 and type(left) is int:
        return TimeSpan(-right.ticks) if sign == "-" else right
    if isinstance(left, BigInteger) or isinstance(right, BigInteger):
        return _large(sign, left, right)
    return NOTHING


def _date(sign: str, left: Any, right: Any) -> Any:
    if sign == "-" and isinstance(right, (DateTime, DateTimeOffset)):
        if isinstance(left, DateTime) and isinstance(right, DateTime):
            return TimeSpan(left.ticks - right.ticks)
        return TimeSpan(_utc(left) - _utc(right))
    if sign not in ("+", "-"):
        return NOTHING
    if sign == "-" and not isinstance(right, TimeSpan):
        raise CommandError([ErrorRecord(
            "MethodCountCouldNotFindBest",
            'Multiple ambiguous overloads found for "op_Subtraction" and the argument count: "2".',
            exception="MethodException",
        )])  # fmt: skip
    span = _as_span(sign, right)
    return moved(left, span.ticks if sign == "+" else -span.ticks)


def moved(moment: Any, ticks: int, parameter: str = "t") -> Any:
    """A date so many ticks later. Raises NetProblem, which names the parameter, outside of the years 1 to 9999."""
    total = moment.ticks + ticks
    if not 0 <= total <= MAX_TICKS:
        raise out_of_range(UNREPRESENTABLE, parameter)
    if isinstance(moment, DateTime):
        return DateTime(total, moment.kind, moment.offset)
    return DateTimeOffset(total, moment.offset)


def _utc(moment: Any) -> int:
    return moment.utc_ticks if isinstance(moment, DateTimeOffset) else moment.ticks - moment.offset * TICKS_PER_MINUTE


def _as_span(sign: str, value: Any) -> TimeSpan:
    if isinstance(value, TimeSpan):
        return value
    made = TimeSpan(0) if value is None else _argument(sign, value, "timespan")
    assert isinstance(made, TimeSpan)
    return made


def _argument(sign: str, value: Any, kind: str) -> Any:
    """The right operand as the operator's method takes it."""
    try:
        return convert(value, resolve(kind))
    except ConversionError as error:
        message = (
            f'Cannot convert argument "1", with value: "{net_text(value)}", for "{METHOD_NAMES[sign]}" to type '
            f'"{resolve(kind).full_name}": "{error.message}"'
        )
        raise CommandError([ErrorRecord(
            "MethodArgumentConversionInvalidCastArgument", message, exception="MethodException"
        )]) from None  # fmt: skip


def _span(sign: str, left: TimeSpan, right: Any) -> Any:
    if sign in ("+", "-"):
        span = _as_span(sign, right)
        return whole_span(left.ticks + span.ticks if sign == "+" else left.ticks - span.ticks)
    if sign == "/" and isinstance(right, TimeSpan):
        return _quotient(left.ticks, right.ticks)
    if sign in ("*", "/"):
        factor = convert(right, resolve("double"))
        assert isinstance(factor, float)
        return _times(left, factor) if sign == "*" else rounded_span(_quotient(left.ticks, factor), "divisor")
    return NOTHING


def _times(span: TimeSpan, factor: float) -> TimeSpan:
    return rounded_span(span.ticks * factor, "factor")


def _quotient(one: float, other: float) -> float:
    """Doubles divided as .NET does: by zero there is no end, or no number."""
    if other:
        return one / other
    from math import copysign

    return float("nan") if not one or one != one else copysign(float("inf"), one) * copysign(1.0, other)


def _large(sign: str, left: Any, right: Any) -> Any:
    if is_decimal(left) or sign not in ("+", "-", "*", "/", "%", "-band", "-bor", "-bxor"):
        return NOTHING
    one, other = int(_argument(sign, left, "bigint")), int(_argument(sign, right, "bigint"))
    if sign in ("/", "%"):
        if other == 0:
            raise division_by_zero()
        quotient = abs(one) // abs(other)
        quotient = -quotient if (one < 0) != (other < 0) else quotient
        return BigInteger(quotient if sign == "/" else one - quotient * other)
    number = {
        "+": lambda: one + other,
        "-": lambda: one - other,
        "*": lambda: one * other,
        "-band": lambda: one & other,
        "-bor": lambda: one | other,
        "-bxor": lambda: one ^ other,
    }[sign]()
    return BigInteger(number)


def division_by_zero() -> CommandError:
    """The error for a whole number or Decimal divided by zero."""
    return run_time_error("RuntimeException", "Attempted to divide by zero.", "NotSpecified")
