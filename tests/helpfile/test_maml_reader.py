"""MAML files to help trees."""

from __future__ import annotations

import marshal
import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.errors import HelpFileError
from pscompat.helpfile.maml_tree import command_name, read_maml
from pscompat.helpfile.xml_tree import MAX_DEPTH, MAX_SIZE
from tests.views.maml import FULL, command, items


def test_a_tree_is_texts_lists_and_mappings_that_can_be_marshalled() -> None:
    (tree,) = read_maml(items(command(FULL)), "x.xml")
    assert command_name(tree) == "Get-Crate"
    assert tree["description"] == [("para", "One.\n"), ("para", "Two.")]
    assert marshal.loads(marshal.dumps(tree)) == tree
    parameters = tree["parameters"]
    assert isinstance(parameters, dict)
    listed = parameters["parameter"]
    assert isinstance(listed, list)
    first, second = listed
    assert isinstance(first, dict)
    assert first["description"] == [
        ("para", "First paragraph."),
        ("item", "01. ", "One thing that is rather long for the line."),
        ("item", "02. ", "Two."),
        ("term", "Term", "Its meaning."),
    ]
    assert first["parametervaluegroup"] == {"parametervalue": ["a", "b"]}
    assert isinstance(second, dict)
    assert second["parametervalue"] == {"": "SwitchParameter", "required": "false"}


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("", ""),
        (" \n ", ""),
        (" plain text ", "plain text"),
        ("a<!-- no -->b", "ab"),
        ("<maml:para>one</maml:para>", [("para", "one")]),
        ("<maml:para/>", [("para", "")]),
        ("<maml:para> one </maml:para><maml:para/>", [("para", "one"), ("para", "")]),
        ("<maml:para/><maml:para>one</maml:para>", [("para", ""), ("para", "one\n")]),
        ("<maml:list><maml:listItem><maml:para>x</maml:para></maml:listItem></maml:list>", [("item", "* ", "x")]),
        ("<maml:para>a <b>bold</b> word</maml:para>", [("para", "a bold word")]),
        ("<other>x</other><other>y</other>", {"other": ["x", "y"]}),
        ("<maml:list/>", None),
    ],
)
def test_what_an_element_becomes(inside: str, expected: object) -> None:
    (tree,) = read_maml(items(command(f"<maml:description>{inside}</maml:description>")), "x.xml")
    assert tree.get("description") == expected


def test_only_an_introduction_keeps_the_blanks_at_its_end() -> None:
    text = "<maml:introduction><maml:para>PS&gt; </maml:para></maml:introduction>"
    (tree,) = read_maml(items(command(text)), "x.xml")
    assert tree["introduction"] == [("para", "PS> ")]


def test_a_later_command_of_one_name_wins() -> None:
    first, second = command("", synopsis="one"), command("", name="get-crate", synopsis="two")
    trees = read_maml(items(first, second, command("", name="Set-Crate")), "x.xml")
    assert [command_name(tree) for tree in trees] == ["get-crate", "Set-Crate"]


BOMB = b"""<?xml version="1.0"?><!DOCTYPE helpItems [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>
<helpItems schema="maml">&b;</helpItems>"""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not XML"),
        (b"\0\0\0", "not XML"),
        (b"<helpItems", "not XML"),
        (b'<?xml version="1.0" encoding="no-such"?><helpItems schema="maml"/>', "not XML"),
        (b'\xff\xfe<helpItems schema="maml"/>', "not XML"),
        (b"<helpItems><maml:para/></helpItems>", "not XML: unbound prefix"),
        (b"<topic/>", 'the root element is "topic"'),
        (b"<helpItems/>", 'no attribute schema="maml"'),
        (b'<!DOCTYPE helpItems SYSTEM "http://example.test/x.dtd"><helpItems schema="maml"/>', "document type"),
        (BOMB, "a document type definition is not read"),
        (b'<helpItems schema="maml">' + b"<a>" * 100_000, f"nested more than {MAX_DEPTH} deep"),
        (b" " * (MAX_SIZE + 1), "larger than"),
    ],
)
def test_other_files_are_refused_with_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(HelpFileError, match=reason) as caught:
        read_maml(data, "x.xml")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("x.xml")


def test_a_file_with_another_encoding_is_read() -> None:
    text = (
        items(command("<maml:description>Größe</maml:description>")).decode().replace("?>", ' encoding="utf-16"?>', 1)
    )
    (tree,) = read_maml(text.encode("utf-16"), "x.xml")
    assert tree["description"] == "Größe"


@given(st.integers(0, 2**32), st.integers(1, 40))
def test_a_damaged_file_never_crashes(seed: int, count: int) -> None:
    chance = random.Random(seed)
    data = bytearray(items(command(FULL)))
    for _ in range(count):
        data[chance.randrange(len(data))] = ord(chance.choice(string.printable))
    try:
        read_maml(bytes(data), "x.xml")
    except HelpFileError as error:
        assert "\n" not in str(error)
