"""Deadlines: how long a request may still take, and whether it is still wanted."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LOOKS = 0.05
"""So many seconds a thread that can be cancelled waits before it looks whether it was."""


class DeadlinePassed(TimeoutError):
    """The time that was given for something is up."""

    def __init__(self) -> None:
        super().__init__("The operation was canceled due to timeout.")


class Cancelled(BaseException):
    """Nobody wants any more what this thread is at; no error, and nothing that handlers may catch."""


class _Work(threading.local):
    cancelled: threading.Event | None = None


_work = _Work()


@contextmanager
def cancelled_by(event: threading.Event) -> Iterator[None]:
    """Inside the block this thread's waits end with Cancelled soon after the event is set."""
    before = _work.cancelled
    _work.cancelled = event
    try:
        yield
    finally:
        _work.cancelled = before


def longest_wait() -> float | None:
    """The seconds that this thread may wait at a time, None without limit. Raises Cancelled."""
    event = _work.cancelled
    if event is None:
        return None
    if event.is_set():
        raise Cancelled
    return LOOKS


def sleep(seconds: float) -> None:
    """Sleep for that long. Ctrl-C ends it at once; raises Cancelled."""
    event = _work.cancelled
    if event is None:
        time.sleep(seconds)
    elif event.wait(seconds):
        raise Cancelled


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
            sleep(seconds)
        else:
            sleep(left)
            raise DeadlinePassed()


NO_DEADLINE = Deadline()
"""No limit."""
