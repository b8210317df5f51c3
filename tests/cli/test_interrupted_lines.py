"""Ctrl-C ends whatever a line is at: loops, regular expressions, ranges, sorts, sleeps, native loops."""

from __future__ import annotations

import signal

import pytest

from .processes import read_line, run, start


@pytest.mark.parametrize(
    "line",
    [
        "while ($true) { $i++ }",
        "try { while ($true) { } } catch { 'caught' }",
        "('a' * 60 + 'b') -match '^(a+)+$'",
        "('a' * 60 + 'b') -replace '^(a|aa)+$', 'x'",
        "switch -Regex ('a' * 60 + 'b') { '^(a+)+$' { 1 } }",
        "foreach ($i in 1..2000000000) { }",
        "1..2000000000 | ForEach-Object { $null }",
        "1..2000000000 | Measure-Object",
        "while ($true) { $x = 1..3000000 }",
        "while ($true) { 300000..1 | Sort-Object { -$_ } | Out-Null }",
        "while ($true) { (1..300000) -match 'x' }",
        "while ($true) { $x = [System.Text.Encoding]::UTF8.GetBytes('a' * 3000000) }",
        "while ($true) { ('ab' * 1000000) -replace 'a', 'bc' | Out-Null }",
        "Start-Sleep 100",
        "1..5 | Sort-Object { while ($true) { } }",
    ],
)
def test_ctrl_c_ends_a_line(line: str) -> None:
    process = start("-c", f"'started'; {line}")
    try:
        assert b"started" in read_line(process.stdout)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr is not None
        assert process.stderr.read() == b""
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    "line",
    [
        *(
            "$x = 1..2147483647",
            "'a' * 1e9",
            ",1 * 2147483647",
            "$x = 'a' * 200000000; $x += $x",
            "'x'.PadRight(999999999)",
        ),
        *("[string]::new('a', 999999999)", "$x = 'a' * 200000000; \"$x$x\"", "$x = 'a' * 200000000; $x, $x -join ''"),
        *("('a' * 100000000).Replace('a', 'aaa')", "$x = 'a' * 200000000; '{0}{0}' -f $x", "'{0:N999999999}' -f 1"),
        *("$x = 'a' * 200000000; [string]::Concat($x, $x)", "$x = 'a' * 200000000; $x.Insert(0, $x)"),
    ],
)
def test_a_value_has_a_size(line: str) -> None:
    """It is counted before it is built: 256 Mi elements or characters."""
    done = run("-c", line)
    assert (done.code, done.out) == (2, "")
    assert "is not run by pscompat" in done.err
    assert done.err.count("\n") <= 2
