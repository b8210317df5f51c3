"""A folder of pages becomes a module whose commands load and bind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pscompat.binding import Binder
from pscompat.dotnet.containers import PSCustomObject
from pscompat.dotnet.conversion import convert
from pscompat.dotnet.kinds import type_name_of
from pscompat.dotnet.types import array_of, opaque_type
from pscompat.errors import BindingError, ConversionError
from pscompat.helpfile.module import Module
from pscompat.language.shell_words import read_words
from pscompat.views.syntax import syntax_lines
from pscompat.workshop.checking.binding import binder_checks
from pscompat.workshop.checking.checker import check_path
from pscompat.workshop.formats.page_import import Found, import_pages
from pscompat.workshop.importer import read_sources
from tests.cli.test_help_verbs import ROOT, run

from .odd_pages import FENCE, PAGES, block, page, write_pages

UUID = "3f2504e0-4f89-11d3-9a0c-0305e82c3301"


def run_plain(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
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


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Module, Found]:
    folder = tmp_path_factory.mktemp("yard")
    found = import_pages([str(write_pages(folder / "docs"))], str(folder / "out"))
    return Module(str(folder / "out")), found


def import_page(folder: Path, text: str, name: str = "Get-It", **options: Any) -> tuple[Module, Found]:
    """One page in a module of its own."""
    (folder / f"{name}.md").write_text(text, encoding="utf-8")
    found = import_pages([str(folder / f"{name}.md")], str(folder / "out"), **options)
    return Module(str(folder / "out")), found


def bind(module: Module, line: str) -> tuple[str, list[str]]:
    name, *words = line.split(" ")
    call = Binder(module.command(name), module.types).start(read_words(words)).bind_nothing()
    return call.set_name, list(call.bound)


def test_what_is_no_commands_page_is_skipped_and_told(imported: tuple[Module, Found]) -> None:
    _, found = imported
    assert [os.path.basename(error.path) for error in found.skipped] == ["README.md", "Yard.md"]
    assert [os.path.basename(error.path) for error in found.errors] == ["broken.md"]


def test_the_modules_page_names_it_and_topics_are_topics(imported: tuple[Module, Found]) -> None:
    module, _ = imported
    assert (module.name, module.version, module.description) == ("Yard", "2.1.0.0", "The commands of the yard.")
    commands = {name[:-3] for name in PAGES if "-" in name}
    assert set(module.command_names()) == commands
    assert Path(module.help_folder, "about_Throw.md").read_text() == PAGES["about_Throw.md"]


def test_every_command_loads(imported: tuple[Module, Found]) -> None:
    module, _ = imported
    for name in module.command_names():
        Binder(module.command(name), module.types)


@pytest.mark.parametrize(
    ("command", "lines"),
    [
        (
            "Resize-Disk",
            [
                "Resize-Disk [-Path] <string> -Size <ulong> [<CommonParameters>]",
                "Resize-Disk [-Path] <string> [-Size <ulong>] [<CommonParameters>]",
            ],
        ),
        (
            "Send-Note",
            [
                # A mandatory switch in brackets is a fault of platyPS: the block is right.
                "Send-Note [-Message] <string> -Loud [<CommonParameters>]",
                "Send-Note -Message <string> -To <string> [<CommonParameters>]",
            ],
        ),
        (
            "Get-Lot",
            [
                "Get-Lot [-Path] <string> [-Stream <string>] [<CommonParameters>]",
                "Get-Lot -LiteralPath <string> [<CommonParameters>]",
            ],
        ),
        (
            "Join-Lane",
            [
                "Join-Lane -Left <string> [-Force] [<CommonParameters>]",
                "Join-Lane -Right <string> [-Force] [<CommonParameters>]",
            ],
        ),
        (
            "Get-Page",
            [
                "Get-Page [-WhatIf] [-Confirm] [-IncludeTotalCount] [-Skip <ulong>] [-First <ulong>] "
                "[<CommonParameters>]"
            ],
        ),
        (
            "Find-Crate",
            [
                "Find-Crate [-Color <Color>] [-Crate <Crate>] [-Ids <guid[]>] [-Session <CimSession[]>] "
                "[-Map <Dictionary[string,Crate]>] [-Encoding <Encoding>] [-Id <guid>] [<CommonParameters>]"
            ],
        ),
    ],
)
def test_syntax_and_blocks_are_brought_together(imported: tuple[Module, Found], command: str, lines: list[str]) -> None:
    module, _ = imported
    assert syntax_lines(module.command(command), module.types) == lines


@pytest.mark.parametrize(
    ("line", "set_name"),
    [
        ("Resize-Disk x -Size 1", "Dyn"),
        ("Send-Note hello -Loud", "A"),
        ("Get-Lot x", "PATH"),  # the letters of the blocks
        ("Join-Lane -Right x", "OnRight"),
        ("Set-Guess", "Rest"),  # the only set without a mandatory parameter
        ("Find-Crate -Crate x -Session a,b -Encoding utf8", "__AllParameterSets"),
    ],
)
def test_lines_bind(imported: tuple[Module, Found], line: str, set_name: str) -> None:
    assert bind(imported[0], line)[0] == set_name


def test_both_readings_of_a_contradiction_are_told(imported: tuple[Module, Found]) -> None:
    told = [str(gap) for _, gap in imported[1].gaps]
    assert any("SYNTAX shows it by name in B, the block says 0; SYNTAX counts" in line for line in told)
    assert any(line.startswith("Set-Guess -Name: parameterSets.valueFromPipeline: 'True'") for line in told)
    assert any("the text speaks of 1 to 5 and 2 to 9" in line for line in told)
    assert any(line.startswith("Find-Crate -ProgressAction: parameters: a common parameter") for line in told)


def test_the_document_keeps_the_pages_words(imported: tuple[Module, Found]) -> None:
    entries = {entry["name"]: entry for entry in imported[0].document("Send-Note")["parameters"] if "type" in entry}
    (said,) = entries["Message"]["parameterSets"]
    assert (said["name"], said["position"], said["isRequired"]) == ("(All)", "0", "true")
    binds = entries["Message"]["pscompat"]["parameterSets"]
    assert [(each["name"], each["position"]) for each in binds] == [("A", "0"), ("B", "Named")]


def test_guesses_are_named(imported: tuple[Module, Found]) -> None:
    document = imported[0].document("Set-Guess")
    own = {entry["name"]: entry.get("pscompat") for entry in document["parameters"] if "type" in entry}
    assert own["Count"] == {
        "validate": [{"kind": "range", "min": "1", "max": "20"}],
        "default": "5",
        "guessed": ["validate", "default"],
    }
    assert own["Mode"]["validate"] == [{"kind": "set", "values": ["Fast", "Slow"]}]
    assert own["Secret"] == {"sensitive": "true", "guessed": ["sensitive"]}
    assert own["Delay"] is None
    assert document["pscompat"]["guessed"] == ["defaultParameterSet"]
    mode = next(entry for entry in document["parameters"] if entry["name"] == "Mode")
    assert mode["defaultValue"] == "Null"
    assert document["links"][1] == {"text": "The book of the yard", "href": ""}


def test_types_are_declared(imported: tuple[Module, Found]) -> None:
    types = imported[0].types
    color, crate = types["yard.color"], types["yard.crate"]
    assert color.enum is not None and list(color.enum.members) == ["Red", "Green"]
    assert crate.opaque and crate.display == "Crate"
    with pytest.raises(BindingError, match="Unable to match the identifier name Blue"):
        bind(imported[0], "Find-Crate -Color Blue")


def test_check_lists_what_is_open(imported: tuple[Module, Found]) -> None:
    findings = check_path(imported[0].folder, [binder_checks]).findings
    rules = {(os.path.basename(finding.path), finding.rule) for finding in findings}
    assert rules >= {
        ("Set-Guess.yaml", "guessed"),
        ("Find-Crate.yaml", "type-opaque"),
        ("Join-Lane.yaml", "default-set"),
    }
    assert not [finding for finding in findings if finding.rule == "link-address" and "Get-Lot.md" in finding.message]


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("Int32?", "int"),
        ("[Switch]", ""),
        ("List<String>", "List[string]"),
        ("Nullable [Boolean]", "bool"),
        ("System.Nullable`1[Acme.Size]", "Size"),
        ("Acme.Box`1[Acme.Size]", "Box[Size]"),
        ("Version", "version"),
        ("none", "Object"),
    ],
)
def test_types_by_their_sense(tmp_path: Path, kind: str, shown: str) -> None:
    module, _ = import_page(tmp_path, page("Get-It", ["Get-It [-A <X>]"], [("A", block(kind=kind))]))
    text = f"[-A <{shown}>]" if shown else "[-A]"
    assert syntax_lines(module.command("Get-It"), module.types) == [f"Get-It {text} [<CommonParameters>]"]


@pytest.mark.parametrize(
    ("description", "default", "written"),
    [
        ("From 1 to 5.", "3", {"validate", "default"}),
        ("Between 1 and 5.", "None", {"validate"}),
        ("1–5.", "$null", {"validate"}),
        ("Versions 1 to 5 know it.", "Current", set()),
        ("The range 1-5.", "3.x", set()),
        ("From 5 to 1.", "", set()),
    ],
)
def test_only_what_is_plain_is_guessed(tmp_path: Path, description: str, default: str, written: set[str]) -> None:
    text = f"{description}\n\n{block(f'Default value: {default}', kind='Int32')}"
    module, _ = import_page(tmp_path, page("Get-It", ["Get-It [-A <Int32>]"], [("A", text)]))
    own = module.document("Get-It")["parameters"][0].get("pscompat", {})
    assert own.keys() - {"guessed"} == written


MODULE = """\
name: Yard
# written by hand
types:
  enums:
    Acme.Mode: {members: {Off: '0', On: '1'}}
