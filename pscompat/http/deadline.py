"""Deadlines: how long a request may still take."""

from __future__ import annotations

import time


class DeadlinePassed(TimeoutError):
    """The time that was given for something is up."""

    def __init__(self) -> None:
        super().__init__("The operation was canceled due to timeout.")


class Deadline:
    """A point in time, ``seconds`` from now; None and 0 (or less) never come."""

    __slots__ = ("_end", "seconds")

    def __init__(self, seconds: float | None = None) -> None:
        self.seconds = seconds if seconds is not None and seconds > 0 else None
        self._end = None if self.seconds is None else time.monotonic() + self.seconds

    def remaining(self) -> float | None:
        """Seconds left, None without a limit. Raises DeadlinePassed when none are."""
        if self._end is None:
            return None
        left = self._end - time.monotonic()
        if left <= 0:
            raise DeadlinePassed()
        return left

    @property
    def passed(self) -> bool:
        """Whether the time is up."""
        return self._end is not None and time.monotonic() >= self._end

    def sooner(self, other: Deadline) -> Deadline:
        """Whichever of the two comes first."""
        if other._end is None or (self._end is not None and self._end <= other._end):
            return self
        return other

    def wait(self, seconds: float) -> None:
        """Sleep for that long, or until the deadline. Ctrl-C ends it at once. Raises DeadlinePassed."""
        left = self.remaining()
        if left is None or seconds < left:
            time.sleep(seconds)
        else:
            time.sleep(left)
            raise DeadlinePassed()


NO_DEADLINE = Deadline()
"""No limit."""
