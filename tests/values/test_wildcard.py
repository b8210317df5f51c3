"""Wildcard patterns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.values.wildcard import WildcardPatternError, contains_wildcards, unescape, wildcard_test


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("*", "", True),
        ("", "", True),
        ("abc", "ABC", True),
        ("c*", "Completed", True),
        ("c*", "xc", False),
        ("*ed", "Completed", True),
        ("*LET*", "completed", True),
        ("run_?", "run_1", True),
        ("run_?", "run_10", False),
        ("[a-c]*", "Beta", True),
        ("[a-c]*", "delta", False),
        ("[]x]", "x", True),
        ("[]x]", "]", True),
        ("[a`-c]", "-", True),
        ("[a`-c]", "b", False),
        ("`*", "*", True),
        ("`*", "x", False),
        ("a`", "a`", True),
        ("`", "", True),
        ("a.c", "abc", False),
        ("?", "\n", True),
        ("*ä*", "xÄx", True),
        ("*s", "ſ", False),
        ("*[a-z]", "ſ", False),
        ("*[A-Z]", "\u212a", True),
        ("*ς", "Σ", False),
        ("*[É]", "é", True),
        ("[^]?", "^a", True),
        ("[\\d]?", "da", True),
        ("??", "😀", True),
    ],
)
def test_patterns(pattern: str, text: str, matches: bool) -> None:
    assert wildcard_test(pattern)(text) is matches


def test_case_counts_when_asked() -> None:
    assert not wildcard_test("C*x", ignore_case=False)("cx")
    assert wildcard_test("C*x", ignore_case=False)("Cx")
    assert not wildcard_test("[A-C]?", ignore_case=False)("b1")


@pytest.mark.parametrize("pattern", ["[", "a[b", "x[z-a]", "[*"])
def test_bad_patterns(pattern: str) -> None:
    with pytest.raises(WildcardPatternError) as caught:
        wildcard_test(pattern)
    assert caught.value.message == f"The specified wildcard character pattern is not valid: {pattern}"


@pytest.mark.parametrize(
    ("text", "contains"), [("a", False), ("a*", True), ("a`*", False), ("a``*", True), ("]", True)]
)
def test_contains_wildcards(text: str, contains: bool) -> None:
    assert contains_wildcards(text) is contains


def test_unescape() -> None:
    assert unescape("a`*b`[`]``c`d`") == "a*b[]`c`d`"


@given(st.text("ab*?[]`-", max_size=12), st.text("abAB", max_size=30))
def test_any_pattern_works_or_is_refused(pattern: str, text: str) -> None:
    try:
        assert wildcard_test(pattern)(text) in (True, False)
    except WildcardPatternError:
        assert "[" in pattern


def test_many_stars_are_fast() -> None:
    assert not wildcard_test("*a*a*a*a*b?" + "*" * 50)("a" * 60)
