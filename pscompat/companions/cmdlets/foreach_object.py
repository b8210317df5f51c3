"""ForEach-Object with a member: the values of one property."""

from __future__ import annotations

from pscompat.dotnet.members import ABSENT_PROPERTY, property_getter
from pscompat.dotnet.property_expression import PropertyExpression, property_value
from pscompat.dotnet.wildcard import contains_wildcards
from pscompat.errors import ErrorRecord, NotRunError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from pscompat.engine.call import Call

RUNS_SCRIPT_BLOCKS = True
"""What PowerShell would run is refused before the line runs."""


def check(values: Mapping[str, Any]) -> None:
    """Refuse methods. Raises NotRunError."""
    name = values.get("MemberName")
    if isinstance(name, str) and name.lower() in _METHODS:
        raise NotRunError(f"Method calls are not run by pscompat: '{name}'.", hint="Name a property instead.")


def begin(call: Call) -> None:
    """Find out how to read the property. Raises NotRunError for a script block."""
    if call.set_name == "ScriptBlockSet":
        blocks = call.values.Process or [""]
        raise NotRunError(
            f"Script blocks are not run by pscompat: 'ForEach-Object {{{blocks[0]}}}'.",
            hint="Name a property: ForEach-Object id.",
        )
    call.state.step = _step(call)


def process(call: Call) -> Iterable[Any]:
    """Write the value of the record's property, item by item where it is a list."""
    found: Iterable[Any] = call.state.step(call.values.InputObject)
    return found


_METHODS = frozenset(
    (
        "tostring",
        "toupper",
        "tolower",
        "toupperinvariant",
        "tolowerinvariant",
        "trimstart",
        "trimend",
        "tochararray",
        "gettype",
        "gethashcode",
        "touniversaltime",
        "tolocaltime",
        "toshortdatestring",
        "tolongdatestring",
        "tobinary",
        "tofiletime",
    )
)
"""Methods that need no arguments; as properties of records nobody would use such names."""


def _step(call: Call) -> Callable[[Any], Iterable[Any]]:
    name: str = call.values.MemberName
    check({"MemberName": name})
    if contains_wildcards(name):
        return _wildcard_step(call, PropertyExpression(name))
    get = property_getter(name)

    def step(record: Any) -> Iterable[Any]:
        value = get(record)
        if value is ABSENT_PROPERTY:
            return (None,)
        return value if isinstance(value, list) else (value,)

    return step


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
