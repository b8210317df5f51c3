"""Streams into the output, into files, into variables and into nothing; records of streams."""

from __future__ import annotations

from pathlib import Path

import pytest

from .processes import run

ALL = "& { Write-Host h; Write-Warning w; Write-Verbose v -Verbose; Write-Error e; 1; 1/0; 2 }"


@pytest.mark.parametrize(
    ("line", "out"),
    [
        (
            f"{ALL} *>&1 | % {{ '{{0}} {{1}}' -f $_.GetType().Name, \"$_\" }}",
            "InformationRecord h|WarningRecord w|VerboseRecord v|ErrorRecord e|Int32 1|"
            "ErrorRecord Attempted to divide by zero.|Int32 2",
        ),
        (
            '$r = Get-Item nope 2>&1; "$($r.CategoryInfo.Category)"; $r -is [System.Management.Automation.ErrorRecord]',
            "ObjectNotFound|true",
        ),
        ("Write-Warning w 3>&1 | % { $_.Message }", "w"),
        ("Write-Information i 6>&1; Write-Host h 6>&1 | % { $_.MessageData.Message; $_.Tags }", "i|h|PSHOST"),
        # What comes from upstream keeps its own streams.
        (
            '1, 2 | % { Write-Warning "up $_"; $_ } 3>$null | % { Write-Warning "w $_"; $_ } 3>&1 | % { "$_" }',
            "w 1|1|w 2|2",
        ),
        ('1..3 | % { Write-Error $_; $_ } 2>&1 | Select-Object -First 3 | % { "$_" }', "1|1|2"),
        ("try { Get-Item nope -ErrorAction Stop 2>&1 } catch { 'caught' }", "caught"),
        ("try { 1/0 2>$null } catch { 'caught' }", "caught"),
        # Nothing waits for the end of a long pipeline.
        ('1..1e9 | % { Write-Warning $_ } 3>&1 | Select-Object -First 2 | % { "$_" }', "1|2"),
        ("Write-Error e 2>$null; $Error[0].Exception.Message; Get-Item -Nope 2>$null; $Error.Count", "e|2"),
        ("$x = & { Write-Error a; 2 } 2>&1; $x.Count; $(Write-Warning w) 3>&1 | % Message", "2|w"),
        ("1, 2 > variable:q; $q.Count; 3 >> variable:q; $q.Count; 'x' > variable:q; $q", "2|3|x"),
        ("$ErrorActionPreference = 'Stop'; Write-Error e 2>$null; 'never'", ""),
    ],
)
def test_streams_go_where_they_are_sent(line: str, out: str) -> None:
    done = run("-c", line)
    assert done.out.rstrip("\n") == out.replace("|", "\n"), done.err


@pytest.mark.parametrize(
    ("line", "files"),
    [
        ("'a' > f; 'b' >> f", {"f": "a\nb\n"}),
        ("$f = 'g.txt'; 'a' > $f; 'b' > \"$f.2\"; if (4 > 3) { }", {"g.txt": "a\n", "g.txt.2": "b\n", "3": "4\n"}),
        ("Get-Item nope 2> f", {"f": "Get-Item: Cannot find path '{}/nope' because it does not exist.\n"}),
        ("'a' 2> f", {"f": ""}),
        ("Write-Warning w 3> f; Write-Warning x 3>> f", {"f": "w\nx\n"}),
        (f"{ALL} *> f", {"f": "h\nw\nv\nWrite-Error: e\n1\nAttempted to divide by zero.\n2\n"}),
        ("& { Write-Warning w; 1 } 3> w 1> o", {"w": "w\n", "o": "1\n"}),
        ("& { Write-Warning w; 1 } > o 3>&1", {"o": "w\n1\n"}),
        ("& { Write-Warning w; 1 } *> $null", {}),
        ("Write-Output 1 > f | % { 'never' }", {"f": "1\n"}),
        ("$WhatIfPreference = $true; 'a' > f", {}),
    ],
)
def test_streams_go_into_files(line: str, files: dict[str, str], tmp_path: Path) -> None:
    done = run("-c", line, cwd=tmp_path)
    assert "never" not in done.out
    found = {file.name: file.read_text() for file in tmp_path.iterdir()}
    assert found == {name: text.replace("{}", str(tmp_path)) for name, text in files.items()}


def test_what_is_redirected_is_no_error_of_the_process() -> None:
    assert run("-c", "Get-Item nope 2>&1 | % { 'found' }").all == (0, "found\n", "")
    assert run("-c", "Get-Item nope 2>$null; 'next'").all == (0, "next\n", "")


def test_variables_of_streams_hold_records() -> None:
    line = (
        "Write-Warning a -WarningVariable w; Write-Warning b -wv +w 3>$null; Write-Information i -iv i; "
        "Write-Host h -InformationVariable +i 6>$null; $w.Message; $w.Count; $i[0].MessageData; "
        "$i[1].MessageData.Message"
    )
    done = run("-c", line)
    assert (done.out.split(), done.err) == (["a", "b", "2", "i", "h"], "WARNING: a\n")


@pytest.mark.parametrize(
    ("line", "out"),
    [
        ("Write-Error x 2>$null; $?", "false"),
        ("& { Write-Error x } 2>$null; $?", "true"),
        ("1 | % { Write-Error x } 2>$null; $?", "true"),
        ("$null = Write-Error x 2>$null; $?", "false"),
        ("if (1) { Write-Error x 2>$null }; $?", "false"),
        ("Write-Error x 2>$null && 'then'", ""),
        ("Write-Error x 2>$null || 'else'; $?", "else true"),
        ("Get-Item nope -ErrorAction Ignore; $?; $?", "false true"),
    ],
)
def test_whether_the_last_statement_succeeded(line: str, out: str) -> None:
    assert run("-c", line).out.split() == out.split()


def test_tee_object_makes_its_file_with_the_first_record(tmp_path: Path) -> None:
    assert run(
        "-c",
        "@() | Tee-Object -FilePath f; Test-Path f; 1 | Tee-Object f | Select-Object -First 1; Test-Path f",
        cwd=tmp_path,
    ).out.split() == ["false", "1", "true"]
