"""Texts read as dates by one format, as ``DateTime.ParseExact`` does."""

from __future__ import annotations

from ..clock import SYSTEM_CLOCK, in_local
from ..dates.parts import four_digit_year
from ..times import (
    DAYS,
    MONTHS,
    TICKS_PER_DAY,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    DateTime,
    day_of_week,
    days_before,
    days_in_month,
    fields_of,
)
from .cultures import EN_US
from .date_formats import read_format
from .format_errors import INCORRECT, FormatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..clock import Clock
    from .cultures import Culture


class _Failed(Exception):
    """The text is not of the format."""


class _Reading:
    """A text, how far it was read, and the parts of a date that were found; None for those that were not."""

    __slots__ = ("half", "parts", "place", "text", "weekday", "zone")

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.parts: dict[str, int] = {}
        self.half: int | None = None
        self.weekday: int | None = None
        self.zone: int | None = None

    def literal(self, text: str) -> None:
        """A piece that stands for itself."""
        if not self.text.startswith(text, self.place):
            raise _Failed
        self.place += len(text)

    def digits(self, least: int, most: int) -> str:
        """So many digits, as many as there are."""
        end = self.place
        while end < len(self.text) and end - self.place < most and "0" <= self.text[end] <= "9":
            end += 1
        if end - self.place < least:
            raise _Failed
        found, self.place = self.text[self.place : end], end
        return found

    def name(self, names: Sequence[str]) -> int:
        """The place of the name that stands here, in any case."""
        rest = self.text[self.place :].lower()
        for index, name in sorted(enumerate(names), key=lambda each: -len(each[1])):
            if rest.startswith(name.lower()):
                self.place += len(name)
                return index
        raise _Failed

    def part(self, name: str, value: int) -> None:
        """Keep a part; one that is told twice must be the same."""
        if self.parts.setdefault(name, value) != value:
            raise _Failed


def parse_exact(text: str, style: str, culture: Culture = EN_US, clock: Clock | None = None) -> DateTime:
    """The date of a text that is wholly of a format. Raises FormatError where it is not."""
    clock = clock or SYSTEM_CLOCK
    if len(style) == 1:
        pattern = culture.date_patterns.get(style)
        if pattern is None:
            raise FormatError(INCORRECT)
        style = pattern
    reading = _Reading(text)
    message = f"String '{text}' was not recognized as a valid DateTime."
    try:
        for piece in read_format(style):
            if isinstance(piece, str):
                reading.literal(piece)
            else:
                letter, count = piece
                _RULES[letter](reading, count)
        if reading.place < len(text):
            raise _Failed
        ticks = _ticks(reading, clock)
    except _Failed:
        raise FormatError(message) from None
    if reading.weekday is not None and reading.weekday != day_of_week(ticks // TICKS_PER_DAY):
        raise FormatError(message.removesuffix(".") + " because the day of week was incorrect.")
    if reading.zone is None:
        return DateTime(ticks)
    return in_local(DateTime(ticks - reading.zone * TICKS_PER_MINUTE, "Utc"), clock)


def _ticks(reading: _Reading, clock: Clock) -> int:
    parts = reading.parts
    today = fields_of(clock.now_ticks())
    dated = "year" in parts or "month" in parts or "day" in parts
    year = parts.get("year", today[0])
    month = parts.get("month", 1 if dated else today[1])
    day = parts.get("day", 1 if dated else today[2])
    hour = parts.get("hour", 0)
    if reading.half is not None:
        if hour > 12:
            raise _Failed
        hour = hour % 12 + 12 * reading.half
    minute, second = parts.get("minute", 0), parts.get("second", 0)
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)):
        raise _Failed
    if hour > 23 or minute > 59 or second > 59:
        raise _Failed
    seconds = (hour * 60 + minute) * 60 + second
    return days_before(year, month, day) * TICKS_PER_DAY + seconds * TICKS_PER_SECOND + parts.get("ticks", 0)


def _year(reading: _Reading, count: int) -> None:
    digits = reading.digits(1 if count == 1 else count, 2 if count <= 2 else 4 if count == 3 else count)
    reading.part("year", four_digit_year(int(digits)) if count <= 2 else int(digits))


def _month(reading: _Reading, count: int) -> None:
    if count <= 2:
        reading.part("month", int(reading.digits(count, 2)))
    else:
        reading.part("month", reading.name([each[:3] for each in MONTHS] if count == 3 else MONTHS) + 1)


def _day(reading: _Reading, count: int) -> None:
    if count <= 2:
        reading.part("day", int(reading.digits(count, 2)))
    else:
        reading.weekday = reading.name([each[:3] for each in DAYS] if count == 3 else DAYS)


def _number(name: str) -> Callable[[_Reading, int], None]:
    return lambda reading, count: reading.part(name, int(reading.digits(min(count, 2), 2)))


def _fraction(reading: _Reading, count: int) -> None:
    reading.part("ticks", int(reading.digits(count, count).ljust(7, "0")))


def _short_fraction(reading: _Reading, count: int) -> None:
    reading.part("ticks", int(reading.digits(0, count).ljust(7, "0")))


def _half(reading: _Reading, count: int) -> None:
    reading.half = reading.name(("A", "P") if count == 1 else ("AM", "PM"))


def _offset(reading: _Reading, count: int) -> None:
    sign = reading.name(("+", "-"))
    minutes = int(reading.digits(1 if count == 1 else 2, 2)) * 60
    if count >= 3:
        reading.literal(":")
        minutes += int(reading.digits(2, 2))
    reading.zone = -minutes if sign else minutes


def _zone(reading: _Reading, count: int) -> None:
    following = reading.text[reading.place : reading.place + 1]
    if following in ("Z", "z"):
        reading.place += 1
        reading.zone = 0
    elif following in ("+", "-"):
        _offset(reading, 3)


_RULES: dict[str, Callable[[_Reading, int], None]] = {
    "y": _year,
    "M": _month,
    "d": _day,
    "H": _number("hour"),
    "h": _number("hour"),
    "m": _number("minute"),
    "s": _number("second"),
    "f": _fraction,
    "F": _short_fraction,
    "t": _half,
    "z": _offset,
    "time z": _offset,
    "K": _zone,
    "g": lambda reading, count: reading.literal("AD") if reading.text.startswith("AD", reading.place) else None,
}
