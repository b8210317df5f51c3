"""Conveniences for words from a shell: lists, tables, JSON; words taken plainly; and words for a shell."""

from __future__ import annotations

import shlex
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.binding import Binder
from pscompat.dotnet.numbers import Int64
from pscompat.errors import BindingError
from pscompat.language.elements import NO_VALUE, Element
from pscompat.language.shell_words import (
    Word,
    read_boolean_word,
    read_collection_word,
    read_dictionary_word,
    read_shell_words,
    read_words,
    shell_quoted,
)

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


@pytest.mark.parametrize(
    ("words", "elements", "doubts"),
    [
        (["-X:", "a"], [Element("X", "-X", "a")], {0: "-X:"}),
        (["a", "-X:"], [Element(value="a"), Element("X", "-X")], {1: "-X:"}),
        (["-X:", "-y"], [Element("X", "-X"), Element("y", "-y")], {0: "-X:"}),
        (["-X:", "-y:", "b"], [Element("X", "-X"), Element("y", "-y", "b")], {0: "-X:", 1: "-y:"}),
        (["-X:", "-1"], [Element("X", "-X", "-1")], {0: "-X:"}),
        (["-X:", "-"], [Element("X", "-X", "-")], {0: "-X:"}),
        (["-X:", "--y"], [Element("X", "-X", "--y")], {0: "-X:"}),
        (["-X:", "—é"], [Element("X", "-X"), Element("é", "—é")], {0: "-X:"}),
        (["-X:", ""], [Element("X", "-X", "")], {0: "-X:"}),
        (["-X:a", "-Y::"], [Element("X", "-X", "a"), Element("Y", "-Y", ":")], {}),
        (["-X", "true"], [Element("X", "-X"), Element(value="true")], {0: "-X"}),
        (["-X", "1", "true"], [Element("X", "-X"), Element(value="1"), Element(value="true")], {}),
        (["-X:1", "true", "false"], [Element("X", "-X", "1"), Element(value="true"), Element(value="false")], {}),
    ],
)
def test_names_in_doubt(words: list[str], elements: list[Element], doubts: dict[int, str]) -> None:
    found = read_shell_words(words)
    assert (list(found), found.doubts) == (elements, doubts)


@given(st.lists(st.text(st.sampled_from("-:$–ab tru"), max_size=5)))
def test_no_word_is_lost(words: list[str]) -> None:
    found = read_shell_words(words)
    apart = sum(found[place].value is not NO_VALUE for place, typed in found.doubts.items() if typed.endswith(":"))
    assert len(found) == len(words) - apart


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ('["a","b"]', ["a", "b"]),
        ('[ "a,b" , 1 ]\n', ["a,b", 1]),
        ("[]", []),
        ("[5000000000]", [Int64(5000000000)]),
        (' ["a"]', ' ["a"]'),
        ('["a"]x', '["a"]x'),
        ("[NaN]", "[NaN]"),
        ("[ab]", "[ab]"),
        ("[a,b]", ["[a", "b]"]),
        ('["a","b"],c', ['["a","b"]', "c"]),
        ("[1,2],[3,4]", ["[1,2]", "[3,4]"]),
        ('{"a":1,"b":[2,3]}', ['{"a":1,"b":[2,3]}']),
        ('x,{"a":"},{"},,"y,z"', ["x", '{"a":"},{"}', "", '"y,z"']),
        ('{"a":1,"b":2}x,y', ['{"a":1', '"b":2}x', "y"]),
        ('a"b,c"', ['a"b', 'c"']),
        ('{"a":1, "b":2}', '{"a":1, "b":2}'),
        ("[1," * 4000, ["[1"] * 4000 + [""]),
        ("[" * 4000 + "]" * 4000, "[" * 4000 + "]" * 4000),
    ],
    ids=lambda value: str(value)[:20],
)
def test_lists(word: str, value: Any) -> None:
    assert read_collection_word(Word(word)) == value


@pytest.mark.parametrize(("word", "value"), [("$TRUE", True), ("0", False), ("yes", "yes"), ("", "")])
def test_truth(word: str, value: Any) -> None:
    found = read_boolean_word(Word(word))
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a-b_c/d.e:f,g@h+1", "a-b_c/d.e:f,g@h+1"),
        ("", "''"),
        ("*", "'*'"),
        ("-?", "'-?'"),
        ("-All:$false", "'-All:$false'"),
        ("~", "'~'"),
        ("it's", """'it'"'"'s'"""),
        ("C:\\t", "'C:\\t'"),
        ("C:\\", "'C:'\\\\"),
        ("a\\\\b", "'a'\\\\'\\b'"),
        ("\\'", """\\\\"'\""""),
    ],
)
def test_words_for_a_shell(text: str, word: str) -> None:
    assert shell_quoted(text) == word


@given(st.text(st.sampled_from("'\\\"$a*? \n")))
def test_words_for_a_shell_are_one_word(text: str) -> None:
    assert shlex.split(shell_quoted(text)) == [text]
