"""A .NET regular expression as JSON Schema has it: ECMA-262, letter case written out where PowerShell ignores it.

A schema must not refuse what the command takes, so an expression that only .NET can read has no counterpart.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...dotnet.regex.atoms import RegexProblem
from ...dotnet.regex.classes import case_variants
from ...dotnet.regex.grammar import parse_pattern

_KNOWN_OPTIONS = frozenset(("none", "ignorecase", "compiled", "cultureinvariant", ""))
_SYNTAX = frozenset("^$\\.*+?()[]{}|")
_IN_CLASS = frozenset("^\\[]-")
_ANCHORS = {"^": "^", "$": "$", "\\A": "^", "\\z": "$", "\\Z": "$", "\\b": "\\b", "\\B": "\\B"}
_AROUND = {"group": "(?:", "ahead": "(?=", "not-ahead": "(?!", "behind": "(?<=", "not-behind": "(?<!"}


class _OnlyNetError(Exception):
    """ECMA-262 has no such thing."""


def ecma_pattern(pattern: str, options: str = "IgnoreCase") -> str | None:
    """The expression, or None. ``options`` are those of ``ValidatePattern``, which ignores letter case by default."""
    words = {word.strip().lower() for word in options.split(",")}
    if words - _KNOWN_OPTIONS:
        return None
    try:
        tree = parse_pattern(pattern, frozenset("i" if "ignorecase" in words else ""))
        return _text(tree[1] if tree[0] == "group" else tree)
    except (RegexProblem, RecursionError, _OnlyNetError):
        return None


def _text(node: tuple[Any, ...]) -> str:
    kind = node[0]
    if kind in _AROUND:
        return f"{_AROUND[kind]}{_text(node[1])})"
    write = _WRITERS.get(kind)
    if write is None:
        raise _OnlyNetError(kind)
    return write(node)


def _any(node: tuple[Any, ...]) -> str:
    return "[\\s\\S]" if node[1] else "[^\\n]"


def _anchor(node: tuple[Any, ...]) -> str:
    name, special = node[1], node[2]
    if name not in _ANCHORS or (special and name in "^$"):
        raise _OnlyNetError(name)
    return _ANCHORS[name]


def _literal(node: tuple[Any, ...]) -> str:
    variants = sorted(set(case_variants(node[1]))) if node[2] else [node[1]]
    if len(variants) == 1:
        return _escaped(variants[0], _SYNTAX)
    return f"[{''.join(_escaped(each, _IN_CLASS) for each in variants)}]"


def _class(node: tuple[Any, ...]) -> str:
    _, negated, members, subtraction, ignore_case = node
    if subtraction is not None:
        raise _OnlyNetError("subtraction")
    parts = dict.fromkeys(part for member in members for part in _member(member, ignore_case))
    if len(parts) == 1 and not negated and members[0][0] == "shorthand":
        return next(iter(parts))
    return f"[{'^' if negated else ''}{''.join(parts)}]"


def _member(member: tuple[Any, ...], ignore_case: bool) -> list[str]:
    """What stands for one member between brackets."""
    if member[0] == "shorthand":
        return [f"\\{member[1]}"]
    if member[0] != "range":
        raise _OnlyNetError(member[0])
    first, last = member[1], member[2]
    if first == last:
        variants = set(case_variants(first)) if ignore_case else {first}
        return [_escaped(each, _IN_CLASS) for each in (first, *sorted(variants - {first}))]
    spans = [(first, last)]
    if ignore_case:
        for low, high in (("a", "z"), ("A", "Z")):
            start, end = max(first, low), min(last, high)
            if start <= end:
                spans.append((start.swapcase(), end.swapcase()))
    return [f"{_escaped(start, _IN_CLASS)}-{_escaped(end, _IN_CLASS)}" for start, end in spans]


def _repeat(node: tuple[Any, ...]) -> str:
    body, low, high, lazy = node[1:]
    text = _text(body)
    if body[0] not in ("literal", "class", "any", "group", "capture"):
        text = f"(?:{text})"
    bounds = {(0, -1): "*", (1, -1): "+", (0, 1): "?"}.get((low, high))
    if bounds is None:
        bounds = f"{{{low}}}" if low == high else f"{{{low},{'' if high == -1 else high}}}"
    return f"{text}{bounds}{'?' if lazy else ''}"


def _capture(node: tuple[Any, ...]) -> str:
    if node[2] is not None:
        raise _OnlyNetError("a balancing group")
    return f"(?:{_text(node[3])})"


def _escaped(char: str, special: frozenset[str]) -> str:
    if char in special:
        return f"\\{char}"
    return char if char.isprintable() and char < "\ud800" else f"\\u{ord(char):04x}"


_WRITERS: dict[str, Callable[[tuple[Any, ...]], str]] = {
    "any": _any,
    "anchor": _anchor,
    "literal": _literal,
    "class": _class,
    "repeat": _repeat,
    "capture": _capture,
    "seq": lambda node: "".join(map(_text, node[1])),
    "either": lambda node: "|".join(map(_text, node[1])),
}
