"""ConvertFrom-Csv: lines of comma-separated values as records."""

from __future__ import annotations

from pscompat.dotnet.strings import to_string
from pscompat.engine.csv_options import csv_reader, csv_records

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.dotnet.containers import PSCustomObject
    from pscompat.engine.call import Call


def begin(call: Call) -> None:
    """Read the options. Raises CommandError for columns of one name."""
    call.state.reader = csv_reader(call)


def process(call: Call) -> Iterator[PSCustomObject]:
    """Write the records of each text; the columns of the first hold for all."""
    for text in call.values.InputObject:
        yield from csv_records(call.state.reader, to_string(text))
