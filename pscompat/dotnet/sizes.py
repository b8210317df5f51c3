"""How large a value may get."""

from __future__ import annotations

from contextvars import ContextVar

from ..errors import NotRunError

MOST = 256 * 1024 * 1024
"""So many elements or characters one value holds at most."""
_ALWAYS_ALLOWED = 1024 * 1024

most: ContextVar[int] = ContextVar("most", default=MOST)
"""The limit that holds where something is worked out; it is never below 1 Mi."""


def check_size(count: int) -> None:
    """Refuse a value that would hold too many elements or characters, before it is built. Raises NotRunError."""
    if count > _ALWAYS_ALLOWED and count > most.get():
        raise NotRunError(
            f"A value of {count:,} elements or characters is not run by pscompat: at most {most.get():,}."
        )
