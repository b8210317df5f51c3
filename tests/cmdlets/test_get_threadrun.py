"""Get-ThreadRun against a real server, through the Python face."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pscompat
from pscompat.dotnet.containers import PSCustomObject
from pscompat.dotnet.times import DateTime
from pscompat.engine.streams import CollectingStreams
from pscompat.errors import CommandError
from tests.http.loopback import Loopback, Received, respond

ROOT = Path(__file__).parents[2]
KEY = "sk-test-0123456789abcdefghij"
RUN = {"id": "run_1", "object": "thread.run", "created_at": 1699075072, "thread_id": "thread_1", "status": "completed"}
RUN_DATES = ["created_at", "started_at", "completed_at"]
MORE = "There is more data that has not been retrieved."


class Face:
    """The module with streams that keep everything, led to one server."""

    def __init__(self, server: Loopback | None = None, environment: dict[str, str] | None = None) -> None:
        base = server.base if server else "http://127.0.0.1:1/v1"
        self.streams = CollectingStreams()
        self.module = pscompat.load(
            str(ROOT),
            streams=self.streams,
            environment=environment or {"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": base},
            tz=0,
        )

    def run(self, *arguments: Any, **parameters: Any) -> list[Any]:
        return self.module.invoke("Get-ThreadRun", *arguments, **parameters)

    def error(self) -> tuple[str, str, str]:
        """Id, category and message of the one error."""
        (record,) = self.streams.errors
        return record.fully_qualified_error_id, record.category, record.message


def listing(*ids: str, more: bool = False) -> bytes:
    data = [{**RUN, "id": identifier} for identifier in ids]
    return respond({"object": "list", "data": data, "last_id": ids[-1] if ids else None, "has_more": more})


def error_answer(status: int, message: str, **headers: str) -> bytes:
    return respond({"error": {"message": message, "code": None}}, status, "Reason", **headers)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[pscompat.LoadedModule]:
    with pscompat.load(str(ROOT), sandbox=True, tz=0) as module:
        yield module


def test_one_run() -> None:
    with Loopback(respond(RUN)) as server:
        (run,) = Face(server).run(ThreadId="thread_1", RunId="run_1")
    (request,) = server.received
    assert (request.method, request.target) == ("GET", "/v1/threads/thread_1/runs/run_1")
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["openai-beta"] == "assistants=v2"
    assert run.type_names == ("PSOpenAI.Thread.Run",)
    assert list(run) == ["id", "object", "thread_id", "status", "created_at"]
    assert isinstance(run["created_at"], DateTime)
    assert run["created_at"].isoformat() == "2023-11-04T05:17:52+00:00"


@pytest.mark.parametrize(
    ("parameters", "query"),
    [
        ({}, "limit=20&order=asc"),
        ({"Limit": 5, "Order": "DESC"}, "limit=5&order=desc"),
        ({"After": "a", "Before": "b"}, "limit=20&order=asc&after=a&before=b"),
        ({"After": "", "Before": ""}, "limit=20&order=asc"),
        ({"All": True, "Limit": 5}, "limit=100&order=asc"),
    ],
)
def test_query_of_a_list(parameters: dict[str, Any], query: str) -> None:
    with Loopback(listing("run_1", "run_2")) as server:
        assert len(Face(server).run("thread_1", **parameters)) == 2
    assert [request.target for request in server.received] == [f"/v1/threads/thread_1/runs?{query}"]


@pytest.mark.parametrize(("parameters", "warnings"), [({}, [MORE]), ({"Limit": 20}, [])])
def test_warning_when_there_is_more(parameters: dict[str, Any], warnings: list[str]) -> None:
    with Loopback(listing("run_1", more=True)) as server:
        face = Face(server)
        face.run("thread_1", **parameters)
    assert face.streams.warnings == warnings


def test_every_piped_record_is_asked_for() -> None:
    pages = [listing("a", more=True), listing("b"), listing("c", more=True), listing("d")]
    with Loopback(*pages) as server:
        runs = Face(server).run(All=True, input=["thread_1", "thread_2"])
    assert [run["id"] for run in runs] == ["a", "b", "c", "d"]
    assert [request.target.split("?")[0] for request in server.received] == [
        "/v1/threads/thread_1/runs",
        "/v1/threads/thread_1/runs",
        "/v1/threads/thread_2/runs",
        "/v1/threads/thread_2/runs",
    ]


def test_run_object_names_thread_and_run() -> None:
    run = PSCustomObject({"id": "run/1", "thread_id": "thread 1"}, ("PSOpenAI.Thread.Run",))
    with Loopback(respond(RUN)) as server:
        Face(server).run(Run=run)
        Face(server).run(input=[run])
    assert [request.target for request in server.received] == ["/v1/threads/thread+1/runs/run%2f1"] * 2


@pytest.mark.parametrize("members", [{"id": "run_1"}, {"id": "run_1", "thread_id": None}])
def test_run_object_without_thread(members: dict[str, Any]) -> None:
    with Loopback(respond(RUN)) as server:
        face = Face(server)
        assert face.run(Run=PSCustomObject(members, ("PSOpenAI.Thread.Run",))) == []
    assert not server.received
    assert face.error() == ("System.ArgumentException,Get-ThreadRun", "NotSpecified", "Could not retrieve thread id.")


def test_an_empty_list_is_no_run_either() -> None:
    face = Face()
    assert face.run(Run=[]) == []
    assert face.error()[2] == "Could not retrieve thread id."


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"last_error": {"code": "server_error", "message": "It broke"}}, '"It broke" (server_error)'),
        ({"incomplete_details": {"reason": "max_tokens"}}, '"max_tokens"'),
    ],
)
def test_warning_about_a_run_that_went_wrong(members: dict[str, Any], reason: str) -> None:
    with Loopback(respond({**RUN, "status": "failed", **members})) as server:
        face = Face(server)
        assert len(list(face.module.stream("Get-ThreadRun", "thread_1", "run_1"))) == 1
    assert face.streams.warnings == [f'The status of run with id "run_1" is "failed". Reason: {reason}']


@pytest.mark.parametrize(
    ("typed", "sent"), [("a/b", "a%2fb"), ("a b", "a+b"), ("a%2Fb", "a%252Fb"), ("日本", "%E6%97%A5%E6%9C%AC")]
)
def test_ids_are_encoded_once(typed: str, sent: str) -> None:
    with Loopback(respond(RUN)) as server:
        Face(server).run(typed, "run_1")
        Face(server).run(input=[PSCustomObject({"thread_id": typed})])
        Face(server).run(input=[typed])
    assert {request.target.split("/")[3] for request in server.received} == {sent}


@pytest.mark.parametrize("typed", [".", ".."])
def test_ids_that_are_folders_are_refused(typed: str) -> None:
    with Loopback(respond(RUN)) as server:
        face = Face(server)
        face.run(typed, "run_1")
        face.run("thread_1", typed)
        face.run(input=[typed])
    assert not server.received
    assert len(face.streams.errors) == 3


def test_no_key() -> None:
    with Loopback(respond(RUN)) as server, pytest.raises(CommandError) as caught:
        Face(server, {"OPENAI_API_BASE": server.base}).run("thread_1")
    assert not server.received
    assert caught.value.message == 'Please specify your OpenAI API key to "ApiKey" parameter.'
    assert caught.value.records[0].fully_qualified_error_id == "System.ArgumentException,Initialize-APIKey"


def test_unreachable() -> None:
    face = Face()
    assert face.run("thread_1", TimeoutSec=20) == []
    assert face.error() == (
        "System.Net.Http.HttpRequestException,Get-ThreadRun",
        "NotSpecified",
        "Connection refused (127.0.0.1:1)",
    )


@pytest.mark.parametrize(
    ("status", "exception"),
    [
        (400, "BadRequestException"),
        (401, "UnauthorizedException"),
        (403, "PermissionDeniedException"),
        (404, "NotFoundException"),
        (409, "ConflictException"),
        (418, "APIRequestException"),
        (422, "UnprocessableEntityException"),
        (429, "RateLimitExceededException"),
        (500, "APIRequestException"),
    ],
)
def test_error_status(status: int, exception: str) -> None:
    with Loopback(error_answer(status, "It failed")) as server:
        face = Face(server)
        assert face.run("thread_1") == []
    message = f"OpenAI API returned an {status} (Reason) Error: It failed"
    assert face.error() == (f"{exception},Get-ThreadRun", "NotSpecified", message)


def test_not_found_says_what_became_of_the_api() -> None:
    with Loopback(error_answer(404, "Gone")) as server:
        face = Face(server)
        face.run("thread_1")
    hint = face.streams.errors[0].hint
    assert "2026-08-26" in hint
    assert "Request-Response" in hint


def test_failing_record_does_not_stop_the_next() -> None:
    with Loopback(error_answer(500, "No"), listing("run_1")) as server:
        face = Face(server)
        assert len(face.run(input=["thread_1", "thread_2"])) == 1
    assert len(face.streams.errors) == 1


def test_retry_after_is_waited_for_and_counted() -> None:
    with Loopback(error_answer(429, "Busy", retry_after="1"), respond(RUN)) as server:
        face = Face(server)
        assert len(face.run("thread_1", "run_1", MaxRetryCount=1)) == 1
    assert face.streams.warnings == [
        "OpenAI API returned an 429 (Reason) Error: Busy",
        "Retry the request after waiting 1000 ms (retry count: 0)",
    ]


def test_used_up_quota_is_not_tried_again() -> None:
    answer = respond({"error": {"message": "Your quota is used up", "code": "insufficient_quota"}}, 429, "Reason")
    with Loopback(answer) as server:
        face = Face(server)
        face.run("thread_1", MaxRetryCount=2)
    assert len(server.received) == 1
    assert face.error()[0] == "QuotaLimitExceededException,Get-ThreadRun"


def test_redirect_to_another_host_keeps_the_key_home() -> None:
    with Loopback(respond(RUN)) as other:
        there = f"http://localhost:{other.port}/there"
        with Loopback(respond(b"", 302, "Found", location=there)) as server:
            Face(server).run("thread_1", "run_1", Organization="org-secret")
    (request,) = other.received
    assert not [text for text in request.headers.values() if KEY in text or "org-secret" in text]


@pytest.mark.parametrize("body", [b"<html></html>", b'{"id": ', b"[" * 50_000])
def test_answer_that_is_not_json(body: bytes) -> None:
    with Loopback(respond(body)) as server:
        face = Face(server)
        assert face.run("thread_1", "run_1") == []
    identifier, category, message = face.error()
    assert (identifier, category) == ("System.ArgumentException,Get-ThreadRun", "NotSpecified")
    assert message.startswith("Conversion from JSON failed with error: ")


def test_empty_answer_is_one_error() -> None:
    with Loopback(respond(b"")) as server:
        face = Face(server)
        assert face.run("thread_1", "run_1") == []
    assert "empty" in face.error()[2]


def test_half_an_answer() -> None:
    def half(request: Received, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n" + b'{"id": "run')

    with Loopback(half) as server:
        face = Face(server)
        assert face.run("thread_1", "run_1") == []
    assert "ended prematurely" in face.error()[2]


def test_answer_that_never_ends() -> None:
    def endless(request: Received, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not server.ended.wait(0.05):
            connection.sendall(b" ")

    with Loopback(endless) as server:
        face = Face(server)
        assert face.run("thread_1", TimeoutSec=1) == []
    assert face.error() == (
        "PSOpenAI.APIRequest.TimeoutException,Write-TimeoutError",
        "OperationTimeout",
        "The operation was canceled due to timeout.",
    )


def test_cursor_that_repeats() -> None:
    with Loopback(listing("run_1", more=True)) as server:
        face = Face(server)
        assert len(face.run("thread_1", All=True)) == 2
    assert "repeated the cursor run_1" in face.error()[2]


def test_azure() -> None:
    with Loopback(respond(RUN)) as server:
        base = server.base.removesuffix("/v1")
        Face(server).run("thread_1", "run_1", ApiType="Azure", ApiBase=base, Organization="org-1")
        Face(server).run("thread_1", ApiType="Azure", ApiBase=base, AuthType="azure_ad", ApiVersion="v9")
    first, second = server.received
    assert first.target == "/openai/threads/thread_1/runs/run_1?api-version=2025-04-01-preview"
    assert first.headers["api-key"] == KEY
    assert "authorization" not in first.headers
    assert "openai-organization" not in first.headers
    assert second.target == "/openai/threads/thread_1/runs?api-version=v9&limit=20&order=asc"
    assert second.headers["authorization"] == f"Bearer {KEY}"


def test_headers_of_one_call_do_not_leak_into_the_next() -> None:
    with Loopback(respond(RUN)) as server:
        face = Face(server)
        face.run(
            "thread_1", "run_1", Organization="org-1", AdditionalHeaders={"X-A": "1"}, ApiKey="sk-other-0123456789"
        )
        face.run("thread_1", "run_1")
    assert set(server.received[0].headers) - set(server.received[1].headers) == {"openai-organization", "x-a"}
    assert server.received[1].headers["authorization"] == f"Bearer {KEY}"


def test_examples_against_the_sandbox(sandbox: pscompat.LoadedModule) -> None:
    (run,) = sandbox.invoke("Get-ThreadRun", ThreadId="thread_abc123", RunId="run_abc123")
    assert run["id"] == "run_abc123"
    assert [name for name in RUN_DATES if isinstance(run[name], DateTime)] == RUN_DATES
    assert len(sandbox.invoke("Get-ThreadRun", "thread_abc123")) == 20
    everything = sandbox.invoke("Get-ThreadRun", "thread_abc123", All=True, Order="desc")
    assert [len(everything), everything[0]["id"], everything[-1]["id"]] == [251, "run_abc123", "run_001"]
    assert sandbox.invoke("Get-ThreadRun", input=[run]) == [run]


def test_words_of_the_readme_on_the_command_line() -> None:
    line = [sys.executable, "-m", "pscompat", "--sandbox", "Get-ThreadRun", "-thread_id", "thread_abc123", "-l", "2"]
    done = subprocess.run(line, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 0
    assert re.findall('"id": ?"(run_[0-9]+)"', done.stdout) == ["run_001", "run_002"]
    assert done.stderr == ""
