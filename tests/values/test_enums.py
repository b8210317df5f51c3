"""Enumerations (values.md §B.5 Enum, §E.6)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.containers import EnumValue
from pscompat.dotnet.numbers import Int64
from pscompat.errors import ConversionError

from .conversions import bind, numeral, refusal, to

DAYS = "Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday"


@pytest.mark.parametrize(
    ("type_name", "value", "name"),
    [
        ("System.DayOfWeek", "monday", "Monday"),
        ("System.DayOfWeek", "Mon", "Monday"),
        ("System.DayOfWeek", 1, "Monday"),
        ("System.DayOfWeek", " +1 ", "Monday"),
        ("System.DayOfWeek", "Monday,Tuesday", "Wednesday"),
        ("System.DayOfWeek", ["Monday", "Tuesday"], "Wednesday"),
        ("System.DayOfWeek", [1, "Tuesday"], "Wednesday"),
        ("System.DayOfWeek", Int64(4294967297), "Monday"),
        ("System.DayOfWeek", {}, "Sunday"),
        ("System.IO.FileAttributes", "ReadOnly,Hidden", "ReadOnly, Hidden"),
        ("System.IO.FileAttributes", "d", "Directory"),
        ("System.IO.FileAttributes", 3, "ReadOnly, Hidden"),
        ("Access", 3, "ReadWrite"),
        ("Access", "Read,Run", "Read, Run"),
        ("Fruit", "b", "Banana"),
        ("ConsoleColor", numeral("0x1"), "DarkBlue"),
    ],
)
def test_value(type_name: str, value: object, name: str) -> None:
    assert bind(type_name, value) == name


def test_several_names_begin_so() -> None:
    assert refusal("System.DayOfWeek", "T") == (
        'Cannot convert value "T" to type "System.DayOfWeek". Error: "The identifier name T cannot be processed '
        "because it is either too similar or identical to the following enumerator names: Tuesday, Thursday. "
        'Use a more specific identifier name."'
    )


def test_no_name_begins_so() -> None:
    assert refusal("System.DayOfWeek", "Foo") == (
        'Cannot convert value "Foo" to type "System.DayOfWeek". Error: "Unable to match the identifier name Foo to a '
        "valid enumerator name. Specify one of the following enumerator names and try again:\n"
        f'{DAYS.replace(",", ", ")}"'
    )


@pytest.mark.parametrize(("value", "shown"), [(9, 'value "9"'), ("99", 'value "99"'), (None, "null")])
def test_undefined(value: object, shown: str) -> None:
    assert refusal("System.DayOfWeek", value) == (
        f'Cannot convert {shown} to type "System.DayOfWeek" due to enumeration values that are not valid. Specify one '
        f'of the following enumeration values and try again. The possible enumeration values are "{DAYS}".'
    )


def test_too_large() -> None:
    assert refusal("Fruit", "99999999999").endswith('Value was either too large or too small for an Int32."')


def test_arrays_of_integers_stand_for_arrays_of_enumerations() -> None:
    from pscompat.dotnet.containers import NetList

    numbers = NetList("System.Int32[]", [7])
    assert bind("System.DayOfWeek[]", numbers) is numbers


@given(st.integers(0, 15))
def test_flags_read_back_from_their_names(number: int) -> None:
    try:
        value = to("Access", number)
    except ConversionError:
        return
    assert isinstance(value, EnumValue)
    assert to("Access", value.name) == value
