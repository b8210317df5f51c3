"""Answers into files: written beside the target and renamed, so that nothing half-written is ever left there."""

from __future__ import annotations

import os
import stat

from ..values.texts import is_file_name
from .errors import local_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .errors import LocalError
    from .settings import Settings


def save(pieces: Iterable[bytes], target: str | os.PathLike[str], settings: Settings) -> None:
    """Write the pieces to a file; missing folders are made, an existing file is replaced when all is there.

    A device or a pipe is written to directly. Raises LocalError when the target cannot be written, and whatever
    reading the pieces raises; the target is untouched then.
    """
    try:
        check_target(target)
        path = os.path.realpath(target)
        check_target(path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        mode = _mode(path)
        if mode is not None and not stat.S_ISREG(mode):
            with open(path, "wb") as file:
                _fill(file.fileno(), pieces)
            return
        _write_beside(pieces, path, mode)
    except OSError as error:
        raise write_error(os.fspath(target), error, settings) from None


def check_target(path: str | os.PathLike[str]) -> None:
    """Refuse what can never become a file, before anything is asked for. Raises OSError."""
    text = os.fspath(path)
    if not is_file_name(text):
        raise OSError(0, "it is not a valid path", text)
    if os.path.isdir(text) or text.endswith(("/", os.sep)):
        raise IsADirectoryError(21, "it is a folder", text)


def write_error(path: str, error: OSError, settings: Settings) -> LocalError:
    """The error for a file that cannot be written."""
    message = f"Cannot write '{path}': {error.strerror or error}."
    return local_error(message, settings.command, exception="System.IO.IOException")


def _write_beside(pieces: Iterable[bytes], path: str, mode: int | None) -> None:
    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name[:100]}.{os.urandom(4).hex()}.part")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        try:
            _fill(handle, pieces)
        finally:
            os.close(handle)
        if mode is not None:
            os.chmod(beside, stat.S_IMODE(mode))
        os.replace(beside, path)
    except BaseException:  # also Ctrl-C: the half-written file goes
        _remove(beside)
        raise


def _fill(handle: int, pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        view = memoryview(piece)
        while view:
            view = view[os.write(handle, view) :]


def _remove(path: str) -> None:
    """Remove a file if it is there."""
    try:
        os.remove(path)
    except OSError:
        return


def _mode(path: str) -> int | None:
    try:
        return os.stat(path).st_mode
    except FileNotFoundError:
        return None
