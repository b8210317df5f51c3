"""ValidateRange (values.md §C.3, §E.7)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pscompat.binding.validation import validator
from pscompat.binding.validation.range import bound, common_type_name, short_name
from pscompat.dotnet.kinds import type_name_of
from pscompat.dotnet.numbers import Int64, Numeral
from pscompat.dotnet.texts import Char
from pscompat.dotnet.times import DateTime, TimeSpan
from pscompat.dotnet.types import resolve
from pscompat.errors import ValidationError
from pscompat.model import Validation

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
    ("text", "value"),
    [
        ("[int]::MaxValue", 2**31 - 1),
        (" [INT]::minvalue ", -(2**31)),
        ("[long]::MaxValue", 2**63 - 1),
        ("[ulong]::MinValue", 0),
        ("[double]::MinValue", -1.7976931348623157e308),
        ("[float]::MaxValue", 3.4028234663852886e38),
        ("[decimal]::MinValue", Decimal(-79228162514264337593543950335)),
        ("[datetime]::MinValue", DateTime(0)),
        ("[datetime]::MaxValue", DateTime(3_155_378_975_999_999_999)),
        ("[timespan]::MinValue", TimeSpan(-(2**63))),
        ("[timespan]::MaxValue", TimeSpan(2**63 - 1)),
        ("5", 5),
        ("-1kb", -1024),
        ("'5'", "5"),
    ],
)
def test_bounds(text: str, value: object) -> None:
    assert bound(text) == value
    assert type_name_of(bound(text)) == type_name_of(value) or isinstance(value, int | float)


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


@pytest.mark.parametrize(
    ("first", "second", "common"),
    [
        ("Byte", "Int16", "Int32"),
        ("Int32", "UInt32", "Double"),
        ("Byte", "UInt32", "UInt32"),
        ("UInt32", "Int64", "Int64"),
        ("Int32", "UInt64", "Double"),
        ("UInt32", "UInt64", "UInt64"),
        ("Int64", "Single", "Double"),
        ("Single", "Double", "Double"),
        ("Double", "Decimal", "Decimal"),
        ("DayOfWeek", "Byte", "Int32"),
        ("DayOfWeek", "UInt32", "Double"),
        ("Guid", "Int32", "Int32"),
        ("Guid", "Int64", "Int64"),
        ("OfNobodyKnown", "Byte", "Int32"),
        ("Int32", "DateTime", None),
        ("Int32", "String", None),
    ],
)
def test_types_in_which_values_are_compared(first: str, second: str, common: str | None) -> None:
    wanted = common and f"System.{common}"
    assert common_type_name(f"System.{first}", f"System.{second}") == wanted
    assert common_type_name(f"System.{second}", f"System.{first}") == wanted


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("System.Int32", "Int32"),
        ("System.Int32[]", "Int32[]"),
        ("System.Int32[,]", "Int32[,]"),
        ("System.Collections.Generic.List`1[System.String]", "List`1"),
        ("Plain", "Plain"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("low", "high", "inside", "outside"),
    [
        ("1", "3", (1, 3, "2"), (0, 4)),
        ("-1.5", "1.5", (-1.5, 1.5), (-1.6, 1.6)),
        ("1", "2.5", (1, 2.5), (0.9, 2.6)),
        ("'a'", "'c'", ("a", "B", "c"), ("d", "")),
        ("[char]'b'", "[char]'c'", (Char("b"), Char("c")), (Char("a"), Char("d"))),
        ("[datetime]'2026-01-01'", "[datetime]::MaxValue", (DateTime(639_028_224_000_000_000),), (DateTime(0),)),
        ("[System.DayOfWeek]'Monday'", "[System.DayOfWeek]'Friday'", ("Tuesday", 1, 5), (0, "Saturday")),
        ("0", "[double]::MaxValue", (0.5,), (float("nan"), -1)),
        ("[double]'NaN'", "1", (float("nan"), 0), (2,)),
        ("$false", "$true", (True, False), ()),
    ],
)
def test_what_is_inside_and_outside(
    low: str, high: str, inside: tuple[object, ...], outside: tuple[object, ...]
) -> None:
    assert [value for value in inside if check("range", value, min=low, max=high) is not None] == []
    assert [value for value in outside if check("range", value, min=low, max=high) is None] == []


@pytest.mark.parametrize("value", [1, 0, -1, 0.5, -0.5, Int64(3), Decimal("-0.1"), TimeSpan(0), TimeSpan(1), True])
def test_kinds_are_signs(value: Any) -> None:
    number = value.ticks if isinstance(value, TimeSpan) else value
    accepted = {kind for kind in ("Positive", "NonNegative", "Negative", "NonPositive") if accepts(kind, value)}
    expected = {0: {"NonNegative", "NonPositive"}, 1: {"Positive", "NonNegative"}, -1: {"Negative", "NonPositive"}}
    assert accepted == expected[(number > 0) - (number < 0)]


def accepts(kind: str, value: object) -> bool:
    try:
        validator(Validation(kind="rangeKind", arguments={"value": kind}), resolve("object"))(value)
    except ValidationError:
        return False
    return True
