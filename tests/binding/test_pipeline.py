"""Pipeline binding (binding.md §8; examples 83 to 103)."""

from __future__ import annotations

from .invoking import Invocation, cases


@cases(
    (
        ("param([Parameter(ValueFromPipeline)][int]$n,[Parameter(ValueFromPipelineByPropertyName)][int]$Length)"),
        "'12' | f",
        {"Length": 2, "n": 12},
    ),
    (
        ("param([Parameter(ValueFromPipeline)][int]$n,[Parameter(ValueFromPipelineByPropertyName)][int]$Length)"),
        "'abc' | f",
        {"Length": 3, "n": 0},
    ),
    (
        (
            "param([Parameter(ParameterSetName='one',ValueFromPipeline)][string]$P1,"
            "[Parameter(ParameterSetName='two',ValueFromPipelineByPropertyName)][int]$Length)"
        ),
        "'0123' | f",
        {"P1": "0123", "Set": "one", "PSB": ["P1"]},
    ),
    (
        (
            "[CmdletBinding(DefaultParameterSetName='A')]param([Parameter(ParameterSetName='A',ValueFromPipeline)][datetime]$datetime,"
            "[Parameter(ParameterSetName='B',ValueFromPipeline)][string]$string)"
        ),
        "'hello',[datetime]'2024-01-02','2024-01-01',5 | f",
        {"Set": "B"},
        {"Set": "A"},
        {"Set": "B"},
        {"Set": "A"},
    ),
    (
        (
            "param([Parameter(ParameterSetName='A',ValueFromPipeline)][int]$int,"
            "[Parameter(ParameterSetName='B',ValueFromPipeline)][string]$string)"
        ),
        "[long]5,'x',7 | f",
        "N AmbiguousParameterSet: ",
        {"Set": "B"},
        {"Set": "A"},
    ),
    (
        ("param([Parameter(ParameterSetName='A',ValueFromPipeline)][int]$i,[Parameter(ParameterSetName='B')]$b)"),
        "1 | f",
        {"Set": "A"},
    ),
    (
        ("param([Parameter(ParameterSetName='A',ValueFromPipeline)][int]$i,[Parameter(ParameterSetName='B')]$b)"),
        "f",
        "T AmbiguousParameterSet: ",
    ),
    ("param([Parameter(ValueFromPipeline)][int]$i)", "'zz' | f", "N InputObjectNotBound: "),
    # A question that nobody answers is no cast that fails.
    ("param([Parameter(ValueFromPipeline)][pscredential]$c)", "'me' | f", "N ParameterArgumentTransformationError: "),
    (
        (
            "param([Parameter(ParameterSetName='A',ValueFromPipeline)][int]$int,"
            "[Parameter(ParameterSetName='B',ValueFromPipeline)][datetime]$datetime)"
        ),
        "'zz' | f",
        "N AmbiguousParameterSet: ",
    ),
    (
        "param([Parameter(ValueFromPipeline)][int]$x)",
        "1,2 | f -x 5",
        "N InputObjectNotBound: ",
        "N InputObjectNotBound: ",
    ),
    (
        (
            "param([Parameter(ValueFromPipelineByPropertyName,Mandatory)]$a,"
            "[Parameter(ValueFromPipelineByPropertyName,Mandatory)]$b)"
        ),
        "[pscustomobject]@{a=1},[pscustomobject]@{a=1;b=2} | f",
        "N InputObjectMissingMandatory: bind all mandatory parameters:  b",
        {"a": 1, "b": 2},
    ),
    (
        ("param([Parameter(ValueFromPipelineByPropertyName)]$a='def',[Parameter(ValueFromPipelineByPropertyName)]$b)"),
        "[pscustomobject]@{a=1;b=1},[pscustomobject]@{b=2} | f",
        {"a": 1, "b": 1},
        {"a": 1, "b": 2, "values": {"a": "def", "b": 2}},
    ),
    (
        "param([Parameter(ValueFromPipelineByPropertyName)][int]$Length)",
        "[pscustomobject]@{Length='zz'} | f",
        "N ParameterArgumentTransformationError: ",
    ),
    (
        "param([Parameter(ValueFromPipelineByPropertyName)][Alias('Foo')]$a)",
        "[pscustomobject]@{Foo=1},[pscustomobject]@{a=2;Foo=3} | f",
        {"a": 1},
        {"a": 2},
    ),
    (
        "param([Parameter(ValueFromPipeline,ValueFromPipelineByPropertyName)]$v)",
        "[pscustomobject]@{v=1} | f",
        {"v": {"v": 1}},
    ),
    (
        "param([Parameter(ValueFromPipeline,ValueFromPipelineByPropertyName)][int]$v)",
        "[pscustomobject]@{v=1} | f",
        {"v": 1},
    ),
    (
        "param([Parameter(ValueFromPipeline,Mandatory)][string]$p)",
        "$null,'','x' | f",
        "N ParameterArgumentValidationErrorEmptyStringNotAllowed: ",
        "N ParameterArgumentValidationErrorEmptyStringNotAllowed: ",
        {"p": "x"},
    ),
    (
        ("param([Parameter(ValueFromPipeline)][string]$p,[Parameter(ValueFromPipeline)][string]$q)"),
        "'x' | f",
        {"p": "x", "q": "x"},
    ),
    (
        (
            "param([Parameter(ParameterSetName='A',ValueFromPipeline)][string]$p,"
            "[Parameter(ParameterSetName='B',ValueFromPipeline)][string]$q)"
        ),
        "'x' | f",
        "N AmbiguousParameterSet: ",
    ),
    (
        "param([Parameter(ValueFromPipeline)][ValidateRange(1,3)][int]$v)",
        "1,5,2 | f",
        {"v": 1},
        "N ParameterArgumentValidationError: ",
        {"v": 2},
    ),
    ("param([Parameter(ValueFromPipelineByPropertyName,Position=0)][string]$p)", "'ab' | f -p {$_}", {"p": "ab"}),
    (
        "param([Parameter(ValueFromPipelineByPropertyName,Position=0)][string]$p)",
        "'ab' | f -p {$_*2}",
        "N ScriptBlockArgumentInvocationFailed: The input to the script block for parameter 'p' failed.",
    ),
    (
        "param([Parameter(ValueFromPipelineByPropertyName,Position=0)][string]$p)",
        "'ab' | f {$_}",
        "T PositionalParameterNotFound: ",
    ),
    (
        "param([Parameter(ValueFromPipelineByPropertyName,Position=0)][string]$p)",
        "f -p {1}",
        "T ScriptBlockArgumentNoInput: A script block cannot be evaluated without input.",
    ),
    (
        "param([Parameter(ValueFromPipelineByPropertyName,Position=0)][string]$p)",
        "'a' | f -p {}",
        "N ScriptBlockArgumentNoOutput: ",
    ),
    ("param([Parameter(ValueFromPipelineByPropertyName)]$p)", "'ab' | f -p {$_}", "N InputObjectNotBound: "),
    (
        (
            "param([Parameter(Mandatory,ValueFromPipeline)][datetime]$Date,"
            "[Parameter(ParameterSetName='S1')][Parameter(ParameterSetName='S2')]$ComputerName,"
            "[Parameter(ParameterSetName='S2',Mandatory,ValueFromPipeline)][timespan]$TimeSpan)"
        ),
        "[datetime]'2024-01-01' | f",
        {"Set": "S1"},
    ),
    (
        (
            "param([Parameter(ParameterSetName='A',Mandatory)]$a,"
            "[Parameter(ParameterSetName='A',ValueFromPipeline)]$a2,"
            "[Parameter(ParameterSetName='B',ValueFromPipeline)][int]$i)"
        ),
        "1 | f",
        "T MissingMandatoryParameter: : a.",
    ),
    ("param([Parameter(Mandatory)]$m)", "@() | f", "T MissingMandatoryParameter: : m."),
)
def test_pipeline(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(block, line).check(*expected)  # type: ignore[arg-type]


def test_the_error_of_an_object_names_the_object() -> None:
    run = Invocation("param([Parameter(ValueFromPipeline)][ValidateRange(1,3)][int]$v)", "9,'x',1 | f")
    assert [error.target for error in run.errors] == [9, "x"]
