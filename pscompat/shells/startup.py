"""Installing: a script for each shell in the user's data folder, and a line in the file that the shell reads first."""

from __future__ import annotations

import os

from ..files import Replacement
from .scripts import SHELLS, quoted_path, script

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..helpfile.module import Module

_MARK = b"# pscompat shell"
_NOTES = {"plain": b"", "unended": b": the line before had no end", "own": b": the file was not there"}
"""What stands behind the mark, so that what was there before can be had again."""


def scripts_folder() -> str:
    """Where the scripts lie."""
    base = os.environ.get("XDG_DATA_HOME", "")
    if not os.path.isabs(base):
        base = os.path.join(os.path.expanduser("~"), ".local", "share")
    return os.path.join(base, "pscompat", "shell")


def script_file(shell: str) -> str:
    """The script of a shell."""
    return os.path.join(scripts_folder(), f"pscompat.{shell}")


def startup_file(shell: str) -> str:
    """The file that an interactive shell reads first; where it is a link, what it leads to."""
    home = os.path.expanduser("~")
    if shell == "fish":
        base = os.environ.get("XDG_CONFIG_HOME", "")
        path = os.path.join(base if os.path.isabs(base) else os.path.join(home, ".config"), "fish", "config.fish")
    else:
        folder = os.environ.get("ZDOTDIR") or home if shell == "zsh" else home
        path = os.path.join(folder, f".{shell}rc")
    return os.path.realpath(path)


def startup_line(shell: str) -> bytes:
    """The line that reads the script, if it is there; without the mark and the line's end."""
    path = quoted_path(script_file(shell), shell)
    text = f"test -r {path}; and source {path} " if shell == "fish" else f"[ ! -r {path} ] || . {path} "
    return os.fsencode(text) + _MARK


def install(shells: Sequence[str], modules: Iterable[Module]) -> list[str]:
    """Write the scripts, and the lines that are not there yet. Returns the files written. Raises OSError."""
    listed = list(modules)
    written = []
    for shell in shells:
        written.append(_write_script(shell, listed))
        path = startup_file(shell)
        before = _read(path)
        line = startup_line(shell)
        if before is not None and any(each.startswith(line) for each in before.split(b"\n")):
            continue
        _write(path, _with_line(before, line))
        written.append(path)
    return written


def refresh(modules: Iterable[Module]) -> list[str]:
    """Write the scripts anew that are installed. Returns the files. Raises OSError."""
    installed = [shell for shell in SHELLS if os.path.exists(script_file(shell))]
    listed = list(modules) if installed else []
    return [_write_script(shell, listed) for shell in installed]


def uninstall(shells: Sequence[str]) -> list[str]:
    """Remove the scripts and our lines, and nothing else. Returns the files changed or removed. Raises OSError."""
    changed = []
    for shell in shells:
        path = startup_file(shell)
        before = _read(path)
        if before is not None:
            after = _without_line(before)
            if after is None:
                os.unlink(path)
                _remove_if_empty(os.path.dirname(path), os.path.expanduser("~"))
            elif after != before:
                _write(path, after)
            if after != before:
                changed.append(path)
        if os.path.exists(script_file(shell)):
            os.unlink(script_file(shell))
            changed.append(script_file(shell))
    _remove_if_empty(scripts_folder(), os.path.expanduser("~"))
    return changed


def _write_script(shell: str, modules: Iterable[Module]) -> str:
    path = script_file(shell)
    _write(path, script(shell, modules).encode("utf-8", "surrogateescape"))
    return path


def _with_line(before: bytes | None, line: bytes) -> bytes:
    if before is None:
        return line + _NOTES["own"] + b"\n"
    if before and not before.endswith(b"\n"):
        return before + b"\n" + line + _NOTES["unended"] + b"\n"
    return before + line + _NOTES["plain"] + b"\n"


def _without_line(before: bytes) -> bytes | None:
    """The text without our lines, byte for byte as it was; None where the file is nothing but ours."""
    lines = before.split(b"\n")
    kept: list[bytes] = []
    own = False
    for index, line in enumerate(lines):
        head, mark, note = line.rpartition(_MARK)
        if not mark or note not in _NOTES.values() or b"pscompat." not in head:
            kept.append(line)
            continue
        own = own or note == _NOTES["own"]
        if note == _NOTES["unended"] and index == len(lines) - 2 and lines[-1] == b"":
            # The line before it had no end, and has none again.
            return b"\n".join(kept)
    after = b"\n".join(kept)
    return None if own and not after else after


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def _write(path: str, content: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with Replacement(path) as new:
        new.stream.write(content)


def _remove_if_empty(folder: str, end: str) -> None:
    """Remove a folder, and those above it below the home folder, as long as nothing is in them."""
    while folder.startswith(end + os.sep):
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = os.path.dirname(folder)
