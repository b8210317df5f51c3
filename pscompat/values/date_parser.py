"""Reading dates as .NET's DateTime.Parse does in the invariant culture (values.md §B.5 DateTime).

A loop of tokens runs through the states of ``date_states``; completed parts fill the result.
"""

from __future__ import annotations

from .date_lexer import DIGITS, SPACE, Cursor
from .date_states import BEGIN, NEXT_STATE, is_complete
from .times import (
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

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .clock import Clock

_SUFFIX_FIELDS = {
    "year-suffix": "year",
    "month-suffix": "month",
    "day-suffix": "day",
    "hour-suffix": "hour",
    "minute-suffix": "minute",
    "second-suffix": "second",
}
_MAX_OFFSET = 14 * 60


class DateProblem(Exception):
    """A text that is no date; the message is .NET's."""


class DateReading:
    """One text being read: its cursor, what was found so far, and the result."""

    def __init__(self, text: str, clock: Clock, with_offset: bool) -> None:
        self.original = text
        self.clock = clock
        self.with_offset = with_offset
        self.cursor = Cursor(text)
        self.numbers: list[int] = []
        self.named_year = -1
        self.named_month = -1
        self.named_weekday = -1
        self.half_of_day = ""
        self.fraction = 0.0
        self.suffix: tuple[str, int] | None = None
        self.given: set[str] = set()
        self.year = self.month = self.day = self.hour = self.minute = self.second = -1
        self.has_date = self.has_time = self.year_is_default = False
        self.zone_used = False
        self.offset = 0
        """Minutes east of UTC."""

    def bad(self) -> DateProblem:
        """The general refusal."""
        return DateProblem(f"String '{self.original}' was not recognized as a valid DateTime.")

    def not_in_calendar(self) -> DateProblem:
        """An hour, minute or second that no day has."""
        return DateProblem(
            f"The DateTime represented by the string '{self.original}' is not supported in calendar "
            "'System.Globalization.GregorianCalendar'."
        )

    # The tokens

    def read_token(self, state: str) -> str:
        """The next token's name for the state table, empty for one to be skipped."""
        kind, number = self.cursor.token()
        if kind in ("number", "year"):
            return self._number(state, kind, number)
        if kind == "month":
            return self._month(state, number)
        if kind == "weekday":
            if self.named_weekday != -1:
                raise self.bad()
            self.named_weekday = number
            return "weekday"
        if kind == "zone":
            if self.zone_used:
                raise self.bad()
            self.zone_used = True
            self.offset = 0
            return "zone"
        if kind in ("am", "pm"):
            self._set_half(kind)
            return ""
        if kind == "unknown":
            self._unknown()
            return ""
        return "" if kind == "ignorable" else kind

    def _set_half(self, half: str) -> None:
        if self.half_of_day:
            raise self.bad()
        self.half_of_day = half

    def _number(self, state: str, kind: str, number: int) -> str:
        if len(self.numbers) == 3 or number == -1:
            raise self.bad()
        cursor = self.cursor
        if cursor.index < cursor.size - 1 and state in ("T:NNt", "T:Nt"):
            if state == "T:NNt" and cursor.text[cursor.index] in _FRACTION_MARKS:
                self._skip_fraction()
            self._offset_after_time()
        if kind == "year":
            return self._year(state, number)
        before, char = cursor.index, cursor.current
        separator = cursor.separator()
        if separator.endswith("suffix"):
            if separator == "year-suffix":
                number = four_digit_year(number)
            return self._suffix(separator, number)
        if separator in ("am", "pm"):
            self._set_half(separator)
            if state == "D:NN":  # "1/10 5 AM": the date ends before the hour
                self.complete("=D:NN")
                self.numbers.clear()
            self.numbers.append(number)
            if state in ("T:NNt", "T:Nt"):
                self._offset_after_time()
            return "num-ampm"
        if separator == "date-or-offset":
            self.numbers.append(number)
            steps = NEXT_STATE[state]
            if "num/" not in steps and is_complete(steps.get("num")):
                cursor.index, cursor.current = before, char
                return "num"
            return "num/"
        token = _AFTER_NUMBER.get(separator)
        if token is None:
            raise self.bad()
        self.numbers.append(number)
        return token

    def _year(self, state: str, number: int) -> str:
        """A number of three digits or more."""
        if self.named_year != -1:
            raise self.bad()
        self.named_year = number
        cursor = self.cursor
        before, char = cursor.index, cursor.current
        separator = cursor.separator()
        if separator.endswith("suffix"):
            return self._suffix(separator, number)
        if separator in ("am", "pm"):
            if self.half_of_day:
                return ""
            self.half_of_day = separator
            return "year"
        if separator == "date-or-offset":
            steps = NEXT_STATE[state]
            if "year/" not in steps and is_complete(steps.get("year")):
                cursor.index, cursor.current = before, char
                return "year"
            return "year/"
        token = {"end": "year-end", "space": "year", "date": "year/"}.get(separator)
        if token is None:
            raise self.bad()
        return token

    def _month(self, state: str, number: int) -> str:
        if self.named_month != -1:
            raise self.bad()
        cursor = self.cursor
        before, char = cursor.index, cursor.current
        separator = cursor.separator()
        if separator == "date-or-offset":
            steps = NEXT_STATE[state]
            if "month/" not in steps and is_complete(steps.get("month")):
                cursor.index, cursor.current = before, char
                token = "month"
            else:
                token = "month/"
        else:
            token = {"end": "month-end", "space": "month", "date": "month/"}.get(separator, "")
            if not token:
                raise self.bad()
        self.named_month = number
        return token

    def _suffix(self, separator: str, number: int) -> str:
        self.suffix = (separator, number)
        return "num-date-suffix" if separator in ("year-suffix", "month-suffix", "day-suffix") else "num-time-suffix"

    def set_suffixed_field(self) -> None:
        """A number with an East Asian suffix goes straight into its field, once."""
        if self.suffix is None:
            return
        field = _SUFFIX_FIELDS[self.suffix[0]]
        if field in self.given:
            raise self.bad()
        self.given.add(field)
        number = self.suffix[1]
        setattr(self, field, number)
        if field == "year":
            self.named_year = number
        elif field == "month":
            self.named_month = number
        self.suffix = None

    def _skip_fraction(self) -> bool:
        """The digits after a decimal point, as a fraction of a second; whether there was one."""
        fraction, base, digits = 0.0, 0.1, 0
        while self.cursor.advance() and self.cursor.current in DIGITS:
            fraction += int(self.cursor.current) * base
            base *= 0.1
            digits += 1
        self.fraction = fraction
        return digits > 0

    def _offset_after_time(self) -> None:
        """An offset such as ``+02:00`` right after a time."""
        cursor = self.cursor
        if cursor.index >= cursor.size - 1:
            return
        ahead = cursor.index
        while cursor.text[ahead] in SPACE and ahead < cursor.size - 1:
            ahead += 1
        if cursor.text[ahead] in "+-":
            cursor.index = ahead
            if self.zone_used:
                raise self.bad()
            self.zone_used = True
            if not self.read_offset():
                raise self.bad()

    def read_offset(self) -> bool:
        """``+8``, ``+08``, ``+800``, ``+0800``, ``+8:00`` … into ``offset``; whether there is one."""
        cursor = self.cursor
        kind, length, value = cursor.piece()
        if kind != "other" or cursor.text[cursor.index] not in "+-":
            return False
        sign = -1 if cursor.text[cursor.index] == "-" else 1
        cursor.advance(length)
        kind, length, value = cursor.piece()
        if kind != "number" or length > 4:
            return False
        hours, minutes = (value, 0) if length <= 2 else divmod(value, 100)
        cursor.advance(length)
        if length <= 2 and cursor.index < cursor.size and cursor.text[cursor.index] == ":":
            cursor.advance()
            kind, length, minutes = cursor.piece()
            if kind != "number" or length > 2:
                return False
            cursor.advance(length)
        if minutes >= 60:
            return False
        self.offset = sign * (hours * 60 + minutes)
        return True

    def _unknown(self) -> None:
        """Something that is no number, word or separator: a word, an offset, or harmless punctuation."""
        cursor = self.cursor
        if cursor.current.isalpha():
            raise DateProblem(
                f"The string '{self.original}' was not recognized as a valid DateTime. "
                f"There is an unknown word starting at index '{cursor.index}'."
            )
        if cursor.current in "+-" and not self.zone_used:
            before = cursor.index
            if self.read_offset():
                self.zone_used = True
                return
            cursor.index = before
        if not self.skip_punctuation():
            raise self.bad()

    def skip_punctuation(self) -> bool:
        """One of two hashes around the date, or NULs at its end; whether that is what stands here."""
        cursor = self.cursor
        char = cursor.text[cursor.index]
        if char == "#":
            before, _, rest = cursor.text.partition("#")
            inside, closed, after = rest.partition("#")
            if not closed or before.strip(_SPACES) or "\0" in inside or after.strip(_SPACES_AND_NUL):
                return False
            cursor.advance()
            return True
        if char == "\0" and not cursor.text[cursor.index :].strip("\0"):
            cursor.index = cursor.size
            return True
        return False

    # The completed parts

    def complete(self, state: str) -> None:
        """Fill the result with what a completing state has collected."""
        action = _ACTIONS.get(state)
        if action is None:
            return
        if not action(self):
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


_FRACTION_MARKS = frozenset(".,")
_SPACES = "".join(SPACE)
_SPACES_AND_NUL = _SPACES + "\0"
_AFTER_NUMBER = {"end": "num-end", "space": "num", "date": "num/", "time": "num:", "local-time-mark": "iso-time"}


def four_digit_year(year: int) -> int:
    """Years below 100 lie between 1950 and 2049."""
    if year < 100:
        return year + (2000 if year < 50 else 1900)
    return year


def _whole_date(reading: DateReading, year: int, month: int, day: int) -> bool:
    """A date with all its parts; a text has only one."""
    if reading.has_date or not reading.set_date(year, month, day):
        return False
    reading.has_date = True
    return True


def _month_day(reading: DateReading) -> bool:
    if reading.has_date:
        return False
    year = reading.default_year()
    return _whole_date(reading, year, *reading.numbers[:2])


def _named_month_day(reading: DateReading) -> bool:
    return not reading.has_date and reading.set_date(reading.default_year(), reading.named_month, reading.numbers[0])


def _year_named_month(reading: DateReading) -> bool:
    """``20 Aug``: the number counts as a year."""
    year = four_digit_year(reading.numbers[0])
    return not reading.has_date and reading.set_date(year, reading.named_month, 1)


def _named_month_two_numbers(reading: DateReading) -> bool:
    first, second = reading.numbers[:2]
    if reading.has_date:
        return False
    return _whole_date(reading, four_digit_year(second), reading.named_month, first) or _whole_date(
        reading, four_digit_year(first), reading.named_month, second
    )


def _hour_alone(reading: DateReading) -> bool:
    if reading.has_time or not reading.half_of_day:
        return False
    return _clock(reading, 1)


def _clock(reading: DateReading, count: int) -> bool:
    if reading.has_time:
        return False
    reading.hour, reading.minute, reading.second = (reading.numbers[:count] + [-1, -1])[:3]
    reading.has_time = True
    return True


def _day_after_suffix(reading: DateReading) -> bool:
    if len(reading.numbers) != 1 or reading.day != -1:
        return False
    reading.day = reading.numbers[0]
    return True


def _year_before_suffix(reading: DateReading) -> bool:
    if reading.month == -1 or reading.year != -1:
        return False
    reading.year = four_digit_year(reading.numbers[0])
    reading.day = 1
    return True


def _numbers_and_suffix(reading: DateReading) -> bool:
    first, second = (reading.numbers + [-1, -1])[:2]
    if reading.given & {"year", "month", "day"} == {"year"}:
        return reading.set_date(four_digit_year(reading.named_year), first, second)
    if reading.given & {"year", "month", "day"} == {"month"}:
        return reading.set_date(four_digit_year(second), reading.month, first)
    return False


_ACTIONS = {
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
        if cursor.text[cursor.index + 1 : cursor.index + 2] in _FRACTION_MARKS:
            cursor.advance()
            if not reading._skip_fraction():
                raise reading.bad()
            cursor.index -= 1
        cursor.skip_space_ahead()
    if cursor.advance():
        _iso_zone(reading)
    numbers = (reading.numbers + [-1, -1])[:2]
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
