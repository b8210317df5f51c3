"""What the integer types and BigInteger accept (values.md §B.5)."""

from __future__ import annotations

from ..kinds import integer_of, is_decimal
from ..numbers import INTEGER_RANGES, BigInteger, Byte, Int16, Int64, SByte, UInt16, UInt32, UInt64
from ..texts import Char
from .failures import failed, invalid_cast, overflow_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..clock import Clock
    from ..types import NetType

_CLASSES: dict[str, type] = {
    "System.SByte": SByte,
    "System.Byte": Byte,
    "System.Int16": Int16,
    "System.UInt16": UInt16,
    "System.Int32": int,
    "System.UInt32": UInt32,
    "System.Int64": Int64,
    "System.UInt64": UInt64,
}
_SMALL = frozenset(("System.SByte", "System.Byte", "System.Int16", "System.UInt16"))
_ARITHMETIC = "Arithmetic operation resulted in an overflow."


def to_integer(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """Int32 and its kin: other numbers rounded half to even and checked, texts, Booleans, characters, enums."""
    name = target.full_name
    kind = _CLASSES[name]
    if isinstance(value, str) and not isinstance(value, Char):
        return text_to_integer(value, target)
    if isinstance(value, BigInteger):
        return _from_big_integer(value, target, kind)
    number = _whole(value, target)
    if number is None:
        if type(value).__name__ == "DateTime":
            raise invalid_cast(value, target)
        from .general import by_general_rules

        return by_general_rules(value, target, clock, text)
    low, high = INTEGER_RANGES[kind]
    if low <= number <= high:
        return kind(number)
    raise failed("InvalidCastIConvertible", value, target, overflow_text(name))


def _whole(value: object, target: NetType) -> int | None:
    """The value as a whole number, None when it is no number; refuses reals that .NET cannot round."""
    number = integer_of(value)
    if number is not None:
        return number
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Char):
        return ord(value)
    if isinstance(value, float):
        problem = real_problem(value, target.full_name)
        if problem:
            raise failed("InvalidCastIConvertible", value, target, problem)
        return round(float(value))
    return round(value) if is_decimal(value) else None  # type: ignore[call-overload]


def real_problem(value: float, full_name: str) -> str:
    """.NET's message when a Double cannot become that integer type at all, empty when it can be rounded."""
    whole = full_name in ("System.Int64", "System.UInt64")
    if value != value or value in (float("inf"), float("-inf")):
        if whole:
            return _ARITHMETIC
        return overflow_text("System.Int32" if full_name in _SMALL else full_name)
    number = round(float(value))
    low, high = INTEGER_RANGES[_CLASSES[full_name]]
    if low <= number <= high:
        return ""
    if whole:
        return _ARITHMETIC
    if full_name in _SMALL and not -(2**31) <= number <= 2**31 - 1:
        return overflow_text("System.Int32")
    return overflow_text(full_name)


def _from_big_integer(value: int, target: NetType, kind: type) -> object:
    low, high = INTEGER_RANGES[kind]
    if low <= value <= high:
        return kind(value)
    name = target.full_name
    if name in _SMALL:
        reason = _ARITHMETIC if -(2**31) <= value <= 2**31 - 1 else overflow_text("System.Int32")
    else:
        reason = overflow_text(name)
    raise failed("InvalidCastTargetInvocationExceptionop_Explicit", value, target, reason)


def text_to_integer(value: str, target: NetType) -> object:
    """String to integer: the numeral rules, then .NET's integer text, then a real number (values.md §B.5)."""
    name = target.full_name
    kind = _CLASSES[name]
    low, high = INTEGER_RANGES[kind]
    if value.isascii() and value.isdigit() and len(value) < 10:
        number = int(value)
        if number <= high:
            return kind(number)
    from .number_parser import FormatProblem, numeral_in_range, parse_integer, parse_real

    if not value:
        return kind(0)
    scanned = numeral_in_range(value, low, high)
    if scanned is not None:
        return kind(scanned)
    try:
        return kind(parse_integer(value, low, high))
    except FormatProblem as problem:
        reason = problem.reason(name)
        if problem.is_format:
            real = parse_real(value)
            if real is not None and not real_problem(real, name):
                return kind(round(real))
    raise failed("InvalidCastFromStringToInteger", value, target, reason)
