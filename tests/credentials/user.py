"""A user with a home of their own, who runs pscompat against a server on this machine."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..cli.processes import Done, environment, on_terminal, run
from ..http.loopback import Loopback, respond

CANARY = "stored-secret-7319-xk"
"""A key that no pattern of a module knows."""
LINE = ("Get-ThreadRun", "t", "r")
"""A line that sends one request."""


def answering() -> Loopback:
    """A server that answers every request."""
    return Loopback(respond({"id": "run_1", "object": "thread.run"}))


class User:
    """Runs pscompat in a home folder; the environment holds no key, and the server's address where there is one."""

    def __init__(self, home: Path, server: Loopback | None = None) -> None:
        self.home = home
        self.server = server
        self.folder = home / ".config" / "pscompat"
        self.credentials = self.folder / "credentials.json"
        self.config = self.folder / "config.json"
        self.variables: dict[str, str] = {}
        self.key = CANARY

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """What the process's environment holds."""
        own = {"HOME": str(self.home), "XDG_CONFIG_HOME": str(self.home / ".config"), "OPENAI_API_KEY": ""}
        return environment(self.server, {**own, **self.variables, **(more or {})})

    def run(
        self,
        *words: str,
        stdin: bytes | None = None,
        cwd: Path | None = None,
        more: Mapping[str, str] | None = None,
        **variables: str,
    ) -> Done:
        """Run it to its end, with more variables."""
        fed: dict[str, Any] = {} if stdin is None else {"stdin": stdin}
        own = self.environment({**(more or {}), **variables})
        return run(*words, more=own, cwd=cwd, server=self.server, **fed)

    def on_terminal(self, *words: str, answers: Sequence[tuple[str, str]] = (), **more: str) -> tuple[int, str]:
        """Run it on a terminal, whose questions are answered."""
        return on_terminal(*words, answers=answers, more=self.environment(more), server=self.server)

    def login(self, *words: str, key: str = "", **more: str) -> Done:
        """Store a key by standard input; it must go well."""
        done = self.run("login", *words, "--stdin", stdin=(key or self.key).encode(), more=more)
        assert done.code == 0, done.all
        return done

    def store_command(self, command: str, *before: str) -> None:
        """Store a command that prints a key."""
        done = self.run(*before, "login", "--store", "command", command)
        assert done.code == 0, done.all

    def modes(self) -> dict[str, int]:
        """The permissions of the user's files and their folder."""
        paths = [self.folder, *sorted(self.folder.iterdir())]
        return {path.name: stat.S_IMODE(path.stat().st_mode) for path in paths}

    def keys(self) -> dict[str, Any]:
        """The content of the credentials file."""
        return dict(json.loads(self.credentials.read_text()))

    def sent(self) -> list[str]:
        """The keys that the server has got, one for each request."""
        assert self.server is not None
        return [each.headers.get("authorization", "").removeprefix("Bearer ") for each in self.server.received]

    def script(self, name: str, text: str) -> str:
        """A program of the user's; its path."""
        path = self.home / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return str(path)


def long_sleep() -> str:
    """A command that takes longer than any test, and that no other test runs."""
    return f"sleep 61.{int.from_bytes(os.urandom(4), 'big')}"


def commands_running() -> Iterator[str]:
    """What ``ps`` shows of each process: its words."""
    for name in os.listdir("/proc"):
        if name.isdecimal():
            try:
                yield Path(f"/proc/{name}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            except OSError:
                continue
