"""Test-Path: whether files and folders exist."""

from __future__ import annotations

import os

from pscompat.dotnet.file_items import item_at
from pscompat.dotnet.members import own_property
from pscompat.dotnet.wildcard import contains_wildcards, unescape
from pscompat.engine.item_paths import NameFilter, absolute, given_paths, matching_items
from pscompat.errors import ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pscompat.engine.call import Call

NOT_RUN = ("Credential",)


def process(call: Call) -> Iterator[bool]:
    """Write whether each path exists."""
    names, literal = given_paths(call)
    for name in names if list(names) else (None,):
        if name is None:
            call.error(_null_path())
        elif not name.strip():
            yield False
        elif call.values.IsValid:
            yield "\0" not in name
        else:
            yield any(_fits(call, path) for path in _paths(name, literal))


def _null_path() -> ErrorRecord:
    message = "Value cannot be null. (Parameter 'The provided Path argument was null or an empty collection.')"
    return ErrorRecord("NullPathNotPermitted", message, category="InvalidArgument", exception="ArgumentNullException")


def _paths(name: str, literal: bool) -> list[str]:
    if "\0" in name:
        return []
    if not literal and contains_wildcards(name):
        return matching_items(name, force=True)
    return [absolute(name if literal else unescape(name))]


def _fits(call: Call, path: str) -> bool:
    values = call.values
    if not os.path.lexists(path) or not NameFilter(call).takes(path):
        return False
    kind = values.PathType.name if values.PathType is not None else "Any"
    if kind != "Any" and os.path.isdir(path) is not (kind == "Container"):
        return False
    written: Any = own_property(item_at(path), "LastWriteTime")
    return (values.OlderThan is None or written.ticks < values.OlderThan.ticks) and (
        values.NewerThan is None or values.NewerThan.ticks < written.ticks
    )
