"""Splatting of values."""

from __future__ import annotations

import pytest

from pscompat.dotnet.containers import NetDict, NetList, PSCustomObject
from pscompat.dotnet.texts import Char
from pscompat.errors import CommandError
from pscompat.language.elements import Element, splat


def test_dictionary_gives_named_elements() -> None:
    table = NetDict("System.Collections.Specialized.OrderedDictionary", {"Foo": 1, "b ": None, "c:": "x"})
    assert splat(table) == [
        Element("Foo", "-Foo:", 1, from_splat=True),
        Element("b ", "-b: ", None, from_splat=True),
        Element("c:", "-c:", "x", from_splat=True),
    ]


def test_keys_become_text() -> None:
    assert [element.name for element in splat({1: "a", 1.5: "b"})] == ["1", "1.5"]


def test_collections_give_one_element_each() -> None:
    assert [element.value for element in splat(["p1", "-P2", 3])] == ["p1", "-P2", 3]
    assert [element.value for element in splat(NetList("System.Int32[]", [1]))] == [1]
    assert splat([]) == []


def test_string_gives_its_characters() -> None:
    assert [element.value for element in splat("ab")] == [Char("a"), Char("b")]


def test_other_values_are_one_element() -> None:
    record = PSCustomObject({"a": 1})
    assert [element.value for element in splat(record)] == [record]
    assert [element.value for element in splat(None)] == [None]


def test_empty_key_is_refused() -> None:
    with pytest.raises(CommandError) as caught:
        splat({"": 1})
    assert caught.value.error_id == "Argument"
