"""The stand-in for OpenAI as a whole: paths and keys of either kind, bodies of any shape, the command that runs it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import given as generated
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ...sandbox.asking import Asking
from .conftest import ROOT, openai

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


@pytest.mark.parametrize("path", ["/v1", "", "/openai", "/openai/deployments/gpt"])
def test_key_in_either_header_on_paths_of_either_kind(ask: Asking, path: str) -> None:
    ask.connection.request("GET", f"{path}{RUN}?api-version=1", headers={"api-key": ask.sandbox.key})
    response = ask.connection.getresponse()
    response.read()
    assert response.status == 200


@pytest.mark.parametrize(
    ("method", "path", "status", "kind", "code"),
    [
        ("GET", "/nonsense", 404, "invalid_request_error", None),
        ("GET", "/models/none", 404, "invalid_request_error", "model_not_found"),
        ("PUT", "/threads", 405, "invalid_request_error", "method_not_supported"),
        ("POST", "/assistants", 400, "invalid_request_error", "missing_required_parameter"),
        ("BREW", "/threads", 501, "server_error", None),
    ],
)
def test_errors_have_the_shape_of_openai_s(
    ask: Asking, method: str, path: str, status: int, kind: str, code: str | None
) -> None:
    reply = ask(method, path)
    error = reply.json["error"]
    assert (reply.status, set(error)) == (status, {"message", "type", "param", "code"})
    assert (error["type"], error["code"]) == (kind, code)


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


def test_same_answers_each_time() -> None:
    answers = []
    for _ in range(2):
        with openai() as sandbox:
            ask = Asking(sandbox)
            thread = ask("POST", "/threads", {"messages": [{"role": "user", "content": "Hi"}]})
            run = ask("POST", f"/threads/{thread.json['id']}/runs", {"assistant_id": "asst_abc123"})
            answers.append([thread.content, run.content, ask("GET", RUN).content])
    assert answers[0] == answers[1]


@contextmanager
def started(data: Path) -> Iterator[tuple[subprocess.Popen[str], Asking]]:
    """The command in a process, and a client of it."""
    line = [sys.executable, "-m", "pscompat", "sandbox", "--data", str(data)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT) as child:
        try:
            assert child.stdout is not None
            base = child.stdout.readline().removeprefix("Base URL:").strip()
            sandbox = openai()
            sandbox.base_url, sandbox.key = base, child.stdout.readline().removeprefix("API key:").strip()
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
