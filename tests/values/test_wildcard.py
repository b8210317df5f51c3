"""Wildcard patterns."""

from __future__ import annotations

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pscompat.dotnet.wildcard import WildcardPatternError, contains_wildcards, unescape, wildcard_test


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
        ("?[ᾈ]", "xᾀ", True),
        ("*a*a*", "bab", False),
        ("*ab*ba*", "aba", False),
        ("*ab*ba*", "xabbay", True),
        ("a*a", "a", False),
        ("?[ᾀ]", "xᾈ", True),
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


def meant(pattern: str, text: str) -> bool:
    """What the pattern means, read from left to right and tried at every place."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(meant(pattern[1:], text[start:]) for start in range(len(text) + 1))
    if pattern[0] == "`":
        rest = pattern[2:] if pattern[1:] else ""
        return text[:1] == (pattern[1:2] or "`") and meant(rest, text[1:])
    if pattern[0] == "[":
        end = pattern.index("]", 2)
        return text[:1] != "" and in_bracket(pattern[1:end], text[0]) and meant(pattern[end + 1 :], text[1:])
    return text[:1] != "" and pattern[0] in ("?", text[0]) and meant(pattern[1:], text[1:])


def in_bracket(content: str, char: str) -> bool:
    if content[1:2] == "-" and content[2:]:
        return content[0] <= char <= content[2] or (content[3:] != "" and in_bracket(content[3:], char))
    return char == content[0] or (content[1:] != "" and in_bracket(content[1:], char))


PARTS = ("*", "a", "*", "b", "?", "[ab]", "[b-c]", "[a-bc]", "[]x]", "`*", "`?", "`[", "]", "-")


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PARTS), max_size=10).map("".join), st.text("abc*]-", max_size=9))
def test_patterns_mean_what_they_say(pattern: str, text: str) -> None:
    assert wildcard_test(pattern)(text) is meant(pattern, text)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PARTS), max_size=10).map("".join), st.randoms(use_true_random=False))
def test_texts_made_from_a_pattern_match_in_any_case(pattern: str, random: Random) -> None:
    text = pattern.replace("[ab]", "B").replace("[b-c]", "C").replace("[a-bc]", "A").replace("[]x]", "X")
    text = re.sub(
        "`([*?[])|[*]|[?]", lambda found: found[1] or {"*": random.choice(["", "ab", "bca"])}.get(found[0], "c"), text
    )
    assert wildcard_test(pattern)(text.upper())
    assert wildcard_test(pattern)(text.lower())


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("*a*a*a*a*a*a*a*a*b", "a" * 20_000),
        ("*error*failed*", "error " * 100_000),
        ("*" + "a?" * 2_000 + "b*", "a" * 100_000),
        ("*[ab]?" * 2_000 + "c", "ab" * 50_000),
        ("*[ -\uffff]" * 2_000 + "c", "ab" * 5_000),
    ],
)
def test_a_text_is_read_once_for_each_piece(pattern: str, text: str) -> None:
    # Trying the places of several pieces against each other would take from minutes to for ever.
    assert not wildcard_test(pattern)(text)
