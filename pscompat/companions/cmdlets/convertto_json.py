"""ConvertTo-Json: collects its records and writes one text."""

from __future__ import annotations

from pscompat.dotnet.json.convertto import JsonWriter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pscompat.engine.call import Call


def begin(call: Call) -> None:
    """Start collecting."""
    call.state.records = []


def process(call: Call) -> None:
    """Keep the record."""
    call.state.records.append(call.values.InputObject)


def end(call: Call) -> Iterable[str]:
    """Write the JSON text; one record stands for itself unless -AsArray is given."""
    values, records = call.values, call.state.records
    if not records:
        return ()
    depth, escape = values.Depth, values.EscapeHandling
    writer = JsonWriter(
        depth=2 if depth is None else depth,
        compress=bool(values.Compress),
        enums_as_strings=bool(values.EnumsAsStrings),
        escape="Default" if escape is None else escape.name,
        on_truncated=call.warn,
    )
    return (writer.write(records if len(records) > 1 or values.AsArray else records[0]),)
