"""The values of a request with their types: plain scalars that look like numbers and truth values are such, and what
stands in quotes is a text, as authors know it from YAML.

Elsewhere in help files every scalar is a text.
"""

from __future__ import annotations

from typing import Any

from ..errors import HelpFileError
from .entry import plain, shown
from .yamltext import Mapping, Node, Sequence

_VALUES = frozenset(
    (
        *("query", "headers", "body", "form", "multipart", "values", "collect", "with", "add", "information"),
        *("expected", "each", "delay", "file", "save"),
    )
)
"""The keys of a request under which there are values; ``write`` is one more, in a step."""
_STEPS = ("before", "then")
_CONDITIONS = ("$when", "$as")
"""What stands within a value and is none."""
_LONGEST_NUMBER = 15
"""What has more digits stays a text: a Double could not hold them all."""
_TRUTH = {"true": True, "false": False}


def typed(tree: Node, path: str, place: str) -> Any:
    """The tree of ``request:`` or ``response:`` in plain dictionaries and lists, with typed values.

    Raises HelpFileError for a number that would not be written as it stands (1.10).
    """
    return _typed(tree, path, place, value=False, step=False)


def _typed(tree: Node, path: str, place: str, *, value: bool, step: bool) -> Any:
    if isinstance(tree, Mapping):
        members = {}
        for key, node in tree.items():
            inner = key not in _CONDITIONS if value else key in _VALUES or (step and key == "write")
            at = f"{place}.{key}"
            if inner and isinstance(node, str) and key not in tree.quoted and key != "$text":
                members[key] = _constant(node, path, at, tree.lines[key])
            else:
                members[key] = _typed(node, path, at, value=inner, step=key in _STEPS and not value)
        return members
    if isinstance(tree, Sequence):
        items = []
        for index, node in enumerate(tree):
            at = f"{place}[{index}]"
            if value and isinstance(node, str) and index not in tree.quoted:
                items.append(_constant(node, path, at, tree.lines[index]))
            else:
                items.append(_typed(node, path, at, value=value, step=step))
        return items
    return plain(tree)


def _constant(text: str, path: str, place: str, line: int) -> Any:
    found = constant(text)
    if isinstance(found, float) and repr(found) != text:
        reason = f"{shown(text)} is {found!r} as a number; write that, or put the text in quotes"
        raise HelpFileError(path, reason, line=line, key=place)
    return found


def constant(text: str) -> Any:
    """What a plain scalar stands for: a truth value, a number, or itself."""
    if text in _TRUTH:
        return _TRUTH[text]
    digits = text.removeprefix("-")
    whole, point, fraction = digits.partition(".")
    if len(digits) > _LONGEST_NUMBER or not _is_number(whole) or (point and not _is_digits(fraction)):
        return text
    return float(text) if point else int(text)


def _is_number(digits: str) -> bool:
    return _is_digits(digits) and (digits == "0" or digits[0] != "0")


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()
