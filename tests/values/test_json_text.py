"""JSON between processes, ConvertTo-Json's text, and reading it back."""

from __future__ import annotations

import contextlib
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.clock import Clock
from pscompat.dotnet.containers import PRESENT, EnumValue, NetDict, PSCustomObject, SecureString
from pscompat.dotnet.json.convertfrom import JsonReader
from pscompat.dotnet.json.convertto import JsonWriter
from pscompat.dotnet.json.lenient import JsonError
from pscompat.dotnet.json.text import json_document, to_json
from pscompat.dotnet.numbers import BigInteger, Int64, Numeral
from pscompat.dotnet.times import DateTime, DateTimeOffset, TimeSpan
from pscompat.errors import CommandError

MOMENT = DateTime(638_396_641_231_200_000, "Local", 60)
VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text(), inner, max_size=4).map(PSCustomObject)
    ),
    max_leaves=12,
)


def read(text: str, **options: Any) -> Any:
    return JsonReader(clock=Clock(None, 60), **options).read(text)


@given(VALUES)
def test_lines_and_documents_say_the_same_and_lose_nothing(value: Any) -> None:
    line = to_json(value)
    assert "\n" not in line
    assert json.loads(line) == value
    assert json.loads(json_document(value)) == value


@given(VALUES)
def test_the_writer_gives_valid_json(value: Any) -> None:
    for escape in ("Default", "EscapeNonAscii", "EscapeHtml"):
        assert json.loads(JsonWriter(depth=100, escape=escape).write(value)) == value
        assert json.loads(JsonWriter(depth=100, compress=True, escape=escape).write(value)) == value


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (Int64(2**62), str(2**62)),
        (BigInteger(10**30), str(10**30)),
        (Decimal("1.50"), "1.50"),
        (10.0, "10.0"),
        (float("nan"), '"NaN"'),
        (MOMENT, '"2024-01-01T00:02:03.12+01:00"'),
        (DateTime(MOMENT.ticks - 1_200_000, "Utc"), '"2024-01-01T00:02:03Z"'),
        (DateTimeOffset(0, -60), '"0001-01-01T00:00:00-01:00"'),
        (TimeSpan(15_000_000), '"00:00:01.5000000"'),
        (EnumValue("System.DayOfWeek", 1, "Monday"), '"Monday"'),
        (PRESENT, "true"),
        (Numeral(16, "0x10"), "16"),
        (SecureString("secret"), '"System.Security.SecureString"'),
        ({5: 1}, '{"5":1}'),
        ("é\u2028\n", '"é\u2028\\n"'),
    ],
)
def test_lines_of_values_that_json_has_no_form_for(value: Any, line: str) -> None:
    assert to_json(value) == line
    assert to_json([value]) == f"[{line}]"


def test_deep_values_end_somewhere() -> None:
    deep: list[Any] = []
    for _ in range(5000):
        deep = [deep]
    assert to_json(deep).startswith("[[[")


@pytest.mark.parametrize(
    ("value", "options", "text"),
    [
        ({}, {}, "{}"),
        ([], {}, "[]"),
        (PSCustomObject({"a": []}), {}, '{\n  "a": []\n}'),
        ([1, [2]], {}, "[\n  1,\n  [\n    2\n  ]\n]"),
        (1e20, {}, "1E+20"),
        (3.0, {}, "3.0"),
        (Decimal("2"), {}, "2.0"),
        ("a'\"<&\x7fé\u2028\x01", {}, '"a\'\\"<&\x7fé\\u2028\\u0001"'),
        ("é😀", {"escape": "EscapeNonAscii"}, '"\\u00e9\\ud83d\\ude00"'),
        ("<a b='c'>", {"escape": "EscapeHtml"}, '"\\u003ca b=\\u0027c\\u0027\\u003e"'),
        (EnumValue("System.DayOfWeek", 1, "Monday"), {}, "1"),
        (EnumValue("System.DayOfWeek", 1, "Monday"), {"enums_as_strings": True}, '"Monday"'),
        (PRESENT, {"compress": True}, '{"IsPresent":true}'),
        (MOMENT, {}, '"2024-01-01T00:02:03.12+01:00"'),
    ],
)
def test_converttojson_text(value: Any, options: dict[str, Any], text: str) -> None:
    assert JsonWriter(**options).write(value) == text


