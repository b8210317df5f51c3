"""Split-Path: parts of paths."""

from __future__ import annotations

import os

from pscompat.dotnet.wildcard import contains_wildcards
from pscompat.engine.item_paths import given_paths, items_of
from pscompat.errors import ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pscompat.engine.call import Call

NOT_RUN = ("Credential",)


def process(call: Call) -> Iterator[Any]:
    """Write the part of each path."""
    names, literal = given_paths(call)
    for name in names:
        for path in _resolved(call, name, literal) if call.values.Resolve else [name]:
            yield from _part(call, path.replace("\\", "/"))


def _resolved(call: Call, name: str, literal: bool) -> Iterator[str]:
    """The paths that exist; what a wildcard matches is read as a pattern once more, and matches itself or nothing."""
    for path in items_of(call, name, literal):
        if literal or not contains_wildcards(os.path.basename(path)):
            yield path


def _part(call: Call, path: str) -> Iterator[Any]:
    values = call.values
    if values.IsAbsolute:
        yield path.startswith("/") or path == "~"
    elif values.Qualifier:
        message = f"Cannot parse path because path '{path}' does not have a qualifier specified."
        call.error(ErrorRecord("ParseQualifierError", message, category="InvalidArgument", exception="FormatException"))
    elif values.NoQualifier:
        yield path
    elif values.Leaf:
        yield _leaf(path)
    elif values.LeafBase:
        yield os.path.splitext(_leaf(path))[0] if not _leaf(path).startswith(".") else _dot_base(_leaf(path))
    elif values.Extension:
        yield _ending(_leaf(path))
    else:
        yield _folder(path)


def _leaf(path: str) -> str:
    trimmed = path.rstrip("/")
    return trimmed.rpartition("/")[2] if trimmed else path


def _ending(leaf: str) -> str:
    _, dot, ending = leaf.rpartition(".")
    return dot + ending if dot and ending else ""


def _dot_base(leaf: str) -> str:
    return leaf.removesuffix(_ending(leaf)) if _ending(leaf) else leaf


def _folder(path: str) -> str:
    trimmed = path.rstrip("/")
    head, slash, _ = trimmed.rpartition("/")
    return head or ("/" if slash else "")