parameters:
- {name: Token, type: System.String, pscompat: {sensitive: true}}
- {name: Limit, type: System.Int32}
- {name: Mode, type: Acme.Mode, parameterSets: [{name: (All), isRequired: true}]}
"""


def test_shared_parameters_and_types_of_the_module_are_used(tmp_path: Path) -> None:
    (tmp_path / "out/help").mkdir(parents=True)
    path = tmp_path / "out/help/module.yaml"
    path.write_text(MODULE)
    syntax = ["Get-It [-Token <Object>] [-Limit <String>] [-Mode <Mode>] [-Crate <Acme.Crate>]"]
    kinds = {"Token": "Object", "Limit": "String", "Mode": "Mode", "Crate": "Acme.Crate"}
    text = page("Get-It", syntax, [(name, block(kind=kind)) for name, kind in kinds.items()])
    module, found = import_page(tmp_path, text)
    entries = module.command("Get-It").parameters
    assert [(each.name, each.type, each.sensitive) for each in entries] == [
        ("Token", "System.String", True),
        ("Limit", "System.String", False),
        ("Mode", "Acme.Mode", False),
        ("Crate", "Acme.Crate", False),
    ]
    told = [str(gap) for _, gap in found.gaps if gap.key == "shared"]
    assert told[0].endswith("of type System.Int32, not System.String; the command has its own")
    assert told[1].endswith("in other sets, or mandatory or positional in others; the command has its own")
    # The file is as it was, with a line more.
    added = "  opaque:\n  - Acme.Crate\n"
    assert path.read_text() == MODULE.replace("types:\n", "types:\n" + added)


def test_a_module_file_that_has_no_place_for_a_type_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "out/help").mkdir(parents=True)
    path = tmp_path / "out/help/module.yaml"
    path.write_text("name: Yard\ntypes: {opaque: [A.B]}\n")
    found = import_page(tmp_path, page("Get-It", ["Get-It [-A <C.D>]"], [("A", block(kind="C.D"))]))[1]
    assert path.read_text() == "name: Yard\ntypes: {opaque: [A.B]}\n"
    assert "types:\n  opaque:\n  - C.D\n" in found.notes[0]


def test_existing_files_are_kept(tmp_path: Path) -> None:
    text = page("Get-It", ["Get-It [-A <String>]"], [("A", block())])
    module, _ = import_page(tmp_path, text)
    before = Path(module.help_folder, "Get-It.yaml").read_text()
    found = import_page(tmp_path, text.replace("Does it", "Changed"))[1]
    assert found.errors[0].reason == "the file exists; --force replaces it"
    assert Path(module.help_folder, "Get-It.yaml").read_text() == before
    assert import_page(tmp_path, text.replace("Does it", "Changed"), force=True)[1].errors == []
    assert "Changed" in Path(module.help_folder, "Get-It.yaml").read_text()


def test_odd_files_are_one_line_each(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    (docs / "more").mkdir(parents=True)
    (docs / "more/loop").symlink_to(docs)
    (docs / "link-out.md").symlink_to("/nowhere")
    text = page("Get-It", ["Get-It [-A <String>]"], [("A", block())])
    (docs / "Get-It.md").write_text(text)
    (docs / "more/Get-It.md").write_text(text)
    (docs / "more/separator.md").write_text(text.replace("# Get-It", "# ../Get-Out"))
    with open(docs / "large.md", "wb") as file:
        file.truncate(100 * 1024 * 1024)
    os.mkfifo(docs / "pipe.md")
    found = import_pages([str(docs)], str(tmp_path / "out"), recurse=True)
    assert [os.path.basename(path) for path in found.written] == ["Get-It.yaml", "module.yaml"]
    reasons = sorted(error.reason for error in (*found.errors, *found.skipped))
    assert [reason.partition("/")[0].strip() for reason in reasons] == [
        "a link to a folder",
        "defines Get-It like",
        "larger than 4 MB",
        "the command's name is no name for a file: '..",
        "the file cannot be read: No such file or directory",
    ]
    assert sorted(os.listdir(tmp_path)) == ["docs", "out"]


def test_maml_binds_its_first_syntax_by_default(tmp_path: Path) -> None:
    item = '<syntaxItem><name>Get-It</name><parameter required="true"><name>{}</name></parameter></syntaxItem>'
    text = "".join(item.format(name) for name in ("A", "B"))
    command = f"<command><details><name>Get-It</name></details><syntax>{text}</syntax></command>"
    (tmp_path / "x.xml").write_text(f"<helpItems>{command}</helpItems>")
    import_pages([str(tmp_path / "x.xml")], str(tmp_path / "out"), date="07/22/2026")
    module = Module(str(tmp_path / "out"))
    assert module.command("Get-It").default_set == "Set1"
    document = module.document("Get-It")
    assert [each["isDefault"] for each in document["syntaxes"]] == ["false", "false"]
    assert document["metadata"]["ms.date"] == "07/22/2026"


def test_markdown_and_yaml_of_one_command_give_one_order(tmp_path: Path) -> None:
    """platyPS sorts parameters by name in both; SYNTAX has the order of declaration."""
    names = ("Zone", "Area", "Mode")
    syntax = "Get-It " + " ".join(f"[-{name} <String>]" for name in names)
    (tmp_path / "Get-It.md").write_text(page("Get-It", [syntax], [(name, block()) for name in sorted(names)]))
    entries = "".join(f"- {{name: {name}, type: System.String}}\n" for name in sorted(names))
    tokens = "".join(f"  - '[-{name} <String>]'\n" for name in names)
    head = "title: Get-It\nsyntaxes:\n- commandName: Get-It\n  parameterSetName: __AllParameterSets\n  parameters:\n"
    (tmp_path / "Get-It.yml").write_text(f"{head}{tokens}parameters:\n{entries}")
    for file in ("Get-It.md", "Get-It.yml"):
        (source,) = read_sources([str(tmp_path / file)])
        assert tuple(each.name for each in source.document.parameters) == names


BROKEN = """\
title: Get-It
synopsis: Gets it.
parameters:
- name: A
  type: Acme.Nothing
  description: The first.
