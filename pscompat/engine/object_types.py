"""The objects of a module's API: which type name an object gets, and which of its members are points in time.

Both stand in the module file (``types.objects``); the API's own ``object`` value tells which row applies.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from ..helpfile.module import Module
    from ..values.clock import Clock
    from ..values.containers import PSCustomObject


def tagger(modules: Iterable[Module], clock: Clock | None = None) -> Callable[[PSCustomObject], PSCustomObject]:
    """A function that puts the type name on an object read back from another process, and makes dates of its dates.

    An object whose ``object`` value no module knows stays as it is.
    """
    table: dict[str, tuple[str, list[str]]] | None = None

    def tag(record: PSCustomObject) -> PSCustomObject:
        nonlocal table
        kind = record.get("object")
        if not isinstance(kind, str):
            return record
        if table is None:
            table = object_table(modules)
        row = table.get(kind)
        if row is None:
            return record
        if not record.type_names:
            record.type_names = (row[0],)
        for member in row[1]:
            value = record.get(member)
            if isinstance(value, str):
                record[member] = _from_text(value, clock)
            elif isinstance(value, int) and not isinstance(value, bool):
                from ..http.objects import local_time

                record[member] = local_time(value, clock)
        return record

    return tag


def object_table(modules: Iterable[Module]) -> dict[str, tuple[str, list[str]]]:
    """Type name and date members by ``object`` value; the first type that claims a value has it."""
    table: dict[str, tuple[str, list[str]]] = {}
    for module in modules:
        for name, row in module.objects.items():
            if row.get("object"):
                table.setdefault(row["object"], (name, row.get("dates", [])))
    return table


def _from_text(text: str, clock: Clock | None) -> Any:
    from ..errors import ConversionError
    from ..values.conversion import convert
    from ..values.types import resolve

    try:
        return convert(text, resolve("datetime"), clock)
    except ConversionError:
        return text
