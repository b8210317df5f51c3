"""New-TimeSpan: a span of time."""

from __future__ import annotations

from pscompat.dotnet.clock import SYSTEM_CLOCK
from pscompat.dotnet.times import (
    TICKS_PER_DAY,
    TICKS_PER_HOUR,
    TICKS_PER_MILLISECOND,
    TICKS_PER_MINUTE,
    TICKS_PER_SECOND,
    TimeSpan,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.engine.call import Call

_UNITS = {
    "Days": TICKS_PER_DAY,
    "Hours": TICKS_PER_HOUR,
    "Minutes": TICKS_PER_MINUTE,
    "Seconds": TICKS_PER_SECOND,
    "Milliseconds": TICKS_PER_MILLISECOND,
}


def process(call: Call) -> Iterator[TimeSpan]:
    """Write the span between two dates, or of so much time; a date that is not given is now."""
    values = call.values
    if call.set_name == "Time":
        yield TimeSpan(sum(int(values[name] or 0) * ticks for name, ticks in _UNITS.items()))
        return
    now = (call.session.clock or SYSTEM_CLOCK).now_ticks()
    start = values.Start.ticks if values.Start is not None else now
    end = values.End.ticks if values.End is not None else now
    yield TimeSpan(end - start)
