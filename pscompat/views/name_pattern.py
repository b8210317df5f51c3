"""The property that stands for a whole object where only one is shown (views.md §9)."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

_PATTERNS = ("name", "id", "key", "*key", "*name", "*id")


def shown_name(names: Iterable[object]) -> str | None:
    """The first name that fits the first of the patterns that any fits; None without one."""
    texts = [name for name in names if isinstance(name, str)]
    for pattern in _PATTERNS:
        for name in texts:
            lower = name.lower()
            if lower.endswith(pattern[1:]) if pattern[0] == "*" else lower == pattern:
                return name
    return None
