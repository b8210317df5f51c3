"""Definitions that contradict themselves, positions and sets as the binder numbers them (binding.md §1)."""

from __future__ import annotations

import pytest

from pscompat.binding.metadata import CompiledCommand

from .declaring import declare
from .invoking import Invocation

IN_A = "[Parameter(ParameterSetName='A')]"
TWICE = "[Parameter(ParameterSetName='A')][Parameter(ParameterSetName='a')]"


@pytest.mark.parametrize(
    ("block", "error_id", "message"),
    [
        (
            f"param({TWICE}$x)",
            "ParameterDeclaredInParameterSetMultipleTimes",
            'The parameter "x" is declared in parameter-set "A" multiple times.',
        ),
        (
            "param([Parameter()][Parameter(Mandatory)]$x)",
            "ParameterDeclaredInParameterSetMultipleTimes",
            'The parameter "x" is declared in parameter-set "__AllParameterSets" multiple times.',
        ),
        (
            "[CmdletBinding()]param($SelectObject)",
            "ReservedParameterName",
            'The parameter name "SelectObject" is reserved for future use.',
        ),
        (
            "[CmdletBinding()]param([Alias('x')]$a,[Alias('X')]$b)",
            "AliasDeclaredMultipleTimes",
            'The alias "X" is declared multiple times.',
        ),
        (
            "[CmdletBinding()]param($Verbose)",
            "ParameterNameAlreadyExistsForCommand",
            "A parameter with the name 'Verbose' was defined multiple times for the command.",
        ),
        (
            "[CmdletBinding()]param([Alias('P2')]$P1,$P2)",
            "ParameterNameConflictsWithAlias",
            "The parameter 'P2' cannot be specified because it conflicts with the parameter alias of the same name "
            "for parameter 'P1'.",
        ),
        (
            "[CmdletBinding()]param($P2,[Alias('P2')]$P1)",
            "ParameterNameConflictsWithAlias",
            "The parameter 'P2' cannot be specified because it conflicts with the parameter alias of the same name "
            "for parameter 'P1'.",
        ),
        (
            "[CmdletBinding()]param([Alias('a')]$a)",
            "ParameterNameConflictsWithAlias",
            "The parameter 'a' cannot be specified because it conflicts with the parameter alias of the same name "
            "for parameter 'a'.",
        ),
        (
            "[CmdletBinding()]param([Alias('ov')]$x)",
            "AliasParameterNameAlreadyExistsForCommand",
            "The parameter alias cannot be specified because an alias with the name 'ov' was already defined "
            "multiple times for the command.",
        ),
        (
            "[CmdletBinding()]param($ov)",
            "ParameterNameConflictsWithAlias",
            "The parameter 'ov' cannot be specified because it conflicts with the parameter alias of the same name "
            "for parameter 'OutVariable'.",
        ),
        # The alias is told in the letters of the parameter that it equals.
        (
            "[CmdletBinding()]param($Path,[Alias('path')]$x)",
            "ParameterNameConflictsWithAlias",
            "The parameter 'Path' cannot be specified because it conflicts with the parameter alias of the same name "
            "for parameter 'x'.",
        ),
        # One parameter after the other, each check of it in turn.
        (
            f"param({TWICE}$x,[Alias('q')]$a,[Alias('q')]$b)",
            "ParameterDeclaredInParameterSetMultipleTimes",
            'The parameter "x" is declared in parameter-set "A" multiple times.',
        ),
        (
            f"param([Alias('q')]$a,[Alias('q')]$b,{TWICE}$x)",
            "AliasDeclaredMultipleTimes",
            'The alias "q" is declared multiple times.',
        ),
        (
            "[CmdletBinding()]param([Alias('q')]$a,[Alias('q')]$SelectObject)",
            "ReservedParameterName",
            'The parameter name "SelectObject" is reserved for future use.',
        ),
    ],
)
def test_contradictions(block: str, error_id: str, message: str) -> None:
    error = Invocation(block, "f").errors[0]
    assert (error.fully_qualified_error_id, error.category, error.message) == (error_id, "MetadataError", message)


@pytest.mark.parametrize(
    "block",
    [
        "[CmdletBinding()]param([int]$WhatIf)",
        "param($SelectObject)",
        "param([Parameter(Position=0)]$a,[Parameter(Position=0)]$b)",
        "[CmdletBinding(DefaultParameterSetName='X')]param($a)",
        "param($Verbose)",
    ],
)
def test_what_powershell_lives_with(block: str) -> None:
    assert not Invocation(block, "f").errors


def positions(block: str) -> dict[str, list[int | None]]:
    return {
        each.name: [record.position for record in each.records] for each in CompiledCommand(declare(block)).declared
    }


def test_automatic_positions() -> None:
    assert positions("[CmdletBinding()]param($a,[switch]$s,$b)") == {"a": [0], "s": [None], "b": [1]}
    assert positions("param([Parameter(Position=3)]$a,$b)") == {"a": [3], "b": [None]}
    assert positions("param([Parameter(ParameterSetName='A')]$a,$b)") == {"a": [None], "b": [None]}
    assert positions("[CmdletBinding(PositionalBinding=$false)]param($a)") == {"a": [None]}


def test_sets_are_numbered_as_they_are_read() -> None:
    block = f"param({IN_A}[Parameter(ParameterSetName='B')]$x,[Parameter(ParameterSetName='C')]$y)"
    assert CompiledCommand(declare(block)).set_names == ["B", "A", "C"]
    command = CompiledCommand(declare(f"[CmdletBinding(DefaultParameterSetName='C')]{block}"))
    assert (command.set_names, command.default_mask) == (["C", "B", "A"], 1)


def test_the_name_of_a_mask_looks_at_the_next_bit_only() -> None:
    block = f"param({IN_A}$x,[Parameter(ParameterSetName='B')]$y,[Parameter(ParameterSetName='C')]$z)"
    command = CompiledCommand(declare(block))
    assert [command.set_name_for(mask) for mask in (1, 2, 3, 5, 6, 0, 0xFFFFFFFF, 8)] == [
        "A",
        "B",
        "",
        "A",
        "",
        "__AllParameterSets",
        "__AllParameterSets",
        "",
    ]
