"""Records that follow each other under one heading (views.md §8)."""

from __future__ import annotations

from ..dotnet.property_expression import BlockExpression
from ..dotnet.strings import to_string
from ..errors import NotRunError, PscompatError
from .shown_record import read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..dotnet.property_expression import PropertyExpression

_NOTHING = object()
"""The key of a group that has none, and so no heading: no record had the property, or the block wrote nothing."""


class Grouping:
    """Where groups begin. A record without the property, or for which the block fails, stays in its group."""

    def __init__(self, expression: PropertyExpression) -> None:
        self.expression = expression
        self._label = "" if expression.label == expression.text else expression.label
        self._key: Any = _NOTHING
        self._name = ""
        self._has_begun = False

    def begins(self, record: Any) -> bool:
        """Take the next record; whether a group begins with it."""
        found = self._of(record)
        changed = False
        if found is not None:
            before, (name, self._key) = self._key, found
            changed = not same_key(_or_null(before), _or_null(self._key))
            # Until a key differs from the one before, at first null, its name is not told.
            self._name = name if changed else self._name
        begins = changed or not self._has_begun
        self._has_begun = True
        return begins

    def heading(self) -> tuple[str, Any] | None:
        """The group's label and key."""
        return None if self._key is _NOTHING else (self._label or self._name, self._key)

    def _of(self, record: Any) -> tuple[str, Any] | None:
        """What the record is grouped by and its key."""
        expression = self.expression
        if not isinstance(expression, BlockExpression):
            names = expression.resolve(record)
            return (names[0], read(record, names[0])) if names else None
        try:
            output = expression.block.code.values(record)
        except NotRunError:
            raise
        except PscompatError:
            return None
        return expression.label, output[0] if len(output) == 1 else output or _NOTHING


def _or_null(key: Any) -> Any:
    return None if key is _NOTHING else key


def same_key(one: Any, other: Any) -> bool:
    """Whether two keys make one group: ``-eq`` in either direction, lists and objects by their texts."""
    if one is None or other is None:
        return one is other
    if isinstance(one, (list, dict)) or isinstance(other, (list, dict)):
        return to_string(one).lower() == to_string(other).lower()
    from ..dotnet.order.comparison import equal_values

    return equal_values(one, other) or equal_values(other, one)
