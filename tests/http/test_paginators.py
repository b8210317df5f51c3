"""The ways to page: by a token, a number or an address, each read to its end or refused."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from pscompat.http.paging import MAYBE_MORE, MORE, Paginator
from pscompat.http.request import Request
from pscompat.http.request_errors import AnswerError

from .loopback import Loopback, Notes, Received, client, respond

ROWS = [{"id": number} for number in range(1, 8)]


def read(
    server: Loopback, words: dict[str, str], request: Request | None = None, **how: Any
) -> tuple[list[int], Notes]:
    """The ids of the items, and what was told."""
    notes = Notes()
    how = {"all_pages": True, "warn_more": True, **how}
    items = client(server, notes).items(request or Request("GET", "/rows"), Paginator(**words), **how)
    return [item["id"] for item in items], notes


def queries(server: Loopback) -> list[dict[str, str]]:
    return [dict(parse_qsl(urlsplit(each.target).query)) for each in server.received]


def rows(start: int, count: int) -> list[dict[str, int]]:
    return ROWS[start : start + count]


def by_offset(request: Received, connection: Any) -> bool:
    query = dict(parse_qsl(urlsplit(request.target).query))
    start, size = int(query.get("offset", "0")), int(query.get("limit", "3"))
    connection.sendall(respond({"rows": rows(start, size), "total": len(ROWS)}))
    return True


def by_page(request: Received, connection: Any) -> bool:
    query = dict(parse_qsl(urlsplit(request.target).query))
    page = int(query.get("page", "1"))
    connection.sendall(respond({"rows": rows((page - 1) * 3, 3), "meta": {"pages": 3}}))
    return True


OFFSET = {"input_token": "offset", "counts": "items", "result_key": "rows", "limit_key": "limit", "largest": "3"}
PAGE = {"input_token": "page", "counts": "pages", "result_key": "rows"}


@pytest.mark.parametrize(
    ("words", "answer", "asked"),
    [
        ({**OFFSET, "total": "total"}, by_offset, ["", "3", "6"]),
        (OFFSET, by_offset, ["", "3", "6", "7"]),
        ({**PAGE, "last_page": "meta.pages"}, by_page, ["", "2", "3"]),
        (PAGE, by_page, ["", "2", "3", "4"]),
    ],
)
def test_a_number_that_grows(words: dict[str, str], answer: Any, asked: list[str]) -> None:
    with Loopback(answer) as server:
        found, notes = read(server, words)
    assert found == [1, 2, 3, 4, 5, 6, 7]
    assert [query.get(words["input_token"], "") for query in queries(server)] == asked
    assert notes.warnings == []


def test_a_number_begins_where_the_request_says() -> None:
    with Loopback(by_page) as server:
        request = Request("GET", "/rows", query={"page": 2})
        assert read(server, {**PAGE, "last_page": "meta.pages"}, request)[0] == [4, 5, 6, 7]


def test_pages_may_be_counted_from_zero() -> None:
    def answer(request: Received, connection: Any) -> bool:
        page = int(dict(parse_qsl(urlsplit(request.target).query)).get("page", "0"))
        connection.sendall(respond({"rows": rows(page * 4, 4), "pages": 2}))
        return True

    with Loopback(answer) as server:
        assert read(server, {**PAGE, "first": "0", "last_page": "pages"})[0] == [1, 2, 3, 4, 5, 6, 7]
    assert len(server.received) == 2


@pytest.mark.parametrize(
    ("wanted", "found", "targets"),
    [
        (2, [1, 2], ["/v1/rows?limit=2"]),
        (3, [1, 2, 3], ["/v1/rows?limit=3"]),
        (5, [1, 2, 3, 4, 5], ["/v1/rows?limit=3", "/v1/rows?limit=3&offset=3"]),
        (99, [1, 2, 3, 4, 5, 6, 7], [f"/v1/rows?limit=3{rest}" for rest in ("", "&offset=3", "&offset=6")]),
    ],
)
def test_pages_are_read_until_there_are_as_many_items_as_wanted(
    wanted: int, found: list[int], targets: list[str]
) -> None:
    with Loopback(by_offset) as server:
        got, _ = read(server, {**OFFSET, "total": "total"}, all_pages=False, wanted=wanted)
        assert (got, [each.target for each in server.received]) == (found, targets)


@pytest.mark.parametrize(
    ("words", "query", "warnings"),
    [
        ({**OFFSET, "total": "total"}, {"limit": 7}, []),
        ({**OFFSET, "total": "total"}, {"limit": 3}, [MORE]),
        (OFFSET, {"limit": 3}, [MAYBE_MORE]),
        (OFFSET, {"limit": 7}, [MAYBE_MORE]),
        (OFFSET, {"limit": 9}, []),
    ],
)
def test_one_page_with_a_warning_where_there_is_more(
    words: dict[str, str], query: dict[str, int], warnings: list[str]
) -> None:
    with Loopback(by_offset) as server:
        found, notes = read(server, words, Request("GET", "/rows", query=query), all_pages=False)
    assert found == [1, 2, 3, 4, 5, 6, 7][: query["limit"]]
    assert notes.warnings == warnings
    assert len(server.received) == 1


def linked(link: str) -> bytes:
    return respond([{"id": 1}], link=link)


@pytest.mark.parametrize(
    "link",
    [
        '<{base}/rows?page=2>; rel="next", <{base}/rows?page=9>; rel="last"',
        "<{base}/rows?page=1>; rel=prev,<{base}/rows?page=2>;rel=next",
        '<{base}/rows?page=2>; title="a, b; rel=prev; c=\\"<x>\\""; rel="section next"',
        '</v1/rows?page=2>; REL="Next"',
        '<?page=2>; rel="next"',
    ],
)
def test_links_lead_to_the_next_page(link: str) -> None:
    def first(request: Received, connection: Any) -> bool:
        connection.sendall(linked(link.replace("{base}", server.base)))
        return True

    with Loopback(first, respond([{"id": 2}], link='<x>; rel="first"')) as server:
        found, _ = read(server, {"next_url": "$Response.links.next", "limit_key": "per_page"})
        assert found == [1, 2]
        assert [each.target for each in server.received] == ["/v1/rows?per_page=100", "/v1/rows?page=2"]
        assert all(each.headers["authorization"].startswith("Bearer key-") for each in server.received)


def test_an_address_in_the_body_leads_to_the_next_page() -> None:
    first = respond({"rows": [{"id": 1}], "paging": {"next": "/v1/rows?after=a%2Fb"}})
    with Loopback(first, respond({"rows": [{"id": 2}], "paging": {}})) as server:
        assert read(server, {"next_url": "paging.next", "result_key": "rows"})[0] == [1, 2]
    assert server.received[1].target == "/v1/rows?after=a%2Fb"


def test_no_key_goes_to_another_host() -> None:
    with Loopback(respond([])) as other:
        first = linked(f"<{other.base}/rows>; rel=next")
        with Loopback(first) as server, pytest.raises(AnswerError, match=f"127.0.0.1:{other.port}, which the module"):
            read(server, {"next_url": "$Response.links.next"})
        assert other.received == []
        # A page on its own is no reason to look there.
        with Loopback(first) as server:
            found, notes = read(server, {"next_url": "$Response.links.next"}, all_pages=False)
        assert (found, notes.warnings) == ([1], [MORE])


def test_a_token_in_a_header_and_in_the_body_of_the_request() -> None:
    words = {"input_token": "X-After", "input_in": "header", "output_token": '$Response.headers."X-Next"'}
    with Loopback(respond([{"id": 1}], x_next="t2"), respond([{"id": 2}])) as server:
        assert read(server, words)[0] == [1, 2]
        assert [each.headers.get("x-after") for each in server.received] == [None, "t2"]
    words = {"input_token": "cursor", "input_in": "body", "output_token": "next", "result_key": "rows"}
    pages = respond({"rows": [{"id": 1}], "next": "t2"}), respond({"rows": [{"id": 2}], "next": ""})
    with Loopback(*pages) as server:
        request = Request("POST", "/search", json={"q": "x"})
        assert read(server, {**words, "limit_key": "size"}, request)[0] == [1, 2]
        bodies = [json.loads(each.body) for each in server.received]
    assert bodies == [{"q": "x", "size": 100}, {"q": "x", "size": 100, "cursor": "t2"}]
    with Loopback(*pages) as server:
        assert read(server, words, Request("POST", "/search", form={"q": "x"}))[0] == [1, 2]
        assert server.received[1].body == b"q=x&cursor=t2"


def test_the_last_items_id_is_a_token() -> None:
    words = {"input_token": "starting_after", "output_token": "[-1].id", "limit_key": "limit", "largest": "2"}

    def answer(request: Received, connection: Any) -> bool:
        after = int(dict(parse_qsl(urlsplit(request.target).query)).get("starting_after", "0"))
        connection.sendall(respond(rows(after, 2)))
        return True

    with Loopback(answer) as server:
        found, notes = read(server, words)
        assert (found, notes.warnings) == ([1, 2, 3, 4, 5, 6, 7], [])
        assert read(server, words, all_pages=False)[1].warnings == [MAYBE_MORE]


@pytest.mark.parametrize(
    ("words", "pages", "message"),
    [
        ({"next_url": "next", "more_results": "more", "result_key": "r"}, [{"r": [], "more": True}], "and not where"),
        ({**PAGE, "more_results": "more"}, [{"rows": [], "more": True}], "and not where"),
        ({**PAGE, "last_page": "pages"}, [{"rows": [{"id": 1}]}], "pages is no number"),
        ({**OFFSET, "total": "total"}, [{"rows": [{"id": 1}], "total": "many"}], "total is no number"),
        (PAGE, [{"rows": [{"id": 1}]}] * 2, "no end to its pages"),
        ({"next_url": "next", "result_key": "rows"}, [{"rows": [], "next": "?a=1"}] * 2, "no end to its pages"),
        ({"next_url": "next", "result_key": "rows"}, [{"row": []}], "has no list at rows"),
        ({"next_url": "next"}, [{"id": 1}], "has no list"),
        ({"next_url": "next", "result_key": "rows"}, [{"rows": [], "next": "ftp://x/"}], "scheme is not supported"),
    ],
)
def test_a_list_without_an_end_is_an_error(words: dict[str, str], pages: list[Any], message: str) -> None:
    with Loopback(*map(respond, pages)) as server, pytest.raises(AnswerError, match=message):
        read(server, words)
    assert len(server.received) == len(pages)


@pytest.mark.parametrize(("told", "asked"), [("false", 1), (False, 1), (0, 1), ("", 1), (None, 1), ("true", 2)])
def test_what_tells_of_more_may_be_a_text(told: object, asked: int) -> None:
    first, last = {"rows": [{"id": 1}], "next": "n", "more": told}, {"rows": [], "more": False}
    words = {"input_token": "t", "output_token": "next", "more_results": "more", "result_key": "rows"}
    with Loopback(respond(first), respond(last)) as server:
        read(server, words)
    assert len(server.received) == asked