- name: B
  type: System.Int32
  description: The second.
  pscompat: {default: 'x y', sensitiv: 'true'}
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    (tmp_path / "help").mkdir()
    (tmp_path / "help/module.yaml").write_text("name: Yard\n")
    (tmp_path / "help/Get-It.yaml").write_text(BROKEN)
    return tmp_path


def test_check_tells_every_mistake_of_a_file(broken: Path) -> None:
    errors = [each for each in check_path(str(broken), [binder_checks]).findings if each.level == "error"]
    assert [(each.line, each.key) for each in errors] == [
        (5, "parameters.A.type"),
        (10, "parameters.B.pscompat.default"),
        (10, "parameters.B.pscompat.sensitiv"),
    ]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("Get-It",), "Gets it."),
        (("Get-It", "-Parameter", "B"), "The second."),
        (("help/Get-It.yaml", "-Full"), "The first."),
    ],
)
def test_help_of_a_command_with_mistakes_comes_with_a_warning(broken: Path, words: tuple[str, ...], shown: str) -> None:
    done = run(*words, cwd=broken, modules=str(broken))
    assert done.returncode == 0
    assert shown in done.stdout
    assert done.stderr.startswith("WARNING: Get-It cannot be used: ")
    assert done.stderr.count("\n") == 1


