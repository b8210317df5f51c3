"""Argument words as ``pwsh -File`` takes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.language.elements import NO_VALUE, Element, asks_for_help
from pscompat.language.shell_words import read_words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["-X", "1,2"], [Element("X", "-X"), Element(value="1,2")]),
        (["-X:$false"], [Element("X", "-X", False)]),
        (["-X:true"], [Element("X", "-X", True)]),
        (["-X: TRUE "], [Element("X", "-X", True)]),
        (["-X:$true "], [Element("X", "-X", True)]),
        (["-X: $true"], [Element("X", "-X", " $true")]),
        (["-X:1"], [Element("X", "-X", "1")]),
        (["-X:", "-y"], [Element("X", "-X", "-y")]),
        (["-X:", "false"], [Element("X", "-X", "false")]),
        (["-X::"], [Element("X", "-X", ":")]),
        (["-X:a:"], [Element("X", "-X", "a:")]),
        (["a", "-X:"], [Element(value="a")]),
        (["-1"], [Element("1", "-1")]),
        (["–X"], [Element("X", "–X")]),
        (["--X"], [Element("-X", "--X")]),
        (["--"], [Element("-", "--")]),
        (["-", "", "/x", "a b"], [Element(value="-"), Element(value=""), Element(value="/x"), Element(value="a b")]),
        (["-Path:C:\\t"], [Element("Path", "-Path", "C:\\t")]),
        (["-X "], [Element("X", "-X")]),
    ],
)
def test_words(words: list[str], expected: list[Element]) -> None:
    assert read_words(words) == expected


def test_help_is_asked_for_anywhere() -> None:
    assert asks_for_help(read_words(["5", "-?"]))
    assert not asks_for_help(read_words(["?", "-x:", "-?"]))


@given(st.lists(st.text(st.characters(codec="utf-8") | st.sampled_from("-:$– "), max_size=6)))
def test_no_word_is_split_or_lost(words: list[str]) -> None:
    found = read_words(words)
    assert len(found) <= len(words)
    for element in found:
        assert element.value is NO_VALUE or isinstance(element.value, str | bool)
