"""Start-Sleep: waits."""

from __future__ import annotations

from pscompat.http.deadline import sleep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pscompat.engine.call import Call


def process(call: Call) -> None:
    """Wait. What was written before is shown first."""
    values = call.values
    if call.set_name == "Milliseconds":
        seconds = int(values.Milliseconds) / 1000
    elif call.set_name == "FromTimeSpan":
        seconds = values.Duration.ticks / 10_000_000
    else:
        seconds = float(values.Seconds)
    call.session.streams.waiting()
    sleep(seconds)
