"""Out-Null: drops its input."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pscompat.engine.call import Call


def process(call: Call) -> None:
    """Write nothing."""
