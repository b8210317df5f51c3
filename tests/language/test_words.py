"""Conveniences for words from a shell: comma lists, tables, JSON; and words taken plainly."""

from __future__ import annotations

from typing import Any

import pytest

from pscompat.binding import Binder
from pscompat.errors import BindingError
from pscompat.language.argv import read_words
from pscompat.language.words import Word, read_collection_word, read_dictionary_word, read_shell_words
from pscompat.values.numbers import Int64

from ..binding.declaring import declare

COLLECTIONS = "param([Parameter(Position=0)][{0}]$x,[Parameter()]$y)"
REST = "param([Parameter(ValueFromRemainingArguments)][string[]]$r)"


def bound(block: str, *words: str, plain: bool = False) -> dict[str, Any]:
    elements = read_words(words) if plain else read_shell_words(words)
    return Binder(declare(block)).start(elements).bind_nothing().bound


@pytest.mark.parametrize(
    ("type_name", "word", "value"),
    [
        ("string[]", "a,b", ["a", "b"]),
        ("string[]", "a, b", ["a, b"]),
        ("string[]", "a", ["a"]),
        ("string[]", "", [""]),
        ("string[]", "a,,b", ["a", "", "b"]),
        ("int[]", "1,2", [1, 2]),
        ("object[]", "1,x", ["1", "x"]),
        ("System.Collections.ArrayList", "a,b", ["a", "b"]),
        ("string", "a,b", "a,b"),
        ("object", "a,b", "a,b"),
        ("hashtable", "@{a=1; b='x'}", {"a": 1, "b": "x"}),
        (
            "hashtable",
            '{"a": 1, "b": [true, null, 5000000000, 1.5]}',
            {"a": 1, "b": [True, None, Int64(5000000000), 1.5]},
        ),
        ("System.Collections.IDictionary", '{"a": {"b": {}}}', {"a": {"b": {}}}),
        ("System.Collections.IDictionary[]", '{"a": 1}', [{"a": 1}]),
        ("System.Collections.IDictionary[]", '[{"a": 1}, {"b": 2}]', [{"a": 1}, {"b": 2}]),
        ("System.Collections.IDictionary[]", "@{a=1},@{b=2}", [{"a": 1}, {"b": 2}]),
        ("hashtable[]", "@{a=1}", [{"a": 1}]),
        ("string", "@{a=1}", "@{a=1}"),
        ("object", '{"a": 1}', '{"a": 1}'),
    ],
)
def test_the_type_of_the_parameter_decides(type_name: str, word: str, value: Any) -> None:
    for words in ((word,), ("-x", word), (f"-x:{word}",)):
        if words[-1] != "-x:":
            assert bound(COLLECTIONS.format(type_name), *words)["x"] == value


@pytest.mark.parametrize(
    "word",
    [
        "@{a=1",
        "@{a=$x}",
        "@{a=Get-Date}",
        "@{a=[nosuch]1}",
        "{",
        '{"a": NaN}',
        '["a"]',
        "[1]",
        "[]",
        "x",
        "",
        "[" * 5000,
    ],
)
def test_what_is_no_table_stays_text(word: str) -> None:
    assert read_dictionary_word(Word(word)) == word
    with pytest.raises(BindingError):
        bound(COLLECTIONS.format("hashtable"), "-x", word)


def test_remaining_words_are_split_each() -> None:
    assert bound(REST, "a,b", "c")["r"] == ["a", "b", "c"]
    assert bound(REST, "a,b")["r"] == ["a", "b"]
    assert bound(REST, "a, b", "-q", "c")["r"] == ["a, b", "-q", "c"]


def test_plain_words_are_never_read() -> None:
    assert bound(COLLECTIONS.format("string[]"), "a,b", plain=True)["x"] == ["a,b"]
    assert bound(REST, "a,b", plain=True)["r"] == ["a,b"]
    with pytest.raises(BindingError):
        bound(COLLECTIONS.format("hashtable"), "@{a=1}", plain=True)


def test_words_leave_no_trace_in_values() -> None:
    values = bound(
        "param([Parameter(Position=0)]$a,[Parameter(Position=1)][string]$b,[Parameter(Position=2)][object[]]$c)",
        "x",
        "y",
        "z",
    )
    assert [type(value) for value in values.values()] == [str, str, list]
    assert type(values["c"][0]) is str


def test_elements_of_a_list_are_plain_text() -> None:
    assert type(read_collection_word(Word("a"))) is str
    assert [type(part) for part in read_collection_word(Word("a,b"))] == [str, str]