def test_depth_cuts_off_once_with_a_warning() -> None:
    warnings: list[str] = []
    deep = PSCustomObject({"a": PSCustomObject({"b": PSCustomObject({"c": 1}), "d": [1, 2]})})
    text = JsonWriter(depth=1, compress=True, on_truncated=warnings.append).write(deep)
    assert text == '{"a":{"b":"@{c=1}","d":"1 2"}}'
    assert warnings == ["Resulting JSON is truncated as serialization has exceeded the set depth of 1."]


def test_keys_must_be_texts() -> None:
    with pytest.raises(CommandError, match=r"The type 'System\.Collections\.Hashtable' is not supported") as caught:
        JsonWriter().write({5: 1})
    assert caught.value.error_id == "NonStringKeyInDictionary"


@given(VALUES.filter(lambda value: not isinstance(value, str)))
def test_what_was_written_reads_back(value: Any) -> None:
    try:
        assert read(to_json(value), date_kind="String") == value
    except CommandError as error:
        assert error.error_id in ("EmptyKeyInJsonString", "KeysWithDifferentCasingInJsonString")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", Int64(5)),
        ("-0", Int64(0)),
        (str(2**64), BigInteger(2**64)),
        ("1.0", 1.0),
        ("1e3", 1000.0),
        ("", None),
        ("{a:'x', /* note */ b: 0x1F, // more\n}", PSCustomObject({"a": "x", "b": Int64(31)})),
        ("[1,]", [Int64(1)]),
        ("[,1]", [None, Int64(1)]),
        ("017", Int64(15)),
        ("-017", Int64(-17)),
        ("0xFFFFFFFFFFFFFFFF", Int64(-1)),
        ("[1,,2]", [Int64(1), None, Int64(2)]),
        ('{"a":,}', PSCustomObject({"a": None})),
        ('"\\ud83d!"', "\ufffd!"),
        ("undefined", None),
        ('"\\ud83d\\ude00\\/"', "😀/"),
        ('{"a":1,"b":2,"a":3}', PSCustomObject({"a": Int64(3), "b": Int64(2)})),
    ],
)
def test_reading(text: str, value: Any) -> None:
    found = read(text)
    assert found == value
    assert type(found) is type(value)


def test_a_name_that_is_given_again_stands_where_it_stands_last() -> None:
    assert list(read('{"a":1,"b":2,"a":3}').items()) == [("b", 2), ("a", 3)]
    assert list(read("{a:1,b:2,a:3}", as_hashtable=True)) == ["b", "a"]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2023-12-31T23:02:03.12Z", "Default", DateTime(638_396_605_231_200_000, "Utc")),
        ("2023-12-31T23:02:03.12", "Default", DateTime(638_396_605_231_200_000)),
        ("2023-12-31T23:02:03.12+00:00", "Default", DateTime(638_396_641_231_200_000, "Local", 60)),
        ("2023-12-31T23:02:03.12Z", "Local", DateTime(638_396_641_231_200_000, "Local", 60)),
        ("2024-01-01T00:02:03.12+01:00", "Utc", DateTime(638_396_605_231_200_000, "Utc")),
        ("2024-01-01T00:02:03.12+02", "Offset", DateTimeOffset(638_396_641_231_200_000, 120)),
        ("/Date(1704063723120)/", "Default", DateTime(638_396_605_231_200_000, "Utc")),
    ],
)
def test_dates(text: str, kind: str, value: Any) -> None:
    found = read(f'["{text}"]', date_kind=kind)[0]
    assert type(found) is type(value)
    assert found.round_trip() == value.round_trip()


