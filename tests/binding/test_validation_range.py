"""ValidateRange (values.md §C.3, §E.7)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pscompat.binding.validation import validator
from pscompat.errors import ValidationError
from pscompat.model import Validation
from pscompat.values.numbers import Int64, Numeral
from pscompat.values.times import DateTime, TimeSpan
from pscompat.values.types import resolve

from .test_validation import broken, check, failure


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [
        ("1", "10", 10),
        ("1", "10", 10.5),
        ("1", "10", 0.6),
        ("1", "10", "5"),
        ("1", "10", [1, 2]),
        ("1", "10", Numeral(5, "05")),
        (1, 10, 5),
        ("1kb", "1mb", 2048),
        ("'a'", "'f'", "c"),
        ("1.5", "2.5", Decimal("2.5")),
        ("[int]::MinValue", "0", -(2**31)),
        ("1", "[double]::MaxValue", 1e300),
        ("[datetime]'2026-01-01'", "[datetime]'2026-12-31'", DateTime(639_172_800_000_000_000)),
        ("0x1", "0xA", 10),
    ],
)
def test_accepts(low: object, high: object, value: object) -> None:
    assert check("range", value, min=low, max=high) is None


@pytest.mark.parametrize(
    ("low", "high", "value", "message"),
    [
        (
            "1",
            "10",
            10.6,
            "The 11 argument is greater than the maximum allowed range of 10. Supply an argument that is less than or "
            "equal to 10 and then try the command again.",
        ),
        (
            "1.0",
            "10.0",
            10.6,
            "The 10.6 argument is greater than the maximum allowed range of 10. Supply an argument that is less than "
            "or equal to 10 and then try the command again.",
        ),
        (
            "1",
            "10",
            "-1",
            "The -1 argument is less than the minimum allowed range of 1. Supply an argument that is greater than or "
            "equal to 1 and then try the command again.",
        ),
        (
            "1",
            "10",
            "one",
            'The argument cannot be validated because its type "String" is not the same type (Int32) as the maximum '
            "and minimum limits of the parameter. Make sure the argument is of type Int32 and then try the command "
            "again.",
        ),
    ],
)
def test_refuses(low: str, high: str, value: object, message: str) -> None:
    assert failure("range", value, min=low, max=high) == message


def test_nulls() -> None:
    assert "Supply a collection" in failure("range", None, min=1, max=2)
    assert failure("range", [1, None], min=1, max=2).startswith("The argument is null. Provide a valid value")


def test_bounds_that_do_not_fit() -> None:
    assert broken("range", min="10", max="1").error_id == "MaxRangeSmallerThanMinRange"
    error = broken("range", min="1", max="'10'")
    assert error.error_id == "MinRangeNotTheSameTypeOfMaxRange"
    assert "(Int32)" in error.message
    assert "(String)" in error.message
    assert broken("range", min="@{a=1}", max="@{a=1}").error_id == "MinRangeNotIComparable"
    assert broken("range", min="$null", max="1").error_id == "ExceptionConstructingAttribute"
    assert broken("range", min="[int]'x'", max="1").error_id == "InvalidCastFromStringToInteger"
    assert broken("range", min="[nope]::MinValue", max="1").error_id == "TypeNotFound"


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("Positive", 0, 'The argument "0" cannot be validated because its value is not greater than zero.'),
        ("P", -0.5, 'The argument "-0.5" cannot be validated because its value is not greater than zero.'),
        (
            "positive",
            float("nan"),
            'The argument "NaN" cannot be validated because its value is not greater than zero.',
        ),
        ("Negative", Int64(5), 'The argument "5" cannot be validated because its value is not less than zero.'),
        (
            "NonNegative",
            TimeSpan(-5 * 864_000_000_000),
            'The argument "-5.00:00:00" cannot be validated because its value is not greater than or equal to zero.',
        ),
        ("NonPositive", 1, 'The argument "1" cannot be validated because its value is not less than or equal to zero.'),
    ],
)
def test_kinds(kind: str, value: object, message: str) -> None:
    assert _kind_failure(kind, value) == message


def _kind_failure(kind: str, value: object) -> str:
    run = validator(Validation(kind="rangeKind", arguments={"value": kind}), resolve("object"))
    with pytest.raises(ValidationError) as caught:
        run(value)
    return caught.value.message


def test_kinds_are_for_numbers() -> None:
    assert "(Int32)" in _kind_failure("NonNegative", "-1")


def test_unknown_kind() -> None:
    assert broken("rangeKind", value="Foo").error_id == "ExceptionConstructingAttribute"
