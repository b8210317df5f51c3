"""Records sorted by their properties as Sort-Object sorts them, and the comparison that grouping shares.

Source: OrderObjectBase and Sort-Object of 7.6.
"""

from __future__ import annotations

from ..conversions.scalar import is_true
from ..members import ABSENT_PROPERTY
from ..property_expression import BlockExpression, PropertyExpression, property_name, property_value
from . import long_sort
from .net_sort import bounded_sort, introspective_sort
from .object_order import compare_objects, order_keys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Row = tuple[Any, ...]

_NO_LIMIT = 2**31 - 1
_EXACT_SIZE = 100_000
"""Up to that many records, equal ones come in the order in which .NET's sort leaves them; then in input order."""


def expand_wildcards(expressions: Sequence[PropertyExpression], records: Sequence[Any]) -> list[PropertyExpression]:
    """Patterns replaced by the properties they match in any record, in order of their names."""
    expanded: list[PropertyExpression] = []
    for expression in expressions:
        if not expression.has_wildcards:
            expanded.append(expression)
            continue
        names: dict[str, str] = {}
        for record in records:
            names.update((name.upper(), name) for name in expression.resolve(record))
        expanded += [PropertyExpression(names[key], options=expression.options) for key in sorted(names)]
    return expanded


def row_of(record: Any, expressions: Sequence[PropertyExpression]) -> Row:
    """What a record is compared by: itself, or its properties; ``ABSENT_PROPERTY`` where it lacks one."""
    if not expressions:
        return (record,)
    row = []
    for expression in expressions:
        if isinstance(expression, BlockExpression):
            row.append(expression.value_or_null(record))
            continue
        name = property_name(record, expression.text)
        row.append(ABSENT_PROPERTY if name is None else property_value(record, name))
    return tuple(row)


def is_ascending(expression: PropertyExpression, descending: bool) -> bool:
    """The direction of one property: its own where its dictionary gives one, else the command's."""
    given = {name: is_true(value) for name, value in expression.options.items()}
    up, down = given.get("ascending"), given.get("descending")
    if up is down:
        return not descending
    return up if up is not None else not down


def row_comparer(ascending: Sequence[bool], *, ignore_case: bool) -> Callable[[Row, Row], int]:
    """A function that compares two rows; a missing property comes last in both directions."""

    def compare(first: Row, second: Row) -> int:
        for one, other, upward in zip(first, second, ascending, strict=True):
            if one is ABSENT_PROPERTY or other is ABSENT_PROPERTY:
                order = (one is ABSENT_PROPERTY) - (other is ABSENT_PROPERTY)
            else:
                order = compare_objects(one, other, ignore_case=ignore_case)
                order = order if upward else -order
            if order:
                return order
        return 0

    return compare


def row_ranks(rows: Sequence[Row], ascending: Sequence[bool], *, ignore_case: bool) -> list[int] | None:
    """A whole number for each row in the rows' order, equal for equal rows; None where values are too unlike."""
    columns: list[list[int]] = []
    for index, upward in enumerate(ascending):
        column = [row[index] for row in rows]
        present = [value for value in column if value is not ABSENT_PROPERTY]
        keys = order_keys(present, ignore_case=ignore_case)
        if keys is None:
            return None
        distinct = list(set(keys))
        long_sort.sort(distinct, reverse=not upward)
        places = {key: place for place, key in enumerate(distinct)}
        found = iter(keys)
        last = len(distinct)
        columns.append([last if value is ABSENT_PROPERTY else places[next(found)] for value in column])
    if len(columns) == 1:
        return columns[0]
    combined = list(zip(*columns, strict=True))
    ranks = {key: rank for rank, key in enumerate(sorted(set(combined)))}
    return [ranks[key] for key in combined]


