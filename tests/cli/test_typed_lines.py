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


SCRIPT = """[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [Alias('run_id')] [string] $Id,
    [ValidateRange(1, 10)] [int] $Limit = 2,
    [ValidateScript({ $_ -ne 'no' })] [string[]] $Tag = @('of', $Id),
    [switch] $Quiet
)
if (-not $Quiet) { "$Id|$Limit|$Tag|$($PSBoundParameters.Keys)|$($args.Count)" }
$Limit += '1'
$Limit.GetType().Name
exit $Limit
"""


@pytest.mark.parametrize(
    ("words", "code", "out"),
    [
        (["run_1"], 3, "run_1|2|of run_1|Id|0\nInt32\n"),
        (["-li", "5", "run_1"], 6, "run_1|5|of run_1|Limit Id|0\nInt32\n"),
        (["-run_id:x", "-Tag", "a,b", "-q"], 3, "Int32\n"),
        (["x", "-Limit", "250kb"], 2, ""),
        (["x", "-Limit", "11"], 2, ""),
        (["x", "y"], 2, ""),
        (["x", "-Nope"], 2, ""),
        (["x", "-Tag", "a,no"], 2, ""),
        ([], 2, ""),
        (["-?"], 2, ""),
    ],
)
def test_words_behind_a_file_are_bound_to_its_parameters(words: list[str], code: int, out: str, tmp_path: Path) -> None:
    file = tmp_path / "a.ps1"
    file.write_text(SCRIPT)
    done = run("-f", str(file), *words)
    assert (done.code, done.out) == (code, out), done.err
    assert bool(done.err) is (code == 2)


def test_errors_of_a_file_are_powershells_and_name_it(tmp_path: Path) -> None:
    file = tmp_path / "a.ps1"
    file.write_text(SCRIPT)
    done = run("-f", str(file), "x", "-Limit", "11")
    assert done.err == (
        "a.ps1: Cannot validate argument on parameter 'Limit'. The 11 argument is greater than the maximum allowed "
        "range of 10. Supply an argument that is less than or equal to 10 and then try the command again.\n"
        "-Limit takes values from 1 to 10.\n"
    )
    done = run("-o", "json", "-f", str(file), "x", "-Nope")
    assert '"error": "NamedParameterNotFound,a.ps1"' in done.err
    assert "It has the parameters -Id, -Limit, -Tag, -Quiet." in done.err


@pytest.mark.parametrize(
    ("text", "words", "out"),
    [
        ("$args; $args.Count; $args[0].GetType().Name", ["5", "-b", "x y"], "5\n-b\nx y\n3\nString\n"),
        ("param($a, $b) $a; $b; $args", ["-b", "1", "2", "-c", "3"], "2\n1\n-c\n3\n"),
        ("param([int]$a = 2, $b = $a + 1) $b", [], "3\n"),
        ("param([Parameter(ValueFromRemainingArguments)][string[]]$all) $all -join '+'", ["a", "b", "c"], "a+b+c\n"),
        ("param([datetime]$d, [hashtable]$h) $d.Year; $h.a", ["2024-01-02", "@{a=1}"], "2024\n1\n"),
        ("param([Parameter(ParameterSetName='A')]$x, [Parameter(ParameterSetName='B')]$y) $y", ["-y", "1"], "1\n"),
    ],
)
def test_simple_and_advanced_files(text: str, words: list[str], out: str, tmp_path: Path) -> None:
    file = tmp_path / "a.ps1"
    file.write_text(text)
    done = run("-f", str(file), *words)
    assert (done.code, done.out, done.err) == (0, out, "")


