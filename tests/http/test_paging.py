"""Lists in pages."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from pscompat.http.paging import MORE, Paginator
from pscompat.http.request_errors import AnswerError, RequestError, RequestTimeoutError

from .loopback import Loopback, Notes, Received, client, respond


def _page(*ids: str, more: bool = False, last: str | None = "") -> bytes:
    last = ids[-1] if last == "" and ids else last
    return respond({"object": "list", "data": [{"id": i} for i in ids], "last_id": last, "has_more": more})


def _queries(server: Loopback) -> list[list[tuple[str, str]]]:
    return [parse_qsl(urlsplit(request.target).query) for request in server.received]


def test_one_page_and_a_warning() -> None:
    notes = Notes()
    with Loopback(_page("a", "b", more=True)) as server:
        items = list(client(server, notes).pages("/carts", query={"limit": 2, "order": "asc", "after": None}))
    assert [item["id"] for item in items] == ["a", "b"]
    assert notes.warnings == [MORE]
    assert _queries(server) == [[("limit", "2"), ("order", "asc")]]


def test_the_warning_does_not_wait_for_the_items() -> None:
    notes = Notes()
    with Loopback(_page("a", "b", more=True)) as server:
        assert next(iter(client(server, notes).pages("/carts", query={"limit": 2})))["id"] == "a"
    assert notes.warnings == [MORE]


def test_a_cursor_that_is_no_text_is_sent_as_one() -> None:
    pages = [respond({"data": [{"id": "a"}], "has_more": True, "last_id": last}) for last in (7, {"a": 1}, [1, 2])]
    with Loopback(*pages, _page("b")) as server:
        items = list(client(server).pages("/carts", query={"limit": 2}, all_pages=True))
    assert [item["id"] for item in items] == ["a", "a", "a", "b"]
    assert [dict(query).get("after") for query in _queries(server)] == [None, "7", "@{a=1}", "1 2"]


def test_no_warning_when_the_size_was_asked_for() -> None:
    notes = Notes()
    with Loopback(_page("a", more=True)) as server:
        list(client(server, notes).pages("/carts", query={"limit": 1}, warn_more=False))
    assert not notes.warnings


def test_all_pages_in_the_order_of_the_query() -> None:
    notes = Notes()
    with Loopback(_page("a", more=True), _page("b", more=True), _page("c")) as server:
        query = {"limit": 7, "after": None, "before": "z"}
        items = list(client(server, notes).pages("/carts", query=query, all_pages=True, type="Shop.Cart"))
    assert [item["id"] for item in items] == ["a", "b", "c"]
    assert all(item.type_names == ("Shop.Cart",) for item in items)
    assert _queries(server) == [
        [("limit", "100"), ("before", "z")],
        [("limit", "100"), ("after", "a"), ("before", "z")],
        [("limit", "100"), ("after", "b"), ("before", "z")],
    ]
    assert not notes.warnings


@pytest.mark.parametrize("start", [None, "a"])
def test_repeated_cursor_ends_in_an_error(start: str | None) -> None:
    written = []
    with Loopback(_page("a", more=True)) as server, pytest.raises(AnswerError, match="repeated the cursor a"):
        for item in client(server).pages("/carts", query={"limit": 1, "after": start}, all_pages=True):
            written.append(item["id"])
    assert written == ["a"] * (1 if start else 2)


def test_cursors_that_go_round_end_in_an_error() -> None:
    with (
        Loopback(_page("a", more=True), _page("b", more=True), _page("a", more=True)) as server,
        pytest.raises(AnswerError, match="repeated"),
    ):
        list(client(server).pages("/carts", query={}, all_pages=True))
    assert len(server.received) == 3


def test_missing_cursor_stops_with_the_warning() -> None:
    notes = Notes()
    with Loopback(_page("a", more=True, last=None)) as server:
        assert len(list(client(server, notes).pages("/carts", query={}, all_pages=True))) == 1
    assert notes.warnings == [MORE]


def test_an_answer_without_a_list_is_an_error() -> None:
    with Loopback(respond({"id": "one"})) as server, pytest.raises(AnswerError, match="has no list at data"):
        list(client(server).pages("/carts", query={}))


def test_null_where_the_list_should_be_is_an_empty_one() -> None:
    with Loopback(respond({"data": None})) as server:
        assert list(client(server).pages("/carts", query={})) == []


@pytest.mark.parametrize("body", [b"", b"5", b'{"data": [1]}', b'{"data": null}', b"[]"])
def test_odd_answers_are_one_error_or_none(body: bytes) -> None:
    with Loopback(respond(body)) as server:
        try:
            list(client(server).pages("/carts", query={}, type="Shop.Cart"))
        except RequestError as error:
            assert error.record.command == "Get-Cart"


def test_error_on_a_later_page_keeps_the_earlier_ones() -> None:
    written = []
    with Loopback(_page("a", more=True), respond(b"", 500, "Oops")) as server, pytest.raises(RequestError):
        for item in client(server).pages("/carts", query={}, all_pages=True):
            written.append(item["id"])
    assert written == ["a"]


def test_overall_time_drops_the_late_page() -> None:
    import time

    def late(request: Received, connection: Any) -> bool:
        time.sleep(0.15)
        connection.sendall(_page(f"c{len(request.target)}", more=True))
        return True

    written = []
    with Loopback(_page("a", more=True), late) as server, pytest.raises(RequestTimeoutError):
        made = client(server, overall_timeout=0.1)
        for item in made.pages("/carts", query={}, all_pages=True):
            written.append(item["id"])
    assert written == ["a"]


def test_another_way_to_page() -> None:
    first = respond(json.dumps({"result": {"rows": [{"id": 1}], "next": "n2", "go_on": True}}))
    second = respond(json.dumps({"result": {"rows": [{"id": 2}]}}))
    paginator = Paginator(
        limit_key="n",
        largest="3",
        input_token="from",
        result_key="result.rows",
        output_token="result.next",
        more_results="result.go_on",
    )
    with Loopback(first, second) as server:
        items = list(client(server).pages("/rows", query={}, all_pages=True, paginator=paginator))
    assert [item["id"] for item in items] == [1, 2]
    assert _queries(server) == [[("n", "3")], [("n", "3"), ("from", "n2")]]
