"""ConvertTo-Json, ConvertFrom-Json, ForEach-Object, Write-Output and Out-Null."""

from __future__ import annotations

from .running import Ran, bag, run, runs


def test_one_record_is_an_object_and_several_are_an_array() -> None:
    assert run("ConvertTo-Json -Compress", [bag(a=1)]) == ['{"a":1}']
    assert run("ConvertTo-Json -Compress -AsArray", [bag(a=1)]) == ['[{"a":1}]']
    assert run("ConvertTo-Json -Compress", [bag(a=1), None]) == ['[{"a":1},null]']
    assert run("ConvertTo-Json", []) == []
    assert run("ConvertTo-Json -InputObject 1, 2 -Compress") == ["[1,2]"]
    assert run("ConvertTo-Json $null") == ["null"]


def test_depth_and_its_warning() -> None:
    ran = Ran("$input | ConvertTo-Json -Depth 0 -Compress", runs()[:1])
    assert '"usage":"@{total=7}"' in ran.records[0]
    assert ran.warnings == ["Resulting JSON is truncated as serialization has exceeded the set depth of 0."]


def test_texts_are_read_one_by_one_or_as_one() -> None:
    assert run("ConvertFrom-Json", ['{"a":1}', "[2,3]"]) == [{"a": 1}, 2, 3]
    assert run("ConvertFrom-Json", ['{"a":', "1}"]) == [{"a": 1}]
    assert run("ConvertFrom-Json -NoEnumerate", ["[2,3]"]) == [[2, 3]]
    assert run("ConvertFrom-Json", [""]) == [None]
    # A first text that holds nothing is written as null, then all are read as one.
    assert run("ConvertFrom-Json", ["", "[1]"]) == [None, 1]


def test_what_is_no_json_ends_the_command() -> None:
    ran = Ran("'{' | ConvertFrom-Json")
    assert ran.errors == ["System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand"]
    assert ran.messages[0].startswith("Conversion from JSON failed with error: ")
    assert (
        Ran("$input | ConvertFrom-Json -Depth 1", ["[[1]]"])
        .messages[0]
        .endswith("The reader's MaxDepth of 1 has been exceeded. Path '[0]', line 1, position 2.")
    )


def test_foreach_object() -> None:
    assert run("ForEach-Object tags", runs()) == ["a", "B", "b", None]
    assert run("ForEach-Object -MemberName u*", runs()[:1]) == [{"total": 7}]
    assert run("ForEach-Object Length", ["abc", None]) == [3, None]
    assert run("ForEach-Object a", [{"A": [1, 2]}]) == [1, 2]
    assert Ran("$input | ForEach-Object s*", runs()[:1]).errors == [
        "AmbiguousPropertyOrMethodName,Microsoft.PowerShell.Commands.ForEachObjectCommand"
    ]


def test_blocks_and_methods() -> None:
    assert run("ForEach-Object { $_ + 1 }", [1, 2]) == [2, 3]
    assert run("ForEach-Object ToUpper", ["a"]) == ["A"]
    assert run("ForEach-Object { 'b' } { $_ } { 'e' }", [1]) == ["b", 1, "e"]


def test_write_output_and_out_null() -> None:
    assert run("Write-Output a b, c") == ["a", ["b", "c"]]
    assert run("Write-Output a, b") == ["a", "b"]
    assert run("Write-Output a, b -NoEnumerate") == [["a", "b"]]
    assert run("Write-Output $null") == [None]
    assert run("Out-Null", runs()) == []
