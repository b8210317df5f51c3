"""Reading dates as .NET's DateTime.Parse does in the invariant culture (values.md §B.5 DateTime).

A loop of tokens runs through the states of ``states``; completed parts fill the result.
"""

from __future__ import annotations

from ..times import (
    MAX_TICKS,
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    day_of_week,
    days_before,
    days_in_month,
    fields_of,
)
from .lexer import DIGITS
from .parts import DateProblem
from .reading import FRACTION_MARKS, DateReading
from .states import BEGIN, NEXT_STATE, is_complete

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..clock import Clock

_MAX_OFFSET = 14 * 60


def parse_date(text: str, clock: Clock, *, with_offset: bool = False) -> tuple[int, str, int]:
    """Ticks, kind and offset in minutes of a date text.

    With an offset or ``Z`` the result is local time (kind ``Local``), else Unspecified. ``with_offset`` reads as
    DateTimeOffset does: wall-clock ticks and the offset. Raises DateProblem.
    """
    reading = DateReading(text, clock, with_offset)
    if not text:
        raise reading.bad()
    cursor = reading.cursor
    cursor.advance()
    state = BEGIN
    complete = False
    token = ""
    while token not in ("end", "num-end", "month-end"):
        token = reading.read_token(state)
        if not token:
            continue
        reading.set_suffixed_field()
        if token == "iso-time":
            if state not in ("D:YNd", "D:YN"):
                raise reading.bad()
            return _finish(reading, _iso_time(reading), time_only=False)
        following = NEXT_STATE[state].get(token)
        if following is None:
            raise reading.bad()
        state = following
        if is_complete(state):
            reading.complete(state)
            reading.numbers.clear()
            complete = True
            state = BEGIN
    if not complete:
        raise reading.bad()
    return _assemble(reading)


