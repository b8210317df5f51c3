"""ConvertTo-Csv: records as lines of comma-separated values."""

from __future__ import annotations

from pscompat.engine.csv_options import csv_writer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.engine.call import Call


def begin(call: Call) -> None:
    """Read the options. Raises CommandError where they exclude each other."""
    call.state.writer = csv_writer(call)


def process(call: Call) -> Iterator[str]:
    """Write the record's line, the names before the first."""
    values, writer = call.values, call.state.writer
    record = values.InputObject
    if writer.names is None:
        yield from writer.head(record, with_type=bool(values.IncludeTypeInformation), with_names=not values.NoHeader)
    line = writer.line(record)
    if line:
        yield line
