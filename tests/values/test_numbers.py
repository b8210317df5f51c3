"""Texts and numbers into numeric types (values.md §B.5, §E.4)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.containers import NetList
from pscompat.dotnet.numbers import BigInteger, Byte, Int64, Single, UInt32
from pscompat.dotnet.strings import net_text

from .conversions import bind, numeral, refusal, to


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", 5),
        (" 5 ", 5),
        ("+5", 5),
        ("-5", -5),
        ("5.5", 6),
        ("4.5", 4),
        ("-2.5", -2),
        ("0.5", 0),
        ("1e3", 1000),
        ("1kb", 1024),
        ("1.5kb", 1536),
        ("2MB", 2097152),
        ("0x1F", 31),
        ("-0x10", -16),
        ("0b101", 5),
        ("10l", 10),
        ("10d", 10),
        ("1,000", 1000),
        ("1,5", 15),
        ("#ff", 255),
        ("&hff", 255),
        ("0xFFFFFFFF", -1),
        ("", 0),
        ("  ", 0),
    ],
)
def test_text_to_int(text: str, number: int) -> None:
    result = bind("int", text)
    assert type(result) is int
    assert result == number


@pytest.mark.parametrize("text", ["abc", "1 2", "1_000", "12f", ",5", "300uy", "٣", "5%"])
def test_text_that_is_no_integer(text: str) -> None:
    assert refusal("int", text) == (
        f'Cannot convert value "{text}" to type "System.Int32". '
        f"Error: \"The input string '{text}' was not in a correct format.\""
    )


@pytest.mark.parametrize(
    ("type_name", "value", "reason"),
    [
        ("int", "3000000000", "Value was either too large or too small for an Int32."),
        ("byte", 256, "Value was either too large or too small for an unsigned byte."),
        ("byte", "0xFFFFFFFFFFFFFFFF", "Value was either too large or too small for a UInt32."),
        ("uint16", -1, "Value was either too large or too small for a UInt16."),
        ("uint32", numeral("0xFFFFFFFF"), "Value was either too large or too small for a UInt32."),
        ("long", 1e300, "Arithmetic operation resulted in an overflow."),
        ("short", 1e300, "Value was either too large or too small for an Int32."),
        ("int", float("nan"), "Value was either too large or too small for an Int32."),
        ("int", "#", "Specified argument was out of the range of valid values."),
        ("int", "0xG", "Could not find any recognizable digits."),
        ("bigint", float("nan"), "The value is not a number."),
        ("bigint", "x", "The value could not be parsed."),
        ("decimal", 1e30, "Value was either too large or too small for a Decimal."),
    ],
)
def test_refused_number(type_name: str, value: object, reason: str) -> None:
    assert f'Error: "{reason}' in refusal(type_name, value)


@pytest.mark.parametrize(
    ("type_name", "value", "result"),
    [
        ("int", 5.5, 6),
        ("int", Decimal("2.5"), 2),
        ("int", True, 1),
        ("uint32", "0xFFFFFFFF", UInt32(4294967295)),
        ("byte", 5, Byte(5)),
        ("long", 5, Int64(5)),
        ("double", "1kb", 1024.0),
        ("double", "5,5", 55.0),
        ("double", "-Infinity", float("-inf")),
        ("double", "1e400", float("inf")),
        ("single", "1.1", Single(1.100000023841858)),
        ("decimal", "3.9999999999999990", Decimal(4)),
        ("decimal", numeral("3.9999999999999990d"), Decimal("3.9999999999999990")),
        ("decimal", "5-", Decimal(-5)),
        ("decimal", 0.1, Decimal("0.1")),
        ("bigint", 5.5, BigInteger(5)),
        ("bigint", -1.5, BigInteger(-1)),
        ("bigint", "99999999999999999999999999999999", BigInteger(99999999999999987351763694911488)),
        ("bigint", NetList("System.Byte[]", [Byte(65), Byte(66)]), BigInteger(16961)),
        ("int", BigInteger(7), 7),
        ("Nullable[int]", "", 0),
    ],
)
def test_number(type_name: str, value: object, result: object) -> None:
    converted = bind(type_name, value)
    assert type(converted) is type(result)
    assert converted == result


def test_failing_elements_are_told_apart() -> None:
    inner = (
        'Cannot convert value "abc" to type "System.Int32". '
        "Error: \"The input string 'abc' was not in a correct format.\""
    )
    assert refusal("int[]", [1, "abc"]) == inner
    assert refusal("int[]", "abc") == f'Cannot convert value "abc" to type "System.Int32[]". Error: "{inner}"'
    assert bind("int[]", [1, None]) == [1, 0]


def test_collections_and_dictionaries_are_no_numbers() -> None:
    assert refusal("int", [1, 2]) == (
        'Cannot convert the "System.Object[]" value of type "System.Object[]" to type "System.Int32".'
    )
    assert "System.Collections.Hashtable" in refusal("int", {})


@given(st.floats(allow_nan=False))
def test_doubles_read_back_from_their_text(number: float) -> None:
    assert to("double", net_text(number)) == number


@given(st.integers(-(2**31), 2**31 - 1))
def test_integers_read_back_from_their_text(number: int) -> None:
    assert to("int", net_text(number)) == number


@given(st.floats(width=32, allow_nan=False))
def test_singles_read_back_from_their_text(number: float) -> None:
    assert to("single", net_text(Single(number))) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=10, min_value=-(10**15), max_value=10**15))
def test_decimals_keep_their_scale(number: Decimal) -> None:
    text = net_text(number)
    assert net_text(to("decimal", text + "d")) == text
