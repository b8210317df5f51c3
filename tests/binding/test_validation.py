"""Validation attributes that look at texts, counts and nulls (values.md §C, §E.7)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.binding.validation import validator
from pscompat.binding.validation.attributes import formatted
from pscompat.binding.validation.nulls import check_mandatory_value
from pscompat.dotnet.containers import NetList, PSCustomObject
from pscompat.dotnet.numbers import Numeral
from pscompat.dotnet.texts import Char
from pscompat.dotnet.types import resolve
from pscompat.errors import MetadataError, ValidationError
from pscompat.model import Validation

NULL = "The argument is null. Provide a valid value for the argument, and then try running the command again."
ARRAY_LIST = "System.Collections.ArrayList"
QUEUE = "System.Collections.Generic.Queue`1[System.String]"


def check(kind: str, given: object, type_name: str = "object", **arguments: Any) -> ValidationError | None:
    """The error of one attribute, None when it accepts the value."""
    run = validator(Validation(kind=kind, arguments=arguments), resolve(type_name))
    try:
        run(given)
    except ValidationError as error:
        return error
    return None


def failure(kind: str, given: object, type_name: str = "object", **arguments: Any) -> str:
    """The message with which the attribute refuses the value."""
    error = check(kind, given, type_name, **arguments)
    assert error is not None
    return error.message


def broken(kind: str, **arguments: Any) -> MetadataError:
    """The error of an attribute that cannot be built."""
    with pytest.raises(MetadataError) as caught:
        validator(Validation(kind=kind, arguments=arguments), resolve("object"))
    return caught.value


@pytest.mark.parametrize("value", ["low", "LOW", ["Low", "high"], [], "lo\u00adw", "lo\u200bw"])
def test_set_accepts(value: object) -> None:
    assert check("set", value, values=["Low", "High"]) is None


def test_set_refuses() -> None:
    assert failure("set", "Hi", values=["Low", "High"]) == (
        'The argument "Hi" does not belong to the set "Low,High" specified by the ValidateSet attribute. Supply an '
        "argument that is in the set and then try the command again."
    )
    assert check("set", "low", values=["Low"], ignoreCase=False) is not None
    assert check("set", "low", values=["Low"], ignoreCase="false") is not None
    assert check("set", "É", values=["é"]) is None
    assert check("set", "ss", values=["ß"]) is not None


def test_set_sees_the_text_of_a_number() -> None:
    assert check("set", Numeral(1, "01"), values=["01"]) is None
    assert check("set", 1, values=["1"]) is None
    assert check("set", {}, values=["System.Collections.Hashtable"]) is None


def test_enumerated_attributes_refuse_null() -> None:
    error = check("set", None, values=["a"])
    assert error is not None
    assert error.error_id == "ArgumentIsEmpty"
    assert error.message.startswith("The argument is null, empty, or an element of the argument collection")
    assert failure("set", ["a", None], values=["a"]) == NULL


def test_set_message() -> None:
    assert failure("set", "z", values=["a", "b"], errorMessage="no {0} in {1}") == "no z in a,b"
    assert "does not belong" in failure("set", "z", values=["a"], errorMessage="")


def test_empty_set_cannot_be_built() -> None:
    assert broken("set", values=[]).error_id == "ArgumentOutOfRange"


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{0}-{1}", "a-b"),
        ("{{0}} {0}", "{0} a"),
        ("plain", "plain"),
        (
            "{2}",
            "Index (zero based) must be greater than or equal to zero and less than the size of the argument list.",
        ),
        ("{1}{0}{1}", "bab"),
        ("{ 0 }", "a"),
        ("}}", "}"),
        *((text, "Input string was not in a correct format.") for text in ("{", "}", "a{0", "{}", "{x}", "{١}")),
    ],
)
def test_composite_format(template: str, text: str) -> None:
    assert formatted(template, "a", "b") == text


def test_length() -> None:
    assert failure("length", "a", min=2, max=5) == (
        "The character length (1) of the argument is too short. Specify an argument with a length that is greater "
        'than or equal to "2", and then try the command again.'
    )
    assert failure("length", "abcdef", min="2", max="5") == (
        "The character length of the 6 argument is too long. Shorten the character length of the argument so it is "
        'fewer than or equal to "5" characters, and then try the command again.'
    )
    assert check("length", "😀", min=2, max=2) is None
    assert check("length", ["ab", "abcde"], min=2, max=5) is None
    assert check("length", "", min=0, max=1) is None
    for value in (123, [None], None):
        error = check("length", value, min=2, max=5)
        assert error is not None
        assert error.error_id in ("ValidateLengthNotString", "ArgumentIsEmpty")
    assert check("length", "abc", "psobject", min=2, max=5) is not None


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (["a"], "The parameter requires exactly 2 value(s) - 1 value(s) were provided."),
        (None, "The parameter requires exactly 2 value(s) - 0 value(s) were provided."),
        ("abc", "The parameter requires exactly 2 value(s) - 3 value(s) were provided."),
        ({"a": 1}, "The parameter requires exactly 2 value(s) - 1 value(s) were provided."),
        (
            5,
            "The ValidateCount attribute cannot be applied to a non-array parameter. Either remove the attribute from "
            "the parameter or make the parameter an array parameter.",
        ),
    ],
)
def test_count(value: object, message: str) -> None:
    assert failure("count", value, min=2, max=2) == message


@pytest.mark.parametrize(("value", "fine"), [([], False), (["a"], True), (["a"] * 3, True), (["a"] * 4, False)])
def test_count_between(value: list[str], fine: bool) -> None:
    text = (
        f"The parameter requires at least 1 value(s) and no more than 3 value(s) - {len(value)} value(s) were provided."
    )
    error = check("count", value, min="1", max="3")
    assert (error is None) is fine
    assert error is None or error.message == text


def test_count_of_a_wrapped_value() -> None:
    assert "non-array parameter" in failure("count", "abc", "psobject", min=1, max=9)


def test_bounds_that_make_no_sense() -> None:
    assert broken("count", min=3, max=2).error_id == "ValidateRangeMaxLengthSmallerThanMinLength"
    assert broken("length", min=3, max=2).error_id == "ValidateLengthMaxLengthSmallerThanMinLength"
    assert broken("length", min=0, max=0).message.endswith("(Parameter 'maxLength')\nActual value was 0.\"")
    assert check("length", "a", min=1, max=1) is None
    assert check("count", [], min=0, max=1) is None
    assert broken("count", min=-1, max=2).message == (
        'The following exception occurred while constructing the attribute "ValidateCount": "Cannot process argument '
        'because the value of argument "minLength" is out of range. Change argument "minLength" to a value that is '
        "within range. (Parameter 'minLength')\nActual value was -1.\""
    )


@pytest.mark.parametrize(
    ("kind", "value", "error_id"),
    [
        ("notNull", None, "ArgumentIsNull"),
        ("notNull", ["a", None], "ArgumentIsNull"),
        ("notNull", "", None),
        ("notNull", [], None),
        ("notNullOrEmpty", None, "ArgumentIsNull"),
        ("notNullOrEmpty", "", "ArgumentIsEmpty"),
        ("notNullOrEmpty", " ", None),
        ("notNullOrEmpty", [], "ArgumentIsEmpty"),
        ("notNullOrEmpty", {}, "ArgumentIsEmpty"),
        ("notNullOrEmpty", ["a", ""], "ArgumentCollectionContainsEmpty"),
        ("notNullOrEmpty", ["a", None], "ArgumentIsNull"),
        ("notNullOrEmpty", 0, None),
        ("notNullOrEmpty", PSCustomObject(), None),
        ("notNullOrWhiteSpace", None, "ArgumentIsNull"),
        ("notNullOrWhiteSpace", "", "ArgumentIsEmptyOrWhiteSpace"),
        ("notNullOrWhiteSpace", "\x01", None),
        ("notNullOrWhiteSpace", " a", None),
        ("notNullOrWhiteSpace", ["a", ""], "ArgumentCollectionContainsEmptyOrWhiteSpace"),
        ("notNullOrWhiteSpace", " \u2003", "ArgumentIsEmptyOrWhiteSpace"),
        # Characters are no texts, queues no collections, and structs are never null.
        *((kind, Char(" "), None) for kind in ("notNullOrEmpty", "notNullOrWhiteSpace")),
        *((kind, [Char(" ")], None) for kind in ("notNullOrEmpty", "notNullOrWhiteSpace")),
        *((kind, NetList("System.Int32[]", [None]), None) for kind in ("notNull", "notNullOrEmpty")),
        *((kind, NetList("System.Nullable[System.Int32][]", [None]), "ArgumentIsNull") for kind in ("notNull",)),
        *((kind, NetList(QUEUE, [None, ""]), None) for kind in ("notNull", "notNullOrEmpty", "notNullOrWhiteSpace")),
        *((kind, NetList(QUEUE, []), None) for kind in ("notNull", "notNullOrEmpty", "notNullOrWhiteSpace")),
        *((kind, NetList(ARRAY_LIST, [None]), "ArgumentIsNull") for kind in ("notNull", "notNullOrEmpty")),
        ("notNullOrWhiteSpace", "\u200b", None),
        ("notNullOrWhiteSpace", ["a", " "], "ArgumentCollectionContainsEmptyOrWhiteSpace"),
    ],
)
def test_nulls(kind: str, value: object, error_id: str | None) -> None:
    error = check(kind, value)
    assert (error.error_id if error else None) == error_id


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("notNull", [None]),
        ("notNullOrEmpty", ""),
        ("notNullOrEmpty", []),
        ("notNullOrWhiteSpace", " "),
        ("notNullOrWhiteSpace", [" "]),
    ],
)
def test_wrapped_values_are_not_looked_into(kind: str, value: object) -> None:
    assert check(kind, value) is not None
    assert check(kind, value, "psobject") is None
    if isinstance(value, list) and kind != "notNull" and value:
        assert check(kind, value, "psobject[]") is None


@pytest.mark.parametrize(
    ("name", "fine"),
    [
        *((name, True) for name in ("x", "+x", "script:x", "Global:x", ":x", "variable:env:x", "script:local:x")),
        *((name, False) for name in ("env:x", "", "+", "script:env:x")),
    ],
)
def test_variable_names(name: str, fine: bool) -> None:
    assert (check("variableName", name, "string") is None) is fine


def test_variable_name_message() -> None:
    assert (
        failure("variableName", "env:x") == "Cannot validate argument 'env:x' because it is not a valid variable name."
    )


@pytest.mark.parametrize(
    ("type_name", "value", "flags", "error"),
    [
        ("object", None, "", "NullNotAllowed"),
        ("object", None, "n", None),
        ("object", "", "", None),
        ("object", [], "", None),
        ("Nullable[bool]", None, "", None),
        ("string", "", "", "EmptyStringNotAllowed"),
        ("string", "", "n", "EmptyStringNotAllowed"),
        ("string", " ", "", None),
        ("string[]", [], "", "EmptyArrayNotAllowed"),
        ("string[]", ["a", ""], "", "EmptyStringNotAllowed"),
        ("string[]", ["a", ""], "s", None),
        ("object[]", [""], "", None),
        ("object[]", [None], "", "NullNotAllowed"),
        ("int[]", NetList("System.Int32[]", [0]), "", None),
        (ARRAY_LIST, NetList(ARRAY_LIST), "", "EmptyCollectionNotAllowed"),
        (ARRAY_LIST, NetList(ARRAY_LIST), "c", None),
        ("hashtable", {}, "", None),
    ],
)
def test_mandatory_values(type_name: str, value: object, flags: str, error: str | None) -> None:
    found = check_mandatory_value(value, resolve(type_name), "n" in flags, "s" in flags, "c" in flags)
    assert found == (error and f"ParameterArgumentValidationError{error}")


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(0, 9), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=2), inner, max_size=2)),
    max_leaves=4,
)
ATTRIBUTES = st.sampled_from(
    [
        ("set", {"values": ["a", "1"], "errorMessage": "{0}{1}"}),
        ("length", {"min": 1, "max": 3}),
        ("count", {"min": 1, "max": 2}),
        ("pattern", {"value": "^a", "options": "Multiline"}),
        ("range", {"min": "1", "max": "2.5"}),
        ("range", {"min": "'a'", "max": "'f'"}),
        ("rangeKind", {"value": "Pos"}),
        ("notNull", {}),
        ("notNullOrEmpty", {}),
        ("notNullOrWhiteSpace", {}),
        ("variableName", {}),
    ]
)


@given(VALUES, ATTRIBUTES)
def test_any_value_is_accepted_or_refused(value: object, attribute: tuple[str, dict[str, Any]]) -> None:
    check(attribute[0], value, **attribute[1])
