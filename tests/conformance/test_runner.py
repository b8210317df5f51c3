"""The runner as a program, and that it keeps questions and answers apart."""

from __future__ import annotations

import gzip
import json
import lzma
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from . import files, kinds, left_out
from .__main__ import main
from .runner import outcomes_of, run_file

ROOT = Path(__file__).parents[2]

ROW: dict[str, Any] = {
    "id": "t-1",
    "cmdlet": {
        "name": "Get-Crate",
        "parameters": [
            {"name": "Id", "type": "int", "aliases": [], "sets": [{"name": "One", "position": 0}]},
            {"name": "All", "type": "switch", "aliases": [], "sets": [{"name": "Two"}]},
        ],
    },
    "cases": [
        {
            "line": "Get-Crate 5",
            "args": [{"k": "arg", "value": {"t": "num", "v": "5"}}],
            "calls": [
                {
                    "set": "One",
                    "bound": {"Id": {"t": "Int32", "v": "5"}},
                    "unbound": {"All": {"t": "switch", "v": False}},
                }
            ],
        },
        {
            "line": "Get-Crate -All 5",
            "args": [{"k": "param", "name": "All"}, {"k": "arg", "value": {"t": "num", "v": "5"}}],
            "calls": [],
        },
    ],
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "binding-of-mine.jsonl"
    path.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    return path


def test_passing_and_failing_cases(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(file)]) == 1
    printed = capsys.readouterr().out
    assert "t-1[1]  Get-Crate -All 5\n" in printed
    assert "t-1[0]" not in printed
    assert printed.endswith("1 passed, 1 failed (0 of them left out on purpose)\n")


def test_number_of_failures_shown(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(file), "--max-failures", "0"]) == 1
    assert capsys.readouterr().out == "1 passed, 1 failed (0 of them left out on purpose)\n"


@pytest.mark.parametrize(
    ("only", "passed", "failed"),
    [("t-1", 1, 1), ("t-1[0]", 1, 0), ("Get-Crate", 1, 1), ("t-", 0, 0), ("Get-Lid", 0, 0)],
)
def test_only_some(file: Path, capsys: pytest.CaptureFixture[str], only: str, passed: int, failed: int) -> None:
    assert main([str(file), "--only", only]) == min(failed, 1)
    assert f"{passed} passed, {failed} failed" in capsys.readouterr().out


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_packed_files(file: Path, suffix: str, pack: Any) -> None:
    packed = file.with_name("binding.jsonl" + suffix)
    packed.write_bytes(pack(file.read_bytes()))
    assert [result.passed for result in run_file(packed)] == [True, False]


def test_lines_end_at_line_feeds_only(tmp_path: Path) -> None:
    path = tmp_path / "binding.jsonl"
    path.write_bytes('{"a": "x\u2028\u0085y"}\n\n{"b": 1}\n'.encode())
    assert list(files.read_rows(path)) == [{"a": "x\u2028\u0085y"}, {"b": 1}]


def test_left_out_cases_run_and_fail(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(left_out, "reasons", lambda: {"t-1[1]": "never mind"})
    assert main([str(file)]) == 0
    printed = capsys.readouterr().out
    assert "1 passed, 1 failed (1 of them left out on purpose)" in printed
    assert "[left out: never mind]" in printed


def test_files_of_exotic_types_are_only_reported(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exotic = file.with_name("binding-exotic.jsonl")
    file.rename(exotic)
    assert main([str(exotic)]) == 0
    assert "0 passed, 0 failed (0 of them left out on purpose); not counted: 1 of 2 passed" in capsys.readouterr().out


def test_results_are_outcomes_in_the_files_notation(file: Path, tmp_path: Path) -> None:
    results = tmp_path / "results.jsonl"
    main([str(file), "--results", str(results), "--max-failures", "0"])
    first, second = map(json.loads, results.read_text().splitlines())
    assert first == {"id": "t-1", "case": 0, "calls": ROW["cases"][0]["calls"]}
    assert (second["id"], second["case"]) == ("t-1", 1)
    assert second["errors"][0]["id"] == "PositionalParameterNotFound,Get-Crate"


@pytest.mark.parametrize("name", ["nothing.jsonl", "unknown.jsonl"])
def test_files_that_cannot_be_run(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    if name == "unknown.jsonl":
        (tmp_path / name).write_text("{}\n")
    assert main([str(tmp_path / name)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_as_a_program_from_another_folder(file: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.conformance", file.name, "--only", "t-1[0]"],
        cwd=file.parent,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "1 passed, 0 failed (0 of them left out on purpose)\n")


@pytest.mark.parametrize("name", ["binding", "handmade", "argv", "module", "conversion", "validation", "lexing"])
def test_the_engine_never_sees_the_record(name: str) -> None:
    path = files.find(f"{name}.jsonl", files.DATA)
    kind = kinds.kind_of(name)
    answers = {
        "calls",
        "errors",
        "begin",
        "end",
        "warnings",
        "result",
        "error",
        "statements",
        "remaining",
        "exit",
        "help",
    }
    with kind.session(path):
        for number, row in enumerate(files.read_rows(path)):
            if number % 97:
                continue
            question = kind.question(row)
            asked = [question, *question.get("cases", [])]
            assert not answers & {key for part in asked for key in part}
            count = len(kind.expected(row))
            assert outcomes_of(kind, row, count) == outcomes_of(kind, question, count)


def test_nothing_in_the_package_knows_the_tests() -> None:
    for path in (ROOT / "pscompat").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\btests[./\\]|\bconformance\b", text), path
