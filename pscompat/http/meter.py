"""How far long work is: told now and then, and only once it has taken a while."""

from __future__ import annotations

import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TypeVar

    from .settings import Report

    T = TypeVar("T")

AFTER = 0.5
"""Seconds before anything is told."""
_EVERY = 0.2
_UNITS = ("B", "KiB", "MiB", "GiB", "TiB")


class Meter:
    """Counts what is done, and tells it: ``tell`` gets the count, and None at the end if it was ever called."""

    __slots__ = ("_due", "_tell", "_told", "done")

    def __init__(self, tell: Callable[[int | None], None]) -> None:
        self._tell = tell
        self._due = time.monotonic() + AFTER
        self._told = False
        self.done = 0

    def count(self, amount: int = 1) -> None:
        """So much more is done."""
        self.done += amount
        now = time.monotonic()
        if now >= self._due:
            self._due = now + _EVERY
            self._told = True
            self._tell(self.done)

    def end(self) -> None:
        """No more comes."""
        if self._told:
            self._told = False
            self._tell(None)

    def counted(self, items: Iterable[T], size: Callable[[T], int] = lambda item: 1) -> Iterator[T]:
        """The items, counted on their way."""
        try:
            for item in items:
                self.count(size(item))
                yield item
        finally:
            self.end()


def size_text(count: int) -> str:
    """A number of bytes for people: ``3.2 MiB``."""
    size, unit = float(count), _UNITS[0]
    for unit in _UNITS:
        if size < 1024 or unit == _UNITS[-1]:
            break
        size /= 1024
    return f"{count} B" if unit == "B" else f"{size:.1f} {unit}"


def bytes_meter(report: Report, activity: str, total: int | None) -> Meter:
    """A meter of bytes on their way; ``total`` is how many there are, None where nobody says."""

    def tell(done: int | None) -> None:
        if done is None:
            report.progress(activity, "", 100)
        elif not total:
            report.progress(activity, size_text(done))
        else:
            report.progress(activity, f"{size_text(done)} of {size_text(total)}", min(99, done * 100 // total))

    return Meter(tell)


def records_meter(show: Callable[[str, str, int], None], activity: str) -> Meter:
    """A meter of records; ``show`` gets the activity, how many there are so far, and 100 percent at their end."""

    def tell(done: int | None) -> None:
        show(activity, "" if done is None else f"{done:,} records", 100 if done is None else -1)

    return Meter(tell)
