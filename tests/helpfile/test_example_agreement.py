"""Where SYNTAX and a parameter's block disagree, examples of the page that bind under one reading alone decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from pscompat.helpfile.module import Module
from pscompat.views.syntax import syntax_lines

from .odd_pages import FENCE, block, page
from .test_page_import import import_page

SWITCH = "SwitchParameter"


def read(
    folder: Path, syntax: list[str], parameters: list[tuple[str, str]], example: str, **more: str
) -> tuple[list[str], list[str]]:
    """The syntax lines of the imported page's command, and its gaps."""
    module, found = import_page(folder, page("Get-It", syntax, parameters, example=example, **more))
    return lines_of(module), [str(gap) for _, gap in found.gaps]


def lines_of(module: Module) -> list[str]:
    lines = syntax_lines(module.command("Get-It"), module.types)
    return [line.removesuffix(" [<CommonParameters>]") for line in lines]


@pytest.mark.parametrize(
    ("shown", "required", "example", "line"),
    [
        ("-Size <Int32>", "False", "Get-It x", "Get-It [-Name] <string> [-Size <int>]"),
        ("-Size <Int32>", "False", "Get-It x -Size 1", "Get-It [-Name] <string> -Size <int>"),
        ("-Size <Int32>", "False", "Get-It x -Nope", "Get-It [-Name] <string> -Size <int>"),
        ("-Size <Int32>", "False", "", "Get-It [-Name] <string> -Size <int>"),
        ("-Size <Int32>", "True", "Get-It x", "Get-It [-Name] <string> -Size <int>"),
        ("[-Size <Int32>]", "True", "Get-It x -Size 1", "Get-It [-Name] <string> [-Size <int>]"),
    ],
)
def test_what_an_example_leaves_out_is_optional_if_a_part_of_the_page_says_so(
    tmp_path: Path, shown: str, required: str, example: str, line: str
) -> None:
    parameters = [("Name", block(required="True", position="0")), ("Size", block(kind="Int32", required=required))]
    lines, gaps = read(tmp_path, [f"Get-It [-Name] <String> {shown}"], parameters, example)
    assert lines == [line]
    told = [gap for gap in gaps if gap.startswith("Get-It -Size: parameterSets.isRequired")]
    if line != f"Get-It [-Name] <string> {shown.replace('Int32', 'int')}":
        assert told == [
            "Get-It -Size: parameterSets.isRequired: SYNTAX shows it mandatory, the block says optional; "
            "the examples do without it"
        ]
    else:
        assert not any("examples" in gap for gap in told)


def test_only_the_set_that_the_example_needs_is_changed(tmp_path: Path) -> None:
    parameters = [
        ("Size", block(kind="Int32", sets="A, B")),
        ("A", block(sets="A", kind=SWITCH)),
        ("B", block(sets="B")),
    ]
    syntax = ["A (Default)|Get-It -Size <Int32> [-A]", "B|Get-It -Size <Int32> [-B <String>]"]
    assert read(tmp_path, syntax, parameters, "Get-It -A")[0] == [
        "Get-It [-Size <int>] [-A]",
        "Get-It -Size <int> [-B <string>]",
    ]


def test_several_parameters_that_one_example_leaves_out(tmp_path: Path) -> None:
    parameters = [("Name", block(required="True")), ("Size", block(kind="Int32")), ("Mode", block())]
    syntax = ["Get-It -Name <String> -Size <Int32> -Mode <String>"]
    lines, gaps = read(tmp_path, syntax, parameters, "Get-It -Name x")
    assert lines == ["Get-It -Name <string> [-Size <int>] [-Mode <string>]"]
    assert sum("the examples do without it" in gap for gap in gaps) == 2


def test_nothing_changes_for_an_example_that_still_fails(tmp_path: Path) -> None:
    """-Name is mandatory by both, so that the line is the page's mistake."""
    parameters = [("Name", block(required="True")), ("Size", block(kind="Int32"))]
    lines, gaps = read(tmp_path, ["Get-It -Name <String> -Size <Int32>"], parameters, "Get-It")
    assert lines == ["Get-It -Name <string> -Size <int>"]
    assert not any("examples" in gap for gap in gaps)


