"""Join-Path: paths joined with one slash between."""

from __future__ import annotations

from pscompat.engine.item_paths import items_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.engine.call import Call

NOT_RUN = ("Credential",)


def process(call: Call) -> Iterator[str]:
    """Write each path joined with what lies below it."""
    values = call.values
    parts = [part for part in (*(values.ChildPath or ()), *(values.AdditionalChildPath or ())) if part]
    for path in values.Path:
        joined = path.replace("\\", "/")
        for part in parts:
            joined = joined_path(joined, part.replace("\\", "/"))
        if not parts:
            joined = joined_path(joined, "")
        if values.Resolve:
            yield from items_of(call, joined, literal=False)
        else:
            yield joined


def joined_path(parent: str, child: str) -> str:
    """A path and what lies below it."""
    if not parent:
        return child
    return f"{parent.rstrip('/')}/{child.lstrip('/')}"