def test_an_explanation_of_a_command_with_mistakes_comes_with_a_warning(broken: Path) -> None:
    done = run_plain("--module", str(broken), "--explain", "Get-It", "-B", "5", cwd=broken)
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert done.stderr.startswith("WARNING: Get-It cannot be used: ")
    assert "word: name (-B)" in done.stdout
    done = run_plain("--module", str(broken), "Get-It", "-B", "5", cwd=broken)
    assert done.returncode == 2
    assert "unknown type 'Acme.Nothing'" in done.stderr


@pytest.mark.parametrize("verb", [("bind",), ("--explain",)])
def test_values_of_opaque_types_are_marked(
    imported: tuple[Module, Found], verb: tuple[str, ...], tmp_path: Path
) -> None:
    folder = imported[0].folder
    done = run_plain("--module", folder, *verb, "Find-Crate", "-Crate", "x", "-Id", UUID, cwd=tmp_path)
    lines = {line.split()[0]: line for line in done.stdout.splitlines() if line.startswith("  ")}
    assert "opaque: not checked" in lines["Crate"]
    assert "opaque" not in lines["Id"]


def test_a_default_shows_in_help_where_the_page_has_none(tmp_path: Path) -> None:
    (tmp_path / "help").mkdir()
    (tmp_path / "help/module.yaml").write_text("name: Yard\n")
    parameters = "".join(
        f"- {{name: {name}, type: System.Int32, defaultValue: {shown}, pscompat: {{default: '7'{more}}}}}\n"
        for name, shown, more in (("A", "''", ""), ("B", "many", ""), ("C", "''", ", sensitive: 'true'"))
    )
    (tmp_path / "help/Get-It.yaml").write_text(f"title: Get-It\nsynopsis: Gets it.\nparameters:\n{parameters}")
    shown = run("Get-It", "-Parameter", "*", cwd=tmp_path, modules=str(tmp_path)).stdout
    rows = [line.split()[-1] for line in shown.splitlines() if "Default value" in line]
    assert rows == ["7", "many", "None"]


