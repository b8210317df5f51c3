"""The sandbox as a server: who may ask, what is no request, where state is kept."""

from __future__ import annotations

import json
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pscompat.sandbox import Sandbox, SandboxError

from .asking import Asking
from .shop import Shop

LINE = "/carts/cart_1/lines/line_001"


def test_key_is_required(ask: Asking) -> None:
    key = ask.sandbox.key
    for given in ("", "Bearer", "Bearer wrong", key, f"Bearer {key[:-1]}", f"Basic {key}", "Bearer \xe9"):
        for method, path, body in (("GET", LINE, None), ("POST", "/carts", {}), ("GET", "/nonsense", None)):
            reply = ask(method, path, body, Authorization=given)
            assert reply.status == 401
            assert {"message"} <= set(reply.json["error"]) <= {"message", "code"}
            assert key not in reply.content.decode()
    assert ask("GET", LINE, Authorization=f"bearer  {key}").status == 200


def test_loopback_only(ask: Asking) -> None:
    assert ask.sandbox.base_url.startswith("http://127.0.0.1:")


def test_key_is_not_in_the_repr(ask: Asking) -> None:
    assert ask.sandbox.key not in repr(ask.sandbox)


@pytest.mark.parametrize("path", ["/", "/nonsense", "/carts/a/b/c/d/e", "/assistants/../threads", "/%2e%2e"])
def test_unknown_path(ask: Asking, path: str) -> None:
    reply = ask("GET", path)
    assert reply.status == 404
    assert set(reply.json["error"]) == {"message"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/carts"),
        ("PATCH", LINE),
        ("DELETE", LINE),
        ("GET", "/faults/none"),
        ("POST", "/files/file_1"),
        ("OPTIONS", LINE),
        ("HEAD", LINE),
    ],
)
def test_method_that_a_path_does_not_have(ask: Asking, method: str, path: str) -> None:
    reply = ask(method, path)
    assert reply.status == 405
    if method == "HEAD":
        assert reply.content == b""
    else:
        assert reply.json["error"]["code"] == "method_not_supported"
        assert method in reply.json["error"]["message"]
    assert ask("GET", LINE).status == 200


@pytest.mark.parametrize(
    "raw",
    [b"{", b"[1]", b"5", b"\xff\xfe", b"[" * 100_000, b'{"a":NaN}', b'{"a":1e999}', b'{"a":' + b"9" * 5000 + b"}"],
)
def test_body_that_is_no_object(ask: Asking, raw: bytes) -> None:
    assert ask("POST", "/carts", raw=raw).status == 400


