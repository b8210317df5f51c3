"""``$PSDefaultParameterValues`` (binding.md §7.2 to §7.7; examples 105 to 112)."""

from __future__ import annotations

from typing import Any

import pytest

from pscompat.binding.default_values import parse_key
from pscompat.dotnet.containers import ScriptBlock

from .declaring import declare
from .invoking import Invocation

AB = "[CmdletBinding()]param($a,$b)"
SETS = "param([Parameter(ParameterSetName='A')]$a,[Parameter(ParameterSetName='B')]$b,[Parameter()]$c)"
DEFAULT_A = "[CmdletBinding(DefaultParameterSetName='A')]"
ONLY_B = (
    "[CmdletBinding(PositionalBinding=$false)]param([Parameter(Mandatory,ParameterSetName='A')]$m,"
    "[Parameter(ParameterSetName='A')]$a,[Parameter(ParameterSetName='B')]$b,"
    "[Parameter(ParameterSetName='B',ValueFromRemainingArguments)]$r)"
)
ALIASED = "[CmdletBinding()]param([Alias('al')]$x,$xy)"
INT = "[CmdletBinding()]param([int]$b)"
DIFFERENT = (
    "Multiple different default values are defined in $PSDefaultParameterValues for the parameter matching the "
    "following name or alias: {}. These defaults have been ignored."
)
SEVERAL = (
    "The following name or alias defined in $PSDefaultParameterValues for this cmdlet resolves to multiple "
    "parameters: {}. The default has been ignored."
)
FAILED = (
    "The binding of default value 'zz' to parameter 'b' failed: Cannot process argument transformation on parameter "
    '\'b\'. Cannot convert value "zz" to type "System.Int32". Error: "The input string \'zz\' was not in a correct '
    'format."'
)


