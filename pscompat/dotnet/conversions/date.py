"""What DateTime and DateTimeOffset accept."""

from __future__ import annotations

from ..clock import SYSTEM_CLOCK
from ..kinds import widened_integer
from ..texts import Char
from ..times import MAX_TICKS, TICKS_PER_MINUTE, DateTime, DateTimeOffset
from .failures import failed
from .general import by_general_rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..clock import Clock
    from ..types import NetType


def to_datetime(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """DateTime: a text as .NET reads it, an integer or Char as ticks, a real number by its text."""
    if isinstance(value, str) and not isinstance(value, Char):
        ticks, kind, offset = _parsed(value, target, clock, with_offset=False)
        return DateTime(ticks, kind, offset)
    ticks_given = widened_integer(value)
    if ticks_given is None:
        return by_general_rules(value, target, clock, text)
    if not 0 <= ticks_given <= MAX_TICKS:
        raise failed(
            "InvalidCastConstructorException",
            value,
            target,
            "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks. (Parameter 'ticks')",
        )
    return DateTime(ticks_given)


def to_datetime_offset(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """DateTimeOffset: the texts of DateTime, or a DateTime with the local offset."""
    if isinstance(value, str) and not isinstance(value, Char):
        ticks, _, offset = _parsed(value, target, clock, with_offset=True)
        return DateTimeOffset(ticks, offset)
    if isinstance(value, DateTime):
        return _with_offset(value, target, clock or SYSTEM_CLOCK)
    return by_general_rules(value, target, clock, text)


def _with_offset(value: DateTime, target: NetType, clock: Clock) -> DateTimeOffset:
    offset = 0 if value.kind == "Utc" else value.offset
    if value.kind == "Unspecified":
        offset = clock.offset_of_local(value.ticks)
    if not 0 <= value.ticks - offset * TICKS_PER_MINUTE <= MAX_TICKS:
        raise failed(
            "InvalidCastConstructorException",
            value,
            target,
            "The UTC time represented when the offset is applied must be between year 0 and 10,000. "
            "(Parameter 'offset')",
        )
    return DateTimeOffset(value.ticks, offset)


def _parsed(value: str, target: NetType, clock: Clock | None, *, with_offset: bool) -> tuple[int, str, int]:
    from ..dates.parser import parse_date
    from ..dates.parts import DateProblem

    try:
        return parse_date(value, clock or SYSTEM_CLOCK, with_offset=with_offset)
    except DateProblem as problem:
        raise failed("InvalidCastParseTargetInvocationWithFormatProvider", value, target, str(problem)) from None
