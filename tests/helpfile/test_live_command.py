"""The document of a command that has no help."""

from __future__ import annotations

from typing import Any

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
