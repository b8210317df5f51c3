"""ValidateScript: sealed scripts as conditions of values (values.md §C.8)."""

from __future__ import annotations

import pytest

from pscompat.dotnet.containers import PSCustomObject
from pscompat.errors import BindingError

from .invoking import Expected, Invocation, cases

ADVANCED = "[CmdletBinding()]"
BY_VALUE, BY_NAME = "[Parameter(ValueFromPipeline)]", "[Parameter(ValueFromPipelineByPropertyName)]"
REFUSED = "ParameterArgumentValidationError: "


def error_of(block: str, line: str) -> BindingError:
    (error,) = Invocation(f"{ADVANCED}param({block})", line).errors
    return error


def refused(block: str, line: str) -> str:
    return error_of(block, line).message.removeprefix("Cannot validate argument on parameter 'v'. ")


@cases(
    ("[ValidateScript({ $_ -gt 5 })][int]$v", "f 6", {"v": 6}),
    ("[ValidateScript({ $_ -gt 5 })][int[]]$v", "f 6,7", {"v": [6, 7]}),
    ("[ValidateScript({ $_ -gt 5 })][int[]]$v", "f 6,5", "T " + REFUSED),
    ("[ValidateScript({ $false })][object[]]$v", "f @()", {"v": []}),
    # A table is one value, and so is a text.
    ("[ValidateScript({ $_.Count -eq 2 })]$v", "f @{a=1;b=2}", {"v": {"a": 1, "b": 2}}),
    ("[ValidateScript({ $_ -eq 'ab' })]$v", "f ab", {"v": "ab"}),
    ("[ValidateScript({ $true })]$v", "f $null", "T " + REFUSED + "The argument is null, empty, or an element"),
    ("[ValidateScript({ $true })]$v", "f a,$null", "T " + REFUSED + "The argument is null. Provide a valid value"),
    ("[ValidateScript({ $_ -eq '' })][string]$v", "f $null", {"v": ""}),
    # The output is tested as a whole.
    ("[ValidateScript({ })]$v", "f 1", "T " + REFUSED),
    ("[ValidateScript({ $false; $false })]$v", "f 1", {"v": 1}),
    ("[ValidateScript({ @(0) })]$v", "f 1", "T " + REFUSED),
    ("[ValidateScript({ 'False' })]$v", "f 1", {"v": 1}),
    ("[ValidateScript({ return 0; 1 })]$v", "f 1", "T " + REFUSED),
    # The attribute nearest to the variable comes first.
    ("[ValidateScript({ throw 'script' })][ValidateSet('a')]$v", "f b", "T " + REFUSED + "does not belong to the set"),
    ("[ValidateSet('a')][ValidateScript({ throw 'script' })]$v", "f b", "T " + REFUSED + "script"),
    # Parameters that were bound before are variables, the value's own is not.
    ("$min, [ValidateScript({ $_ -ge $min })][int]$v", "f -min 3 -v 3", {"v": 3}),
    ("$min, [ValidateScript({ $_ -ge $min })][int]$v", "f -min 3 -v 2", "T " + REFUSED),
    ("$min, [ValidateScript({ $null -eq $min })][int]$v", "f -v 2 -min 3", {"v": 2}),
    ("$min = 7, [ValidateScript({ $null -eq $min })][int]$v", "f -v 2", {"v": 2}),
    ("[ValidateScript({ $null -eq $v })][int]$v", "f 2", {"v": 2}),
    ("[ValidateScript({ $_ -is [int] })]$v", "f 1kb", {}),
)
def test_conditions(block: str, line: str, expected: tuple[Expected, ...]) -> None:
    Invocation(f"{ADVANCED}param({block})", line).check(*expected)


