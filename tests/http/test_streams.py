"""Bodies come out as they arrive, and streams of events end as they should or with one error."""

from __future__ import annotations

import queue
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pscompat.http.client import Client
from pscompat.http.request import Request
from pscompat.http.request_errors import RequestError

from .loopback import ENDPOINTS, KEY, Loopback, Notes, Received, client, respond

STREAM: Any = {"content_type": "text/event-stream"}

pytestmark = pytest.mark.usefixtures("streaming")


class LockStep:
    """A body whose next piece is sent when the reader says that it has the one before."""

    def __init__(self, head: str, *pieces: bytes, chunked: bool = False) -> None:
        self.head = head
        self.pieces = pieces
        self.chunked = chunked
        self.read: queue.Queue[None] = queue.Queue()
        self.closed: queue.Queue[None] = queue.Queue()

    def __call__(self, request: Received, connection: Any) -> bool:
        connection.sendall(f"HTTP/1.1 200 OK\r\n{self.head}\r\n\r\n".encode())
        for piece in self.pieces:
            connection.sendall(b"%x\r\n%b\r\n" % (len(piece), piece) if self.chunked else piece)
            self.read.get(timeout=20)
        if self.chunked:
            connection.sendall(b"0\r\n\r\n")
        elif "content-length" not in self.head:
            return False
        return True


def deflated(*pieces: bytes, form: int = 31) -> list[bytes]:
    """The pieces packed, each so that it can be unpacked by itself."""
    packer = zlib.compressobj(wbits=form)
    packed = [packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH) for piece in pieces]
    return [*packed[:-1], packed[-1] + packer.flush()]


BODY = [b"one", b"two, longer", b"three"]
LENGTH = f"content-length: {sum(map(len, BODY))}"


@pytest.mark.parametrize(
    "answer",
    [
        LockStep(LENGTH, *BODY),
        LockStep("transfer-encoding: chunked", *BODY, chunked=True),
        LockStep("x-end: close", *BODY),
        LockStep("transfer-encoding: chunked\r\ncontent-encoding: gzip", *deflated(*BODY), chunked=True),
        LockStep("x-end: close\r\ncontent-encoding: deflate", *deflated(*BODY, form=15)),
    ],
    ids=["length", "chunked", "until closed", "gzip", "deflate"],
)
def test_a_body_comes_out_piece_by_piece(answer: LockStep) -> None:
    with Loopback(answer) as server:
        found = []
        for piece in client(server).send(Request("GET", "/x")).pieces():
            if piece:
                found.append(piece)
                answer.read.put(None)
        assert found == BODY


@pytest.mark.parametrize(
    "head", [f"content-length: {len(b'{}')}", "transfer-encoding: chunked", "content-length: 2\r\nconnection: close"]
)
def test_a_connection_is_used_again_after_a_whole_body(head: str) -> None:
    body = b"2\r\n{}\r\n0\r\n\r\n" if "chunked" in head else b"{}"
    with Loopback(f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body) as server:
        shared = client(server)
        assert [shared.get("/x") for _ in range(3)] == [{}, {}, {}]
        assert server.opened == (3 if "close" in head else 1)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n[1,2]",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n[1,2]\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n[1,2]",
    ],
)
def test_a_body_that_is_cut_is_an_error(answer: bytes) -> None:
    with Loopback(cut(answer)) as server, pytest.raises(RequestError, match="ended prematurely"):
        client(server).get("/x")


def cut(answer: bytes) -> Callable[[Received, Any], bool]:
    """An answer after which the connection is closed."""

    def send(request: Received, connection: Any) -> bool:
        connection.sendall(answer)
        return False

    return send


def test_a_content_encoding_that_is_a_lie_is_an_error() -> None:
    with (
        Loopback(respond(b"{}" * 20, content_encoding="gzip")) as server,
        pytest.raises(RequestError, match="cannot be unpacked"),
    ):
        client(server).get("/x")


# Streams of events


