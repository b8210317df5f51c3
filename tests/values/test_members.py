"""Properties of values."""

from __future__ import annotations

from typing import Any

import pytest

from pscompat.dotnet.containers import EnumValue, NetList, PSCustomObject, SecureString
from pscompat.dotnet.identifiers import Version
from pscompat.dotnet.members import (
    ABSENT_PROPERTY,
    find_property,
    get_property,
    own_property,
    property_getter,
    property_names,
)
from pscompat.dotnet.times import DateTime, DateTimeOffset, TimeSpan
from pscompat.errors import ErrorRecord

BAG = PSCustomObject({"id": "run_1", "Usage": PSCustomObject({"total": 5}), "none": None})
MOMENT = DateTime(638_396_641_231_234_567, "Utc")


@pytest.mark.parametrize(
    ("value", "name", "expected"),
    [
        (BAG, "ID", "run_1"),
        (BAG, "none", None),
        (BAG, "nope", None),
        (BAG, "Count", 1),
        ("text", "length", 4),
        ("😀", "Length", 2),
        (5, "Count", 1),
        (None, "Count", 0),
        (None, "x", None),
        ([1, 2, 3], "Count", 3),
        ([1, 2, 3], "Length", 3),
        (NetList("System.Collections.ArrayList", [1]), "Count", 1),
        ([BAG, BAG], "id", ["run_1", "run_1"]),
        ([BAG, 5], "id", "run_1"),
        ([[BAG], 5], "id", "run_1"),
        ([BAG], "nope", None),
        ({"Count": 9}, "count", 9),
        ({"a": 1}, "Count", 1),
        ({"a": 1}, "A", 1),
        ({"a": 1}, "Keys", ["a"]),
        (MOMENT, "Year", 2024),
        (MOMENT, "DateTime", "Monday, 01 January 2024 00:02:03"),
        (Version(1, 2, 3, 131071), "MajorRevision", 1),
        (Version(1, 2, 3, 131071), "MinorRevision", -1),
        (MOMENT, "DayOfWeek", EnumValue("System.DayOfWeek", 1, "Monday")),
        (MOMENT, "Millisecond", 123),
        (MOMENT, "Kind", EnumValue("System.DateTimeKind", 1, "Utc")),
        (MOMENT, "TimeOfDay", TimeSpan(MOMENT.ticks % 864_000_000_000)),
        (DateTimeOffset(MOMENT.ticks, 60), "Offset", TimeSpan(36_000_000_000)),
        (TimeSpan(-36_000_000_000), "Hours", -1),
        (TimeSpan(9_000_000_000), "TotalMinutes", 15.0),
        (Version(1, 2), "Minor", 2),
        (EnumValue("System.DayOfWeek", 3, "Wednesday"), "value__", 3),
        (SecureString("abc"), "Length", 3),
    ],
)
def test_get_property(value: Any, name: str, expected: Any) -> None:
    assert get_property(value, name) == expected


def test_error_records_have_powershells_members() -> None:
    record = ErrorRecord("Bad", "It is bad.", category="InvalidData", command="Get-X", target=5)
    assert get_property(get_property(record, "Exception"), "Message") == "It is bad."
    assert get_property(record, "FullyQualifiedErrorId") == "Bad,Get-X"
    assert get_property(get_property(record, "CategoryInfo"), "Category") == "InvalidData"


def test_own_properties_are_neither_intrinsic_nor_those_of_elements() -> None:
    assert own_property([BAG], "id") is ABSENT_PROPERTY
    assert own_property(BAG, "Count") is ABSENT_PROPERTY
    assert property_getter("ID")(BAG) == "run_1"
    assert property_getter("x")(BAG) is ABSENT_PROPERTY
    assert property_getter("X")({1: 2, "x": 3}) == 3
    assert property_getter("1")({1: 2}) is ABSENT_PROPERTY


def test_binding_does_not_see_the_keys_of_dictionaries() -> None:
    assert find_property({"Id": 1}, "Id") == (False, None)
    assert find_property({"Id": 1}, "Count") == (True, 1)
    assert find_property(BAG, "none") == (True, None)


def test_names() -> None:
    assert property_names(BAG) == ["id", "Usage", "none"]
    assert property_names("x") == ["Length"]
    assert property_names({"a": 1, 5: 2}) == ["a"]
