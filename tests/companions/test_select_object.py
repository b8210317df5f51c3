"""Select-Object."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from pscompat.dotnet.containers import NetDict, PSCustomObject

from .running import Ran, bag, ids, run, runs

CLASS = "Microsoft.PowerShell.Commands.SelectObjectCommand"
SELECTED = "Selected.System.Management.Automation.PSCustomObject"


@pytest.mark.parametrize(
    ("choice", "chosen"),
    [
        ("-First 2", "12"),
        ("-First 0", ""),
        ("-Last 1", "4"),
        ("-Skip 1", "234"),
        ("-Skip 1 -First 2", "23"),
        ("-Skip 1 -Last 2", "23"),
        ("-First 1 -Last 1", "14"),
        ("-SkipLast 3", "1"),
        ("-Skip 1 -SkipLast 1", "23"),
        ("-Index 3, 0", "14"),
        ("-SkipIndex 0, 2", "24"),
        ("-First 9", "1234"),
    ],
)
def test_places(choice: str, chosen: str) -> None:
    assert "".join(ids(run(f"Select-Object {choice}", runs()))) == chosen


def test_upstream_ends_when_enough_have_come() -> None:
    seen: list[int] = []

    def numbers() -> Iterator[Any]:
        for number in count():
            seen.append(number)
            yield bag(n=number)

    assert [record["n"] for record in run("Select-Object -First 3", numbers())] == [0, 1, 2]
    assert [record["n"] for record in run("Select-Object -Index 1", numbers())] == [1]
    assert seen == [0, 1, 2, 0, 1]


def test_projection() -> None:
    (first, *_), shown = run("Select-Object ID, nope, n", runs()), ["id", "nope", "n"]
    assert (list(first), first["nope"]) == (shown, None) or list(first) == ["id", "nope", "n"]
    assert first.type_names == (SELECTED,)
    assert list(run("Select-Object s*", runs())[0]) == ["status", "score"]
    assert list(run("Select-Object * -ExcludeProperty s*, tags", runs())[0]) == ["id", "n", "usage"]
    assert list(run("Select-Object -ExcludeProperty s*, tags, u*", runs())[0]) == ["id", "n"]
    assert run("Select-Object @{Name = 'run'; Expression = 'id'}, @{l = 'x'; e = 'n'}", runs())[0] == {
        "run": "run_1",
        "x": 3,
    }


def test_a_name_twice_is_an_error_of_each_record() -> None:
    ran = Ran("$input | Select-Object id, ID", runs()[:2])
    assert ran.errors == [f"AlreadyExistingUserSpecifiedPropertyNoExpand,{CLASS}"] * 2
    assert [list(record) for record in ran.records] == [["id"], ["id"]]


def test_expanding() -> None:
    assert run("Select-Object -ExpandProperty tags", runs()[:3]) == ["a", "B", "b"]
    assert run("Select-Object -ExpandProperty usage", runs()[:3]) == [{"total": 7}, {"total": 1}]
    assert run("Select-Object id -ExpandProperty usage", runs()[:1]) == [{"total": 7, "id": "run_1"}]
    ran = Ran("$input | Select-Object -ExpandProperty status", runs())
    assert ran.records == ["completed", "Failed", "queued"]
    assert ran.messages == ['Property "status" cannot be found.']
    ran = Ran("$input | Select-Object total -ExpandProperty usage", runs()[:1])
    assert ran.errors == [f"AlreadyExistingUserSpecifiedPropertyExpand,{CLASS}"]


def test_unique() -> None:
    texts = ["b", "a", "B", "b", 5, "5"]
    assert run("Select-Object -Unique", texts) == ["b", "a", "B", 5]
    assert run("Select-Object -Unique -CaseInsensitive", texts) == ["b", "a", 5]
    records = [bag(a=1, b=1), bag(a=1, b=2), bag(a=2, b=2), bag(b=3)]
    assert run("Select-Object a -Unique", records) == [{"a": 1}, {"a": 2}, {"a": None}]
    assert run("Select-Object -Unique", [PSCustomObject({"a": 1}), PSCustomObject({"a": 2})]) == [{"a": 1}]


def test_entries_of_hashtables_are_properties_those_of_ordered_dictionaries_are_not() -> None:
    assert run("Select-Object C*", [{"a": 1}]) == [{"Count": 1}]
    assert run("Select-Object a", [NetDict("System.Management.Automation.OrderedHashtable", {"a": 1})]) == [{"a": 1}]
    ordered = NetDict("System.Collections.Specialized.OrderedDictionary", {"a": 1})
    assert run("Select-Object a, Count", [ordered]) == [{"a": None, "Count": 1}]
    assert run("Where-Object a -eq 1", [ordered]) == [ordered]


def test_unique_names_have_no_case_and_expanded_values_count_with_their_properties() -> None:
    records = [bag(Id="x", v=1), bag(ID="x", v=1), bag(id="y", v="z")]
    assert [list(each.values()) for each in run("Select-Object i*, v -Unique", records)] == [["x", 1], ["y", "z"]]
    assert run("Select-Object -ExpandProperty v -Property id -Unique", records) == [1, "z"]
    twice = [bag(v=1, id="a"), bag(v=1, id="b"), bag(v="q", id="a"), bag(v=1, id="a")]
    assert run("Select-Object -ExpandProperty v -Property id -Unique", twice) == [1, 1, "q"]


def test_unique_among_many_records_is_quick() -> None:
    records = (bag(id=f"run_{number % 5000}") for number in range(10_000))
    assert len(run("Select-Object id -Unique", records)) == 5000


def test_records_that_stay_are_marked_as_selected() -> None:
    record = PSCustomObject({"a": 1}, ("PSOpenAI.Thread.Run",))
    assert run("Select-Object -First 1", [record])[0].type_names == (SELECTED, "PSOpenAI.Thread.Run")


def test_dictionaries_and_texts() -> None:
    assert run("Select-Object a, Count", [{"A": 1}]) == [{"A": 1, "Count": 1}]
    assert run("Select-Object Length", ["abc"]) == [{"Length": 3}]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("5", "Cannot convert System.Int32 to one of the following types"),
        ("''", "An empty string value is not allowed."),
        ("@{x = 1}", "The x key is not valid."),
        ("@{n = 'a'}", "A mandatory entry for expression is missing."),
        ("@{n = 1; e = 'a'}", 'The "n" key has a type, System.Int32, that is not valid; expected type is System'),
        ("@{e = 1}", 'The "e" key has a type, System.Int32, that is not valid; expected types are {System.String, '),
        ("@{n = $null; e = 'a'}", "The n key has no value."),
        ("@{e = ''}", 'The "expression" key cannot have an empty string value.'),
    ],
)
def test_bad_properties(line: str, message: str) -> None:
    ran = Ran(f"$input | Select-Object {line}", runs())
    assert ran.messages[0].startswith(message)
    assert ran.errors[0].endswith("," + CLASS)


def test_script_blocks_work_values_out() -> None:
    assert Ran("5 | Select-Object @{n = 'a'; e = { $_ + 1 }}, { 1 }").records == [{"a": 6, " 1 ": 1}]
    assert Ran("5 | Select-Object @{n = 'a'; e = { 1/0 }}").records == [{"a": None}]


def test_null_is_no_pattern() -> None:
    assert Ran("1 | Select-Object -ExcludeProperty a, $null").errors == [
        "ArgumentNull,Microsoft.PowerShell.Commands.SelectObjectCommand"
    ]
