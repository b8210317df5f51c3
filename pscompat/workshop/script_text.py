"""The text of script and data files, in any encoding that PowerShell knows by its mark."""

from __future__ import annotations

from ..engine.text_files import MARKS
from ..files import read_bytes

MAX_SIZE = 64 * 1024 * 1024
"""The largest script that is read, in bytes."""


def read_script_text(path: str) -> str:
    """The text of a script file, line ends as they are. Raises HelpFileError: it cannot be read, or is too large."""
    return decoded(read_bytes(path, MAX_SIZE))


def decoded(data: bytes) -> str:
    """Bytes as text: UTF-8, or what a byte order mark says; bad bytes become U+FFFD (manifests.md §1)."""
    mark, codec = next(((mark, codec) for mark, codec in MARKS if data.startswith(mark)), (b"", "utf-8"))
    return data[len(mark) :].decode(codec, "replace")
