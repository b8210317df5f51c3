"""Answers into files: written beside the target and renamed, so that nothing half-written is ever left there."""

from __future__ import annotations

import os

from ..dotnet.texts import is_file_name
from ..files import Replacement
from .request_errors import local_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from .request_errors import LocalError
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
        if _is_special(path):
            with open(path, "wb") as file:
                file.writelines(pieces)
            return
        with Replacement(path) as new:
            new.stream.writelines(pieces)
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


def _is_special(path: str) -> bool:
    """Whether a device or a pipe is there, which nothing can replace."""
    return os.path.exists(path) and not os.path.isfile(path)
