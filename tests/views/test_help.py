"""Finding help topics, lists of several, and what Get-Help says when it finds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.wildcard import WildcardPatternError
from pscompat.errors import HelpFileError
from pscompat.helpfile.maml_tree import read_maml
from pscompat.helpfile.module import Module
from pscompat.model import Command, Parameter, ParameterSetEntry
from pscompat.views.help.lookup import HelpError, find_help, online_address
from pscompat.views.help.sources import HelpSource, ModuleHelp
from pscompat.views.syntax import SyntaxListingError, listed_syntax
from pscompat.views.wrapping import text_width

from .asking import get_help
from .maml import FULL, command, items

ABOUT = "TOPIC\n    about_Crates\n\nSHORT DESCRIPTION\n    Why crates.\n"
YARD = HelpSource(
    "Acme.Yard",
    [
        Command(name="Set-Crate", parameters=(Parameter(name="Depth", type="int"),)),
        Command(name="Get-Crate", aliases=("gcr",), parameters=(Parameter(name="Name"),)),
        Command(name="Measure-CrateThroughputHistogramEntry", parameters=(Parameter(name="Depth", compiled=True),)),
    ],
    {"get-crate": read_maml(items(command(FULL)), "x.xml")[0]},
    {"about_Crates": ABOUT},
)
MILL = HelpSource("Acme.Mill", [Command(name="Get-Crate"), Command(name="Stop-Mill")])
SOURCES = [YARD, MILL]


def text(name: str, width: int = 80, **options: object) -> str:
    return get_help(name, width=width, sources=SOURCES, **options)


def test_several_topics_are_a_table() -> None:
    assert (
        text("*Crate*")
        == """
Name                              Category  Module                    Synopsis
----                              --------  ------                    --------
Get-Crate                         Function  Acme.Yard                 Gets crat…
Measure-CrateThroughputHistogram… Cmdlet    Acme.Yard                 …
Set-Crate                         Function  Acme.Yard                 …
about_Crates                      HelpFile                            Why crate…

"""
    )


def test_columns_vanish_from_the_right_on_a_narrow_terminal() -> None:
    assert text("*Crate", 60).split("\n")[1:3] == [
        "Name                              Category  Module",
        "----                              --------  ------          ",
    ]
    assert text("*Crate", 40).split("\n")[1:5] == [
        "Name                              Catego",
        "                                  ry",
        "----                              ------",
        "Get-Crate                         Funct…",
    ]
    assert text("*Crate", 4) == "\n\n"


def test_without_a_limit_a_synopsis_is_whole() -> None:
    assert "Acme.Yard                 Gets crates.\n" in get_help("*Crate*", sources=SOURCES)


@given(st.integers(5, 130))
def test_a_table_keeps_its_width(width: int) -> None:
    assert all(text_width(line) <= width for line in text("*a*", width).split("\n"))


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("get-CRATE", ["MamlCommandHelpInfo"]),
        ("gcr", ["MamlCommandHelpInfo"]),
        ("Acme.Mill\\Get-Crate", ["ExtendedCmdletHelpInfo"]),
        ("Set-C", ["ExtendedCmdletHelpInfo"]),
        ("mill", ["ExtendedCmdletHelpInfo"]),
        ("about_crates", ["System.String"]),
        ("gc*", ["AliasHelpInfo"]),
        ("Careful", ["MamlCommandHelpInfo"]),
        ("Why crates", ["System.String"]),
        ("", ["System.String"]),
        ("nosuch*", []),
        ("*", ["HelpInfoShort"] * 6),
    ],
)
def test_what_a_name_finds(name: str, kinds: list[str]) -> None:
    assert find_help(name, sources=SOURCES).kinds == kinds


def test_an_alias_found_by_a_pattern_is_a_list_of_properties() -> None:
    assert (
        text("gc*")
        == """
