"""The document of a command that has no help."""

from __future__ import annotations

from typing import Any

import pytest

from pscompat.helpfile.formats.live_command import document_of_command
from pscompat.helpfile.formats.syntax_items import token
from pscompat.model import Command, Parameter, ParameterSetEntry


def parameter(name: str, type_name: str = "string", *sets: ParameterSetEntry, **fields: Any) -> Parameter:
    return Parameter(name=name, type=type_name, sets=sets, **fields)


def test_sets_positions_and_places_to_fill_in() -> None:
    document = document_of_command(
        Command(
            name="Get-Crate",
            default_set="One",
            module="Acme",
            parameters=(
                parameter("All", "switch", ParameterSetEntry(name="Two")),
                parameter("Label", "string", ParameterSetEntry(by_name=True, help_message="What it says.")),
                parameter("Id", "int", ParameterSetEntry(name="One", position=0, mandatory=True, by_value=True)),
                parameter("Secret", "string", ParameterSetEntry(name="Three", dont_show=True)),
            ),
        ),
        date="01/31/2026",
    )
    assert document.metadata["external help file"] == "Acme-Help.xml"
    assert [
        (item.set_name, item.is_default, [token(each) for each in item.parameters]) for item in document.syntaxes
    ] == [
        ("One", True, ["[-Id] <int>", "[-Label <string>]"]),
        ("Two", False, ["[-All]", "[-Label <string>]"]),
        ("Three", False, ["[-Label <string>]"]),
    ]
    assert [each.name for each in document.parameters] == ["All", "Label", "Id"]
    label = document.parameter("label")
    assert label is not None
    assert (label.description, label.help_message) == ("What it says.", "What it says.")
    assert [note.name for note in document.inputs] == ["System.String", "System.Int32"]
    assert [note.name for note in document.outputs] == ["System.Object"]


def test_positions_that_powershell_numbers_itself() -> None:
    document = document_of_command(
        Command(
            name="Get-Crate", parameters=(parameter("A"), parameter("S", "switch"), parameter("B", "Nullable[int]"))
        )
    )
    assert [token(each) for each in document.syntaxes[0].parameters] == ["[[-A] <string>]", "[[-B] <int>]", "[-S]"]
    assert [each.sets[0].position for each in document.parameters] == ["0", "Named", "1"]


@pytest.mark.parametrize(
    ("type_name", "ps_type_name", "shown"),
    [
        ("System.Nullable[int][]", "", "Nullable`1[int][]"),
        (
            "System.Collections.Generic.Dictionary[string,System.Collections.Generic.List[uri]]",
            "",
            "Dictionary`2[string,List`1[uri]]",
        ),
        ("System.Nullable[datetime]", "", "datetime"),
        ("object[]", "A.B#root/c/D", "B#D[]"),
        ("object", "A.B.C", "C"),
    ],
)
def test_types_in_syntax(type_name: str, ps_type_name: str, shown: str) -> None:
    command = Command(name="Get-Crate", parameters=(parameter("A", type_name, ps_type_name=ps_type_name),))
    assert document_of_command(command).syntaxes[0].parameters[0].type == shown


def test_types_of_the_pipeline_are_read_from_the_automatic_help_and_from_the_code() -> None:
    takes = ParameterSetEntry(by_value=True)
    command = Command(
        name="Get-Crate",
        parameters=(
            parameter("A", "System.Nullable[int]", takes),
            parameter("B", "System.Collections.Generic.List[string]", takes),
        ),
        output_types=("string[]", "Acme.Pair[int,string]", "string[]"),
    )
    document = document_of_command(command)
    assert [note.name.partition(", ")[0] for note in document.inputs] == [
        "System.Int32",
        "System.Collections.Generic.List`1[[System.String",
        "System.Collections.Generic.List`1[[System.String",
    ]
    assert [note.name for note in document.outputs] == ["string[]", "Acme.Pair[int", "Acme.Pair[int,string]"]


def test_the_last_attribute_says_whether_a_parameter_is_hidden() -> None:
    one = ParameterSetEntry(name="One", dont_show=True, help_message="x")
    two = ParameterSetEntry(name="Two")
    command = Command(
        name="Get-Crate", parameters=(parameter("A", "string", one, two), parameter("B", "int", two, one))
    )
    assert [(each.name, each.help_message) for each in document_of_command(command).parameters] == [("A", "")]
