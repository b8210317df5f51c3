"""Records from another process: JSON Lines, arrays, JSON over several lines, plain lines, and everything broken."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.dotnet.containers import PSCustomObject
from pscompat.dotnet.json.text import json_document, to_json
from pscompat.dotnet.numbers import BigInteger, Int64
from pscompat.engine import json_pieces, records
from pscompat.engine.records import read_lines, read_records


class Stream:
    """Bytes that arrive in the given pieces."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces = iter(pieces)
        self.waits = 0

    def read(self) -> bytes:
        return next(self.pieces, b"")

    def wait(self) -> None:
        self.waits += 1

    def lines(self) -> Iterator[bytes | None]:
        return read_lines(self.read, self.wait)


def read(*pieces: bytes) -> tuple[list[Any], list[tuple[int, str]]]:
    """Records and errors."""
    errors: list[tuple[int, str]] = []
    lines = Stream([piece for piece in pieces if piece]).lines()
    found = list(read_records(lines, lambda record: record, lambda number, reason: errors.append((number, reason))))
    return found, errors


def places(*pieces: bytes) -> tuple[list[Any], list[int]]:
    found, errors = read(*pieces)
    return found, [number for number, _ in errors]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (b"\n \n", []),
        (b'{"a":1}\n{"a":2}', [{"a": 1}, {"a": 2}]),
        (b'\xef\xbb\xbf{"a":1}\r\n\r\n{"a":2}\r\n', [{"a": 1}, {"a": 2}]),
        (b"[1,2]\n3\n[4]\n", [1, 2, 3, [4]]),
        (b"1\ntrue\nnull\n\"x\"\n1.5\n", [1, True, None, "x", 1.5]),
        (b"[\n 1,\n {\"a\":\n 2}\n]\n", [1, {"a": 2}]),
        (b"[\n]\n", []),
        (b'{"a":1\n}\n{"b":[1,\n2]}\n3\n', [{"a": 1}, {"b": [1, 2]}, 3]),
        (b'[\n{"a":1}\n]', [{"a": 1}]),
        (b'{"a": [\n{"b": "]}"}\n]}', [{"a": [{"b": "]}"}]}]),
        (b'{"a":1}{"b":2}\n', [{"a": 1}, {"b": 2}]),
        (b"thread_1\n\nthread_2 \n", ["thread_1", "", "thread_2 "]),
        (b"abc\n{\"a\":1}\n", ["abc", '{"a":1}']),
        (b"123abc\n1", ["123abc", "1"]),
        (b"a\x00b\xff", ["a\x00b\ufffd"]),
        (b'"\xff"', ["\ufffd"]),
    ],
)  # fmt: skip
def test_records(data: bytes, expected: list[Any]) -> None:
    assert read(data) == (expected, [])
    assert read(*(bytes([byte]) for byte in data)) == (expected, [])


@pytest.mark.parametrize(
    ("data", "expected", "numbers"),
    [
        (b'{"a":1}\nnope\n{"a":2}\n', [{"a": 1}, {"a": 2}], [2]),
        (b'{"a"\n{"a":2}\n{"a":3}\n', [{"a": 2}, {"a": 3}], [1]),
        (b'{"a":1}\n{"a":"\x01"}\n[2]\n', [{"a": 1}, [2]], [2]),
        (b'{"a":1}\n\n' + b"[" * 100_000 + b"\n2\n", [{"a": 1}, 2], [3]),
        (b"[" * 100_000 + b"\n2\n", [2], [1]),
        (b"[\n1,\nnope,\n3\n]\n", [1, 3], [3]),
        (b"[\n1,\n2\n", [1], [3]),
        (b'{"a":1}\n{"a":2} x\n', [{"a": 1}], [2]),
        (b'{"a":nope}\nfoo\n{"a":1}\n', [{"a": 1}], [1, 2]),
        (b"1\n" + b"9" * 10_000 + b"\n2\n", [1, 2], [2]),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line_and_the_rest_goes_on(
    data: bytes, expected: list[Any], numbers: list[int]
) -> None:
    assert places(data) == (expected, numbers)


@pytest.mark.parametrize(
    "first", [b'{"a":1,', b'{"a":[', b'{"a":', b'{"a":[1,', b"[", b'{"a":"x,', b'{"a":"\\', b"{", b'[{"a":1']
)
def test_a_first_line_that_was_cut_off_keeps_no_others(first: bytes) -> None:
    assert places(first + b'\n{"b":1}\n\n{"b":2}\n{"b"\n[3]\n') == ([{"b": 1}, {"b": 2}, [3]], [1, 5])
    assert places(first + b'\n{"b":1}') == ([{"b": 1}], [1])


@pytest.mark.parametrize("first", [b'{"a":1', b'{"a":1,', b"{", b'{"a":"x'])
def test_a_second_line_may_be_cut_off_too(first: bytes) -> None:
    assert places(first + b'\n{"b":[\n{"b":2}\n') == ([{"b": 2}], [1, 2])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"a":\n{"b":1}\n}', [{"a": {"b": 1}}]),
        (b'{"a":[\n\n{"b":1}\n, {"b":2}]}\n{"c":3}', [{"a": [{"b": 1}, {"b": 2}]}, {"c": 3}]),
        (b'{"a":[1,\n[2]\n]}', [{"a": [1, [2]]}]),
        (b'[\n{"b":1}\n]', [{"b": 1}]),
        (b'[{"a":1},\n{"b":1}\n]', [{"a": 1}, {"b": 1}]),
        (b'[{"a": "{"},\n{\n"b":1}\n]', [{"a": "{"}, {"b": 1}]),
    ],
)
def test_items_on_lines_of_their_own(data: bytes, expected: list[Any]) -> None:
    assert read(data) == (expected, [])


