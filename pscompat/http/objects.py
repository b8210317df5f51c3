"""Typed objects: a type name on an answer's object, and its times as dates (psopenai.md §11)."""

from __future__ import annotations

from ..dotnet.clock import SYSTEM_CLOCK, Clock
from ..dotnet.containers import PSCustomObject
from ..dotnet.json.dates import read_date
from ..dotnet.times import EPOCH_SECONDS, TICKS_PER_MINUTE, TICKS_PER_SECOND, DateTime, DateTimeOffset

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

_SHORTEST_ISO = 19
_FIRST, _LAST = -EPOCH_SECONDS, 253_402_300_799
"""The Unix times of the years 1 and 9999."""


def typed(
    record: PSCustomObject, type_name: str, objects: Mapping[str, Mapping[str, Any]], clock: Clock | None = None
) -> PSCustomObject:
    """Put the type name first on the object, once, and turn its times into dates.

    ``objects`` is the module file's ``types.objects``; the type's ``dates`` are the members that are times.
    """
    if type_name not in record.type_names:
        record.type_names = (type_name, *record.type_names)
    spec = objects.get(type_name)
    if spec and spec.get("dates"):
        to_dates(record, spec["dates"], clock)
    return record


def to_dates(record: PSCustomObject, names: Iterable[str], clock: Clock | None = None) -> None:
    """Turn the members that are Unix times into local DateTimes and move them to the end, in the order of the names.

    0 and null stay as and where they are, and so does a number that no date can hold.
    """
    for name in names:
        seconds = record.get(name)
        date = unix_date(seconds, clock)
        if date is not seconds:
            del record[name]
            record[name] = date


def unix_date(value: Any, clock: Clock | None = None) -> Any:
    """A Unix time as a local DateTime; 0, null, other values and numbers that no date can hold stay as they are.

    A text or a Double counts as PowerShell's ``-as [long]`` reads it; a text in the form of ISO 8601 becomes a date as
    ConvertFrom-Json makes one of it.
    """
    if isinstance(value, str) and len(value) >= _SHORTEST_ISO and value[10:11] == "T":
        return read_date(value, "Default", clock) or value
    seconds = _whole(value) if isinstance(value, (str, float)) else value
    if isinstance(seconds, int) and not isinstance(seconds, bool) and seconds and _FIRST <= seconds <= _LAST:
        return local_time(seconds, clock)
    return value


def _whole(value: str | float) -> object:
    from ..dotnet.conversion import convert
    from ..dotnet.types import resolve
    from ..errors import ConversionError

    try:
        return convert(value, resolve("System.Int64"))
    except ConversionError:
        return None


def unix_seconds(moment: DateTime | DateTimeOffset, clock: Clock | None = None) -> int:
    """The seconds from 1970-01-01 UTC to a moment; a DateTime of no kind is a local one."""
    if isinstance(moment, DateTimeOffset):
        return moment.utc_ticks // TICKS_PER_SECOND - EPOCH_SECONDS
    offset = moment.offset
    if moment.kind == "Unspecified":
        offset = (clock or SYSTEM_CLOCK).offset_of_local(moment.ticks)
    return (moment.ticks - offset * TICKS_PER_MINUTE) // TICKS_PER_SECOND - EPOCH_SECONDS


def local_time(seconds: int, clock: Clock | None = None) -> DateTime:
    """The local time, of kind Local, of that many seconds after 1970-01-01 UTC."""
    ticks = (seconds + EPOCH_SECONDS) * TICKS_PER_SECOND
    offset = (clock or SYSTEM_CLOCK).offset_minutes(ticks)
    return DateTime(ticks + offset * TICKS_PER_MINUTE, "Local", offset)