@pytest.mark.parametrize("value", ["''", "$null", "@()"])
def test_what_an_example_gives_empty_is_optional(tmp_path: Path, value: str) -> None:
    lines, _ = read(
        tmp_path, ["Get-It -Names <String[]>"], [("Names", block(kind="String[]"))], f"Get-It -Names {value}"
    )
    assert lines == ["Get-It [-Names <string[]>]"]


def test_a_mandatory_switch_that_examples_leave_out_is_optional(tmp_path: Path) -> None:
    """SYNTAX has it in brackets, as it has every switch."""
    parameters = [("Name", block(required="True", position="0")), ("Loud", block(kind=SWITCH, required="True"))]
    syntax = ["Get-It [-Name] <String> [-Loud]"]
    lines, gaps = read(tmp_path, syntax, parameters, "Get-It x")
    assert lines == ["Get-It [-Name] <string> [-Loud]"]
    assert any("the block says mandatory, SYNTAX shows it optional; the examples do without it" in gap for gap in gaps)
    (tmp_path / "again").mkdir()
    assert read(tmp_path / "again", syntax, parameters, "Get-It x -Loud")[0] == ["Get-It [-Name] <string> -Loud"]


@pytest.mark.parametrize(
    ("example", "line"), [("Get-It x", "[[-Name] <string>]"), ("Get-It -Name x", "[-Name <string>]")]
)
def test_what_an_example_gives_by_position_has_the_one_of_its_block(tmp_path: Path, example: str, line: str) -> None:
    lines, gaps = read(tmp_path, ["Get-It [-Name <String>]"], [("Name", block(position="0"))], example)
    assert lines == [f"Get-It {line}"]
    assert any("the examples give it by position" in gap for gap in gaps) == ("[[" in line)


@pytest.mark.parametrize(
    ("kind", "shown", "example", "line"),
    [
        ("Int32", "String", "Get-It -Name x", "Get-It [-Name <string>]"),
        ("Int32", "String", "Get-It -Name 5", "Get-It [-Name <int>]"),
        ("String", "String[]", "Get-It -Name a,b", "Get-It [-Name <string[]>]"),
        ("Boolean", "CratePipe", "Get-It -Name x", "Get-It [-Name <CratePipe>]"),
        ("Int32", "Guid", "Get-It -Name x", "Get-It [-Name <int>]"),
    ],
)
def test_a_value_that_only_the_type_in_syntax_takes_decides(
    tmp_path: Path, kind: str, shown: str, example: str, line: str
) -> None:
    assert read(tmp_path, [f"Get-It [-Name <{shown}>]"], [("Name", block(kind=kind))], example)[0] == [line]


def test_examples_that_need_different_readings_decide_nothing(tmp_path: Path) -> None:
    examples = "Get-It -Name 3f2504e0-4f89-11d3-9a0c-0305e82c3301\nGet-It -Name 5"
    lines, gaps = read(tmp_path, ["Get-It [-Name <Int32>]"], [("Name", block(kind="Guid"))], examples)
    assert lines == ["Get-It [-Name <guid>]"]
    assert not any("examples" in gap for gap in gaps)


def test_types_that_differ_between_the_lines_of_syntax_take_what_examples_give(tmp_path: Path) -> None:
    parameters = [("Name", block(kind="Guid")), ("A", block(sets="A")), ("B", block(sets="B"))]
    syntax = ["A (Default)|Get-It [-Name <Guid>] [-A <String>]", "B|Get-It [-Name <String>] [-B <String>]"]
    assert read(tmp_path, syntax, parameters, "Get-It -Name x -B y")[0][1] == "Get-It [-Name <Object>] [-B <string>]"


def test_calls_behind_a_pipe_get_their_input_there(tmp_path: Path) -> None:
    """-Name is left out by no example: what is piped stands for it."""
    parameters = [("Name", block("Accept pipeline input: True (ByValue)"))]
    for number, example in enumerate(("'x' | Get-It", "'x' |\n  Get-It", "PS C:\\> 'x' |\n>> Get-It")):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert read(folder, ["Get-It -Name <String>"], parameters, example)[0] == ["Get-It -Name <string>"]


