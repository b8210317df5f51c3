"""Strings, Booleans, switches, characters and the null rules (values.md §B.4, §B.5, §E.3, §E.5)."""

from __future__ import annotations

import pytest

from pscompat.dotnet.containers import ABSENT, PRESENT, NetList, PSCustomObject, ScriptBlock, SecureString
from pscompat.dotnet.conversions.scalar import is_true
from pscompat.dotnet.numbers import BigInteger, Single
from pscompat.dotnet.strings import net_text, to_string
from pscompat.dotnet.texts import Char, Reference, TypeValue
from pscompat.errors import ConversionError

from .conversions import bind, numeral, refusal, to

RULE = "Boolean parameters accept only Boolean values and numbers, such as $True, $False, 1 or 0."


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (numeral("007"), "007"),
        (numeral("1.0"), "1.0"),
        (1.0, "1"),
        (numeral("1kb"), "1kb"),
        (True, "True"),
        (None, ""),
        (0.1 + 0.2, "0.3"),
        (1e20, "1E+20"),
        (1e-7, "1E-07"),
        (-0.0, "-0"),
        (float("inf"), "Infinity"),
        (Single(16777216.0), "1.677722E+07"),
        ({"a": 1}, "System.Collections.Hashtable"),
        (PSCustomObject({"a": 1, "b": "x"}), "@{a=1; b=x}"),
        (PSCustomObject(), ""),
        (ScriptBlock(" 1 "), " 1 "),
        (SecureString("pw"), "System.Security.SecureString"),
        (TypeValue("System.Int32"), "int"),
        (TypeValue("System.String[]"), "string[]"),
        (NetList("System.Collections.ArrayList", [1, "a"]), "1 a"),
    ],
)
def test_string(value: object, text: str) -> None:
    assert bind("string", value) == text


def test_simple_functions_join_arrays_and_advanced_ones_refuse_them() -> None:
    assert bind("string", [1, 2], simple=True) == "1 2"
    assert refusal("string", [1, 2]) == "Cannot convert value to type System.String."


def test_joined_collections_show_inner_ones_by_type() -> None:
    assert to_string([1, None, [2, 3], "x"]) == "1  System.Object[] x"


def test_string_elements_join_inner_arrays() -> None:
    assert bind("string[]", [[1, 2], 3]) == ["1 2", "3"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.30000000000000004, "0.30000000000000004"),
        (numeral("1e20"), "1E+20"),
        (1.7976931348623157e308, "1.7976931348623157E+308"),
        ([1], "System.Object[]"),
        (None, ""),
        (0.0001, "0.0001"),
        (0.00001, "1E-05"),
        (1234567890123456789.0, "1.2345678901234568E+18"),
    ],
)
def test_net_text(value: object, text: str) -> None:
    assert net_text(value) == text


@pytest.mark.parametrize(("value", "result"), [(1, True), (0.5, True), (0, False), (PRESENT, True), (False, False)])
def test_boolean(value: object, result: bool) -> None:
    assert bind("bool", value) is result


@pytest.mark.parametrize(
    ("value", "name"),
    [("true", "System.String"), (None, ""), ([1, 0], "System.Object[]"), (BigInteger(1), "System.Numerics.BigInteger")],
)
def test_boolean_rule(value: object, name: str) -> None:
    assert refusal("bool", value) == f'Cannot convert value "{name}" to type "System.Boolean". {RULE}'


def test_boolean_arrays_follow_the_rule_in_advanced_functions_only() -> None:
    assert refusal("bool[]", ["a", "b"]).startswith('Cannot convert value "System.String" to type "System.Boolean".')
    assert bind("bool[]", ["a", ""], simple=True) == [True, False]


def test_nullable_boolean_keeps_null() -> None:
    assert bind("Nullable[bool]", None) is None


@pytest.mark.parametrize(
    ("value", "result"),
    [("", False), ("False", True), ([], False), ([0], False), ([[]], False), ([[0]], True), ([0, 0], True), ({}, True)],
)
def test_truth(value: object, result: bool) -> None:
    assert is_true(value) is result


def test_switch() -> None:
    assert bind("switch", True) is PRESENT
    assert bind("switch", None) is ABSENT
    assert refusal("switch", 1) == (
        'Cannot convert the "1" value of type "System.Int32" to type "System.Management.Automation.SwitchParameter".'
    )
    assert refusal("switch", "true").startswith('Cannot convert value "System.String"')


def test_char() -> None:
    assert bind("char", "a") == Char("a")
    assert bind("char", 65) == "A"
    assert bind("char", None) == "\0"
    assert bind("char[]", "abc") == ["a", "b", "c"]
    assert refusal("char", "ab") == (
        'Cannot convert value "ab" to type "System.Char". Error: "String must be exactly one character long."'
    )
    assert refusal("char", 1.5).endswith("Error: \"Invalid cast from 'Double' to 'Char'.\"")


@pytest.mark.parametrize(
    ("type_name", "result"),
    [
        ("int", 0),
        ("string", ""),
        ("double", 0.0),
        ("Nullable[int]", None),
        ("int[]", None),
        ("uri", None),
        ("object", None),
    ],
)
def test_null(type_name: str, result: object) -> None:
    assert bind(type_name, None) == result


def test_null_is_refused_by_other_structs() -> None:
    assert refusal("datetime", None) == 'Cannot convert null to type "System.DateTime".'


def test_references_are_followed_and_demanded() -> None:
    assert bind("int", Reference(5)) == 5
    box = Reference("x")
    assert bind("ref", box) is box
    assert refusal("ref", "x") == "Reference type is expected in argument."


def test_secrets_stay_out_of_errors_and_texts() -> None:
    secret = SecureString("hunter2")
    assert "hunter2" not in repr(secret) + str(secret)
    assert refusal("securestring", "hunter2") == (
        'Cannot convert the value of type "System.String" to type "System.Security.SecureString".'
    )
    with pytest.raises(ConversionError) as caught:
        to("int", secret)
    assert "hunter2" not in caught.value.message
