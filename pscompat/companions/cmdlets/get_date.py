"""Get-Date: the date and time, or another one, also as text."""

from __future__ import annotations

from pscompat.dotnet.clock import SYSTEM_CLOCK, Clock, in_utc
from pscompat.dotnet.formats.date_formats import format_date
from pscompat.dotnet.formats.format_errors import FormatError
from pscompat.dotnet.times import (
    EPOCH_SECONDS,
    MAX_TICKS,
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_MILLISECOND,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    DateTime,
    ShownDate,
    date_of,
    day_of_week,
    days_before,
    days_in_month,
    fields_of,
)
from pscompat.errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.engine.call import Call

_FILE_FORMATS = {
    "filedate": "yyyyMMdd",
    "filedateuniversal": "yyyyMMddZ",
    "filedatetime": "yyyyMMddTHHmmssffff",
    "filedatetimeuniversal": "yyyyMMddTHHmmssffffZ",
}
_TIME_PARTS = (
    ("Hour", TICKS_PER_HOUR, 24),
    ("Minute", TICKS_PER_MINUTE, 60),
    ("Second", TICKS_PER_SECOND, 60),
    ("Millisecond", TICKS_PER_MILLISECOND, 1000),
)


def process(call: Call) -> Iterator[DateTime | str]:
    """Write the date. Raises CommandError for a bad format."""
    values = call.values
    clock = call.session.clock or SYSTEM_CLOCK
    moment = _changed(_asked(call, clock), call)
    if values.AsUTC:
        moment = in_utc(moment, clock)
    if values.UFormat:
        yield unix_text(moment, values.UFormat, clock)
    elif values.Format:
        file_format = _FILE_FORMATS.get(values.Format.lower())
        if file_format is not None and file_format.endswith("Z"):
            moment = in_utc(moment, clock)
        try:
            yield format_date(moment, file_format or values.Format, clock=clock)
        except FormatError as error:
            raise CommandError(
                [ErrorRecord("System.FormatException", str(error), exception="FormatException")]
            ) from None
    else:
        hint = values.DisplayHint.name if "DisplayHint" in call.bound else "DateTime"
        yield ShownDate(moment.ticks, moment.kind, moment.offset, hint)


def _asked(call: Call, clock: Clock) -> DateTime:
    values = call.values
    if values.UnixTimeSeconds is not None:
        ticks = (int(values.UnixTimeSeconds) + EPOCH_SECONDS) * TICKS_PER_SECOND
        offset = clock.offset_minutes(ticks)
        return DateTime(ticks + offset * TICKS_PER_MINUTE, "Local", offset)
    if values.Date is not None:
        given: DateTime = values.Date
        return given
    ticks = clock.now_ticks()
    return DateTime(ticks, "Local", clock.offset_of_local(ticks))


def _changed(moment: DateTime, call: Call) -> DateTime:
    """The date with the parts that are given; a day that a month lacks is its last, as when a year is added."""
    values, ticks = call.values, moment.ticks
    year, month, day = fields_of(ticks)[:3]
    of_day = ticks % TICKS_PER_DAY
    if values.Year is not None:
        year = int(values.Year)
        day = min(day, days_in_month(year, month))
    if values.Month is not None:
        month = int(values.Month)
        day = min(day, days_in_month(year, month))
    days = days_before(year, month, day)
    if values.Day is not None:
        days += int(values.Day) - day
    for name, unit, count in _TIME_PARTS:
        if values[name] is not None:
            of_day += (int(values[name]) - of_day // unit % count) * unit
            if name == "Millisecond":
                of_day -= of_day % TICKS_PER_MILLISECOND
    changed = days * TICKS_PER_DAY + of_day
    if not 0 <= changed <= MAX_TICKS:
        message = "The added or subtracted value results in an un-representable DateTime."
        raise CommandError([ErrorRecord("System.ArgumentOutOfRangeException", message)])
    return DateTime(changed, moment.kind, moment.offset)


_UNIX_FORMATS = {
    "A": "dddd",
    "a": "ddd",
    "B": "MMMM",
    "b": "MMM",
    "h": "MMM",
    "D": "MM'/'dd'/'yy",
    "x": "MM'/'dd'/'yy",
    "d": "dd",
    "F": "yyyy'-'MM'-'dd",
    "H": "HH",
    "I": "hh",
    "M": "mm",
    "m": "MM",
    "p": "tt",
    "R": "HH:mm",
    "r": "hh:mm:ss tt",
    "S": "ss",
    "T": "HH:mm:ss",
    "X": "HH:mm:ss",
    "Y": "yyyy",
    "y": "yy",
    "Z": "zz",
}


def unix_text(moment: DateTime, pattern: str, clock: Clock) -> str:
    """The date in a format of the Unix command date; letters without a meaning stand for themselves."""
    pieces = []
    letters = iter(pattern.removeprefix("+"))
    for char in letters:
        pieces.append(_unix_piece(moment, next(letters, ""), clock) if char == "%" else char)
    return "".join(pieces)


def _unix_piece(moment: DateTime, letter: str, clock: Clock) -> str:
    if letter in _UNIX_FORMATS:
        return format_date(moment, _UNIX_FORMATS[letter], clock=clock)
    year, _, day, hour = fields_of(moment.ticks)[:4]
    days = moment.ticks // TICKS_PER_DAY
    of_year = days - days_before(date_of(days)[0], 1, 1) + 1
    week_year, week = _iso_week(days)
    if letter == "s":
        return str((in_utc(moment, clock).ticks // TICKS_PER_SECOND) - EPOCH_SECONDS)
    special = {
        "C": str(year // 100),
        "c": f"{format_date(moment, 'ddd dd MMM yyyy HH:mm:ss', clock=clock)}",
        "e": f"{day:2}",
        "j": f"{of_year:03}",
        "k": f"{hour:2}",
        "l": f"{hour % 12 or 12:2}",
        "n": "\n",
        "t": "\t",
        "u": str(day_of_week(days) or 7),
        "w": str(day_of_week(days)),
        "U": str(of_year // 7),
        "W": str(of_year // 7),
        "V": f"{week:02}",
        "G": str(week_year),
        "g": f"{week_year % 100:02}",
    }
    return special.get(letter, letter)


def _iso_week(days: int) -> tuple[int, int]:
    """The year and the number of the week by ISO 8601."""
    thursday = days - (day_of_week(days) + 6) % 7 + 3
    year = date_of(thursday)[0]
    return year, (thursday - days_before(year, 1, 1)) // 7 + 1
