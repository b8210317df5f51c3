"""Answers flow: each piece is out before the next one comes, in every mode, and a stream ends when its reader does."""

from __future__ import annotations

import json
import os
import pty
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from ..http.loopback import Loopback, Received, respond
from .processes import KEY, environment, on_terminal, read_line, read_piece, run, start, words

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n"
WORDS = ["Hel", "lo", " there"]


def event(data: Any) -> bytes:
    text = data if isinstance(data, str) else json.dumps(data, separators=(",", ":"))
    return f"data: {text}\n\n".encode()


def chat_chunk(text: str, reason: str | None = None) -> dict[str, Any]:
    delta = {} if reason else {"content": text}
    return {"object": "chat.completion.chunk", "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}


def response_delta(text: str) -> dict[str, Any]:
    return {"type": "response.output_text.delta", "delta": text}


def message_delta(text: str) -> dict[str, Any]:
    content = [{"index": 0, "type": "text", "text": {"value": text}}]
    return {"object": "thread.message.delta", "delta": {"content": content}}


def text_chunk(text: str) -> dict[str, Any]:
    return {"choices": [{"index": 0, "text": text, "finish_reason": None}]}


RUN = (
    '{"object":"thread.run","id":"run_1","thread_id":"t","status":"requires_action",'
    '"required_action":{"type":"submit_tool_outputs"}}'
)
TOOLS = ["Submit-ToolOutput", "run_1", "t", "-ToolOutput", "@{tool_call_id='c'; output='5'}", "-Stream"]
SHAPES = {"chat": chat_chunk, "text": text_chunk, "response": response_delta, "run": message_delta}
END: dict[str, Any] = {
    "chat": "[DONE]",
    "text": "[DONE]",
    "response": {"type": "response.completed", "response": {"status": "completed"}},
    "run": "[DONE]",
}
COMMANDS: list[tuple[str, list[str]]] = [
    ("chat", ["Request-ChatCompletion", "Hi", "-Stream"]),
    ("chat", ["Request-ChatCompletion", "Hi", "-Stream", "-ResponseFormat", "raw_response"]),
    ("text", ["Request-TextCompletion", "Hi", "-Model", "m", "-Stream"]),
    ("response", ["Request-Response", "Hi", "-Stream"]),
    ("response", ["Request-Response", "Hi", "-Stream", "-StreamOutputType", "object"]),
    ("response", ["Request-Response", "Hi", "-Stream", "-OutputRawResponse"]),
    ("response", ["Get-Response", "resp_1", "-Stream"]),
    ("response", ["Get-Response", "resp_1", "-Stream", "-StreamOutputType", "object"]),
    ("response", ["Get-Response", "resp_1", "-Stream", "-OutputRawResponse"]),
    ("run", ["Start-ThreadRun", "-ThreadId", "t", "-AssistantId", "a", "-Stream"]),
    ("run", ["Start-ThreadRun", "-ThreadId", "t", "-AssistantId", "a", "-Stream", "-Format", "raw_response"]),
    ("run", TOOLS),
    ("run", [*TOOLS, "-Format", "raw_response"]),
]


class LockStep:
    """Sends an event, and the next one only after it was told that the one before came out."""

    def __init__(self, *events: Any) -> None:
        self.events = events
        self.seen: queue.Queue[None] = queue.Queue()

    def __call__(self, request: Received, connection: Any) -> bool:
        if request.method == "GET" and "/runs/" in request.target:
            connection.sendall(respond(RUN, content_type="application/json"))
            return True
        connection.sendall(HEAD)
        for each in self.events[:-1]:
            connection.sendall(event(each))
            self.seen.get(timeout=60)
        connection.sendall(event(self.events[-1]))
        return False


@pytest.mark.parametrize(("kind", "given"), COMMANDS, ids=[" ".join(given) for _, given in COMMANDS])
def test_each_piece_is_out_before_the_next_one_comes(kind: str, given: list[str]) -> None:
    answer = LockStep(*map(SHAPES[kind], WORDS), END[kind])
    whole = "raw_response" in given or "-OutputRawResponse" in given or "object" in given
    with Loopback(answer) as server, start(*given, server=server) as child:
        for text in WORDS:
            line = read_line(child.stdout, 60).decode().removesuffix("\n")
            assert (json.loads(line) if whole else line) == (SHAPES[kind](text) if whole else text)
            answer.seen.put(None)
        rest = b"" if child.stdout is None else child.stdout.read()
        assert child.stderr is not None
        assert (child.wait(60), child.stderr.read()) == (0, b"")
        assert bool(rest) == (whole and kind == "response")


FORMS = [
    (["-o", "jsonl", "Request-Response", "Hi", "-Stream"], '"{}"\n'),
    (["-o", "json", "Request-Response", "Hi", "-Stream"], '"{}"'),
    (["-o", "list", "Request-Response", "Hi", "-Stream"], "{}\n"),
    (["-o", "text", "Request-Response", "Hi", "-Stream"], "{}"),
    (["-c", "Request-Response Hi -Stream | Write-Host -NoNewline"], "{}"),
    (["-c", "Request-Response Hi -Stream | Where-Object Length -gt 0"], "{}\n"),
]


@pytest.mark.parametrize(("given", "form"), FORMS, ids=[" ".join(given) for given, _ in FORMS])
def test_every_form_of_output_flows(given: list[str], form: str) -> None:
    answer = LockStep(*map(response_delta, WORDS), END["response"])
    with Loopback(answer) as server, start(*given, server=server) as child:
        shown = ""
        for text in WORDS:
            wanted = form.format(text)
            while not shown.endswith(wanted):
                shown += read_piece(child.stdout, 60).decode()
            answer.seen.put(None)
        assert child.wait(60) == 0


def test_python_gets_each_piece_before_the_next_one_comes() -> None:
    import pscompat

    answer = LockStep(*map(chat_chunk, WORDS), "[DONE]")
    with Loopback(answer) as server:
        variables = {"OPENAI_API_KEY": KEY, "OPENAI_API_BASE": server.base}
        found = []
        with pscompat.load("PSOpenAI", environment=variables) as openai:
            for piece in openai.stream("Request-ChatCompletion", "Hi", Stream=True):
                found.append(piece)
                answer.seen.put(None)
    assert found == WORDS


def test_an_answer_flows_on_a_terminal() -> None:
    answer = LockStep(*map(chat_chunk, WORDS), "[DONE]")
    with Loopback(answer) as server:
        pid, terminal = pty.fork()
        if not pid:
            os.execve(sys.executable, words("Request-ChatCompletion", "Hi", "-Stream"), environment(server))
        shown = b""
        for index, _ in enumerate(WORDS):
            while not shown.endswith("".join(WORDS[: index + 1]).encode()):
                shown += os.read(terminal, 1000)
            answer.seen.put(None)
        while not shown.endswith(b"\r\n"):
            shown += os.read(terminal, 1000)
        _, status = os.waitpid(pid, 0)
        os.close(terminal)
    assert (shown, os.waitstatus_to_exitcode(status)) == (b"Hello there\r\n", 0)


def streamed(*data: Any) -> bytes:
    return respond(b"".join(map(event, data)), content_type="text/event-stream")


@pytest.mark.parametrize(
    ("data", "given", "shown"),
    [
        # One line end at the end, where the text has none.
        ([chat_chunk("a\n"), chat_chunk("b\n"), "[DONE]"], ["Request-ChatCompletion", "Hi", "-Stream"], "a\nb\n"),
        ([chat_chunk(""), "[DONE]"], ["Request-ChatCompletion", "Hi", "-Stream"], ""),
        # What is no piece of an answer stands on its own line.
        ([chat_chunk("a"), "[DONE]"], ["-c", "Request-ChatCompletion Hi -Stream; 1"], "a\n1\n"),
        ([chat_chunk("a"), "[DONE]"], ["-c", "Request-ChatCompletion Hi -Stream; Write-Host b"], "a\nb\n"),
        ([chat_chunk("a"), "[DONE]"], ["-o", "list", "Request-ChatCompletion", "Hi", "-Stream"], "a\n"),
        ([chat_chunk("a"), "[DONE]"], ["-o", "text", "Request-ChatCompletion", "Hi", "-Stream"], "a"),
        # Answers stand apart.
        (
            [chat_chunk("a"), chat_chunk("b"), "[DONE]"],
            ["-c", "'x', 'y' | Request-ChatCompletion -Stream"],
            "ab\nab\n",
        ),
        # Control characters do no harm.
        ([chat_chunk("a\x1b[2Jb"), "[DONE]"], ["Request-ChatCompletion", "Hi", "-Stream"], "a\ufffd[2Jb\n"),
        ([chat_chunk("a\x1b[2Jb"), "[DONE]"], ["-o", "text", "Request-ChatCompletion", "Hi", "-Stream"], "a\ufffd[2Jb"),
    ],
)
def test_texts_on_a_terminal(data: list[Any], given: list[str], shown: str) -> None:
    with Loopback(streamed(*data)) as server:
        assert on_terminal(*given, server=server) == (0, shown)


def test_an_error_in_a_stream_stands_on_its_own_line_on_a_terminal() -> None:
    with Loopback(streamed(chat_chunk("Hel"), {"error": {"message": "overloaded"}})) as server:
        code, shown = on_terminal("Request-ChatCompletion", "Hi", "-Stream", server=server)
    assert code == 1
    assert shown.splitlines() == [
        "Hel",
        "Invoke-OpenAIAPIRequestSSE: OpenAI API returned an 200 (OK) Error: overloaded",
        "The service reported this in its stream; what came before it is written.",
    ]


def test_text_adds_nothing_and_ends_other_values() -> None:
    done = run("-o", "text", "-c", "'a', 'b'; 1, 2; [pscustomobject]@{a=1}")
    assert done.all == (0, "ab1\n2\n@{a=1}\n", "")


# Ends


class Endless:
    """A stream without end: as many events as its reader takes. ``gone`` is set when nobody takes any more."""

    def __init__(self, first: int = 0) -> None:
        self.first = first
        self.gone = threading.Event()

    def __call__(self, request: Received, connection: Any) -> bool:
        connection.settimeout(60)
        try:
            connection.sendall(HEAD)
            for _ in range(self.first):
                connection.sendall(event(chat_chunk("word")))
            while not self.first:
                connection.sendall(event(chat_chunk("word")) * 50)
            while connection.recv(100):
                pass
        except OSError:
            pass
        self.gone.set()
        return False


def test_ctrl_c_ends_a_stream() -> None:
    answer = Endless(first=2)
    with Loopback(answer) as server, start("Request-ChatCompletion", "Hi", "-Stream", server=server) as child:
        assert [read_line(child.stdout, 60), read_line(child.stdout, 60)] == [b"word\n"] * 2
        child.send_signal(signal.SIGINT)
        assert child.stderr is not None
        assert (child.wait(60), child.stderr.read()) == (130, b"")
        assert answer.gone.wait(60)


def test_select_object_first_ends_a_stream() -> None:
    answer, after = Endless(), threading.Event()

    def second(request: Received, connection: Any) -> None:
        # The first stream's connection is closed while the line still runs.
        after.set() if answer.gone.wait(60) else None
        connection.sendall(streamed(chat_chunk("again"), "[DONE]"))

    line = "Request-ChatCompletion Hi -Stream | Select-Object -First 1; Request-ChatCompletion Hi -Stream"
    with Loopback(answer, second) as server:
        assert run("-c", line, server=server).all == (0, "word\nagain\n", "")
        assert after.is_set()


def test_a_reader_that_goes_ends_a_stream() -> None:
    answer = Endless()
    with Loopback(answer) as server, start("Request-ChatCompletion", "Hi", "-Stream", server=server) as child:
        read_line(child.stdout, 60)
        assert child.stdout is not None and child.stderr is not None
        child.stdout.close()
        child.stdout = None
        assert (child.wait(60), child.stderr.read()) == (0, b"")
        assert answer.gone.wait(60)


def test_thousands_of_events_in_flat_memory() -> None:
    assert _peak(5000) < _peak(50) + 4_000


def _peak(count: int) -> int:
    """KiB at most in memory."""
    with Loopback(Endless()) as server:
        line = f"Request-ChatCompletion Hi -Stream | Select-Object -First {count}"
        child = subprocess.Popen(words("-c", line), env=environment(server), stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    return usage.ru_maxrss


# What is wrong with a stream


@pytest.mark.parametrize(
    ("answer", "out", "error"),
    [
        (
            streamed(chat_chunk("Hel")),
            "Hel\n",
            "Invoke-OpenAIAPIRequestSSE: The response ended prematurely.",
        ),
        (
            HEAD + event(chat_chunk("Hel")) + b'data: {"choices":[{"delta":{"content":"l',
            "Hel\n",
            "Invoke-OpenAIAPIRequestSSE: The response ended prematurely.",
        ),
        (
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
            + b"%x\r\n%b\r\n" % (len(event(chat_chunk("Hel"))), event(chat_chunk("Hel"))),
            "Hel\n",
            "Invoke-OpenAIAPIRequestSSE: The response ended prematurely.",
        ),
        (
            streamed(chat_chunk("Hel"), {"error": {"message": f"bad key {KEY}"}}),
            "Hel\n",
            "Invoke-OpenAIAPIRequestSSE: OpenAI API returned an 200 (OK) Error: bad key <API Key>",
        ),
        (
            respond({"choices": []}),
            "",
            "Request-ChatCompletion: The service answered with application/json where a stream of events was asked "
            "for.",
        ),
        (
            respond({"error": {"message": "broken"}}, 500, "Internal Server Error"),
            "",
            "Invoke-OpenAIAPIRequestSSE: OpenAI API returned an 500 (Internal Server Error) Error: broken",
        ),
        (
            streamed(chat_chunk("a"), "{oops", chat_chunk("b"), "[DONE]"),
            "a\nb\n",
            "Request-ChatCompletion: Conversion from JSON failed with error: Expecting property name enclosed in "
            "double quotes. Path '', line 1, position 2.",
        ),
    ],
    ids=["cut", "cut in a line", "cut in chunks", "error event", "no stream", "status", "no JSON"],
)
def test_each_fault_is_one_error(answer: bytes, out: str, error: str, tmp_path: Path) -> None:
    def closing(request: Received, connection: Any) -> bool:
        connection.sendall(answer)
        return False

    with Loopback(closing) as server:
        done = run("Request-ChatCompletion", "Hi", "-Stream", server=server)
    first, *hint = done.err.splitlines()
    assert (done.code, done.out, first) == (1, out, error)
    assert len(hint) <= 1


def test_no_output_of_a_stream_holds_the_key() -> None:
    # The service itself says the key; what it says to the user is the user's, all else is masked.
    data = [chat_chunk("Hi"), {"note": KEY}, {"error": {"message": KEY, "code": KEY}}]
    with Loopback(streamed(*data)) as server:
        for given in (
            ["Request-ChatCompletion", "Hi", "-Stream", "-Verbose", "-Debug"],
            ["-o", "json", "Request-ChatCompletion", "Hi", "-Stream", "-Verbose", "-Debug"],
            ["--dry-run", "Request-ChatCompletion", "Hi", "-Stream"],
        ):
            done = run(*given, server=server)
            assert KEY not in done.out + done.err
