"""The clock that conversions read: what day it is and which zone is local.

Texts without a date or year mean today or this year; texts with an offset are turned into local time.
"""

from __future__ import annotations

from .times import EPOCH_SECONDS, MAX_TICKS, TICKS_PER_MINUTE, TICKS_PER_SECOND, DateTime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime, tzinfo


class Clock:
    """``now``: a ``datetime`` (aware, or naive in ``tz``), None for the system's clock.

    ``tz``: the local zone as minutes east of UTC or a ``tzinfo``; None is the system's zone.
    """

    __slots__ = ("_now", "_tz")

    def __init__(self, now: datetime | None = None, tz: tzinfo | int | None = None) -> None:
        self._now = now
        self._tz = tz

    def offset_minutes(self, utc_ticks: int) -> int:
        """The local zone's offset from UTC, in minutes, at that time (ticks of UTC)."""
        zone = self._tz
        if zone is None:
            import time

            seconds = utc_ticks // TICKS_PER_SECOND - EPOCH_SECONDS
            try:
                return time.localtime(seconds).tm_gmtoff // 60
            except (OverflowError, ValueError, OSError):
                return -time.timezone // 60
        if isinstance(zone, int):
            return zone
        from datetime import datetime, timedelta, timezone

        try:
            moment = datetime(1, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=utc_ticks // TICKS_PER_SECOND)
            offset = moment.astimezone(zone).utcoffset()
        except (OverflowError, ValueError):
            offset = None
        return int(offset.total_seconds()) // 60 if offset is not None else 0

    def offset_of_local(self, local_ticks: int) -> int:
        """The offset, in minutes, of a wall-clock time in the local zone (standard time where it is ambiguous)."""
        guess = self.offset_minutes(local_ticks)
        return self.offset_minutes(local_ticks - guess * TICKS_PER_MINUTE)

    def now_ticks(self) -> int:
        """The local wall-clock time in ticks (100 ns since 0001-01-01)."""
        now = self._now
        if now is None:
            import time

            utc = int(time.time() * TICKS_PER_SECOND) + EPOCH_SECONDS * TICKS_PER_SECOND
            return utc + self.offset_minutes(utc) * TICKS_PER_MINUTE
        day = now.toordinal() - 1
        ticks = (day * 86400 + now.hour * 3600 + now.minute * 60 + now.second) * TICKS_PER_SECOND
        ticks += now.microsecond * 10
        offset = now.utcoffset()
        if offset is not None:
            utc = ticks - int(offset.total_seconds()) * TICKS_PER_SECOND
            ticks = utc + self.offset_minutes(utc) * TICKS_PER_MINUTE
        return ticks


SYSTEM_CLOCK = Clock()
"""The system's own clock and zone."""


def in_utc(moment: DateTime, clock: Clock = SYSTEM_CLOCK) -> DateTime:
    """The same moment in UTC; a date of no kind counts as local."""
    if moment.kind == "Utc":
        return moment
    offset = moment.offset if moment.kind == "Local" else clock.offset_of_local(moment.ticks)
    return DateTime(_within(moment.ticks - offset * TICKS_PER_MINUTE), "Utc")


def in_local(moment: DateTime, clock: Clock = SYSTEM_CLOCK) -> DateTime:
    """The same moment in the local zone; a date of no kind counts as UTC."""
    if moment.kind == "Local":
        return moment
    offset = clock.offset_minutes(moment.ticks)
    return DateTime(_within(moment.ticks + offset * TICKS_PER_MINUTE), "Local", offset)


def _within(ticks: int) -> int:
    """.NET keeps a moment that its zone moves out of the years 1 to 9999 at their end."""
    return min(max(ticks, 0), MAX_TICKS)