@pytest.mark.parametrize(
    ("block", "line", "defaults", "expected", "warnings"),
    [
        (AB, "f 1", {"f:b": 5}, {"a": 1, "b": 5, "PSB": ["a", "b"]}, []),
        (AB, "f 1 2", {"f:b": 5}, {"b": 2}, []),
        ("param($a,$b)", "f 1", {"f:b": 5}, {"b": None}, []),
        (SETS, "f -a 1", {"f:b": 5}, {"Set": "A", "PSB": ["a"]}, []),
        (SETS, "f -a 1", {"f:b": 5, "f:c": 6}, {"Set": "A", "PSB": ["a", "c"]}, []),
        (SETS, "f", {"f:a": 1, "f:b": 2}, "T AmbiguousParameterSet: ", []),
        (SETS, "f", {"f:a": 1}, {"Set": "A", "a": 1}, []),
        # Sets in conflict: nothing applies until the default set is taken, or a mandatory parameter has decided.
        (DEFAULT_A + SETS, "f", {"f:a": 1, "f:b": 2}, {"Set": "A", "PSB": ["a"], "a": 1, "b": None}, []),
        (DEFAULT_A + SETS, "f -b 3", {"f:a": 1, "f:c": 2}, {"Set": "B", "PSB": ["b", "c"], "c": 2}, []),
        (ONLY_B, "f", {"f:a": 1, "f:b": 2}, {"Set": "B", "PSB": ["b"]}, []),
        (ONLY_B, "f 5", {"f:a": 1, "f:b": 2}, {"Set": "B", "PSB": ["b", "r"]}, []),
        # That is before the remaining arguments are bound.
        (ONLY_B, "f 5", {"f:a": 1, "f:r": 2}, "T PositionalParameterNotFound: when the error occurred: -r", []),
        (INT, "f", {"f:b": "zz"}, {"b": 0, "PSB": []}, [FAILED]),
        (AB, "f", {"f:*": 1}, {"PSB": []}, [SEVERAL.format("*")]),
        (AB, "f", {"f:o*": 1}, {"PSB": []}, [SEVERAL.format("o*")]),
        (ALIASED, "f", {"f:x": 1, "f:al": 2}, {"PSB": []}, [DIFFERENT.format("al")]),
        (ALIASED, "f", {"f:x": 1, "f:al": 1}, {"x": 1}, []),
        # Each pair of command and parameter warns once, as the keys name them.
        (ALIASED, "f", {"f:x": 1, "f:al": 2, "?:al": 3}, {"PSB": []}, [DIFFERENT.format("al")] * 2),
        # A conflict stays one, whatever comes behind it; its equal says nothing.
        (ALIASED, "f", {"f:x": 1, "f:al": 2, "?:x": 1}, {"PSB": []}, [DIFFERENT.format("al")]),
        # Equality is .NET's: type and value, collections by identity.
        (ALIASED, "f", {"f:x": 1, "f:al": "1"}, {"PSB": []}, [DIFFERENT.format("al")]),
        (ALIASED, "f", {"f:x": [1], "f:al": [1]}, {"PSB": []}, [DIFFERENT.format("al")]),
        (ALIASED, "f", {"f:?": 1}, {"x": 1}, []),
        (ALIASED, "f", {"f:x*": 1}, {"PSB": []}, [SEVERAL.format("x*")]),
        (ALIASED, "f", {"f:a[kl]": 1}, {"x": 1}, []),
        (ALIASED, "f", {"f:[!a]": 1}, {"PSB": []}, []),
        (ALIASED, "f", {"f:`x": 1}, {"PSB": []}, []),
        (AB, "f", {"*:a": 1}, {"a": 1}, []),
        (AB, "f", {"g:a": 1}, {"PSB": []}, []),
        (AB, "f", {"F:A": 1}, {"a": 1}, []),
        (AB, "f", {"'f' : \u2018a\u2019": 1}, {"a": 1}, []),
        (AB, "f", {"f:zzz": 1}, {"PSB": []}, []),
        (AB, "f", {"short:a": 1, "al*:b": 2}, {"a": 1, "b": 2}, []),
        (AB, "f", {"f:a": 1, "Disabled": True}, {"PSB": []}, []),
        (AB, "f", {"f:a": 1, "disabled ": "x"}, {"PSB": []}, []),
        (AB, "f", {"f:a": 1, "Disabled": [0]}, {"a": 1}, []),
        (AB, "f", {"f:a": 1, "Disabled": {}}, {"PSB": []}, []),
        (AB, "f", {5: 1, "f:a": 2}, {"a": 2}, []),
        (AB, "f", {"f:a": ScriptBlock(" 'x' ")}, {"a": "x"}, []),
        (AB, "f", {"f:a": ScriptBlock("1,2")}, {"a": [1, 2]}, []),
        (AB, "f", {"f:a": ScriptBlock("")}, {"PSB": []}, []),
        ("[CmdletBinding()]param([scriptblock]$s)", "f", {"f:s": ScriptBlock("{1}")}, {"s": ScriptBlock("1")}, []),
        ("param([Parameter(Mandatory)]$m)", "f", {"f:m": 1}, {"m": 1}, []),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else None,
)
def test_collecting_and_applying(
    block: str, line: str, defaults: dict[Any, Any], expected: Any, warnings: list[str]
) -> None:
    run = Invocation(declare(block, aliases=("short", "alias")), line, defaults=defaults)
    run.check(expected)
    assert run.warnings == warnings


def test_bad_keys_are_taken_out_and_reported_once() -> None:
    defaults = {"nocolon": 1, ":x": 1, "f:": 2, "f:a": 3, " 'f: x": 4}
    first = Invocation(AB, "f", defaults=defaults)
    first.check({"a": 3})
    assert first.warnings == [
        "The keys 'nocolon, :x, f:,  'f: x' do not have valid formats. For information about the correct format, see "
        "about_Parameters_Default_Values at https://go.microsoft.com/fwlink/?LinkId=228266."
    ]
    assert defaults == {"f:a": 3}
    assert Invocation(AB, "f", defaults=defaults).warnings == []


@pytest.mark.parametrize(
    ("key", "parts"),
    [
        ("f:a", ("f", "a")),
        ("f : a:b", ("f", "a:b")),
        ("'f:x' : \"a\"", ("f:x", "a")),
        ("\u201cf\u201d:\u201aa\u201b", ("f", "a")),
        ("'':a", None),
        ("'f:a", None),
        ("f:'a' x", None),
        ("f:''", None),
        ("f", None),
        ("", None),
        (" :a", None),
    ],
)
def test_keys(key: str, parts: tuple[str, str] | None) -> None:
    assert parse_key(key) == parts


ONE = (
    "This failure might be caused by applying the default parameter binding. You can disable the default parameter "
    'binding in $PSDefaultParameterValues by setting $PSDefaultParameterValues["Disabled"] to be $true, and retry. '
    "The following default parameter was successfully bound for this cmdlet when the error occurred: -b"
)
TWO = (
    "This error might have been caused by applying the default parameter binding. You can disable the default "
    'parameter binding in $PSDefaultParameterValues by setting $PSDefaultParameterValues["Disabled"] to be $true, and '
    "then trying again. The following default parameters were successfully bound for this cmdlet when the error "
    "occurred: -a -b"
)


@pytest.mark.parametrize(
    ("block", "line", "defaults", "text"),
    [
        (AB, "f -zzz", {"f:b": 5}, f"A parameter cannot be found that matches parameter name 'zzz'. {ONE}"),
        (AB, "f -zzz", {"f:a": 5, "f:b": 5}, f"A parameter cannot be found that matches parameter name 'zzz'. {TWO}"),
        (AB, "f 1 2 3", {"f:b": 5}, "A positional parameter cannot be found that accepts argument '3'."),
        (AB, "f -a -b", {"f:b": 5}, "Missing an argument for parameter 'a'. Specify a parameter of type"),
        (AB, "f -a 1 -a 2", {"f:b": 5}, "is specified more than once. To provide multiple values to parameters"),
        (
            "[CmdletBinding(PositionalBinding=$false)]param([Parameter(ValueFromRemainingArguments)][int]$r,$b)",
            "f x y",
            {"f:b": 5},
            f'to type "System.Int32". {ONE}',
        ),
        (
            "param([Parameter(Mandatory)]$m,$b)",
            "f",
            {"f:b": 5},
            f"because of one or more missing mandatory parameters: m. {ONE}",
        ),
    ],
    ids=lambda value: None,
)
def test_elaborated_errors(block: str, line: str, defaults: dict[Any, Any], text: str) -> None:
    error = Invocation(block, line, defaults=defaults).errors[0]
    assert text in error.message
    assert error.message.endswith((" -b", " -a -b")) or "default parameter" not in error.message
    assert error.exception == "ParameterBindingException"


def test_errors_of_single_objects_are_elaborated_too_but_not_that_nothing_was_bound() -> None:
    block = "param([Parameter(ValueFromPipeline)][ValidateRange(1,3)][int]$v,$b)"
    run = Invocation(block, "9,'x',1 | f", defaults={"f:b": 5})
    run.check(
        "N ParameterArgumentValidationError: was successfully bound for this cmdlet when the error occurred: -b",
        "N InputObjectNotBound: match any of the parameters that take pipeline input.",
        {"v": 1, "b": 5},
    )
    assert run.errors[0].exception == "ParameterBindingException"


def test_a_default_may_wait_for_the_pipeline() -> None:
    block = (
        "param([Parameter(ParameterSetName='A',ValueFromPipeline)][int]$i,"
        "[Parameter(ParameterSetName='B',ValueFromPipeline)][string]$s,[Parameter(ParameterSetName='A')]$a,"
        "[Parameter(ParameterSetName='B')]$b)"
    )
    Invocation(block, "1 | f", defaults={"f:a": 5, "f:b": 6}).check({"Set": "A", "a": 5, "i": 1})
    # What the first object settled stays, and nothing is applied for a later one.
    Invocation(block, "1,'x' | f", defaults={"f:a": 5, "f:b": 6}).check(
        {"Set": "A", "a": 5, "i": 1}, {"Set": "B", "a": 5, "b": None, "s": "x"}
    )


def test_a_block_written_by_a_block_is_a_value_and_waits_for_nothing() -> None:
    block = "param([Parameter(ValueFromPipelineByPropertyName)][string]$p)"
    Invocation(block, "f", defaults={"f:p": ScriptBlock("{$_}")}).check({"p": "$_"})
    Invocation(block, "5 | f", defaults={"f:p": ScriptBlock("{$_}")}).check("N InputObjectNotBound: ")


def test_a_default_block_that_would_run_is_refused_as_a_binding_error() -> None:
    error = Invocation(AB, "f", defaults={"f:a": ScriptBlock("Get-Date")}).errors[0]
    assert error.error_id == "NotRun"


def test_a_pattern_that_is_none_is_a_binding_error() -> None:
    error = Invocation(AB, "f", defaults={"f[:a": 1}).errors[0]
    assert error.error_id == "WildcardPattern_Invalid"


def test_a_secret_default_is_not_shown_when_it_does_not_bind() -> None:
    block = "[CmdletBinding()]param([Sensitive()][int]$key)"
    run = Invocation(block, "f", defaults={"f:key": "sk-secret"})
    assert len(run.warnings) == 1
    assert "sk-secret" not in run.warnings[0]
