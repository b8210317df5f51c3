"""Write-Warning: a text to the warning stream."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pscompat.engine.call import Call


def process(call: Call) -> None:
    """Write the text."""
    call.warn(call.values.Message)
