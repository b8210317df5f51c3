"""One record as JSON: its decoder, how much of it is taken, and why one is refused."""

from __future__ import annotations

from ..dotnet.containers import PSCustomObject
from ..dotnet.json.depth import MAX_DEPTH, deeper_than
from ..dotnet.numbers import long_integer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    NumberedLine = tuple[int, bytes | None]
    Tag = Callable[[PSCustomObject], PSCustomObject]
    OnError = Callable[[int, str], None]

MAX_BYTES = 32 * 1024 * 1024
"""A record longer than this is refused."""
TOO_LONG = f"it is longer than {MAX_BYTES // 1024**2} MiB"


def decoder() -> Callable[[str], Any]:
    """A function that reads one JSON value and nothing else. It raises ValueError and RecursionError."""
    import json

    reader = json.JSONDecoder(parse_int=long_integer, object_pairs_hook=PSCustomObject)
    scan = reader.scan_once  # type: ignore[attr-defined]

    def decode(text: str) -> Any:
        # What JSONDecoder.decode does, without its searches for blanks.
        try:
            value, end = scan(text, 0)
        except StopIteration:
            return reader.decode(text)
        if end != len(text) and text[end:].strip(" \t\r\n"):
            return reader.decode(text)
        if len(text) > MAX_DEPTH and text.count("[") + text.count("{") > MAX_DEPTH and deeper_than(value, MAX_DEPTH):
            raise RecursionError
        return value

    return decode


def reason_of(error: Exception) -> str:
    """Why a text could not be read as a JSON value."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if type(error) is ValueError:  # int() gives up; what is no JSON is a subclass
        return "a number in it has too many digits"
    return f"it is not JSON ({error})"
