"""Regular expressions of .NET: errors with their offsets, and what matches (values.md §B.5, §C.5)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.regex.atoms import RegexProblem
from pscompat.dotnet.regex.grammar import parse_pattern
from pscompat.dotnet.regex.translation import search

from .conversions import bind, refusal

NONE: frozenset[str] = frozenset()
IGNORE_CASE = frozenset("i")


@pytest.mark.parametrize(
    ("pattern", "offset", "reason"),
    [
        ("(", 1, "Not enough )'s."),
        (")", 1, "Too many )'s."),
        ("[", 1, "Unterminated [] set."),
        ("*a", 1, "Quantifier '*' following nothing."),
        ("a**", 3, "Nested quantifier '*'."),
        ("a++", 3, "Nested quantifier '+'."),
        ("[z-a]", 4, "[x-y] range in reverse order."),
        ("a{2,1}", 6, "Illegal {x,y} with x > y."),
        ("\\", 1, "Illegal \\ at end of pattern."),
        ("\\x4", 2, "Insufficient or invalid hexadecimal digits."),
        ("\\q", 2, "Unrecognized escape sequence \\q."),
        ("(a)\\2", 5, "Reference to undefined group number 2."),
        ("\\k<x>", 5, "Reference to undefined group name 'x'."),
        ("(?P<n>a)", 3, "Unrecognized grouping construct."),
        ("(?<n", 4, "Unrecognized grouping construct."),
        ("(?<0>a)", 4, "Capture number cannot be zero."),
        ("\\p{Foo}", 7, "Unknown property 'Foo'."),
        ("(?#a", 4, "Unterminated (?#...) comment."),
        ("[a-\\d]", 5, "Cannot include class \\d in character range."),
    ],
)
def test_refused(pattern: str, offset: int, reason: str) -> None:
    assert refusal("regex", pattern) == (
        f'Cannot convert value "{pattern}" to type "System.Text.RegularExpressions.Regex". '
        f"Error: \"Invalid pattern '{pattern}' at offset {offset}. {reason}\""
    )


@pytest.mark.parametrize(
    ("pattern", "text", "options", "found"),
    [
        ("^a.b$", "a\nb", "", False),
        ("^a.b$", "a\nb", "s", True),
        ("^abc$", "x\nabc", "m", True),
        ("abc$", "abc\n", "", True),
        ("abc\\z", "abc\n", "", False),
        ("abc\\Z", "abc\n", "", True),
        ("ABC", "abc", "", False),
        ("ABC", "abc", "i", True),
        ("k", "\u212a", "i", True),
        ("s", "ſ", "i", False),
        ("(?-i)abc", "ABC", "i", False),
        ("a(?i)b", "aB", "", True),
        ("a b c", "abc", "x", True),
        ("^\\d+$", "١٢", "", True),
        ("^\\d+$", "١٢", "e", False),
        ("^\\w+$", "é_1", "", True),
        ("^\\p{L}+$", "éa", "", True),
        ("^\\P{L}+$", "12", "", True),
        ("^\\p{IsGreek}$", "λ", "", True),
        ("^[a-z-[aeiou]]+$", "bcd", "", True),
        ("^[a-z-[aeiou]]+$", "bad", "", False),
        ("(a)\\1", "aa", "", True),
        ("(?<x>a)b\\k<x>", "aba", "", True),
        ("(?>a+)ab", "aaab", "", False),
        ("(?(a)ab|c)", "c", "", True),
        ("^(a)?(?(1)b|c)$", "c", "", True),
        ("a{,2}", "a{,2}", "", True),
        ("x{2,}", "xx", "", True),
        ("(?<=a)b", "ab", "", True),
        ("\\bfoo\\b", "a foo b", "", True),
        ("^..$", "😀", "", True),
        ("[]a]", "]", "", True),
        ("[^\\s]", " a", "", True),
        ("\\101", "A", "", True),
        ("(?n)(a)(?<b>c)", "ac", "", True),
    ],
)
def test_search(pattern: str, text: str, options: str, found: bool) -> None:
    assert search(pattern, frozenset(options), text) is found


def test_conversion_keeps_the_pattern() -> None:
    regex = bind("regex", "a+")
    assert str(regex) == "a+"


def test_balancing_groups_are_refused() -> None:
    with pytest.raises(RegexProblem):
        search("(?<a>x)(?<b-a>y)", NONE, "xy")


def test_deep_nesting_ends_in_an_error() -> None:
    for pattern in ("(" * 50_000 + ")" * 50_000, "[a-" * 50_000 + "]" * 50_000):
        with pytest.raises(RegexProblem):
            search(pattern, NONE, "a")


@given(st.text("ab()[]{}*+?|\\^$.,-:<>='!#dDwWsSbBpPkK{}12 n", max_size=20), st.sampled_from(["", "i", "x", "n", "e"]))
def test_any_pattern_is_read_or_refused(pattern: str, options: str) -> None:
    try:
        parse_pattern(pattern, frozenset(options))
        search(pattern, frozenset(options), "ab12 x")
    except RegexProblem:
        pass
