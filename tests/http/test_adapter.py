"""What the adapter takes of the inside of requests and urllib3: each hook still does what it is there for.

None of it is promised by the libraries. Where a test fails with a newer release, the message names those it was seen
with.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from pscompat.http import adapter
from pscompat.http.connections import RequestsTransport
from pscompat.http.deadline import NO_DEADLINE, Deadline, DeadlinePassed
from pscompat.http.multipart import FilePart, Multipart
from pscompat.http.request import Message
from pscompat.http.transport import ConnectionFailed

from .loopback import Loopback, Received, respond, settings

ROOT = Path(__file__).parents[2]
SEEN = {"requests": "2.32.4, 2.32.5, 2.33.0, 2.34.2", "urllib3": "1.26.20, 2.0.7, 2.2.3, 2.5.0, 2.8.0"}
"""The releases that all of these tests were run with."""


@contextlib.contextmanager
def hook(library: str, name: str) -> Iterator[None]:
    """A failure inside names the hook and the releases."""
    try:
        yield
    except (Exception, pytest.fail.Exception) as error:
        pytest.fail(f"{name} of {library} {version(library)}, seen to work with {SEEN[library]}: {error!r}")


def message(url: str, body: bytes | None = None) -> Message:
    return Message("POST" if body else "GET", url, {"User-Agent": "mine"}, {}, body, "/x")


def read(transport: RequestsTransport, url: str, deadline: Deadline = NO_DEADLINE) -> bytes:
    with transport.send(message(url), deadline) as reply:
        return b"".join(reply.pieces())


@pytest.fixture
def transport() -> Iterator[RequestsTransport]:
    made = RequestsTransport()
    yield made
    made.close()


def silent(after: bytes) -> Any:
    """An answer that stops after these bytes and keeps the connection open."""

    def answer(request: Received, connection: socket.socket) -> None:
        connection.sendall(after)
        connection.settimeout(20)
        with contextlib.suppress(OSError):
            connection.recv(1)

    return answer


def test_pools_make_connections_of_ours(transport: RequestsTransport) -> None:
    with hook("urllib3", "PoolManager.pool_classes_by_scheme"), Loopback(respond(b"x")) as server:
        assert read(transport, server.base) == b"x"
        [session] = transport._sessions.values()
        manager = session.get_adapter("http://").poolmanager  # type: ignore[attr-defined]
        assert type(manager.connection_from_url("http://h")) is adapter._TimedHTTPPool
        assert type(manager.connection_from_url("https://h")) is adapter._TimedHTTPSPool
        assert type(manager.connection_from_url("http://h")._new_conn()) is adapter._TimedHTTPConnection


def test_proxies_make_connections_of_ours(monkeypatch: pytest.MonkeyPatch, transport: RequestsTransport) -> None:
    with hook("requests", "HTTPAdapter.proxy_manager_for"), Loopback(respond(b"x")) as server:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.port}")
        monkeypatch.delenv("no_proxy", raising=False)
        assert read(transport, "http://shop.invalid/x") == b"x"
        [session] = transport._sessions.values()
        manager = session.get_adapter("http://").proxy_manager_for(f"http://127.0.0.1:{server.port}")  # type: ignore[attr-defined]
        assert manager.pool_classes_by_scheme is adapter._POOLS


def test_connecting_is_ours(monkeypatch: pytest.MonkeyPatch, transport: RequestsTransport) -> None:
    asked: list[tuple[str, int]] = []

    def look_up(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return ["127.0.0.1"]

    monkeypatch.setattr(adapter, "_look_up", look_up)
    used = "HTTPConnection._new_conn, ._dns_host, .source_address, .socket_options"
    with hook("urllib3", used), Loopback(respond(b"x")) as server:
        assert read(transport, f"http://shop.invalid:{server.port}/x") == b"x"
        assert asked == [("shop.invalid", server.port)]
        assert server.received[0].headers["host"] == f"shop.invalid:{server.port}"


PIECES = 200


def test_an_answer_is_read_by_ours(transport: RequestsTransport) -> None:
    used = "HTTPConnection.response_class, and a file as the socket of http.client.HTTPResponse"
    for head in (b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 999\r\n\r\n"):
        sent: list[bytes] = []

        def drip(_: Received, connection: socket.socket, head: bytes = head, sent: list[bytes] = sent) -> None:
            connection.sendall(head)
            while len(sent) < PIECES:
                time.sleep(0.02)
                connection.sendall(b"x")
                sent.append(b"x")

        with hook("urllib3", used), Loopback(drip) as server, pytest.raises(DeadlinePassed):
            read(transport, server.base, Deadline(0.2))
        # Each piece comes in time; only the whole does not.
        assert len(sent) < PIECES


def test_sending_is_ours(transport: RequestsTransport, tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 64_000_000)
    form = Multipart([("file", FilePart(str(tmp_path / "large")))], settings())
    listener = socket.create_server(("127.0.0.1", 0))
    taken: list[bytes] = []

    def sip() -> None:
        connection, _ = listener.accept()
        with connection, contextlib.suppress(OSError):
            while len(taken) < PIECES and (piece := connection.recv(65_536)):
                taken.append(piece)
                time.sleep(0.02)

    reading = threading.Thread(target=sip)
    reading.start()
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    with listener, hook("urllib3", "HTTPConnection.send"), pytest.raises(DeadlinePassed):
        transport.send(Message("POST", url, {}, {}, form, "/x"), Deadline(0.4))
    reading.join(20)
    assert len(taken) < PIECES


def test_the_path_goes_out_as_it_was_put_together(transport: RequestsTransport) -> None:
    with hook("urllib3", "HTTPConnection.putrequest"), Loopback(respond(b"x")) as server:
        read(transport, f"http://127.0.0.1:{server.port}/a%2fb/%7e/../c?d=%c3%a4")
        assert server.received[0].target == "/a%2fb/%7e/../c?d=%c3%a4"


def test_a_body_that_is_cut_off_is_no_whole_one(transport: RequestsTransport) -> None:
    cut_off = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx"
    used, ended = "HTTPResponse.enforce_content_length", pytest.raises(ConnectionFailed, match="ended prematurely")
    with hook("urllib3", used), Loopback(lambda _, it: it.sendall(cut_off)) as server, ended:
        read(transport, server.base)


def test_the_body_of_a_redirect_is_not_waited_for(transport: RequestsTransport) -> None:
    head = b"HTTP/1.1 302 Found\r\nlocation: /v1/there\r\ncontent-length: 9\r\n\r\nx"
    with hook("requests", "Session.get_redirect_target"), Loopback(silent(head), respond(b"there")) as server:
        assert read(transport, server.base + "/here", Deadline(20)) == b"there"


def test_a_request_that_is_put_together_here_is_sent_as_it_is(transport: RequestsTransport) -> None:
    with hook("requests", "PreparedRequest and Session.send with it"), Loopback(respond(b"x")) as server:
        transport.send(message(server.base, b"{}"), NO_DEADLINE).close()
        [sent] = server.received
        assert (sent.method, sent.body) == ("POST", b"{}")
        assert set(sent.headers) == {"host", "user-agent", "accept-encoding", "content-length"}
        assert sent.headers["user-agent"] == "mine"


def test_nothing_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch, transport: RequestsTransport) -> None:
    with hook("requests", "Session.trust_env"), Loopback(respond(b"x")) as server:
        monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
        assert read(transport, server.base) == b"x"
        [session] = transport._sessions.values()
        assert session.trust_env is False


def test_the_oldest_releases_are_those_that_the_package_asks_for() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for library, seen in SEEN.items():
        assert f'"{library}>={seen.partition(",")[0]}' in project
