"""Records on standard input: when they are read, and what broken ones do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pscompat.cli import process

from ..http.loopback import Loopback, respond
from .processes import environment, run, words

EMPTY = respond({"data": [], "has_more": False})


def asked(server: Loopback) -> list[str]:
    return [request.target.split("?")[0].removeprefix("/v1/threads/") for request in server.received]


@pytest.mark.parametrize(
    ("data", "threads"),
    [
        (b'{"thread_id":"a"}\n{"thread_id":"b"}\n', ["a", "b"]),
        (b'"a"\n"b"\n', ["a", "b"]),
        (b"a\nb", ["a", "b"]),
        (b'[{"ThreadId":"a"},{"THREAD_ID":"b"}]', ["a", "b"]),
        (b'[\n {"thread_id": "a"},\n {"thread_id": "b"}\n]\n', ["a", "b"]),
        (b"", []),
        (b"\n\n", []),
    ],
)
def test_records_are_read_when_asked_for(data: bytes, threads: list[str]) -> None:
    with Loopback(*[EMPTY] * 2) as server:
        done = run("Get-ThreadRun", "-Limit", "1", "-", stdin=data, server=server)
        assert (done.code, done.out, asked(server)) == (0, "", [f"{thread}/runs" for thread in threads])


def test_records_are_read_when_a_mandatory_parameter_waits_for_them() -> None:
    with Loopback(EMPTY) as server:
        assert run("Get-ThreadRun", stdin=b"a\n", server=server).code == 0
        assert asked(server) == ["a/runs"]


def test_a_file_feeds_a_mandatory_parameter_and_nothing_else_does(tmp_path: Path) -> None:
    (tmp_path / "threads").write_bytes(b"a\n")
    with Loopback(EMPTY) as server, open(tmp_path / "threads", "rb") as file:
        assert run("Get-ThreadRun", stdin=file.fileno(), server=server).code == 0
        assert asked(server) == ["a/runs"]
    done = run("Get-ThreadRun", stdin=subprocess.DEVNULL)
    assert done.code == 2
    assert done.err.startswith("Get-ThreadRun: Cannot process command because of one or more missing mandatory")


def test_a_loop_keeps_its_input() -> None:
    loop = 'while read thread; do "$@" Get-ThreadRun "$thread" -Limit 1; done'
    with Loopback(EMPTY, EMPTY, EMPTY) as server:
        subprocess.run(
            ["sh", "-c", loop, "sh", *words()], input=b"a\nb\nc\n", env=environment(server), check=True, timeout=60
        )
        assert asked(server) == ["a/runs", "b/runs", "c/runs"]


def test_a_line_reads_standard_input_only_where_it_says_so() -> None:
    script = f'{" ".join(words())} -c "Write-Output 1"; cat'
    done = subprocess.run(["sh", "-c", script], input=b"left\n", env=environment(), capture_output=True, timeout=60)
    assert done.stdout == b"1\nleft\n"
    assert run("-c", "$input | Measure-Object | ForEach-Object Count", stdin=b"1\n2\n").out == "2\n"
    assert run("-c", "$input", stdin=subprocess.DEVNULL).all == (0, "", "")


def test_a_line_that_is_not_json_is_named_and_the_rest_goes_on() -> None:
    done = run("-c", "$input | ForEach-Object a", stdin=b'{"a":1}\n{"a":\n{"a":2}\n\xff\x00\n{"a":3}\n')
    assert (done.code, done.out) == (1, "1\n2\n3\n")
    first, second = done.err.splitlines()
    assert first.startswith("pscompat: Line 2 of the input is not read: it is not JSON")
    assert second.startswith("pscompat: Line 4 of the input is not read: it is not JSON")
    done = run("-o", "jsonl", "-c", "$input", stdin=b"1\nx\n")
    assert json.loads(done.err)["error"] == "InputLineNotRead,pscompat"


@pytest.mark.parametrize(
    ("words", "line", "first", "last"),
    [
        (
            ["-c", "$input"],
            b"{",
            "pscompat: Line 2 of the input is not read: ",
            "pscompat: {} not read.",
        ),
        (
            ["Get-ThreadRun", "t", "-"],
            b'{"x":1}',
            "Get-ThreadRun: The input object cannot be bound to any parameters",
            "Get-ThreadRun: {} not bound.",
        ),
    ],
)
def test_after_a_thousand_bad_records_one_line_says_how_many_more(
    words: list[str], line: bytes, first: str, last: str
) -> None:
    what = "lines are" if words[0] == "-c" else "records are"
    for more, told in ((0, ""), (1, f"1 more {what.split()[0][:-1]} is"), (1_234, f"1,234 more {what}")):
        done = run(*words, stdin=b"[]\n" + (line + b"\n") * (1_000 + more))
        shown = [text for text in done.err.splitlines() if text.startswith(first[:10])]
        assert (done.code, len(shown), shown[0].startswith(first)) == (1, 1_000 + (more > 0), True)
        assert not more or done.err.splitlines()[-1] == last.format(told)


def test_all_bad_records_are_in_the_error_variable() -> None:
    line = "$input | Get-ThreadRun t -ErrorVariable e -ErrorAction Continue; $e.Count"
    assert run("-c", line, stdin=b'{"x":1}\n' * 1_005).out == "1005\n"
    silent = run("-c", line.replace("Continue", "SilentlyContinue"), stdin=b'{"x":1}\n' * 1_005)
    assert (silent.out, silent.err) == ("1005\n", "")


def test_input_that_is_no_text() -> None:
    assert run("-c", "$input", stdin=b"a\xff\nb\x00c\n").all == (0, "a\ufffd\nb\x00c\n", "")
    assert run("-o", "jsonl", "-c", "$input", stdin=b"b\x00c\n").out == '"b\\u0000c"\n'


def test_words_with_control_characters() -> None:
    assert run("Get-ThreadRun", "a\x01b", "-Nop\x1b[2Je").code == 2


def test_deep_nesting_is_an_error_of_its_line() -> None:
    done = run("-c", "$input", stdin=b"1\n" + b"[" * 100_000 + b"\n2\n")
    assert (done.code, done.out) == (1, "1\n2\n")
    assert done.err == "pscompat: Line 2 of the input is not read: it is nested too deeply.\n"


def test_a_number_of_thousands_of_digits_is_an_error_of_its_line() -> None:
    done = run("-c", "$input", stdin=b'{"a":' + b"9" * 5000 + b"}\n2\n")
    assert (done.code, done.out) == (1, "2\n")
    assert done.err == "pscompat: Line 1 of the input is not read: a number in it has too many digits.\n"


def test_closed_streams() -> None:
    def closed(line: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["sh", "-c", line, "sh", *words()], env=environment(), capture_output=True, timeout=60, check=False
        )

    done = closed("\"$@\" -c '$input; 1' <&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"1\n", b"")
    done = closed('"$@" -c "1; [int]\'x\'; 2" 2>&-')
    assert (done.returncode, done.stdout) == (1, b"1\n2\n")
    done = closed('"$@" -c "1; [int]\'x\'" >&-')
    assert (done.returncode, b"Cannot convert" in done.stderr) == (1, True)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device here")
def test_a_full_device_is_one_error() -> None:
    for line in ("1", "1..3", "$x"):
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                words("-c", line.replace("1..3", "1, 2, 3")),
                env=environment(),
                stdout=full,
                stderr=subprocess.PIPE,
                timeout=60,
                check=False,
            )
        assert (done.returncode, done.stderr) == (1, b"pscompat: No space left on device\n")


MISSING = "Get-ThreadRun: Cannot process command because of one or more missing mandatory parameters: ThreadId.\n"
EMPTY_HINT = "There is no record on standard input; an empty list is fine? end with -\n"


@pytest.mark.parametrize("data", [b"", b"\n", b"\n \n\r\n", b"[]", b"[]\n", b"[\n]\n"])
def test_an_empty_pipe_does_not_give_what_is_missing(data: bytes) -> None:
    with Loopback(EMPTY) as server:
        assert run("Get-ThreadRun", "-Limit", "1", stdin=data, server=server).all == (2, "", MISSING + EMPTY_HINT)
        assert run("Get-ThreadRun", "-Limit", "1", "-", stdin=data, server=server).all == (0, "", "")
        assert server.received == []


def test_an_empty_file_does_not_give_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with open(tmp_path / "empty", "rb") as file:
        done = run("-o", "jsonl", "Remove-Thread", stdin=file.fileno())
    assert done.code == 2
    told = json.loads(done.err)
    assert (told["error"], told["hint"] + "\n") == ("MissingMandatoryParameter,Remove-Thread", EMPTY_HINT)


def test_lines_that_are_not_read_are_no_records() -> None:
    with Loopback(EMPTY) as server:
        done = run("Get-ThreadRun", stdin=b'{"thread_id":\n', server=server)
        assert (done.code, server.received) == (2, [])
    assert "not read" in done.err
    assert done.err.endswith(MISSING + EMPTY_HINT)


IMPATIENT = """\
import sys
from pscompat.cli import process
from pscompat.cli.main import run
process.PATIENCE = 0
sys.exit(run(sys.argv[1:]))
"""
"""pscompat with a clock that is always late."""
WAITS = b"NOTE: Get-ThreadRun waits for records on standard input, as -ThreadId is not given.\n"


def test_an_open_pipe_without_data_is_told_of_once() -> None:
    assert process.PATIENCE == 2
    line = [sys.executable, "-c", IMPATIENT, "Get-ThreadRun", "-Limit", "1"]
    with Loopback(EMPTY) as server:
        waiting = subprocess.Popen(
            line, stdin=subprocess.PIPE, stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(server)
        )
        assert waiting.stdin is not None
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == WAITS
        assert server.received == []
        for name in (b"a\n", b"b\n"):
            waiting.stdin.write(name)
            waiting.stdin.flush()
        out, err = waiting.communicate(timeout=60)
        assert (waiting.returncode, out, err) == (0, b"", b"")
        assert asked(server) == ["a/runs", "b/runs"]


def test_it_is_told_of_once() -> None:
    always_silent = IMPATIENT.replace("process.PATIENCE = 0", "process.input_within = lambda seconds: False")
    line = [sys.executable, "-c", always_silent, "Get-ThreadRun", "-Limit", "1"]
    with Loopback(EMPTY) as server:
        done = subprocess.run(line, input=b"a\nb\n", capture_output=True, env=environment(server), timeout=60)
        assert (done.returncode, done.stderr) == (0, WAITS)
        assert asked(server) == ["a/runs", "b/runs"]


def test_what_is_there_or_asked_for_is_not_told_of(tmp_path: Path) -> None:
    (tmp_path / "threads").write_bytes(b"a\n")
    line = [sys.executable, "-c", IMPATIENT, "Get-ThreadRun", "-Limit", "1"]
    with Loopback(EMPTY) as server:
        with open(tmp_path / "threads", "rb") as file:
            done = subprocess.run(line, stdin=file, capture_output=True, env=environment(server), timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")
        # A dash at the end asks for the input.
        done = subprocess.run(
            ["sh", "-c", 'sleep 0.2 | "$@" -', "sh", *line], capture_output=True, env=environment(server)
        )
        assert (done.returncode, done.stderr) == (0, b"")
