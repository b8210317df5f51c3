"""The one line under a binding error: there is one for every error, and it says what to do."""

from __future__ import annotations

import pytest

from pscompat.binding import Binder
from pscompat.binding.explanation import explain
from pscompat.binding.hints import hint_for
from pscompat.binding.messages import MESSAGES
from pscompat.errors import BindingError

from ..binding.declaring import declare
from ..binding.invoking import CLOCK, read

ADVANCED = "[CmdletBinding()]"
SETS = (
    "param([Parameter(ParameterSetName='A',Mandatory)]$x,[Parameter(ParameterSetName='A')]$y,"
    "[Parameter(ParameterSetName='B',Mandatory)]$z)"
)
BY_VALUE = "param([Parameter(Mandatory,ValueFromPipeline)][int]$v,[Parameter(ValueFromPipelineByPropertyName)]$w)"
BLOCKS = "A script block may hold the object itself, one of its properties, or constants."


def quoted(values: list[str]) -> str:
    return ",".join(f"'{value}'" for value in values)


MANY = ADVANCED + "param(" + ",".join(f"$part{number}" for number in range(13)) + ")"
VALUES = [f"v{number}" for number in range(13)]

HINTS = [
    (ADVANCED + "param($ThreadId)", "f -TreadId x", "Did you mean -ThreadId?"),
    (ADVANCED + "param([Alias('job_id')]$Id)", "f -jobid x", "Did you mean -job_id?"),
    (ADVANCED + "param($a)", "f -zzz x", "`pscompat Get-Help f -Parameter '*'` lists its parameters."),
    (
        ADVANCED + "param($a,$b)",
        "f 1 2 3",
        "By position it takes a, b; give other values behind their parameter's name.",
    ),
    (
        "[CmdletBinding(PositionalBinding=$false)]param($a)",
        "f 1",
        "This command takes no positional arguments: give each value behind its parameter's name.",
    ),
    (ADVANCED + "param($a,$b)", "f -a -b", "Give the value behind the name: -a VALUE, or -a:VALUE."),
    (ADVANCED + "param($Path,$Part)", "f -Pa 1", "Write more letters of the name: -Path or -Part."),
    (ADVANCED + "param()", "f -e 1", "Write more letters of the name: -ErrorAction or -ErrorVariable."),
    (ADVANCED + "param([Alias('x')]$a)", "f -a 1 -x 2", "-a or -x are one parameter: give it once."),
    (ADVANCED + "param($a)", "f -a 1 -a 2", "Give -a once."),
    (SETS, "f -x 1 -z 2", "-x (set A) and -z (set B) cannot be used together."),
    (SETS, "f", "The closest parameter set is A: it still needs -x."),
    (
        "param([Parameter(ParameterSetName='A')]$x,[Parameter(ParameterSetName='B')]$z)",
        "f",
        "The parameter sets A and B fit equally well; one is chosen by -x for A, -z for B.",
    ),
    (
        "param([Parameter(ValueFromRemainingArguments)]$a,[Parameter(ValueFromRemainingArguments)]$b)",
        "f 1",
        "Two parameters take the remaining arguments: give each value behind its parameter's name.",
    ),
    (SETS, "f -y 1", "Give -x OBJECT."),
    (BY_VALUE, "f", "Give -v INT; -v may also come from the pipeline."),
    (
        "param([Parameter(Position=0)]$p,[Parameter(Position=0)]$q)",
        "f 1",
        "Several parameters have one position: give -p, -q by name.",
    ),
    (BY_VALUE, "'x' | f", "It takes an object for -v (int) or a property w."),
    (BY_VALUE, "1 | f -v 1", "It takes a property w."),
    ("param([Parameter(ValueFromPipeline)]$v)", "1 | f -v 1", "Nothing is left to bind the object to: -v was given."),
    (ADVANCED + "param($a)", "1 | f", "This command takes no pipeline input."),
    (
        "param([Parameter(Mandatory,ValueFromPipelineByPropertyName)][Alias('Id')]$a,"
        "[Parameter(ValueFromPipelineByPropertyName)]$b)",
        "[pscustomobject]@{b=1} | f",
        "It takes a property a or Id.",
    ),
    (
        "param([Parameter(Mandatory,ValueFromPipelineByPropertyName)]$First,"
        "[Parameter(Mandatory,ValueFromPipelineByPropertyName)]$Second,[Parameter(ValueFromPipeline)]$v)",
        "1 | f",
        "It takes a property First and a property Second.",
    ),
    (
        "[CmdletBinding(DefaultParameterSetName='A')]param([Parameter(ParameterSetName='A',ValueFromPipeline)]"
        "[Parameter(ParameterSetName='B')][int]$v,[Parameter(ParameterSetName='A',ValueFromPipelineByPropertyName)]"
        "[Parameter(ParameterSetName='B')]$w)",
        "'x' | f",
        "It takes an object for -v (int) or a property w.",
    ),
    (ADVANCED + "param([int]$n)", "f x", "-n takes a whole number."),
    (ADVANCED + "param([switch]$s)", "f -s:x", "-s takes no value: give the name alone, or leave it out."),
    (ADVANCED + "param([switch[]]$s)", "f -s x", "-s takes values separated by commas, each a Boolean."),
    (ADVANCED + "param([Nullable[double]]$n)", "f x", "-n takes a number."),
    (ADVANCED + "param([datetime]$d)", "f x", "-d takes a date such as 2026-01-31 or 2026-01-31T12:30:00Z."),
    (ADVANCED + "param([int[]]$n)", "f 1,x", "-n takes values separated by commas, each a whole number."),
    (
        ADVANCED + "param([System.DayOfWeek]$d)",
        "f x",
        "-d takes one of: Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday.",
    ),
    (ADVANCED + "param([regex]$r)", "f '('", "-r takes a value of type regex."),
    (
        ADVANCED + "param()",
        "f -ErrorAction x",
        "-ErrorAction takes one of: SilentlyContinue, Stop, Continue, Inquire, Ignore, Break.",
    ),
    (ADVANCED + "param([ValidateRange(1,5)][int]$n)", "f 9", "-n takes values from 1 to 5."),
    (ADVANCED + "param([ValidateRange('Positive')][int]$n)", "f 0", "-n takes positive numbers."),
    (ADVANCED + "param([ValidateSet('asc','desc')]$o)", "f up", "-o takes one of: asc, desc."),
    (ADVANCED + "param([ValidateSet('a b','c')]$o)", "f up", "-o takes one of: 'a b', c."),
    (ADVANCED + "param([bool]$b)", "f -b x", "-b takes 1 or 0, as words of a shell also true or false."),
    (ADVANCED + "param([hashtable]$h)", "f x", "-h takes a table such as @{name=1}."),
    (ADVANCED + "param([ValidateNotNull()]$o)", "f $null", "-o takes values that are not null."),
    ("param([Parameter(Mandatory)][string[]]$a)", "f", "Give -a STRING,…."),
    (ADVANCED + "param([ValidateLength(2,3)]$o)", "f a", "-o takes 2 to 3 characters."),
    (ADVANCED + "param([ValidateCount(2,3)]$o)", "f a", "-o takes 2 to 3 values."),
    (ADVANCED + "param([ValidatePattern('^a')]$o)", "f b", "-o takes text that matches '^a'."),
    (ADVANCED + "param([ValidateNotNullOrEmpty()]$o)", "f ''", "-o takes values that are not empty."),
    (ADVANCED + "param()", "f -OutVariable ''", "-OutVariable takes the name of a variable."),
    ("param([Parameter(Mandatory)]$a)", "f $null", "-a is mandatory and needs a value that is not empty."),
    ("param([Parameter(Mandatory)][string[]]$a)", "f @()", "-a is mandatory and needs a value that is not empty."),
    (
        ADVANCED + "param([PSTypeName('My.Thing')]$a)",
        "f 1",
        "-a takes objects of the type My.Thing, as commands of its module write them.",
    ),
    (
        BY_VALUE,
        "f -v {1}",
        "A script block for -v is worked out for each pipeline object: pipe objects, or give a value.",
    ),
    (BY_VALUE, "1 | f -v {}", BLOCKS),
    (MANY, "f -p 1", "Write more letters of the name."),
    ("param([Parameter(Mandatory)][switch]$s)", "f", "Give -s."),
    ("param([Parameter(Mandatory)]$a,[Parameter(Mandatory)][int[]]$b)", "f", "Give -a OBJECT -b INT,…."),
    (
        "param([Parameter(ParameterSetName='A')]$x,"
        + "".join(f"[Parameter(ParameterSetName='{name}')]" for name in reversed(VALUES))
        + "$z)",
        "f -x 1 -z 2",
        f"-x (set A) and -z (set {', '.join(VALUES[:12])}) cannot be used together.",
    ),
    (SETS, "f -y 1 -z 2", "-y (set A) and -z (set B) cannot be used together."),
    (
        "param([Parameter(ParameterSetName='A')][Parameter(ParameterSetName='B')]$x)",
        "f",
        "The parameter sets B and A fit equally well.",
    ),
    (
        "param(" + ",".join(f"[Parameter(ParameterSetName='{name}')]${name.lower()}" for name in "ABCDE") + ")",
        "f",
        "The parameter sets A, B, C, D and E fit equally well; one is chosen by -a for A, -b for B, -c for C, "
        "-d for D.",
    ),
    (
        "param([Parameter(Mandatory,ValueFromPipeline)][int]$a,[Parameter(ValueFromPipelineByPropertyName)]$b)",
        "[pscustomobject]@{b=1} | f",
        "It takes -a on the command line.",
    ),
    (
        "param([Parameter(Position=0,ParameterSetName='A')]$a,[Parameter(Position=0,ParameterSetName='B')]$b,"
        "[Parameter(Position=1)]$c)",
        "f 1 2 3 -a 1",
        "By position it takes a or b, c; give other values behind their parameter's name.",
    ),
    (
        "param([Parameter(Position=1)]$b,[Parameter(Position=0)]$a)",
        "f 1 2 3",
        "By position it takes a, b; give other values behind their parameter's name.",
    ),
    (ADVANCED + f"param([ValidateSet({quoted(VALUES[:12])})]$o)", "f z", f"-o takes one of: {', '.join(VALUES[:12])}."),
    (ADVANCED + f"param([ValidateSet({quoted(VALUES)})]$o)", "f z", f"-o takes one of: {', '.join(VALUES[:12])}, …."),
    (ADVANCED + "param([ValidateRange('NonNegative')][int]$n)", "f -n -1", "-n takes zero or positive numbers."),
    (ADVANCED + "param([ValidateRange('NonPositive')][int]$n)", "f 1", "-n takes zero or negative numbers."),
    (ADVANCED + "param([ValidateRange('Negative')][int]$n)", "f 1", "-n takes negative numbers."),
    (ADVANCED + "param([ValidateNotNull()]$o)", "f $null", "-o takes values that are not null."),
    (ADVANCED + "param([ValidateNotNullOrWhiteSpace()]$o)", "f ' '", "-o takes text that is not blank."),
    (
        ADVANCED + "param([ValidateSet('a','b')][ValidateNotNullOrEmpty()]$o)",
        "f ''",
        "-o takes values that are not empty and one of: a, b.",
    ),
    *(
        (ADVANCED + f"param([{name}]$v)", "f ([version]'1.2'),2", f"-v takes {words}.")
        for name, words in (
            ("bool", "1 or 0, as words of a shell also true or false"),
            ("sbyte", "a whole number"),
            ("byte", "a whole number from 0 to 255"),
            ("bigint", "a whole number"),
            ("decimal", "a number"),
            ("char", "a single character"),
            ("string", "one text; join several yourself"),
            ("DateTimeOffset", "a date such as 2026-01-31T12:30:00+02:00"),
            ("timespan", "a duration such as 0:30:00 or 1.12:00:00"),
            ("guid", "a GUID such as 01234567-89ab-cdef-0123-456789abcdef"),
            ("version", "a version such as 1.2.3"),
            ("hashtable", "a table such as @{name=1}"),
            ("ref", "a [ref]"),
            ("guid[]", "values separated by commas, each a GUID such as 01234567-89ab-cdef-0123-456789abcdef"),
        )
    ),
    (BY_VALUE, "1 | f -v {Get-Date}", BLOCKS),
]


