"""What each completed part of a date text means: month first, years of two digits in 1950–2049 (values.md §B.5)."""

from __future__ import annotations

from ..times import TICKS_PER_MINUTE, days_in_month, fields_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ..clock import Clock


class DateProblem(Exception):
    """A text that is no date; the message is .NET's."""


class DateParts:
    """What was found in a text so far, and the result."""

    def __init__(self, text: str, clock: Clock, with_offset: bool) -> None:
        self.original = text
        self.clock = clock
        self.with_offset = with_offset
        self.numbers: list[int] = []
        self.named_year: int = -1
        self.named_month: int = -1
        self.half_of_day = ""
        self.given: set[str] = set()
        self.year = self.month = self.day = self.hour = self.minute = self.second = -1
        self.has_date = self.has_time = self.year_is_default = False
        self.zone_used = False
        self.offset = 0
        """Minutes east of UTC."""

    def bad(self) -> DateProblem:
        """The general refusal."""
        return DateProblem(f"String '{self.original}' was not recognized as a valid DateTime.")

    def complete(self, state: str) -> None:
        """Fill the result with what a completing state has collected."""
        action = ACTIONS.get(state)
        if action is not None and not action(self):
            raise self.bad()

    def default_year(self) -> int:
        """This year."""
        self.year_is_default = True
        self.year = fields_of(self.now())[0]
        return self.year

    def now(self) -> int:
        """Today and now in ticks, in the zone that the text gave or else the local one."""
        local = self.clock.now_ticks()
        if self.with_offset and self.zone_used:
            utc = local - self.clock.offset_of_local(local) * TICKS_PER_MINUTE
            return utc + self.offset * TICKS_PER_MINUTE
        return local

    def set_date(self, year: int, month: int, day: int) -> bool:
        """The date, if there is such a day."""
        if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
            return False
        self.year, self.month, self.day = year, month, day
        return True


def four_digit_year(year: int) -> int:
    """Years below 100 lie between 1950 and 2049."""
    if year < 100:
        return year + (2000 if year < 50 else 1900)
    return year


def _whole_date(reading: DateParts, year: int, month: int, day: int) -> bool:
    """A date with all its parts; a text has only one."""
    if reading.has_date or not reading.set_date(year, month, day):
        return False
    reading.has_date = True
    return True


def _month_day(reading: DateParts) -> bool:
    if reading.has_date:
        return False
    year = reading.default_year()
    return _whole_date(reading, year, *reading.numbers[:2])


def _named_month_day(reading: DateParts) -> bool:
    return not reading.has_date and reading.set_date(reading.default_year(), reading.named_month, reading.numbers[0])


def _year_named_month(reading: DateParts) -> bool:
    """``20 Aug``: the number counts as a year."""
    year = four_digit_year(reading.numbers[0])
    return not reading.has_date and reading.set_date(year, reading.named_month, 1)


def _named_month_two_numbers(reading: DateParts) -> bool:
    first, second = reading.numbers[:2]
    if reading.has_date:
        return False
    return _whole_date(reading, four_digit_year(second), reading.named_month, first) or _whole_date(
        reading, four_digit_year(first), reading.named_month, second
    )


def _hour_alone(reading: DateParts) -> bool:
    if reading.has_time or not reading.half_of_day:
        return False
    return _clock(reading, 1)


def _clock(reading: DateParts, count: int) -> bool:
    if reading.has_time:
        return False
    reading.hour, reading.minute, reading.second = [*reading.numbers[:count], -1, -1][:3]
    reading.has_time = True
    return True


def _day_after_suffix(reading: DateParts) -> bool:
    if len(reading.numbers) != 1 or reading.day != -1:
        return False
    reading.day = reading.numbers[0]
    return True


def _year_before_suffix(reading: DateParts) -> bool:
    if reading.month == -1 or reading.year != -1:
        return False
    reading.year = four_digit_year(reading.numbers[0])
    reading.day = 1
    return True


def _numbers_and_suffix(reading: DateParts) -> bool:
    first, second = [*reading.numbers, -1, -1][:2]
    if reading.given & {"year", "month", "day"} == {"year"}:
        return reading.set_date(four_digit_year(reading.named_year), first, second)
    if reading.given & {"year", "month", "day"} == {"month"}:
        return reading.set_date(four_digit_year(second), reading.month, first)
    return False


ACTIONS: dict[str, Callable[[DateParts], bool]] = {
    "=D:NN": _month_day,
    "=D:NNN": lambda r: _whole_date(r, four_digit_year(r.numbers[2]), r.numbers[0], r.numbers[1]),
    "=D:MN": _named_month_day,
    "=D:NM": _year_named_month,
    "=D:MNN": _named_month_two_numbers,
    "=D:YNN": lambda r: _whole_date(r, r.named_year, r.numbers[0], r.numbers[1]),
    "=D:NNY": lambda r: _whole_date(r, r.named_year, r.numbers[0], r.numbers[1]),
    "=D:YMN": lambda r: _whole_date(r, r.named_year, r.named_month, r.numbers[0]),
    "=D:YN": lambda r: _whole_date(r, r.named_year, r.numbers[0], 1),
    "=D:YM": lambda r: _whole_date(r, r.named_year, r.named_month, 1),
    "=D:SN": _day_after_suffix,
    "=D:NDS": _year_before_suffix,
    "=D:NNDS": _numbers_and_suffix,
    "=T:N": _hour_alone,
    "=T:NN": lambda r: _clock(r, 2),
    "=T:NNN": lambda r: _clock(r, 3),
}
"""What each completing state means; the others have filled the result already."""
