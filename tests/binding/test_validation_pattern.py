"""ValidatePattern (values.md §C.5, §E.7)."""

from __future__ import annotations

import pytest

from pscompat.binding.validation import validator
from pscompat.dotnet.types import resolve
from pscompat.errors import ValidationError
from pscompat.model import Validation

from .test_validation import broken


def pattern(value: object, text: str, **arguments: str) -> str:
    """The message with which the pattern refuses the value, empty when it accepts it."""
    run = validator(Validation(kind="pattern", arguments={"value": text, **arguments}), resolve("object"))
    try:
        run(value)
    except ValidationError as error:
        return error.message
    return ""


@pytest.mark.parametrize(
    ("value", "text", "options", "fine"),
    [
        ("ABC", "^ab", "IgnoreCase", True),
        ("ABC", "^ab", "None", False),
        ("x\nabc", "^abc$", "IgnoreCase, Multiline", True),
        ("abc", "a b c", "IgnorePatternWhitespace", True),
        ("١", "^\\d$", "ECMAScript", False),
        ("١", "^\\d$", "IgnoreCase", True),
        ("a\nb", "a.b", "Singleline", True),
        ("a\nb", "a.b", "Multiline", False),
        (123, "^\\d{3}$", "None", True),
        (["12", "x"], "^\\d+$", "None", False),
    ],
)
def test_options(value: object, text: str, options: str, fine: bool) -> None:
    assert (pattern(value, text, options=options) == "") is fine


def test_case_is_ignored_by_default() -> None:
    assert pattern("ABC", "^ab") == ""


def test_refusal() -> None:
    assert pattern("abc", "^\\d{3}$") == (
        'The argument "abc" does not match the "^\\d{3}$" pattern. Supply an argument that matches "^\\d{3}$" and try '
        "the command again."
    )
    assert pattern("abc", "^\\d", errorMessage="'{0}' is no number ({1})") == "'abc' is no number (^\\d)"


def test_a_bad_pattern_fails_when_a_value_comes() -> None:
    assert pattern("a", "(") == "Invalid pattern '(' at offset 1. Not enough )'s."


def test_attributes_that_cannot_be_built() -> None:
    assert broken("pattern", value="").error_id == "ExceptionConstructingAttribute"
    assert broken("pattern", value="a", options="Foo").error_id == "PropertyAssignmentException"
