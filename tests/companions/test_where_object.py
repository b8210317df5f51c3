"""Where-Object in a pipeline; the operators themselves are tested with the values."""

from __future__ import annotations

import pytest

from .running import Ran, bag, ids, run, runs

CLASS = "Microsoft.PowerShell.Commands.WhereObjectCommand"


@pytest.mark.parametrize(
    ("condition", "chosen"),
    [
        ("status -eq COMPLETED", "1"),
        ("status -ceq COMPLETED", ""),
        ("status", "123"),
        ("-Not status", "4"),
        ("n -gt 2", "12"),
        ("n -lt 2", "34"),
        ("tags", "13"),
        ("tags -contains b", "13"),
        ("tags -ccontains b", "3"),
        ("tags -eq b", "13"),
        ("id -in run_1, run_4", "14"),
        ("-Property id -Value run_2 -NE", "134"),
        ("i* -like *3", "3"),
        ("status -match '^(comp|que)'", "13"),
        ("n -is long", "123"),
        ("nope -eq $null", "1234"),
    ],
)
def test_conditions(condition: str, chosen: str) -> None:
    assert "".join(ids(run(f"Where-Object {condition}", runs()))) == chosen


def test_keys_of_dictionaries_and_own_properties() -> None:
    assert run("Where-Object Length -gt 2", ["a", "abc"]) == ["abc"]
    assert run("Where-Object a -eq 1", [{"A": 1}, {"a": 2}, {"Count": 1}]) == [{"A": 1}]
    assert run("Where-Object Count -eq 1", [{"A": 1}, {}]) == [{"A": 1}]


def test_nulls_can_be_chosen() -> None:
    assert run("Where-Object -Not x", [None, 5]) == [None, 5]
    assert run("Where-Object x", [None, 5]) == []


def test_an_error_in_one_record_does_not_stop_the_next() -> None:
    ran = Ran("$input | Where-Object n -gt x | Select-Object -ExpandProperty id", runs())
    assert ran.errors == [f"OperatorFailed,{CLASS}"] * 3
    assert ran.messages[0].startswith('The \'Igt\' operator failed: Cannot convert value "x" to type "System.Int64".')
    assert ran.records == []


def test_bad_patterns() -> None:
    assert Ran("$input | Where-Object id -match '('", runs()[:1]).messages == [
        "The argument to operator 'Imatch' is not valid: Invalid pattern '(' at offset 1. Not enough )'s.."
    ]
    assert Ran("$input | Where-Object id -like '['", runs()[:1]).messages == [
        "The 'Ilike' operator failed: The specified wildcard character pattern is not valid: [."
    ]


def test_ambiguous_wildcards() -> None:
    ran = Ran("$input | Where-Object s* -eq 1", runs()[:1])
    assert ran.errors == [f"AmbiguousPropertyName,{CLASS}"]
    assert ran.messages[0].endswith("Possible matches include: status score.")


@pytest.mark.parametrize(
    ("line", "error_id"),
    [("id -gt", "ValueNotSpecifiedForWhereObject"), ("id run_1", "OperatorNotSpecified")],
)
def test_a_missing_half(line: str, error_id: str) -> None:
    ran = Ran(f"$input | Where-Object {line}", runs())
    assert ran.errors == [f"{error_id},{CLASS}"]


def test_binding_errors_name_the_class() -> None:
    assert Ran("$input | Where-Object a b c d", [bag(a=1)]).errors == [f"PositionalParameterNotFound,{CLASS}"]


def test_script_blocks_tell_which_records_are_wanted() -> None:
    assert Ran("$input | Where-Object { $_.a -gt 1 }", [bag(a=1), bag(a=2)]).records == [bag(a=2)]
