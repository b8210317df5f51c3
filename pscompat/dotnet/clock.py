"""The clock that conversions read: what day it is and which zone is local.

Texts without a date or year mean today or this year; texts with an offset are turned into local time.
"""

from __future__ import annotations

from .times import TICKS_PER_SECOND

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime, tzinfo

EPOCH_SECONDS = 62_135_596_800
"""Seconds from 0001-01-01 to 1970-01-01."""


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
        return self.offset_minutes(local_ticks - guess * 60 * TICKS_PER_SECOND)

    def now_ticks(self) -> int:
        """The local wall-clock time in ticks (100 ns since 0001-01-01)."""
        now = self._now
        if now is None:
            import time

            utc = int(time.time() * TICKS_PER_SECOND) + EPOCH_SECONDS * TICKS_PER_SECOND
            return utc + self.offset_minutes(utc) * 60 * TICKS_PER_SECOND
        day = now.toordinal() - 1
        ticks = (day * 86400 + now.hour * 3600 + now.minute * 60 + now.second) * TICKS_PER_SECOND
        ticks += now.microsecond * 10
        offset = now.utcoffset()
        if offset is not None:
            utc = ticks - int(offset.total_seconds()) * TICKS_PER_SECOND
            ticks = utc + self.offset_minutes(utc) * 60 * TICKS_PER_SECOND
        return ticks


SYSTEM_CLOCK = Clock()
"""The system's own clock and zone."""
