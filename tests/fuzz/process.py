"""Runs of pscompat in forked processes: everything is loaded already, so that hundreds run in a second.

A run has its own streams, folder, environment, and limits of time and memory, and reports what it sent to the server.
"""

from __future__ import annotations

import contextlib
import os
import pty
import resource
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .server import Server

SECONDS = 4
"""The processor time that one input may take, in which a usual one takes a thousandth."""
_IDLE = 8
"""Seconds without any work after which a run waits for something that does not come."""
_MEMORY = 4 * 1024 * 1024 * 1024
CANARY = "sk-Kq7canaryVx3canaryWy5Zq"
PARTS = (CANARY, "Kq7", "Zq")
"""The key of every run, and what others like to show of keys; nothing of it may be shown."""


@dataclass(slots=True)
class Outcome:
    """What a run did. ``code`` is negative where a signal ended it, and then ``err`` may say nothing."""

    code: int
    out: str
    err: str
    sent: list[str] = field(default_factory=list)
    cpu: float = 0.0

    @property
    def changes(self) -> list[str]:
        """The requests that are not there to read."""
        return [each for each in self.sent if not each.startswith(("GET ", "HEAD "))]


class Place:
    """Where runs take place: a folder that is made anew for each of them, a cache that they share, and a server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = Server(folder / "requests")
        self._count = 0

    def close(self) -> None:
        """Stop the server."""
        self.server.close()

    def new_folder(self) -> Path:
        """An empty folder."""
        self._count += 1
        made = self.folder / f"run{self._count}"
        made.mkdir()
        return made

    def environment(self, answers: str) -> dict[str, str]:
        """The environment of a run whose requests get the answers of that kind."""
        return {
            "PATH": os.environ.get("PATH", ""),
            "HOME": str(self.folder),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "TZ": "UTC",
            "OPENAI_API_KEY": CANARY,
            "OPENAI_API_BASE": f"{self.server.base}/{answers}/v1",
        }


def run(
    place: Place,
    action: Callable[[], int],
    *,
    stdin: bytes | None = None,
    folder: Path | None = None,
    answers: str = "ok",
    more: Mapping[str, str] | None = None,
    terminal: bool = False,
    seconds: int = SECONDS,
) -> Outcome:
    """Run the action in a process of its own, of so many seconds of processor time.

    Bytes for ``stdin`` come through a pipe; None is no input at all.

    With ``terminal`` the two output streams are one terminal, and ``out`` is what it got.
    """
    environment = {**place.environment(answers), **(more or {})}
    folder = folder or place.new_folder()
    mark = place.server.mark()
    with _streams(stdin, terminal) as (given, outputs, shown):
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if not pid:
            _child(action, (given, *outputs), folder, environment, seconds)
        status, cpu = _wait(pid, shown)
        out, err = (_text(handle) for handle in outputs) if shown is None else (shown.text(), "")
    return Outcome(os.waitstatus_to_exitcode(status), out, err, place.server.since(mark), cpu)


def _child(
    action: Callable[[], int], handles: tuple[int, int, int], folder: Path, environment: Mapping[str, str], seconds: int
) -> None:
    code = 70
    try:
        for number, handle in enumerate(handles):
            os.dup2(handle, number)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False, buffering=1)  # noqa: SIM115
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        code = action()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(code & 0xFF)


class _Screen:
    """What a terminal got so far."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._data = b""

    def read(self) -> None:
        """Take what has come."""
        while select.select([self._handle], [], [], 0)[0]:
            try:
                piece = os.read(self._handle, 65_536)
            except OSError:
                return
            if not piece:
                return
            self._data += piece

    def text(self) -> str:
        """All of it."""
        self.read()
        return self._data.decode("utf-8", "replace")


@contextlib.contextmanager
def _streams(stdin: bytes | None, terminal: bool) -> Iterator[tuple[int, tuple[int, int], _Screen | None]]:
    handles: list[int] = []
    try:
        if stdin is None:
            given = os.open(os.devnull, os.O_RDONLY)
        elif len(stdin) < 60_000:
            given, writing = os.pipe()
            os.write(writing, stdin)
            os.close(writing)
        else:
            given = _file(stdin)
        handles.append(given)
        if terminal:
            screen, slave = pty.openpty()
            handles += (screen, slave)
            yield given, (slave, slave), _Screen(screen)
        else:
            outputs = _file(), _file()
            handles += outputs
            yield given, outputs, None
    finally:
        for handle in handles:
            os.close(handle)


def _file(content: bytes = b"") -> int:
    """A file without a name."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        return os.dup(file.fileno())


def _text(handle: int) -> str:
    size = os.fstat(handle).st_size
    return os.pread(handle, min(size, 8_000_000), 0).decode("utf-8", "replace")


def _wait(pid: int, screen: _Screen | None) -> tuple[int, float]:
    """The status and the processor time of a child; one that only waits is killed, be the machine as slow as it is."""
    look, worked = time.monotonic() + _IDLE, -1
    pause = 0.0005
    while True:
        found, status, usage = os.wait4(pid, os.WNOHANG)
        if found:
            return status, usage.ru_utime + usage.ru_stime
        if screen is not None:
            screen.read()
        if time.monotonic() > look:
            before, worked = worked, _ticks(pid)
            if worked == before:
                os.kill(pid, signal.SIGKILL)
                _, status, usage = os.wait4(pid, 0)
                return status, usage.ru_utime + usage.ru_stime
            look = time.monotonic() + _IDLE
        time.sleep(pause)
        pause = min(pause * 1.5, 0.02)


def _ticks(pid: int) -> int:
    """The processor time of a child that still runs, in the system's units; 0 where nobody tells."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
