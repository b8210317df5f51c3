"""Write-Output: passes its input on."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pscompat.engine.call import Call


def process(call: Call) -> Iterable[Any]:
    """Write the record, a list item by item unless -NoEnumerate is given."""
    record = call.values.InputObject
    if isinstance(record, list) and not call.values.NoEnumerate:
        return record
    return (record,)
