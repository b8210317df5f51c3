"""What the shipped cmdlets have in common: no streaming yet, dry runs, verbose messages, objects across processes."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ..http.loopback import Loopback, respond
from .face import KEY, ROOT, listing, routes

RUN = {"id": "run_1", "object": "thread.run", "thread_id": "thread_1", "assistant_id": "asst_1", "status": "queued"}


def run(*words: str, base: str = "http://127.0.0.1:1/v1", text: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": base, "PATH": ""}
    line = [sys.executable, "-m", "pscompat", *words]
    return subprocess.run(
        line, env=environment, input=text, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )


def test_a_dry_run_sends_nothing(tmp_path: Path) -> None:
    file = tmp_path / 'a "b".txt'
    file.write_text("text")
    for words in (
        ["Get-Assistant", "asst_1"],
        ["Get-Assistant", "-All"],
        ["Request-Embeddings", "Hi"],
        ["Add-OpenAIFile", str(file), "-Purpose", "batch"],
        ["Wait-Batch", "batch_1"],
        ["Request-AudioSpeech", "Hi", "-OutFile", str(tmp_path / "out.mp3")],
        ["Remove-Container", "container_1"],
    ):
        done = run("--dry-run", "json", *words)
        assert done.returncode == 0, done.stderr
        shown = json.loads(done.stdout)
        assert shown["url"].startswith("http://127.0.0.1:1/v1/")
        assert KEY not in done.stdout + done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_the_curl_line_sends_what_the_command_sends() -> None:
    with Loopback(respond({})) as server:
        shown = run("--dry-run", "curl", "Request-Embeddings", 'It\'s "é"', "-Model", "m", base=server.base)
        words = shlex.split(shown.stdout)
        assert run("Request-Embeddings", 'It\'s "é"', "-Model", "m", base=server.base).returncode == 0
        (sent,) = server.received
    assert words[0] == "curl"
    assert f"http://{sent.headers['host']}{sent.target}" in words
    body = next(word for word in words if word.startswith("{"))
    assert json.loads(body) == json.loads(sent.body) == {"model": "m", "input": 'It\'s "é"'}


def test_verbose_messages_of_a_command() -> None:
    with Loopback(respond({}, x_request_id="req_1")) as server:
        done = run("Get-Container", "c", "-Verbose", base=server.base)
    assert KEY not in done.stderr
    assert "API key to be used is ***************\n" in done.stderr
    assert f"Method = Get, Path = {server.base}/containers/c" in done.stderr
    assert "request_id    : req_1" in done.stderr
    assert "elapsed_ms    : " in done.stderr


def test_query_picks_from_records() -> None:
    with Loopback(listing("a", "b", status="completed")) as server:
        done = run("--query", "{name: id, state: status}", "Get-Batch", base=server.base)
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"name": "a", "state": "completed"},
        {"name": "b", "state": "completed"},
    ]


@pytest.mark.parametrize(
    ("first", "second", "targets"),
    [
        (
            ["Get-Thread", "thread_1"],
            ["Get-ThreadRun"],
            ["GET /threads/thread_1", "GET /threads/thread_1/messages", "GET /threads/thread_1/runs"],
        ),
        (
            ["Start-ThreadRun", "-ThreadId", "thread_1", "-AssistantId", "asst_1"],
            ["Wait-ThreadRun", "-PollIntervalSec", "1"],
            ["POST /threads/thread_1/runs", *["GET /threads/thread_1/runs/run_1"] * 2],
        ),
        (
            ["Get-ThreadRun", "thread_1", "run_2"],
            ["Stop-ThreadRun"],
            [
                "GET /threads/thread_1/runs/run_2",
                "POST /threads/thread_1/runs/run_2/cancel",
            ],
        ),
        (
            ["Get-VectorStore", "vs_1"],
            ["Get-VectorStoreFile"],
            ["GET /vector_stores/vs_1", "GET /vector_stores/vs_1/files"],
        ),
    ],
)
@pytest.mark.parametrize("apart", [True, False])
def test_objects_go_from_command_to_command(
    first: list[str], second: list[str], targets: list[str], apart: bool
) -> None:
    answers = routes(
        thread_1=respond({"id": "thread_1", "object": "thread"}),
        vs_1=respond({"id": "vs_1", "object": "vector_store"}),
        run_1=respond({**RUN, "status": "completed"}),
        run_2=respond({**RUN, "id": "run_2"}),
        runs=respond({**RUN, "data": [RUN]}),
        messages=listing(),
        files=listing("file_1"),
        cancel=respond({**RUN, "status": "cancelling"}),
    )
    with Loopback(answers) as server:
        if apart:
            done = run(*first, base=server.base)
            assert done.returncode == 0, done.stderr
            done = run(*second, "-", base=server.base, text=done.stdout)
        else:
            done = run("-c", f"{shlex.join(first)} | {shlex.join(second)}", base=server.base)
        sent: list[Any] = [
            f"{each.method} {each.target.removeprefix('/v1').partition('?')[0]}" for each in server.received
        ]
    assert (done.returncode, done.stderr) == (0, "")
    assert sent[: len(targets)] == targets
