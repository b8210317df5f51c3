"""Dates as text by .NET's format strings, in the culture en-US: standard ones of a letter, and custom ones."""

from __future__ import annotations

from ..clock import SYSTEM_CLOCK
from ..times import TICKS_PER_DAY, TICKS_PER_MINUTE, TICKS_PER_SECOND, DateTime, day_of_week, fields_of, offset_text
from .lexer import MONTHS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ..clock import Clock
    from ..times import DateTimeOffset

    Moment = DateTime | DateTimeOffset

_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_SHORT_TIME, _LONG_TIME = "h:mm\u202ftt", "h:mm:ss\u202ftt"
_STANDARD = {
    "d": "M/d/yyyy",
    "D": "dddd, MMMM d, yyyy",
    "t": _SHORT_TIME,
    "T": _LONG_TIME,
    "f": f"dddd, MMMM d, yyyy {_SHORT_TIME}",
    "F": f"dddd, MMMM d, yyyy {_LONG_TIME}",
    "g": f"M/d/yyyy {_SHORT_TIME}",
    "G": f"M/d/yyyy {_LONG_TIME}",
    "m": "MMMM d",
    "M": "MMMM d",
    "y": "MMMM yyyy",
    "Y": "MMMM yyyy",
    "o": "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
    "O": "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
    "r": "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
    "R": "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
    "s": "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
    "u": "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
    "U": f"dddd, MMMM d, yyyy {_LONG_TIME}",
}
BAD_FORMAT = "Input string was not in a correct format."


def format_date(moment: Moment, pattern: str, clock: Clock | None = None) -> str:
    """The text of a date; an empty pattern is the general one. Raises ValueError for what is no pattern."""
    if not pattern:
        pattern = f"M/d/yyyy {_LONG_TIME}" + ("" if isinstance(moment, DateTime) else " zzz")
    elif len(pattern) == 1:
        if pattern not in _STANDARD:
            raise ValueError(BAD_FORMAT)
        if pattern in "Uru" or pattern == "R":
            moment = _in_utc(moment, pattern, clock)
        pattern = _STANDARD[pattern]
    return "".join(_pieces(moment, pattern, clock or SYSTEM_CLOCK))


def _in_utc(moment: Moment, pattern: str, clock: Clock | None) -> Moment:
    """A date with an offset is told in UTC by u and r; U tells every date so."""
    if not isinstance(moment, DateTime):
        return DateTime(moment.utc_ticks, "Utc")
    if pattern != "U" or moment.kind == "Utc":
        return moment
    offset = (clock or SYSTEM_CLOCK).offset_of_local(moment.ticks)
    return DateTime(moment.ticks - offset * TICKS_PER_MINUTE, "Utc")


def _pieces(moment: Moment, pattern: str, clock: Clock) -> list[str]:
    pieces: list[str] = []
    place, size = 0, len(pattern)
    while place < size:
        char = pattern[place]
        if char in "'\"":
            end = place + 1
            while end < size and pattern[end] != char:
                if pattern[end] == "\\":
                    end += 1
                pieces.append(pattern[end : end + 1])
                end += 1
            if end >= size:
                raise ValueError(BAD_FORMAT)
            place = end + 1
        elif char == "\\":
            if place + 1 >= size:
                raise ValueError(BAD_FORMAT)
            pieces.append(pattern[place + 1])
            place += 2
        elif char == "%":
            if place + 1 >= size or pattern[place + 1] == "%":
                raise ValueError(BAD_FORMAT)
            place += 1
        else:
            write = _LETTERS.get(char)
            end = place + 1
            while write is not None and end < size and pattern[end] == char:
                end += 1
            text = char if write is None else write(moment, end - place, clock)
            if char == "F" and not text and pieces and pieces[-1] == ".":
                pieces.pop()
            pieces.append(text)
            place = end
    return pieces


def _number(index: int) -> Callable[[Moment, int, Clock], str]:
    return lambda moment, count, _: str(fields_of(moment.ticks)[index]).zfill(min(count, 2))


def _year(moment: Moment, count: int, _: Clock) -> str:
    year = fields_of(moment.ticks)[0]
    return str(year % 100).zfill(count) if count <= 2 else str(year).zfill(count)


def _month(moment: Moment, count: int, _: Clock) -> str:
    month = fields_of(moment.ticks)[1]
    if count <= 2:
        return str(month).zfill(count)
    return MONTHS[month - 1][: 3 if count == 3 else None]


def _day(moment: Moment, count: int, _: Clock) -> str:
    if count <= 2:
        return str(fields_of(moment.ticks)[2]).zfill(count)
    return _DAYS[day_of_week(moment.ticks // TICKS_PER_DAY)][: 3 if count == 3 else None]


def _hour_of_12(moment: Moment, count: int, _: Clock) -> str:
    return str(fields_of(moment.ticks)[3] % 12 or 12).zfill(min(count, 2))


def _half_day(moment: Moment, count: int, _: Clock) -> str:
    return ("AM" if fields_of(moment.ticks)[3] < 12 else "PM")[: 1 if count == 1 else None]


def _fraction(moment: Moment, count: int, _: Clock) -> str:
    if count > 7:
        raise ValueError(BAD_FORMAT)
    return f"{moment.ticks % TICKS_PER_SECOND:07}"[:count]


def _trimmed_fraction(moment: Moment, count: int, clock: Clock) -> str:
    return _fraction(moment, count, clock).rstrip("0")


def _offset(moment: Moment, count: int, clock: Clock) -> str:
    if not isinstance(moment, DateTime) or moment.kind == "Local":
        minutes = moment.offset
    else:
        minutes = 0 if moment.kind == "Utc" else clock.offset_of_local(moment.ticks)
    if count >= 3:
        return offset_text(minutes)
    return f"{'-' if minutes < 0 else '+'}{str(abs(minutes) // 60).zfill(count)}"


def _zone(moment: Moment, count: int, clock: Clock) -> str:
    if isinstance(moment, DateTime) and moment.kind != "Local":
        return "Z" if moment.kind == "Utc" else ""
    return _offset(moment, 3, clock) * count


_LETTERS: dict[str, Callable[[Moment, int, Clock], str]] = {
    "y": _year,
    "M": _month,
    "d": _day,
    "H": _number(3),
    "h": _hour_of_12,
    "m": _number(4),
    "s": _number(5),
    "f": _fraction,
    "F": _trimmed_fraction,
    "t": _half_day,
    "z": _offset,
    "K": _zone,
    "g": lambda *_: "A.D.",
}
