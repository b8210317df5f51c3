"""Widths and word wrap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.views.help.page import Page
from pscompat.views.wrapping import SOFT_HYPHEN, char_width, fitting, text_width, wrap

CHARS = st.one_of(st.sampled_from(" \t\u00ad\u00a0\u2011\r日🙂é-"), st.characters(exclude_categories=["Cs"]))
TEXTS = st.text(CHARS, max_size=60)


@pytest.mark.parametrize(
    ("char", "width"),
    [("a", 1), ("é", 1), ("\u0301", 1), ("日", 2), ("\u303f", 1), ("\uff21", 2), ("🙂", 2), ("ᄀ", 2)],
)
def test_width_of_a_character(char: str, width: int) -> None:
    assert char_width(char) == width == text_width(char)


@pytest.mark.parametrize(
    ("text", "first", "following", "expected"),
    [
        ("fits as it is ", 14, 14, ["fits as it is "]),
        ("one two three", 8, 8, ["one two ", "three"]),
        ("one two three", 7, 7, ["one ", "two ", "three"]),
        ("  one two", 6, 6, ["  one ", "two"]),
        ("abcdefghij", 4, 4, ["abcd", "efgh", "ij"]),
        ("one two three", 8, 4, ["one two ", "three"]),
        ("first\nsecond line", 7, 7, ["first", "second ", "line"]),
        ("a\r\nb", 9, 9, ["a", "b"]),
        ("日本語", 4, 4, ["日本", "語"]),
        ("日本", 1, 1, ["?", "?"]),
        ("non\u00a0breaking space", 8, 8, ["nonbreak", "ing ", "space"]),
        (f"soft{SOFT_HYPHEN}hyphen", 5, 9, ["soft-", "hyphen"]),
        (f"soft{SOFT_HYPHEN}hyphen", 6, 9, ["soft", "hyphen"]),
        ("", 0, 0, [""]),
    ],
)
def test_lines(text: str, first: int, following: int, expected: list[str]) -> None:
    assert wrap(text, first, following) == expected


@given(TEXTS, st.integers(2, 40), st.integers(2, 40))
def test_lines_are_never_wider_than_asked(text: str, first: int, following: int) -> None:
    for line in wrap(text, first, following):
        assert text_width(line) <= max(first, following)


@given(TEXTS, st.integers(-3, 40), st.integers(-3, 40))
def test_nothing_is_lost_but_what_wrapping_drops(text: str, first: int, following: int) -> None:
    joined = "".join(wrap(text, first, following))
    if min(first, following) >= 2:
        dropped = "\u00ad\u00a0\u2011\r\n"
        kept = [char for char in text if char not in dropped]
        # A soft hyphen may be printed as a hyphen.
        assert [c for c in joined if c not in dropped + "-"] == [c for c in kept if c != "-"]


@given(st.text(CHARS, max_size=30), st.integers(-2, 40))
def test_what_fits_is_the_longest_start(text: str, columns: int) -> None:
    count = fitting(text, columns)
    assert text_width(text[:count]) <= max(columns, 0)
    assert count == len(text) or text_width(text[: count + 1]) > columns


@given(st.lists(TEXTS, max_size=4), st.integers(1, 30), st.integers(0, 12), st.integers(0, 6))
def test_a_page_keeps_its_width_whatever_is_written(texts: list[str], width: int, left: int, hanging: int) -> None:
    page = Page(width)
    with page.frame(left), page.frame(hanging=hanging):
        for text in texts:
            page.line(text)
    page.finish()
    # A later line of a text that has line breaks is measured like the first one, but stands further right.
    assert all(text_width(line) <= max(width, left) + hanging for line in page.lines)


def test_text_is_indented_by_the_frames_open_when_the_line_ends() -> None:
    page = Page(40)
    page.add("far ")
    with page.frame(4):
        page.line("in")
        page.add("left over")
    page.heading("HEAD")
    page.finish()
    assert page.lines == ["    far in", "left overHEAD", ""]
    assert page.headings == {1}
    assert page.text() == "\n    far in\nleft overHEAD\n\n\n"


def test_a_hanging_indent_counts_in_the_innermost_frame_only() -> None:
    page = Page(12)
    with page.frame(hanging=4):
        page.line("one two three four")
        with page.frame(2):
            page.line("one two three")
    assert page.lines == ["one two ", "    three ", "    four", "  one two ", "  three"]


def test_without_a_limit_nothing_is_wrapped() -> None:
    page = Page()
    with page.frame(2, hanging=2):
        page.line("x" * 500 + "\nsecond")
    assert page.lines == ["  " + "x" * 500, "    second"]
