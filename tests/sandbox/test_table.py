"""The server that module authors test with: answers from a table, and what it records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

import pytest

from pscompat.sandbox import Received, Refusal, TableServer, as_stream, respond


def fail(_: Received) -> Any:
    raise RuntimeError("broken")


def refuse(_: Received, cart: str) -> Any:
    raise Refusal(409, f"{cart} is taken.", code="taken")


TABLE: dict[str, Any] = {
    "GET /carts/7": {"id": 7},
    "GET /carts/{}": lambda request, cart: {"id": cart, "target": request.target},
    "POST /carts": lambda request: respond(request.json, 201, location="/carts/8"),
    "GET /pages": [{"page": 1}, {"page": 2}],
    "GET /list": [[1, 2]],
    "GET /text": "Grüße",
    "GET /bytes": b"\0",
    "GET /null": None,
    "GET /busy": [respond("", 429, retry_after="0"), "ready"],
    "GET /events": lambda _: as_stream([("a", {"x": 1}), ("", "[DONE]")]),
    "GET /odd": respond("a,b", content_type="text/csv"),
    "DELETE /carts/{}": refuse,
    "GET /fault": fail,
}


@pytest.fixture
def server() -> Iterator[TableServer]:
    with TableServer(TABLE, "/v1") as server:
        yield server


def ask(server: TableServer, request: str, body: Any = None) -> tuple[int, str, bytes]:
    """Status, media type and body of the answer."""
    method, target = request.split()
    connection = HTTPConnection("127.0.0.1", int(server.base_url.split(":")[2].split("/")[0]), timeout=20)
    connection.request(method, target, None if body is None else json.dumps(body), {"X-Word": "a"})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, answer.getheader("Content-Type") or "", content


JSON = "application/json"


@pytest.mark.parametrize(
    ("request_line", "status", "media_type", "content"),
    [
        ("GET /v1/carts/7", 200, JSON, b'{"id": 7}'),
        ("GET /v1/carts/7?x=1", 200, JSON, b'{"id": 7}'),
        ("GET /v1/carts/a%2Fb?x=1", 200, JSON, b'{"id": "a/b", "target": "/v1/carts/a%2Fb?x=1"}'),
        ("GET /v1/list", 200, JSON, b"[1, 2]"),
        ("GET /v1/text", 200, "text/plain; charset=utf-8", "Grüße".encode()),
        ("GET /v1/bytes", 200, "application/octet-stream", b"\0"),
        ("GET /v1/null", 200, JSON, b"null"),
        ("GET /v1/odd", 200, "text/csv", b"a,b"),
        ("GET /v1/events", 200, "text/event-stream; charset=utf-8", b'event: a\ndata: {"x": 1}\n\ndata: [DONE]\n\n'),
        ("DELETE /v1/carts/7", 409, JSON, b'{"error": {"message": "7 is taken.", "code": "taken"}}'),
        ("GET /carts/7", 404, JSON, b'{"error": {"message": "The table has no \'GET /carts/7\'."}}'),
        ("PUT /v1/carts/7", 405, JSON, b""),
        ("GET /v1/fault", 500, JSON, b""),
    ],
)
def test_answers(server: TableServer, request_line: str, status: int, media_type: str, content: bytes) -> None:
    found = ask(server, request_line)
    assert found[:2] == (status, media_type)
    assert found[2] == content or (not content and b'{"error": {"message": "' in found[2])
    assert [f"{each.method} {each.target}" for each in server.received] == [request_line]


def test_answers_in_order_the_last_one_from_then_on(server: TableServer) -> None:
    assert [ask(server, "GET /v1/pages")[2] for _ in range(3)] == [b'{"page": 1}', b'{"page": 2}', b'{"page": 2}']
    assert [ask(server, "GET /v1/busy")[0] for _ in range(2)] == [429, 200]


def test_what_was_sent_is_recorded(server: TableServer) -> None:
    assert ask(server, "POST /v1/carts", {"a": [1]})[:1] == (201,)
    (sent,) = server.received
    assert (sent.method, sent.target, sent.json, sent.body) == ("POST", "/v1/carts", {"a": [1]}, b'{"a": [1]}')
    assert (sent.headers["x-word"], sent.headers["content-length"]) == ("a", "10")
    assert Received("GET", "/", {}, b"").json is None


@pytest.mark.parametrize(("key", "answer"), [("/carts", 1), ("GET", 1), ("GET carts", 1), ("GET /carts", [])])
def test_a_table_that_makes_no_sense(key: str, answer: Any) -> None:
    with pytest.raises(ValueError, match="METHOD /path"):
        TableServer({key: answer})