@pytest.mark.parametrize(
    "example",
    [
        "PS C:\\> Get-It x",
        "PS\\> Get-It x",
        "PS> Get-It x\nGet-It : it went wrong",
        "> Get-It x",
        "Get-It `\n  x",
        "Get-It x # that is all",
        "Get-It x; Get-It y",
        "$it = Get-It x",
        "Get-It \u201cx y\u201d",
        "Get-It @'\nx\n'@",
        "foreach ($name in 'a', 'b') { Get-It $name }",
    ],
)
def test_lines_of_examples_in_any_form(tmp_path: Path, example: str) -> None:
    parameters = [("Name", block(required="True", position="0")), ("Size", block(kind="Int32"))]
    lines, _ = read(tmp_path, ["Get-It [-Name] <String> -Size <Int32>"], parameters, example)
    assert lines == ["Get-It [-Name] <string> [-Size <int>]"]


@pytest.mark.parametrize(
    "example", ["PS> Get-Date\nGet-It x", "PS> 'Get-It x'", "Get-It @all", "Get-It 'x", "# Get-It x"]
)
def test_printed_texts_and_unknown_arguments_decide_nothing(tmp_path: Path, example: str) -> None:
    parameters = [("Name", block(required="True", position="0")), ("Size", block(kind="Int32"))]
    lines, _ = read(tmp_path, ["Get-It [-Name] <String> -Size <Int32>"], parameters, example)
    assert lines == ["Get-It [-Name] <string> -Size <int>"]


@pytest.mark.parametrize(("prompt", "size"), [("PS C:\\> ", "[-Size <int>]"), ("", "-Size <int>")])
def test_blocks_of_text_are_code_where_they_have_a_prompt(tmp_path: Path, prompt: str, size: str) -> None:
    text = page(
        "Get-It",
        ["Get-It [-Name] <String> -Size <Int32>"],
        [("Name", block(required="True", position="0")), ("Size", block(kind="Int32"))],
        example="-",
    ).replace(f"{FENCE}powershell\n-\n", f"{FENCE}text\n{prompt}Get-It x\n")
    assert lines_of(import_page(tmp_path, text)[0]) == [f"Get-It [-Name] <string> {size}"]


@pytest.mark.parametrize(
    ("examples", "default"),
    [
        ("Get-It -Name x", "First"),
        ("Get-It -Name x\nGet-It -Name y -Deep", "First"),
        ("Get-It -Name x\nGet-It -Crate y", "First"),
        ("Get-It -Crate y", "Lot"),
    ],
)
def test_a_guessed_default_set_gives_way_to_one_with_which_more_examples_bind(
    tmp_path: Path, examples: str, default: str
) -> None:
    """The set in which nothing is mandatory is a guess; a line that leaves two others open needs one of them."""
    parameters = [
        ("Name", block(required="True", position="0")),
        ("Deep", block(kind=SWITCH, sets="Second")),
        ("Crate", block(sets="Lot")),
    ]
    syntax = [
        "First|Get-It [-Name] <String>",
        "Second|Get-It [-Name] <String> [-Deep]",
        "Lot|Get-It [-Crate <String>]",
    ]
    read(tmp_path, syntax, parameters, examples)
    text = (tmp_path / "out/help/Get-It.yaml").read_text()
    assert f"defaultParameterSet: {default}\n" in text
    assert "guessed:\n  - defaultParameterSet" in text
    assert text.count("- defaultParameterSet") == 1


def test_a_marked_default_set_stays(tmp_path: Path) -> None:
    parameters = [("Name", block(required="True")), ("Crate", block(sets="Lot"))]
    syntax = ["First|Get-It -Name <String>", "Second|Get-It -Name <String>", "Lot (Default)|Get-It [-Crate <String>]"]
    module, _ = import_page(tmp_path, page("Get-It", syntax, parameters, example="Get-It -Name x"))
    assert module.command("Get-It").default_set == "Lot"
