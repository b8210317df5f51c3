"""Dates and spans of time, counted in ticks of 100 ns as .NET counts them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime, timedelta

TICKS_PER_MILLISECOND = 10_000
TICKS_PER_SECOND = 10_000_000
TICKS_PER_MINUTE = 60 * TICKS_PER_SECOND
TICKS_PER_HOUR = 60 * TICKS_PER_MINUTE
TICKS_PER_DAY = 24 * TICKS_PER_HOUR
MAX_TICKS = 3_155_378_975_999_999_999
_DAYS_TO_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)


def is_leap_year(year: int) -> bool:
    """Whether the year (1–9999) has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """The number of days of that month."""
    return 29 if month == 2 and is_leap_year(year) else _DAYS_TO_MONTH[month] - _DAYS_TO_MONTH[month - 1]


def days_before(year: int, month: int, day: int) -> int:
    """Days from 0001-01-01 to that date."""
    previous = year - 1
    leap_day = 1 if month > 2 and is_leap_year(year) else 0
    return (
        previous * 365
        + previous // 4
        - previous // 100
        + previous // 400
        + _DAYS_TO_MONTH[month - 1]
        + leap_day
        + (day - 1)
    )


def date_of(days: int) -> tuple[int, int, int]:
    """Year, month and day of that many days after 0001-01-01."""
    cycles, rest = divmod(days, 146_097)
    centuries = min(rest // 36_524, 3)
    rest -= centuries * 36_524
    fours, rest = divmod(rest, 1_461)
    years = min(rest // 365, 3)
    rest -= years * 365
    year = cycles * 400 + centuries * 100 + fours * 4 + years + 1
    month = 1
    while rest >= days_in_month(year, month):
        rest -= days_in_month(year, month)
        month += 1
    return year, month, rest + 1


def day_of_week(days: int) -> int:
    """0 for Sunday … 6 for Saturday, of that many days after 0001-01-01 (a Monday)."""
    return (days + 1) % 7


def fields_of(ticks: int) -> tuple[int, int, int, int, int, int, int]:
    """Year, month, day, hour, minute, second and the rest in ticks."""
    days, rest = divmod(ticks, TICKS_PER_DAY)
    hour, rest = divmod(rest, TICKS_PER_HOUR)
    minute, rest = divmod(rest, TICKS_PER_MINUTE)
    second, rest = divmod(rest, TICKS_PER_SECOND)
    return (*date_of(days), hour, minute, second, rest)


def offset_text(minutes: int) -> str:
    """``+02:00`` or ``-05:30``."""
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"{sign}{hours:02}:{rest:02}"


def _round_trip(ticks: int) -> str:
    year, month, day, hour, minute, second, rest = fields_of(ticks)
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{rest:07}"


def _invariant(ticks: int) -> str:
    year, month, day, hour, minute, second, _ = fields_of(ticks)
    return f"{month:02}/{day:02}/{year:04} {hour:02}:{minute:02}:{second:02}"


def _python(ticks: int) -> datetime:
    from datetime import datetime, timedelta

    return datetime(1, 1, 1) + timedelta(microseconds=ticks // 10)


def _ticks_of(moment: datetime) -> int:
    seconds = (moment.toordinal() - 1) * 86400 + moment.hour * 3600 + moment.minute * 60 + moment.second
    return seconds * TICKS_PER_SECOND + moment.microsecond * 10


class DateTime:
    """System.DateTime: ``ticks`` since 0001-01-01, ``kind`` (``Unspecified``, ``Utc``, ``Local``).

    ``offset`` is the local zone's offset in minutes at that time; it matters for kind Local only.
    Two are equal when their ticks are, whatever their kind, as in .NET.
    """

    __slots__ = ("kind", "offset", "ticks")

    def __init__(self, ticks: int, kind: str = "Unspecified", offset: int = 0) -> None:
        self.ticks = ticks
        self.kind = kind
        self.offset = offset

    @classmethod
    def from_datetime(cls, moment: datetime) -> DateTime:
        """From a ``datetime``: naive ones are Unspecified, those with offset zero Utc, others Local."""
        offset = moment.utcoffset()
        if offset is None:
            return cls(_ticks_of(moment))
        minutes = int(offset.total_seconds()) // 60
        return cls(_ticks_of(moment), "Local" if minutes else "Utc", minutes)

    def to_datetime(self) -> datetime:
        """As a ``datetime``, to the microsecond; aware unless the kind is Unspecified."""
        moment = _python(self.ticks)
        if self.kind == "Unspecified":
            return moment
        from datetime import timedelta, timezone

        return moment.replace(tzinfo=timezone(timedelta(minutes=self.offset)) if self.offset else timezone.utc)

    def round_trip(self) -> str:
        """The round-trip text: ``2026-08-20T10:11:12.3450000``, with the offset when local, ``Z`` when UTC."""
        text = _round_trip(self.ticks)
        if self.kind == "Local":
            return text + offset_text(self.offset)
        return text + "Z" if self.kind == "Utc" else text

    def __str__(self) -> str:
        return _invariant(self.ticks)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DateTime) and self.ticks == other.ticks

    def __lt__(self, other: DateTime) -> bool:
        return self.ticks < other.ticks

    def __le__(self, other: DateTime) -> bool:
        return self.ticks <= other.ticks

    def __hash__(self) -> int:
        return hash(self.ticks)

    def __repr__(self) -> str:
        return f"DateTime({self.round_trip()!r}, {self.kind!r})"


class DateTimeOffset:
    """System.DateTimeOffset: wall-clock ``ticks`` and the ``offset`` from UTC in minutes."""

    __slots__ = ("offset", "ticks")

    def __init__(self, ticks: int, offset: int) -> None:
        self.ticks = ticks
        self.offset = offset

    @property
    def utc_ticks(self) -> int:
        """The same moment in ticks of UTC."""
        return self.ticks - self.offset * TICKS_PER_MINUTE

    def to_datetime(self) -> datetime:
        """As an aware ``datetime``, to the microsecond."""
        from datetime import timedelta, timezone

        return _python(self.ticks).replace(tzinfo=timezone(timedelta(minutes=self.offset)))

    def round_trip(self) -> str:
        """The round-trip text with the offset."""
        return _round_trip(self.ticks) + offset_text(self.offset)

    def __str__(self) -> str:
        return f"{_invariant(self.ticks)} {offset_text(self.offset)}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DateTimeOffset) and self.utc_ticks == other.utc_ticks

    def __lt__(self, other: DateTimeOffset) -> bool:
        return self.utc_ticks < other.utc_ticks

    def __le__(self, other: DateTimeOffset) -> bool:
        return self.utc_ticks <= other.utc_ticks

    def __hash__(self) -> int:
        return hash(self.utc_ticks)

    def __repr__(self) -> str:
        return f"DateTimeOffset({self.round_trip()!r})"


class TimeSpan:
    """System.TimeSpan: a number of ticks, negative ones included."""

    __slots__ = ("ticks",)

    def __init__(self, ticks: int) -> None:
        self.ticks = ticks

    def to_timedelta(self) -> timedelta:
        """As a ``timedelta``, to the microsecond."""
        from datetime import timedelta

        return timedelta(microseconds=self.ticks // 10)

    def __str__(self) -> str:
        days, rest = divmod(abs(self.ticks), TICKS_PER_DAY)
        hour, rest = divmod(rest, TICKS_PER_HOUR)
        minute, rest = divmod(rest, TICKS_PER_MINUTE)
        second, rest = divmod(rest, TICKS_PER_SECOND)
        sign = "-" if self.ticks < 0 else ""
        day = f"{days}." if days else ""
        fraction = f".{rest:07}" if rest else ""
        return f"{sign}{day}{hour:02}:{minute:02}:{second:02}{fraction}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TimeSpan) and self.ticks == other.ticks

    def __lt__(self, other: TimeSpan) -> bool:
        return self.ticks < other.ticks

    def __le__(self, other: TimeSpan) -> bool:
        return self.ticks <= other.ticks

    def __hash__(self) -> int:
        return hash(self.ticks)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"TimeSpan({str(self)!r})"