@pytest.fixture
def streaming(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that says how its streams are asked for and end."""
    events = {"content_type": "application/json; charset=utf-8", "end": "[END]"}
    commands = {**ENDPOINTS["errors"]["commands"], "stream": "Invoke-ShopStream"}
    monkeypatch.setitem(ENDPOINTS, "events", events)
    monkeypatch.setitem(ENDPOINTS, "errors", {**ENDPOINTS["errors"], "commands": commands})


def last(value: Any) -> bool:
    return bool(isinstance(value, dict) and value.get("last"))


def follow(asking: Client, method: str = "POST", **more: Any) -> Iterator[Any]:
    """The values of a stream; data that is no JSON as its text."""
    for event in asking.stream(Request(method, "/carts/1", json={"a": 1}, stream=True, **more), last):
        yield event.value() if event.is_json else event.data


def outcome(body: bytes, **headers: Any) -> tuple[list[Any], str, str, str]:
    """What came of a stream: its values, and the id, message and hint of the error that ended it."""
    values: list[Any] = []
    with Loopback(cut(respond(body, **{**STREAM, **headers}))) as server:
        try:
            values.extend(follow(client(server)))
        except RequestError as error:
            record = error.record
            return values, record.fully_qualified_error_id, record.message, record.hint
    return values, "", "", ""


ONE = b'data: {"n":1}\n\n'
WRITTEN = "The service reported this in its stream; what came before it is written."
CUT = ("Shop.HttpRequestException,Invoke-ShopStream", "The response ended prematurely.")
NO_END = "The stream has no end; what came before is written."


@pytest.mark.parametrize(
    ("body", "values"),
    [
        (ONE + b'data: {"last":1}\n\n', [{"n": 1}, {"last": 1}]),
        (ONE + b"data: [END]\n\n", [{"n": 1}]),
        (ONE + b"data:  [END] \n\n: more\ndata: {}\n\n", [{"n": 1}]),
        (ONE + b"data: [END]", [{"n": 1}]),
        (b'data: {"last":1}\n\n' + ONE, [{"last": 1}, {"n": 1}]),
        (ONE + b'data: {"last":1}', [{"n": 1}, {"last": 1}]),
        (b"data: {oops\n\n" + ONE + b"data: [END]\n\n", ["{oops", {"n": 1}]),
        (b'data: {"a":\ndata: 1}\n\ndata: [END]\n\n', [{"a": 1}]),
        (
            b'data: {"error":null,"n":1}\n\ndata: {"error":{},"last":1}\n\n',
            [{"error": None, "n": 1}, {"error": {}, "last": 1}],
        ),
        (b"data: 1\n\ndata: [2]\n\ndata: null\n\ndata: [END]\n\n", [1, [2], None]),
    ],
)
def test_a_stream_that_ends(body: bytes, values: list[Any]) -> None:
    assert outcome(body) == (values, "", "", "")


@pytest.mark.parametrize(
    ("body", "error", "message", "hint"),
    [
        (ONE, *CUT, NO_END),
        (ONE + b'data: {"n":2,"te', *CUT, NO_END),
        (ONE + b"data: {oops}", *CUT, NO_END),
        (
            ONE + b'event: error\ndata: {"message":"no more paper"}\n\n',
            "Shop.ShopException,Invoke-ShopStream",
            "Shop said 200 (OK): no more paper",
            WRITTEN,
        ),
        (
            ONE + b'data: {"error":{"message":"no paper","code":"sold_out"}}\n\n',
            "Shop.ShopException,Invoke-ShopStream",
            "Shop said 200 (OK): no paper",
            WRITTEN,
        ),
        (
            ONE + b'data: {"type":"error","message":"late","code":null}\n\n' + ONE,
            "Shop.ShopException,Invoke-ShopStream",
            "Shop said 200 (OK): late",
            WRITTEN,
        ),
        (
            ONE + b'data: {"error":"just text"}\n\n',
            "Shop.ShopException,Invoke-ShopStream",
            "Shop said 200 (OK): just text",
            WRITTEN,
        ),
        (
            ONE + b'data: {"error":{"kind":7}}\n\n',
            "Shop.ShopException,Invoke-ShopStream",
            'Shop said 200 (OK): {"error":{"kind":7}}',
            WRITTEN,
        ),
        (
            ONE + b"event: error\ndata: broken\n\n",
            "Shop.ShopException,Invoke-ShopStream",
            "Shop said 200 (OK): broken",
            WRITTEN,
        ),
        (
            ONE + b'data: {"error":{"code":429,"message":"slowly"}}\n\n',
            "Shop.BusyException,Invoke-ShopStream",
            "Shop said 429 (Too Many Requests): slowly",
            WRITTEN,
        ),
        (
            ONE + b'data: {"error":{"code":404,"message":"gone"}}\n\n',
            "Shop.MissingException,Invoke-ShopStream",
            "Shop said 404 (Not Found): gone",
            "Carts are emptied at night.",
        ),
        (
            ONE + f'data: {{"error":{{"message":"your key {KEY}"}}}}\n\n'.encode(),
            "Shop.ShopException,Invoke-ShopStream",
            "Shop said 200 (OK): your key <API Key>",
            WRITTEN,
        ),
    ],
)
def test_a_stream_that_breaks_is_one_error(body: bytes, error: str, message: str, hint: str) -> None:
    assert outcome(body) == ([{"n": 1}], error, message, hint)


@pytest.mark.parametrize(
    ("body", "media", "error", "message"),
    [
        (b"", "text/event-stream", *CUT),
        (b": hello\n\n", "text/event-stream", *CUT),
        (
            b'{"id":"c1"}',
            "application/json",
            "System.InvalidOperationException,Get-Cart",
            "The service answered with application/json where a stream of events was asked for.",
        ),
        (
            b"<html></html>",
            "text/html; charset=utf-8",
            "System.InvalidOperationException,Get-Cart",
            "The service answered with text/html where a stream of events was asked for.",
        ),
        (
            b'{"error":{"message":"no streams"}}',
            "application/json",
            "Shop.ShopException,Invoke-ShopStream",
            "Shop said 200 (OK): no streams",
        ),
    ],
)
def test_an_answer_that_is_no_stream_is_one_error(body: bytes, media: str, error: str, message: str) -> None:
    assert outcome(body, content_type=media)[:3] == ([], error, message)


@pytest.mark.parametrize("media", ["text/plain", "application/octet-stream", "TEXT/Event-Stream;charset=UTF-8"])
def test_a_stream_may_bear_another_media_type(media: str) -> None:
    assert outcome(ONE + b"data: [END]\n\n", content_type=media)[0] == [{"n": 1}]


def test_an_error_status_is_the_streams_own_command() -> None:
    notes = Notes()
    busy = respond({"error": {"message": "busy"}}, 503, "Service Unavailable", retry_after_ms="1")
    with Loopback(busy, respond(ONE + b"data: [END]\n\n", **STREAM)) as server:
        assert list(follow(client(server, notes, retries=1))) == [{"n": 1}]
        assert notes.warnings[0] == "Shop said 503 (Service Unavailable): busy"
    with Loopback(busy) as server, pytest.raises(RequestError) as caught:
        list(follow(client(server)))
    assert caught.value.record.fully_qualified_error_id == "Shop.ShopException,Invoke-ShopStream"


def test_the_time_limit_holds_for_the_whole_stream() -> None:
    answer = LockStep("content-type: text/event-stream", ONE, ONE)
    with Loopback(answer) as server:
        values = []
        with pytest.raises(RequestError) as caught:
            for value in follow(client(server, timeout=2)):
                values.append(value)
        for _ in answer.pieces:
            answer.read.put(None)
    assert values == [{"n": 1}]
    record = caught.value.record
    assert (record.fully_qualified_error_id, record.category) == (
        "Shop.TimeoutException,Invoke-ShopStream",
        "OperationTimeout",
    )
    assert record.message == "The operation was canceled due to timeout."


def test_a_reader_that_goes_closes_the_connection() -> None:
    closed: queue.Queue[bytes] = queue.Queue()

    def endless(request: Received, connection: Any) -> bool:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n" + ONE)
        connection.settimeout(20)
        closed.put(connection.recv(1))
        return False

    with Loopback(endless) as server:
        values = follow(client(server))
        assert next(values) == {"n": 1}
        values.close()  # type: ignore[attr-defined]
        assert closed.get(timeout=20) == b""


def headers_of(method: str = "POST", **values: Any) -> dict[str, str]:
    with Loopback(respond(b"data: [END]\n\n", **STREAM)) as server:
        list(follow(client(server, **values), method))
        return server.received[0].headers


def test_headers_of_a_request_for_a_stream() -> None:
    assert headers_of()["content-type"] == "application/json; charset=utf-8"
    own = {"Authorization": "Bearer other", "x-organization": "mine", "X-More": "1"}
    sent = headers_of(headers=own, organization="theirs")
    assert (sent["authorization"], sent["x-organization"], sent["x-more"]) == (f"Bearer {KEY}", "mine, theirs", "1")
    assert "x-organization" not in headers_of()


def test_messages_about_a_stream_hide_the_key() -> None:
    notes = Notes()
    body = f'event: note\ndata: {{"text":"{KEY}"}}\n\ndata: [END]\n\n'.encode()
    with Loopback(respond(body, **STREAM)) as server:
        list(follow(client(server, notes, debugging=True)))
    assert any(text.endswith(", Streaming = True") for text in notes.messages)
    assert "event: note" in notes.messages
    assert any('data: {"text":"<API Key>"}' in text for text in notes.debugs)
    assert KEY not in "".join([*notes.messages, *notes.debugs])
