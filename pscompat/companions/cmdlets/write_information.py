"""Write-Information: a value to the information stream."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pscompat.engine.call import Call


def process(call: Call) -> None:
    """Write the value."""
    call.information(call.values.MessageData)
