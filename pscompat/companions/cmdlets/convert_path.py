"""Convert-Path: the absolute paths of what exists, as texts."""

from __future__ import annotations

from pscompat.engine.item_paths import existing_items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.engine.call import Call


def process(call: Call) -> Iterator[str]:
    """Write the paths."""
    yield from existing_items(call, force=bool(call.values.Force))
