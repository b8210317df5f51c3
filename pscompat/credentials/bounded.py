"""Running a program for what it prints, within bounds: of time, of output, and of what of it is ever seen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from threading import Thread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

SECONDS = 30.0
"""How long a program may take; it may ask its user for something."""
_MOST = 64 * 1024


class ProgramFailed(Exception):
    """A program gave nothing that can be used: its argument says why, and nothing of what was printed."""


def printed(words: Sequence[str], environment: Mapping[str, str], given: bytes | None = None) -> bytes:
    """What a program writes to standard output, at most 64 KiB; what it writes to standard error goes nowhere.

    It runs in the user's home folder, so that nothing in the working folder can be taken for a part of it, and gets
    ``given`` on standard input, if anything. It and what it started are ended after SECONDS. Raises ProgramFailed.
    """
    try:
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(environment),
            cwd=_home(environment),
            **_own_group(),
        )
    except (OSError, ValueError) as error:
        raise ProgramFailed(f"cannot be run: {getattr(error, 'strerror', None) or error}") from None
    end = time.monotonic() + SECONDS
    found: list[bytes] = []
    reader = Thread(target=_exchange, args=(process, given, found), daemon=True)
    try:
        reader.start()
        reader.join(SECONDS)
        if not reader.is_alive() and len(found[0]) > _MOST:
            raise ProgramFailed(f"printed more than {_MOST // 1024} KiB")
        code = None if reader.is_alive() else process.wait(max(0.0, end - time.monotonic()))
    except subprocess.TimeoutExpired:
        code = None
    finally:
        # What a program that has ended in time left running, an agent for example, is its own matter. One that was not
        # waited for still has its number, which is that of its group.
        if process.returncode is None:
            _end(process)
    if code is None:
        raise ProgramFailed(f"did not end within {SECONDS:g} seconds")
    if code:
        raise ProgramFailed(f"failed with exit code {code}" if code > 0 else f"was ended by signal {-code}")
    return found[0]


def _exchange(process: subprocess.Popen[bytes], given: bytes | None, found: list[bytes]) -> None:
    """Feed the process and read it, in a thread of its own: pipes block, and Windows cannot wait for them."""
    data = b""
    try:
        if process.stdin is not None:
            process.stdin.write(given or b"")
            process.stdin.close()
    except OSError:
        pass  # it does not read it
    try:
        if process.stdout is not None:
            data = process.stdout.read(_MOST + 1)
    except (OSError, ValueError):
        pass  # it was ended
    found.append(data)


def _own_group() -> dict[str, Any]:
    """What makes the program the head of a process group, which can be ended with all that it starts.

    It keeps its terminal where Python can do that: password managers know their user by it.
    """
    if os.name == "nt":
        return {}
    return {"process_group": 0} if sys.version_info >= (3, 11) else {"start_new_session": True}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the process, and what it started and left behind."""
    try:
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    except OSError:
        pass  # all of it has ended
    process.wait()


def _home(environment: Mapping[str, str]) -> str:
    home = environment.get("HOME", "") or os.path.expanduser("~")
    return home if os.path.isdir(home) else os.path.abspath(os.sep)
