"""ForEach-Object: blocks for every record, or the values of one property or method."""

from __future__ import annotations

from pscompat.dotnet.members import ABSENT_PROPERTY, property_getter
from pscompat.dotnet.property_expression import PropertyExpression, property_value
from pscompat.dotnet.wildcard import contains_wildcards
from pscompat.errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from pscompat.engine.call import Call


NOT_RUN = ("Parallel", "ThrottleLimit", "TimeoutSeconds", "AsJob", "UseNewRunspace")


def begin(call: Call) -> Any:
    """Find out how to read the property, or run the first of several blocks."""
    if call.set_name != "ScriptBlockSet":
        call.state.step = _step(call)
        return None
    from pscompat.evaluation.blocks import begin_output, record_runner

    begins, processes, ends = _blocks(call)
    call.state.end = ends
    call.state.step = record_runner(processes)
    return begin_output(begins)


def _blocks(call: Call) -> tuple[list[Any], list[Any], list[Any]]:
    """The blocks for before, for each record and for after; of several the first one begins, the last one ends."""
    values = call.values
    begins = [values.Begin] if values.Begin is not None else []
    ends = [values.End] if values.End is not None else []
    processes = [*(values.Process or ()), *(values.RemainingScripts or ())]
    if not begins and len(processes) > 1:
        begins.append(processes.pop(0))
    if not ends and len(processes) > 1:
        ends.append(processes.pop())
    return begins, [each for each in processes if each is not None], [each for each in ends if each is not None]


def end(call: Call) -> Any:
    """Run the last block."""
    if call.set_name != "ScriptBlockSet":
        return None
    from pscompat.evaluation.blocks import begin_output

    return begin_output(call.state.end)


def process(call: Call) -> Iterable[Any]:
    """Write the value of the record's property, item by item where it is a list."""
    found: Iterable[Any] = call.state.step(call.values.InputObject)
    return found


def _step(call: Call) -> Callable[[Any], Iterable[Any]]:
    name: str = call.values.MemberName
    if contains_wildcards(name):
        return _wildcard_step(call, PropertyExpression(name))
    get = property_getter(name)
    arguments = list(call.values.ArgumentList or ())

    def step(record: Any) -> Iterable[Any]:
        value = get(record)
        if value is ABSENT_PROPERTY or arguments:
            return _called(call, record, name, arguments)
        return value if isinstance(value, list) else (value,)

    return step


def _called(call: Call, record: Any, name: str, arguments: list[Any]) -> Iterable[Any]:
    """A method of the record, or a property that it lacks. Errors are written, and the next record comes."""
    from pscompat.evaluation.element_calls import call_member

    try:
        found = call_member(record, name, arguments)
    except CommandError as error:
        first = error.records[0]
        message = first.message
        category = "InvalidArgument" if first.error_id == "InvokeMethodOnNull" else "InvalidOperation"
        known = first.error_id in ("InvokeMethodOnNull", "MethodNotFound")
        call.error(
            ErrorRecord(first.error_id if known else "MethodInvocationError", message, category=category, target=record)
        )
        return ()
    return found if isinstance(found, list) else (found,)


def _wildcard_step(call: Call, expression: PropertyExpression) -> Callable[[Any], Iterable[Any]]:
    def step(record: Any) -> Iterable[Any]:
        names = expression.resolve(record)
        if len(names) > 1:
            call.error(
                ErrorRecord(
                    "AmbiguousPropertyOrMethodName",
                    expression.ambiguity(names),
                    category="InvalidArgument",
                    exception="PSArgumentException",
                    target=record,
                )
            )
            return ()
        value = property_value(record, names[0]) if names else None
        return value if isinstance(value, list) else (value,)

    return step