def _assemble(reading: DateReading) -> tuple[int, str, int]:
    """Parts to ticks: noon and midnight, what is missing, the day of the week."""
    if reading.half_of_day:
        reading.hour = _adjusted_hour(reading)
    time_only = reading.year == reading.month == reading.day == -1
    _fill_missing(reading)
    ticks = _ticks(reading, reading.year, reading.month, reading.day, reading.hour, reading.minute, reading.second)
    if reading.fraction > 0:
        ticks = _with_fraction(reading, ticks)
    if reading.named_weekday not in (-1, day_of_week(ticks // TICKS_PER_DAY)):
        raise DateProblem(
            f"String '{reading.original}' was not recognized as a valid DateTime because the day of week was incorrect."
        )
    return _finish(reading, ticks, time_only=time_only)


def _adjusted_hour(reading: DateReading) -> int:
    hour = reading.hour
    if reading.half_of_day == "am":
        if not 0 <= hour <= 12:
            raise reading.bad()
        return 0 if hour == 12 else hour
    if not 0 <= hour <= 23:
        raise reading.bad()
    return hour + 12 if hour < 12 else hour


def _fill_missing(reading: DateReading) -> None:
    """Today, or day 1, or month 1, and midnight."""
    no_year = reading.year == -1 or reading.year_is_default
    if reading.with_offset and reading.zone_used and no_year and (reading.month != -1 or reading.day != -1):
        raise DateProblem(
            f"There must be at least a partial date with a year present in the input string '{reading.original}'."
        )
    if -1 in (reading.year, reading.month, reading.day):
        today = fields_of(reading.now())
        if reading.year == reading.month == reading.day == -1:
            reading.year, reading.month, reading.day = today[:3]
        reading.year = today[0] if reading.year == -1 else reading.year
        reading.month = 1 if reading.month == -1 else reading.month
        reading.day = 1 if reading.day == -1 else reading.day
    reading.hour, reading.minute, reading.second = (
        max(part, 0) for part in (reading.hour, reading.minute, reading.second)
    )


def _ticks(reading: DateReading, year: int, month: int, day: int, hour: int, minute: int, second: int) -> int:
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
        raise reading.not_in_calendar()
    if not (hour <= 23 and minute <= 59 and second <= 59):
        raise reading.not_in_calendar()
    time = hour * TICKS_PER_HOUR + minute * TICKS_PER_MINUTE + second * TICKS_PER_SECOND
    return days_before(year, month, day) * TICKS_PER_DAY + time


def _with_fraction(reading: DateReading, ticks: int) -> int:
    ticks += round(reading.fraction * TICKS_PER_SECOND)
    if ticks > MAX_TICKS:
        raise reading.bad()
    return ticks


def _iso_time(reading: DateReading) -> int:
    """The time after the ``T`` of an ISO 8601 date, to the end of the text."""
    cursor = reading.cursor
    cursor.index -= 1
    reading.second = 0
    hour = _two_digits(reading)
    cursor.skip_space_ahead()
    if not cursor.match(":"):
        raise reading.bad()
    minute = _two_digits(reading)
    second = 0
    reading.fraction = 0.0
    cursor.skip_space_ahead()
    if cursor.match(":"):
        second = _two_digits(reading)
        if cursor.text[cursor.index + 1 : cursor.index + 2] in FRACTION_MARKS:
            cursor.advance()
            if not reading.skip_fraction():
                raise reading.bad()
            cursor.index -= 1
        cursor.skip_space_ahead()
    if cursor.advance():
        _iso_zone(reading)
    numbers = [*reading.numbers, -1, -1][:2]
    ticks = _ticks(reading, reading.named_year, numbers[0], numbers[1], hour, minute, second)
    return _with_fraction(reading, ticks)


def _two_digits(reading: DateReading) -> int:
    cursor = reading.cursor
    cursor.skip_space_ahead()
    digits = cursor.text[cursor.index + 1 : cursor.index + 3]
    if len(digits) < 2 or not DIGITS.issuperset(digits):
        raise reading.bad()
    cursor.index += 2
    return int(digits)


def _iso_zone(reading: DateReading) -> None:
    cursor = reading.cursor
    char = cursor.text[cursor.index]
    if char in "+-":
        reading.zone_used = True
        if not reading.read_offset():
            raise reading.bad()
        cursor.index -= 1
    elif char in "Zz":
        reading.zone_used = True
        reading.offset = 0
    else:
        cursor.index -= 1
    cursor.skip_space_ahead()
    if cursor.match("#"):
        if not reading.skip_punctuation():
            raise reading.bad()
        cursor.skip_space_ahead()
    if cursor.match("\0") and not reading.skip_punctuation():
        raise reading.bad()
    if cursor.advance():
        raise reading.bad()


def _finish(reading: DateReading, ticks: int, *, time_only: bool) -> tuple[int, str, int]:
    """Turn the wall-clock time into what the caller asked for."""
    clock = reading.clock
    if reading.with_offset:
        return _with_own_offset(reading, ticks)
    _check_offset(reading)
    if not reading.zone_used:
        return ticks, "Unspecified", 0
    utc = ticks - reading.offset * TICKS_PER_MINUTE
    if ticks < TICKS_PER_DAY:
        offset = clock.offset_of_local(clock.now_ticks() if time_only else ticks)
        local = utc + offset * TICKS_PER_MINUTE
        if local < 0:
            local += TICKS_PER_DAY
    else:
        offset = clock.offset_minutes(utc) if 0 <= utc <= MAX_TICKS else clock.offset_of_local(ticks)
        local = utc + offset * TICKS_PER_MINUTE
    if not 0 <= local <= MAX_TICKS:
        raise DateProblem(f"The DateTime represented by the string '{reading.original}' is out of range.")
    return local, "Local", offset


def _with_own_offset(reading: DateReading, ticks: int) -> tuple[int, str, int]:
    if not reading.zone_used:
        reading.offset = reading.clock.offset_of_local(ticks)
    utc = ticks - reading.offset * TICKS_PER_MINUTE
    if not 0 <= utc <= MAX_TICKS:
        raise DateProblem(
            f"The UTC representation of the date '{reading.original}' falls outside the year range 1-9999."
        )
    _check_offset(reading)
    return ticks, "", reading.offset


def _check_offset(reading: DateReading) -> None:
    if abs(reading.offset) > _MAX_OFFSET:
        raise DateProblem(f"The time zone offset of string '{reading.original}' must be within plus or minus 14 hours.")
