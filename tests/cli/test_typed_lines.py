"""Lines as people type, paste and keep them in files: prompts, quotes, what is passed over, ``param()``, ``exit``."""

from __future__ import annotations

from pathlib import Path

import pytest

from .processes import run

PASTED = """PS C:\\> Get-ThreadRun thread_abc123 -Limit 1 |
>>     Select-Object id
>>
PS C:\\Users\\O'Brien> 'two'
"""


def test_pasted_prompts_are_dropped_with_a_note(tmp_path: Path) -> None:
    file = tmp_path / "pasted.ps1"
    file.write_bytes(b"\xef\xbb\xbf" + PASTED.replace("\n", "\r\n").encode())
    note = "NOTE: PowerShell's prompt at the start of lines 1, 2, 3, 4 is left out.\n"
    for words, text in ((["-c", PASTED], ""), (["-f", str(file)], ""), (["-c", "-"], PASTED)):
        done = run("--sandbox", *words, stdin=text.encode())
        assert (done.code, done.out, done.err) == (0, '{"id":"run_001"}\ntwo\n', note)


def test_a_pasted_line_that_is_refused_is_refused_for_what_it_is() -> None:
    done = run("-c", "PS C:\\> function x { }")
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[1:] == ["pscompat: Functions are not run by pscompat: 'function' at line 1, column 1."]
    done = run("-c", "1\nPS C:\\> $x = @(")
    assert (done.code, done.err.splitlines()[2:]) == (
        2,
        ["At line 2, column 8 (MissingEndParenthesisInSubexpression):", "$x = @(", "       ~"],
    )


def test_a_prompt_in_a_text_is_a_text() -> None:
    done = run("-c", "'PS C:\\> Get-Thread t'; @'\nPS> x\n>> y\n'@")
    assert (done.code, done.out, done.err) == (0, "PS C:\\> Get-Thread t\nPS> x\n>> y\n", "")


def test_behind_a_backtick_what_can_be_a_redirection_is_one(tmp_path: Path) -> None:
    line = f"Write-Output a `\n>> '{tmp_path}/f'"
    assert run("-c", line).err == ""
    assert (tmp_path / "f").read_text() == "a\n"
    assert run("-c", f"PS> {line}").out == f"a\n{tmp_path}/f\n"


@pytest.mark.parametrize(
    "line",
    [
        "\u201ca $(1 + 1)\u201d",
        "\u2018a 2\u2019",
        "\ufeff'a 2'",
        "Write-Output \u2013InputObject 'a 2'",
        "Write-Output \u2014InputObject\u00a0'a 2'",
        "'a' +`\r\n' 2'\r\n",
        "@\u201d\r\na 2\r\n\u201c@",
    ],
)
def test_what_word_processors_make_of_a_line_is_read(line: str) -> None:
    done = run("-c", line)
    assert (done.code, done.out, done.err) == (0, "a 2\n", "")


@pytest.mark.parametrize(
    ("text", "out", "notes"),
    [
        ("Set-StrictMode -Version Latest\n[bool]$none.x; 1", "false\n1", ["Set-StrictMode is passed over"]),
        ("Set-StrictMode -Off; 1", "1", ["Set-StrictMode is passed over"]),
        ("#Requires -Version 7.0\n#requires -Modules PSOpenAI\n1", "1", ["Line 1 is passed over", "Line 2 is passed"]),
        ("@'\n#requires -Version 9\n'@.Length", "20", []),
        ("using namespace System.Text\n[Encoding]::UTF8.GetString([byte[]](97))", "a", ["Line 1 is passed over"]),
        (
            "using namespace System.Collections.Generic; using namespace System.Management.Automation\n"
            "try { $l = [List[string]]::new(); $l.Add('a'); throw [RuntimeException]::new('x') } catch { \"$l\" }",
            "a",
            ["Line 1 is passed over", "Line 1 is passed over"],
        ),
    ],
)
def test_what_is_passed_over_is_told(text: str, out: str, notes: list[str]) -> None:
    done = run("-c", text)
    assert (done.code, done.out.strip()) == (0, out), done.err
    told = done.err.splitlines()
    assert len(told) == len(notes)
    assert all(line.startswith(f"NOTE: {note}") for line, note in zip(told, notes, strict=True))


@pytest.mark.parametrize("text", ["using module x", "using assembly x.dll"])
def test_other_using_statements_are_refused_by_name(text: str) -> None:
    done = run("-c", f"{text}\n1")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("pscompat: Using statements are not run by pscompat: 'using ")
