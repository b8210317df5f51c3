"""Functions of script files become commands of a module; nothing of the files is run."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.binding import Binder
from pscompat.errors import BindingError, HelpFileError, ParseError
from pscompat.helpfile.module import Module
from pscompat.language.literal import read_literal
from pscompat.language.shell_words import read_words
from pscompat.views.syntax import syntax_lines
from pscompat.workshop.checking.binding import binder_checks
from pscompat.workshop.checking.checker import check_path
from pscompat.workshop.formats.page_import import Found, import_pages
from pscompat.workshop.scripts.constants import literal
from pscompat.workshop.scripts.script_file import read_script
from tests.cli.test_help_verbs import ROOT

THING = """\
enum Colour { Red; Green = 4; Blue }
[Flags()] enum Ways { North = 1; South = 2 }
<#
.SYNOPSIS
Gets things.
.PARAMETER Name
Whose things.
.EXAMPLE
PS> Get-Thing -Name a

The things of a.
#>
function Get-Thing {
    [CmdletBinding(DefaultParameterSetName = 'ByName', SupportsShouldProcess)]
    [Alias('gth')]
    param(
        [Parameter(Mandatory, Position = 0, ParameterSetName = 'ByName', ValueFromPipeline)]
        [Alias('n')]
        [string]$Name,
        [Parameter(Mandatory, ParameterSetName = 'ById')]
        [ValidateRange(1, [int]::MaxValue)]
        [int]$Id,
        [Colour]$Colour = 'Red',
        [Ways]$Way,
        [ValidateScript({ $_ -lt 10 }, ErrorMessage = '{0} is too much')]
        [int]$Limit = 2 + 3,
        [ArgumentCompleter({ param($c, $p, $w) 'a', 'b' })]
        [string]$Kind = (Get-Date).ToString(),
        [ValidateScript({ Test-Path $_ })]
        [string]$Path,
        [Acme.Gadget]$Gadget
    )
    throw 'this is never run'
}
"""


def pscompat(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """pscompat as a process."""
    return subprocess.run(
        [sys.executable, "-m", "pscompat", *words],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


def imported(folder: Path, *texts: str, force: bool = False) -> tuple[Module, Found]:
    """Scripts in a module of their own."""
    source = folder / "src"
    source.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (source / f"part{number}.ps1").write_text(text, encoding="utf-8")
    found = import_pages([str(source)], str(folder / "out"), force=force)
    return Module(str(folder / "out")), found


def test_a_script_becomes_a_command_that_binds(tmp_path: Path) -> None:
    module, found = imported(tmp_path, THING)
    assert not found.errors
    command = module.command(module.find("gth") or "")
    assert command.name == "Get-Thing"
    assert command.default_set == "ByName"
    assert command.supports_should_process
    assert [(each.name, each.type, each.default) for each in command.parameters] == [
        ("Name", "System.String", None),
        ("Id", "System.Int32", None),
        ("Colour", "Colour", "'Red'"),
        ("Way", "Ways", None),
        ("Limit", "System.Int32", "5"),
        ("Kind", "System.String", None),
        ("Path", "System.String", None),
        ("Gadget", "Acme.Gadget", None),
    ]
    assert command.parameters[5].completions == ("a", "b")
    colour, way = module.types["colour"].enum, module.types["ways"].enum
    assert colour is not None
    assert colour.members == {"Red": 0, "Green": 4, "Blue": 5}
    assert way is not None
    assert way.flags
    assert module.types["acme.gadget"].opaque


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        (("-Id", "0"), 2, "minimum allowed range of 1"),
        (("-Id", "3", "-Limit", "11"), 2, "11 is too much"),
        (("-Id", "3", "-Colour", "Black"), 2, "Red, Green, Blue"),
        (("a", "-Id", "3"), 2, "positional parameter cannot be found"),
    ],
)
def test_lines_on_it_bind_as_in_powershell(tmp_path: Path, line: tuple[str, ...], code: int, told: str) -> None:
    imported(tmp_path, THING)
    done = pscompat("--module", "out", "Get-Thing", *line, cwd=tmp_path)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_what_must_be_run_is_a_gap_that_the_check_lists(tmp_path: Path) -> None:
    _, found = imported(tmp_path, THING)
    told = {str(gap) for _, gap in found.gaps}
    default = "the default (Get-Date).ToString() must be run; nothing is taken for it"
    assert f"Get-Thing -Kind: pscompat.default: {default}" in told
    left_out = [each for each in check_path(str(tmp_path / "out"), [binder_checks]).findings if each.rule == "left-out"]
    assert [each.message.partition(": ")[0] for each in left_out] == ["default", "validate"]
    assert "Test-Path" in left_out[1].message


def test_a_file_that_does_not_parse_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "bad.ps1").write_text("function f {\n param($a $b)\n}\n", encoding="utf-8")
    done = pscompat("help", "import", "bad.ps1", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == (
        "pscompat: bad.ps1:2: column 10: Missing ')' in function parameter list. "
        "(MissingEndParenthesisInFunctionParameterList)\n"
    )
    assert not (tmp_path / "out").exists()


def test_help_straight_from_a_script(tmp_path: Path) -> None:
    (tmp_path / "Get-Thing.ps1").write_text(THING, encoding="utf-8")
    done = pscompat("help", "Get-Thing.ps1", "Get-Thing", "-Full", cwd=tmp_path)
    assert done.returncode == 0
    assert "\nSYNOPSIS\n    Gets things.\n" in done.stdout
    assert "[-Colour {Red | Green | Blue}]" in done.stdout
    assert "Default value                5" in done.stdout
    assert "    PS>Get-Thing -Name a\n" in done.stdout


def test_types_of_other_files_are_known(tmp_path: Path) -> None:
    module, _ = imported(tmp_path, "function Get-It { param([Shade]$Shade) }", "enum Shade { Light; Dark }")
    shade = module.types["shade"].enum
    assert shade is not None
    assert shade.members == {"Light": 0, "Dark": 1}


def test_pages_give_the_texts_and_the_code_what_binds(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    page = "# Get-It\n\n## SYNOPSIS\nFrom the page.\n\n## PARAMETERS\n\n### -Name\nThe name.\n\n```yaml\nType: Int32\n"
    page += "Parameter Sets: (All)\nRequired: True\n```\n\n### -Old\nGone.\n\n```yaml\nType: String\n```\n"
    (tmp_path / "src" / "Get-It.md").write_text(page, encoding="utf-8")
    module, found = imported(tmp_path, "function Get-It { param([string]$Name, $More) }")
    document = module.document("Get-It")
    assert document["synopsis"] == "From the page."
    assert document["parameters"][0]["description"] == "The name."
    assert [(each.name, each.type) for each in module.command("Get-It").parameters] == [
        ("Name", "System.String"),
        ("More", "System.Object"),
    ]
    told = [str(gap) for _, gap in found.gaps if gap.key == "parameters"]
    assert told == [
        "Get-It -Name: parameters: the page says it is of type System.Int32, the code System.String; the code binds",
        "Get-It -Name: parameters: the page says it is mandatory, the code optional; the code binds",
        "Get-It -More: parameters: the page lacks the parameter",
        "Get-It -Old: parameters: only the page has it; it was left out",
    ]


def test_importing_again_keeps_what_the_author_added(tmp_path: Path) -> None:
    imported(tmp_path, "<#\n.SYNOPSIS\nOld.\n#>\nfunction Get-It { param([string]$Name, $Gone, $Day = (Get-Date)) }")
    path = tmp_path / "out" / "help" / "Get-It.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("synopsis: Old.", "synopsis: Mine.").replace("\npscompat:\n", "\npscompat:\n  later: Soon.\n")
    text = text.replace("    leftOut:", "    default: \"'today'\"\n    leftOut:")
    path.write_text(text, encoding="utf-8")
    changed = "<#\n.SYNOPSIS\nNew.\n#>\nfunction Get-It { param([int]$Name, $Day = (Get-Date), $Added) }"
    module, found = imported(tmp_path, changed)
    document = module.document("Get-It")
    assert document["synopsis"] == "Mine."
    assert document["pscompat"]["later"] == "Soon."
    assert document["parameters"][1]["pscompat"] == {"default": "'today'"}
    assert module.command("Get-It").parameters[0].type == "System.Int32"
    assert found.notes == [
        "Get-It: synopsis differs; the help file's was kept",
        "Get-It: -Name: type changed",
        "Get-It: -Added is new",
        "Get-It: -Gone is gone",
    ]


def test_statements_give_aliases_and_say_what_is_exported(tmp_path: Path) -> None:
    text = "function Get-It { }\nfunction Get-Other { }\nfunction Do-Inner { }\nSet-Alias gi2 Get-It\n"
    text += "New-Alias -Name gi3 -Value Get-It\nExport-ModuleMember -Function @('Get-*') -Alias gi2\n"
    module, found = imported(tmp_path, text)
    assert module.command_names() == ["Get-It", "Get-Other"]
    assert module.command("Get-It").aliases == ("gi2",)
    assert [(error.path[-9:], error.reason) for error in found.skipped] == [
        ("part0.ps1", "Do-Inner is not exported by Export-ModuleMember")
    ]


def test_exports_that_must_be_run_are_told(tmp_path: Path) -> None:
    module, found = imported(tmp_path, "function Get-It { }\nExport-ModuleMember -Function $all.BaseName")
    assert module.command_names() == ["Get-It"]
    assert any("$all.BaseName must be run; all functions are taken" in note for note in found.notes)


def test_an_obsolete_function_warns_when_it_runs(tmp_path: Path) -> None:
    module, _ = imported(tmp_path, "function Get-It { [CmdletBinding()][Obsolete('use Get-New')] param($a) }")
    run = Binder(module.command("Get-It"), module.types).start([])
    assert [*run.warnings, *run.bind_nothing().warnings] == ["The command 'Get-It' is obsolete. use Get-New"]


def test_a_value_goes_through_all_types_of_a_parameter(tmp_path: Path) -> None:
    module, _ = imported(tmp_path, "function Get-It { [CmdletBinding()] param([string[]][int]$Tag) }")
    binder = Binder(module.command("Get-It"), module.types)
    assert binder.start(read_words(["0x10"])).bind_nothing().bound == {"Tag": ["16"]}
    assert binder.start([]).bind_nothing().values["Tag"] == ["0"]
    with pytest.raises(BindingError, match=r"System\.Int32"):
        binder.start(read_words(["x"]))


@pytest.mark.parametrize(
    ("text", "fails"),
    [
        ("function Get-It($a, [timespan]$Time) { }", True),
        ("function Get-It { param($a, [timespan]$Time) }", False),
        ("function Get-It($a, [Nullable[timespan]]$Time) { }", False),
        ("function Get-It($a, [Parameter()][timespan]$Time) { }", False),
    ],
)
def test_null_is_converted_where_parameters_stand_in_parentheses(tmp_path: Path, text: str, fails: bool) -> None:
    module, _ = imported(tmp_path, text)
    binder = Binder(module.command("Get-It"), module.types)
    if fails:
        with pytest.raises(BindingError) as caught:
            binder.start(read_words(["x"]))
        assert caught.value.fully_qualified_error_id == "nullToObjectInvalidCast,Get-It"
    else:
        assert binder.start(read_words(["x"])).bind_nothing().bound == {"a": "x"}


@pytest.mark.parametrize(
    "text",
    [
        "# .FORWARDHELPTARGETNAME Get-B\nfunction Get-A { }\n# .FORWARDHELPTARGETNAME Get-A\nfunction Get-B { }",
        "enum E { A = 99999999999999 }\nfunction Get-A { param([E]$a) }",
        "function Get-A { param($a = [char]0xd800, $b = 1e400, $c = 1/0) }",
        "function Get-A { param([Parameter(Position = 99999999999)]$a, [ValidatePattern('(')]$b) }",
        "enum E { A }\nfunction Get-A { param([string][E]$a) }",
        "class E { }\nenum E { A }\nfunction Get-A { param([E]$a) }",
    ],
)
def test_what_is_odd_is_imported_all_the_same(tmp_path: Path, text: str) -> None:
    module, found = imported(tmp_path, text)
    assert not found.errors
    assert module.command("Get-A").name == "Get-A"


def test_any_encoding_and_line_end_is_read(tmp_path: Path) -> None:
    text = "# .SYNOPSIS\r# Größe\rfunction Get-It {\rparam($ä)\r}\r"
    for encoding in ("utf-8-sig", "utf-16", "utf-8"):
        (tmp_path / "it.ps1").write_bytes(text.encode(encoding))
        import_pages([str(tmp_path / "it.ps1")], str(tmp_path / "out"), force=True)
        module = Module(str(tmp_path / "out"))
        assert module.document("Get-It")["synopsis"] == "Größe"
        assert syntax_lines(module.command("Get-It")) == ["Get-It [[-ä] <Object>]"]


@pytest.mark.parametrize("text", ["(" * 10_000 + "1" + ")" * 10_000, "if (1) {" * 10_000 + "}" * 10_000, "{" * 10_000])
def test_deep_nesting_is_one_error(text: str) -> None:
    with pytest.raises(ParseError):
        read_script(f"function f {{ {text} }}")


@given(st.one_of(st.text(), st.integers(-(2**70), 2**70), st.floats(), st.booleans(), st.none()))
def test_constants_are_written_so_that_they_read_as_the_same(value: object) -> None:
    read = read_literal(literal(value))
    assert read == value or value != value
    assert type(value) is not bool or read is value


@given(st.text(st.sampled_from("function f{}()[]#<>.\n \t$a=,'\"|@ParmBlockSYNOPI`1"), max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.ps1"
        path.write_text(text, encoding="utf-8")
        with suppress(HelpFileError):
            import_pages([str(path)], f"{folder}/out")
