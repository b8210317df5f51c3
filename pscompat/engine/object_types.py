"""The objects of a module's API: which type name an object gets, and which of its members are points in time.

Both stand in the module file (``types.objects``); the API's own ``object`` value tells which row applies.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from ..dotnet.clock import Clock
    from ..dotnet.containers import PSCustomObject
    from ..helpfile.module import Module


def tagger(modules: Iterable[Module], clock: Clock | None = None) -> Callable[[PSCustomObject], PSCustomObject]:
    """A function that puts the type name on an object read back from another process, and makes dates of its dates.

    An object whose ``object`` value no module knows stays as it is.
    """
    from ..http.objects import unix_date

    table: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] | None = None

    def tag(record: PSCustomObject) -> PSCustomObject:
        nonlocal table
        kind = record.get("object")
        if type(kind) is not str:
            return record
        if table is None:
            table = {key: ((name,), tuple(dates)) for key, (name, dates) in object_table(modules).items()}
        row = table.get(kind)
        if row is None:
            return record
        if not record.type_names:
            record.type_names = row[0]
        for member in row[1]:
            if member in record:
                value = record[member]
                if value is not None:
                    record[member] = _date(value, clock) if isinstance(value, str) else unix_date(value, clock)
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


def _date(text: str, clock: Clock | None) -> Any:
    """A text as a DateTime; it stays as it is where it is none."""
    from ..dotnet.conversion import convert
    from ..dotnet.types import resolve
    from ..errors import ConversionError

    try:
        return convert(text, resolve("datetime"), clock)
    except ConversionError:
        return text