@pytest.mark.parametrize(
    "text",
    ["2024-01-03", "2024-13-03T00:00:00Z", "2024-01-03T25:00:00", "2024-01-03T00:00:00.", "2024-01-03T00:00:00 x"],
)
def test_texts_that_only_look_like_dates(text: str) -> None:
    assert read(json.dumps(text)) == text
    assert read('"2024-01-03T00:00:00Z"', date_kind="String") == "2024-01-03T00:00:00Z"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("abc", "Unexpected character encountered while parsing value: a. Path '', line 0, position 0."),
        ('{"a": x}', "Unexpected character encountered while parsing value: x. Path 'a', line 1, position 6."),
        (
            '{"a":1}{',
            "Additional text encountered after finished reading JSON content: {. Path '', line 1, position 7.",
        ),
        ("{", "Unexpected end when reading JSON. Path '', line 1, position 1."),
        ('{"a":1', "Unexpected end when deserializing object. Path 'a', line 1, position 6."),
        ('{"a":[1', "Unexpected end when reading token. Path 'a'."),
        ("[1, {", "Unexpected end when reading token. Path '[1]'."),
        (
            '{"a"',
            "Invalid character after parsing property name. Expected ':' but got: \0. Path '', line 1, position 4.",
        ),
        ("{a-b:1}", "Invalid JavaScript property identifier character: -. Path '', line 1, position 2."),
        ("[1}", "JsonToken EndObject is not valid for closing JsonType Array. Path '', line 1, position 3."),
        ('{"a b":[x', "Unexpected character encountered while parsing value: x. Path '['a b']', line 1, position 8."),
        ('["😀", x', "Unexpected character encountered while parsing value: x. Path '[0]', line 1, position 7."),
        ("[12g]", "Unexpected character encountered while parsing number: g. Path '', line 1, position 3."),
        ("[nope]", "Unexpected character encountered while parsing value: n. Path '', line 1, position 1."),
        ("[/x]", "Error parsing comment. Expected: *, got x. Path '', line 1, position 2."),
        ("[00.5]", "Input string '00.5' is not a valid number. Path '', line 1, position 5."),
        ('"abc', "Unterminated string. Expected delimiter: \". Path '', line 1, position 4."),
        ("[1 2]", "After parsing a value an unexpected character was encountered: 2. Path '[0]', line 1, position 3."),
        ("nul", "Unexpected end when reading JSON. Path '', line 1, position 3."),
        ("nulx", "Error parsing null value. Path '', line 1, position 3."),
        ("[1.2.3]", "Input string '1.2.3' is not a valid number. Path '', line 1, position 6."),
        (
            "[" * 1025,
            "The reader's MaxDepth of 1024 has been exceeded. Path '" + "[0]" * 1024 + "', line 1, position 1025.",
        ),
    ],
)
def test_what_is_no_json(text: str, message: str) -> None:
    with pytest.raises(JsonError) as caught:
        read(text)
    assert caught.value.message == message


def test_names_that_objects_cannot_have() -> None:
    for text, error_id in (
        ('{"":1}', "EmptyKeyInJsonString"),
        ('{"a":1,"A":2}', "KeysWithDifferentCasingInJsonString"),
    ):
        with pytest.raises(CommandError) as caught:
            read(text)
        assert caught.value.error_id == error_id
    found = read('{"a":1,"A":2,"":3}', as_hashtable=True)
    assert isinstance(found, NetDict)
    assert list(found) == ["a", "A", ""]


def test_depth_can_be_limited() -> None:
    assert read("[[1]]", depth=2) == [[1]]
    with pytest.raises(JsonError, match="MaxDepth of 1 "):
        read("[[1]]", depth=1)
    deep = read("[" * 1000 + "]" * 1000)
    assert isinstance(deep, list)


@given(st.text('{}[]:,"\\ 0a1.-/*\n', max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(JsonError, CommandError):
        read(text)