@pytest.mark.parametrize(
    "raw",
    [
        b"nonsense\r\n\r\n",
        b"GET\r\n\r\n",
        b"BREW /shop/v1/carts HTTP/1.1\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n",
        b"POST /shop/v1/carts HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        b"POST /shop/v1/carts HTTP/1.1\r\nContent-Length: 99999999999999\r\n\r\n",
        b"POST /shop/v1/carts HTTP/1.1\r\nContent-Length: " + b"9" * 9000 + b"\r\n\r\n",
        b"POST /shop/v1/carts HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\n\r\n",
        b'POST /shop/v1/carts HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{"metadata": {}}',
        b"POST /shop/v1/carts HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /shop/v1/carts HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_what_is_no_http_is_answered_and_ended(ask: Asking, raw: bytes, known: bool) -> None:
    if known:
        raw = raw.replace(b"HTTP/1.1\r\n", f"HTTP/1.1\r\nAuthorization: Bearer {ask.sandbox.key}\r\n".encode(), 1)
    head, body = exchanged(ask, raw)
    assert re.match(rb"HTTP/1.1 (4|5)\d\d |$", head)
    assert set(json.loads(body)["error"]) == {"message"}
    assert ask("GET", LINE).status == 200


def exchanged(ask: Asking, *pieces: bytes) -> tuple[bytes, bytes]:
    """Head and body of the answer to these bytes, where the client sends no more then."""
    with socket.create_connection(("127.0.0.1", ask.base.port or 0), timeout=20) as connection:
        for piece in pieces:
            connection.sendall(piece)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    head, blank, body = answer.partition(b"\r\n\r\n")
    return (head, body) if blank else (b"", answer)


@pytest.mark.parametrize(("key", "status"), [("wrong", 401), ("", 413)])
def test_large_body_that_is_refused_is_answered_before_the_end(ask: Asking, key: str, status: int) -> None:
    """A client that first sends all it has, and only then looks for an answer, finds one."""
    size = 80 * 1024 * 1024
    head = f"POST /shop/v1/carts HTTP/1.1\r\nAuthorization: Bearer {key or ask.sandbox.key}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {size}\r\n\r\n"
    piece = b" " * (1024 * 1024)
    got, body = exchanged(ask, head.encode(), *[piece] * 80)
    assert got.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"Connection: close" in got
    assert json.loads(body)["error"]["message"]


def test_body_without_a_length_is_not_taken_for_an_empty_one(ask: Asking) -> None:
    head = f"POST /shop/v1/carts HTTP/1.1\r\nAuthorization: Bearer {ask.sandbox.key}\r\n\r\n"
    assert exchanged(ask, head.encode() + b'{"metadata": {}}')[0].startswith(b"HTTP/1.1 411 ")
    assert exchanged(ask, head.encode())[0].startswith(b"HTTP/1.1 200 ")


def test_chunked_body(ask: Asking) -> None:
    head = f"POST /shop/v1/carts HTTP/1.1\r\nAuthorization: Bearer {ask.sandbox.key}\r\n"
    body = '5\r\n{"met\r\n14;x=y\r\nadata": {"a": "b"}}\r\n0\r\nTrailer: x\r\n\r\n'
    with socket.create_connection(("127.0.0.1", ask.base.port or 0), timeout=20) as connection:
        connection.sendall((head + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + body).encode())
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    assert b'"metadata": {"a": "b"}' in answer


def test_client_that_goes_away_in_the_middle(ask: Asking) -> None:
    with socket.create_connection(("127.0.0.1", ask.base.port or 0), timeout=20) as connection:
        connection.sendall(b"POST /shop/v1/carts HTTP/1.1\r\nContent-Length: 100\r\n\r\n{")
    assert ask("GET", LINE).status == 200


def test_many_at_once() -> None:
    with Sandbox(Shop()) as sandbox, ThreadPoolExecutor(8) as pool:

        def make(number: int) -> str:
            mine = Asking(sandbox)
            identifier = str(mine.good("POST", "/carts", {"metadata": {"n": str(number)}})["id"])
            assert mine.good("GET", f"/carts/{identifier}")["metadata"] == {"n": str(number)}
            return identifier

        assert len(set(pool.map(make, range(50)))) == 50


def test_stop_ends_everything() -> None:
    sandbox = Sandbox(Shop()).start()
    ask = Asking(sandbox)
    ask("GET", LINE)
    sandbox.stop()
    sandbox.stop()
    with pytest.raises(OSError):
        ask("GET", LINE)
    with pytest.raises(OSError):
        Asking(sandbox)("GET", LINE)


def test_state_in_a_file(tmp_path: Path) -> None:
    file = str(tmp_path / "state.db")
    with Sandbox(Shop(), data_file=file) as sandbox:
        identifier = Asking(sandbox).good("POST", "/carts", {"metadata": {"a": "b"}})["id"]
        uploaded = Asking(sandbox).upload(b"content")
    with Sandbox(Shop(), data_file=file) as sandbox:
        ask = Asking(sandbox)
        assert ask.good("GET", f"/carts/{identifier}")["metadata"] == {"a": "b"}
        assert ask("GET", f"/files/{uploaded}/content").content == b"content"
        assert len(ask.good("GET", "/carts/cart_1/lines?limit=100&after=line_150&order=asc")["data"]) == 100
        assert ask.good("POST", "/carts", {})["id"] != identifier


@pytest.mark.parametrize("content", [b"no database at all" * 100, b""])
def test_file_that_is_something_else(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other"
    file.write_bytes(content)
    if not content:
        with Sandbox(Shop(), data_file=str(file)):
            return
    with pytest.raises(SandboxError, match="data file"):
        Sandbox(Shop(), data_file=str(file)).start()
    assert file.read_bytes() == content


def test_database_of_something_else(tmp_path: Path) -> None:
    import sqlite3

    file = tmp_path / "other.db"
    connection = sqlite3.connect(file)
    connection.execute("create table mine(a)")
    connection.commit()
    connection.close()
    before = file.read_bytes()
    with pytest.raises(SandboxError):
        Sandbox(Shop(), data_file=str(file)).start()
    assert file.read_bytes() == before


def test_folder_as_data_file(tmp_path: Path) -> None:
    with pytest.raises(SandboxError):
        Sandbox(Shop(), data_file=str(tmp_path)).start()


@pytest.mark.parametrize("port", [-1, 70_000])
def test_port_that_is_none(port: int) -> None:
    with pytest.raises(SandboxError):
        Sandbox(Shop(), port=port).start()


def test_port_that_is_taken(ask: Asking) -> None:
    with pytest.raises(SandboxError, match=str(ask.base.port)):
        Sandbox(Shop(), port=ask.base.port or 0).start()