class Sorting:
    """How to sort: the options of Sort-Object. ``top`` and ``bottom`` are 0 when not asked for."""

    def __init__(
        self,
        expressions: Sequence[PropertyExpression],
        *,
        descending: bool = False,
        case_sensitive: bool = False,
        unique: bool = False,
        stable: bool = False,
        top: int = 0,
        bottom: int = 0,
    ) -> None:
        self.expressions = expressions
        self.descending = descending
        self.ignore_case = not case_sensitive
        self.unique = unique
        self.stable = stable
        self.top = top
        self.bottom = bottom

    def sort(self, records: Sequence[Any]) -> list[Any]:
        """The records in order."""
        expressions = expand_wildcards(self.expressions, records)
        rows = [row_of(record, expressions) for record in records]
        ascending = [is_ascending(each, self.descending) for each in expressions] or [not self.descending]
        ranks = row_ranks(rows, ascending, ignore_case=self.ignore_case)
        order = _Ranked(ranks) if ranks is not None else _Compared(rows, ascending, ignore_case=self.ignore_case)
        is_stable = self.stable or self.top or self.bottom
        places = self._stable(rows, order) if is_stable else self._unstable(order)
        return [records[place] for place in places]

    def _unstable(self, order: _Ranked | _Compared) -> list[int]:
        places = list(range(order.size))
        if order.may_tie and order.size <= _EXACT_SIZE:
            introspective_sort(places, order.compare)
        else:
            long_sort.sort(places, order.key)
        if not self.unique:
            return places
        kept = places[:1]
        for place in places[1:]:
            if order.compare(kept[-1], place) != 0:
                kept.append(place)
        return kept

    def _stable(self, rows: Sequence[Row], order: _Ranked | _Compared) -> list[int]:
        places = list(range(order.size))
        # Records without any of the properties come last.
        absent = [all(value is ABSENT_PROPERTY for value in row) for row in rows]

        def compare(one: int, other: int) -> int:
            if absent[one] is not absent[other]:
                return 1 if absent[one] else -1
            return order.compare(one, other) or (one > other) - (one < other)

        is_new = order.distinct() if self.unique else None
        # Values of one kind have one order only, however it is found.
        if self.top or self.bottom or (isinstance(order, _Compared) and order.size <= _EXACT_SIZE):
            limit = self.top or self.bottom or _NO_LIMIT
            return bounded_sort(places, compare, limit, lowest=bool(self.top), is_new=is_new)
        if is_new is not None:
            places = [place for place in places if is_new(place)]
        long_sort.sort(places, lambda place: (absent[place], order.key(place)))
        return places


class _Ranked:
    """The order of rows that have ranks."""

    def __init__(self, ranks: list[int]) -> None:
        self.key = ranks.__getitem__
        self.size = len(ranks)
        self.may_tie = len(set(ranks)) < len(ranks)

    def compare(self, one: int, other: int) -> int:
        first, second = self.key(one), self.key(other)
        return (first > second) - (first < second)

    def distinct(self) -> Callable[[int], bool]:
        """A function that tells whether a row is the first one of its rank that it is asked about."""
        seen: set[int] = set()

        def is_new(place: int) -> bool:
            known = len(seen)
            seen.add(self.key(place))
            return len(seen) > known

        return is_new


class _Compared:
    """The order of rows with values too unlike for ranks."""

    may_tie = True

    def __init__(self, rows: Sequence[Row], ascending: Sequence[bool], *, ignore_case: bool) -> None:
        from functools import cmp_to_key

        compare = row_comparer(ascending, ignore_case=ignore_case)
        self.size = len(rows)
        self.compare: Callable[[int, int], int] = lambda one, other: compare(rows[one], rows[other])
        self.key = cmp_to_key(self.compare)

    def distinct(self) -> Callable[[int], bool]:
        """A function that tells whether a row is the first of equal ones that it is asked about."""
        ordered: list[int] = []

        def is_new(place: int) -> bool:
            low, high = 0, len(ordered)
            while low < high:
                middle = (low + high) // 2
                sign = self.compare(place, ordered[middle])
                if sign == 0:
                    return False
                low, high = (low, middle) if sign < 0 else (middle + 1, high)
            ordered.insert(low, place)
            return True

        return is_new
