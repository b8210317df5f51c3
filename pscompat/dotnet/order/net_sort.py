"""Sorting as .NET's lists sort: not stable, so that what compares equal comes out in .NET's order.

``items`` are sorted in place; ``compare`` gives a negative number, 0 or a positive one.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    T = TypeVar("T")
    Compare = Callable[[T, T], int]

_SMALL = 16
"""Up to that many items are sorted by insertion."""


def introspective_sort(items: list[T], compare: Compare[T]) -> None:
    """Quicksort with the median of three, insertion sort for small parts, heap sort where it goes too deep."""
    if len(items) > 1:
        _sort_part(items, 0, len(items), 2 * len(items).bit_length(), compare)


def _sort_part(items: list[T], low: int, size: int, depth: int, compare: Compare[T]) -> None:
    while size > 1:
        if size <= _SMALL:
            _sort_small(items, low, size, compare)
            return
        if depth == 0:
            _heap_sort(items, low, size, compare)
            return
        depth -= 1
        pivot = _partition(items, low, low + size - 1, compare)
        _sort_part(items, pivot + 1, low + size - pivot - 1, depth, compare)
        size = pivot - low


def _order_two(items: list[T], first: int, second: int, compare: Compare[T]) -> None:
    if compare(items[first], items[second]) > 0:
        items[first], items[second] = items[second], items[first]


def _sort_small(items: list[T], low: int, size: int, compare: Compare[T]) -> None:
    if size <= 3:
        _order_two(items, low, low + 1, compare)
        if size == 3:
            _order_two(items, low, low + 2, compare)
            _order_two(items, low + 1, low + 2, compare)
        return
    for index in range(low + 1, low + size):
        item = items[index]
        place = index
        while place > low and compare(item, items[place - 1]) < 0:
            items[place] = items[place - 1]
            place -= 1
        items[place] = item


def _partition(items: list[T], low: int, high: int, compare: Compare[T]) -> int:
    """Order the first, middle and last item, then part the rest around the middle one; gives its place."""
    middle = low + (high - low >> 1)
    _order_two(items, low, middle, compare)
    _order_two(items, low, high, compare)
    _order_two(items, middle, high, compare)
    pivot = items[middle]
    items[middle], items[high - 1] = items[high - 1], items[middle]
    left, right = low, high - 1
    while left < right:
        left += 1
        while left < high and compare(items[left], pivot) < 0:
            left += 1
        right -= 1
        while right > low and compare(pivot, items[right]) < 0:
            right -= 1
        if left >= right:
            break
        items[left], items[right] = items[right], items[left]
    if left != high - 1:
        items[left], items[high - 1] = items[high - 1], items[left]
    return left


def _heap_sort(items: list[T], low: int, size: int, compare: Compare[T]) -> None:
    for index in range(size // 2, 0, -1):
        _sink(items, low, index, size, compare)
    for index in range(size, 1, -1):
        items[low], items[low + index - 1] = items[low + index - 1], items[low]
        _sink(items, low, 1, index - 1, compare)


def _sink(items: list[T], low: int, index: int, size: int, compare: Compare[T]) -> None:
    item = items[low + index - 1]
    while index <= size // 2:
        child = 2 * index
        if child < size and compare(items[low + child - 1], items[low + child]) < 0:
            child += 1
        if compare(item, items[low + child - 1]) >= 0:
            break
        items[low + index - 1] = items[low + child - 1]
        index = child
    items[low + index - 1] = item


def bounded_sort(
    items: list[T], compare: Compare[T], limit: int, *, lowest: bool, is_new: Callable[[T], bool] | None = None
) -> list[T]:
    """The ``limit`` lowest (else highest) items in order, found with a heap of that size.

    ``compare`` must tell any two apart. ``is_new`` is asked once about each item and drops those it denies.
    The heap's quirks are Sort-Object's: with ``is_new``, an item is weighed by what stands in its place in the list.
    """
    wanted = -1 if lowest else 1
    heaped = index = dropped = 0
    while index + dropped < len(items):
        if heaped == limit and compare(items[0], items[index]) == wanted:
            index += 1
            continue
        if is_new is not None and not is_new(items[index + dropped]):
            dropped += 1
            continue
        if dropped:
            items[index] = items[index + dropped]
        _rise(items, index, limit, compare, wanted)
        heaped += 1
        if heaped > limit:
            items[0] = items[index]
            heaped = limit
            _settle(items, limit, compare, wanted)
        index += 1
    kept = items[:heaped]
    introspective_sort(kept, compare)
    return kept


def _rise(items: list[T], child: int, limit: int, compare: Compare[T], wanted: int) -> None:
    while child > 0:
        parent = ((limit if child > limit - 1 else child) - 1) >> 1
        if compare(items[child], items[parent]) == wanted:
            break
        items[parent], items[child] = items[child], items[parent]
        child = parent


def _settle(items: list[T], limit: int, compare: Compare[T], wanted: int) -> None:
    parent = 0
    while parent < limit >> 1:
        left, right = (parent << 1) + 1, (parent << 1) + 2
        child = left if right == limit or compare(items[left], items[right]) != wanted else right
        if compare(items[child], items[parent]) in (0, wanted):
            break
        items[child], items[parent] = items[parent], items[child]
        parent = child
