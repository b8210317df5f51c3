"""The signals that ask a process to end: what is half done is put away first, and then it ends by that signal."""

from __future__ import annotations

# The module behind `signal`, which makes enumerations of everything in it before anybody asks for them.
import _signal  # type: ignore[import-not-found]
import os
import time

_NAMES = ("SIGTERM", "SIGHUP")
_PAUSE = 1.0
"""Seconds after a signal in which more of them change nothing: `timeout` and others send it twice."""


class Terminated(BaseException):
    """A signal asked the process to end; everything is put away as at Ctrl-C, but nobody takes it for that."""


class Ending:
    """Turns the signals into an exception in the main thread, as a context manager.

    A signal that whoever started the process had ignored, or handles, stays as it is. When the block is left after a
    signal, the process ends by it, so that its parent sees what has happened.
    """

    def __init__(self) -> None:
        self._taken: list[int] = []
        self._number = 0
        self._at = 0.0

    def __enter__(self) -> Ending:
        for name in _NAMES:
            number = getattr(_signal, name, None)
            if number is not None and _signal.getsignal(number) == _signal.SIG_DFL:
                try:
                    _signal.signal(number, self._raise)
                except ValueError:  # this is not the main thread
                    break
                self._taken.append(number)
        return self

    def __exit__(self, *error: object) -> None:
        for number in self._taken:
            _signal.signal(number, _signal.SIG_DFL)
        if self._number:
            os.kill(os.getpid(), self._number)

    def _raise(self, number: int, frame: object) -> None:
        now = time.monotonic()
        if self._number and now < self._at + _PAUSE:
            return
        self._number, self._at = number, now
        raise Terminated
