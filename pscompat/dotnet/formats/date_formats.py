"""Dates by .NET's format strings: standard ones of a letter, and custom ones (expressions.md §10.1)."""

from __future__ import annotations

from ..clock import SYSTEM_CLOCK, in_utc
from ..times import DAYS, MONTHS, TICKS_PER_DAY, DateTime, day_of_week, fields_of, offset_text
from .cultures import EN_US
from .format_errors import INCORRECT, FormatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ..clock import Clock
    from ..times import DateTimeOffset
    from .cultures import Culture

    Moment = DateTime | DateTimeOffset

_MOST_FRACTION = 7
_KEPT = 64
"""So many formats are kept read."""


def format_date(moment: Moment, style: str, culture: Culture = EN_US, clock: Clock | None = None) -> str:
    """The text of a date; an empty format is the general one. ``clock`` knows the local zone. Raises FormatError."""
    if not style:
        style = culture.date_patterns["G"] + ("" if isinstance(moment, DateTime) else " zzz")
    elif len(style) == 1:
        moment, style = _standard(moment, style, culture, clock or SYSTEM_CLOCK)
    pieces = read_format(style)
    fields = _Fields(moment, culture, clock or SYSTEM_CLOCK)
    texts: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        letter, count = piece
        text = _LETTERS[letter](fields, count)
        if letter == "F" and not text:
            _without_point(texts)
        texts.append(text)
    return "".join(texts)


def read_format(style: str) -> list[str | tuple[str, int]]:
    """The pieces of a custom format: texts that stand for themselves, and letters with their number.

    Raises FormatError.
    """
    pieces = _read.get(style)
    if pieces is None:
        pieces = _pieces(style)
        if len(_read) >= _KEPT:
            _read.clear()
        _read[style] = pieces
    return pieces


def _without_point(texts: list[str]) -> None:
    """A fraction that is left out takes the point before it along."""
    while texts and not texts[-1]:
        texts.pop()
    if texts:
        texts[-1] = texts[-1].removesuffix(".")


def _standard(moment: Moment, letter: str, culture: Culture, clock: Clock) -> tuple[Moment, str]:
    """A date with an offset is told in UTC by u and r; U tells every other date so."""
    pattern = culture.date_patterns.get(letter)
    if pattern is None or (letter == "U" and not isinstance(moment, DateTime)):
        raise FormatError(INCORRECT)
    if isinstance(moment, DateTime):
        return (in_utc(moment, clock) if letter == "U" else moment), pattern
    return (DateTime(moment.utc_ticks, "Utc") if letter in "urR" else moment), pattern


class _Fields:
    """A date in parts: what the letters of a format tell."""

    __slots__ = ("clock", "culture", "day", "hour", "minute", "moment", "month", "second", "ticks", "year")

    def __init__(self, moment: Moment, culture: Culture, clock: Clock) -> None:
        self.moment = moment
        self.culture = culture
        self.clock = clock
        self.year, self.month, self.day, self.hour, self.minute, self.second, self.ticks = fields_of(moment.ticks)


_read: dict[str, list[str | tuple[str, int]]] = {}
"""Formats by their text: pieces that stand for themselves, and letters with their number."""


def _pieces(style: str) -> list[str | tuple[str, int]]:
    """Read a custom format. Raises FormatError."""
    pieces: list[str | tuple[str, int]] = []
    place, size = 0, len(style)
    dated = False
    while place < size:
        char = style[place]
        end = place + 1
        if char in "'\"":
            text, end = quoted(style, place)
            pieces.append(text)
        elif char == "\\":
            pieces.append(escaped(style, place))
            end += 1
        elif char == "%":
            # The letter behind it stands alone.
            if end >= size or style[end] == "%":
                raise FormatError(INCORRECT)
            pieces += _pieces(style[end])
            end += 1
        elif char in _LETTERS:
            while char != "K" and end < size and style[end] == char:
                end += 1
            count = end - place
            if char in "fF" and count > _MOST_FRACTION:
                raise FormatError(INCORRECT)
            dated = dated or char in "dMy"
            # The offset of a time without a date is today's.
            pieces.append(("time z" if char == "z" and not dated else char, count))
        else:
            pieces.append(char)
        place = end
    return pieces


def quoted(style: str, place: int) -> tuple[str, int]:
    """The text between quotation marks, and the place behind them. Raises FormatError."""
    quote = style[place]
    text: list[str] = []
    place += 1
    while place < len(style) and style[place] != quote:
        if style[place] == "\\":
            text.append(escaped(style, place))
            place += 1
        else:
            text.append(style[place])
        place += 1
    if place >= len(style):
        raise FormatError(f"Cannot find a matching quote character for the character '{quote}'.")
    return "".join(text), place + 1


def escaped(style: str, place: int) -> str:
    """The character behind a backslash. Raises FormatError where there is none."""
    if place + 1 >= len(style):
        raise FormatError(INCORRECT)
    return style[place + 1]


def _year(fields: _Fields, count: int) -> str:
    return f"{fields.year % 100 if count <= 2 else fields.year:0{count}}"


def _month(fields: _Fields, count: int) -> str:
    if count <= 2:
        return f"{fields.month:0{count}}"
    name = MONTHS[fields.month - 1]
    return name[:3] if count == 3 else name


def _day(fields: _Fields, count: int) -> str:
    if count <= 2:
        return f"{fields.day:0{count}}"
    name = DAYS[day_of_week(fields.moment.ticks // TICKS_PER_DAY)]
    return name[:3] if count == 3 else name


def _half_day(fields: _Fields, count: int) -> str:
    return ("AM" if fields.hour < 12 else "PM")[: 1 if count == 1 else None]


def _fraction(fields: _Fields, count: int) -> str:
    return f"{fields.ticks:07}"[:count]


def _offset(fields: _Fields, count: int) -> str:
    moment = fields.moment
    if not isinstance(moment, DateTime) or moment.kind == "Local":
        return _told(moment.offset, count)
    return _told(0 if moment.kind == "Utc" else fields.clock.offset_of_local(moment.ticks), count)


def _offset_of_time(fields: _Fields, count: int) -> str:
    moment = fields.moment
    if not isinstance(moment, DateTime) or moment.ticks >= TICKS_PER_DAY:
        return _offset(fields, count)
    return _told(fields.clock.offset_of_local(fields.clock.now_ticks()), count)


def _told(minutes: int, count: int) -> str:
    if count >= 3:
        return offset_text(minutes)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:0{count}}"


def _zone(fields: _Fields, count: int) -> str:
    moment = fields.moment
    if isinstance(moment, DateTime) and moment.kind != "Local":
        return "Z" if moment.kind == "Utc" else ""
    return offset_text(moment.offset)


_LETTERS: dict[str, Callable[[_Fields, int], str]] = {
    "y": _year,
    "M": _month,
    "d": _day,
    "H": lambda fields, count: f"{fields.hour:0{min(count, 2)}}",
    "h": lambda fields, count: f"{fields.hour % 12 or 12:0{min(count, 2)}}",
    "m": lambda fields, count: f"{fields.minute:0{min(count, 2)}}",
    "s": lambda fields, count: f"{fields.second:0{min(count, 2)}}",
    "f": _fraction,
    "F": lambda fields, count: _fraction(fields, count).rstrip("0"),
    "t": _half_day,
    "z": _offset,
    "time z": _offset_of_time,
    "K": _zone,
    "g": lambda fields, _: fields.culture.era,
}
