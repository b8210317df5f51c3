"""Dates and spans of time, counted in ticks of 100 ns as .NET counts them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import tzinfo
    from typing import Any, TypeVar

    _M = TypeVar("_M", bound="Moment")

TICKS_PER_MILLISECOND = 10_000
TICKS_PER_SECOND = 10_000_000
TICKS_PER_MINUTE = 60 * TICKS_PER_SECOND
TICKS_PER_HOUR = 60 * TICKS_PER_MINUTE
TICKS_PER_DAY = 24 * TICKS_PER_HOUR
MAX_TICKS = 3_155_378_975_999_999_999
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
EPOCH_SECONDS = 62_135_596_800
"""Seconds from 0001-01-01 to 1970-01-01."""
EPOCH_TICKS = EPOCH_SECONDS * TICKS_PER_SECOND
_FIRST = datetime(1, 1, 1)
_MICROSECOND = timedelta(microseconds=1)
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


def _zone(minutes: int) -> timezone:
    """The time zone so many minutes east of UTC."""
    found = _zones.get(minutes)
    if found is None:
        found = _zones[minutes] = timezone(timedelta(minutes=minutes))
    return found


_zones: dict[int, timezone] = {0: timezone.utc}


class Moment(datetime):
    """What .NET's two types of dates share: Python's ``datetime``, with ``ticks`` of 100 ns kept beside.

    For Python it is a ``datetime`` to the microsecond: comparing, hashing, ``isoformat`` and ``strftime`` are Python's,
    and what is worked out from it (``+``, ``-``, ``replace``, ``astimezone``) is a plain ``datetime``. PowerShell's
    order looks at ``compared_ticks``, its text is ``invariant_text``.
    """

    __slots__ = ()
    ticks: int

    @staticmethod
    def _made(kind: type[_M], ticks: int, zone: tzinfo | None) -> _M:
        at = _FIRST + timedelta(microseconds=min(max(ticks, 0), MAX_TICKS) // 10)
        moment = datetime.__new__(
            kind, at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond, tzinfo=zone
        )
        moment.ticks = ticks
        return moment

    def to_datetime(self) -> datetime:
        """The same moment as a plain ``datetime``."""
        return datetime.combine(self.date(), self.timetz())

    def __add__(self, other: timedelta) -> datetime:  # type: ignore[override]
        return self.to_datetime() + other

    __radd__ = __add__  # type: ignore[assignment]

    def __sub__(self, other: Any) -> Any:
        return self.to_datetime() - (other.to_datetime() if isinstance(other, Moment) else other)

    def replace(self, *fields: Any, **named: Any) -> datetime:  # type: ignore[override]
        """A plain ``datetime`` with other fields."""
        return self.to_datetime().replace(*fields, **named)

    __replace__ = replace

    def astimezone(self, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """The same moment in another time zone, a plain ``datetime``."""
        return self.to_datetime().astimezone(tz)

    def round_trip(self) -> str:
        """The round-trip text, with ticks and zone."""
        raise NotImplementedError

    def __reduce__(self) -> Any:
        slots: tuple[str, ...] = type(self).__slots__
        return type(self), tuple(getattr(self, name) for name in slots)

    def __reduce_ex__(self, protocol: Any) -> Any:
        return self.__reduce__()


class DateTime(Moment):
    """System.DateTime: ``ticks`` since 0001-01-01, ``kind`` (``Unspecified``, ``Utc``, ``Local``).

    ``offset`` is the local zone's offset in minutes at that time; it matters for kind Local only. As a ``datetime`` it
    is aware, unless its kind is Unspecified. For PowerShell two are equal when their ticks are, whatever their kind.
    """

    __slots__ = ("ticks", "kind", "offset")  # noqa: RUF023 - in the order of the constructor
    kind: str
    offset: int

    def __new__(cls, ticks: int, kind: str = "Unspecified", offset: int = 0) -> DateTime:
        made = cls._made(cls, ticks, None if kind == "Unspecified" else _zone(offset))
        made.kind = kind
        made.offset = offset
        return made

    @classmethod
    def from_datetime(cls, moment: datetime) -> DateTime:
        """From a ``datetime``: naive ones are Unspecified, those with offset zero Utc, others Local."""
        offset = moment.utcoffset()
        ticks = (moment.replace(tzinfo=None) - _FIRST) // _MICROSECOND * 10
        if offset is None:
            return cls(ticks)
        minutes = int(offset.total_seconds()) // 60
        return cls(ticks, "Local" if minutes else "Utc", minutes)

    @property
    def compared_ticks(self) -> int:
        """What .NET compares of it."""
        return self.ticks

    def round_trip(self) -> str:
        """The round-trip text: ``2026-08-20T10:11:12.3450000``, with the offset when local, ``Z`` when UTC."""
        text = _round_trip(self.ticks)
        if self.kind == "Local":
            return text + offset_text(self.offset)
        return text + "Z" if self.kind == "Utc" else text

    def invariant_text(self) -> str:
        """PowerShell's text of it: ``08/20/2026 10:11:12``."""
        return _invariant(self.ticks)

    def __repr__(self) -> str:
        return f"DateTime({self.round_trip()!r}, {self.kind!r})"


class ShownDate(DateTime):
    """A date of which a part is shown: ``hint`` is Date, Time or DateTime (the property DisplayHint of Get-Date's)."""

    __slots__ = ("hint",)
    hint: str

    def __new__(cls, ticks: int, kind: str = "Unspecified", offset: int = 0, hint: str = "DateTime") -> ShownDate:
        made = cls._made(cls, ticks, None if kind == "Unspecified" else _zone(offset))
        made.kind = kind
        made.offset = offset
        made.hint = hint
        return made

    def __reduce__(self) -> Any:
        return type(self), (self.ticks, self.kind, self.offset, self.hint)


class DateTimeOffset(Moment):
    """System.DateTimeOffset: wall-clock ``ticks`` and the ``offset`` from UTC in minutes."""

    __slots__ = ("ticks", "offset")  # noqa: RUF023 - in the order of the constructor
    offset: int

    def __new__(cls, ticks: int, offset: int) -> DateTimeOffset:
        made = cls._made(cls, ticks, _zone(offset))
        made.offset = offset
        return made

    @property
    def utc_ticks(self) -> int:
        """The same moment in ticks of UTC."""
        return self.ticks - self.offset * TICKS_PER_MINUTE

    compared_ticks = utc_ticks

    def round_trip(self) -> str:
        """The round-trip text with the offset."""
        return _round_trip(self.ticks) + offset_text(self.offset)

    def invariant_text(self) -> str:
        """PowerShell's text of it: ``08/20/2026 10:11:12 +02:00``."""
        return f"{_invariant(self.ticks)} {offset_text(self.offset)}"

    def __repr__(self) -> str:
        return f"DateTimeOffset({self.round_trip()!r})"


class TimeSpan:
    """System.TimeSpan: a number of ticks, negative ones included."""

    __slots__ = ("ticks",)

    def __init__(self, ticks: int) -> None:
        self.ticks = ticks

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
