"""Arguments and records as the case files write them, to values; and values in the notation of the binding files."""

from __future__ import annotations

from typing import Any

from pscompat.dotnet.canonical import canonical
from pscompat.dotnet.containers import PSCustomObject, ScriptBlock
from pscompat.dotnet.conversion import convert
from pscompat.dotnet.numbers import Numeral
from pscompat.dotnet.numeral import scan_numeral
from pscompat.dotnet.strings import net_text, type_text
from pscompat.dotnet.types import resolve

Json = Any


def argument_value(node: Json) -> Any:
    """A value that stands as an argument by itself: numbers remember their text, a signed one is text."""
    kind, value = node["t"], node.get("v")
    if kind == "num" and not node.get("expr"):
        if value[0] in "+-":
            return value
        number = scan_numeral(value)
        return number if net_text(number) == value else Numeral(number, value)
    if kind == "arr" and len(value) > 1:
        # A comma list stands in argument mode as well; one element, or none, was written @(…).
        return [argument_text(item) for item in value]
    return record_value(node)


def argument_text(node: Json) -> Any:
    """An element of a comma list: a signed number is text, others do not remember theirs."""
    if node["t"] == "num" and node["v"][0] in "+-":
        return node["v"]
    return record_value(node)


def record_value(node: Json) -> Any:
    """A value within an expression, a collection or the pipeline."""
    kind = node["t"]
    value = node.get("v")
    if kind in ("bare", "str", "bool", "null"):
        return value
    if kind == "num":
        return scan_numeral(value, signed=True)
    if kind == "arr":
        return [record_value(item) for item in value]
    if kind == "hash":
        return {key: record_value(item) for key, item in value.items()}
    if kind == "obj":
        properties = {key: record_value(item) for key, item in value.items()}
        name = properties.pop("PSTypeName", None)
        return PSCustomObject(properties, (name,) if name else ())
    if kind == "cast":
        return convert(record_value(value), resolve(node["type"]))
    if kind == "script":
        return ScriptBlock(value)
    raise ValueError(f"unknown value {node}")


def bound_value(value: Any) -> Json:
    """A value in the notation of the binding files, which says less than the general one: no source texts."""
    return _plain(canonical(value, reveal=True, qualified=True))


_TEXTS = {"regex": "System.Text.RegularExpressions.Regex", "type": "System.RuntimeType"}


def _plain(node: Json) -> Json:
    kind, value = node["t"], node.get("v")
    if kind == "list":
        return {**node, "v": [_plain(item) for item in value]}
    if kind in ("dict", "object"):
        return {**node, "v": [[_plain(k) if isinstance(k, dict) else k, _plain(item)] for k, item in value]}
    if kind in _TEXTS:
        return {"t": _TEXTS[kind], "v": type_text(value) if kind == "type" else value}
    for key in ("text", "original", "absolute"):
        node.pop(key, None)
    return node
