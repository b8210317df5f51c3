"""Sets of imported pages: what SYNTAX, blocks and examples tell together where each alone tells too little."""

from __future__ import annotations

from pathlib import Path

import pytest

from pscompat.errors import BindingError
from pscompat.helpfile.module import Module
from pscompat.views.syntax import syntax_lines

from .odd_pages import block, page
from .test_page_import import bind, import_page, page_lines

SWITCH = "SwitchParameter"
TWO_FREE = (
    ["ByName|Get-It [[-Name] <String>] [-Size <Int32>]", "ByFilter|Get-It [-Filter <String>] [-Size <Int32>]"],
    [
        ("Name", block(sets="ByName", position="0")),
        ("Filter", block(sets="ByFilter")),
        ("Size", block(kind="Int32")),
    ],
)


def imported(folder: Path, syntax: list[str], parameters: list[tuple[str, str]], example: str = "") -> Module:
    return import_page(folder, page("Get-It", syntax, parameters, example=example))[0]


@pytest.mark.parametrize("example", ["Get-It", "PS C:\\> Get-It -Size 3 | Sort-Object", "Get-It `\n  -Si 3 -Verbose"])
def test_examples_that_leave_several_sets_open_tell_that_one_is_the_default(tmp_path: Path, example: str) -> None:
    module = imported(tmp_path, *TWO_FREE, example=example)
    assert bind(module, "Get-It -Size 5") == ("ByName", ["Size"])
    assert "- defaultParameterSet" in (tmp_path / "out/help/Get-It.yaml").read_text()


@pytest.mark.parametrize("example", ["", "Get-It x", "Get-It -Filter x", "Get-It @more", "Get-It -Nope", "Get-Item"])
def test_other_examples_tell_no_default_set(tmp_path: Path, example: str) -> None:
    module = imported(tmp_path, *TWO_FREE, example=example)
    with pytest.raises(BindingError, match="Parameter set cannot be resolved"):
        bind(module, "Get-It -Size 5")


def test_a_set_that_no_parameter_names_is_the_default_one(tmp_path: Path) -> None:
    parameters = [("Page", block(required="True")), ("Column", block(kind="Int32", sets="Placed", required="True"))]
    module = imported(
        tmp_path, ["Plain|Get-It -Page <String>", "Placed|Get-It -Page <String> -Column <Int32>"], parameters
    )
    assert bind(module, "Get-It -Page x") == ("Plain", ["Page"])
    assert bind(module, "Get-It -Page x -Column 2")[0] == "Placed"


def test_headings_and_sets_of_blocks_with_other_names_are_paired_by_their_parameters(tmp_path: Path) -> None:
    lines, gaps = page_lines(
        tmp_path,
        ["By name|Get-It -Name <String>", "By number|Get-It -Id <Int32> [-Deep]"],
        [
            ("Id", block(kind="Int32", sets="BYID", required="True")),
            ("Deep", block(kind=SWITCH, sets="BYID")),
            ("Name", block(sets="BYNAME", required="True")),
        ],
    )
    assert sorted(lines) == ["Get-It -Id <int> [-Deep]", "Get-It -Name <string>"]
    assert any("SYNTAX calls By number the set that the blocks call BYID" in gap for gap in gaps)


@pytest.mark.parametrize(
    ("sets", "read"),
    [("(Name)", "Name"), ("(Name, Other)", "Name"), ("Name (old)", "Name (old)"), ("(All)", "(All)")],
)
def test_parentheses_around_the_names_of_sets_are_none_of_them(tmp_path: Path, sets: str, read: str) -> None:
    imported(tmp_path, [], [("Name", block(sets=sets)), ("Rest", block(sets="Other"))])
    assert f"name: {read}\n" in (tmp_path / "out/help/Get-It.yaml").read_text()


def test_sets_that_only_one_parameter_names_together_are_values(tmp_path: Path) -> None:
    lines, gaps = page_lines(
        tmp_path, ["Get-It [-Mode <String>] [-Name <String>]"], [("Mode", block(sets="Fast, Slow")), ("Name", block())]
    )
    assert lines == ["Get-It [-Mode <string>] [-Name <string>]"]
    assert any("Fast, Slow were taken for values" in gap for gap in gaps)


def test_what_syntax_does_not_show_is_dynamic(tmp_path: Path) -> None:
    """It may be given, is not listed, and a command that is complete without it does not demand it."""
    parameters = [("Name", block(position="0")), ("Mode", block(required="True"))]
    module = imported(tmp_path, ["Get-It [[-Name] <String>]"], parameters)
    assert bind(module, "Get-It x -Mode y") == ("__AllParameterSets", ["Mode", "Name"])
    assert bind(module, "Get-It x")[1] == ["Name"]
    (tmp_path / "again").mkdir()
    assert page_lines(tmp_path / "again", ["Get-It [[-Name] <String>]"], parameters)[0] == ["Get-It [[-Name] <string>]"]


def test_lines_of_one_set_for_several_providers_demand_only_what_all_do(tmp_path: Path) -> None:
    syntax = [
        "Path (Default) - All providers|Get-It [-Path] <String>",
        "Path (Default) - Yard provider|Get-It [-Path] <String> -Crate <String>",
    ]
    parameters = [("Path", block(sets="Path", required="True", position="0")), ("Crate", block(required="True"))]
    assert bind(imported(tmp_path, syntax, parameters), "Get-It x") == ("Path", ["Path"])


@pytest.mark.parametrize("kind", ["Switch Parameter", "SwitchParamter", "switch-parameter", "[switch]"])
def test_a_switch_is_one_however_it_is_spelled(tmp_path: Path, kind: str) -> None:
    assert bind(imported(tmp_path, ["Get-It [-A]"], [("A", block(kind=kind))]), "Get-It -A")[1] == ["A"]


@pytest.mark.parametrize(
    ("shown", "kind", "example", "line"),
    [
        ("[-A]", "String", "Get-It -A", "Get-It [-A]"),
        ("[-A]", "String", "Get-It -A x", "Get-It [-A <string>]"),
        ("[-A]", "String", "", "Get-It [-A <string>]"),
        ("[-A <Int32>]", SWITCH, "Get-It -A 5", "Get-It [-A <int>]"),
        ("[-A <Int32>]", SWITCH, "Get-It -A", "Get-It [-A]"),
        ("[-A <Int32>]", SWITCH, "", "Get-It [-A]"),
    ],
)
def test_examples_decide_between_a_switch_and_a_value(
    tmp_path: Path, shown: str, kind: str, example: str, line: str
) -> None:
    module = imported(tmp_path, [f"Get-It {shown}"], [("A", block(kind=kind))], example)
    assert syntax_lines(module.command("Get-It"), module.types) == [f"{line} [<CommonParameters>]"]
