"""Alike objects, which are bound by repeating assignments: each row is what the full rules give (binding.md §8)."""

from __future__ import annotations

import pytest

from pscompat.dotnet.containers import PSCustomObject

from .invoking import Expected, Invocation

BY_NAME = "[Parameter(ValueFromPipelineByPropertyName)]"
NEEDED = "[Parameter(Mandatory,ValueFromPipelineByPropertyName)]"
EMPTY = "N ParameterArgumentValidationErrorEmptyStringNotAllowed: "
OUT_OF_RANGE = "N ParameterArgumentValidationError: parameter '{}'"


def piped(*records: object) -> list[object]:
    return [PSCustomObject(record) if isinstance(record, dict) else record for record in records]


@pytest.mark.parametrize(
    ("block", "texts", "expected"),
    [
        (f"{NEEDED}[string]$s", ("a", "", "b"), ({"s": "a"}, EMPTY, {"s": "b"})),
        (f"{NEEDED}[AllowEmptyString()][string]$s", ("a", "", "b"), ({"s": "a"}, {"s": ""}, {"s": "b"})),
        (f"{BY_NAME}[string]$s", ("a", "", "b"), ({"s": "a"}, {"s": ""}, {"s": "b"})),
        # Zero and false are not empty.
        (f"{NEEDED}[int]$s", (1, 0, 2), ({"s": 1}, {"s": 0}, {"s": 2})),
        (f"{NEEDED}[bool]$s", (True, False), ({"s": True}, {"s": False})),
        # Transformed and validated each time.
        (f"{BY_NAME}[Transform('lowerCase')][string]$s", ("A", "B"), ({"s": "a"}, {"s": "b"})),
        (f"{BY_NAME}[Transform('lowerCase')][ValidateSet('a','b',IgnoreCase=$false)]$s", ("A", "B"), ({}, {"s": "b"})),
        (f"{BY_NAME}[ValidateRange(1,3)][int]$s", (1, 9, 2), ({"s": 1}, OUT_OF_RANGE.format("s"), {"s": 2})),
        # The first object's type binds without conversion, the next one's does not.
        (f"{BY_NAME}[int]$s", (1, "2", 3), ({"s": 1}, {"s": 2}, {"s": 3})),
        (f"{BY_NAME}[int]$s", (1, "x"), ({"s": 1}, "N ParameterArgumentTransformationError: ")),
        (f"{BY_NAME}[int]$s", (1, True), ({"s": 1}, {"s": 1})),
        (f"{BY_NAME}[string[]]$s", ("a", "b"), ({"s": ["a"]}, {"s": ["b"]})),
        (f"{BY_NAME}[PSTypeName('My.Thing')]$s", ("a",), ("N MismatchedPSTypeName: ",)),
    ],
)
def test_values_of_one_property(block: str, texts: tuple[object, ...], expected: tuple[Expected, ...]) -> None:
    run = Invocation(f"param({block})", "f", records=piped(*({"s": text} for text in texts)))
    run.check(*expected)


@pytest.mark.parametrize("before", range(6))
def test_each_object_turns_the_order_of_attempts_round(before: int) -> None:
    validated = f"{BY_NAME}[ValidateRange(1,3)][int]"
    records = [{"a": 1, "b": 1}] * before + [{"a": 9, "b": 9}]
    run = Invocation(f"param({validated}$a,{validated}$b)", "f", records=piped(*records))
    run.check(*[{"a": 1, "b": 1}] * before, OUT_OF_RANGE.format("ab"[(before + 1) % 2]))


def test_an_object_that_does_not_bind_leaves_no_more_than_the_full_rules_would() -> None:
    # The parameter tried first has taken the object's value when the other one refuses its own.
    validated = f"{BY_NAME}[ValidateRange(1,3)][int]"
    rows = ({"a": 1, "b": 1}, {"a": 2, "b": 2}, {"a": 3, "b": 9}, {"a": 9, "b": 3}, {"b": 2})
    run = Invocation(f"param({validated}$a,{validated}$b)", "f", records=piped(*rows))
    run.check(
        {"a": 1, "b": 1},
        {"a": 2, "b": 2},
        OUT_OF_RANGE.format("b"),
        OUT_OF_RANGE.format("a"),
        {"values": {"a": 0, "b": 2}},
    )
    # The full rules try the other one first by now: what this object offered it is in nothing that is bound.
    run = Invocation(f"param({validated}$a,{validated}$b)", "f", records=piped(rows[0], rows[3], {"a": 2}))
    run.check({"a": 1, "b": 1}, OUT_OF_RANGE.format("a"), {"a": 2, "b": 1, "values": {"a": 2, "b": 0}})


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        # Names in another order or case, one more, one less.
        (({"a": 1, "b": 2}, {"b": 3, "a": 4}), ({"a": 1, "b": 2}, {"a": 4, "b": 3})),
        (({"a": 1, "b": 2}, {"A": 3, "B": 4}), ({"a": 1, "b": 2}, {"a": 3, "b": 4})),
        (({"a": 1}, {"a": 2, "b": 3}), ({"values": {"a": 1, "b": 0}}, {"values": {"a": 2, "b": 3}})),
        (({"a": 1, "b": 3}, {"a": 2}), ({"values": {"a": 1, "b": 3}}, {"values": {"a": 2, "b": 0}})),
        (({"a": 1}, "text", {"a": 2}), ({"a": 1}, "N InputObjectNotBound: ", {"a": 2})),
        (({"a": 1}, None, {"a": 2}), ({"a": 1}, "N InputObjectNotBound: ", {"a": 2})),
        (({"a": 1}, {"x": 1}, {"a": 2}), ({"a": 1}, "N InputObjectNotBound: ", {"a": 2})),
    ],
)
def test_objects_of_other_shapes_between(records: tuple[object, ...], expected: tuple[Expected, ...]) -> None:
    run = Invocation(f"param({BY_NAME}[int]$a,{BY_NAME}[int]$b)", "f", records=piped(*records))
    run.check(*expected)


def test_type_names_belong_to_the_shape() -> None:
    block = (
        "param([Parameter(ParameterSetName='X',ValueFromPipeline)][PSTypeName('My.Thing')]$o,"
        "[Parameter(ParameterSetName='Y',ValueFromPipelineByPropertyName)][int]$a)"
    )
    thing = PSCustomObject({"a": 2}, ("My.Thing",))
    run = Invocation(block, "f", records=[PSCustomObject({"a": 1}), thing, PSCustomObject({"a": 3})])
    run.check({"Set": "Y", "a": 1}, {"Set": "X", "o": thing}, {"Set": "Y", "a": 3})


def test_whole_objects_of_compiled_cmdlets() -> None:
    from .declaring import declare

    command = declare("param([Parameter(ValueFromPipeline)][object]$o)", compiled=True)
    run = Invocation(command, "f", records=[1, None, "x", [2]])
    run.check({"o": 1}, {"o": None}, {"o": "x"}, {"o": [2]})
