"""State from object to object (binding.md §8.2, §8.5, §11)."""

from __future__ import annotations

from .invoking import Invocation

A_B = "param([Parameter(ValueFromPipelineByPropertyName)]$a='def',[Parameter(ValueFromPipelineByPropertyName)]{0}$b)"


def test_variables_go_back_to_their_defaults_and_bound_parameters_stay_listed() -> None:
    run = Invocation(A_B.format(""), "[pscustomobject]@{a=1;b=1},[pscustomobject]@{b=2},[pscustomobject]@{a=3} | f")
    run.check(
        {"values": {"a": 1, "b": 1}},
        {"values": {"a": "def", "b": 2}, "a": 1},
        {"values": {"a": 3, "b": None}, "b": 2},
    )


def test_end_sees_the_last_object_if_it_bound_and_the_defaults_if_it_failed() -> None:
    good = "[pscustomobject]@{a=1;b=5}"
    run = Invocation(A_B.format("[int]"), f"{good} | f")
    assert run.end_values == {"a": 1, "b": 5}
    run = Invocation(A_B.format("[int]"), f"{good},[pscustomobject]@{{b='x'}} | f")
    assert run.end_values == {"a": "def", "b": 0}
    run = Invocation(
        "param([Parameter(ValueFromPipelineByPropertyName)]$a,"
        "[Parameter(Mandatory,ValueFromPipelineByPropertyName)]$b)",
        "[pscustomobject]@{a=1} | f",
    )
    run.check("N InputObjectMissingMandatory: ")
    assert run.end_values == {"a": 1, "b": None}


def test_an_attempt_stays_listed_though_the_object_failed_later() -> None:
    # The last declared parameter is tried first.
    run = Invocation(
        "param([Parameter(ValueFromPipelineByPropertyName)][int]$a,[Parameter(ValueFromPipelineByPropertyName)]$b)",
        "[pscustomobject]@{a='x';b=1},[pscustomobject]@{a=2} | f",
    )
    run.check("N ParameterArgumentTransformationError: ", {"PSB": ["a", "b"], "b": 1, "values": {"a": 2, "b": None}})


def test_restored_parameters_stand_last_so_the_order_of_attempts_turns_round() -> None:
    validated = "[Parameter(ValueFromPipelineByPropertyName)][ValidateRange(1,3)][int]"
    run = Invocation(
        f"param({validated}$a,{validated}$b)",
        "[pscustomobject]@{a=9;b=9},[pscustomobject]@{a=1;b=1},[pscustomobject]@{a=9;b=9} | f",
    )
    run.check(
        "N ParameterArgumentValidationError: parameter 'b'",
        {"a": 1, "b": 1},
        "N ParameterArgumentValidationError: parameter 'a'",
    )


def test_the_set_is_found_anew_for_each_object() -> None:
    block = (
        "[CmdletBinding(DefaultParameterSetName='A')]param([Parameter(ParameterSetName='A',ValueFromPipeline)][int]$i,"
        "[Parameter(ParameterSetName='B',ValueFromPipeline)][string]$s)"
    )
    run = Invocation(block, "1,'x',2 | f")
    run.check({"Set": "A"}, {"Set": "B"}, {"Set": "A"})
    assert run.end_set == "A"


def test_what_the_command_line_gave_is_never_touched() -> None:
    run = Invocation(
        "param([Parameter(ValueFromPipeline)]$v,[Parameter(ValueFromPipelineByPropertyName)]$x)", "1,2 | f -x 5"
    )
    run.check({"v": 1, "x": 5}, {"v": 2, "x": 5})
