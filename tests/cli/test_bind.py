"""``pscompat bind``: the report of each call, one by one."""

from __future__ import annotations

import json
import subprocess

import pytest

from .processes import environment, run, words

RECORDS = b'{"thread_id":"a"}\nnull\n{"thread_id":"b"}\nnope\n'


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_calls_and_errors_are_one_object(form: str) -> None:
    done = run("bind", "-o", form, "Get-ThreadRun", "-Limit", "3", "-", stdin=RECORDS)
    assert done.code == 2
    report = json.loads(done.out)
    assert done.out == json.dumps(report, ensure_ascii=False, indent=2 if form == "json" else None) + "\n"
    assert [call["bound"]["ThreadId"]["v"] for call in report["calls"]] == ["a", "b"]
    assert len(report["errors"]) == 1
    assert "Line 4 of the input is not read" in done.err


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize(
    ("stdin", "keys"), [(b"", ["command", "calls", "begin"]), (b"null\n", ["command", "calls", "errors"])]
)
def test_no_call(form: str, stdin: bytes, keys: list[str]) -> None:
    done = run("bind", "-o", form, "Get-ThreadRun", "-", stdin=stdin)
    report = json.loads(done.out)
    assert list(report) == keys
    assert done.out == json.dumps(report, ensure_ascii=False, indent=2 if form == "json" else None) + "\n"


def test_text_tells_of_records_in_their_order() -> None:
    lines = run("bind", "-o", "list", "Get-ThreadRun", "-", stdin=RECORDS).out.splitlines()
    found = [line.split()[-2] if line.startswith(" ") else line.partition(" ")[0] for line in lines]
    assert found[:3] == ["Get-ThreadRun", "a", "Get-ThreadRun:"]
    assert found[-2:] == ["Get-ThreadRun", "b"]


def test_a_call_is_out_before_the_next_record_is_read() -> None:
    command = [*words(), "bind", "Get-ThreadRun", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment()) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for thread in (b"a", b"b"):
            process.stdin.write(thread + b"\n")
            process.stdin.flush()
            assert process.stdout.readline().startswith(b"Get-ThreadRun")
            assert thread in process.stdout.readline()
        process.stdin.close()
        assert process.wait(timeout=60) == 0
