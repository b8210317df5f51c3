"""Values and calls written as PowerShell text and as words, and read back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pscompat.dotnet.containers import (
    ABSENT,
    PRESENT,
    EnumValue,
    NetDict,
    NetList,
    PSCustomObject,
    ScriptBlock,
    SecureString,
)
from pscompat.dotnet.conversion import convert
from pscompat.dotnet.numbers import BigInteger, Byte, Int64, Numeral
from pscompat.dotnet.types import resolve

from ..binding.invoking import read
from ..rendering import render_argument, render_line, render_value, render_words
from ..strategies import values


def made(text: str, type_name: str) -> Any:
    return convert(text, resolve(type_name))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "$null"),
        (True, "$true"),
        ("thread_abc123", "thread_abc123"),
        ("C:\\x/y.txt", "C:\\x/y.txt"),
        ("it's", "'it''s'"),
        ("it’s", "'it’’s'"),
        ("", "''"),
        ("-x", "'-x'"),
        ("5", "'5'"),
        ("a b", "'a b'"),
        (5, "5"),
        (-5, "(-5)"),
        (-(2**31), "([int]'-2147483648')"),
        (1.5, "1.5"),
        (5.0, "(5.0)"),
        (float("inf"), "([double]'Infinity')"),
        (Int64(5), "([long]'5')"),
        (Byte(3), "([byte]'3')"),
        (Decimal("1.50"), "(1.50d)"),
        (BigInteger(10**30), "(1000000000000000000000000000000n)"),
        (Numeral(16, "0x10"), "0x10"),
        ([1, "a", "b c"], "1, a, 'b c'"),
        ([1], "@(1)"),
        ([], "@()"),
        ([[1, 2]], "@(,(@(1, 2)))"),
        ([[1], -2], "(@(1)), (-2)"),
        ({"a": 1, "b c": "x"}, "@{'a'=1; 'b c'='x'}"),
        (PSCustomObject({"x": None}), "([pscustomobject]@{'x'=$null})"),
        (NetDict("System.Collections.Specialized.OrderedDictionary", {"a": 1}), "([ordered]@{'a'=1})"),
        (NetList("System.String[]", ["a"]), "([string[]]@('a'))"),
        (ScriptBlock(" $_ "), "{ $_ }"),
        (PRESENT, "([switch]$true)"),
        (EnumValue("System.DayOfWeek", 1, "Monday"), "([System.DayOfWeek]'Monday')"),
        (made("2024-01-02", "datetime"), "([datetime]'2024-01-02T00:00:00.0000000')"),
        (made("1.2.3", "version"), "([version]'1.2.3')"),
        (made("0:10", "timespan"), "([timespan]'00:10:00')"),
        (made("x", "char"), "([char]'x')"),
    ],
)
def test_an_argument_and_back(value: Any, text: str) -> None:
    assert render_argument(value) == text
    elements, _ = read(f"f {text}")
    assert [repr(each.value) for each in elements] == [repr(value)]


@pytest.mark.parametrize(
    "value",
    [
        SecureString("x"),
        [SecureString("x")],
        {5: 1},
        {"a": 1, "A": 2},
        float("nan"),
        NetDict("System.Collections.Generic.Dictionary`2[System.String,System.Object]", {"a": 1}),
        PSCustomObject({"a": 1}, ("My.Thing",)),
        object(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_no_constant_writes(value: Any) -> None:
    with pytest.raises(ValueError):
        render_argument(value)


def test_a_list_that_holds_itself_is_refused() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(ValueError):
        render_value(endless)


@settings(max_examples=200, deadline=None)
@given(values)
def test_what_renders_reads_back_as_the_same(value: Any) -> None:
    try:
        text = render_argument(value)
    except ValueError:
        return
    elements, _ = read(f"f {text}")
    assert [repr(each.value) for each in elements] == [
        repr(unwrapped(value) if isinstance(value, list | dict) else value)
    ]


def unwrapped(value: Any) -> Any:
    """The value as it stands inside a list or table: a number does not remember how it was written."""
    if isinstance(value, list):
        return [unwrapped(item) for item in value]
    if isinstance(value, dict):
        return {key: unwrapped(item) for key, item in value.items()}
    return value.value if isinstance(value, Numeral) else value


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20))
def test_any_text(text: str) -> None:
    elements, _ = read(f"f {render_argument(text)}")
    assert [each.value for each in elements] == [text]


def test_lines_and_words() -> None:
    bound = {
        "ThreadId": "t 1",
        "All": PRESENT,
        "Raw": ABSENT,
        "Limit": 5,
        "Tags": ["a", "b"],
        "Meta": {"k": 1},
        "On": True,
    }
    assert render_line("Get-It", bound, ["x", 1]) == (
        "Get-It x 1 -ThreadId 't 1' -All -Raw:$false -Limit 5 -Tags a, b -Meta @{'k'=1} -On $true"
    )
    assert render_words(bound) == [
        "-ThreadId:", "t 1", "-All", "-Raw:$false", "-Limit:", "5", "-Tags:", "a,b", "-Meta:", "@{'k'=1}", "-On:$true",
    ]  # fmt: skip


@pytest.mark.parametrize("value", [None, [], ["a,b"], ["a b", "c"], [["a"]], [{}], SecureString("x"), ScriptBlock("x")])
def test_what_no_word_writes(value: Any) -> None:
    with pytest.raises(ValueError):
        render_words({"x": value})
