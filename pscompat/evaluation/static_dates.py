"""Static members of [datetime], [datetimeoffset] and [timespan]."""

from __future__ import annotations

from ..dotnet.clock import SYSTEM_CLOCK
from ..dotnet.containers import EnumValue
from ..dotnet.formats.cultures import EN_US, INVARIANT
from ..dotnet.formats.exact_dates import parse_exact
from ..dotnet.formats.format_errors import FormatError
from ..dotnet.times import (
    EPOCH_TICKS,
    MAX_TICKS,
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_MILLISECOND,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    DateTime,
    DateTimeOffset,
    TimeSpan,
    days_before,
    days_in_month,
    is_leap_year,
)
from .problems import TOO_LONG, NetProblem, bad_argument, out_of_range
from .spans import MOST, cut_span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_DATE, _OFFSET, _SPAN = "System.DateTime", "System.DateTimeOffset", "System.TimeSpan"


def _new_date(*numbers: int) -> DateTime:
    """A date from year, month and day, perhaps with hour, minute, second and millisecond."""
    year, month, day, hour, minute, second, millisecond = (*numbers, *(0, 0, 0, 0)[len(numbers) - 3 :])
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
        raise out_of_range("Year, Month, and Day parameters describe an un-representable DateTime.")
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        raise out_of_range("Hour, Minute, and Second parameters describe an un-representable DateTime.")
    if not 0 <= millisecond < 1000:
        raise out_of_range("Valid values are between 0 and 999, inclusive.", "millisecond")
    ticks = ((hour * 60 + minute) * 60 + second) * TICKS_PER_SECOND + millisecond * TICKS_PER_MILLISECOND
    return DateTime(days_before(year, month, day) * TICKS_PER_DAY + ticks)


def _of_ticks(ticks: int) -> DateTime:
    if not 0 <= ticks <= MAX_TICKS:
        message = "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks."
        raise out_of_range(message, "ticks")
    return DateTime(int(ticks))


def _leap(year: int) -> bool:
    if not 1 <= year <= 9999:
        raise out_of_range("Year must be between 1 and 9999.", "year")
    return is_leap_year(year)


def _days(year: int, month: int) -> int:
    if not 1 <= month <= 12:
        raise out_of_range("Month must be between one and twelve.", "month", month)
    _leap(year)
    return days_in_month(year, month)


def _now_ticks(utc: bool) -> tuple[int, int]:
    """The time in ticks, and the local zone's offset in minutes."""
    import time

    now = time.time_ns() // 100 + EPOCH_TICKS
    offset = 0 if utc else SYSTEM_CLOCK.offset_minutes(now)
    return now + offset * TICKS_PER_MINUTE, offset


def _now() -> DateTime:
    ticks, offset = _now_ticks(False)
    return DateTime(ticks, "Local", offset)


def _today() -> DateTime:
    moment = _now()
    return DateTime(moment.ticks - moment.ticks % TICKS_PER_DAY, "Local", moment.offset)


def _from_unix(unit: int) -> Callable[[int], DateTimeOffset]:
    def work(value: int) -> DateTimeOffset:
        ticks = EPOCH_TICKS + value * unit
        if not 0 <= ticks <= MAX_TICKS:
            low, high = -EPOCH_TICKS // unit, (MAX_TICKS - EPOCH_TICKS) // unit
            name = "seconds" if unit == TICKS_PER_SECOND else "milliseconds"
            raise out_of_range(f"Valid values are between {low} and {high}, inclusive.", name)
        return DateTimeOffset(ticks, 0)

    return work


def _span_from(unit: int) -> Callable[[float], TimeSpan]:
    return lambda value: cut_span(value * unit)


