"""``-c LINE``, ``-f FILE`` and lines on standard input, as processes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ..http.loopback import Loopback, Received, respond
from .processes import run

THREE = """$run = Get-ThreadRun -ThreadId 'thread_1' -RunId "run_1"
Get-ThreadRun -Run $run
$run.id; "<$($run.status)>"
"""
RUN: dict[str, Any] = {"id": "run_1", "object": "thread.run", "thread_id": "thread_1", "status": "completed"}


def answers(*results: dict[str, Any]) -> Loopback:
    return Loopback(*(respond(result) for result in results))


@pytest.mark.parametrize(
    ("line", "code", "out"),
    [
        ("Write-Output 1 | Write-Output; 'x'", 0, "1\nx\n"),
        ("", 0, ""),
        ("# only a remark", 0, ""),
        # An error of a statement lets the next one run.
        ("[int]'x'; 2", 1, "2\n"),
        ("Get-Content nowhere; 2", 1, "2\n"),
        ("Get-Content nowhere -ErrorAction SilentlyContinue; 2", 0, "2\n"),
        ("Get-Content nowhere -ErrorAction Stop; 2", 1, ""),
        ("$ErrorActionPreference = 'Stop'; [int]'x'; 2", 1, ""),
        # Nothing ran, for nothing could be bound.
        ("Get-ThreadRun -Nope", 2, ""),
        ("Get-ThreadRun -Nope; Get-ThreadRun -Limit 0", 2, ""),
        ("$x = 1; Get-ThreadRun -Nope", 2, ""),
        ("Get-ThreadRun -Nope; Write-Output 2", 1, "2\n"),
        ("Write-Output 2; Get-ThreadRun -Nope", 1, "2\n"),
        ("Get-ThreadRun -Nope; [int]'x'", 1, ""),
        # Refused as a whole.
        ("Write-Output 2; git", 2, ""),
        ("Write-Output 2; class A { }", 2, ""),
        ("Write-Output (", 2, ""),
    ],
)
def test_exit_codes(line: str, code: int, out: str) -> None:
    done = run("-c", line)
    assert (done.code, done.out) == (code, out), done.err
    assert bool(done.err) == (code != 0)


def test_a_statement_uses_what_an_earlier_one_got() -> None:
    with answers(RUN, RUN) as server:
        done = run("-c", THREE, server=server)
    assert [request.target for request in server.received] == ["/v1/threads/thread_1/runs/run_1"] * 2
    assert done.out.endswith("run_1\n<completed>\n")
    assert (done.code, done.err) == (0, "")


def test_an_argument_may_be_what_another_command_writes() -> None:
    with answers({"data": [RUN], "has_more": False}, RUN) as server:
        done = run("-c", "Get-ThreadRun thread_1 (Get-ThreadRun thread_1 -Limit 1).id", server=server)
    assert server.received[1].target == "/v1/threads/thread_1/runs/run_1"
    assert done.code == 0


def test_no_page_is_asked_for_when_there_is_enough() -> None:
    page = {"data": [RUN, RUN], "has_more": True, "last_id": "run_1"}
    with answers(page, page) as server:
        done = run("-c", "Get-ThreadRun thread_1 -All | Select-Object id -First 2", server=server)
    assert (done.code, done.out, len(server.received)) == (0, '{"id":"run_1"}\n' * 2, 1)


def test_an_error_of_the_service_ends_only_its_statement() -> None:
    refused = respond({"error": {"message": "No such run.", "code": None}}, 404, "Not Found")
    with Loopback(refused, respond(RUN), refused) as server:
        done = run("-c", "$x = Get-ThreadRun t r; Get-ThreadRun t run_1", server=server)
        assert done.code == 1
        assert json.loads(done.out)["id"] == "run_1"
        assert "No such run." in done.err
        done = run("-c", "Get-ThreadRun t r -ErrorAction Stop; Get-ThreadRun t run_1", server=server)
    assert (done.code, done.out, len(server.received)) == (1, "", 3)


@pytest.mark.parametrize(
    "third", ["function f { Get-ThreadRun t }", "git push", "Get-ThreadRun (", "1 | Where-Object { git push }"]
)
def test_a_file_whose_third_line_is_not_run_sends_nothing(third: str, tmp_path: Path) -> None:
    script = tmp_path / "runs.ps1"
    script.write_text(f"Get-ThreadRun thread_1\n$x = 1\n{third}\n")
    with answers(RUN) as server:
        done = run("-f", str(script), server=server)
        assert (done.code, done.out) == (2, "")
        assert "line 3, column" in done.err
        assert run("-c", "-", stdin=script.read_bytes(), server=server).code == 2
    assert server.received == []


def test_a_dry_run_shows_and_sends_nothing() -> None:
    with answers(RUN) as server:
        done = run("--dry-run", "-c", "Get-ThreadRun thread_1 | Get-ThreadRun", server=server)
    assert done.out.startswith("GET ")
    assert server.received == []


@pytest.mark.parametrize(
    "data",
    [
        b"Write-Output h\xc3\xa9\nWrite-Output 2",
        b"\xef\xbb\xbfWrite-Output h\xc3\xa9\r\nWrite-Output 2\r\n",
        "\ufeffWrite-Output hé\nWrite-Output 2\n".encode("utf-16-le"),
        "\ufeffWrite-Output hé\nWrite-Output 2\n".encode("utf-16-be"),
    ],
)
def test_files_in_all_encodings(data: bytes, tmp_path: Path) -> None:
    script = tmp_path / "a file.ps1"
    script.write_bytes(data)
    assert run("-f", "a file.ps1", cwd=tmp_path).all == (0, "hé\n2\n", "")
    assert run("-c", "-", stdin=data).all == (0, "hé\n2\n", "")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert run("-f", "nowhere.ps1", cwd=tmp_path).all == (
        2,
        "",
        "pscompat: The file 'nowhere.ps1' cannot be read: No such file or directory.\n",
    )
    assert run("-f", ".", cwd=tmp_path).all == (2, "", "pscompat: -f needs a file, but '.' is a folder.\n")
    assert run("-f").all == (2, "", "pscompat: The option -f needs a value.\n")
    (tmp_path / "bytes.ps1").write_bytes(b"Write-Output \xff\x00")
    assert run("-f", "bytes.ps1", cwd=tmp_path).code in (0, 2)
    (tmp_path / "empty.ps1").write_bytes(b"")
    assert run("-f", "empty.ps1", cwd=tmp_path).all == (0, "", "")


def test_variables_from_outside() -> None:
    given = ["--var", "a=x y", "--var=$b=1=2", "--var", "global:c=", "-c", '$a; $b; "<$c>"; $d']
    assert run(*given).all == (0, "x y\n1=2\n<>\nnull\n", "")
    assert run("--var", "novalue", "-c", "1").code == 2
    assert run("--var", "null=1", "-c", "$null").out == "null\n"
    for name in ("true", "global:PID", "Error"):
        refused = run("--var", f"{name}=1", "-c", "1")
        told = (
            f"pscompat: Cannot overwrite variable {name[name.find(':') + 1 :]} because it is read-only or constant.\n"
        )
        assert refused.all == (2, "", told)


def test_default_values_of_parameters() -> None:
    line = "$PSDefaultParameterValues = @{'Get-ThreadRun:Limit' = 7; '*:ThreadId' = 'thread_9'}; Get-ThreadRun"
    with answers({"data": [], "has_more": False}) as server:
        assert run("-c", line, server=server).code == 0
    assert server.received[0].target == "/v1/threads/thread_9/runs?limit=7&order=asc"


def test_credentials_come_from_the_line(tmp_path: Path) -> None:
    seen: list[Received] = []
    with answers(RUN, RUN) as server:
        for line in (
            f"$env:OPENAI_API_KEY = 'sk-line'; $env:OPENAI_API_BASE = '{server.base}'; Get-ThreadRun t r",
            f"$global:OPENAI_API_KEY = 'sk-line'; $OPENAI_API_BASE = '{server.base}'; Get-ThreadRun t r",
        ):
            assert run("-c", line).code == 0
        seen = server.received
    assert [request.headers["authorization"] for request in seen] == ["Bearer sk-line"] * 2


def test_parse_errors_are_shown_with_id_and_place() -> None:
    done = run("-c", "Get-ThreadRun a\nGet-ThreadRun 'b")
    assert done.all == (
        2,
        "",
        "pscompat: The string is missing the terminator: '.\n"
        "At line 2, column 15 (TerminatorExpectedAtEndOfString):\n"
        "Get-ThreadRun 'b\n"
        "              ~~\n",
    )
    done = run("-o", "jsonl", "-c", "Get-ThreadRun 'b")
    error = json.loads(done.err)
    assert (error["error"], error["line"], error["column"]) == ("TerminatorExpectedAtEndOfString", 1, 15)


def test_errors_of_lines_have_hints() -> None:
    assert run("-c", "Get-ThreadRun -Lmit 3").err.endswith("\nDid you mean -Limit?\n")
    assert run("-c", "Get-ThreadRn x").err.endswith("\nDid you mean Get-ThreadRun?\n")


def test_binding_a_line_runs_nothing() -> None:
    with answers(RUN) as server:
        done = run(
            "bind",
            "-o",
            "jsonl",
            "-c",
            "$t = 'a'; Get-ThreadRun $t | Get-ThreadRun; Get-ThreadRun -Nope",
            server=server,
        )
        first, second, third = map(json.loads, done.out.splitlines())
        assert first["calls"][0]["bound"]["ThreadId"] == {"t": "string", "v": "a"}
        assert second == {"command": "Get-ThreadRun", "calls": [], "begin": {"set": "List", "bound": {}}}
        assert third["errors"][0]["id"] == "NamedParameterNotFound,Get-ThreadRun"
        assert done.code == 2
        done = run("--explain", "-c", "Get-ThreadRun thr -Limit 3", server=server)
        assert (done.code, done.err) == (0, "")
        assert "position 0" in done.out
        assert run("bind", "-c", "Get-ThreadRun (Get-ThreadRun a).id", server=server).code == 2
    assert server.received == []


def test_a_file_knows_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.ps1").write_text('"$PSScriptRoot"; "$PSCommandPath"')
    assert run("-f", "a.ps1", cwd=tmp_path).all == (0, f"{tmp_path}\n{tmp_path / 'a.ps1'}\n", "")


CALCULATED = [
    ("Format-Table @{n='x'; e={$_.a + 1}}", "\nx\n-\n2\n4\n\n"),
    ("Format-List {$_.a * 2}", "\n$_.a * 2 : 2\n\n$_.a * 2 : 6\n\n"),
    ("Format-Table a -GroupBy {$_.a % 2}", "\n   $_.a % 2: 1\n\na\n-\n1\n3\n\n"),
]


@pytest.mark.parametrize(("command", "shown"), CALCULATED)
def test_formats_work_script_blocks_out(command: str, shown: str) -> None:
    assert run("-c", f"[pscustomobject]@{{a=1}}, [pscustomobject]@{{a=3}} | {command}").all == (0, shown, "")


def test_arguments_are_worked_out_once() -> None:
    line = '$r = "a", "b"; Join-Path out "$($r[0]; $n++; $n).json"; $n'
    assert run("-c", line).all == (0, "out/a 1.json\n1\n", "")


@pytest.mark.parametrize("line", ['"<$input>"', '$x = 1; "<$($x++; $input)>"'])
def test_input_is_read_inside_a_string(line: str) -> None:
    assert run("-c", line, stdin=b'"a"\n"b"\n').all == (0, "<a b>\n", "")
