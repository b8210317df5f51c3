"""Canaries: wherever a key comes from, it is in no stream, file, cache or list of processes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ..cli import test_secrets
from ..cli.processes import words
from ..http.loopback import Loopback
from .test_keyring import WORKING
from .user import CANARY, User, commands_running


def in_file(user: User) -> None:
    user.login()


def by_command(user: User) -> None:
    (user.home / "secret").write_text(user.key)
    user.store_command(f"cat {user.home / 'secret'}")


def in_keyring(user: User) -> None:
    (user.home / "packages").mkdir()
    (user.home / "packages" / "keyring.py").write_text(WORKING)
    user.variables["PYTHONPATH"] = f"{user.environment()['PYTHONPATH']}:{user.home / 'packages'}"
    assert user.run("login", "--store", "keyring", "--stdin", stdin=user.key.encode()).code == 0


def in_named_file(user: User) -> None:
    (user.home / "secret").write_text(user.key)
    user.variables["OPENAI_API_KEY_FILE"] = str(user.home / "secret")


def by_named_command(user: User) -> None:
    (user.home / "secret").write_text(user.key)
    user.variables["OPENAI_API_KEY_COMMAND"] = f"cat {user.home / 'secret'}"


SOURCES = pytest.mark.parametrize("make", [in_file, by_command, in_keyring, in_named_file, by_named_command])
KEPT = ("credentials.json", "secret", "keyring.json")
"""The files that hold the key on purpose."""


def files_with_the_key(folder: Path) -> list[str]:
    return [
        str(path)
        for path in folder.rglob("*")
        if path.is_file() and path.name not in KEPT and CANARY.encode() in path.read_bytes()
    ]


def leaks(text: str, key: str = CANARY) -> bool:
    """Whether a text holds the key, or more than a few letters of it."""
    return any(key[start : start + 9] in text for start in range(len(key) - 8))


@pytest.fixture(params=[200, 401, 500])
def quoting(request: pytest.FixtureRequest) -> Iterator[tuple[int, Loopback]]:
    """A server that quotes what it is sent, whole and in pieces."""
    with Loopback(test_secrets.quoting(request.param)) as server:
        yield request.param, server


@SOURCES
def test_a_service_may_quote_a_stored_key(
    user: User, quoting: tuple[int, Loopback], make: Callable[[User], None]
) -> None:
    status, user.server = quoting
    user.variables["XDG_CACHE_HOME"] = str(user.home / ".cache")
    make(user)
    lines: list[tuple[str, ...]] = [
        ("-c", "Get-ThreadRun t r -Verbose -Debug"),
        ("-c", f"Get-ThreadRun t r -Verbose; Get-ThreadRun t -Order {CANARY}; Get-ThreadRun {CANARY} r -Debug"),
        ("-c", f"Get-ThreadRun t r; Write-Warning {CANARY}; Write-Error {CANARY}; Write-Host {CANARY}"),
        ("-o", "json", "-c", "try { Get-ThreadRun t r -ErrorAction Stop } catch { throw }"),
        ("Get-ThreadRun", "t", "r", "-WarningAction", "Stop", "-MaxRetryCount", "1"),
    ]
    for line in lines:
        done = user.run(*line)
        assert not leaks(done.err), line
        assert status == 200 or not leaks(done.out), line
    assert user.sent() and all(CANARY in each for each in user.sent())
    for line in (("whoami",), ("-o", "json", "whoami"), ("context", "list"), ("-o", "json", "context", "list")):
        done = user.run(*line)
        assert not leaks(done.out + done.err)
    for line in (("--dry-run", "Get-ThreadRun", "t", "r"), ("--dry-run", "curl", "Get-ThreadRun", "t", "r")):
        done = user.run(*line)
        assert done.code == 0 and not leaks(done.out + done.err)
    assert files_with_the_key(user.home) == []


@pytest.mark.parametrize("line", test_secrets.LINES)
def test_the_lines_of_all_canaries(user: User, line: str) -> None:
    """As for a key of the environment, with a stored one in its place."""
    with Loopback(test_secrets.quoting(401)) as user.server:
        user.login()
        done = user.run("-c", line.replace(test_secrets.KEY, CANARY))
        assert not leaks(done.out + done.err)
        assert test_secrets.leaks(done.out + done.err) == []


@pytest.mark.parametrize("options", [("bind",), ("--explain",), ("-o", "json", "--explain"), ("--dry-run", "curl")])
def test_what_is_only_shown_shows_none(user: User, options: tuple[str, ...]) -> None:
    user.login()
    done = user.run(*options, "-c", "\n".join(test_secrets.UNSENT[1:4]))
    assert not leaks(done.out + done.err) and test_secrets.leaks(done.out + done.err) == []
    assert user.sent() == []


@SOURCES
def test_no_list_of_processes_shows_it(user: User, make: Callable[[User], None]) -> None:
    """While a request is under way, and while the key is found."""
    user.key = f"stored-{os.urandom(8).hex()}"  # which the tests beside this one do not have
    arrived, released = threading.Event(), threading.Event()

    def answer(request: Any, connection: Any) -> None:
        arrived.set()
        released.wait(30)

    with Loopback(answer) as server:
        user.server = server
        make(user)
        child = subprocess.Popen(words("Get-ThreadRun", "t", "r"), env=user.environment(), stderr=subprocess.DEVNULL)
        with child:
            try:
                while not arrived.wait(0.01):
                    assert not [each for each in commands_running() if leaks(each, user.key)]
                    assert child.poll() is None
                assert not [each for each in commands_running() if leaks(each, user.key)]
                environment = Path(f"/proc/{child.pid}/environ").read_text()
                assert not leaks(environment, user.key)
            finally:
                released.set()
                child.kill()


def test_a_failure_of_ours_shows_no_key(user: User) -> None:
    user.login()
    code = (
        "import sys\n"
        "from pscompat.http import client\n"
        "def broken(self, *given):\n    raise ValueError(f'broken by {self.settings.key.reveal()}')\n"
        "client.Client._exchange = broken\n"
        "from pscompat.cli import main\n"
        "sys.exit(main(['Get-ThreadRun', 't', 'r']))\n"
    )
    for traceback in ("", "1"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=user.environment({"PSCOMPAT_TRACEBACK": traceback}),
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 1 and not leaks((done.stdout + done.stderr).decode())
