"""How large a value may get."""

from __future__ import annotations

from contextvars import ContextVar
from itertools import islice

from ..errors import NotRunError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

MOST = 256 * 1024 * 1024
"""So many elements or characters one value holds at most."""
_ALWAYS_ALLOWED = 1024 * 1024

most: ContextVar[int] = ContextVar("most", default=MOST)
"""The limit that holds where something is worked out; it is never below 1 Mi."""


_PIECE = 100_000


def gather(items: Iterable[Any], into: list[Any]) -> None:
    """Put many items into a list piece by piece: between the pieces Ctrl-C ends it."""
    source = iter(items)
    while piece := list(islice(source, _PIECE)):
        into.extend(piece)


def check_size(count: int) -> None:
    """Refuse a value that would hold too many elements or characters, before it is built. Raises NotRunError."""
    if count > _ALWAYS_ALLOWED and count > most.get():
        raise NotRunError(
            f"A value of {count:,} elements or characters is not run by pscompat: at most {most.get():,}."
        )