def test_the_message_repeats_the_script_and_the_value() -> None:
    error = error_of("[ValidateScript({ $_ -gt 5 })][int]$v", "f 3")
    assert error.message == (
        "Cannot validate argument on parameter 'v'. The \" $_ -gt 5 \" validation script for the argument with value "
        '"3" did not return a result of True. Determine why the validation script failed, and then try the command '
        "again."
    )
    assert (error.inner_id, error.category) == ("ValidateScriptFailure", "InvalidData")
    assert '"1kb"' in refused("[ValidateScript({$false})]$v", "f 1kb")


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("plain", "plain"),
        ("'{0}' fails {1} {{}}", "'3' fails $false {}"),
        ("{0,4}|{0:D3}|{0,-4}|", "   3|003|3   |"),
        (
            "{2}",
            "Index (zero based) must be greater than or equal to zero and less than the size of the argument list.",
        ),
        (
            "{0",
            "Input string was not in a correct format. Failure to parse near offset 2. Format item ends prematurely.",
        ),
    ],
)
def test_a_message_of_its_own_is_a_format(message: str, shown: str) -> None:
    quoted = message.replace("'", "''")
    assert refused(f"[ValidateScript({{$false}}, ErrorMessage='{quoted}')][int]$v", "f 3") == shown


def test_what_a_script_throws_is_the_reason() -> None:
    error = error_of('[ValidateScript({ throw "no $_" })][int]$v', "f 3")
    assert (error.message, error.inner_id) == ("Cannot validate argument on parameter 'v'. no 3", "no 3")
    error = error_of("[ValidateScript({ [int]$_ -gt 1 })]$v", "f x")
    assert error.inner_id == "InvalidCastFromStringToInteger"
    assert refused("[ValidateScript({ throw [ArgumentException]::new('too small') })]$v", "f 1") == "too small"
    assert "a method named 'Frobnicate'" in refused("[ValidateScript({ $_.Frobnicate() })]$v", "f a")


def test_what_a_script_says_of_a_secret_is_not_shown() -> None:
    for script in ("throw $_.Substring(0, 4)", "[int]$_.Substring(0, 4)", "$_.($_.Substring(0, 4))()"):
        text = refused(f"[Sensitive()][ValidateScript({{ {script} }})][string]$v", "f hunter2-hunter2")
        assert text.startswith("The validation script refuses the argument.")
    script = "throw $key.Substring(0, 4)"
    assert "hunt" not in refused(f"[Sensitive()]$key, [ValidateScript({{ {script} }})]$v", "f -key hunter2-hunter2 1")


@pytest.mark.parametrize("how", [BY_VALUE, BY_NAME])
def test_each_record_meets_the_condition(how: str) -> None:
    records = [PSCustomObject({"v": number}) if how == BY_NAME else number for number in (7, 3, 8, 8, 4, 9)]
    error = "N " + REFUSED
    run = Invocation(f"param({how}[ValidateScript({{ $_ -gt 5 }})][int]$v)", "f", records=records)
    run.check({"v": 7}, error, {"v": 8}, {"v": 8}, error, {"v": 9})


def test_alike_records_are_judged_by_all_their_properties() -> None:
    """A short cut for alike records would see the other properties of an earlier one."""
    pairs = [(1, 2), (5, 6), (5, 4), (1, 3), (9, 8), (1, 9)]
    records = [PSCustomObject({"low": low, "high": high}) for low, high in pairs]
    block = (
        f"{BY_NAME}[ValidateScript({{ $_ -lt 9 -and ($high -eq 0 -or $_ -lt $high) }})][int]$low, {BY_NAME}[int]$high"
    )
    events = Invocation(f"param({block})", "f", records=records).events
    assert [isinstance(each, dict) for each in events] == [True, True, False, True, False, True]


def test_in_a_pipeline_unbound_parameters_have_their_defaults() -> None:
    block = f"{BY_VALUE}[ValidateScript({{ $_ -gt $least }})][int]$v, [int]$least = 5"
    Invocation(f"param({block})", "f", records=[4, 6]).check("N " + REFUSED, {"v": 6})


def test_functions_that_are_not_advanced_have_conditions_too() -> None:
    Invocation("param([ValidateScript({ $_ -gt 5 })]$v)", "f 3").check("T " + REFUSED)
    Invocation("param([ValidateScript({ $_ -gt 5 })]$v)", "f 6").check({"v": 6})
