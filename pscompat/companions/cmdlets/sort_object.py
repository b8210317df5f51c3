"""Sort-Object: collects its records and writes them in order."""

from __future__ import annotations

from pscompat.dotnet.order.sorting import Sorting
from pscompat.dotnet.property_expression import read_expressions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pscompat.engine.call import Call

NOT_RUN = ("Culture",)


def begin(call: Call) -> None:
    """Read -Property. Raises CommandError and NotRunError where it is not valid."""
    values = call.values
    call.state.sorting = Sorting(
        read_expressions(values.Property or (), ("ascending", "descending")),
        descending=bool(values.Descending),
        case_sensitive=bool(values.CaseSensitive),
        unique=bool(values.Unique),
        stable=bool(values.Stable),
        top=values.Top or 0,
        bottom=values.Bottom or 0,
    )
    call.state.records = []


def process(call: Call) -> None:
    """Keep the record; nulls are dropped."""
    if call.values.InputObject is not None:
        call.state.records.append(call.values.InputObject)


def end(call: Call) -> Iterable[Any]:
    """Write all records in order."""
    sorted_records: list[Any] = call.state.sorting.sort(call.state.records)
    return sorted_records
