"""How deeply JSON may be nested that another process or a service gives."""

from __future__ import annotations

MAX_DEPTH = 200
"""What is nested deeper is refused where it is read; it is written as text where the standard library gives up."""


def deeper_than(value: object, limit: int) -> bool:
    """Whether more than ``limit`` lists and dictionaries stand within each other in a value."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(limit):
        level = [
            item
            for container in level
            for item in (container.values() if isinstance(container, dict) else container)
            if isinstance(item, (dict, list))
        ]
        if not level:
            return False
    return bool(level)
