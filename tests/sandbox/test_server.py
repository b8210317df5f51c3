"""The sandbox as a server: who may ask, what is no request, where state is kept."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import given as generated
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from pscompat.sandbox import Sandbox, SandboxError

from .asking import Asking

ROOT = Path(__file__).parents[2]
RUN = "/threads/thread_abc123/runs/run_abc123"
ROUTES = (
    "/assistants",
    "/threads",
    "/threads/thread_abc123/messages",
    "/threads/thread_abc123/runs",
    "/threads/runs",
    "/vector_stores",
    "/vector_stores/vs_abc123/files",
    "/vector_stores/vs_abc123/file_batches",
    "/batches",
    "/responses",
    "/responses/compact",
    "/conversations",
    "/conversations/conv_abc123/items",
    "/containers",
    "/containers/cntr_abc123/files",
    "/videos",
    "/videos/video_abc123/remix",
    "/chat/completions",
    "/completions",
    "/embeddings",
    "/moderations",
    "/audio/speech",
)
MEMBERS = (
    "model",
    "input",
    "messages",
    "content",
    "role",
    "items",
    "metadata",
    "tools",
    "file_ids",
    "files",
    "file_id",
    "input_file_id",
    "endpoint",
    "n",
    "completion_window",
    "name",
    "prompt",
    "assistant_id",
    "thread",
    "expires_after",
    "text",
    "background",
    "dimensions",
    "store",
)


def test_key_is_required(ask: Asking) -> None:
    key = ask.sandbox.key
    for given in ("", "Bearer", "Bearer wrong", key, f"Bearer {key[:-1]}", f"Basic {key}", "Bearer \xe9"):
        for method, path, body in (("GET", RUN, None), ("POST", "/threads", {}), ("GET", "/nonsense", None)):
            reply = ask(method, path, body, Authorization=given)
            assert reply.status == 401
            assert set(reply.json["error"]) == {"message", "type", "param", "code"}
            assert key not in reply.content.decode()
    assert ask("GET", RUN, Authorization=f"bearer  {key}").status == 200


@pytest.mark.parametrize("path", ["/v1", "", "/openai", "/openai/deployments/gpt"])
def test_key_in_either_header_on_paths_of_either_kind(ask: Asking, path: str) -> None:
    ask.connection.request("GET", f"{path}{RUN}?api-version=1", headers={"api-key": ask.sandbox.key})
    response = ask.connection.getresponse()
    response.read()
    assert response.status == 200


def test_loopback_only(ask: Asking) -> None:
    assert ask.sandbox.base_url.startswith("http://127.0.0.1:")


def test_key_is_not_in_the_repr(ask: Asking) -> None:
    assert ask.sandbox.key not in repr(ask.sandbox)


@pytest.mark.parametrize("path", ["/", "/nonsense", "/threads/a/b/c/d/e", "/assistants/../threads", "/%2e%2e"])
def test_unknown_path(ask: Asking, path: str) -> None:
    reply = ask("GET", path)
    assert reply.status == 404
    assert reply.json["error"]["type"] == "invalid_request_error"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/threads"),
        ("PATCH", RUN),
        ("DELETE", RUN),
        ("GET", "/embeddings"),
        ("POST", "/batches/batch_abc123"),
        ("OPTIONS", RUN),
        ("HEAD", RUN),
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
    assert ask("GET", RUN).status == 200


@pytest.mark.parametrize(
    "raw",
    [b"{", b"[1]", b"5", b"\xff\xfe", b"[" * 100_000, b'{"a":NaN}', b'{"a":1e999}', b'{"a":' + b"9" * 5000 + b"}"],
)
def test_body_that_is_no_object(ask: Asking, raw: bytes) -> None:
    assert ask("POST", "/threads", raw=raw).status == 400


@pytest.mark.parametrize(
    "raw",
    [
        b"nonsense\r\n\r\n",
        b"GET\r\n\r\n",
        b"BREW /v1/threads HTTP/1.1\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n",
        b"POST /v1/threads HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        b"POST /v1/threads HTTP/1.1\r\nContent-Length: 99999999999999\r\n\r\n",
        b"POST /v1/threads HTTP/1.1\r\nContent-Length: " + b"9" * 9000 + b"\r\n\r\n",
        b"POST /v1/threads HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\n\r\n",
        b'POST /v1/threads HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{"metadata": {}}',
        b"POST /v1/threads HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /v1/threads HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_what_is_no_http_is_answered_and_ended(ask: Asking, raw: bytes, known: bool) -> None:
    if known:
        raw = raw.replace(b"HTTP/1.1\r\n", f"HTTP/1.1\r\nAuthorization: Bearer {ask.sandbox.key}\r\n".encode(), 1)
    head, body = exchanged(ask, raw)
    assert re.match(rb"HTTP/1.1 (4|5)\d\d |$", head)
    assert set(json.loads(body)["error"]) == {"message", "type", "param", "code"}
    assert ask("GET", RUN).status == 200


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
    head = f"POST /v1/threads HTTP/1.1\r\nAuthorization: Bearer {key or ask.sandbox.key}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {size}\r\n\r\n"
    piece = b" " * (1024 * 1024)
    got, body = exchanged(ask, head.encode(), *[piece] * 80)
    assert got.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"Connection: close" in got
    assert json.loads(body)["error"]["message"]


def test_body_without_a_length_is_not_taken_for_an_empty_one(ask: Asking) -> None:
    head = f"POST /v1/threads HTTP/1.1\r\nAuthorization: Bearer {ask.sandbox.key}\r\n\r\n"
    assert exchanged(ask, head.encode() + b'{"metadata": {}}')[0].startswith(b"HTTP/1.1 411 ")
    assert exchanged(ask, head.encode())[0].startswith(b"HTTP/1.1 200 ")


def test_chunked_body(ask: Asking) -> None:
    head = f"POST /v1/threads HTTP/1.1\r\nAuthorization: Bearer {ask.sandbox.key}\r\n"
    body = '5\r\n{"met\r\n14;x=y\r\nadata": {"a": "b"}}\r\n0\r\nTrailer: x\r\n\r\n'
    with socket.create_connection(("127.0.0.1", ask.base.port or 0), timeout=20) as connection:
        connection.sendall((head + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + body).encode())
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
    assert b'"metadata": {"a": "b"}' in answer


def test_client_that_goes_away_in_the_middle(ask: Asking) -> None:
    with socket.create_connection(("127.0.0.1", ask.base.port or 0), timeout=20) as connection:
        connection.sendall(b"POST /v1/threads HTTP/1.1\r\nContent-Length: 100\r\n\r\n{")
    assert ask("GET", RUN).status == 200


@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@generated(
    st.sampled_from(ROUTES),
    st.dictionaries(
        st.sampled_from(MEMBERS),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("file-abc123"),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
            max_leaves=5,
        ),
    ),
)
def test_any_body_is_answered(ask: Asking, path: str, body: dict[str, Any]) -> None:
    reply = ask("POST", path, body)
    assert reply.status in (200, 400, 404)


def test_many_at_once() -> None:
    with Sandbox() as sandbox, ThreadPoolExecutor(8) as pool:

        def make(number: int) -> str:
            mine = Asking(sandbox)
            identifier = str(mine.good("POST", "/threads", {"metadata": {"n": str(number)}})["id"])
            assert mine.good("GET", f"/threads/{identifier}")["metadata"] == {"n": str(number)}
            return identifier

        assert len(set(pool.map(make, range(50)))) == 50


def test_stop_ends_everything() -> None:
    sandbox = Sandbox().start()
    ask = Asking(sandbox)
    ask("GET", RUN)
    sandbox.stop()
    sandbox.stop()
    with pytest.raises(OSError):
        ask("GET", RUN)
    with pytest.raises(OSError):
        Asking(sandbox)("GET", RUN)


def test_same_answers_each_time() -> None:
    answers = []
    for _ in range(2):
        with Sandbox() as sandbox:
            ask = Asking(sandbox)
            thread = ask("POST", "/threads", {"messages": [{"role": "user", "content": "Hi"}]})
            run = ask("POST", f"/threads/{thread.json['id']}/runs", {"assistant_id": "asst_abc123"})
            answers.append([thread.content, run.content, ask("GET", RUN).content])
    assert answers[0] == answers[1]


def test_state_in_a_file(tmp_path: Path) -> None:
    file = str(tmp_path / "state.db")
    with Sandbox(data_file=file) as sandbox:
        identifier = Asking(sandbox).good("POST", "/threads", {"metadata": {"a": "b"}})["id"]
        uploaded = Asking(sandbox).upload(b"content")
    with Sandbox(data_file=file) as sandbox:
        ask = Asking(sandbox)
        assert ask.good("GET", f"/threads/{identifier}")["metadata"] == {"a": "b"}
        assert ask("GET", f"/files/{uploaded}/content").content == b"content"
        assert len(ask.good("GET", "/threads/thread_abc123/runs?limit=100&after=run_150&order=asc")["data"]) == 100
        assert ask.good("POST", "/threads", {})["id"] != identifier


@pytest.mark.parametrize("content", [b"no database at all" * 100, b""])
def test_file_that_is_something_else(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other"
    file.write_bytes(content)
    if not content:
        with Sandbox(data_file=str(file)):
            return
    with pytest.raises(SandboxError, match="data file"):
        Sandbox(data_file=str(file)).start()
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
        Sandbox(data_file=str(file)).start()
    assert file.read_bytes() == before


def test_folder_as_data_file(tmp_path: Path) -> None:
    with pytest.raises(SandboxError):
        Sandbox(data_file=str(tmp_path)).start()


@pytest.mark.parametrize("port", [-1, 70_000])
def test_port_that_is_none(port: int) -> None:
    with pytest.raises(SandboxError):
        Sandbox(port=port).start()


def test_port_that_is_taken(ask: Asking) -> None:
    with pytest.raises(SandboxError, match=str(ask.base.port)):
        Sandbox(port=ask.base.port or 0).start()


@contextmanager
def started(data: Path) -> Iterator[tuple[subprocess.Popen[str], Asking]]:
    """The command in a process, and a client of it."""
    line = [sys.executable, "-m", "pscompat", "sandbox", "--data", str(data)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as child:
        try:
            assert child.stdout is not None
            base = child.stdout.readline().removeprefix("Base URL:").strip()
            sandbox = Sandbox(key=child.stdout.readline().removeprefix("API key:").strip())
            sandbox.base_url = base
            yield child, Asking(sandbox)
        finally:
            child.kill()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0), (signal.SIGHUP, 0)])
def test_command_keeps_its_state_and_ends_when_asked(tmp_path: Path, number: int, code: int) -> None:
    data = tmp_path / "state.db"
    with started(data) as (child, ask):
        thread = ask.good("POST", "/threads", {"metadata": {"a": "b"}})["id"]
        other = Asking(ask.sandbox)
        assert other.good("DELETE", "/assistants/asst_abc123")["deleted"]
        child.send_signal(number)
        assert child.wait(20) == code
        assert child.stderr is not None
        assert child.stderr.read() == ""
    assert [path.name for path in tmp_path.iterdir()] == [data.name]
    with started(data) as (_, ask):
        assert ask.good("GET", f"/threads/{thread}")["metadata"] == {"a": "b"}
        assert ask("GET", "/assistants/asst_abc123").status == 404
        assert ask.good("GET", RUN)["id"] == "run_abc123"


def test_two_servers_on_one_file(tmp_path: Path) -> None:
    data = tmp_path / "state.db"
    with started(data) as (_, first), started(data) as (_, second):
        ids: list[str] = []
        for ask in (first, second, first, second):
            ids.append(ask.good("POST", "/threads", {"metadata": {"n": str(len(ids))}})["id"])
        assert len(set(ids)) == 4
        for ask in (first, second):
            assert [ask.good("GET", f"/threads/{each}")["metadata"]["n"] for each in ids] == ["0", "1", "2", "3"]


def test_answers_that_are_not_kept_have_ids_of_their_own(ask: Asking) -> None:
    for path, body in (("/moderations", {"input": "a"}), ("/completions", {"prompt": "a"})):
        assert len({ask.good("POST", path, body)["id"] for _ in range(3)}) == 3