def test_a_converted_folder_is_written_flat(tmp_path: Path) -> None:
    docs = write_pages(tmp_path / "docs")
    done = run("import", str(docs), "--to", "markdown", "-o", "flat", "--gaps", "json", cwd=tmp_path)
    assert done.returncode == 1
    assert sorted(os.listdir(tmp_path / "flat")) == sorted(name for name in PAGES if "-" in name)
    assert done.stderr.count("pscompat: ") == 1
    assert done.stderr.count("skipped: ") == 3


HANDLES = "System.Management.Automation.Runspaces.PSSession"


@pytest.mark.parametrize("value", ["x", 5, True, ["x"], PSCustomObject({"a": 1})])
def test_only_its_own_objects_are_taken_where_nothing_else_makes_one(value: object) -> None:
    kind = opaque_type(HANDLES)
    with pytest.raises(ConversionError, match="Cannot convert"):
        convert(value, kind)
    own = PSCustomObject({"Id": 1}, (HANDLES,))
    assert convert(own, kind) is own
    assert convert(None, kind) is None


@pytest.mark.parametrize("value", ["x", 5, True, {"a": 1}])
def test_an_opaque_type_takes_a_value_as_it_is(value: object) -> None:
    assert convert(value, opaque_type("Acme.Crate")) is value
    wrapped = convert(value, array_of(opaque_type("Acme.Crate")))
    assert (type_name_of(wrapped), list(wrapped)) == ("Acme.Crate[]", [value])  # type: ignore[call-overload]


