"""The bytes of a help or module file."""

from __future__ import annotations

from ..errors import HelpFileError
from ..files import read_regular

MAX_SIZE = 4 * 1024 * 1024
"""The largest file that is read, in bytes, where no other limit is given."""


def read_bytes(path: str, limit: int = MAX_SIZE) -> bytes:
    """The bytes of a file of at most ``limit``. Raises HelpFileError."""
    data = read_start(path, limit + 1)
    if len(data) > limit:
        raise HelpFileError(path, too_large(limit))
    return data


def read_start(path: str, size: int) -> bytes:
    """The first ``size`` bytes of a regular file, or all there are. Raises HelpFileError."""
    try:
        return read_regular(path, size)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise HelpFileError(path, f"the file cannot be read: {reason}") from None


def too_large(limit: int) -> str:
    """Why a file of more bytes than the limit is refused."""
    return f"larger than {limit // 1024 // 1024} MB"
