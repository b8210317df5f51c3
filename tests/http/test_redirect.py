"""Redirects: followed by us, so that no key and no content reaches another host."""

from __future__ import annotations

from typing import Any

import pytest

from pscompat.dotnet.containers import SecureString
from pscompat.http.multipart import FilePart
from pscompat.http.redirect import RedirectError, redirected
from pscompat.http.request import Message
from pscompat.http.request_errors import TransportError

from .loopback import KEY, Loopback, client, respond


def test_another_host_gets_no_key() -> None:
    with Loopback(respond({"id": "there"})) as other:
        here = respond(b"", 302, "Found", location=f"http://localhost:{other.port}/elsewhere?a=1")
        with Loopback(here) as server:
            made = client(server, organization="org-secret", headers={"X-Token": "secret", "Cookie": "secret"})
            assert made.get("/x")["id"] == "there"
    (request,) = other.received
    assert request.target == "/elsewhere?a=1"
    assert "authorization" not in request.headers
    assert not [value for value in request.headers.values() if "secret" in value or KEY in value]


def test_same_host_gets_the_key_again() -> None:
    with Loopback(respond(b"", 301, "Moved", location="/v1/y%2fz?b=2"), respond({"id": "y"})) as server:
        client(server).get("/x")
    assert server.received[1].target == "/v1/y%2fz?b=2"
    assert server.received[1].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("status", "method", "body"), [(303, "GET", b""), (302, "GET", b""), (307, "POST", b'{"a":1}')]
)
def test_what_becomes_of_a_post(status: int, method: str, body: bytes) -> None:
    with Loopback(respond(b"", status, "R", location="/v1/y"), respond({"id": "y"})) as server:
        client(server).post("/x", json={"a": 1})
    assert (server.received[1].method, server.received[1].body) == (method, body)


def test_form_is_sent_again_from_its_start() -> None:
    with Loopback(respond(b"", 307, "R", location="/v1/y"), respond({"id": "y"})) as server:
        client(server).post("/x", multipart=[("file", FilePart(name="a.txt", content=b"abc"))])
    assert server.received[0].body == server.received[1].body
    assert b"abc" in server.received[1].body


def test_content_is_not_sent_to_another_host() -> None:
    with (
        Loopback(respond({})) as other,
        Loopback(respond(b"", 308, "R", location=f"http://localhost:{other.port}/")) as server,
        pytest.raises(TransportError, match="not sent to another host"),
    ):
        client(server).post("/x", json={"secret": 1})
    assert not other.received


def test_circle_of_redirects_ends() -> None:
    with Loopback(respond(b"", 302, "R", location="/v1/x")) as server, pytest.raises(TransportError, match="more than"):
        client(server).get("/x")
    assert len(server.received) == 6


def test_redirect_that_says_not_where_is_an_error() -> None:
    from pscompat.http.request_errors import ApiError

    with Loopback(respond(b"", 302, "Found")) as server, pytest.raises(ApiError, match="302"):
        client(server).get("/x")


@pytest.mark.parametrize(
    "location", ["ftp://x/", "file:///etc/passwd", "http://", "http://[", "javascript:1", "http://x:y/"]
)
def test_redirect_to_no_web_address(location: str) -> None:
    with pytest.raises(RedirectError):
        redirected(_message(), 302, {"location": location}, 0)


def test_redirect_without_encryption_is_refused() -> None:
    with pytest.raises(RedirectError, match="without encryption"):
        redirected(_message(), 302, {"location": "http://shop.example/x"}, 0)


@pytest.mark.parametrize(
    ("location", "kept"),
    [
        ("https://shop.example/y", True),
        ("https://SHOP.example:443/y", True),
        ("/y", True),
        ("https://shop.example:444/y", False),
        ("https://shop.example.evil/y", False),
        ("//evil.example/y", False),
        ("https://shop.example@evil.example/y", False),
        ("https:\\\\evil.example/y", None),
    ],
)
def test_where_the_key_goes(location: str, kept: Any) -> None:
    try:
        target = redirected(_message(), 302, {"location": location}, 0)
    except RedirectError:
        assert kept is None
        return
    assert target is not None
    assert bool(target.secrets) == (kept if kept is not None else target.url.startswith("https://shop.example/"))


def _message() -> Message:
    return Message(
        "GET", "https://shop.example/x", {"X-A": "1"}, {"Authorization": SecureString("Bearer k")}, None, "/x"
    )