def checked(folder: Path, *, module: str = "name: Yard\n", command: str = "title: Get-It\n") -> list[tuple[int, str]]:
    """Line and key of each error that the check finds."""
    (folder / "help").mkdir(exist_ok=True)
    (folder / "help/module.yaml").write_text(module)
    (folder / "help/Get-It.yaml").write_text(command)
    findings = check_path(str(folder), [binder_checks]).findings
    return [(each.line, each.key) for each in findings if each.level == "error"]


def test_check_tells_every_mistake_of_a_module_file(tmp_path: Path) -> None:
    module = """\
name: Yard
paginators:
  p: {input_token: after, output_token: 'a[', result_key: data}
endpoints:
  services: {S: {base: 'https://a.test'}}
  retirements: {field: model, dates: {x: soon}}
  errors: {fields: {text: 'a b'}, otherwize: E}
"""
    assert sorted(checked(tmp_path, module=module)) == [
        (3, "paginators.p.output_token"),
        (6, "endpoints.retirements.dates.x"),
        (7, "endpoints.errors.fields.text"),
        (7, "endpoints.errors.otherwize"),
    ]


@pytest.mark.parametrize(
    ("validation", "found"),
    [
        ("{kind: pattern, value: '('}", 1),
        ("{kind: pattern, value: x, options: Odd}, {kind: rangeKind, value: Odd}", 2),
        ("{kind: pattern, value: x}", 0),
    ],
)
def test_check_refuses_nonsense_in_validations(tmp_path: Path, validation: str, found: int) -> None:
    parameter = f"- {{name: A, type: System.Int32, pscompat: {{validate: [{validation}]}}}}\n"
    command = f"title: Get-It\nsynopsis: Gets it.\nparameters:\n{parameter}"
    assert checked(tmp_path, command=command) == [(4, "-A")] * found


def test_what_was_left_out_is_not_missed(tmp_path: Path) -> None:
    request = "{path: '/x/{A', query: {q: $Nope}}"
    command = f"title: Get-It\npscompat:\n  request: {request}\n  response: {{items: '@'}}\n"
    assert checked(tmp_path, command=command) == [(3, "pscompat.request.path"), (3, "pscompat.request.query.q")]