Name          : gcr
Category      : Alias
Synopsis      : Get-Crate
Component     : \n\
Role          : \n\
Functionality : \n
"""
    )


def test_the_properties_of_an_alias_on_a_narrow_terminal() -> None:
    assert text("gc*", 19).split("\n")[1:6] == [
        "Name          : gcr",
        "Category      : Ali",
        "                as",
        "Synopsis      : Get",
        "                -Cr",
    ]
    assert text("gc*", 6).split("\n")[1:5] == ["Na : g", "     c", "     r", "Ca : A"]
    assert text("gc*", 4).strip() == ""


@pytest.mark.parametrize(("wanted", "count"), [("Second words", 1), ("of it", 1), ("para", 0), ("A term", 0)])
def test_what_a_content_search_reads_of_a_description(wanted: str, count: int) -> None:
    described = (
        "<maml:description><maml:para>Second words</maml:para><maml:list><maml:listItem><maml:para>of it</maml:para>"
        "</maml:listItem></maml:list><maml:definitionList><maml:definitionListItem><maml:term>A term</maml:term>"
        "<maml:definition><maml:para>x</maml:para></maml:definition></maml:definitionListItem></maml:definitionList>"
        "</maml:description>"
    )
    tree = read_maml(items(command(described)), "x.xml")[0]
    source = HelpSource("Acme", [Command(name="Get-Crate")], {"Get-Crate": tree})
    assert find_help(f"*{wanted}*", sources=[source]).count == count


def test_the_table_shows_the_first_paragraph_of_a_synopsis() -> None:
    synopsis = "<maml:para>One.</maml:para><maml:para>Two.</maml:para>"
    tree = read_maml(items(command(synopsis=synopsis)), "x.xml")[0]
    source = HelpSource("Acme", [Command(name="Get-Crate"), Command(name="Set-Crate")], {"Get-Crate": tree})
    shown = get_help("*Crate", width=100, sources=[source]).split("\n")
    assert shown[3] == "Get-Crate                         Function  Acme                      One."


def test_a_text_topic_is_printed_as_it_is() -> None:
    assert text("about_Crates", 10) == ABOUT + "\n"


def test_only_topics_with_a_matching_parameter_are_listed() -> None:
    assert find_help("*Crate*", parameter=["dep*"], sources=SOURCES).count == 2
    assert find_help("*Crate*", parameter=["zz"], sources=SOURCES).text() == ""


def test_parameters_come_in_the_order_of_the_patterns() -> None:
    lines = text("Get-Crate", parameter=["Fo*", "*", "zz"]).split("\n")
    assert [line for line in lines if line.startswith("-")] == [
        "-Force [<SwitchParameter>]",
        "-Name <String>",
        "-Force [<SwitchParameter>]",
    ]


def error(name: str, **options: object) -> HelpError:
    with pytest.raises(HelpError) as caught:
        text(name, **options)  # type: ignore[arg-type]
    return caught.value


def test_nothing_found_is_an_error_unless_there_are_wildcards() -> None:
    found = error("Get-Crat3")
    assert found.fully_qualified_error_id == "HelpNotFound,Microsoft.PowerShell.Commands.GetHelpCommand"
    assert found.category == "ResourceUnavailable"
    assert found.message.startswith("Get-Help could not find Get-Crat3 in a help file in this session.")
    assert found.hint == "Did you mean Get-Crate?"
    assert text("Get-Crat3*") == ""


@pytest.mark.parametrize("name", ["Get-Crate", "about_Crates", "gc*"])
def test_no_parameter_matches(name: str) -> None:
    found = error(name, parameter=["Colour", "x"])
    assert found.fully_qualified_error_id == "NoParmsFound,Microsoft.PowerShell.Commands.GetHelpCommand"
    assert found.message == "No parameter matches criteria Colour."


def test_a_bad_pattern_is_one_error() -> None:
    with pytest.raises(WildcardPatternError):
        text("[z-a]*")


def test_the_online_address() -> None:
    assert online_address("gcr", SOURCES) == "https://example.test/help"
    with pytest.raises(HelpError, match="is not specified in the command code"):
        online_address("Set-Crate", SOURCES)
    with pytest.raises(HelpError, match="Multiple Help topics were found"):
        online_address("*Crate*", SOURCES)


@pytest.mark.parametrize(
    ("uri", "message"),
    [("Get-X.md", "is not specified"), ("ftp://example.test/x", 'in the Uri "ftp://example.test/x" is not supported')],
)
def test_an_address_that_no_browser_shows(uri: str, message: str) -> None:
    link = f"<maml:navigationLink><maml:linkText/><maml:uri>{uri}</maml:uri></maml:navigationLink>"
    (tree,) = read_maml(items(command(f"<command:relatedLinks>{link}</command:relatedLinks>")), "x.xml")
    source = HelpSource("Acme", [Command(name="Get-Crate")], {"Get-Crate": tree})
    assert f"RELATED LINKS\n    {uri}\n" in get_help("Get-Crate", sources=[source])
    with pytest.raises(HelpError, match=message):
        online_address("Get-Crate", [source])


def test_a_negative_position_has_no_syntax() -> None:
    negative = Command(name="B", parameters=(Parameter(name="P", sets=(ParameterSetEntry(position=-1),)),))
    with pytest.raises(SyntaxListingError) as listing:
        listed_syntax(negative)
    suffix = "Microsoft.PowerShell.Commands.GetCommandCommand"
    assert listing.value.fully_qualified_error_id == f"System.ArgumentOutOfRangeException,{suffix}"


def test_a_broken_file_does_not_hide_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSCOMPAT_CACHE", "off")
    help_folder = tmp_path / "Acme" / "help"
    help_folder.mkdir(parents=True)
    (help_folder / "module.yaml").write_text("name: Acme\nversion: '1.0'\n")
    (help_folder / "Get-Bad.yaml").write_text("title: [")
    (help_folder / "Get-Good.yaml").write_text("title: Get-Good\nsynopsis: Good.\n")
    source = ModuleHelp(Module(str(tmp_path / "Acme")))
    listed = get_help("Get-*", sources=[source])
    assert "(not readable: " in listed
    assert "Good.\n" in listed
    assert find_help("Get-*", parameter=["x"], sources=[source]).count == 0
    with pytest.raises(HelpFileError):
        get_help("Get-Bad", sources=[source])
    assert find_help("good.", sources=[source]).kinds == ["MamlCommandHelpInfo"]
