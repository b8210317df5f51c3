"""The positional pass (binding.md §4.4; examples 33 to 45)."""

from __future__ import annotations

from .declaring import declare
from .invoking import Invocation, cases


@cases(
    (
        ("param([Parameter(ParameterSetName='A',Position=0)]$a,[Parameter(ParameterSetName='B',Position=0)]$b)"),
        "f 1",
        "T AmbiguousParameterSet: ",
    ),
    (
        (
            "[CmdletBinding(DefaultParameterSetName='B')]param([Parameter(ParameterSetName='A',Position=0)]$a,"
            "[Parameter(ParameterSetName='B',Position=0)]$b)"
        ),
        "f 1",
        {"b": 1, "Set": "B"},
    ),
    (
        (
            "param([Parameter(ParameterSetName='A',Position=0)][int]$a,"
            "[Parameter(ParameterSetName='B',Position=0)][string]$b)"
        ),
        "f 5",
        {"Set": "A"},
    ),
    (
        (
            "param([Parameter(ParameterSetName='A',Position=0)][int]$a,"
            "[Parameter(ParameterSetName='B',Position=0)][string]$b)"
        ),
        "f abc",
        {"Set": "B"},
    ),
    (
        (
            "[CmdletBinding(DefaultParameterSetName='A')]param([Parameter(ParameterSetName='A',Position=0)][int]$a,"
            "[Parameter(ParameterSetName='B',Position=0)][string]$b)"
        ),
        "f '5'",
        {"Set": "B", "b": "5"},
    ),
    (
        (
            "[CmdletBinding(DefaultParameterSetName='A')]param([Parameter(ParameterSetName='A',Position=0)][int]$a,"
            "[Parameter(ParameterSetName='B',Position=0)][datetime]$b)"
        ),
        "f '2024-01-01'",
        "T ParameterArgumentTransformationError: on parameter 'a'",
    ),
    (
        "param([Parameter(Position=0)][int]$p1,[Parameter(Position=0)][int]$p2)",
        "f 1",
        "T AmbiguousPositionalParameterNoName: ",
    ),
    ("param([Parameter(Position=0)][int]$p1,[Parameter(Position=0)][int]$p2)", "f -p1 1 -p2 2", {"p1": 1, "p2": 2}),
    ("param([Parameter(Position=0)][int]$p1,[Parameter(Position=0)][int]$p2)", "f -p1 1 2", {"p2": 2}),
    (
        "[CmdletBinding(PositionalBinding=$false)]param($a)",
        "f x",
        "T PositionalParameterNotFound: accepts argument 'x'.",
    ),
    ("param([Parameter(Position=0)]$a,$b)", "f x y", "T PositionalParameterNotFound: 'y'"),
    ("param([Parameter(Position=2)]$a,[Parameter(Position=1)]$b)", "f c d", {"b": "c", "a": "d"}),
    ("param([Parameter(Position=2)]$a)", "f c", {"a": "c"}),
    ("[CmdletBinding()]param($a,[switch]$s,$b)", "f 1 2", {"a": 1, "b": 2}),
    ("[CmdletBinding()]param($a,$b)", "f -zzz 1 2", "T NamedParameterNotFound: 'zzz'"),
    ("[CmdletBinding()]param($a)", "f x $null", "T PositionalParameterNotFound: '$null'"),
    (
        (
            "[CmdletBinding(DefaultParameterSetName='A')]param([Parameter(ParameterSetName='A',Position=0)][ValidateRange(1,5)][int]$a,"
            "[Parameter(ParameterSetName='B',Position=0)][string]$b)"
        ),
        "f 9",
        "T ParameterArgumentValidationError: ",
    ),
)
def test_position(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(block, line).check(*expected)  # type: ignore[arg-type]


TWO_PLACES = (
    "param([Parameter(ParameterSetName='A',Position=0)][Parameter(ParameterSetName='B',Position=1)]$x,"
    "[Parameter(ParameterSetName='A',Position=1)]$y)"
)
BLOCK_FIRST = (
    "param([Parameter(ParameterSetName='A',Position=0,ValueFromPipeline)][string]$a,"
    "[Parameter(ParameterSetName='A',Position=1)][Parameter(ParameterSetName='B',Position=1)]$b,"
    "[Parameter(ParameterSetName='B',Position=2)]$c)"
)


@cases(
    # A parameter with two positions is bound twice by one walk, the second value winning.
    (TWO_PLACES, "f 1 2", {"Set": "A", "x": 2, "y": 2}),
    # A script block by position narrows the sets and is not consumed: B's positions are gone, the block is left over.
    (BLOCK_FIRST, "'p' | f {1} 2 3", "T PositionalParameterNotFound: accepts argument '1'."),
    # Positions may be negative; an empty place takes nothing.
    ("param([Parameter(Position=-1)]$a,[Parameter(Position=-5)]$b)", "f 1 2", {"a": 2, "b": 1}),
    ("param([Parameter(Position=0)][Parameter(ParameterSetName='A',Position=0)]$a)", "f 1", {"a": 1, "Set": "A"}),
    # All-sets and named records at one place do not conflict.
    ("param([Parameter(Position=0)]$a,[Parameter(ParameterSetName='A',Position=0)]$b)", "f 1", {"a": 1, "b": 1}),
    # Automatic numbering: switches have no place, remaining-arguments parameters have one but are not bound by it.
    ("param($a,[Parameter(ValueFromRemainingArguments)]$r,$c)", "f 1 2 3", {"a": 1, "c": 2, "r": [3]}),
    ("param([Parameter(ParameterSetName='A')]$a)", "f 1", "T PositionalParameterNotFound: '1'"),
)
def test_walk(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(block, line).check(*expected)  # type: ignore[arg-type]


INT_AND_STRING = "param([Parameter(Position=0)][int]$I,[Parameter(Position=1)][string]$S)"
INT_OR_DATE = (
    "[CmdletBinding(DefaultParameterSetName='A')]param([Parameter(ParameterSetName='A',Position=0)][int]$a,"
    "[Parameter(ParameterSetName='B',Position=0)][datetime]$b)"
)


@cases(
    # The last attempt's error is what is reported: S took the second argument and cleared it.
    (INT_AND_STRING, "f x y", "T PositionalParameterNotFound: 'x'"),
    (INT_AND_STRING, "f x", "T CannotConvertArgumentNoMessage: Cannot bind parameter 'I'."),
    # A plain error does not end the attempts: the other set gets the value.
    (INT_OR_DATE, "f '2024-01-01'", {"Set": "B"}),
)
def test_compiled_parameters_fall_through_to_other_sets(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(declare(block, compiled=True), line).check(*expected)  # type: ignore[arg-type]