def page_lines(folder: Path, syntax: list[str], parameters: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """What an imported page's command shows as its syntax, and the gaps."""
    module, found = import_page(folder, page("Get-It", syntax, parameters))
    lines = [
        line.removesuffix(" [<CommonParameters>]") for line in syntax_lines(module.command("Get-It"), module.types)
    ]
    return lines, [str(gap) for _, gap in found.gaps]


def test_the_blocks_number_positions_in_whatever_order_syntax_shows_them(tmp_path: Path) -> None:
    parameters = [("A", block(position="0")), ("B", block(position="1")), ("C", block())]
    lines, _ = page_lines(tmp_path, ["Get-It [[-B] <String>] [[-A] <String>] [-C <String>]"], parameters)
    assert lines == ["Get-It [[-A] <string>] [[-B] <string>] [-C <string>]"]


def test_without_numbers_the_place_in_syntax_is_the_position(tmp_path: Path) -> None:
    parameters = [("A", block(position="1")), ("B", block())]
    lines, _ = page_lines(tmp_path, ["Get-It [[-B] <String>] [[-A] <String>]"], parameters)
    assert lines == ["Get-It [[-B] <string>] [[-A] <string>]"]


def test_a_set_that_only_blocks_have(tmp_path: Path) -> None:
    parameters = [("A", block(sets="One, Gone")), ("B", block(sets="Two"))]
    lines, gaps = page_lines(tmp_path, ["One|Get-It [-A <String>]", "Two|Get-It [-B <String>]"], parameters)
    assert lines == ["Get-It [-A <string>]", "Get-It [-B <string>]"]
    assert "Get-It -A: parameterSets: SYNTAX has no set Gone" in gaps


def test_where_syntax_has_one_line_the_sets_of_the_blocks_count(tmp_path: Path) -> None:
    parameters = [("A", block(sets="One", required="True")), ("B", block(sets="Two", required="True"))]
    lines, gaps = page_lines(tmp_path, ["Get-It -A <String> -B <String>"], parameters)
    assert lines == ["Get-It -A <string>", "Get-It -B <string>"]
    assert "Get-It: syntaxes: the blocks name the sets One, Two, SYNTAX has one line; the blocks count" in gaps


def test_an_alias_names_one_parameter(tmp_path: Path) -> None:
    aliases = {"A": "B, vb, x", "B": "x", "C": "wi"}
    parameters = [(name, block(f"Aliases: {text}")) for name, text in aliases.items()]
    syntax = "Get-It [-A <String>] [-B <String>] [-C <String>] [-WhatIf]"
    module, found = import_page(tmp_path, page("Get-It", [syntax], parameters))
    command = module.command("Get-It")
    assert [each.aliases for each in command.parameters] == [("x",), (), ()]
    assert len([gap for _, gap in found.gaps if gap.key == "aliases"]) == 4
    Binder(command, module.types)


@pytest.mark.parametrize(
    ("values", "kind", "description", "written"),
    [
        ("Red, Green", "String", "", True),
        ("Red, Numbered shades", "String", "", False),
        ("Red, Green", "Boolean", "", False),
    ],
)
def test_accepted_values_that_are_words_are_all_that_is_taken(
    tmp_path: Path, values: str, kind: str, description: str, written: bool
) -> None:
    text = page("Get-It", [f"Get-It [-A <{kind}>]"], [("A", block(f"Accepted values: {values}", kind=kind))])
    own = import_page(tmp_path, text)[0].document("Get-It")["parameters"][0].get("pscompat", {})
    assert ("validate" in own) == written


@pytest.mark.parametrize(
    ("items", "members"),
    [
        ("- `Red`\n- Green: as grass\n- **Blue** - as the sky", ["Red", "Green", "Blue"]),
        ("- A name\n- A number", None),
        ("- Red\n- A number", None),
    ],
)
def test_a_list_of_accepted_values_in_the_description(tmp_path: Path, items: str, members: list[str] | None) -> None:
    text = f"The colour. The acceptable values for this parameter are:\n\n{items}\n\n{block(kind='Yard.Hue')}"
    kind = import_page(tmp_path, page("Get-It", ["Get-It [-A <Hue>]"], [("A", text)]))[0].types["yard.hue"]
    assert (list(kind.enum.members) if kind.enum else None) == members


def test_each_of_several_blocks_gives_its_sets(tmp_path: Path) -> None:
    by_value = block("Accept pipeline input: True (ByValue)", sets="One", required="True")
    example = f"{FENCE}yaml\nType: of the file\n{FENCE}"
    text = f"The name.\n\n{example}\n\n{by_value}\n\n{block(sets='Two')}\n\nMore."
    syntax = ["One|Get-It -A <String>", "Two|Get-It [-A <String>]"]
    (parameter,) = import_page(tmp_path, page("Get-It", syntax, [("A", text)]))[0].document("Get-It")["parameters"][:1]
    assert [(each["name"], each["valueFromPipeline"]) for each in parameter["parameterSets"]] == [
        ("One", "true"),
        ("Two", "false"),
    ]
    assert parameter["description"] == f"The name.\n\n{example}\n\nMore."


def test_nothing_is_cast_to_an_opaque_type(imported: tuple[Module, Found], tmp_path: Path) -> None:
    done = run_plain("--module", imported[0].folder, "-c", "[Yard.Crate]'x'", cwd=tmp_path)
    assert done.returncode == 2
    assert "Casts to this type are not run by pscompat: '[Yard.Crate]'" in done.stderr


def test_a_title_in_the_front_matter(tmp_path: Path) -> None:
    text = page("Get-It", ["Get-It [-A <String>]"], [("A", block())])
    text = text.replace("---\nModule", "---\ntitle: Get-It\nModule", 1).replace("# Get-It\n", "")
    assert import_page(tmp_path, text)[0].command_names() == ["Get-It"]


def test_a_name_that_is_no_files_is_told_with_its_page(tmp_path: Path) -> None:
    path = tmp_path / "evil.md"
    path.write_text(page("../../evil", ["../../evil"], []))
    found = import_pages([str(path)], str(tmp_path / "out"))
    assert [str(error) for error in found.errors] == [f"{path}: the command's name is no name for a file: '../../evil'"]
    assert not (tmp_path / "out").exists()
