"""Texts compared as a StringComparison says."""

from __future__ import annotations

from ..dotnet.containers import EnumValue
from ..dotnet.order.culture import compare
from ..dotnet.texts import split_units
from .static_characters import simple_case

_LAST_LINGUISTIC = 3
"""CurrentCulture, InvariantCulture and both without case compare as languages do; the two behind them by code."""


def ignores_case(comparison: EnumValue) -> bool:
    """Whether the comparison takes large and small letters for the same."""
    return comparison.value % 2 == 1


def is_linguistic(comparison: EnumValue) -> bool:
    """Whether the comparison follows a culture."""
    return comparison.value <= _LAST_LINGUISTIC


def folded(text: str, comparison: EnumValue) -> str:
    """The units of a text for an ordinal comparison."""
    return split_units(simple_case(text, True) if ignores_case(comparison) else text)


def compared(one: str, other: str, comparison: EnumValue) -> int:
    """Less than 0, 0 or more than 0, as ``String.Compare`` gives it."""
    if is_linguistic(comparison):
        return compare(one, other, ignore_case=ignores_case(comparison))
    left, right = folded(one, comparison), folded(other, comparison)
    for a, b in zip(left, right, strict=False):
        if a != b:
            return ord(a) - ord(b)
    return len(left) - len(right)


def equal_by(one: str, other: str, comparison: EnumValue) -> bool:
    """``String.Equals`` with a StringComparison."""
    return compared(one, other, comparison) == 0
