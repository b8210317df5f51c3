"""Sort-Object, Group-Object, Measure-Object and Get-Unique."""

from __future__ import annotations

from typing import Any

import pytest

from pscompat.dotnet.times import DateTime

from .running import Ran, bag, ids, run, runs


@pytest.mark.parametrize(
    ("options", "order"),
    [
        ("status", "1234"),
        ("n", "4312"),
        ("n -Descending", "2134"),
        ("score, id", "2314"),
        ("-Property @{Expression = 'n'; Descending = $true}", "2134"),
        ("n -Top 2", "43"),
        ("n -Bottom 1", "2"),
        ("nope -Stable", "1234"),
        ("i?", "1234"),
    ],
)
def test_sort_object(options: str, order: str) -> None:
    assert "".join(ids(run(f"Sort-Object {options}", runs()))) == order


def test_values_sort_by_themselves() -> None:
    assert run("Sort-Object", ["b", "A", None, "ä", "a"]) == ["A", "a", "ä", "b"]
    assert run("Sort-Object -CaseSensitive -Descending -Unique", ["b", "A", "a", "A"]) == ["b", "A", "a"]
    dates = [DateTime(5), DateTime(3)]
    assert run("Sort-Object", dates) == dates[::-1]


def test_groups() -> None:
    records = [bag(s="b", v=1), bag(s="A", v=2), bag(s="a", v=3), bag(v=4)]
    groups = run("Group-Object s", records)
    assert [(group["Name"], group["Count"]) for group in groups] == [("A", 2), ("b", 1), ("", 1)]
    assert [item["v"] for item in groups[0]["Group"]] == [2, 3]
    assert list(groups[0]) == ["Values", "Count", "Group", "Name"]
    assert [group["Name"] for group in run("Group-Object s -CaseSensitive", records)] == ["a", "A", "b", ""]
    assert run("Group-Object s, v -NoElement", records)[0]["Name"] == "A, 2"
    assert run("Group-Object s -NoElement", records)[0]["Group"] == []


def test_groups_of_unlike_values_come_in_order_of_their_first_records() -> None:
    groups = run("Group-Object v", [bag(v="z"), bag(v=5), bag(v="5"), bag(v=True)])
    assert [(group["Name"], group["Count"]) for group in groups] == [("z", 1), ("5", 2), ("True", 1)]


def test_custom_objects_cannot_be_told_apart_by_groups() -> None:
    assert [group["Name"] for group in run("Group-Object v", [bag(v=bag(a=1)), bag(v=None)])] == ["", "@{a=1}"]
    assert Ran("$input | Group-Object v", [bag(v=bag(a=1)), bag(v=bag(a=2))]).errors == [
        "PSObjectCompareTo,Microsoft.PowerShell.Commands.GroupObjectCommand"
    ]
    assert run("Group-Object v", [bag(v={"a": 1}), bag(v={})])[0]["Name"] == "{System.Collections.DictionaryEntry}"


def test_groups_as_a_dictionary() -> None:
    records = [bag(s="b"), bag(s="a"), bag(s="b")]
    (table,) = run("Group-Object s -AsHashTable", records)
    assert {key: len(items) for key, items in table.items()} == {"a": 1, "b": 2}
    assert run("Group-Object s -AsHashTable -NoElement", records) == [{"a": [], "b": []}]
    assert Ran("$input | Group-Object s -AsString", records).messages[0].startswith("The command cannot be run")
    assert Ran("$input | Group-Object s, t -AsHashTable", records).errors == [
        "ArgumentException,Microsoft.PowerShell.Commands.GroupObjectCommand"
    ]
    assert Ran("$input | Group-Object s*", records).messages == ['Wildcard characters are not allowed in "s*".']


def test_groups_of_many_records() -> None:
    records = [bag(v=number % 100, text=f"T{number % 7}") for number in range(10_000)]
    groups = run("Group-Object v, text", records)
    assert len(groups) == 700
    assert sum(group["Count"] for group in groups) == 10_000
    mixed: list[Any] = [bag(v=1), *(bag(v=number / 2) for number in range(10_000))]
    assert len(run("Group-Object v", mixed)) == 10_000


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", {"Count": 4, "Sum": None, "Property": None}),
        ("n -Sum -Average", {"Count": 4, "Sum": 14.0, "Average": 3.5, "Property": "n"}),
        ("score -Minimum -Maximum", {"Count": 3, "Minimum": -2.0, "Maximum": 1.5}),
        ("status -Maximum", {"Count": 3, "Maximum": "queued", "Minimum": None}),
        ("score -StandardDeviation", {"StandardDeviation": pytest.approx(1.80277563773)}),
        ("score -AllStats", {"Sum": 0.0, "Average": 0.0, "Maximum": 1.5, "Minimum": -2.0}),
        ("s*", {"Property": "status", "Count": 3}),
    ],
)
def test_measure_object(options: str, expected: dict[str, Any]) -> None:
    found = run(f"Measure-Object {options}", runs())[0]
    assert {name: found[name] for name in expected} == expected


def test_measuring_nothing_and_missing_properties() -> None:
    assert run("Measure-Object -Sum", [])[0]["Count"] == 0
    assert run("Measure-Object nope -Sum", runs()) == []
    ran = Ran("$input | Measure-Object status -Sum", runs()[:1])
    assert ran.messages == ['Input object "completed" is not numeric.']
    assert ran.records[0]["Sum"] is None


def test_measuring_texts() -> None:
    found = run("Measure-Object -Line -Word -Character", ["one two\nthree", "", "x\n"])[0]
    assert found == {"Lines": 3, "Words": 4, "Characters": 15, "Property": None}
    assert run("Measure-Object -Character -IgnoreWhiteSpace", ["a b\n"])[0]["Characters"] == 2


def test_what_measure_object_takes_for_the_text_of_a_value() -> None:
    (measured,) = run("Measure-Object -Character -Word", [bag(a="x y")])
    assert (measured["Characters"], measured["Words"]) == (0, 0)  # the object itself is an empty shell
    assert run("Measure-Object v -Character", [bag(v=["x", "y"])])[0]["Characters"] == len("System.Object[]")
    assert run("Measure-Object v -Word", [bag(v="a\x1cb c\u00a0d")])[0]["Words"] == 3
    assert Ran("$input | Measure-Object v -Sum", [bag(v=[1, 2])]).messages == [
        'Input object "System.Object[]" is not numeric.'
    ]


@pytest.mark.parametrize(
    ("values", "error"), [([["a"], ["b"]], "Argument"), ([bag(a=1), bag(a=2)], "PSObjectCompareTo")]
)
def test_what_has_no_order_has_no_extremes(values: list[Any], error: str) -> None:
    ran = Ran("$input | Measure-Object v -Minimum", [bag(v=value) for value in values])
    assert ran.errors == [f"{error},Microsoft.PowerShell.Commands.MeasureObjectCommand"]
    assert ran.messages[0].startswith("Cannot compare ")
    assert Ran("$input | Measure-Object -Maximum", values[1:]).errors == []


def test_get_unique() -> None:
    values = ["a", "a", "A", "b", "a"]
    assert run("Get-Unique", values) == ["a", "A", "b", "a"]
    assert run("Get-Unique -CaseInsensitive", values) == ["a", "b", "a"]
    assert run("Get-Unique -AsString", [5, "5", 6]) == [5, 6]
    assert run("Get-Unique -OnType", [5, 6, "x", 7]) == [5, "x", 7]
