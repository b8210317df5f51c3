"""The process: what its standard streams are, and how signals end it."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]
import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def prepare_streams() -> None:
    """Let nothing that is printed fail for its characters; what is no terminal gets UTF-8, as JSON must be."""
    for name, errors in (("stdout", "replace"), ("stderr", "backslashreplace")):
        stream = getattr(sys, name)
        if stream is None:
            # The process was started with the stream closed.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=errors, encoding=None if stream.isatty() else "utf-8")


def silence(descriptor: int) -> None:
    """Let what goes to the file descriptor go nowhere from now on."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def end_at_once(code: int) -> NoReturn:
    """End the process with an exit code, without taking apart what is in memory."""
    sys.stderr.flush()
    os._exit(code)


def can_ask() -> bool:
    """Whether standard input and standard error are a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def stdin_has_records() -> bool:
    """Whether standard input is a pipe, a socket or a file."""
    import stat

    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


PATIENCE = 2.0
"""So many seconds standard input may be silent before what is waited for is said."""


def input_within(seconds: float) -> bool:
    """Whether standard input has something to read, or ends, within that time; True where that cannot be known."""
    import select

    try:
        return bool(select.select([0], [], [], seconds)[0])
    except (OSError, ValueError):
        return True


def read_input() -> bytes:
    """The next bytes of standard input, as soon as there are any; none at its end."""
    # A process started with its standard input closed has none.
    return os.read(0, 65_536) if sys.stdin is not None else b""


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
