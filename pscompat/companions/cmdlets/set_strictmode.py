"""Set-StrictMode: read and passed over."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pscompat.engine.call import Call


def process(call: Call) -> None:
    """Say that nothing changes."""
    call.session.streams.note("Set-StrictMode is passed over: what is missing or was never set is null.")
