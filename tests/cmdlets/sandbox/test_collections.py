"""What all families of objects share: create, list, retrieve, update, delete, and 404 for what is not there."""

from __future__ import annotations

from typing import Any

import pytest

from ...sandbox.asking import Asking
from .conftest import openai

THREAD = "/threads/thread_abc123"
FAMILIES: list[tuple[str, str, Any, Any]] = [
    ("assistant", "/assistants", {"model": "gpt-4o"}, {"name": "New"}),
    ("thread", "/threads", {}, {"metadata": {"a": "b"}}),
    ("thread.message", f"{THREAD}/messages", {"role": "user", "content": "Hi"}, {"metadata": {"a": "b"}}),
    ("thread.run", f"{THREAD}/runs", {"assistant_id": "asst_abc123"}, {"metadata": {"a": "b"}}),
    ("vector_store", "/vector_stores", {"name": "s"}, {"name": "New"}),
    ("vector_store.file", "/vector_stores/vs_abc123/files", {"file_id": "file-out123"}, None),
    ("vector_store.file_batch", "/vector_stores/vs_abc123/file_batches", {"file_ids": ["file-out123"]}, None),
    ("batch", "/batches", {"input_file_id": "file-abc123", "endpoint": "/v1/x", "completion_window": "24h"}, None),
    ("response", "/responses", {"model": "gpt-4o", "input": "Hi"}, None),
    ("conversation", "/conversations", {}, {"metadata": {"a": "b"}}),
    ("container", "/containers", {"name": "box"}, None),
    ("container.file", "/containers/cntr_abc123/files", {"file_id": "file-abc123"}, None),
    ("video", "/videos", {"prompt": "A cat"}, None),
    (
        "chat.completion",
        "/chat/completions",
        {"messages": [{"role": "user", "content": "Hi"}], "store": True},
        {"metadata": {"a": "b"}},
    ),
]
WITHOUT_LIST = ("thread", "vector_store.file_batch", "response", "conversation")
WITHOUT_DELETE = ("thread.run", "vector_store.file_batch", "batch")
SEEDS = [
    "/assistants/asst_abc123",
    THREAD,
    f"{THREAD}/messages/msg_abc123",
    f"{THREAD}/runs/run_abc123",
    f"{THREAD}/runs/run_abc123/steps/step_abc123",
    "/vector_stores/vs_abc123",
    "/vector_stores/vs_abc123/files/file-abc123",
    "/vector_stores/vs_abc123/file_batches/vsfb_abc123",
    "/files/file-abc123",
    "/files/file-def456",
    "/batches/batch_abc123",
    "/responses/resp_abc123",
    f"{THREAD}/runs/run_def456",
    f"{THREAD}/runs/run_ghi789",
    f"{THREAD}/runs/run_jkl012",
    "/vector_stores/vs_def456",
    "/vector_stores/vs_def456/files/file-def456",
    "/vector_stores/vs_def456/file_batches/vsfb_def456",
    "/batches/batch_def456",
    "/conversations/conv_abc123",
    "/conversations/conv_abc123/items/msg_abc123",
    "/containers/cntr_abc123",
    "/containers/cntr_abc123/files/cfile_abc123",
    "/videos/video_abc123",
    "/chat/completions/chatcmpl-abc123",
    "/models/gpt-4o",
]


@pytest.mark.parametrize(("kind", "path", "body", "change"), FAMILIES)
def test_life_of_an_object(ask: Asking, kind: str, path: str, body: Any, change: Any) -> None:
    made = ask.good("POST", path, body)
    assert made["object"] == kind
    one = f"{path}/{made['id']}"
    assert ask.good("GET", one)["id"] == made["id"]
    if kind not in WITHOUT_LIST:
        assert ask.good("GET", f"{path}?limit=1&order=desc")["data"][0]["id"] == made["id"]
    if change:
        changed = ask.good("POST", one, {**change, "id": "other", "object": "other"})
        assert changed["id"] == made["id"]
        assert {name: changed[name] for name in change} == change
        assert {name: ask.good("GET", one)[name] for name in change} == change
    if kind in WITHOUT_DELETE:
        return
    gone = ask.good("DELETE", one)
    assert gone["id"] == made["id"]
    assert gone["deleted"] is True
    for method in ("GET", "DELETE"):
        reply = ask(method, one)
        assert reply.status == 404
        assert made["id"] in reply.json["error"]["message"]


