"""Sorting records: .NET's sort, stable sorts, the first and last few, and the order of unlike values."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cmp_to_key
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.containers import EnumValue, PSCustomObject
from pscompat.dotnet.numbers import Int64
from pscompat.dotnet.order.net_sort import introspective_sort
from pscompat.dotnet.order.object_order import compare_objects, order_keys
from pscompat.dotnet.order.sorting import Sorting
from pscompat.dotnet.property_expression import PropertyExpression
from pscompat.dotnet.times import DateTime

VALUES = st.one_of(
    st.none(),
    st.integers(-(10**6), 10**6).map(Int64),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text("aAäB9 -", max_size=3),
    st.booleans(),
)


def rows(values: list[Any], name: str = "v") -> list[PSCustomObject]:
    return [PSCustomObject({name: value, "n": index}) for index, value in enumerate(values)]


def sort(records: list[Any], *names: str, **options: Any) -> list[Any]:
    return Sorting([PropertyExpression(name) for name in names], **options).sort(records)


def compare_numbers(one: int, other: int) -> int:
    return (one > other) - (one < other)


@given(st.lists(st.integers(0, 20), max_size=200))
def test_the_sort_of_net_sorts(items: list[int]) -> None:
    found = list(items)
    introspective_sort(found, compare_numbers)
    assert found == sorted(items)


def worst_case(size: int) -> list[int]:
    """Numbers that make quicksort quadratic: each is settled, as the lowest one left, when it meets the pivot."""
    values = [size] * size
    settled = pivot = 0

    def compare(one: int, other: int) -> int:
        nonlocal settled, pivot
        if values[one] == values[other] == size:
            values[one if one == pivot else other] = settled
            settled += 1
        if size in (values[one], values[other]):
            pivot = one if values[one] == size else other
        return compare_numbers(values[one], values[other])

    introspective_sort(list(range(size)), compare)
    return values


def test_the_sort_of_net_gives_up_on_quicksort_where_it_goes_too_deep() -> None:
    items = worst_case(600)
    compared = 0

    def compare(one: int, other: int) -> int:
        nonlocal compared
        compared += 1
        return compare_numbers(one, other)

    found = list(items)
    introspective_sort(found, compare)
    assert found == sorted(items)
    # Twice as deep as halves would go: a limit of once or three times that takes 15,000 or 25,000.
    assert 18_000 < compared < 22_000


def test_equal_records_change_places_as_in_net() -> None:
    # Three items: the first and last are exchanged, which turns equal ones around.
    records = rows(["b", "b", "a"])
    assert [each["n"] for each in sort(records, "v")] == [2, 1, 0]
    assert [each["n"] for each in sort(records, "v", stable=True)] == [2, 0, 1]


@pytest.mark.parametrize(
    ("size", "order"),
    [
        # Insertion up to sixteen; from there on the middle one is the pivot, and equal ones are exchanged around it.
        (15, range(15)),
        (16, range(16)),
        (17, [0, 14, 13, 12, 11, 10, 9, 15, 8, 6, 5, 4, 3, 2, 1, 7, 16]),
        (18, [0, *range(15, 0, -1), 16, 17]),
        (33, [0, *range(30, 16, -1), 31, 16, *range(14, 0, -1), 15, 32]),
    ],
)
def test_many_equal_records_change_places_as_in_net(size: int, order: Sequence[int]) -> None:
    assert [each["n"] for each in sort(rows(["a"] * size), "v")] == list(order)
    assert [each["n"] for each in sort(rows(["a"] * size), "v", stable=True)] == list(range(size))


@pytest.mark.parametrize(("size", "in_input_order"), [(100_000, False), (100_001, True)])
def test_very_many_records_keep_the_order_of_equals(size: int, in_input_order: bool) -> None:
    records = rows([Int64(index % 2) for index in range(size)])
    assert (sort(records, "v") == records[::2] + records[1::2]) is in_input_order


@given(st.lists(VALUES.filter(lambda value: not isinstance(value, bool)), max_size=30), st.booleans())
def test_stable_sorts_keep_the_order_of_equals(values: list[Any], descending: bool) -> None:
    texts = [str(value) for value in values]
    found = [each["n"] for each in sort(rows(texts), "v", stable=True, descending=descending)]
    sign = -1 if descending else 1

    def compare(one: int, other: int) -> int:
        return sign * compare_objects(texts[one], texts[other]) or one - other

    assert found == sorted(range(len(texts)), key=cmp_to_key(compare))


@given(st.lists(st.integers(0, 9), max_size=40), st.integers(1, 12), st.booleans(), st.booleans())
def test_top_and_bottom_are_parts_of_the_stable_order(
    values: list[int], count: int, descending: bool, bottom: bool
) -> None:
    records = rows(values)
    full = sort(records, "v", stable=True, descending=descending)
    part = sort(records, "v", descending=descending, **{"bottom" if bottom else "top": count})
    assert part == (full[-count:] if bottom else full[:count])


def test_what_lacks_the_property_comes_last_in_both_directions() -> None:
    records = [PSCustomObject({"x": 1}), *rows(["b", "a"])]
    assert [each.get("v") for each in sort(records, "v")] == ["a", "b", None]
    assert [each.get("v") for each in sort(records, "v", descending=True)] == ["b", "a", None]


def test_null_stands_between_negative_numbers_and_zero() -> None:
    records = rows([Int64(0), None, Int64(-1), Int64(3)])
    assert [each["v"] for each in sort(records, "v")] == [-1, None, 0, 3]


def test_one_property_may_go_the_other_way() -> None:
    records = [PSCustomObject({"a": a, "b": b}) for a in (1, 2) for b in (1, 2)]
    expressions = [PropertyExpression("a", options={"descending": True}), PropertyExpression("b")]
    assert [tuple(each.values()) for each in Sorting(expressions).sort(records)] == [(2, 1), (2, 2), (1, 1), (1, 2)]


def test_wildcards_stand_for_properties_in_order_of_their_names() -> None:
    records = [PSCustomObject({"sb": 1, "sa": 2}), PSCustomObject({"sb": 2, "sa": 1})]
    assert sort(records, "s*")[0]["sa"] == 1


def test_unique_keeps_the_first_of_equals() -> None:
    records = rows(["b", "A", "a", "B"])
    assert [each["n"] for each in sort(records, "v", unique=True, stable=True)] == [1, 0]
    assert len(sort(records, "v", unique=True, stable=True, case_sensitive=True)) == 4


@given(st.lists(VALUES, max_size=25))
def test_values_of_any_kind_can_be_sorted(values: list[Any]) -> None:
    assert len(sort(rows(values), "v")) == len(values)
    assert len(sort(values)) == len(values)


@given(st.one_of(st.lists(st.text(max_size=3)), st.lists(st.integers()), st.lists(st.booleans())), st.booleans())
def test_keys_order_as_comparison_does(values: list[Any], ignore_case: bool) -> None:
    keys = order_keys(values, ignore_case=ignore_case)
    assert keys is not None
    for one, key in zip(values, keys, strict=True):
        for other, other_key in zip(values, keys, strict=True):
            order = (key > other_key) - (key < other_key)
            assert order == compare_objects(one, other, ignore_case=ignore_case)


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        (PSCustomObject({"a": 1}), PSCustomObject({"a": 2}), 0),
        (["b"], ["a", "c"], 1),
        ("10", Int64(9), -1),
        (Int64(10), "9", 1),
        (Int64(10), "x", -1),
        (True, "x", 0),
        (DateTime(5), DateTime(7), -1),
        (float("nan"), 1.0, -1),
        (None, None, 0),
        (None, "", -1),
    ],
)
def test_unlike_values(first: Any, second: Any, order: int) -> None:
    assert compare_objects(first, second) == order


def test_ten_thousand_records() -> None:
    shuffled = random.Random(5)
    records = rows([shuffled.choice(["queued", "failed", "Completed", ""]) for _ in range(10_000)])
    found = sort(records, "v", "n")
    assert [each["v"] for each in found] == sorted((each["v"] for each in records), key=str.lower)
    assert len(sort(records, "v")) == 10_000


def test_unlike_values_are_sorted_stably_by_the_heap() -> None:
    # True equals each number but zero from its side and is 1 from the number's.
    values = [5, True, 1, "x", 3, False, 9]
    found = [each["v"] for each in sort(rows(values), "v", stable=True)]
    assert sorted(map(str, found)) == sorted(map(str, values))
    assert [each["v"] for each in sort(rows(["b", 2, "a", 1, "B"]), "v", stable=True, unique=True)] == [1, 2, "a", "b"]


def test_members_of_enumerations_are_numbers_beside_numbers() -> None:
    monday = EnumValue("System.DayOfWeek", 1, "Monday")
    assert compare_objects(monday, 9) == -1
    assert compare_objects(Int64(0), monday) == -1
    assert compare_objects(monday, EnumValue("System.DateTimeKind", 1, "Utc")) == 0
    assert compare_objects(monday, "Monday") == 0
