"""Listed parameter sets and the text of ``Get-Command -Syntax``."""

from __future__ import annotations

from typing import Any

import pytest

from pscompat.dotnet.types import enum_type
from pscompat.model import ALL_SETS, Command, Parameter, ParameterSetEntry
from pscompat.views.syntax import SyntaxListingError, parameter_sets, syntax_lines, syntax_text


def entry(name: str = ALL_SETS, **fields: Any) -> ParameterSetEntry:
    return ParameterSetEntry(name=name, **fields)


def parameter(name: str, type_name: str = "string", *sets: ParameterSetEntry, **fields: Any) -> Parameter:
    return Parameter(name=name, type=type_name, sets=sets, **fields)


def line(*parameters: Parameter, **fields: Any) -> str:
    (only,) = syntax_lines(Command(name="Get-Crate", parameters=parameters, **fields))
    return only.removeprefix("Get-Crate").removesuffix("[<CommonParameters>]").strip()


@pytest.mark.parametrize(
    ("fields", "type_name", "expected"),
    [
        ({}, "string", "[-N <string>]"),
        ({"position": 0}, "string", "[[-N] <string>]"),
        ({"mandatory": True}, "string", "-N <string>"),
        ({"mandatory": True, "position": 3}, "string", "[-N] <string>"),
        ({}, "switch", "[-N]"),
        ({"mandatory": True}, "switch", "-N"),
        ({"position": 1}, "switch", "[-N]"),
    ],
)
def test_token_forms(fields: dict[str, Any], type_name: str, expected: str) -> None:
    assert line(parameter("N", type_name, entry(**fields)), positional_binding=False) == expected


@pytest.mark.parametrize(
    ("type_name", "expected"),
    [
        ("System.String[]", "string[]"),
        ("Nullable[int]", "int"),
        ("Nullable[int][]", "Nullable[int][]"),
        ("object", "Object"),
        ("System.Collections.Generic.List[string]", "List[string]"),
        ("System.Collections.Generic.List[Nullable[int]]", "List[Nullable[int]]"),
        ("System.IO.FileInfo", "FileInfo"),
        ("Acme.Unheard.Of", "Of"),
    ],
)
def test_type_names(type_name: str, expected: str) -> None:
    assert line(parameter("N", type_name, entry()), positional_binding=False) == f"[-N <{expected}>]"


def test_a_type_name_constraint_wins_over_the_type() -> None:
    assert line(parameter("N", "object[]", ps_type_name="Acme.Crate")) == "[[-N] <Crate[]>]"
    assert line(parameter("N", "object", ps_type_name="A.B#root/x/Win32_Process")) == "[[-N] <B#Win32_Process>]"
    assert line(parameter("N", "object[]", ps_type_name="A.B#root\\x\\C")) == "[[-N] <B#C[]>]"
    assert line(parameter("N", "int[][]", ps_type_name="A.")) == "[[-N] <A.[][]>]"


def test_types_of_the_module_are_known() -> None:
    command = Command(name="Get-Crate", parameters=(parameter("Kind", "CrateKind"),))
    (only,) = parameter_sets(command, {"cratekind": enum_type("Acme.CrateKind", {"Big": 0})})
    assert only.parameters[0].type.enum is not None


def test_positions_are_given_only_when_nobody_asks_for_one() -> None:
    assert line(parameter("A"), parameter("S", "switch"), parameter("B")) == "[[-A] <string>] [[-B] <string>] [-S]"
    assert line(parameter("A"), parameter("B", "string", entry(position=7))) == "[[-B] <string>] [-A <string>]"
    assert line(parameter("A"), positional_binding=False) == "[-A <string>]"


def test_the_default_set_comes_first_and_others_as_met() -> None:
    command = Command(
        name="Get-Crate",
        default_set="List",
        parameters=(
            parameter("Id", "int", entry("Get", mandatory=True, position=0)),
            parameter("Limit", "int", entry("List")),
            parameter("All", "switch", entry("Every", mandatory=True), entry("List")),
        ),
    )
    assert [(listed.name, listed.is_default) for listed in parameter_sets(command)] == [
        ("List", True),
        ("Get", False),
        ("Every", False),
    ]
    assert syntax_text(command) == (
        "\nGet-Crate [-Limit <int>] [-All] [<CommonParameters>]\n"
        "\nGet-Crate [-Id] <int> [<CommonParameters>]\n"
        "\nGet-Crate -All [<CommonParameters>]\n"
    )


def test_a_named_record_hides_the_record_of_all_sets() -> None:
    command = Command(name="Get-Crate", parameters=(parameter("Id", "int", entry(mandatory=True), entry("A")),))
    assert syntax_lines(command) == ["Get-Crate [-Id <int>] [<CommonParameters>]"]


def test_the_later_of_two_parameters_at_one_position_is_printed() -> None:
    assert line(parameter("A", "int", entry(position=0)), parameter("B", "int", entry(position=0))) == "[[-B] <int>]"


def test_common_parameters_stand_where_powershell_merges_them() -> None:
    command = Command(name="Get-Crate", parameters=(parameter("A"),), supports_should_process=True)
    (only,) = parameter_sets(command)
    assert only.common_at == 1
    assert [p.name for p in only.parameters[13:]] == ["WhatIf", "Confirm"]


def test_a_simple_function_has_no_common_parameters() -> None:
    command = Command(name="Get-Crate", parameters=(parameter("A", "object"),), simple=True)
    assert syntax_text(command) == "\nGet-Crate [[-A] <Object>]\n"
    assert syntax_text(Command(name="Get-Crate", simple=True)) == "\nGet-Crate \n"


def test_a_negative_position_cannot_be_written() -> None:
    with pytest.raises(SyntaxListingError, match="Index was out of range"):
        syntax_text(Command(name="Get-Crate", parameters=(parameter("A", "int", entry(position=-1)),)))