@pytest.mark.parametrize(("block", "line", "hint"), HINTS, ids=[row[1] for row in HINTS])
def test_hint(block: str, line: str, hint: str) -> None:
    binder = Binder(declare(block))
    elements, records = read(line)
    explanation = explain(binder, elements, records=records, clock=CLOCK)
    error = explanation.first_error
    assert error is not None
    assert hint_for(error, explanation, binder) == hint


def test_what_a_later_object_bound_is_still_free_for_the_one_that_failed() -> None:
    binder = Binder(declare(BY_VALUE))
    elements, records = read("'x',1 | f")
    explanation = explain(binder, elements, records=records, limit=None, clock=CLOCK)
    error = explanation.first_error
    assert error is not None
    assert hint_for(error, explanation, binder) == "It takes an object for -v (int) or a property w."


@pytest.mark.parametrize(
    ("error_id", "parameter"),
    [
        # No such parameter, nothing that would tell sets apart, nothing to say, an error of somebody else.
        *((each, "nope") for each in ("CannotConvertArgument", "ParameterArgumentValidationError")),
        *((each, "nope") for each in ("MismatchedPSTypeName", "ParameterAlreadyBound", "InputObjectMissingMandatory")),
        ("AmbiguousParameterSet", None),
        ("AmbiguousPositionalParameterNoName", None),
        ("ParameterArgumentValidationError", "x"),
        ("SomethingElse", "x"),
    ],
)
def test_where_there_is_nothing_to_say_there_is_no_hint(error_id: str, parameter: str | None) -> None:
    binder = Binder(declare(SETS))
    elements, _ = read("f -x 1")
    error = BindingError(error_id, "a message", parameter=parameter)
    assert hint_for(error, explain(binder, elements, clock=CLOCK), binder) == ""


def test_what_is_missing_is_told_of_the_closest_set_that_lacks_something() -> None:
    binder = Binder(declare(SETS))
    elements, _ = read("f -x 1")
    error = BindingError("MissingMandatoryParameter", "a message")
    assert hint_for(error, explain(binder, elements, clock=CLOCK), binder) == "Give -z OBJECT."


EVERYTHING = (
    "param([Parameter(Position=0,Mandatory,ValueFromPipeline)][ValidateSet('x')][PSTypeName('T')]$a,"
    "[Parameter(Position=0)]$b)"
)


@pytest.mark.parametrize("error_id", MESSAGES)
def test_every_error_of_the_binder_has_a_hint_of_one_line(error_id: str) -> None:
    binder = Binder(declare(EVERYTHING))
    error = BindingError(error_id, "all mandatory parameters:  a", parameter="a")
    hint = hint_for(error, explain(binder, []), binder)
    assert hint
    assert "\n" not in hint
