"""Dates and spans of time by .NET format strings in en-US."""

from __future__ import annotations

from ..dotnet.times import (
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    DateTime,
    DateTimeOffset,
    TimeSpan,
    day_of_week,
    fields_of,
    offset_text,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_NARROW = "\u202f"
_DATE, _LONG = "M/d/yyyy", "dddd, MMMM d, yyyy"
_TIME, _LONG_TIME = f"h:mm{_NARROW}tt", f"h:mm:ss{_NARROW}tt"
_STANDARD = {
    "d": _DATE,
    "D": _LONG,
    "t": _TIME,
    "T": _LONG_TIME,
    "f": f"{_LONG} {_TIME}",
    "F": f"{_LONG} {_LONG_TIME}",
    "g": f"{_DATE} {_TIME}",
    "G": f"{_DATE} {_LONG_TIME}",
    "M": "MMMM d",
    "m": "MMMM d",
    "Y": "MMMM yyyy",
    "y": "MMMM yyyy",
    "r": "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
    "R": "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
    "s": "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
    "u": "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
}


def format_date(moment: DateTime | DateTimeOffset, style: str) -> str:
    """A date by a format. Raises FormatError."""
    from .format_errors import INCORRECT, FormatError

    if len(style) == 1:
        if style in "oO":
            return moment.round_trip()
        if style == "U":
            if isinstance(moment, DateTimeOffset):
                raise FormatError(INCORRECT)
            utc = DateTime(moment.ticks - moment.offset * TICKS_PER_MINUTE, "Utc")
            return _custom(utc, _STANDARD["F"])
        if isinstance(moment, DateTimeOffset) and style in "rRu":
            moment = DateTimeOffset(moment.utc_ticks, 0)
        known = _STANDARD.get(style)
        if known is None:
            raise FormatError(INCORRECT)
        return _custom(moment, known)
    return _custom(moment, style)


def _custom(moment: Any, style: str) -> str:
    from .format_errors import INCORRECT, FormatError

    fields = fields_of(moment.ticks)
    weekday = day_of_week(moment.ticks // TICKS_PER_DAY)
    out: list[str] = []
    place, size = 0, len(style)
    while place < size:
        char = style[place]
        if char in "'\"":
            end = style.find(char, place + 1)
            if end < 0:
                raise FormatError(INCORRECT)
            out.append(style[place + 1 : end])
            place = end + 1
        elif char == "\\":
            if place + 1 >= size:
                raise FormatError(INCORRECT)
            out.append(style[place + 1])
            place += 2
        elif char == "%":
            following = style[place + 1 : place + 2]
            if not following or following == "%":
                raise FormatError(INCORRECT)
            place += 1
        elif char in "yMdHhmsfFtzKg":
            end = place
            while end < size and style[end] == char:
                end += 1
            text = _field(moment, fields, weekday, char, end - place)
            if char == "F" and not text and out and out[-1] == ".":
                out.pop()
            out.append(text)
            place = end
        else:
            out.append(char)
            place += 1
    return "".join(out)


def _field(moment: Any, fields: tuple[int, ...], weekday: int, char: str, count: int) -> str:
    from .format_errors import INCORRECT, FormatError

    year, month, day, hour, minute, second, rest = fields
    if char == "y":
        return str(year % 100).rjust(count, "0") if count <= 2 else str(year).rjust(count, "0")
    if char == "M":
        return _number(month, count) if count < 3 else MONTHS[month - 1][:3] if count == 3 else MONTHS[month - 1]
    if char == "d":
        return _number(day, count) if count < 3 else DAYS[weekday][:3] if count == 3 else DAYS[weekday]
    if char in "Hms":
        return _number({"H": hour, "m": minute, "s": second}[char], count)
    if char == "h":
        return _number((hour + 11) % 12 + 1, count)
    if char in "fF":
        if count > 7:
            raise FormatError(INCORRECT)
        digits = f"{rest:07}"[:count]
        return digits if char == "f" else digits.rstrip("0")
    if char == "t":
        return ("AM" if hour < 12 else "PM")[: 1 if count == 1 else 2]
    if char == "g":
        return "AD"
    offset = moment.offset
    if char == "K":
        if isinstance(moment, DateTimeOffset):
            return offset_text(offset)
        return {"Utc": "Z", "Local": offset_text(offset)}.get(moment.kind, "")
    if count >= 3:
        return offset_text(offset)
    sign = "-" if offset < 0 else "+"
    return f"{sign}{abs(offset) // 60:0{count}}"


def _number(value: int, count: int) -> str:
    return str(value) if count == 1 else f"{value:02}"


def format_span(span: TimeSpan, style: str) -> str:
    """A span of time by a format. Raises FormatError."""
    from .format_errors import INCORRECT, FormatError

    if style in ("c", "t", "T"):
        return str(span)
    days, rest = divmod(abs(span.ticks), TICKS_PER_DAY)
    hour, rest = divmod(rest, TICKS_PER_HOUR)
    minute, rest = divmod(rest, TICKS_PER_MINUTE)
    second, rest = divmod(rest, TICKS_PER_SECOND)
    sign = "-" if span.ticks < 0 else ""
    if style == "g":
        fraction = "." + f"{rest:07}".rstrip("0") if rest else ""
        return f"{sign}{f'{days}:' if days else ''}{hour}:{minute:02}:{second:02}{fraction}"
    if style == "G":
        return f"{sign}{days}:{hour:02}:{minute:02}:{second:02}.{rest:07}"
    if len(style) == 1:
        raise FormatError(INCORRECT)
    values = {"d": days, "h": hour, "m": minute, "s": second}
    out: list[str] = []
    place, size = 0, len(style)
    while place < size:
        char = style[place]
        if char == "\\" and place + 1 < size:
            out.append(style[place + 1])
            place += 2
        elif char in "'\"" and (end := style.find(char, place + 1)) >= 0:
            out.append(style[place + 1 : end])
            place = end + 1
        elif char == "%" and place + 1 < size:
            place += 1
        elif char in "dhmsfF":
            end = place
            while end < size and style[end] == char:
                end += 1
            count = end - place
            if count > (8 if char == "d" else 7 if char in "fF" else 2):
                raise FormatError(INCORRECT)
            if char in "fF":
                digits = f"{rest:07}"[:count]
                out.append(digits if char == "f" else digits.rstrip("0"))
            else:
                out.append(str(values[char]).rjust(count, "0"))
            place = end
        else:
            raise FormatError(INCORRECT)
    return "".join(out)
