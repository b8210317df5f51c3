"""Numeric literals (values.md §A.6)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.numbers import BigInteger, Byte, Int16, Int64, SByte, UInt16, UInt32, UInt64
from pscompat.dotnet.numeral import scan_numeral


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("5", int, 5),
        ("2147483648", Int64, 2147483648),
        ("9223372036854775808", Decimal, Decimal(9223372036854775808)),
        ("79228162514264337593543950336", float, 7.922816251426434e28),
        ("99999999999999999999999999999999", float, 9.999999999999999e31),
        ("1e400", float, float("inf")),
        ("1.5", float, 1.5),
        ("5.", float, 5.0),
        (".5", float, 0.5),
        ("1e3", float, 1000.0),
        ("1.50d", Decimal, Decimal("1.50")),
        ("79228162514264337593543950335d", Decimal, Decimal(79228162514264337593543950335)),
        ("34uy", Byte, 34),
        ("5y", SByte, 5),
        ("5s", Int16, 5),
        ("5us", UInt16, 5),
        ("5u", UInt32, 5),
        ("4294967296u", UInt64, 4294967296),
        ("2.5l", Int64, 2),
        ("5n", BigInteger, 5),
        ("1kb", int, 1024),
        ("1.5kb", float, 1536.0),
        ("1skb", Int16, 1024),
        ("999999pb", Decimal, Decimal(999999 * 1024**5)),
        ("0x1F", int, 31),
        ("0x1kb", int, 1024),
        ("0xFFFFFFFF", int, -1),
        ("0xFFFFFFFFkb", int, -1024),
        ("0xFFFFFFFFFFFFFFFF", Int64, -1),
        ("0x000000000000001", Int64, 1),
        ("0x00000000000000001", int, 1),
        (f"0b{1:064b}u", UInt64, 1),
        ("0xFFy", SByte, -1),
        ("0xFFn", BigInteger, 255),
        ("0xFFFFFFFFn", BigInteger, -1),
        ("0xFFu", UInt32, 255),
        ("0x", int, 0),
        ("0b101", int, 5),
        ("0b11111111", int, -1),
        ("0b1111111", int, 127),
        ("0b11111111l", Int64, -1),
    ],
)
def test_number(text: str, kind: type, value: object) -> None:
    result = scan_numeral(text)
    assert type(result) is kind
    assert result == value


@pytest.mark.parametrize(
    "text",
    ["12f", "1k", "1_000", "1e", "77z", "1..5", "1.2.3", "5%", "300uy", "1uykb", "0b", "0b2", "", ".", "-5", "５"],
)
def test_word(text: str) -> None:
    assert scan_numeral(text) is None


@pytest.mark.parametrize(("text", "value"), [("-5", -5), ("+5", 5), ("–5", -5), ("-0x10", -16), ("-.5", -0.5)])
def test_signed(text: str, value: object) -> None:
    assert scan_numeral(text, signed=True) == value


def test_too_many_digits_are_a_word() -> None:
    assert scan_numeral("9" * 100_000) is None
    assert scan_numeral("0x" + "f" * 100_000) is None


@given(st.text("0123456789xXbBeE.+-uUlLsSyYnNdDkKmMgGtTpP", max_size=30))
def test_any_text_is_a_number_or_none(text: str) -> None:
    scan_numeral(text, signed=True)


@given(st.integers(-(2**63), 2**63 - 1))
def test_integers_read_back(number: int) -> None:
    assert scan_numeral(str(number), signed=True) == number
