"""Views of help trees, as PowerShell prints them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.helpfile.maml_tree import read_maml
from pscompat.model import Command
from pscompat.views.help.lookup import find_help
from pscompat.views.help.sources import HelpSource

from .asking import get_help
from .maml import FULL, command, items

SOURCE = HelpSource("Acme", [Command(name="Get-Crate")], {"Get-Crate": read_maml(items(command(FULL)), "x.xml")[0]})


def view(name: str, width: int | None = 60) -> str:
    return get_help("Get-Crate", view=name, width=width, sources=[SOURCE]).replace(" \n", "·\n")


def test_default_view() -> None:
    assert (
        view("default", 40)
        == """
NAME
    Get-Crate
   ·
SYNOPSIS
    Gets crates.
   ·
   ·
SYNTAX
    Get-Crate [-Name] {a | b} [-Force]·
    [<CommonParameters>]
   ·
   ·
DESCRIPTION
    One.
   ·
    Two.
   ·

RELATED LINKS
    Online Version:·
    https://example.test/help
    Set-Crate·

REMARKS
    To see the examples, type:·
    "Get-Help Get-Crate -Examples"
    For more information, type:·
    "Get-Help Get-Crate -Detailed"
    For technical information, type:·
    "Get-Help Get-Crate -Full"
    For online help, type: "Get-Help·
Get-Crate -Online"

"""
    )


def test_full_view_lists_everything() -> None:
    text = view("full")
    assert (
        text[text.index("PARAMETERS") :]
        == """\
PARAMETERS
    -Name <String>
        First paragraph.
        01. One thing that is rather long for the line.
        02. Two.
        Term
            Its meaning.
       ·
        a
            The first.
       ·
        Required?                    true
        Position?                    0
        Default value                a
        Accept pipeline input?       True (ByValue)
        Aliases                      n
        Accept wildcard characters?  true
       ·
    -Force [<SwitchParameter>]
        ·
        Required?                    false
        Position?                    named
        Default value               ·
        Accept pipeline input?      ·
        Aliases                     ·
        Accept wildcard characters? ·
       ·
    <CommonParameters>
        This cmdlet supports the common parameters:·
    Verbose, Debug,
        ErrorAction, ErrorVariable, WarningAction,·
    WarningVariable,
        OutBuffer, PipelineVariable, and OutVariable. For·
    more information, see
        about_CommonParameters·
    (https://go.microsoft.com/fwlink/?LinkID=113216).·
   ·
INPUTS
    System.String
        A name.
   ·
   ·
OUTPUTS
    Acme.Crate
        https://example.test/crate
   ·
    ·
   ·
TERMINATING ERRORS
    Gone(Category: )
   ·
    Type: Acme.Gone
    Target Object Type:  ·
    Suggested Action:·
   ·
NOTES
    Mind
   ·
        Careful.
   ·
    - Example 1 -
   ·
    PS C:\\>Get-Crate a
   ·
    Gets a.
   ·
RELATED LINKS
    Online Version: https://example.test/help
    Set-Crate·


"""
    )


def test_examples_view_and_the_end_of_the_detailed_one() -> None:
    examples = """\
    - Example 1 -
   ·
    PS C:\\>Get-Crate a
   ·
    Gets a.
"""
    assert view("examples").endswith(examples + "\n\n")
    assert examples + "REMARKS\n" in view("detailed")


def test_a_parameter_alone_hangs_its_lists() -> None:
    text = get_help("Get-Crate", parameter=["Na*"], width=30, sources=[SOURCE])
    assert text.startswith(
        """
-Name <String>
    First paragraph.
    01. One thing that is\x20
        rather long for the\x20
        line.
    02. Two.
    Term
        Its meaning.
"""
    )


def test_the_hundredth_item_hangs_like_the_others() -> None:
    items_ = "<maml:listItem><maml:para>to be read</maml:para></maml:listItem>" * 100
    tree = read_maml(
        items(command(f"<maml:description><maml:list class='ordered'>{items_}</maml:list></maml:description>")), "x.xml"
    )[0]
    source = HelpSource("Acme", [Command(name="Get-Crate")], {"Get-Crate": tree})
    shown = get_help("Get-Crate", width=16, sources=[source])
    assert "\n    99. to be \n        read\n    100. to be \n        read\n" in shown


@pytest.mark.parametrize(
    ("inside", "end"), [("<maml:description/>", ""), ("<maml:description>x</maml:description>", " ")]
)
def test_a_type_without_a_description_has_no_blank(inside: str, end: str) -> None:
    body = (
        "<command:inputTypes><command:inputType><dev:type><maml:name>Crate</maml:name>"
        f"{inside}</dev:type></command:inputType></command:inputTypes>"
    )
    tree = read_maml(items(command(body)), "x.xml")[0]
    source = HelpSource("Acme", [Command(name="Get-Crate")], {"Get-Crate": tree})
    assert f"\nINPUTS\n    Crate{end}\n" in get_help("Get-Crate", view="full", width=60, sources=[source])


def test_without_a_limit_nothing_is_wrapped() -> None:
    assert "    Get-Crate [-Name] {a | b} [-Force] [<CommonParameters>]\n" in view("default", None)


@pytest.mark.parametrize("inside", ["", "<maml:description/>", "<command:syntax/><command:parameters/>"])
def test_parts_may_be_missing(inside: str) -> None:
    (tree,) = read_maml(items(command(inside)), "x.xml")
    source = HelpSource("Acme", [Command(name="Get-Crate")], {"Get-Crate": tree})
    for name in ("default", "detailed", "full", "examples"):
        assert "NAME\n    Get-Crate\n" in get_help("Get-Crate", view=name, sources=[source])


NODES = st.recursive(
    st.text(max_size=8) | st.tuples(st.just("para"), st.text(max_size=8)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "",
                    "name",
                    "required",
                    "position",
                    "parameter",
                    "parametervalue",
                    "description",
                    "syntaxitem",
                    "example",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(
        st.sampled_from(["details", "syntax", "parameters", "examples", "description", "alertset", "inputtypes"]),
        NODES,
        min_size=1,
    ),
    st.integers(1, 50),
    st.sampled_from(["default", "detailed", "full", "examples"]),
)
def test_no_tree_crashes_a_view(tree: dict[str, object], width: int, name: str) -> None:
    source = HelpSource("Acme", [Command(name="Get-Crate")], {"Get-Crate": tree})  # type: ignore[dict-item]
    answer = find_help("Get-Crate", view=name, sources=[source])
    assert answer.kinds == ["MamlCommandHelpInfo"]
    answer.text(width)
