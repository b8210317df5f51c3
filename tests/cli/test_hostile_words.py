"""Words that are no text, nested very deeply or very long: one clear line, and nothing is sent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ..http.loopback import Loopback, respond
from .processes import run

DIGITS = "9" * 5_000
LINE = "[pscustomobject]@{a=1; b=@{}; c='x','y'; d=1,'x'}"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (["Get-ThreadRun", b"a\xffb"], r"a\xffb"),
        (["Get-ThreadRun", "t", b"-Limit\xff", "1"], r"-Limit\xff"),
        (["Get-ThreadRun", "t", b"-RunId:\xe9"], r"-RunId:\xe9"),
        (["Get-ThreadRun", "t", "-ApiBase", b"http://127.0.0.1:1/\xff"], r"http://127.0.0.1:1/\xff"),
        (["New-Thread", "-MetaData", b'@{a="\xff"}'], r'@{a="\xff"}'),
        ([b"Get-\xff"], r"Get-\xff"),
        (["bind", "Get-ThreadRun", b"\xf0\x9f"], r"\xf0\x9f"),
        (["-c", b'@{a="\xff"}'], r'@{a="\xff"}'),
        (["-c", b"Write-Output " + b"a" * 500 + b"\xff" + b"b" * 500], "a" * 40 + r"\xff" + "b" * 36 + "…"),
        (["--query", b"a\xff", "-c", "1"], r"a\xff"),
        (["--var", b"a=\xff", "-c", "$a"], r"a=\xff"),
        (["--explain", "Get-ThreadRun", b"\xff"], r"\xff"),
        (["--plain-words", "Get-ThreadRun", b"\xff"], r"\xff"),
        (["Add-OpenAIFile", b"none\xff.txt", "-Purpose", "batch"], r"none\xff.txt"),
    ],
)
def test_bytes_that_are_no_utf_8(words: list[str | bytes], shown: str) -> None:
    with Loopback(respond({})) as server:
        done = run(*words, server=server)
    assert not server.received
    first, _ = done.err.splitlines()
    assert (done.code, done.out, first) == (2, "", f"pscompat: A word holds bytes that are no UTF-8: '{shown}'.")


def test_such_bytes_are_told_as_json_too() -> None:
    report = json.loads(run("bind", "-o", "json", "Get-ThreadRun", b"-Nope\xff").err)
    assert (report["error"], report["message"][-12:]) == ("Usage", r"'-Nope\xff'.")


@pytest.mark.parametrize("words", [["-f", b"\xff"], ["--module", b"\xff", "-c", "1"], [b"--\xff"], ["-o", b"\xff"]])
def test_such_bytes_in_options_of_ours(words: list[str | bytes]) -> None:
    done = run(*words)
    assert (done.code, done.out, len(done.err.splitlines())) in ((2, "", 1), (2, "", 2))


def test_a_file_that_is_there_may_have_any_name(tmp_path: Path) -> None:
    try:
        (tmp_path / "\udcff.ps1").write_text("Write-Output 1")
    except OSError:
        pytest.skip("the file system takes no such name")
    assert run("-f", b"\xff.ps1", cwd=tmp_path).all == (0, "1\n", "")
    with Loopback(respond({"id": "file_1"})) as server:
        done = run("Add-OpenAIFile", b"\xff.ps1", "-Purpose", "batch", server=server, cwd=tmp_path)
    assert (done.code, len(server.received)) == (0, 1)
    assert b"filename*=utf-8''%FF.ps1" in server.received[0].body


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["-c", "1" + " | Write-Output" * 500],
            "Pipelines of more than 100 commands are not run by pscompat: line 1, column 1490.",
        ),
        (["-c", "Get-ThreadRun t" + " | Write-Output" * 100], "Pipelines of more than 100 commands are not run"),
        (["--explain", "-c", "Get-ThreadRun t" + " | Write-Output" * 5_000], "Pipelines of more than 100 commands"),
        (["--query", "[" * 2_000, "-c", LINE], "--query is not a JMESPath expression: It is nested more than 100 deep"),
        (
            ["--query", "[" * 2_000 + "a" + "]" * 2_000, "-c", LINE],
            "--query is not a JMESPath expression: It is nested",
        ),
        (["--query", "!" * 2_000 + "a", "-c", LINE], "--query is not a JMESPath expression: It is nested"),
        (["--query", "a" + " | a" * 2_000, "-c", LINE], "--query is not a JMESPath expression: It is nested"),
        (["--query", f"a[{DIGITS}]", "-c", LINE], "--query is not a JMESPath expression: A number in it has too many"),
        (["--query", "d[::0]", "-c", LINE], "--query: a slice has no step of 0."),
        (["--query", "abs(a, a)", "-c", LINE], "--query: abs takes 1 argument, not 2."),
        (["--query", "[].nope(@)", "-c", LINE], "--query: JMESPath has no function 'nope'."),
        (["--width", DIGITS, "-c", "1"], f"--width takes a number of columns from 2 to 100000, not '{'9' * 80}…'."),
        (["sandbox", "--port", DIGITS], f"--port takes a number from 0 to 65535, not '{'9' * 80}…'."),
        (["-c", "(" * 2_000], "Processing was stopped because the script is too complex."),
        (["-c", "@{a=" * 2_000], "Processing was stopped because the script is too complex."),
    ],
)
def test_what_is_too_much_is_told_before_anything_runs(words: list[str], message: str) -> None:
    with Loopback(respond({})) as server:
        done = run(*words, server=server)
    assert not server.received
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"pscompat: {message}")


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("merge(@, length(@))", "In function merge(), invalid type for value: 4, expected one of: ['object']"),
        ("map(&merge(@, `1`), [b])", "In function merge(), invalid type for value: 1, expected one of: ['object']"),
        ("contains('abc', a)", "In function contains(), a value that it does not take: "),
        ("max_by(d, &@)", "In function max_by(), a value that it does not take: "),
        ("ceil(to_number('inf'))", "In function ceil(), a value that it does not take: "),
    ],
)
def test_a_query_that_does_not_take_a_value(query: str, message: str) -> None:
    done = run("--query", query, "-c", LINE)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"pscompat: --query: {message}")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "out"),
    [
        (["-c", "1" + " | Write-Output" * 99], "1\n"),
        (["-c", "1" + " | Write-Output -OutVariable x -PipelineVariable y -OutBuffer 1" * 99], "1\n"),
        (["--query", "[" * 98 + "a" + "]" * 98, "-c", LINE], "[" * 98 + "1" + "]" * 98 + "\n"),
        (["--query", "a" + " || a" * 99, "-c", LINE], "1\n"),
        (["-c", "$t = " + "@{a=" * 480 + "1" + "}" * 480 + "; $t" + ".a" * 480], "1\n"),
        (["-c", "(" * 490 + "1" + " | Write-Output)" * 490], "1\n"),
    ],
)
def test_what_is_not_too_much(words: list[str], out: str) -> None:
    assert run(*words).all == (0, out, "")


@pytest.mark.parametrize("form", ["json", "jsonl", "list", "table"])
@pytest.mark.parametrize(("opening", "depth"), [("@{a=", 497), ("@(0,", 497), ("[pscustomobject]@{a=", 240)])
def test_deep_values_are_shown(form: str, opening: str, depth: int) -> None:
    value = opening * depth + "1" + ("}" if "{" in opening else ")") * depth
    for line in (f"$v = {value}; ,$v", f"@{{v = {value}}}", f"Write-Output -NoEnumerate ({value})"):
        assert run("-o", form, "-c", line).code == 0


def test_deep_words_bind() -> None:
    word = "@{a=" * 480 + "1" + "}" * 480
    assert run("bind", "New-Thread", "-MetaData", word).code == 0
    assert run("bind", "-o", "json", "New-Thread", "-MetaData", word).code == 0
