"""How far a sealed script may go."""

from __future__ import annotations

from contextvars import ContextVar
from time import thread_time

SEALED_MOST = 1024 * 1024
"""So many elements or characters a value holds in a sealed script, besides the values that it is given."""
MOST_STEPS = 10_000
MOST_SECONDS = 1.0


class LimitReached(BaseException):
    """A sealed script that took too many steps or too long. It goes through whatever catches errors of a script."""


class Meter:
    """What a running sealed script has used up: ``steps`` (expressions, statements and records), and time.

    The time is the thread's own, in seconds: a machine that is busy with something else ends no script.
    """

    __slots__ = ("ends", "steps")

    def __init__(self) -> None:
        self.steps = 0
        self.ends = thread_time() + MOST_SECONDS

    def step(self) -> None:
        """Count one step. Raises LimitReached."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise LimitReached(f"it takes more than {MOST_STEPS:,} steps")
        if thread_time() > self.ends:
            raise self.out_of_time()

    @staticmethod
    def out_of_time() -> LimitReached:
        """The error for a script that takes too long."""
        return LimitReached(f"it takes longer than {MOST_SECONDS:g} second")


running: ContextVar[Meter | None] = ContextVar("running", default=None)
"""The meter of the sealed script that runs; None where none does."""