def test_options_stand_before_a_file_or_right_behind_it(tmp_path: Path) -> None:
    file = tmp_path / "a.ps1"
    file.write_text("param($c, $o) [pscustomobject]@{c = $c; o = $o; args = $args}")
    assert run("-f", str(file), "-o", "jsonl", "-c", "1").out == '{"c":"1","o":null,"args":[]}\n'
    assert run("-f", str(file), "-o", "1", "--sandbox").out == '{"c":null,"o":"1","args":["--sandbox"]}\n'


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ('& { param($a, [int]$b = $a + 1, [switch]$s) "$a $b $s $args" } 1 -s', "1 2 True"),
        ('& { param($a) "$a|$args" } -b 5', "|-b 5"),
        ('1, 2 | & { param([Parameter(ValueFromPipeline)][int]$p) process { $p * 2 } end { "e$p" } }', "2 4 e2"),
        ("1, 'x' | & { param([Parameter(ValueFromPipeline)][int]$p) process { $p } } 2>$null", "1"),
        ("& { param([ValidateSet('a', 'b')]$v) $v } c", ""),
        ("[ValidateSet('a', 'b')]$v = 'a'; $v = 'c'; $v", "a"),
        ("[ValidateRange(1, 5)][int]$n = '3'; $n++; $n = 9; $n", "4"),
    ],
)
def test_parameters_of_blocks_and_variables_with_attributes(line: str, written: str) -> None:
    assert " ".join(run("-c", line).out.split("\n")).strip() == written


@pytest.mark.parametrize("text", ["param([Foo()]$a) 1", "1; [Foo()]$a = 1", "[ValidateSet('a')]$a"])
def test_other_attributes_are_refused_before_anything_runs(text: str) -> None:
    done = run("-c", text)
    assert (done.code, done.out) == (2, "")
    assert "Attributes" in done.err


@pytest.mark.parametrize(
    ("line", "code", "out"),
    [
        ("1..1e9 | Select-Object -First 2", 0, "1\n2\n"),
        ("foreach ($i in 1..1e9) { $i; break }", 0, "1\n"),
        ("'a' * 1e9", 2, ""),
        ("'a' * 1e9 | Write-Output", 2, ""),
        ("1; 'a' * 1e9", 1, "1\n"),
        ("Write-Output 1; 'a' * 1e9 | Write-Output", 1, "1\n"),
    ],
)
def test_a_refusal_has_one_exit_code_wherever_it_stands(line: str, code: int, out: str) -> None:
    done = run("-c", line)
    assert (done.code, done.out) == (code, out)


def test_what_is_quoted_in_a_refusal_cannot_reach_the_terminal() -> None:
    done = run("-c", "Write-Output 1\nx\x1b[31m\x07y 2")
    assert done.code == 2
    assert done.err.splitlines()[0] == (
        "pscompat: Other programs are not run by pscompat: 'x\ufffd[31m\ufffdy' at line 2, column 1."
    )


@pytest.mark.parametrize(
    ("expression", "out"),
    [
        (
            "$PSVersionTable.PSVersion.Major; $PSVersionTable.Keys -join ' '",
            (
                "7\nPSVersion PSEdition GitCommitId OS Platform PSCompatibleVersions PSRemotingProtocolVersion "
                "SerializationVersion WSManStackVersion pscompat\n"
            ),
        ),
        ('"$ErrorActionPreference $VerbosePreference $ConfirmPreference"', "Continue SilentlyContinue High\n"),
        ("$WarningPreference -eq 'Continue'; $WhatIfPreference", "true\nfalse\n"),
        ("$Host.Name; $MyInvocation.MyCommand.CommandType", 'ConsoleHost\n"Script"\n'),
        ("$Error.Count; $Error.GetType().Name; $null -eq $LASTEXITCODE; $PSCulture", "0\nArrayList\ntrue\nen-US\n"),
        ("$foreach; $this; $PSCmdlet; $args.Count", "null\nnull\nnull\n0\n"),
        ("$IsLinux -or $IsMacOS -or $IsWindows; $PID -gt 0; $HOME.Length -gt 0", "true\ntrue\ntrue\n"),
        ("$PID = 5; $true = 1; $Error = 1; $null = 1; 'on'", "on\n"),
    ],
)
def test_automatic_variables(expression: str, out: str) -> None:
    assert run("-c", expression).out == out


