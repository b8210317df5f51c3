"""Resolve-Path: the absolute paths of what exists."""

from __future__ import annotations

import os

from pscompat.engine.item_paths import absolute, existing_items, is_hidden
from pscompat.engine.path_info import path_info

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pscompat.engine.call import Call

NOT_RUN = ("Credential",)


def process(call: Call) -> Iterator[Any]:
    """Write the paths."""
    base = call.values.RelativeBasePath
    for path in existing_items(call, force=bool(call.values.Force)):
        yield _relative(path, absolute(base) if base else os.getcwd()) if call.values.Relative else path_info(path)


def _relative(path: str, base: str) -> str:
    """The path from a folder; the folder itself goes by its own name."""
    if path == base and path != "/":
        return f"../{os.path.basename(path)}"
    found = os.path.relpath(path, base)
    return found if found.startswith("..") or is_hidden(found) else f"./{found}"
