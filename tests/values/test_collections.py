"""Arrays, lists, dictionaries and objects made from them (values.md §B.5)."""

from __future__ import annotations

import pytest

from pscompat.dotnet.collection_encoding import encode_without_coercion
from pscompat.dotnet.containers import NetDict, NetList, PSCustomObject
from pscompat.dotnet.identifiers import Version
from pscompat.dotnet.kinds import NOT_FITTING, first_type_name, is_instance, type_name_of
from pscompat.dotnet.numbers import Int64
from pscompat.dotnet.texts import Char
from pscompat.dotnet.types import resolve

from .conversions import bind, numeral, refusal

ARRAY_LIST = "System.Collections.ArrayList"
LIST = "System.Collections.Generic.List"


@pytest.mark.parametrize(
    ("type_name", "value", "result_type", "items"),
    [
        ("object[]", 5, "System.Object[]", [5]),
        ("array", "x", "System.Object[]", ["x"]),
        ("string[]", numeral("1.0"), "System.String[]", ["1.0"]),
        ("string[]", [numeral("1.0").value, 7], "System.String[]", ["1", "7"]),
        ("int[]", NetList(ARRAY_LIST, [1, "2"]), "System.Int32[]", [1, 2]),
        ("int[][]", [[1, 2], 3], "System.Int32[][]", [[1, 2], [3]]),
        ("hashtable[]", {"a": 1}, "System.Collections.Hashtable[]", [{"a": 1}]),
        (f"{LIST}[int]", numeral("5"), f"{LIST}`1[System.Int32]", [5]),
        (f"{LIST}[string]", [1, "a"], f"{LIST}`1[System.String]", ["1", "a"]),
        (f"{LIST}[int]", Char("A"), f"{LIST}`1[System.Int32]", []),
        (ARRAY_LIST, [1, "a"], ARRAY_LIST, [1, "a"]),
        ("guid[]", Char("\x02"), "System.Guid[]", ["00000000-0000-0000-0000-000000000000"] * 2),
    ],
)
def test_collection(type_name: str, value: object, result_type: str, items: list[object]) -> None:
    result = bind(type_name, value)
    assert isinstance(result, list)
    assert type_name_of(result) == result_type
    assert [str(i) if type_name == "guid[]" else i for i in result] == items


def test_text_as_number_list() -> None:
    assert bind("System.Collections.IEnumerable", numeral("007")) == "007"


def test_list_of_failing_elements() -> None:
    assert refusal(f"{LIST}[int]", [1, "abc"]) == (
        'Cannot convert the "System.Object[]" value of type "System.Object[]" to type '
        '"System.Collections.Generic.List`1[System.Int32]".'
    )


def test_elements_of_lists_are_nested_once_more_in_errors() -> None:
    message = refusal("int[]", NetList(ARRAY_LIST, ["abc"]))
    assert message.startswith('Cannot convert value "System.Collections.ArrayList" to type "System.Int32[]". Error: "')


def test_booleans_have_no_way_into_arrays_of_others() -> None:
    assert refusal("guid[]", True) == (
        'Cannot convert value "True" to type "System.Guid[]". '
        "Error: \"Invalid cast from 'System.Boolean' to 'System.Guid[]'.\""
    )


def test_nullable_elements_cannot_be_copied() -> None:
    assert refusal("Nullable[int][]", NetList("System.Int32[]", [1])) == (
        "Source array type cannot be assigned to destination array type."
    )


def test_hashtable() -> None:
    ordered = NetDict("System.Collections.Specialized.OrderedDictionary", {"b": 1, "a": 2})
    assert bind("hashtable", ordered) == {"b": 1, "a": 2}
    assert type(bind("hashtable", ordered)) is dict
    assert bind("System.Collections.IDictionary", ordered) is ordered
    assert bind("hashtable", PSCustomObject()) == {}
    assert refusal("hashtable", "a=1") == (
        'Cannot convert the "a=1" value of type "System.String" to type "System.Collections.Hashtable".'
    )
    bag = PSCustomObject({"a": 1})
    inner = (
        'Cannot convert the "@{a=1}" value of type "System.Management.Automation.PSCustomObject" '
        'to type "System.Collections.Hashtable".'
    )
    assert refusal("hashtable", bag) == (
        f'Cannot convert value "@{{a=1}}" to type "System.Collections.Hashtable". Error: "{inner}"'
    )


def test_objects_from_dictionaries() -> None:
    assert bind("version", {}) == Version(0, 0)
    assert bind("decimal", PSCustomObject()) == 0
    assert refusal("version", {"a": 1}) == (
        "Cannot create object of type \"System.Version\". The property 'a' was not found for the 'System.Version' "
        "object. There is no settable property available."
    )
    assert "[Capacity <System.Int32>]" in refusal(f"{LIST}[int]", {"a": 1})
    assert bind(f"{LIST}[int]", {"Capacity": 5}) == []
    assert refusal("Nullable[int]", {"a": 1}).endswith('Change the value of argument "obj" to a non-null value."')


def test_objects_stay_as_they_are() -> None:
    number = numeral("007")
    assert bind("object", number) is number
    table = {"a": 1}
    assert bind("pscustomobject", table) is table


@pytest.mark.parametrize(
    ("type_name", "value", "fits"),
    [
        ("object", 5, True),
        ("int", 5, True),
        ("int", Int64(5), False),
        ("Nullable[int]", 5, True),
        ("string", "a", True),
        ("object[]", NetList("System.String[]", ["a"]), True),
        ("object[]", NetList("System.Int32[]", [1]), False),
        ("System.Collections.IList", [1], True),
        ("System.Collections.IList", NetList("System.Collections.Generic.HashSet`1[System.Int32]", [1]), False),
        ("System.Collections.Generic.IEnumerable[object]", NetList("System.String[]", ["a"]), True),
        ("System.Collections.IDictionary", {}, True),
        ("System.Collections.IDictionary", PSCustomObject(), False),
        ("psobject", PSCustomObject(), True),
        ("psobject", "a", False),
        ("psobject", numeral("1.0"), True),
        ("object", numeral("1.0"), True),
        ("double", numeral("1.0"), False),
        ("System.Array", [1], True),
    ],
)
def test_instances(type_name: str, value: object, fits: bool) -> None:
    assert is_instance(resolve(type_name), value) is fits


def test_wrapped_values_are_psobjects() -> None:
    assert is_instance(resolve("psobject"), "a", wrapped=True)


@pytest.mark.parametrize(
    ("type_name", "value", "result"),
    [
        ("int[]", [1, 2], [1, 2]),
        ("int[]", 5, [5]),
        ("int[]", [1, None], [1, 0]),
        ("int[]", numeral("5"), [5]),
        ("int[]", ["a"], NOT_FITTING),
        ("string[]", [1], NOT_FITTING),
        ("object[]", NetList(ARRAY_LIST, [1, "a"]), [1, "a"]),
        (ARRAY_LIST, "x", ["x"]),
        ("string", "x", NOT_FITTING),
        ("int[]", None, None),
    ],
)
def test_encoding_without_coercion(type_name: str, value: object, result: object) -> None:
    assert encode_without_coercion(value, resolve(type_name)) == result


def test_type_names() -> None:
    name = "System.Collections.Generic.List`1[System.Int32]"
    assert type_name_of(NetList(name)) == name
    assert first_type_name(NetList(name)) == (
        "System.Collections.Generic.List`1[[System.Int32, System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, "
        "PublicKeyToken=7cec85d7bea7798e]]"
    )
    assert first_type_name(PSCustomObject({}, ("My.Type",))) == "My.Type"
    assert type_name_of(None) == ""
