"""New-Object: makes an object by the name of its type."""

from __future__ import annotations

from pscompat.dotnet.containers import PSCustomObject
from pscompat.dotnet.strings import to_string
from pscompat.errors import NotRunError
from pscompat.evaluation.element_calls import constructed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from pscompat.engine.call import Call

NOT_RUN = ("Strict",)
_CUSTOM = ("psobject", "pscustomobject", "management.automation.psobject", "management.automation.pscustomobject")


def check(values: Mapping[str, Any]) -> None:
    """Refuse types of which no object is made here. Raises NotRunError."""
    name = values.get("TypeName")
    if name is not None:
        _made(name, values.get("ArgumentList") or [], values.get("Property"))


def process(call: Call) -> Iterator[Any]:
    """Write the object. Raises NotRunError for types of which none is made here, CommandError where making fails."""
    values = call.values
    yield _made(values.TypeName, values.ArgumentList or [], values.Property)


def _made(name: str, arguments: list[Any], properties: dict[Any, Any] | None) -> Any:
    if name.lower().removeprefix("system.") in _CUSTOM:
        if arguments:
            raise NotRunError(f"Objects around others are not made by pscompat: New-Object {name} -ArgumentList.")
        return PSCustomObject({to_string(key): value for key, value in (properties or {}).items()})
    try:
        if properties:
            raise NotRunError("")
        return constructed(name, arguments)
    except NotRunError:
        raise NotRunError(
            f"Objects of this type are not made by pscompat: New-Object {name}.",
            hint="New-Object PSObject -Property @{name = 'value'} and [pscustomobject]@{name = 'value'} make objects.",
        ) from None
