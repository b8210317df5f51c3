"""Streams of events by the WHATWG standard, whatever the pieces in which they arrive."""

from __future__ import annotations

import pytest

from pscompat.http.events import Event, EventTooLarge, read_events

SPELLINGS = {
    "LF": b'data: {"n": 1}\n\ndata: {"n": 2}\n\n',
    "CRLF": b'data: {"n": 1}\r\n\r\ndata: {"n": 2}\r\n\r\n',
    "CR": b'data: {"n": 1}\r\rdata: {"n": 2}\r\r',
    "mixed": b'data: {"n": 1}\r\n\ndata: {"n": 2}\r\n\r',
    "no blank after the colon": b'data:{"n": 1}\n\ndata:{"n": 2}\n\n',
    "comments, ids, retry times, unknown fields": (
        b': hello\nid: 7\nretry: 10\nfoo: bar\nfoo\ndata: {"n": 1}\n\n:\n\ndata: {"n": 2}\n\n'
    ),
    "a byte order mark": b'\xef\xbb\xbfdata: {"n": 1}\n\ndata: {"n": 2}\n\n',
    "no last blank line": b'data: {"n": 1}\n\ndata: {"n": 2}\n',
}


def read(body: bytes, size: int = 0) -> list[Event]:
    pieces = [body[at : at + size] for at in range(0, len(body), size)] if size else [body]
    return list(read_events(pieces))


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7])
@pytest.mark.parametrize("body", SPELLINGS.values(), ids=SPELLINGS)
def test_spellings_read_alike(body: bytes, size: int) -> None:
    assert [(each.name, each.data, each.whole) for each in read(body, size)] == [
        ("message", '{"n": 1}', True),
        ("message", '{"n": 2}', True),
    ]


@pytest.mark.parametrize(
    ("body", "events"),
    [
        (b"", []),
        (b"\n\n\n", []),
        (b"event: a\n\n", []),
        (b"event: a\nevent: b\ndata: x\n\ndata: y\n\n", [("b", "x"), ("message", "y")]),
        (b"data: a\ndata: b\n\n", [("message", "a\nb")]),
        (b"data: a\r\ndata: b\r\n\r\n", [("message", "a\nb")]),
        (b"data:  a\n\n", [("message", " a")]),
        (b"data\n\n", [("message", "")]),
        (b"data: \ndata:\n\n", [("message", "\n")]),
        (b" data: a\n\nDATA: b\n\n", []),
        (b"data: a: b\n\n", [("message", "a: b")]),
        ("data: a\u2028\u0085\x0b\x0c\u2029b\n\n".encode(), [("message", "a\u2028\u0085\x0b\x0c\u2029b")]),
        ("data: \ufeffa\n\n".encode(), [("message", "\ufeffa")]),
        (b"data: \xff\xe2\x82x\n\n", [("message", "\ufffd\ufffdx")]),
        (b"data: a\r\n\r\n\r\ndata: b\r\n\r\n", [("message", "a"), ("message", "b")]),
    ],
)
@pytest.mark.parametrize("size", [0, 1, 2])
def test_fields(body: bytes, events: list[tuple[str, str]], size: int) -> None:
    assert [(each.name, each.data) for each in read(body, size)] == events


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_characters_are_put_together(size: int) -> None:
    assert [each.data for each in read("data: aä€😀\n\n".encode(), size)] == ["aä€😀"]


@pytest.mark.parametrize(
    ("body", "whole"), [(b"data: a", False), (b"data: a\n", True), (b"data: a\r", True), (b"data: a\nfoo", False)]
)
def test_an_end_inside_a_line_is_told(body: bytes, whole: bool) -> None:
    (event,) = read(body, 3)
    assert (event.data, event.whole) == ("a", whole)


def test_an_event_is_out_before_what_follows_is_asked_for() -> None:
    asked = []

    def pieces() -> object:
        for piece in (b"data: a\r", b"\r", b"\ndata: b\n", b"\n"):
            asked.append(piece)
            yield piece

    events = read_events(pieces())  # type: ignore[arg-type]
    assert (next(events).data, len(asked)) == ("a", 2)
    assert (next(events).data, len(asked)) == ("b", 4)


@pytest.mark.parametrize("body", [b"data: " + b"x" * 20, b"data: xxxxxx\n" * 3])
def test_an_event_without_end_is_not_kept(body: bytes) -> None:
    with pytest.raises(EventTooLarge):
        list(read_events([body], largest=15))