@pytest.mark.parametrize(
    "expression",
    [
        "$Host.UI.RawUI",
        "$Host",
        "$MyInvocation.Foo",
        "foreach ($i in 1) { $foreach.Current }",
        "$PSStyle.Bold",
        '"$$"',
        "& { [CmdletBinding()]param() $PSCmdlet }",
        "$ExecutionContext",
        "$PROFILE",
        "switch (1) { 1 { $switch } }",
    ],
)
def test_automatic_variables_that_are_not_there_are_refused_by_name(expression: str) -> None:
    done = run("-c", f"1; {expression}")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("pscompat: Automatic variables of this kind are not run by pscompat: '$")


@pytest.mark.parametrize(
    ("line", "out"),
    [
        ("New-Object PSObject -Property @{a = 1; b = 'x'}", '{"a":1,"b":"x"}\n'),
        ("$o = New-Object -TypeName PSObject; $o | Add-Member n 1; $o", '{"n":1}\n'),
        ("(New-Object System.Collections.Generic.List[object]).Count; New-Object System.Version 1, 2", '0\n"1.2"\n'),
    ],
)
def test_new_object(line: str, out: str) -> None:
    assert run("-c", line).all == (0, out, "")


def test_objects_of_other_types_are_refused_by_name() -> None:
    done = run("-c", "1; New-Object System.Net.WebClient")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(
        "pscompat: Objects of this type are not made by pscompat: New-Object System.Net.WebClient."
    )


def test_blocks_may_call_each_other_some_hundred_times() -> None:
    step = "try {{ 1 | % {{ & $f ($n - 1) }} }} finally {{ }}"
    deep = f"$f = {{{{ param($n) if ($n) {{{{ {step} }}}} else {{{{ 'end' }}}} }}}}; & $f {{}}; 2"
    assert run("-c", deep.format(390)).all == (0, "end\n2\n", "")
    done = run("-c", deep.format(5000))
    assert (done.code, done.out) == (1, "2\n")
    assert done.err.endswith("The script failed due to call depth overflow.\n") and len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    "block", ["{ 1 | % $f }", "{ 'a' -replace 'a', $f }", "{ (1).ForEach($f) }", "{ 1 | ? $f }", "{ & $f }"]
)
def test_blocks_that_never_end_end_with_an_error(block: str) -> None:
    done = run("-c", f"$f = {block}; & $f; 2")
    assert (done.code, done.out, done.err) == (1, "2\n", "The script failed due to call depth overflow.\n")


@pytest.mark.parametrize("line", ["1 | ft | ConvertTo-Json", "& { 1 | Format-List | ? { 1 } | Export-Csv f }"])
def test_what_is_for_people_is_no_data(line: str) -> None:
    done = run("-c", f"1; {line}")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("pscompat: What Format-")


def test_what_is_for_people_has_no_properties() -> None:
    done = run("-c", "$f = [pscustomobject]@{a = 1} | Format-Table; $f.GetType().Name; $f | % a")
    assert (done.code, done.out) == (1, "FormatEntryData\n")
    assert done.err.startswith(
        "pscompat: What Format-Table and its like make is for people: its properties are not read"
    )
    assert run("-c", "1 | ft | Out-String | ConvertTo-Json").code == 0


@pytest.mark.parametrize(
    "expression",
    ["(5).TryFormat(1)", "([datetime]'2024-01-01').GetDateTimeFormats()", "[math]::BigMul(1, 2)", "New-Object Foo.Bar"],
)
def test_what_a_literal_tells_is_refused_before_anything_is_sent(expression: str) -> None:
    done = run("--sandbox", "-c", f"Get-ThreadRun thread_abc123 -Limit 1; & {{ {expression} }}")
    assert (done.code, done.out) == (2, "")
    assert "pscompat" in done.err
