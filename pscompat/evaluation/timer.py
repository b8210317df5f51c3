"""An alarm for what the meter of a sealed script cannot count: one long step, such as a regular expression."""

from __future__ import annotations

import signal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType, TracebackType
    from typing import Any

    from .limits import Meter


class Timer:
    """Within it LimitReached is raised when the time is up, also in the middle of a step.

    It takes the system's timer of processor time, which only the main thread can use and Windows does not have, and
    which it leaves alone where somebody else uses it. Without it the meter looks at the time after each step, and
    regular expressions are guarded by themselves.
    """

    __slots__ = ("_before", "_meter", "_token", "is_set")

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._before: Any = None
        self._token: Any = None
        self.is_set = False

    def __enter__(self) -> Timer:
        from .limits import MOST_SECONDS

        timer = getattr(signal, "ITIMER_VIRTUAL", None)
        if timer is None or signal.getitimer(timer)[0]:
            return self._guarded()
        try:
            self._before = signal.signal(signal.SIGVTALRM, self._rings)
        except ValueError:  # not the main thread
            return self._guarded()
        self.is_set = True
        signal.setitimer(timer, MOST_SECONDS)
        return self

    def _guarded(self) -> Timer:
        from ..dotnet.regex.guarded import most_seconds
        from .limits import MOST_SECONDS

        self._token = most_seconds.set(MOST_SECONDS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self.is_set:
            self.is_set = False
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, signal.SIG_DFL if self._before is None else self._before)

        elif self._token is not None:
            from ..dotnet.regex.guarded import most_seconds

            most_seconds.reset(self._token)

    def _rings(self, number: int, frame: FrameType | None) -> None:
        if self.is_set:
            raise self._meter.out_of_time()
