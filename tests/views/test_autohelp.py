"""Help of commands without help text."""

from __future__ import annotations

from pscompat.model import ALL_SETS, Command, Parameter, ParameterSetEntry, Validation
from pscompat.views.help.lookup import find_help
from pscompat.views.help.sources import HelpSource

from .asking import get_help

COMMAND = Command(
    name="Get-Crate",
    default_set="Get",
    aliases=("gcr", "crate"),
    output_types=("Acme.Crate", "int"),
    parameters=(
        Parameter(
            name="Id",
            type="int[]",
            aliases=("CrateId", "n"),
            sets=(
                ParameterSetEntry(name="Get", mandatory=True, position=0, by_value=True, help_message="Which one."),
                ParameterSetEntry(name="All", by_name=True),
            ),
        ),
        Parameter(name="Day", type="System.DayOfWeek[]", sets=(ParameterSetEntry(by_name=True),), wildcards=True),
        Parameter(
            name="Colour",
            type="string",
            sets=(ParameterSetEntry(name=ALL_SETS, remaining=True),),
            validations=(Validation(kind="set", arguments={"values": ("red", "green")}),),
        ),
        Parameter(name="Force", type="switch", sets=()),
    ),
)
SIMPLE = Command(name="Do-It", simple=True)
SOURCE = HelpSource("Acme", [COMMAND, SIMPLE])


def view(name: str, command: str = "Get-Crate", width: int = 100) -> str:
    return get_help(command, view=name, width=width, sources=[SOURCE]).replace(" \n", "·\n")


def test_default_view_shows_values_in_braces() -> None:
    days = "Sunday | Monday | Tuesday | Wednesday | Thursday | Friday | Saturday"
    assert (
        view("default", width=300)
        == f"""
NAME
    Get-Crate
   ·
SYNTAX
    Get-Crate [-Id] <int[]> [-Day {{{days}}}] [-Colour {{red | green}}] [-Force] [<CommonParameters>]
   ·
    Get-Crate [-Id <int[]>] [-Day {{{days}}}] [-Colour {{red | green}}] [-Force] [<CommonParameters>]
   ·

ALIASES
    gcr
    crate
   ·

REMARKS
    None


"""
    )


def test_full_view() -> None:
    text = view("full")
    assert (
        text[text.index("PARAMETERS") : text.index("    -Day")]
        == """\
PARAMETERS
    -Colour <string>
       ·
        Required?                    false
        Position?                    Named
        Accept pipeline input?       true (FromRemainingArguments)
        Parameter set name           (All)
        Aliases                      None
        Dynamic?                     false
        Accept wildcard characters?  false
       ·
"""
    )
    assert text[text.index("    -Id") :].startswith("""\
    -Id <int[]>
        Which one.
       ·
        Required?                    true
        Position?                    0
        Accept pipeline input?       true (ByValue)
        Parameter set name           Get, All
        Aliases                      CrateId, n
""")
    assert text[text.index("INPUTS") :].startswith("""\
INPUTS
    System.Int32[]
    System.DayOfWeek[]
   ·
   ·
OUTPUTS
    Acme.Crate
    int
   ·
   ·
ALIASES
""")


def test_detailed_and_examples_views() -> None:
    assert "PARAMETERS\n    -Colour <string>\n   ·\n    -Day <DayOfWeek[]>\n" in view("detailed")
    assert view("examples").startswith("\nNAME\n    Get-Crate\n\nALIASES\n    gcr\n    crate\n   ·\n\nREMARKS\n")


def test_a_simple_function_without_parameters() -> None:
    assert (
        view("full", "Do-It")
        == """
NAME
    Do-It
   ·
SYNTAX
    Do-It·
   ·
   ·
PARAMETERS
    None
   ·
   ·
INPUTS
    None
   ·
   ·
OUTPUTS
    System.Object
   ·
ALIASES
    None
   ·

REMARKS
    None


"""
    )


def test_what_should_process_and_paging_add_is_listed() -> None:
    command = Command(name="Set-Crate", supports_should_process=True, supports_paging=True)
    source = HelpSource("Acme", [command])
    answer = find_help("Set-Crate", parameter=["*"], sources=[source])
    assert answer.kinds == ["ExtendedCmdletHelpInfo"] * 5
    names = [line for line in answer.text().split("\n") if line.startswith("-")]
    assert names == ["-Confirm", "-First <ulong>", "-IncludeTotalCount", "-Skip <ulong>", "-WhatIf"]
    assert "    Aliases                      cf\n" in answer.text()
