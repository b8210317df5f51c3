"""Runs pscompat as a process, in a clean environment."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from ..http.loopback import Loopback

ROOT = Path(__file__).parents[2]
KEY = "sk-test-0123456789abcdefghij"
CACHE = os.path.join(tempfile.gettempdir(), f"pscompat-tests-{os.getuid()}")
"""One cache of definitions for all tests."""


def environment(server: Loopback | None = None, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The child's environment: nothing of ours but the path, and a key for the server."""
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": CACHE, "TZ": "UTC"}
    kept |= {"HOME": CACHE, "OPENAI_API_KEY": KEY}
    kept["OPENAI_API_BASE"] = server.base if server is not None else "http://127.0.0.1:1/v1"
    return {**kept, **(more or {})}


def words(*given: str) -> list[str]:
    """The child's command line."""
    return [sys.executable, "-m", "pscompat", *given]


class Done:
    """A run that has ended."""

    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code = code
        self.out = out.decode("utf-8")
        self.err = err.decode("utf-8")
        assert "Traceback" not in self.err, self.err
        assert "defect" not in self.err, self.err

    @property
    def all(self) -> tuple[int, str, str]:
        return self.code, self.out, self.err


def run(
    *given: str | bytes,
    stdin: bytes | int = subprocess.DEVNULL,
    server: Loopback | None = None,
    more: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    timeout: float = 60,
) -> Done:
    """Run pscompat to its end. Bytes for ``stdin`` come through a pipe."""
    fed: dict[str, Any] = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
    line: Sequence[str | bytes] = [*words(), *given]
    done = subprocess.run(
        line, capture_output=True, env=environment(server, more), cwd=cwd, timeout=timeout, check=False, **fed
    )
    return Done(done.returncode, done.stdout, done.stderr)


def start(*given: str, server: Loopback | None = None, **options: Any) -> subprocess.Popen[bytes]:
    """Start pscompat with pipes; SIGINT ends it as at a terminal."""
    options = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "bufsize": 0, **options}
    return subprocess.Popen(words(*given), env=environment(server), **options)


def read_line(stream: IO[bytes] | None, timeout: float = 20) -> bytes:
    """The next line of a child's pipe; fails where none comes."""
    line = b""
    while not line.endswith(b"\n"):
        piece = read_piece(stream, timeout, 1)
        if not piece:
            break
        line += piece
    return line


def read_piece(stream: IO[bytes] | None, timeout: float = 20, size: int = 1000) -> bytes:
    """What a child has written to a pipe; fails where nothing comes."""
    assert stream is not None
    ready, _, _ = select.select([stream], [], [], timeout)
    assert ready, "nothing was written"
    return os.read(stream.fileno(), size)


def on_terminal(
    *given: str,
    server: Loopback | None = None,
    typed: bytes = b"",
    more: Mapping[str, str] | None = None,
    columns: int = 0,
    answers: Sequence[tuple[str, str]] = (),
) -> tuple[int, str]:
    """Run pscompat with all three streams on a terminal of its own. Returns its code and what the screen got.

    ``typed`` is there from the start; ``answers`` are typed one by one, each when the screen ends with its question.
    """
    open_answers = list(answers)
    pid, terminal = pty.fork()
    if not pid:
        os.execve(sys.executable, words(*given), environment(server, more))
    if columns:
        import fcntl
        import struct
        import termios

        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    if typed:
        os.write(terminal, typed)
    shown = b""
    while True:
        ready, _, _ = select.select([terminal], [], [], 30)
        assert ready, shown
        try:
            piece = os.read(terminal, 65_536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
        if open_answers and shown.endswith(open_answers[0][0].encode()):
            os.write(terminal, open_answers.pop(0)[1].encode() + b"\n")
    assert not open_answers, (open_answers, shown)
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), shown.decode("utf-8").replace("\r\n", "\n")
