"""Lines run by the shells that people paste them into."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..http.loopback import Loopback
from .processes import Done, environment

SHELLS = {
    "sh": ["-c"],
    "bash": ["--norc", "--noprofile", "-c"],
    "zsh": ["-f", "-c"],
    "fish": ["--no-config", "-c"],
}
"""Each shell, and how it runs a line without anybody's settings."""

_RECORDER = """\
#!{python}
import json, os, sys
with open(os.environ["WORDS"], "a", encoding="utf-8") as file:
    file.write(json.dumps([os.fsencode(word).decode("utf-8", "replace") for word in sys.argv[1:]]) + "\\n")
"""
_PSCOMPAT = '#!/bin/sh\nexec "{python}" -m pscompat "$@"\n'


def each_shell(*names: str) -> pytest.MarkDecorator:
    """Parametrises a test by ``shell``: those named, else bash, zsh and fish; one that is not installed is skipped."""
    return pytest.mark.parametrize(
        "shell",
        [
            pytest.param(name, marks=pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is not installed"))
            for name in names or ("bash", "zsh", "fish")
        ],
    )


def run_in(shell: str, line: str, folder: Path, server: Loopback | None = None) -> Done:
    """Run a line in which ``pscompat`` is this package's."""
    return _run(shell, line, folder, _PSCOMPAT, environment(server))


def words_in(shell: str, line: str, folder: Path) -> list[list[str]]:
    """The words that each ``pscompat`` of the line gets from the shell."""
    record = folder / "words"
    record.write_bytes(b"")
    _run(shell, line, folder, _RECORDER, {**environment(), "WORDS": str(record)})
    return [json.loads(words) for words in record.read_text(encoding="utf-8").splitlines()]


def _run(shell: str, line: str, folder: Path, program: str, variables: dict[str, str]) -> Done:
    commands = folder / "bin"
    commands.mkdir(exist_ok=True)
    command = commands / "pscompat"
    command.write_text(program.format(python=sys.executable), encoding="utf-8")
    command.chmod(0o755)
    # Patterns have no file to match but these.
    empty = folder / "empty"
    empty.mkdir(exist_ok=True)
    variables = {**variables, "PATH": f"{commands}{os.pathsep}{variables['PATH']}", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [shell, *SHELLS[shell], line],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=variables,
        cwd=empty,
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)
