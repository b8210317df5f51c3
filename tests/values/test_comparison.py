"""The comparison operators."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pscompat.dotnet.containers import EnumValue, PSCustomObject
from pscompat.dotnet.numbers import BigInteger, Int64, Numeral, Single
from pscompat.dotnet.order.comparison import ComparisonError, comparison
from pscompat.dotnet.regex.net_regex import Regex
from pscompat.dotnet.texts import Char
from pscompat.dotnet.times import DateTime
from pscompat.errors import ConversionError, PscompatError

DAY = 864_000_000_000
NOON = DateTime(738_000 * DAY)
MONDAY = EnumValue("System.DayOfWeek", 1, "Monday")


def holds(left: Any, operator: str, right: Any) -> Any:
    return comparison(operator, right)(left)


@pytest.mark.parametrize(
    ("left", "operator", "right", "result"),
    [
        ("completed", "eq", "Completed", True),
        ("completed", "ceq", "Completed", False),
        ("completed", "ieq", "Completed", True),
        ("a", "ne", "A", False),
        ("a", "cne", "A", True),
        ("5", "eq", 5, True),
        (5, "eq", "5", True),
        (5, "eq", " 5 ", True),
        (5, "eq", "five", False),
        (5, "ne", "five", True),
        (5, "eq", "1kb", False),
        (1024, "eq", "1kb", True),
        (0, "eq", "", True),
        (Int64(5), "eq", 5.0, True),
        (2**53 + 1, "eq", float(2**53), True),
        (True, "eq", "no", True),
        (True, "eq", 0, False),
        (1, "eq", True, True),
        (None, "eq", None, True),
        (None, "eq", "", False),
        ("", "eq", None, False),
        (0, "eq", None, False),
        (Decimal("1.5"), "eq", 1.5, True),
        (BigInteger(7), "eq", 7, True),
        (MONDAY, "eq", "monday", True),
        (MONDAY, "eq", 1, True),
        (NOON, "eq", str(NOON), True),
        (Char("a"), "eq", "A", True),
        (Char("a"), "ceq", "A", False),
        ("0x10", "eq", Numeral(16, "0x10"), True),
        (float("nan"), "eq", float("nan"), False),
        (Single(0.5), "eq", 0.5, True),
    ],
)
def test_equality(left: Any, operator: str, right: Any, result: bool) -> None:
    assert holds(left, operator, right) is result


@pytest.mark.parametrize(
    ("left", "operator", "right", "result"),
    [
        ("b", "gt", "A", True),
        ("a", "gt", "A", False),
        ("A", "cgt", "a", True),
        ("10", "lt", "9", True),
        (10, "lt", "9", False),
        (None, "lt", 5, True),
        (None, "lt", -5, False),
        (None, "gt", -5, True),
        (-5, "lt", None, True),
        (0, "ge", None, True),
        (None, "lt", "a", True),
        ("a", "ge", None, True),
        (None, "ge", None, True),
        (None, "lt", None, False),
        (False, "lt", "x", True),
        (NOON, "lt", DateTime(739_000 * DAY), True),
        (NOON, "ge", "0001-01-01", True),
        (2.5, "gt", 2, True),
        (float("nan"), "ge", 2, False),
        (2, "lt", float("nan"), False),
        (Decimal("0.1"), "lt", 0.2, True),
        (MONDAY, "lt", "Friday", True),
    ],
)
def test_order(left: Any, operator: str, right: Any, result: bool) -> None:
    assert holds(left, operator, right) is result


@pytest.mark.parametrize(
    ("left", "operator", "right", "result"),
    [
        (["a", "B", "b"], "eq", "b", ["B", "b"]),
        (["a", "B", "b"], "ceq", "b", ["b"]),
        ([1, 5, None], "gt", 2, [5]),
        (["x", "y"], "ne", "x", ["y"]),
        (["run_1", 12], "like", "*1*", ["run_1", "12"]),
        (["run_1", 12], "match", "1", ["run_1", 12]),
        ([], "eq", "a", []),
    ],
)
def test_a_list_on_the_left_is_filtered(left: Any, operator: str, right: Any, result: Any) -> None:
    assert holds(left, operator, right) == result


@pytest.mark.parametrize(
    ("left", "operator", "right", "result"),
    [
        ("Completed", "like", "c*", True),
        ("Completed", "clike", "c*", False),
        ("Completed", "notlike", "c*", False),
        (15, "like", "1?", True),
        (None, "like", "", True),
        ("run_12", "match", r"RUN_\d+$", True),
        ("run_12", "cmatch", r"RUN_\d+$", False),
        ("run_12", "notmatch", "x", True),
        ("aB", "match", Regex("ab"), False),
        ("aB", "match", Regex("ab", "IgnoreCase"), True),
        (["a", "B"], "contains", "b", True),
        (["a", "B"], "ccontains", "b", False),
        (["a", "B"], "notcontains", "c", True),
        ("b", "contains", "B", True),
        ("b", "in", ["a", "B"], True),
        ("b", "cin", ["a", "B"], False),
        (2, "in", ["1", "2"], True),
        ("b", "notin", ["a"], True),
        (None, "in", [None], True),
        ("x", "is", "string", True),
        (5, "is", "[int]", True),
        (5, "isnot", "long", True),
        (PSCustomObject(), "is", "pscustomobject", True),
    ],
)
def test_the_other_operators(left: Any, operator: str, right: Any, result: bool) -> None:
    assert holds(left, operator, right) is result


def test_objects_are_equal_to_themselves_only() -> None:
    one, other = PSCustomObject({"a": 1}), PSCustomObject({"a": 1})
    assert holds(one, "eq", one) is True
    assert holds(one, "eq", other) is False
    assert holds("@{a=1}", "eq", one) is True


def test_what_has_no_order_is_refused() -> None:
    with pytest.raises(ComparisonError, match='does not implement "IComparable"'):
        holds(PSCustomObject({"a": 1}), "lt", "x")
    with pytest.raises(ComparisonError, match="it is not IComparable"):
        holds({"a": 1}, "lt", {"b": 2})
    with pytest.raises(ConversionError, match=r'"five" to type "System\.Int64"'):
        holds(Int64(5), "lt", "five")
    with pytest.raises(ComparisonError, match=r'^Could not compare ".*" to "soon". Error: '):
        holds(NOON, "lt", "soon")


def test_bad_patterns_fail_with_the_first_text_not_before() -> None:
    test = comparison("like", "[a")
    with pytest.raises(PscompatError, match="wildcard character pattern is not valid"):
        test("x")


def test_unknown_operators_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="plus"):
        comparison("plus", 1)
