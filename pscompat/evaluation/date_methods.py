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
from .overloads import NetProblem, table
from .value_methods import formatted_text, net_own_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def _added(unit: int) -> Callable[[Any, float], Any]:
    def add(moment: Any, value: float) -> Any:
        from .operator_methods import moved

        return moved(moment, round(value * unit))

    return add


def _add_months(moment: Any, months: int) -> Any:
    year, month, day = date_of(moment.ticks // TICKS_PER_DAY)
    total = year * 12 + month - 1 + months
    year, month = total // 12, total % 12 + 1
    if not 1 <= year <= 9999:
        message = "The added or subtracted value results in an un-representable DateTime. (Parameter 'months')"
        raise NetProblem("ArgumentOutOfRangeException", message)
    days = days_before(year, month, min(day, days_in_month(year, month)))
    ticks = days * TICKS_PER_DAY + moment.ticks % TICKS_PER_DAY
    return _with_ticks(moment, ticks)


def _with_ticks(moment: Any, ticks: int) -> Any:
    if isinstance(moment, DateTime):
        return DateTime(ticks, moment.kind, moment.offset)
    return DateTimeOffset(ticks, moment.offset)


def _operated(sign: str) -> Callable[[Any, Any], Any]:
    def work(moment: Any, value: Any) -> Any:
        from .operator_methods import operate

        return operate(sign, moment, value)

    return work


DATE = table(
    ("ToString()", net_own_text),
    ("ToString(format:string)", formatted_text),
    ("AddDays(value:double)", _added(TICKS_PER_DAY)),
    ("AddHours(value:double)", _added(TICKS_PER_HOUR)),
    ("AddMinutes(value:double)", _added(TICKS_PER_MINUTE)),
    ("AddSeconds(value:double)", _added(TICKS_PER_SECOND)),
    ("AddMilliseconds(value:double)", _added(TICKS_PER_MILLISECOND)),
    ("AddTicks(value:long)", _added(1)),
    ("AddMonths(months:int)", _add_months),
    ("AddYears(value:int)", lambda moment, years: _add_months(moment, years * 12)),
    ("Add(value:timespan)", _operated("+")),
    ("Subtract(value:timespan)", _operated("-")),
)
DATE_TIME = table(
    ("ToUniversalTime()", in_utc),
    ("ToLocalTime()", in_local),
    ("ToShortDateString()", lambda moment: formatted_text(moment, "d")),
    ("ToLongDateString()", lambda moment: formatted_text(moment, "D")),
    ("ToShortTimeString()", lambda moment: formatted_text(moment, "t")),
    ("ToLongTimeString()", lambda moment: formatted_text(moment, "T")),
    ("Subtract(value:datetime)", _operated("-")),
    ("Subtract(value:timespan)", _operated("-")),
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
    ("ToString(format:string)", formatted_text),
    ("Add(ts:timespan)", lambda one, other: TimeSpan(one.ticks + other.ticks)),
    ("Subtract(ts:timespan)", lambda one, other: TimeSpan(one.ticks - other.ticks)),
    ("Negate()", lambda one: TimeSpan(-one.ticks)),
    ("Duration()", lambda one: TimeSpan(abs(one.ticks))),
    ("Multiply(factor:double)", lambda one, factor: TimeSpan(round(one.ticks * factor))),
)
