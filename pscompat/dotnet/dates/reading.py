"""One date text being read: its tokens, and what they have filled in so far."""

from __future__ import annotations

from .lexer import DIGITS, SPACE, Cursor
from .parts import DateParts, DateProblem, four_digit_year
from .states import NEXT_STATE, is_complete

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..clock import Clock

_SUFFIX_FIELDS = {
    "year-suffix": "year",
    "month-suffix": "month",
    "day-suffix": "day",
    "hour-suffix": "hour",
    "minute-suffix": "minute",
    "second-suffix": "second",
}
FRACTION_MARKS = frozenset(".,")
_SPACES = "".join(SPACE)
_SPACES_AND_NUL = _SPACES + "\0"
_AFTER_NUMBER = {"end": "num-end", "space": "num", "date": "num/", "time": "num:", "local-time-mark": "iso-time"}


class DateReading(DateParts):
    """One text being read: its cursor, and which token comes next."""

    def __init__(self, text: str, clock: Clock, with_offset: bool) -> None:
        super().__init__(text, clock, with_offset)
        self.cursor = Cursor(text)
        self.named_weekday = -1
        self.fraction = 0.0
        self.suffix: tuple[str, int] | None = None

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
            if state == "T:NNt" and cursor.text[cursor.index] in FRACTION_MARKS:
                self.skip_fraction()
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
            if self.half_of_day:
                return ""  # .NET notes the failure and then forgets it
            self.half_of_day = separator
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

    def skip_fraction(self) -> bool:
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
