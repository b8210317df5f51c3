"""A service of which the module file says next to nothing: what is sent, and what is made of its answers and errors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pscompat.dotnet.containers import SecureString
from pscompat.dotnet.times import DateTime
from pscompat.http.client import Client
from pscompat.http.multipart import FilePart
from pscompat.http.paging import Paginator
from pscompat.http.provider import Provider
from pscompat.http.request import NO_BODY, Request
from pscompat.http.request_errors import ApiError, LocalError
from pscompat.http.settings import Resolver, Settings

from .loopback import Loopback, Notes, respond

PLAIN: dict[str, Any] = {"services": {"Any": {"base": "https://any.example", "authentication": ["way"]}}}


def made(server: Loopback, notes: Notes | None = None, *, types: Any = None, **endpoints: Any) -> Client:
    provider = Provider({**PLAIN, **endpoints}, {}, types)
    settings = Settings(provider, base=server.base, key="key-0123456789")
    settings.secret = SecureString("secret-0123456789")
    settings.user, settings.password = "ada", SecureString("pa:ss")
    return Client(settings.seal(), notes or Notes())


def test_nothing_is_sent_that_nobody_asked_for() -> None:
    with Loopback(respond({})) as server:
        client = made(server)
        client.get("/a b/{}", "c d/ä", query={"e f": "g h+", "yes": True, "day": DateTime(639_316_224_000_000_000)})
        client.post("/x")
        client.delete("/x")
        got, posted, deleted = server.received
    assert got.target == "/v1/a b/c%20d%2F%C3%A4?e%20f=g%20h%2B&yes=true&day=2026-11-30T08%3A00%3A00".replace(
        " ", "%20"
    )
    for each in (got, posted, deleted):
        assert each.headers["accept"] == "application/json"
        assert not {"content-type", "authorization", "cookie"} & set(each.headers)


@pytest.mark.parametrize(
    ("way", "sent"),
    [
        ({"Authorization": "Bearer {key}"}, {"authorization": "Bearer key-0123456789"}),
        ({"Authorization": "Basic {basic}"}, {"authorization": "Basic YWRhOnBhOnNz"}),
        ({"X-Key": "{key}", "X-App": "{secret}"}, {"x-key": "key-0123456789", "x-app": "secret-0123456789"}),
        ({"X-User": "{user}", "X-Pass": "{password}"}, {"x-user": "ada", "x-pass": "pa:ss"}),
        ({"cookie": {"sid": "{key}", "who": "{user}"}}, {"cookie": "sid=key-0123456789; who=ada"}),
        ({"X-Organization": "{organization}"}, {}),
    ],
)
def test_ways_to_authenticate(way: dict[str, Any], sent: dict[str, str]) -> None:
    with Loopback(respond({})) as server:
        made(server, authentication={"way": way}).get("/x")
        headers = server.received[0].headers
    known = ("authorization", "x-key", "x-app", "x-user", "x-pass", "cookie", "x-organization")
    assert {name: headers[name] for name in known if name in headers} == sent


def test_a_key_in_the_query_stays_out_of_sight() -> None:
    notes = Notes()
    with Loopback(respond("no", 500)) as server:
        client = made(server, notes, authentication={"way": {"query": {"api key": "{key}"}}})
        client.settings.debugging = True
        with pytest.raises(ApiError) as caught:
            client.get("/x", query={"a": 1})
        assert server.received[0].target == "/v1/x?a=1&api%20key=key-0123456789"
    told = [*notes.messages, *notes.debugs, str(caught.value), repr(caught.value.record.data)]
    assert "key-0123456789" not in "\n".join(told)
    assert "/v1/x?a=1" in caught.value.record.data["url"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ({"message": "m", "error": {"message": "inner"}}, "m"),
        ({"error": {"message": "m"}}, "m"),
        ({"error": "m", "detail": "d"}, "m"),
        ({"errors": [{"message": "m"}, {"message": "n"}]}, "m"),
        ({"errorMessages": ["m"], "errors": {}}, "m"),
        ({"title": "t", "detail": "m", "status": 400}, "m"),
        ({"title": "m", "detail": ""}, "m"),
        ({"fault": {"string": "m"}}, '{"fault": {"string": "m"}}'),
        ("m", "m"),
        ("<html><head><title>x</title></head><body><h1>m &</h1>\r\n\t n</body></html>", "m & n"),
        ("<script>alert(1)</script>\x1b[31mm\0", "[31mm"),
        ("m" * 400, "m" * 300 + "…"),
        ("", "Response status code does not indicate success: 400 (Bad Request)."),
        ("[1]", "[1]"),
    ],
)
def test_errors_of_any_shape(body: Any, text: str) -> None:
    with Loopback(respond(body, 400, "Bad Request")) as server, pytest.raises(ApiError) as caught:
        made(server).get("/x")
    assert caught.value.record.message == f"Any returned 400 (Bad Request): {text}"


def test_an_error_has_its_code_its_request_and_its_address() -> None:
    answer = respond({"errors": [{"message": "m", "code": 17}]}, 409, "Conflict", x_amzn_RequestId="r1")
    with Loopback(answer) as server, pytest.raises(ApiError) as caught:
        made(server).get("/x", query={"token": "abcdefghij"})
    data = caught.value.record.data
    assert (data["status"], data["code"], data["request_id"]) == (409, 17, "r1")
    assert data["url"] == f"{server.base}/x?token=********"


def test_error_fields_are_expressions() -> None:
    fields = {"text": "join('; ', faults[].text)", "code": "faults[0].id"}
    with Loopback(respond({"faults": [{"text": "a", "id": "x"}, {"text": "b"}]}, 400)) as server:
        client = made(server, errors={"fields": fields})
        with pytest.raises(ApiError, match="a; b") as caught:
            client.get("/x")
    assert caught.value.code == "x"


@pytest.mark.parametrize("method", ["put", "patch", "post"])
def test_objects_by_any_method(method: str) -> None:
    with Loopback(respond({"id": 1, "made": "2026-11-30T10:00:00Z"})) as server:
        client = made(server, types={"Any.Thing": {"dates": ["made"]}})
        found = getattr(client, method)("/x/{}", "a", json={"b": 1}, headers={"If-Match": "e"}, type="Any.Thing")
        assert found["made"] == DateTime(639_316_296_000_000_000, "Utc")
        (sent,) = server.received
    assert (sent.method, sent.target, sent.json, sent.headers["if-match"]) == (method.upper(), "/v1/x/a", {"b": 1}, "e")


def test_the_answer_to_any_request() -> None:
    with Loopback(respond(b"", 201, "Created", location="/v1/x/1", etag='"7"'), respond("text", 200)) as server:
        client = made(server)
        answer = client.request("PUT", "/x", json={"a": 1})
        assert (answer.status, answer.headers["location"], answer.json()) == (201, "/v1/x/1", None)
        assert client.request("GET", "/x", accept="text/plain").text() == "text"
        assert server.received[1].headers["accept"] == "text/plain"


@pytest.mark.parametrize(
    ("content_type", "value", "sent"),
    [
        ("", {"a": "é"}, '{"a":"é"}'.encode()),
        ("application/merge-patch+json", {"a": None}, b'{"a":null}'),
        ("application/json-patch+json; charset=utf-8", [{"op": "remove"}], b'[{"op":"remove"}]'),
        ("application/x-www-form-urlencoded", {"a": ["b c", True], "n": None}, b"a=b+c&a=true"),
        ("text/plain", "é\n", "é\n".encode()),
        ("application/xml", "<a/>", b"<a/>"),
        ("image/png", b"\x89PNG", b"\x89PNG"),
        ("", b"\0\1", b"\0\1"),
        ("application/pdf", FilePart(name="a.pdf", content=b"%PDF"), b"%PDF"),
        ("", FilePart(name="a.txt", content=b"abc"), b"abc"),
    ],
)
def test_a_body_is_what_its_content_type_says(content_type: str, value: Any, sent: bytes) -> None:
    headers = {"content-TYPE": content_type} if content_type else {}
    kinds = {bytes: "application/octet-stream", FilePart: "text/plain", dict: "application/json"}
    with Loopback(respond({})) as server:
        client = made(server, mime_types={".txt": "text/plain"})
        client.send(Request("POST", "/x", json=value, headers=headers))
        (received,) = server.received
    assert received.body == sent
    assert received.headers["content-type"] == (content_type or kinds[type(value)])


@pytest.mark.parametrize(
    ("content_type", "value", "what"),
    [
        ("text/plain", {"a": 1}, "an object"),
        ("application/xml", [1], "a list"),
        ("image/png", None, "nothing"),
        ("application/x-www-form-urlencoded", "a=b", "a text"),
    ],
)
def test_a_body_that_its_content_type_cannot_hold_is_refused(content_type: str, value: Any, what: str) -> None:
    with Loopback(respond({})) as server:
        with pytest.raises(LocalError, match=f"The body is {what}, which cannot be sent as {content_type}"):
            made(server).send(Request("POST", "/x", json=value, headers={"Content-Type": content_type}))
        assert server.received == []


def test_files_in_forms_are_named_as_browsers_name_them(tmp_path: Path) -> None:
    file = FilePart(name='a"\r\nX: ä.txt', content=b"abc")
    with Loopback(respond({})) as server:
        made(server).post("/x", multipart=[("up\nload", file), ("bytes", b"\0")])
        body = server.received[0].body
    assert 'name="up%0Aload"; filename="a%22%0D%0AX: ä.txt"\r\n'.encode() in body
    assert b'name="bytes"\r\n\r\n\0\r\n' in body


@pytest.mark.parametrize(("status", "sent"), [(400, 1), (429, 3), (500, 3), (501, 1), (503, 3)])
def test_a_module_has_rules_of_its_own_for_another_try(status: int, sent: int) -> None:
    with Loopback(respond("", status)) as server:
        client = made(server, retries={"count": "2", "delay": "1"})
        client.settings.retries = client.settings.provider.retries.count
        with pytest.raises(ApiError):
            client.get("/x")
        assert len(server.received) == sent


def test_the_count_of_a_module_gives_way_to_a_parameter() -> None:
    provider = Provider({**PLAIN, "retries": {"count": "2"}}, {"parameters": {"retries": "Retries"}})
    assert Resolver(provider, {}).settings().retries == 2
    assert Resolver(provider, {"Retries": 0}).settings().retries == 0


def test_a_service_that_must_have_a_user_says_so() -> None:
    from pscompat.errors import CommandError

    credentials = {"user": {"parameter": "Credential", "variable": "ANY_USER", "required": "Say who you are."}}
    with pytest.raises(CommandError, match="Say who you are") as caught:
        Resolver(Provider(PLAIN, credentials), {}).settings()
    assert caught.value.records[0].hint == "Give -Credential, or set the variable ANY_USER."


def test_no_body_at_all() -> None:
    with Loopback(respond({})) as server:
        made(server).send(Request("POST", "/x", json=NO_BODY))
        assert server.received[0].body == b""
        assert server.received[0].headers["content-length"] == "0"


def test_a_host_that_the_module_lists_gets_the_key() -> None:
    with Loopback(respond([{"id": 2}])) as other:
        with Loopback(respond([{"id": 1}], link=f"<{other.base}/rows>; rel=next")) as server:
            client = made(server, hosts=[f"127.0.0.1:{other.port}"], authentication={"way": {"X-Key": "{key}"}})
            words = Paginator(next_url="$Response.links.next")
            items = client.items(Request("GET", "/rows"), words, all_pages=True, warn_more=False)
            assert [each["id"] for each in items] == [1, 2]
        assert other.received[0].headers["x-key"] == "key-0123456789"