def _new_span(*numbers: int) -> TimeSpan:
    """A span from hours, minutes and seconds, or from days on, perhaps with milliseconds."""
    days, hours, minutes, seconds, *rest = numbers if len(numbers) > 3 else (0, *numbers)
    ticks = (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * TICKS_PER_SECOND
    ticks += sum(rest) * TICKS_PER_MILLISECOND
    if not -MOST - 1 <= ticks <= MOST:
        raise out_of_range(TOO_LONG)
    return TimeSpan(ticks)


def _of_kind(moment: DateTime, kind: EnumValue) -> DateTime:
    offset = SYSTEM_CLOCK.offset_of_local(moment.ticks) if kind.name == "Local" else 0
    return DateTime(moment.ticks, kind.name, offset)


CONSTANTS: dict[tuple[str, str], Any] = {
    (_DATE, "now"): _now,
    (_DATE, "utcnow"): lambda: DateTime(_now_ticks(True)[0], "Utc"),
    (_DATE, "today"): _today,
    (_DATE, "minvalue"): DateTime(0),
    (_DATE, "maxvalue"): DateTime(MAX_TICKS),
    (_DATE, "unixepoch"): DateTime(EPOCH_TICKS, "Utc"),
    (_OFFSET, "now"): lambda: DateTimeOffset(*_now_ticks(False)),
    (_OFFSET, "utcnow"): lambda: DateTimeOffset(_now_ticks(True)[0], 0),
    (_OFFSET, "unixepoch"): DateTimeOffset(EPOCH_TICKS, 0),
    (_OFFSET, "minvalue"): DateTimeOffset(0, 0),
    (_OFFSET, "maxvalue"): DateTimeOffset(MAX_TICKS, 0),
    (_SPAN, "zero"): TimeSpan(0),
    (_SPAN, "minvalue"): TimeSpan(-MOST - 1),
    (_SPAN, "maxvalue"): TimeSpan(MOST),
}


def _new_offset(moment: DateTime, span: TimeSpan | None = None) -> DateTimeOffset:
    """From a date, with its own zone's offset or another one, which must be whole minutes of at most 14 hours."""
    if span is None:
        local = moment.offset if moment.kind == "Local" else SYSTEM_CLOCK.offset_of_local(moment.ticks)
        return DateTimeOffset(moment.ticks, 0 if moment.kind == "Utc" else local)
    if span.ticks % TICKS_PER_MINUTE:
        raise bad_argument("Offset must be specified in whole minutes.", "offset")
    if abs(span.ticks) > 14 * TICKS_PER_HOUR:
        raise out_of_range("Offset must be within plus or minus 14 hours.", "offset")
    if moment.kind == "Utc" and span.ticks:
        raise bad_argument("The UTC Offset for Utc DateTime instances must be 0.", "offset")
    if not 0 <= moment.ticks - span.ticks <= MAX_TICKS:
        message = "The UTC time represented when the offset is applied must be between year 0 and 10,000."
        raise out_of_range(message, "offset")
    return DateTimeOffset(moment.ticks, span.ticks // TICKS_PER_MINUTE)


def _parse_exact(text: str, style: str, provider: Any = None) -> DateTime:
    """``ParseExact``; a culture that is given is the invariant one, null the current one."""
    try:
        return parse_exact(text, style, EN_US if provider is None else INVARIANT)
    except FormatError as error:
        raise NetProblem("FormatException", str(error)) from None


def _new_of_kind(*arguments: Any) -> DateTime:
    """A date from the numbers of another overload, or its ticks, and the kind behind them."""
    *numbers, kind = arguments
    return _of_kind(_of_ticks(*numbers) if len(numbers) == 1 else _new_date(*numbers), kind)


def _new_offset_of(*arguments: Any) -> DateTimeOffset:
    """From the numbers of a date, or its ticks, and the offset behind them."""
    *numbers, span = arguments
    return _new_offset(_of_ticks(*numbers) if len(numbers) == 1 else _new_date(*numbers), span)


_DAY, _TIME = "year:int,month:int,day:int", "hour:int,minute:int,second:int"
_KIND, _BEHIND = "kind:System.DateTimeKind", "offset:timespan"

ROWS: list[tuple[str, str, Callable[..., Any]]] = [
    (_DATE, f"new({_DAY})", _new_date),
    (_DATE, "new(ticks:long)", _of_ticks),
    (_DATE, f"new(ticks:long,{_KIND})", _new_of_kind),
    (_DATE, f"new({_DAY},{_TIME})", _new_date),
    (_DATE, f"new({_DAY},{_TIME},millisecond:int)", _new_date),
    (_DATE, f"new({_DAY},{_TIME},{_KIND})", _new_of_kind),
    (_DATE, f"new({_DAY},{_TIME},millisecond:int,{_KIND})", _new_of_kind),
    (_DATE, "ParseExact(s:string,format:string,provider:object)", _parse_exact),
    (_DATE, "DaysInMonth(year:int,month:int)", _days),
    (_DATE, "IsLeapYear(year:int)", _leap),
    (_DATE, "SpecifyKind(value:datetime,kind:System.DateTimeKind)", _of_kind),
    (_OFFSET, "new(dateTime:datetime)", _new_offset),
    (_OFFSET, f"new(dateTime:datetime,{_BEHIND})", _new_offset),
    (_OFFSET, f"new(ticks:long,{_BEHIND})", _new_offset_of),
    (_OFFSET, f"new({_DAY},{_TIME},{_BEHIND})", _new_offset_of),
    (_OFFSET, f"new({_DAY},{_TIME},millisecond:int,{_BEHIND})", _new_offset_of),
    (_OFFSET, "FromUnixTimeSeconds(seconds:long)", _from_unix(TICKS_PER_SECOND)),
    (_OFFSET, "FromUnixTimeMilliseconds(milliseconds:long)", _from_unix(TICKS_PER_MILLISECOND)),
    (_SPAN, "FromDays(value:double)", _span_from(TICKS_PER_DAY)),
    (_SPAN, "FromHours(value:double)", _span_from(TICKS_PER_HOUR)),
    (_SPAN, "FromMinutes(value:double)", _span_from(TICKS_PER_MINUTE)),
    (_SPAN, "FromSeconds(value:double)", _span_from(TICKS_PER_SECOND)),
    (_SPAN, "FromMilliseconds(value:double)", _span_from(TICKS_PER_MILLISECOND)),
    (_SPAN, "FromTicks(value:long)", lambda value: TimeSpan(int(value))),
    (_SPAN, "new(ticks:long)", lambda value: TimeSpan(int(value))),
    (_SPAN, "new(hours:int,minutes:int,seconds:int)", _new_span),
    (_SPAN, "new(days:int,hours:int,minutes:int,seconds:int)", _new_span),
    (_SPAN, "new(days:int,hours:int,minutes:int,seconds:int,milliseconds:int)", _new_span),
]
