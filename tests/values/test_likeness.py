"""Likeness: no value that ``compare_objects`` finds equal is left out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pscompat.dotnet.containers import NetList, PSCustomObject
from pscompat.dotnet.members import ABSENT_PROPERTY
from pscompat.dotnet.numbers import Numeral
from pscompat.dotnet.order.likeness import Likeness
from pscompat.dotnet.order.sorting import row_comparer
from pscompat.dotnet.texts import Char
from pscompat.dotnet.times import DateTime

VALUES = [
    *(None, ABSENT_PROPERTY, True, False, 0, 1, -1, 10, 2**53, 2**53 + 1, 1.0, 0.1, 10.5, -0.0, 1e300, float("nan")),
    *("", "1", "10", " 1", "1.0", "0x1", "a", "A", "ä", "true", "True", "nan", "NaN", "1e300", "10,5", "\u00ad"),
    *(Decimal(1), Decimal("0.1"), Numeral(1, "0x1"), Numeral(1.0, "1.0"), Char("1"), Char("a")),
    *([1], ["1"], [], NetList("System.Int32[]", [1]), {"a": 1}, PSCustomObject({"a": 1}), PSCustomObject({"a": 2})),
    *(DateTime(0), DateTime(630822816000000000)),
]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(VALUES), max_size=12), st.sampled_from(VALUES), st.booleans(), st.booleans())
def test_no_equal_value_is_left_out(known: list[Any], value: Any, ignore_case: bool, known_first: bool) -> None:
    compare = row_comparer([True], ignore_case=ignore_case)
    likeness = Likeness(ignore_case=ignore_case, known_first=known_first)
    for number, each in enumerate(known):
        likeness.add(each)
        if number == len(known) // 2:
            likeness.places(value)
    equal = [
        place
        for place, each in enumerate(known)
        if compare(*((each,), (value,)) if known_first else ((value,), (each,))) == 0
    ]
    places = list(likeness.places(value))
    assert places == sorted(places)
    assert set(equal) <= set(places)


def test_few_of_many_unlike_values_are_compared() -> None:
    values = [number if number % 2 else f"k{number}" for number in range(5_000)]
    for known_first in (True, False):
        likeness = Likeness(ignore_case=True, known_first=known_first)
        compared = 0
        for value in values:
            compared += len(likeness.places(value))
            likeness.add(value)
        assert compared < 5_000
