"""Write-Verbose: a text to the verbose stream."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pscompat.engine.call import Call


def process(call: Call) -> None:
    """Write the text."""
    call.verbose(call.values.Message)