def test_depth() -> None:
    for depth, expected in ((200, []), (201, [1]), (900, [1]), (3000, [1])):
        assert places(b'{"a":' * depth + b"1" + b"}" * depth + b"\n")[1] == expected
    wide = b"[" + b",".join([b"[[]]"] * 500) + b"]"
    assert places(b"0\n" + wide)[1] == []


def test_numbers_stay_what_they_are() -> None:
    (found, _) = read(f"[{2**53 + 1}, {2**63 - 1}, {-(2**63)}, {2**63}, {2**70}, 0.1, -0.0, 1e300]".encode())
    assert [type(number) for number in found] == [Int64, Int64, Int64, BigInteger, BigInteger, float, float, float]
    assert "\n".join(to_json(number) for number in found) == "\n".join(
        [*map(str, (2**53 + 1, 2**63 - 1, -(2**63), 2**63, 2**70)), "0.1", "-0.0", "1e+300"]
    )


def test_a_record_is_out_before_the_next_is_read() -> None:
    stream = Stream([b'{"a":1}\n', b'{"a":2}\n'])
    found = read_records(stream.lines(), lambda record: record, lambda number, reason: None)
    assert next(found) == {"a": 1}
    assert stream.waits == 1
    stream = Stream([b'[\n{"a":1},\n', b'{"a":2}\n]'])
    found = read_records(stream.lines(), lambda record: record, lambda number, reason: None)
    assert next(found) == {"a": 1}
    assert stream.waits <= 2


@pytest.mark.parametrize("start", [b"", b"abc\n", b"{}\n", b"[\n1,\n"])
def test_what_is_too_long_is_not_kept(start: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_BYTES", 100_000)
    monkeypatch.setattr(json_pieces, "MAX_BYTES", 100_000)
    endless = [b'"' + b"x" * 10_000] * 1000
    tracemalloc.start()
    found, errors = read(start, *endless, b'"\n', b"12\n")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "longer than" in errors[0][1]
    assert peak < 3_000_000
    if not start.startswith(b"["):
        assert str(found[-1]) == "12"


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def _object(value: Any) -> Any:
    if isinstance(value, dict):
        return PSCustomObject((key, _object(item)) for key, item in value.items())
    return [_object(item) for item in value] if isinstance(value, list) else value


@given(st.lists(_VALUES.filter(lambda value: not isinstance(value, list)), max_size=6), st.data())
def test_round_trip_through_lines(values: list[Any], data: st.DataObject) -> None:
    text = "".join(to_json(_object(value)) + "\n" for value in values).encode("utf-8", "replace")
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    pieces = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    found, errors = read(*pieces)
    assert errors == []
    assert json.dumps(found) == json.dumps([json.loads(line) for line in text.split(b"\n") if line])


@given(st.lists(st.dictionaries(st.text(), _VALUES, max_size=4), min_size=1, max_size=4))
def test_round_trip_through_an_indented_array(values: list[Any]) -> None:
    text = json_document([_object(value) for value in values]).encode("utf-8", "replace")
    found, errors = read(text)
    assert errors == []
    assert json.dumps(found) == json.dumps(json.loads(text))


@given(st.lists(st.binary(max_size=40) | st.sampled_from([b"{", b'"', b"[1,", b"]", b"\n", b'{"a":1}\n']), max_size=12))
def test_any_bytes_are_read_or_refused(pieces: list[bytes]) -> None:
    _, errors = read(*pieces)
    assert all(number > 0 and reason for number, reason in errors)