@pytest.mark.parametrize("path", SEEDS)
def test_seeds_are_there(ask: Asking, path: str) -> None:
    found = ask.good("GET", path)
    assert found["id"] == path.rpartition("/")[2]
    if path.startswith("/files/"):
        assert len(ask("GET", f"{path}/content").content) == found["bytes"]


STRANGE_IDS = {
    "nothing": "nothing",
    "a+b": "a b",
    "%20": " ",
    "%2f": "/",
    "..%2f..": "../..",
    "..": "..",
    "%2e": ".",
    "%e6%97%a5": "日",
    "%ff": "\ufffd",
    "%27%22%3b--": "'\";--",
    "a%25b": "a%b",
    "%00": "\0",
    "x" * 20_000: "x" * 20_000,
}


@pytest.mark.parametrize("path", sorted({path.rpartition("/")[0] for path in SEEDS}))
@pytest.mark.parametrize("written", STRANGE_IDS, ids=lambda written: written[:10])
def test_ids_that_are_not_there(ask: Asking, path: str, written: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        reply = ask(method, f"{path}/{written}", {} if method == "POST" else None)
        # Not every family can be changed or deleted.
        assert reply.status == 404 or (method != "GET" and reply.status == 405)
        error = reply.json["error"]
        assert (set(error), error["type"]) == ({"message", "type", "param", "code"}, "invalid_request_error")
        if reply.status == 404:
            assert STRANGE_IDS[written] in error["message"]


@pytest.mark.parametrize("written", [written for written in STRANGE_IDS if written != "nothing"], ids=lambda w: w[:10])
def test_life_with_an_id_of_ones_own(ask: Asking, written: str) -> None:
    path = "/conversations/conv_abc123/items"
    ask.good("POST", path, {"items": [{"id": STRANGE_IDS[written], "role": "user", "content": "Hi"}]})
    assert ask.good("GET", f"{path}/{written}")["id"] == STRANGE_IDS[written]
    assert ask.good("GET", f"{path}?limit=1")["last_id"] == STRANGE_IDS[written]
    assert ask.good("GET", f"{path}?order=asc&after={written}")["data"] == []
    assert ask("DELETE", f"{path}/{written}").status == 200
    assert ask("GET", f"{path}/{written}").status == 404


@pytest.mark.parametrize(
    "path", ["/threads/none/runs", "/threads/none/messages", "/vector_stores/none/files", "/containers/none/files"]
)
def test_parents_that_are_not_there(ask: Asking, path: str) -> None:
    assert ask("GET", path).status == 404
    assert ask("POST", path, {"assistant_id": "a", "content": "x", "file_id": "file-abc123"}).status == 404
    assert ask("GET", f"{path}/x").status == 404


def test_what_belongs_to_an_object_goes_with_it(ask: Asking) -> None:
    thread = ask.good("POST", "/threads", {"messages": [{"content": "Hi"}]})["id"]
    run = ask.good("POST", f"/threads/{thread}/runs", {"assistant_id": "a"})["id"]
    ask.good("DELETE", f"/threads/{thread}")
    assert ask("GET", f"/threads/{thread}/runs/{run}").status == 404
    assert ask("GET", f"/threads/{thread}/messages").status == 404


def _ids(ask: Asking, query: str) -> tuple[list[str], bool]:
    page = ask.good("GET", f"{THREAD}/runs?{query}")
    ids = [run["id"] for run in page["data"]]
    assert (page["first_id"], page["last_id"]) == ((ids[0], ids[-1]) if ids else (None, None))
    return ids, page["has_more"]


def _runs(*numbers: int) -> list[str]:
    return [f"run_{number:03d}" for number in numbers]


@pytest.mark.parametrize(
    ("query", "ids", "more"),
    [
        ("limit=2&order=asc", _runs(1, 2), True),
        ("limit=2&order=asc&after=run_002", _runs(3, 4), True),
        ("limit=2&order=asc&after=run_248", _runs(249, 250), True),
        ("limit=5&order=asc&after=run_249", ["run_250", "run_abc123"], False),
        ("limit=5&order=asc&after=run_abc123", [], False),
        ("limit=2&order=desc", ["run_abc123", "run_250"], True),
        ("limit=2", ["run_abc123", "run_250"], True),
        ("limit=2&order=desc&after=run_003", _runs(2, 1), False),
        ("limit=2&order=asc&before=run_010", _runs(8, 9), True),
        ("limit=5&order=asc&before=run_003", _runs(1, 2), False),
        ("limit=2&order=desc&before=run_248", _runs(250, 249), True),
        ("limit=9&order=asc&after=run_003&before=run_006", _runs(4, 5), False),
        ("limit=1&order=asc&after=run_003&before=run_006", _runs(4), True),
    ],
)
def test_pages(query: str, ids: list[str], more: bool) -> None:
    with openai() as sandbox:
        assert _ids(Asking(sandbox), query) == (ids, more)


LISTS = [
    ("/assistants", {"model": "m"}, {}),
    (f"{THREAD}/messages", {"content": "Hi"}, {}),
    ("/vector_stores", {"name": "s"}, {}),
    ("/batches", {"input_file_id": "file-abc123", "endpoint": "/v1/x", "completion_window": "24h"}, {}),
    ("/conversations/conv_abc123/items", {"items": [{"role": "user", "content": "Hi"}]}, {}),
    ("/containers", {"name": "box"}, {}),
    ("/containers/cntr_abc123/files", {"file_id": "file-abc123"}, {}),
    ("/videos", {"prompt": "A cat"}, {}),
    ("/files", None, {"purpose": "assistants", "file": ("a.txt", b"a")}),
    ("/chat/completions", {"messages": [{"role": "user", "content": "Hi"}], "store": True}, {}),
]


@pytest.mark.parametrize(("path", "body", "form"), LISTS)
def test_every_list_goes_page_by_page_both_ways(ask: Asking, path: str, body: Any, form: Any) -> None:
    for _ in range(5):
        ask.good("POST", path, body, form=form or None)
    for order in ("asc", "desc"):
        whole = [each["id"] for each in ask.good("GET", f"{path}?limit=100&order={order}")["data"]]
        assert len(whole) >= 5
        there = _walk(ask, f"{path}?limit=2&order={order}", "after", "last_id")
        assert [identifier for page in there for identifier in page] == whole
        back = _walk(ask, f"{path}?limit=2&order={order}", "before", "first_id", whole[-1])
        assert [identifier for page in reversed(back) for identifier in page] == whole[:-1]


def _walk(ask: Asking, path: str, cursor: str, where: str, start: str = "") -> list[list[str]]:
    pages: list[list[str]] = []
    more = True
    while more:
        page = ask.good("GET", f"{path}&{cursor}={start}" if start else path)
        pages.append([each["id"] for each in page["data"]])
        start, more = page[where], page["has_more"]
    return pages


def test_pages_join_to_the_whole_list(ask: Asking) -> None:
    for order in ("asc", "desc"):
        found: list[str] = []
        more = True
        while more:
            after = f"&after={found[-1]}" if found else ""
            ids, more = _ids(ask, f"limit=100&order={order}{after}")
            found += ids
        assert len(found) == len(set(found)) >= 251


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "order=up", "after=none", "before=none"])
def test_lists_that_cannot_be(ask: Asking, query: str) -> None:
    reply = ask("GET", f"{THREAD}/runs?{query}")
    assert reply.status == 400
    assert reply.json["error"]["param"]
