"""Trees of texts, lists and mappings as YAML in block style, laid out as platyPS lays them out (help.md §1.8).

Lists are not indented under their key; nothing is wrapped. How one text becomes a scalar is the caller's choice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Scalar = Callable[..., str]


class Anchored:
    """A node written with an anchor, for a later ``Alias``."""

    __slots__ = ("name", "node")

    def __init__(self, name: str, node: Any) -> None:
        self.name = name
        self.node = node


class Alias:
    """A reference to an anchored node."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


class Flow(list[str]):
    """A list of texts written in one line, ``[a, b]``."""


def dump(node: Any, scalar: Scalar, indent: int = 0) -> str:
    """The YAML of a list or mapping whose entries start in column ``indent``; ends with a line break.

    Raises RecursionError never: trees are as deep as the reader's cap allows.
    """
    out: list[str] = []
    if isinstance(node, dict):
        _mapping(node, scalar, indent, out, first="")
    else:
        _sequence(node, scalar, indent, out, first="")
    return "".join(out)


def _mapping(node: dict[str, Any], scalar: Scalar, indent: int, out: list[str], first: str) -> None:
    """Writes the entries; ``first`` replaces the margin of the first one (``- `` is already written)."""
    margin = first or " " * indent
    for key, value in node.items():
        out.append(f"{margin}{scalar(key, indent + 2, key=True)}:")
        _value(value, scalar, indent, out)
        margin = " " * indent


def _sequence(node: list[Any], scalar: Scalar, indent: int, out: list[str], first: str) -> None:
    margin = first or " " * indent
    for item in node:
        out.append(f"{margin}-")
        _item(item, scalar, indent, out)
        margin = " " * indent


def _value(value: Any, scalar: Scalar, indent: int, out: list[str]) -> None:
    """What follows a key's colon."""
    if isinstance(value, Flow):
        out.append(f" [{', '.join(scalar(text, indent + 2, flow=True) for text in value)}]\n")
    elif isinstance(value, dict) and value:
        out.append("\n")
        _mapping(value, scalar, indent + 2, out, first="")
    elif isinstance(value, list) and value:
        out.append("\n")
        _sequence(value, scalar, indent, out, first="")
    else:
        _leaf(value, scalar, indent, out)


def _item(value: Any, scalar: Scalar, indent: int, out: list[str]) -> None:
    """What follows a list's dash."""
    if isinstance(value, Anchored):
        out.append(f" &{value.name}\n")
        _mapping(value.node, scalar, indent + 2, out, first="")
    elif isinstance(value, Alias):
        out.append(f" *{value.name}\n")
    elif isinstance(value, dict) and value:
        _mapping(value, scalar, indent + 2, out, first=" ")
    elif isinstance(value, list) and value:
        _sequence(value, scalar, indent + 2, out, first=" ")
    else:
        _leaf(value, scalar, indent, out)


def _leaf(value: Any, scalar: Scalar, indent: int, out: list[str]) -> None:
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, dict):
        text = "{}"
    elif isinstance(value, list):
        text = "[]"
    else:
        text = scalar(value, indent + 2)
    out.append(f" {text}" if text.endswith("\n") else f" {text}\n")
