"""Binding one value (binding.md §9, §10; examples 64 to 82)."""

from __future__ import annotations

from pscompat.dotnet.numbers import Numeral

from .invoking import Invocation, cases


@cases(
    ("param([Parameter(Mandatory)]$a)", "f -a $null", "T ParameterArgumentValidationErrorNullNotAllowed: "),
    ("param([Parameter(Mandatory)]$a)", "f -a ''", {"a": ""}),
    ("param([Parameter(Mandatory)]$a)", "f -a @()", {"a": []}),
    (
        "param([Parameter(Mandatory)][string]$a)",
        "f -a $null",
        "T ParameterArgumentValidationErrorEmptyStringNotAllowed: ",
    ),
    (
        "param([Parameter(Mandatory)][AllowNull()][string]$a)",
        "f -a $null",
        "T ParameterArgumentValidationErrorEmptyStringNotAllowed: ",
    ),
    ("param([Parameter(Mandatory)][int]$a)", "f -a $null", {"a": 0}),
    (
        "param([Parameter(Mandatory)][string[]]$a)",
        "f -a @()",
        "T ParameterArgumentValidationErrorEmptyArrayNotAllowed: ",
    ),
    (
        "param([Parameter(Mandatory)][string[]]$a)",
        "f -a x,''",
        "T ParameterArgumentValidationErrorEmptyStringNotAllowed: ",
    ),
    ("param([Parameter(Mandatory)][string[]]$a)", "f -a $null", "T ParameterArgumentValidationErrorNullNotAllowed: "),
    ("param([Parameter(Mandatory)][hashtable]$a)", "f -a @{}", {"a": {}}),
    (
        "param([Parameter(Mandatory)][System.Collections.ArrayList]$a)",
        "f -a @()",
        "T ParameterArgumentValidationErrorEmptyCollectionNotAllowed: ",
    ),
    (
        (
            "param([Parameter(ParameterSetName='A',Mandatory)][Parameter(ParameterSetName='B')][string]$s,"
            "[Parameter(ParameterSetName='B')]$b)"
        ),
        "f -b 1 -s ''",
        "T ParameterArgumentValidationErrorEmptyStringNotAllowed: ",
    ),
    (
        "[CmdletBinding()]param([int]$x)",
        "f -x abc",
        (
            "T ParameterArgumentTransformationError: Cannot process argument transformation on parameter 'x'. "
            'Cannot convert value "abc" to type "System.Int32". '
            "Error: \"The input string 'abc' was not in a correct format.\""
        ),
    ),
    (
        "[CmdletBinding()]param([bool]$b)",
        "f -b true",
        (
            'T ParameterArgumentTransformationError: Cannot convert value "System.String" '
            'to type "System.Boolean". '
            "Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0."
        ),
    ),
    ("[CmdletBinding()]param([bool]$b)", "f -b 1.28", {"b": True}),
    # A number in a wrapper keeps the text that it was typed with.
    ("param([Parameter(Position=0)][psobject]$p,$s)", "f 05", {"p": Numeral(5, "05")}),
    ("[CmdletBinding()]param([bool[]]$p)", "f a,b", "T ParameterArgumentTransformationError: "),
    ("param([bool[]]$p)", "f a,b", {"p": [True, True]}),
    (
        "[CmdletBinding()]param([string]$s)",
        "f 1,2",
        "T ParameterArgumentTransformationError: Cannot convert value to type System.String.",
    ),
    ("param([string]$s)", "f 1,2", {"s": "1 2"}),
    ("[CmdletBinding()]param([array]$p1,[int[]]$p2)", "f -p1 1 -p2 2", {"p1": [1], "p2": [2]}),
    ("[CmdletBinding()]param([switch]$s)", "f -s:$null", {"s": False}),
    ("[CmdletBinding()]param([switch]$s)", "f -Verbose:$null", {"Verbose": True}),
    (
        "[CmdletBinding()]param([switch]$s)",
        "f -s:1",
        (
            'T ParameterArgumentTransformationError: Cannot convert the "1" '
            'value of type "System.Int32" to type "System.Management.Automation.SwitchParameter".'
        ),
    ),
    ("[CmdletBinding()]param([switch]$s)", "f -Verbose:1", {"Verbose": True}),
    ("[CmdletBinding()]param()", "f -ErrorAction Suspend", "T ParameterBindingFailed: "),
    ("[CmdletBinding()]param()", "f -ErrorAction Stop,Ignore", "T ParameterBindingFailed: "),
    ("[CmdletBinding()]param()", "f -ErrorAction Ig", {"ErrorAction": "Ignore"}),
    ("[CmdletBinding()]param()", "f -ErrorAction S", "T CannotConvertArgumentNoMessage: "),
    ("[CmdletBinding()]param()", "f -ErrorAction $null", "T ParameterBindingFailed: "),
    ("[CmdletBinding()]param([ValidateRange(1,42)]$p=55)", "f", {"p": 55}),
    (
        "[CmdletBinding()]param([ValidateRange(1,42)]$p=55)",
        "f 55",
        (
            "T ParameterArgumentValidationError: Cannot validate argument on parameter 'p'. "
            "The 55 argument is greater than the maximum allowed range of 42."
        ),
    ),
    ("[CmdletBinding()]param([int]$x='abc')", "f", "T ParameterArgumentTransformationError: "),
    ("[CmdletBinding()]param([int]$x='abc')", "f 1", {"x": 1}),
    (
        "[CmdletBinding()]param([ValidateSet('a','b')][ValidateNotNull()]$x)",
        "f -x $null",
        "T ParameterArgumentValidationError: The argument is null. Provide a valid value",
    ),
    (
        "[CmdletBinding()]param([ref]$r)",
        "f 5",
        "T ParameterArgumentTransformationError: Reference type is expected in argument.",
    ),
    # A type name is any that the value carries, or its .NET type's; of a list, each element's.
    *(
        (f"[CmdletBinding()]param([PSTypeName('{name}')]$o)", f"f -o {value}", {"PSB": ["o"]})
        for name, value in (
            ("my.thing", "([pscustomobject]@{PSTypeName='My.Thing'})"),
            ("My.Thing", "([pscustomobject]@{PSTypeName='my.thing'}),([pscustomobject]@{PSTypeName='My.Thing'})"),
            ("system.int32", "5"),
            ("System.String", "x,y"),
            ("System.Object", "5"),
            ("System.Array", "@(,@(1,2))"),
            ("My.Thing", "$null"),
            ("My.Thing", "@()"),
        )
    ),
    *(
        (
            f"[CmdletBinding()]param([PSTypeName('{name}')]$o)",
            f"f -o {value}",
            f"T MismatchedPSTypeName: do not match the PSTypeName required by the parameter: {name}.",
        )
        for name, value in (
            ("My.Thing", "5"),
            ("My.Thing", "([pscustomobject]@{PSTypeName='My.Thing'}),5"),
            ("My.Thing", "@(,@(1,2))"),
            ("System.Array", "5"),
            ("System.Array", "5,6"),
        )
    ),
    (
        "[CmdletBinding()]param()",
        "f -OutVariable function:x",
        "T ParameterArgumentValidationError: argument 'function:x' because it is not a valid variable name.",
    ),
)
def test_value(block: str, line: str, expected: tuple[object, ...]) -> None:
    Invocation(block, line).check(*expected)  # type: ignore[arg-type]
