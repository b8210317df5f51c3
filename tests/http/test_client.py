"""What a client sends, and what it makes of answers, over real sockets."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pscompat.dotnet.containers import PSCustomObject
from pscompat.dotnet.numbers import Int64
from pscompat.dotnet.times import DateTime
from pscompat.http import answer as answers
from pscompat.http.client import Client
from pscompat.http.endpoints import EndpointError
from pscompat.http.request import Request
from pscompat.http.request_errors import (
    AnswerError,
    ApiError,
    LocalError,
    RequestError,
    RequestTimeoutError,
    TransportError,
)

from .loopback import KEY, Loopback, Notes, Received, client, respond, settings

CART = {"id": "c1", "object": "cart", "created_at": 1699075072, "paid_at": None, "sum": 5}


def test_get_returns_typed_object() -> None:
    with Loopback(respond(CART)) as server:
        cart = client(server).get("/carts/{}", "c1", type="Shop.Cart")
    assert isinstance(cart, PSCustomObject)
    assert cart.type_names == ("Shop.Cart",)
    assert list(cart) == ["id", "object", "paid_at", "sum", "created_at"]
    assert type(cart["sum"]) is Int64
    assert isinstance(cart["created_at"], DateTime)
    assert cart["created_at"].kind == "Local"


def test_request_as_it_is_sent() -> None:
    with Loopback(respond(CART)) as server:
        made = client(server, organization=" org-1 ".strip(), headers={"X-More": "m"}, query={"q": [1, "b"], "z": None})
        made.get(
            "/carts/{}/items", "a b/c", query={"limit": 5, "none": None, "tag[]": ["x", "y"]}, headers={"X-Own": "1"}
        )
    (request,) = server.received
    assert request.method == "GET"
    assert request.target == "/v1/carts/a+b%2fc/items?limit=5&tag%5B%5D=x&tag%5B%5D=y&q=1+b&z="
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["x-organization"] == "org-1"
    assert request.headers["x-own"] == "1"
    assert request.headers["x-more"] == "m"
    assert "content-type" not in request.headers


def test_headers_of_the_user_win_but_not_over_the_organization() -> None:
    with Loopback(respond(CART)) as server:
        more = {"X-Own": "mine", "AUTHORIZATION": "Bearer other", "x-organization": "theirs", "User-Agent": "ua/1"}
        client(server, organization="org-1", headers=more).get("/carts", headers={"x-own": "1"})
    headers = server.received[0].headers
    assert headers["x-own"] == "mine"
    assert headers["authorization"] == "Bearer other"
    assert headers["x-organization"] == "org-1"
    assert headers["user-agent"] == "ua/1"


def test_post_sends_compact_json_with_the_users_members() -> None:
    with Loopback(respond(CART)) as server:
        made = client(server, body='{"Extra": 1, "NAME": "new"}')
        made.post("/carts", json={"name": "é", "on": True, "list": [1, 2.5, None]})
    (request,) = server.received
    assert request.headers["content-type"] == "application/json"
    assert request.body == b'{"name":"new","on":true,"list":[1,2.5,null],"Extra":1}'


def test_post_without_body_and_delete() -> None:
    with Loopback(respond(CART), respond(b"")) as server:
        made = client(server, body={"extra": 1})
        made.post("/carts/{}/pay", "c1")
        assert made.delete("/carts/{}", "c1") is None
    assert [request.body for request in server.received] == [b"", b""]
    assert all(request.headers["content-type"] == "application/json" for request in server.received)


@pytest.mark.parametrize("extra", ["not json", "[1]", 5, "7"])
def test_unusable_addition_sends_nothing(extra: Any) -> None:
    with Loopback(respond(CART)) as server, pytest.raises(LocalError) as caught:
        client(server, body=extra).post("/carts", json={})
    assert not server.received
    assert "MoreBody" in caught.value.message


@pytest.mark.parametrize("identifier", [".", "..", "", None])
def test_ids_that_are_folders_are_refused(identifier: Any) -> None:
    with Loopback(respond(CART)) as server, pytest.raises(LocalError) as caught:
        client(server).get("/carts/{}", identifier)
    assert not server.received
    assert caught.value.record.fully_qualified_error_id == "System.ArgumentException,Get-Cart"


ASCII = "Request headers must contain only ASCII characters."
CONTROLS = "New-line or NUL characters are not allowed in header values."
NAME = "The header name '{}' has an invalid format."


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("X-A", "é", ASCII),
        ("X-É", "a", ASCII),
        *(("X-A", f"a{char}X-B: b", CONTROLS) for char in ("\r\n", "\r", "\n", "\0")),
        *((name, "a", NAME.format(name)) for name in ("X A", "", "X:A", "X\tA", "X\0A", "X\x7fA", "X\nA", "X{A}")),
    ],
)
def test_headers_that_cannot_be_sent_are_refused(name: str, value: str, message: str) -> None:
    with Loopback(respond(CART)) as server, pytest.raises(LocalError) as caught:
        client(server, headers={name: value}).get("/carts")
    assert not server.received
    assert caught.value.message == message


@pytest.mark.parametrize("char", ["\r", "\n", "\0", "é"])
def test_keys_that_cannot_be_sent_are_not_quoted(char: str) -> None:
    with Loopback(respond(CART)) as server, pytest.raises(LocalError) as caught:
        client(server, key=f"cl{char}-secret-key").get("/carts")
    assert not server.received
    assert caught.value.message == (ASCII if char == "é" else CONTROLS)
    assert "secret" not in repr(caught.value)


def test_error_status_has_class_message_and_hint() -> None:
    body = {"error": {"message": "No such cart", "type": "t", "code": "gone", "param": "id"}}
    with Loopback(respond(body, 404, "Not Found")) as server, pytest.raises(ApiError) as caught:
        client(server).get("/carts/{}", "c9")
    error = caught.value
    assert error.message == "Shop said 404 (Not Found): No such cart"
    assert error.record.fully_qualified_error_id == "Shop.MissingException,Invoke-Shop"
    assert error.record.category == "InvalidOperation"
    assert error.hint == "Carts are emptied at night."
    assert (error.status, error.type, error.code, error.param) == (404, "t", "gone", "id")
    written = error.written_by("Get-Cart")
    assert (written.fully_qualified_error_id, written.category) == ("MissingException,Get-Cart", "NotSpecified")


@pytest.mark.parametrize(
    ("status", "code", "exception"),
    [
        (400, "sold_out", "SoldOutException"),
        (400, "other", "ShopException"),
        (401, "x", "ShopException"),
        (418, "x", "ShopException"),
        (429, "my_budget_code", "BudgetException"),
        (429, None, "BusyException"),
        (500, None, "ShopException"),
    ],
)
def test_exception_by_status_and_code(status: int, code: str | None, exception: str) -> None:
    with Loopback(respond({"error": {"code": code}}, status, "Reason")) as server, pytest.raises(ApiError) as caught:
        client(server).get("/x")
    assert caught.value.record.exception == exception
    expected = f"Response status code does not indicate success: {status} (Reason)."
    assert caught.value.message == f"Shop said {status} (Reason): {expected}"


@pytest.mark.parametrize("body", [b"<html>Broken</html>", b"", b"[" * 5000, b'{"error": "text"}', b"\xff\xfe"])
def test_error_body_that_says_nothing(body: bytes) -> None:
    with Loopback(respond(body, 500, "Internal Server Error")) as server, pytest.raises(ApiError) as caught:
        client(server).get("/x")
    assert "does not indicate success: 500" in caught.value.message


@pytest.mark.parametrize(
    ("status", "reason"),
    [(413, "Request Entity Too Large"), (422, "Unprocessable Entity"), (429, "Too Many Requests"), (499, "")],
)
def test_a_status_without_a_phrase_gets_the_one_of_net(status: int, reason: str) -> None:
    with Loopback(respond(b"", status, "")) as server, pytest.raises(ApiError) as caught:
        client(server).get("/x")
    assert f"does not indicate success: {status} ({reason})." in caught.value.message


def test_key_that_the_service_repeats_is_masked() -> None:
    body = {"error": {"message": f"Incorrect key {KEY}, pw-123", "code": KEY}}
    notes = Notes()
    with Loopback(respond(body, 401, "Unauthorized")) as server, pytest.raises(ApiError) as caught:
        client(server, notes, query={"api_key": KEY}, debugging=True).get("/x")
    error = caught.value
    shown = [error.message, repr(error), repr(error.body), repr(error.record), *notes.messages, *notes.debugs]
    assert not [text for text in shown if KEY in text or "pw-123" in text]
    assert "<API Key>" in error.message


def test_retry_waits_as_the_service_says_and_warns() -> None:
    busy = respond({"error": {"message": "Busy"}}, 429, "Too Many Requests", retry_after_ms="3")
    notes = Notes()
    with Loopback(busy, busy, respond(CART)) as server:
        assert client(server, notes, retries=2).get("/carts/{}", "c1")["id"] == "c1"
    assert len(server.received) == 3
    assert notes.warnings == [
        "Shop said 429 (Too Many Requests): Busy",
        "Retry the request after waiting 3 ms (retry count: 0)",
        "Shop said 429 (Too Many Requests): Busy",
        "Retry the request after waiting 3 ms (retry count: 1)",
    ]


def test_retry_after_in_seconds() -> None:
    notes = Notes()
    with Loopback(respond(b"", 429, "Too Many Requests", retry_after="1"), respond(CART)) as server:
        client(server, notes, retries=1).get("/carts/{}", "c1")
    assert notes.warnings[1] == "Retry the request after waiting 1000 ms (retry count: 0)"


def test_retries_end_with_the_last_error() -> None:
    with Loopback(respond(b"", 500, "Oops", retry_after_ms="1")) as server, pytest.raises(ApiError):
        client(server, retries=2).get("/x")
    assert len(server.received) == 3


@pytest.mark.parametrize(
    ("status", "headers", "message", "sent"),
    [
        (429, {}, "", 2),
        (429, {}, "Over budget", 1),
        (429, {}, "OVER BUDGET", 1),
        *((status, {}, "", 1) for status in (400, 408, 428, 430, 499, 600)),
        *((status, {}, "budget", 2) for status in (500, 503, 599)),
        (404, {"x_should_retry": "true"}, "", 2),
        (404, {"x_should_retry": " TRUE "}, "", 2),
        (404, {"x_should_retry": "perhaps"}, "", 1),
        (500, {"x_should_retry": "false"}, "", 1),
        (500, {"x_should_retry": "0"}, "", 2),
        (429, {"x_should_retry": "true"}, "Over budget", 2),
    ],
)
def test_what_is_tried_again(status: int, headers: dict[str, str], message: str, sent: int) -> None:
    answer = respond({"error": {"message": message}}, status, "R", retry_after_ms="1", **headers)
    with Loopback(answer) as server, pytest.raises(ApiError):
        client(server, retries=1).get("/x")
    assert len(server.received) == sent


@pytest.mark.parametrize(
    "body",
    [b'{"id": "x", "object": ', b"<html></html>", b"data: {}\n\n", b"[" * 100_000, b'{"a":' * 300 + b"1" + b"}" * 300],
)
def test_answer_that_is_not_json(body: bytes) -> None:
    with Loopback(respond(body, content_type="text/html")) as server, pytest.raises(AnswerError) as caught:
        client(server).get("/x")
    record = caught.value.record
    assert record.fully_qualified_error_id == "System.ArgumentException,Get-Cart"
    assert record.message.startswith("Conversion from JSON failed with error: ")
    assert "text/html" in record.hint


@pytest.mark.parametrize("body", [b"", b"  ", b"5", b'"x"', b"null", b"[1]"])
def test_answer_that_is_no_object(body: bytes) -> None:
    with Loopback(respond(body)) as server, pytest.raises(AnswerError):
        client(server).get("/x", type="Shop.Cart")


@pytest.mark.parametrize(
    "response",
    [
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n" + b'{"id": "c1"',
        b'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"id"',
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1",
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\na: " + b"b" * 100_000,
    ],
)
def test_half_an_answer(response: bytes) -> None:
    def half(request: Received, connection: socket.socket) -> None:
        connection.sendall(response)

    with Loopback(half) as server, pytest.raises(TransportError) as caught:
        client(server, timeout=20).get("/x")
    assert caught.value.record.fully_qualified_error_id == "Shop.HttpRequestException,Invoke-Shop"
    assert KEY not in caught.value.message


def test_gzip_that_is_none() -> None:
    with (
        Loopback(respond(b"{} not packed", content_encoding="gzip")) as server,
        pytest.raises(TransportError, match="content encoding"),
    ):
        client(server).get("/x")


def test_gzip_is_unpacked() -> None:
    with Loopback(respond(gzip.compress(json.dumps(CART).encode()), content_encoding="gzip")) as server:
        assert client(server).get("/x")["id"] == "c1"


def test_packed_answer_beyond_the_cap_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "MAX_ANSWER", 1024 * 1024)
    packed = gzip.compress(b" " * 50_000_000)
    with Loopback(respond(packed, content_encoding="gzip")) as server, pytest.raises(AnswerError, match="larger than"):
        client(server).get("/x")


@pytest.fixture
def endless() -> Iterator[Any]:
    """Makes answers that go on and on, a piece each fiftieth of a second, until the test is over."""
    ended = threading.Event()

    def make(head: bytes, piece: bytes) -> Any:
        def send(request: Received, connection: socket.socket) -> None:
            connection.sendall(head)
            while not ended.wait(0.02):
                connection.sendall(piece)

        return send

    yield make
    ended.set()


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n", b" "),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b" "),
        (b"HTTP/1.1 500 Oops\r\ncontent-length: 1000000\r\n\r\n", b" "),
    ],
)
def test_answer_that_never_ends(endless: Any, head: bytes, piece: bytes) -> None:
    with Loopback(endless(head, piece)) as server, pytest.raises((RequestTimeoutError, ApiError)) as caught:
        client(server, timeout=0.3).get("/x")
    if isinstance(caught.value, RequestTimeoutError):
        record = caught.value.record
        assert record.fully_qualified_error_id == "ConnectionTimeoutReached,Invoke-Shop"
        assert record.category == "OperationTimeout"
        assert "of 0.3 seconds elapsing" in record.message
        own = caught.value.written_by("Get-Cart")
        assert own.fully_qualified_error_id == "Shop.TimeoutException,Write-ShopTimeout"
        assert own.message == "The operation was canceled due to timeout."
    else:
        assert isinstance(caught.value, ApiError)
        assert caught.value.status == 500


def test_upload_that_is_not_taken_ends_in_time() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    with listener, pytest.raises(RequestTimeoutError):
        base = f"http://127.0.0.1:{listener.getsockname()[1]}"
        Client(settings(base, timeout=0.3), Notes()).post("/x", json={"text": "x" * 20_000_000})


def test_time_out_is_not_tried_again(endless: Any) -> None:
    with Loopback(endless(b"", b"")) as server, pytest.raises(RequestTimeoutError):
        client(server, timeout=0.2, retries=3).get("/x")
    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("base", "text"),
    [
        ("http://127.0.0.1:1/v1", "Connection refused (127.0.0.1:1)"),
        ("http://no-such-host.invalid/v1", "no-such-host.invalid"),
    ],
)
def test_unreachable(base: str, text: str) -> None:
    with pytest.raises(TransportError) as caught:
        Client(settings(base, timeout=20, retries=2), Notes()).get("/x")
    assert text in caught.value.message
    assert caught.value.record.exception == "System.Net.Http.HttpRequestException"


def test_service_that_speaks_no_tls() -> None:
    with Loopback(respond(CART)) as server, pytest.raises(TransportError, match="SSL"):
        Client(settings(f"https://127.0.0.1:{server.port}", timeout=20), Notes()).get("/x")


@pytest.mark.parametrize("base", ["ftp://127.0.0.1/v1", "http://", "http://[::1", "http://a:b/", "/v1", "file:///etc"])
def test_base_that_is_no_web_address(base: str) -> None:
    with pytest.raises((LocalError, TransportError)):
        Client(settings(base, timeout=20), Notes()).get("/x")


def test_another_service_writes_paths_its_own_way() -> None:
    with Loopback(respond(CART)) as server:
        made = client(server, service="Depot", authentication="header")
        made.get("/carts/{}", "c1", query={"a": 1})
        made.get("/carts/{}/bill/{}", "c1", "x y")
        made.post("/prints", json={"model": "a/b"})
        made.post("/prints/{}", "p1", deployment="d e")
        with pytest.raises(EndpointError) as caught:
            made.post("/carts/{}/checkout", "c1")
        with pytest.raises(LocalError):
            made.post("/prints", json={})
    assert [request.target for request in server.received] == [
        "/v1/depot/carts/c1?v=7&a=1",
        "/v1/bills/c1/x+y?v=9",
        "/v1/depot/lines/ab/prints?v=7",
        "/v1/depot/lines/d+e/prints/p1?v=7",
    ]
    assert all(request.headers["x-key"] == KEY for request in server.received)
    assert not any("authorization" in request.headers for request in server.received)
    assert caught.value.message == "Checkout is not provided by Shop Depot"
    assert caught.value.ends_line


def test_batch_paths() -> None:
    main, depot = Client(settings(), Notes()), Client(settings(service="Depot"), Notes())
    assert main.batch_path("/prints") == "/v1/prints"
    assert depot.batch_path("/prints") == ""
    assert main.batch_path("/carts") == ""


def test_retired_value_is_warned_about_and_sent() -> None:
    notes = Notes()
    with Loopback(respond(CART)) as server:
        for model in ("old", "new", "broken", 5):
            client(server, notes).post("/x", json={"model": model})
    assert notes.warnings == ["old ended on 2020-01-01."]
    assert len(server.received) == 4


def test_verbose_shows_url_status_and_request_id() -> None:
    notes = Notes()
    with Loopback(respond(CART, x_request_id="req_7")) as server:
        client(server, notes).get("/carts/{}", "c1")
    assert notes.messages[1] == f"Method = Get, Path = {server.base}/carts/c1"
    assert "StatusCode : 200" in notes.messages[2]
    assert "request_id : req_7" in notes.messages[2]
    assert not notes.debugs


def test_debug_shows_bodies_without_secrets() -> None:
    notes = Notes()
    with Loopback(respond(CART)) as server:
        client(server, notes, debugging=True).post("/x", json={"text": f"my {KEY}"})
        client(server, notes, debugging=True).post("/x", multipart=[("a", KEY)])
    assert server.received[0].headers["x-debug"] == "yes"
    shown = "\n".join(notes.debugs)
    assert KEY not in shown
    assert "my <API Key>" in shown


def test_what_the_client_tells_of_headers_holds_no_secret() -> None:
    notes = Notes()
    answer = respond(CART, x_request_id=f"for {KEY} and mine-123", set_cookie="session-123", x_limit_tokens="5")
    with Loopback(answer) as server:
        made = client(server, notes, debugging=True, headers={"X-My-Token": "Scheme mine-123", "X-Mine": "plain"})
        made.get("/x", query={"page_token": "next-123"})
    shown = "\n".join([*notes.messages, *notes.debugs])
    assert not [secret for secret in (KEY, "mine-123", "session-123", "next-123") if secret in shown]
    assert "request_id : for <API Key> and ********" in shown
    assert "x-limit-tokens: 5" in shown
    assert "X-Mine: plain" in shown


def test_description_of_a_request_holds_no_key() -> None:
    made = Client(settings("http://127.0.0.1:1"), Notes())
    message = made.build(Request("GET", "/x", (), headers={"Cookie": "secret"}))
    for thing in (
        made,
        message,
        made.settings,
        made.settings.key,
        made.settings.masker,
        message.secrets,
        message.headers,
    ):
        assert KEY not in repr(thing)
        assert "secret" not in repr(thing).replace("secrets", "")


def test_failure_keeps_no_key_in_its_traceback() -> None:
    import traceback

    with pytest.raises(RequestError) as caught:
        Client(settings("http://127.0.0.1:1", timeout=20), Notes()).get("/x")
    lines = traceback.TracebackException.from_exception(caught.value, capture_locals=True).format()
    assert KEY not in "".join(lines)


def test_content_and_download(tmp_path: Path) -> None:
    with Loopback(respond(b"\x00\x01")) as server:
        made = client(server)
        assert made.content("/files/{}/content", "f") == b"\x00\x01"
        made.download("/files/{}/content", "f", target=tmp_path / "new" / "out.bin")
    assert (tmp_path / "new" / "out.bin").read_bytes() == b"\x00\x01"


def test_connection_is_used_again() -> None:
    with Loopback(respond(CART)) as server:
        made = client(server)
        for _ in range(3):
            made.get("/x")
        assert server.opened == 1


def test_nothing_is_taken_from_netrc_or_cookies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with Loopback(respond(CART, set_cookie="a=b")) as server:
        made = client(server, key=None)
        made.get("/x")
        made.get("/x")
    assert not [name for request in server.received for name in request.headers if name in ("authorization", "cookie")]


def test_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    with Loopback(respond(CART)) as server, Loopback(respond(CART)) as here:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.port}")
        monkeypatch.delenv("no_proxy", raising=False)
        Client(settings("http://shop.invalid/v1", timeout=20), Notes()).get("/carts/{}", "c1")
        client(here).get("/y")
    assert [request.target for request in server.received] == ["http://shop.invalid/v1/carts/c1"]
    assert [request.target for request in here.received] == ["/v1/y"]


def test_name_look_up_keeps_to_the_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()

    def stuck(*args: Any) -> Any:
        ended.wait(20)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", stuck)
    try:
        with pytest.raises(RequestTimeoutError):
            Client(settings("http://shop.invalid/v1", timeout=0.2), Notes()).get("/x")
    finally:
        ended.set()
