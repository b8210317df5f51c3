"""Lines: what runs, what is refused before anything runs, and how errors are placed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pscompat.engine.commands import Commands
from pscompat.engine.line import Line, read_line, run_line
from pscompat.engine.session import Session
from pscompat.engine.streams import RaisingStreams
from pscompat.errors import BindingError, CommandError, NotRunError, ParseError, PscompatError

from .staged import Ran


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("$a = 'x'; Test-Stage $a", ["x0"]),
        ("$a = Test-Stage x -Count 2; $a[1]", ["x1"]),
        ("$a = $b = 'x'; \"$a$b\"", ["xx"]),
        ("$global:a = 1; $a; $script:a", [1, 1]),
        ("$a = 1, 2; $a[0] = 'x'; $a", ["x", 2]),
        ("$a = @{}; $a['k'] = 5; $a.k", [5]),
        ("$env:NEW_ONE = 'x'; $env:NEW_ONE; $env:NEW_ONE = $null; $env:NEW_ONE", ["x", None]),
        ("$a = @{Name = 'x'; Count = 2}; Test-Stage @a", ["x0", "x1"]),
        ("$a = 'x', 'y'; $a | Test-Stage b", ["x>b", "y>b"]),
        ("Test-Stage (Test-Stage x | Test-Stage y)", ["x0>y0"]),
        ('Test-Stage -Name "$(Test-Stage x)!"', ["x0!0"]),
        ("test-stage -na x -cou:2", ["x0", "x1"]),
        ("Staged\\Test-Stage x", ["x0"]),
        ("$PSDefaultParameterValues = @{'Test-Stage:Name' = 'd'}; Test-Stage", ["d0"]),
        ("$PSDefaultParameterValues['Test-*:Count'] = 2; Test-Stage x", ["x0", "x1"]),
        ("[pscustomobject]@{a = 1} | ForEach-Object a", [1]),
        ("", []),
        (" # nothing", []),
    ],
)
def test_lines(staged: Path, line: str, expected: list[Any]) -> None:
    assert Ran(staged, line).records == expected


def test_input_is_what_comes_in(staged: Path) -> None:
    assert Ran(staged, "$input | Test-Stage a", ["x", "y"]).records == ["x>a", "y>a"]
    assert Ran(staged, "$input", [1, "y", None]).records == [1, "y", None]
    assert Ran(staged, "$input", []).records == []


def test_the_process_keeps_its_own_environment(staged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNOWN_ONE", "outside")
    session = Session()
    assert list(run_line(Commands(session), "$env:KNOWN_ONE; $env:KNOWN_ONE = 'inside'; $env:KNOWN_ONE")) == [
        "outside",
        "inside",
    ]
    import os

    assert os.environ["KNOWN_ONE"] == "outside"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("function f {}", "Functions are not run by pscompat: 'function' at line 3, column 1."),
        ("git status", "Other programs are not run by pscompat: 'git' at line 3, column 1."),
        ("Test-Stag x", "Other programs are not run by pscompat: 'Test-Stag' at line 3, column 1."),
        ("$x = (Test-Stage (git log))", "Other programs are not run by pscompat: 'git' at line 3, column 19."),
        ("1 | ForEach-Object { git log }", "Other programs are not run by pscompat: 'git' at line 3, column 22."),
    ],
)
def test_what_is_not_run_is_refused_before_anything_runs(staged: Path, text: str, message: str) -> None:
    events: list[list[str]] = []

    class Watched(Ran):
        def __setattr__(self, name: str, value: Any) -> None:
            super().__setattr__(name, value)
            if name == "events":
                events.append(value)

    with pytest.raises(NotRunError) as refused:
        Watched(staged, f"Test-Stage first\n$by = {{ $_ }}\n{text}")
    assert refused.value.message == message
    assert events == [[]]


def test_script_blocks_are_values_elsewhere(staged: Path) -> None:
    ran = Ran(staged, "$b = { 1 + 1 }; Write-Output $b { 2 }")
    assert [str(block) for block in ran.records] == [" 1 + 1 ", " 2 "]


@pytest.mark.parametrize(
    ("text", "line", "column", "excerpt"),
    [
        ('Test-Stage "abc', 1, 12, 'Test-Stage "abc\n           ~~~~'),
        ("1\n\n  Test-Stage )", 3, 14, "  Test-Stage )\n             ~"),
        ("1\r\n\tTest-Stage )", 2, 13, "\tTest-Stage )\n\t           ~"),
        ("'中文😀' )", 1, 8, "'中文😀' )\n         ~"),
        ("(" + "x" * 300, 1, 302, "x" * 50 + "\n" + " " * 50 + "~"),
        ("'" + "x" * 300, 1, 1, "'" + "x" * 99 + "\n" + "~" * 100),
        ("", 0, 0, ""),
    ],
)
def test_parse_errors_have_their_place(text: str, line: int, column: int, excerpt: str) -> None:
    if not line:
        assert list(run_line(Commands(Session()), text)) == []
        return
    with pytest.raises(ParseError) as error:
        read_line(text)
    assert (error.value.line, error.value.column, error.value.excerpt) == (line, column, excerpt)


def test_raising_streams_raise_what_ends_a_statement() -> None:
    session = Session(streams=RaisingStreams())
    with pytest.raises(BindingError) as refused:
        list(run_line(Commands(session), "1 | Select-Object -Firsd 1; Write-Output 2"))
    assert refused.value.hint == "Did you mean -First?"
    with pytest.raises(CommandError, match="Cannot convert"):
        list(run_line(Commands(session), "[int]'x'"))


def test_a_line_knows_whether_it_could_be_bound() -> None:
    for text, refused, failed in (
        ("Select-Object -Nope", True, False),
        ("[int]'x'", False, True),
        ("Write-Output 1", False, False),
        ("$ErrorActionPreference = 'Ignore'; Select-Object -Nope", True, False),
    ):
        line = Line(Commands(Session()), read_line(text))
        list(line.run())
        assert (line.refused, line.failed) == (refused, failed), text


_PARTS = st.sampled_from(
    [
        "Write-Output",
        "$x",
        "=",
        "1",
        "'a'",
        "|",
        ";",
        "(",
        ")",
        "@{",
        "}",
        "-Name",
        "Select-Object",
        "&&",
        "{",
        "\n",
        "[int]",
    ]
)


@given(st.lists(_PARTS, max_size=12).map(" ".join) | st.text(max_size=40))
def test_any_text_runs_or_is_refused(text: str) -> None:
    session = Session(streams=RaisingStreams(), environment={})
    try:
        list(run_line(Commands(session), text, iter(())))
    except PscompatError as error:
        assert error.message
