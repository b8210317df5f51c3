"""JSON answers as PowerShell's objects."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.containers import PSCustomObject
from pscompat.dotnet.json.depth import MAX_DEPTH
from pscompat.dotnet.numbers import BigInteger, Int64
from pscompat.http.body import json_bytes, parse_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=30,
)


@given(JSON)
def test_what_is_written_reads_back(value: object) -> None:
    try:
        text = json_bytes(value).decode()
    except UnicodeEncodeError:
        return
    assert json.loads(text) == json.loads(json.dumps(value).encode("utf-8", "replace")) or "\ufffd" in text
    assert json_bytes(parse_json(text)).decode() == text


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_json(text)
    except ValueError as error:
        assert str(error)


def test_types() -> None:
    value = parse_json('{"a": 1, "b": 12345678901234567890, "c": 1.5, "d": [true, null], "e": {"A": "x"}}')
    assert isinstance(value, PSCustomObject)
    assert [type(item) for item in value.values()] == [Int64, BigInteger, float, list, PSCustomObject]


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_depth_is_limited(opening: str) -> None:
    closing = "]" if opening == "[" else "}"
    assert parse_json(opening * (MAX_DEPTH - 1) + "[]" + closing * (MAX_DEPTH - 1)) is not None
    for depth in (MAX_DEPTH, 5_000, 200_000):
        with pytest.raises(ValueError, match="MaxDepth"):
            parse_json(opening * depth + "[]" + closing * depth)


def test_number_with_too_many_digits() -> None:
    with pytest.raises(ValueError, match="too large"):
        parse_json("1" * 100_000)
