"""Get-Unique: each record is compared with the last one written."""

from __future__ import annotations

from pscompat.dotnet.kinds import first_type_name
from pscompat.dotnet.order.culture import equal
from pscompat.dotnet.order.object_order import compare_objects
from pscompat.dotnet.strings import to_string

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from pscompat.engine.call import Call


def begin(call: Call) -> None:
    """Choose the comparison."""
    call.state.same = _comparison(call)
    call.state.last = None


def process(call: Call) -> Iterable[Any]:
    """Write the record unless it equals the last one written."""
    if not call.expecting_input and "InputObject" not in call.bound:
        return ()
    record, state = call.values.InputObject, call.state
    if state.last is not None and state.same(record, state.last):
        return ()
    state.last = record
    return (record,)


def _comparison(call: Call) -> Callable[[Any, Any], bool]:
    values = call.values
    ignore_case = bool(values.CaseInsensitive)
    if values.OnType:
        return lambda one, other: first_type_name(one) == first_type_name(other)
    if values.AsString:
        return lambda one, other: equal(to_string(one), to_string(other), ignore_case=ignore_case)
    return lambda one, other: compare_objects(one, other, ignore_case=ignore_case) == 0
