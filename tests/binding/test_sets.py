"""Parameter sets and what is mandatory in them (binding.md §5, §6; examples 51 to 59)."""

from __future__ import annotations

import pytest

from .invoking import Invocation, cases


@cases(
    (
        "param([Parameter(ParameterSetName='A')]$a,[Parameter(ParameterSetName='B')]$b)",
        "f -a 1 -b 2",
        "T AmbiguousParameterSet: Parameter set cannot be resolved",
    ),
    (
        "param([Parameter(ParameterSetName='A')]$a,[Parameter(ParameterSetName='B')]$b)",
        "f",
        "T AmbiguousParameterSet: ",
    ),
    (("param([Parameter(ParameterSetName='A',Mandatory)]$a,[Parameter(ParameterSetName='B')]$b)"), "f", {"Set": "B"}),
    (
        ("param([Parameter(ParameterSetName='A',Mandatory)]$a,[Parameter(ParameterSetName='B',Mandatory)]$b)"),
        "f",
        "T AmbiguousParameterSet: ",
    ),
    (
        (
            "[CmdletBinding(DefaultParameterSetName='B')]param([Parameter(ParameterSetName='A',Mandatory)]$a,"
            "[Parameter(ParameterSetName='B',Mandatory)]$b)"
        ),
        "f",
        "T MissingMandatoryParameter: parameters: b.",
    ),
    (
        (
            "[CmdletBinding(DefaultParameterSetName='B')]param([Parameter(ParameterSetName='A',Mandatory)]$a,"
            "[Parameter(ParameterSetName='B',Mandatory)]$b,[Parameter(Mandatory)]$c)"
        ),
        "f",
        "T MissingMandatoryParameter: missing mandatory parameters: b c.",
    ),
    (
        "[CmdletBinding(DefaultParameterSetName='set1')]param([Parameter(ParameterSetName='set2')][Parameter(ParameterSetName='set3')][switch]$s2)",
        "f -s2",
        "T AmbiguousParameterSet: ",
    ),
    (
        (
            "[CmdletBinding(DefaultParameterSetName='B')]param([Parameter(ParameterSetName='A',Mandatory)][switch]$s,"
            "[Parameter(ParameterSetName='B')]$b)"
        ),
        "f -s:$false",
        {"Set": "A"},
    ),
    (
        "[CmdletBinding(DefaultParameterSetName='BYID')]param([Parameter(ParameterSetName='ById',Mandatory)]$Id)",
        "f",
        {"Set": "BYID"},
    ),
    ("param([Parameter(ParameterSetName='A')]$a,$b)", "f", {"Set": "__AllParameterSets"}),
    ("param([Parameter(ParameterSetName='A',Mandatory)]$a,$b)", "f", "T MissingMandatoryParameter: : a."),
    (
        ("param([Parameter()][Parameter(ParameterSetName='A')]$x,[Parameter(ParameterSetName='B')]$b)"),
        "f -x 1",
        {"Set": "A"},
    ),
    (
        ("param([Parameter()][Parameter(ParameterSetName='A')]$x,[Parameter(ParameterSetName='B')]$b)"),
        "f -x 1 -b 2",
        "T AmbiguousParameterSet: ",
    ),
    (
        ("param([Parameter(Mandatory)][Parameter(ParameterSetName='A')]$x,[Parameter(ParameterSetName='A')]$k)"),
        "f -k 1",
        "T MissingMandatoryParameter: : x.",
    ),
)
def test_set(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(block, line).check(*expected)  # type: ignore[arg-type]


def many_sets(count: int) -> str:
    return "param(" + ",".join(f"[Parameter(ParameterSetName='s{n}')]$p{n}" for n in range(count)) + ")"


def test_thirty_two_sets_work_and_the_thirty_third_does_not() -> None:
    Invocation(many_sets(32), "f -p31 x").check({"Set": "s31"})
    Invocation(many_sets(32), "f").check("T AmbiguousParameterSet: ")
    error = Invocation(many_sets(33), "f -p1 x").errors[0]
    assert error.fully_qualified_error_id == "ParsingTooManyParameterSets"
    assert error.category == "MetadataError"


CASES_OF_A = "param([Parameter(ParameterSetName='A')]$x,[Parameter(ParameterSetName='a')]$y)"
THREE = (
    "param([Parameter(ParameterSetName='A')][Parameter(ParameterSetName='C')]$x,[Parameter(ParameterSetName='B')]$y,"
    "[Parameter(ParameterSetName='A',ValueFromPipeline)][Parameter(ParameterSetName='C',ValueFromPipeline)][int]$v,"
    "[Parameter(ParameterSetName='C',Mandatory)]$z)"
)


@cases(
    # Set names of different parameters are told apart with case.
    (CASES_OF_A, "f -x 1 -y 2", "T AmbiguousParameterSet: "),
    (CASES_OF_A, "f -x 1", {"Set": "A"}),
    ("[CmdletBinding(DefaultParameterSetName='__AllParameterSets')]param($a)", "f 1", {"Set": "__AllParameterSets"}),
    ("[CmdletBinding(DefaultParameterSetName='D')]param($a)", "f 1", {"Set": "D"}),
    # Of the sets that are left, the one without an unbound mandatory parameter.
    (THREE, "f -x 1", {"Set": "A"}),
    (THREE, "f -z 1", {"Set": "C"}),
)
def test_narrowing(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(block, line).check(*expected)  # type: ignore[arg-type]


OPEN = (
    "param([Parameter(ParameterSetName='A',ValueFromPipeline)][int]$v,"
    "[Parameter(ParameterSetName='B',ValueFromPipeline)][datetime]$w,[Parameter()]$x)"
)
NETWORK = (
    "param([Parameter(ParameterSetName='network',Mandatory,ValueFromPipeline)][timespan]$network,"
    "[Parameter(ParameterSetName='computer',ValueFromPipelineByPropertyName)][string[]]$ComputerName,"
    "[Parameter(ParameterSetName='computer',Mandatory)][switch]$computer,"
    "[Parameter(ParameterSetName='dates',ValueFromPipeline)][datetime]$Date)"
)


@pytest.mark.parametrize(
    ("block", "line", "name", "last"),
    [
        # Only the bit next to the lowest one tells whether a mask has several: sets 0 and 2 read as set 0.
        (NETWORK, "[datetime]'2024-01-01' | f", "network", "dates"),
        (THREE, "1 | f -z 1", "C", "C"),
        ("[CmdletBinding(DefaultParameterSetName='D')]" + OPEN, "1 | f", "D", "A"),
        (OPEN, "1 | f", "__AllParameterSets", "A"),
        (OPEN, "1 | f -x 2", "__AllParameterSets", "A"),
        (
            "param([Parameter(ParameterSetName='A',ValueFromPipeline)]$v,[Parameter(ParameterSetName='B')]$b)",
            "1 | f",
            "A",
            "A",
        ),
        ("param([Parameter(ParameterSetName='A',ValueFromPipeline)]$v)", "1 | f", "__AllParameterSets", "A"),
    ],
)
def test_set_name_in_begin_and_process(block: str, line: str, name: str, last: str) -> None:
    run = Invocation(block, line)
    run.check({"Set": last})
    assert run.begin_set == name
