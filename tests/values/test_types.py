"""Type names (values.md §B.5 Type)."""

from __future__ import annotations

import pytest

from pscompat.dotnet.types import UnknownTypeError, array_of, enum_type, resolve


@pytest.mark.parametrize(
    ("name", "full_name", "display"),
    [
        ("int", "System.Int32", "int"),
        (" System.int32 ", "System.Int32", "int"),
        ("string[]", "System.String[]", "string[]"),
        ("Nullable[int]", "System.Nullable`1[System.Int32]", "int"),
        ("System.Nullable`1[System.Int32]", "System.Nullable`1[System.Int32]", "int"),
        (
            "System.Collections.Generic.Dictionary[string,object]",
            "System.Collections.Generic.Dictionary`2[System.String,System.Object]",
            "Dictionary[string,Object]",
        ),
        ("pscustomobject", "System.Management.Automation.PSObject", "psobject"),
        ("DayOfWeek", "System.DayOfWeek", "DayOfWeek"),
    ],
)
def test_resolve(name: str, full_name: str, display: str) -> None:
    net_type = resolve(name)
    assert (net_type.full_name, net_type.display) == (full_name, display)


def test_one_object_for_one_type() -> None:
    assert resolve("int") is resolve("System.Int32")


@pytest.mark.parametrize(
    "name", ["", "foo", "[int]", "List[foo]", "Nullable[int,int]", "foo[]", "int" + "[]" * 100_000]
)
def test_unknown(name: str) -> None:
    with pytest.raises(UnknownTypeError):
        resolve(name)


def test_types_of_a_module_stay_its_own() -> None:
    first = {"colour": enum_type("Colour", {"Red": 0})}
    second = {"colour": enum_type("Colour", {"Blue": 1, "Green": -1})}
    assert resolve("List[Colour]", first).element is first["colour"]
    assert resolve("List[Colour]", second).element is second["colour"]
    assert resolve("Colour[]", first).element is first["colour"]
    with pytest.raises(UnknownTypeError):
        resolve("Colour")
    info = second["colour"].enum
    assert info is not None
    assert list(info.members) == ["Blue", "Green"]


def test_array_of() -> None:
    assert array_of(resolve("string")).accelerator == "string[]"
