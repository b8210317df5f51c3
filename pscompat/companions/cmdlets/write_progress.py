"""Write-Progress: progress of long work."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pscompat.engine.call import Call


def process(call: Call) -> None:
    """Show it."""
    values = call.values
    percent = -1 if values.PercentComplete is None else int(values.PercentComplete)
    call.progress(values.Activity or "", values.Status or "", 100 if values.Completed else percent)
