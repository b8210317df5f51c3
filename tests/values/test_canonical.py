"""The canonical notation, and conversion as a whole: total over value and type."""

from __future__ import annotations

import json
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pscompat.dotnet.canonical import canonical
from pscompat.dotnet.containers import ABSENT, PRESENT, NetDict, NetList, PSCustomObject, ScriptBlock, SecureString
from pscompat.dotnet.conversion import argument_converter
from pscompat.dotnet.credentials import PSCredential
from pscompat.dotnet.identifiers import Version
from pscompat.dotnet.numbers import BigInteger, Byte, Int64, Numeral, Single, UInt64
from pscompat.dotnet.strings import net_text, to_string
from pscompat.dotnet.texts import Char, FileInfo, NetObject, Reference, TypeValue
from pscompat.dotnet.times import DateTime, TimeSpan
from pscompat.dotnet.types import resolve
from pscompat.errors import ConversionError

from .conversions import CLOCK, MODULE_TYPES, bind, numeral


@pytest.mark.parametrize(
    ("value", "data"),
    [
        (None, {"t": "null"}),
        ("a", {"t": "string", "v": "a"}),
        (numeral("007"), {"t": "Int32", "v": "7", "text": "007"}),
        (numeral("7"), {"t": "Int32", "v": "7"}),
        (Decimal("1.50"), {"t": "Decimal", "v": "1.50"}),
        (-0.0, {"t": "Double", "v": "-0"}),
        (PRESENT, {"t": "switch", "v": True}),
        (Char("A"), {"t": "char", "v": "A"}),
        (DateTime(0), {"t": "datetime", "v": "0001-01-01T00:00:00.0000000", "kind": "Unspecified"}),
        (TypeValue("System.Int32"), {"t": "type", "v": "System.Int32"}),
        (ScriptBlock(" 1 "), {"t": "System.Management.Automation.ScriptBlock", "v": " 1 "}),
        ([1], {"t": "list", "type": "System.Object[]", "v": [{"t": "Int32", "v": "1"}]}),
        (
            {"b": 1, "a": None},
            {
                "t": "dict",
                "type": "System.Collections.Hashtable",
                "v": [
                    [{"t": "string", "v": "a"}, {"t": "null"}],
                    [{"t": "string", "v": "b"}, {"t": "Int32", "v": "1"}],
                ],
            },
        ),
        (PSCustomObject({"b": 1}), {"t": "object", "v": [["b", {"t": "Int32", "v": "1"}]]}),
        ("\ud83d", {"t": "string", "v": "\ufffd"}),
        (NetObject("System.Xml.XmlDocument", "#document", "<a />"), {"t": "System.Xml.XmlDocument", "v": "<a />"}),
    ],
)
def test_notation(value: object, data: object) -> None:
    assert canonical(value) == data


def test_secrets_are_masked_unless_revealed() -> None:
    secret = PSCredential("me", SecureString("pw"))
    assert canonical(secret) == {"t": "pscredential", "v": ["me", "***"]}
    assert canonical([SecureString("pw")])["v"] == [{"t": "securestring", "v": "***"}]
    assert canonical(secret, reveal=True) == {"t": "pscredential", "v": ["me", "pw"]}
    assert "pw" not in repr(secret) + str(secret)


def test_qualified_names() -> None:
    value = bind("System.Collections.Generic.List[int]", [1])
    assert canonical(value)["type"] == "System.Collections.Generic.List`1[System.Int32]"
    assert canonical(value, qualified=True)["type"].startswith(
        "System.Collections.Generic.List`1[[System.Int32, System."
    )


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**31), 2**31 - 1),
    st.floats(),
    st.text(max_size=12),
    st.builds(Int64, st.integers(-(2**63), 2**63 - 1)),
    st.builds(UInt64, st.integers(0, 2**64 - 1)),
    st.builds(BigInteger, st.integers()),
    st.builds(Byte, st.integers(0, 255)),
    st.builds(Single, st.floats(width=32)),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20),
    st.builds(Char, st.characters(max_codepoint=0xFFFF)),
    st.builds(Numeral, st.integers(0, 100), st.sampled_from(["007", "1kb", "1.0"])),
    st.builds(TimeSpan, st.integers(-(2**63), 2**63 - 1)),
    st.builds(DateTime, st.integers(0, 3155378975999999999)),
    st.sampled_from([PRESENT, ABSENT, Version(1, 2), ScriptBlock("dir"), SecureString("pw"), FileInfo("/x")]),
    st.builds(Reference, st.integers(0, 5)),
    st.builds(TypeValue, st.sampled_from(["System.Int32", "Foo"])),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.builds(
            NetList, st.sampled_from(["System.Collections.ArrayList", "System.String[]"]), st.lists(inner, max_size=3)
        ),
        st.dictionaries(st.text(max_size=4), inner, max_size=3),
        st.builds(
            NetDict,
            st.just("System.Collections.Specialized.OrderedDictionary"),
            st.dictionaries(st.text(max_size=4), inner, max_size=2),
        ),
        st.builds(PSCustomObject, st.dictionaries(st.text(max_size=4), inner, max_size=3)),
    ),
    max_leaves=6,
)
TYPES = [
    "string",
    "int",
    "long",
    "byte",
    "uint",
    "ulong",
    "short",
    "sbyte",
    "double",
    "single",
    "decimal",
    "bigint",
    "bool",
    "switch",
    "char",
    "datetime",
    "datetimeoffset",
    "timespan",
    "guid",
    "version",
    "semver",
    "uri",
    "ipaddress",
    "regex",
    "type",
    "object",
    "psobject",
    "hashtable",
    "array",
    "scriptblock",
    "securestring",
    "pscredential",
    "ref",
    "string[]",
    "int[]",
    "bool[]",
    "char[]",
    "int[][]",
    "object[]",
    "System.DayOfWeek",
    "System.IO.FileAttributes",
    "Fruit",
    "Access[]",
    "Nullable[int]",
    "Nullable[datetime]",
    "Nullable[bool]",
    "System.IO.FileInfo",
    "System.Collections.ArrayList",
    "System.Collections.Generic.List[int]",
    "System.Collections.Generic.HashSet[string]",
    "System.Collections.IEnumerable",
    "System.Collections.Generic.Dictionary[string,object]",
    "System.Collections.IDictionary",
    "System.Text.Encoding",
]


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(VALUES, st.sampled_from(TYPES), st.booleans())
def test_conversion_is_total(value: object, type_name: str, simple: bool) -> None:
    try:
        result = argument_converter(resolve(type_name, MODULE_TYPES), simple)(value, CLOCK)
    except ConversionError as error:
        assert "pw" not in error.message or "pw" in repr(value)
        return
    json.dumps(canonical(result, qualified=True))


@given(VALUES)
def test_texts_and_notation_never_fail(value: object) -> None:
    assert isinstance(to_string(value), str)
    assert isinstance(net_text(value), str)
    json.dumps(canonical(value))


def test_cycles_and_depth_are_survived() -> None:
    cycle: list[object] = []
    cycle.append(cycle)
    deep: object = 1
    for _ in range(100_000):
        deep = [deep]
    bag = PSCustomObject()
    bag["self"] = bag
    for value in (cycle, deep, bag):
        canonical(value)
        to_string(value)
        for type_name in TYPES:
            with suppress(ConversionError):
                bind(type_name, value)
