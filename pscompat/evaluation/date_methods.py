"""Methods of dates and spans of time."""

from __future__ import annotations

from ..dotnet.clock import in_local, in_utc
from ..dotnet.numbers import Int64
from ..dotnet.times import (
    EPOCH_TICKS,
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_MILLISECOND,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    DateTime,
    DateTimeOffset,
    TimeSpan,
    date_of,
    days_before,
    days_in_month,
)
from .operator_methods import moved, operate
from .overloads import table
from .problems import NOT_NEGATED, UNREPRESENTABLE, NetProblem, out_of_range
from .spans import MOST, rounded_span, whole_span
from .value_methods import formatted_text, net_own_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


_MOST_DAYS, _MOST_MONTHS, _MOST_YEARS = 3_652_059, 120_000, 10_000


def _added(unit: int) -> Callable[[Any, float], Any]:
    """``AddDays`` and its kin; what is less than a tick is cut off."""

    def add(moment: Any, value: float) -> Any:
        if abs(value) > _MOST_DAYS * TICKS_PER_DAY // unit:
            raise out_of_range("Value to add was out of range.", "value")
        if value != value:
            return moment
        whole = int(value)
        return moved(moment, whole * unit + int((value - whole) * unit), "value")

    return add


def _add_months(moment: Any, months: int) -> Any:
    if not -_MOST_MONTHS <= months <= _MOST_MONTHS:
        raise out_of_range(f"Months value must be between +/-{_MOST_MONTHS}.", "months")
    return _months_later(moment, months, "months")


def _add_years(moment: Any, years: int) -> Any:
    if not -_MOST_YEARS <= years <= _MOST_YEARS:
        raise out_of_range(f"Years value must be between +/-{_MOST_YEARS}.", "years")
    return _months_later(moment, years * 12, "value")


def _months_later(moment: Any, months: int, parameter: str) -> Any:
    """The same day of another month, or its last day."""
    year, month, day = date_of(moment.ticks // TICKS_PER_DAY)
    total = year * 12 + month - 1 + months
    year, month = total // 12, total % 12 + 1
    if not 1 <= year <= 9999:
        raise out_of_range(UNREPRESENTABLE, parameter)
    days = days_before(year, month, min(day, days_in_month(year, month)))
    return _with_ticks(moment, days * TICKS_PER_DAY + moment.ticks % TICKS_PER_DAY)


def _with_ticks(moment: Any, ticks: int) -> Any:
    if isinstance(moment, DateTime):
        return DateTime(ticks, moment.kind, moment.offset)
    return DateTimeOffset(ticks, moment.offset)


def _difference(moment: Any, other: Any) -> TimeSpan:
    found = operate("-", moment, other)
    assert isinstance(found, TimeSpan)
    return found


def _negated(span: TimeSpan) -> TimeSpan:
    if span.ticks < -MOST:
        raise NetProblem("OverflowException", NOT_NEGATED)
    return TimeSpan(-span.ticks)


def _duration(span: TimeSpan) -> TimeSpan:
    if span.ticks < -MOST:
        message = (
            "The duration cannot be returned for TimeSpan.MinValue because the absolute value of TimeSpan.MinValue "
            "exceeds the value of TimeSpan.MaxValue."
        )
        raise NetProblem("OverflowException", message)
    return TimeSpan(abs(span.ticks))


DATE = table(
    ("ToString()", net_own_text),
    ("ToString(format:any)", formatted_text),
    ("ToString(format:string,provider:object)", formatted_text),
    ("AddDays(value:double)", _added(TICKS_PER_DAY)),
    ("AddHours(value:double)", _added(TICKS_PER_HOUR)),
    ("AddMinutes(value:double)", _added(TICKS_PER_MINUTE)),
    ("AddSeconds(value:double)", _added(TICKS_PER_SECOND)),
    ("AddMilliseconds(value:double)", _added(TICKS_PER_MILLISECOND)),
    ("AddTicks(value:long)", lambda moment, ticks: moved(moment, ticks, "value")),
    ("AddMonths(months:int)", _add_months),
    ("AddYears(value:int)", _add_years),
    ("Add(value:timespan)", lambda moment, span: moved(moment, span.ticks, "value")),
    ("Subtract(value:timespan)", lambda moment, span: moved(moment, -span.ticks, "value")),
)
DATE_TIME = table(
    ("ToUniversalTime()", in_utc),
    ("ToLocalTime()", in_local),
    ("ToShortDateString()", lambda moment: formatted_text(moment, "d")),
    ("ToLongDateString()", lambda moment: formatted_text(moment, "D")),
    ("ToShortTimeString()", lambda moment: formatted_text(moment, "t")),
    ("ToLongTimeString()", lambda moment: formatted_text(moment, "T")),
    ("Subtract(value:datetime)", _difference),
    ("Subtract(value:timespan)", lambda moment, span: moved(moment, -span.ticks, "value")),
)
DATE_OFFSET = table(
    ("ToUnixTimeSeconds()", lambda moment: Int64((moment.utc_ticks - EPOCH_TICKS) // TICKS_PER_SECOND)),
    ("ToUnixTimeMilliseconds()", lambda moment: Int64((moment.utc_ticks - EPOCH_TICKS) // TICKS_PER_MILLISECOND)),
    ("ToUniversalTime()", lambda moment: DateTimeOffset(moment.utc_ticks, 0)),
    (
        "ToOffset(offset:timespan)",
        lambda moment, span: DateTimeOffset(moment.utc_ticks + span.ticks, span.ticks // TICKS_PER_MINUTE),
    ),
)
SPAN = table(
    ("ToString()", net_own_text),
    ("ToString(format:any)", formatted_text),
    ("ToString(format:string,provider:object)", formatted_text),
    ("Add(ts:timespan)", lambda one, other: whole_span(one.ticks + other.ticks)),
    ("Subtract(ts:timespan)", lambda one, other: whole_span(one.ticks - other.ticks)),
    ("Negate()", _negated),
    ("Duration()", _duration),
    ("Multiply(factor:double)", lambda one, factor: rounded_span(one.ticks * factor, "factor")),
)
