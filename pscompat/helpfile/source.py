"""The bytes of a help or module file."""

from __future__ import annotations

from ..errors import HelpFileError

MAX_SIZE = 4 * 1024 * 1024
"""The largest file that is read, in bytes."""
TOO_LARGE = f"larger than {MAX_SIZE // 1024 // 1024} MB"


def read_bytes(path: str) -> bytes:
    """The bytes of a file of at most ``MAX_SIZE``. Raises HelpFileError."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_SIZE + 1)
    except OSError as error:
        raise HelpFileError(path, f"the file cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise HelpFileError(path, f"the file cannot be read: {error}") from None
    if len(data) > MAX_SIZE:
        raise HelpFileError(path, TOO_LARGE)
    return data
