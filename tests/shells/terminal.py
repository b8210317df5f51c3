"""A shell on a pseudo-terminal, in a home folder of its own."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .screen import Screen

COMMANDS = {"bash": ["bash", "-i"], "zsh": ["zsh", "-i"], "fish": ["fish", "-i"]}
PATIENCE = 30.0
QUIET = 0.15


class Terminal:
    """What is typed, and the screen that comes of it."""

    def __init__(self, descriptor: int, columns: int, rows: int) -> None:
        self._descriptor = descriptor
        self.screen = Screen(columns, rows)

    def type(self, keys: str) -> None:
        """Type keys; what they do has not been waited for."""
        os.write(self._descriptor, keys.encode())

    def read(self, seconds: float) -> bool:
        """Take what is written within that time; whether there was anything."""
        ready, _, _ = select.select([self._descriptor], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._descriptor, 65536)
        except OSError:
            return False
        self.screen.write(data.decode("utf-8", "replace"))
        if self.screen.answers:
            os.write(self._descriptor, self.screen.answers.encode())
            self.screen.answers = ""
        return bool(data)

    def wait(self, holds: Callable[[Screen], bool]) -> bool:
        """Wait until it holds of the screen and nothing more is written; False when it does not in time."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not self.read(QUIET) and holds(self.screen):
                return True
        return False


def environment(home: Path) -> dict[str, str]:
    """Variables with an empty home folder, and ``pscompat`` on the PATH."""
    commands = home.parent / "bin"
    commands.mkdir(exist_ok=True)
    program = commands / "pscompat"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pscompat "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return {
        "HOME": str(home),
        "PATH": f"{commands}:/usr/local/bin:/usr/bin:/bin",
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "PSCOMPAT_CACHE": str(home.parent / "cache"),
        "PS1": "$ ",
        "OPENAI_API_BASE": "http://127.0.0.1:9",
        "OPENAI_API_KEY": "none",
    }


@contextmanager
def shell_in(
    shell: str, folder: Path, variables: dict[str, str], *, columns: int = 100, rows: int = 30
) -> Iterator[Terminal]:
    """An interactive shell; it is ended, by its process id, when the block is left."""
    pid, descriptor = pty.fork()
    if pid == 0:
        try:
            os.chdir(folder)
            os.execvpe(COMMANDS[shell][0], COMMANDS[shell], variables)
        finally:
            os._exit(127)
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    try:
        terminal = Terminal(descriptor, columns, rows)
        terminal.wait(lambda screen: bool(screen.text()))
        yield terminal
    finally:
        os.kill(pid, signal.SIGKILL)
        os.close(descriptor)
        os.waitpid(pid, 0)
