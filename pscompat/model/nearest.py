"""The name that was probably meant: the nearest one by edits."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 100
"""Longer texts are no misspelt names, and would cost too much."""


def nearest_name(typed: str, names: Iterable[str]) -> str:
    """The name with the fewest edits from what was typed, case ignored; empty when none is near.

    Near means at most a third of the letters changed, added, left out or swapped with their neighbour.
    """
    if not typed or len(typed) > _LONGEST:
        return ""
    wanted = typed.lower()
    best, best_distance = "", max(1, len(wanted) // 3) + 1
    for name in names:
        if abs(len(name) - len(wanted)) < best_distance:
            distance = edit_distance(wanted, name.lower())
            if distance < best_distance:
                best, best_distance = name, distance
    return best


def edit_distance(first: str, second: str) -> int:
    """How many letters must be changed, added, left out or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, char in enumerate(first, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != other))
            if i > 1 and j > 1 and char == second[j - 2] and first[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
