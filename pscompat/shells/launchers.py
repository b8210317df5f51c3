"""Launchers: a small program for each cmdlet in a folder of the user's choice, for scripts and CI."""

from __future__ import annotations

import os

from ..errors import PscompatError
from ..files import Replacement
from .scripts import interpreter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 120
"""Bytes of a first line that every system takes."""


def launcher(cmdlet: str) -> str:
    """The three lines of a launcher."""
    program = " ".join(interpreter())
    if len(os.fsencode(program)) < _LONGEST and not any(char.isspace() for char in interpreter()[0]):
        call = f"raise SystemExit(__import__('pscompat.cli', fromlist=['main']).main([{cmdlet!r}, *sys.argv[1:]]))"
        return f"#!{program}\nimport sys\n{call}\n"
    words = " ".join("'" + word.replace("'", "'\\''") + "'" for word in interpreter())
    return f'#!/bin/sh\n# pscompat launcher\nexec {words} -m pscompat {cmdlet} "$@"\n'


def link(folder: str, names: Mapping[str, str]) -> list[str]:
    """Write launchers by file name and cmdlet. Returns the files.

    Raises OSError, and PscompatError where other files have these names.
    """
    foreign = [name for name in names if _is_foreign(os.path.join(folder, name))]
    if foreign:
        shown = ", ".join(foreign[:3]) + (" …" if len(foreign) > 3 else "")
        raise PscompatError(f"{folder} holds other files of these names: {shown}. Nothing is written.")
    os.makedirs(folder, exist_ok=True)
    written = []
    for name, cmdlet in names.items():
        path = os.path.join(folder, name)
        with Replacement(path) as new:
            new.stream.write(launcher(cmdlet).encode("utf-8", "surrogateescape"))
        os.chmod(path, 0o755)
        written.append(path)
    return written


def unlink(folder: str) -> list[str]:
    """Remove the launchers from a folder, and nothing else. Returns the files. Raises OSError."""
    removed = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if os.path.isfile(path) and not os.path.islink(path) and _is_launcher(path):
            os.unlink(path)
            removed.append(path)
    return removed


def _is_foreign(path: str) -> bool:
    return os.path.lexists(path) and (os.path.islink(path) or not os.path.isfile(path) or not _is_launcher(path))


def _is_launcher(path: str) -> bool:
    """Whether the file is a launcher, of whatever version."""
    with open(path, "rb") as file:
        lines = file.read(2000).split(b"\n")
    if len(lines) != 4 or not lines[0].startswith(b"#!"):
        return False
    of_python = lines[1] == b"import sys" and lines[2].startswith(b"raise SystemExit(__import__('pscompat.cli',")
    return of_python or (lines[1] == b"# pscompat launcher" and b" -m pscompat " in lines[2])
