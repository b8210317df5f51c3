"""Trees of texts, lists and mappings as YAML in block style, laid out as platyPS lays them out (help.md §1.8).

Lists are not indented under their key; nothing is wrapped.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from .scalars import scalar


class Quoted(str):
    """A text that a plain scalar would not stand for."""

    __slots__ = ()


class Flow(list[str]):
    """A list of texts written in one line, ``[a, b]``."""


def dump(node: Any) -> str:
    """The YAML of a list or mapping; ends with a line break.

    Raises RecursionError never: trees are as deep as the reader's cap allows.
    """
    out: list[str] = []
    if isinstance(node, dict):
        _mapping(node, 0, out, first="")
    else:
        _sequence(node, 0, out, first="")
    return "".join(out)


def _mapping(node: dict[str, Any], indent: int, out: list[str], first: str) -> None:
    """Writes the entries; ``first`` replaces the margin of the first one (``- `` is already written)."""
    margin = first or " " * indent
    for key, value in node.items():
        out.append(f"{margin}{_key(key)}:")
        _value(value, indent, out)
        margin = " " * indent


@lru_cache(2000)
def _key(text: str) -> str:
    return scalar(text, 0, key=True)


def _sequence(node: list[Any], indent: int, out: list[str], first: str) -> None:
    margin = first or " " * indent
    for item in node:
        out.append(f"{margin}-")
        _item(item, indent, out)
        margin = " " * indent


def _value(value: Any, indent: int, out: list[str]) -> None:
    """What follows a key's colon."""
    if type(value) is str:
        _leaf(value, indent, out)
    elif isinstance(value, Flow):
        out.append(f" [{', '.join(scalar(text, indent + 2, flow=True) for text in value)}]\n")
    elif isinstance(value, dict) and value:
        out.append("\n")
        _mapping(value, indent + 2, out, first="")
    elif isinstance(value, list) and value:
        out.append("\n")
        _sequence(value, indent, out, first="")
    else:
        _leaf(value, indent, out)


def _item(value: Any, indent: int, out: list[str]) -> None:
    """What follows a list's dash."""
    if isinstance(value, dict) and value:
        _mapping(value, indent + 2, out, first=" ")
    elif isinstance(value, list) and value:
        _sequence(value, indent + 2, out, first=" ")
    else:
        _leaf(value, indent, out)


def _leaf(value: Any, indent: int, out: list[str]) -> None:
    if type(value) is str:
        text = scalar(value, indent + 2)
    elif isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, dict):
        text = "{}"
    elif isinstance(value, list):
        text = "[]"
    elif isinstance(value, (int, float)):
        text = repr(value)
    elif isinstance(value, Quoted):
        text = f"'{value}'"
    else:
        text = scalar(value, indent + 2)
    out.append(f" {text}" if text.endswith("\n") else f" {text}\n")
