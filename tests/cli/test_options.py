"""pscompat's own options, and one command given as words: texts, hints and exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from ..http.loopback import Loopback, Received, respond
from .processes import KEY, ROOT, on_terminal, run

RUN: dict[str, Any] = {"id": "run_1", "object": "thread.run"}


def test_help_and_version() -> None:
    done = run("--help")
    assert (done.code, done.err) == (0, "")
    assert run("-h").out == done.out
    assert run("bind", "--help").out == done.out
    assert run().all == (2, "", done.out)
    assert re.fullmatch(r"pscompat \d+\.\d+\.\d+\n", run("--version").out)
    assert max(map(len, done.out.splitlines())) <= 120


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--nope"], "pscompat has no option --nope.\n`pscompat --help` lists them."),
        (
            ["--sandbox", "--strict"],
            "The name of a cmdlet is missing after the options.\n"
            "`pscompat Get-Command` lists them, `pscompat --help` tells the rest.",
        ),
        (["-c"], "The option -c needs a value."),
        (["-c", "1", "-f", "x"], "Give either a line with -c or a file with -f."),
        (["-c", "Write-Output", "x"], "Nothing takes the word 'x' after -c.\nPut the whole line into quotes."),
        (["--dry-run=xml", "Get-ThreadRun", "t"], "--dry-run shows a request as text, json or curl, not 'xml'."),
        (["bind"], "pscompat bind needs the name of a cmdlet."),
        (
            ["--query", "[", "-c", "1"],
            "--query is not a JMESPath expression: Invalid jmespath expression: Incomplete expression",
        ),
        (
            ["-"],
            "The term '-' is not recognized as a name of a cmdlet of the loaded modules.\n"
            "`pscompat Get-Command` lists them.",
        ),
        (
            ["--strict", "Get-ThreadRun", "t", "-Lim", "3"],
            "The parameter name 'Lim' is abbreviated, which strict mode refuses.\nWrite -Limit.",
        ),
    ],
)
def test_usage_errors(words: list[str], message: str) -> None:
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert re.sub(r"^\S+: ", "", done.err) == message + "\n"


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        (
            ["t", "-Limit", "0"],
            r"The 0 argument is less than the minimum allowed range of 1\..*\n-Limit takes .*1 to 100",
        ),
        (["t", "-Limit", "101"], r"The 101 argument is greater than the maximum allowed range of 100"),
        (["t", "-Limit", "abc"], r'Cannot convert value "abc" to type "System\.Int32"'),
        (
            ["t", "-Order", "sideways"],
            r'"sideways" does not belong to the set "asc,desc".*\n-Order takes one of: asc, desc',
        ),
        (
            ["t", "-RunId", "r", "-All"],
            r"cannot be resolved.*\n-RunId \(set Get\) and -All \(set List\) cannot",
        ),
        (["t", "-Nope"], r"A parameter cannot be found that matches parameter name 'Nope'"),
        (
            ["t", "-O"],
            r"name 'O' is ambiguous\. Possible matches include: -Order -Organization -OutVariable -OutBuffer\.",
        ),
        (["t", "r", "x"], r"A positional parameter cannot be found that accepts argument 'x'\.\nBy position"),
        ([""], r"Cannot validate argument on parameter 'ThreadId'\. The argument is null or empty"),
        ([], r"missing mandatory parameters: ThreadId\.\nGive -ThreadId"),
        (["t", "-Limit"], r"Missing an argument for parameter 'Limit'"),
    ],
)
def test_what_does_not_bind_sends_nothing(words: list[str], pattern: str) -> None:
    with Loopback(respond(RUN)) as server:
        done = run("Get-ThreadRun", *words, server=server)
    assert (done.code, done.out, server.received) == (2, "", [])
    assert re.match("Get-ThreadRun: .*" + pattern, done.err), done.err


def test_ids_go_into_the_path_encoded() -> None:
    with Loopback(*[respond(RUN)] * 3) as server:
        for name in ("a/b", "a b", "a%2Fb"):
            assert run("Get-ThreadRun", "t", name, server=server).code == 0
        targets = [request.target.rpartition("runs/")[2] for request in server.received]
        assert targets == ["a%2fb", "a+b", "a%252Fb"]
        for name in (".", ".."):
            done = run("Get-ThreadRun", "t", name, server=server)
            assert (done.code, done.out) == (1, "")
    assert len(server.received) == 3


def test_no_key() -> None:
    done = run("Get-ThreadRun", "t", more={"OPENAI_API_KEY": ""})
    assert (done.code, done.out) == (1, "")
    assert "Give -ApiKey, set the variable OPENAI_API_KEY, or store it with `pscompat login`." in done.err


@pytest.mark.parametrize(("status", "code"), [(401, 1), (404, 1), (500, 1), (301, 1)])
def test_what_the_server_refuses(status: int, code: int) -> None:
    answer = respond({"error": {"message": "Not this one.", "code": None}}, status, "Reason")
    with Loopback(answer, answer) as server:
        done = run("Get-ThreadRun", "t", "r", server=server)
    assert (done.code, done.out) == (code, "")
    assert KEY not in done.err
    assert done.err.startswith("Get-ThreadRun: ")


def test_a_busy_server_is_asked_again() -> None:
    busy = respond({"error": {"message": "Slow down.", "code": None}}, 429, "Busy", retry_after="0")
    with Loopback(busy, respond(RUN)) as server:
        done = run("Get-ThreadRun", "t", "r", "-MaxRetryCount", "1", server=server)
    assert (done.code, json.loads(done.out)["id"]) == (0, "run_1")
    assert done.err.startswith("WARNING: ")


def _half(request: Received, connection: Any) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{")
    connection.shutdown(2)


@pytest.mark.parametrize("answer", [b"no http\r\n\r\n", respond("not json"), _half])
def test_answers_that_are_none(answer: Any) -> None:
    with Loopback(answer, answer, answer) as server:
        done = run("Get-ThreadRun", "t", "r", server=server)
    assert (done.code, done.out) == (1, "")
    assert done.err


def test_an_answer_that_never_ends_is_ended_by_the_timeout() -> None:
    def endless(request: Received, connection: Any) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        server.ended.wait(30)

    with Loopback(endless) as server:
        done = run("Get-ThreadRun", "t", "r", "-TimeoutSec", "1", server=server)
        assert (done.code, done.out) == (1, "")


def test_an_unreachable_server() -> None:
    done = run("Get-ThreadRun", "t")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "Get-ThreadRun: Connection refused (127.0.0.1:1)\n"
        "Nobody answers at that address; look at -ApiBase and the variable OPENAI_API_BASE.\n"
    )


def test_words() -> None:
    with Loopback(*[respond({"data": [], "has_more": False})] * 3) as server:
        assert run("get-threadrun", "-thr", "t", "-l", "5", server=server).code == 0
        assert run("Get-ThreadRun", "-thread_id:t", server=server).code == 0
        assert run("Get-ThreadRun", "t", server=server).code == 0
    assert [request.target.partition("&")[0] for request in server.received] == [
        "/v1/threads/t/runs?limit=5",
        "/v1/threads/t/runs?limit=20",
        "/v1/threads/t/runs?limit=20",
    ]


def test_strictness_holds_for_words_and_lines() -> None:
    refused = "Get-ThreadRun: The parameter name 'Lim' is abbreviated, which strict mode refuses.\nWrite -Limit.\n"
    assert run("Get-ThreadRun", "t", "-Lim", "3", more={"PSCOMPAT_STRICT": "1"}).all == (2, "", refused)
    assert run("--strict", "-c", "Get-ThreadRun t -Lim 3").all == (2, "", refused)
    assert run("--strict", "bind", "-c", "Get-ThreadRun t -Limit 3").code == 0


def test_a_module_of_ones_own(staged: Path) -> None:
    assert run("--module", str(staged), "Test-Stage", "a", "-Count", "2").out == "a0\na1\n"
    done = run("--module", str(staged / "none"), "Test-Stage")
    assert (done.code, done.out) == (2, "")
    assert run("--module", str(ROOT), "--sandbox", "Get-ThreadRun", "thread_abc123", "-Limit", "1").code == 0


def test_inquire_asks_on_a_terminal(staged: Path) -> None:
    line = "'bad', 'x', 'bad', 'y' | Test-Stage a -ErrorAction Inquire; 'next'"
    given = ["--module", str(staged), "-c", line]
    code, shown = on_terminal(*given, typed=b"?\nz\n\nh\n")
    assert code == 1
    assert (
        'Confirm\na cannot take bad.\n[Y] Yes  [A] Yes to All  [H] Halt Command  [?] Help (default is "Y"): ' in shown
    )
    assert "H - Stop this command.\n" in shown
    assert "x>a\n" in shown
    assert "The running command stopped because the user selected the Stop option.\n" in shown
    assert "\nnext" not in shown
    code, shown = on_terminal(*given, typed=b"a\n")
    assert shown.endswith("y>a\nnext\n")
    done = run(*given)
    assert (done.code, done.out) == (1, "")
