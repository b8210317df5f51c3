"""What comes out: PowerShell's tables and lists on a terminal, JSON Lines on a pipe, and the other forms; messages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pscompat.views.cells import without_sequences

from .processes import on_terminal, run

LINE = "[pscustomobject]@{id = 1; note = \"two`nlines\"; tags = 'a', 'b'}, [pscustomobject]@{id = 2}"
TABLE = "id note      tags\n-- ----      ----\n 1 two…      {a, b}\n 2           "
HOSTILE = (
    '[pscustomobject]@{"k`e[1m" = "x`e[2Jy`a`u{9b}31m"}; "t`e]0;title`a"; "n`r";'
    ' "`u{202e}b`u{2066}"; @{"`u{2067}" = "`u{202a}"}'
)
HARMFUL = "\x7f\x9b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_a_pipe_gets_json_lines_and_texts_as_they_are() -> None:
    done = run("-c", f"{LINE}; 'plain \"text\"'; 1.5; $true; $null; @{{a = 1}}; 1, 2")
    assert done.out.splitlines() == [
        *['{"id":1,"note":"two\\nlines","tags":["a","b"]}', '{"id":2}', 'plain "text"', "1.5", "true", "null"],
        *['{"a":1}', "1", "2"],
    ]


def test_a_terminal_gets_what_powershell_shows() -> None:
    plain = {"NO_COLOR": "1"}
    code, shown = on_terminal("-c", f"{LINE}; 'text'; 7", more=plain)
    assert (code, shown) == (0, f"\n{TABLE}\ntext\n7\n\n")
    five = '[pscustomobject]@{a = 1; b = 2; c = 3; d = 4; e = "x`ny"}'
    assert on_terminal("-c", five, more=plain)[1] == "\na : 1\nb : 2\nc : 3\nd : 4\ne : x\n    y\n\n"


def test_colours_are_for_terminals_that_have_some() -> None:
    line = "[pscustomobject]@{id = 1; n = 'x'}; Write-Host 'told' -ForegroundColor Red"
    coloured = "\n\x1b[32;1mid\x1b[0m\x1b[32;1m n\x1b[0m\n\x1b[32;1m--\x1b[0m \x1b[32;1m-\x1b[0m\n 1 x\n\n"
    assert on_terminal("-c", line.partition(";")[0] + "; n = 'x'}")[1] == coloured
    for more in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b" not in on_terminal("-c", line, more=more)[1]
    assert "\x1b" not in on_terminal("--color", "never", "-c", line)[1]
    assert "\x1b" not in run("-o", "table", "-c", line).out
    always = run("--color", "always", "-o", "table", "-c", line, more={"NO_COLOR": "1"}).out
    assert "\x1b[32;1mid" in always
    assert "\x1b[91mtold" in always
    assert run("--color", "red", "-c", "1").all == (
        2,
        "",
        "pscompat: --color is one of auto, always, never, not 'red'.\n",
    )


def test_columns_are_those_of_the_option_the_variable_or_the_terminal() -> None:
    line = "[pscustomobject]@{a = 'x x x x x x x x x x x x x x x x'}"
    for width, columns in (("12", {"COLUMNS": "40"}), (None, {"COLUMNS": "12"})):
        option = ["--width", width] if width else []
        assert run(*option, "-o", "table", "-c", line, more=columns).out.splitlines()[3] == "x x x x x x…"
    assert on_terminal("-c", line, columns=13, more={"NO_COLOR": "1"})[1].splitlines()[3] == "x x x x x x…"
    assert on_terminal("-c", f"{line} | Out-String", columns=13)[1].splitlines()[3] == "x x x x x x …"
    assert run("-o", "table", "-c", line).out.splitlines()[3] == "x x x x x x x x x x x x x x x x"
    assert run("-o", "list", "--width", "10", "-c", line).out == "\na : x x x·\n    x x x·\n".replace("·", " ") + (
        "    x x x \n    x x x \n    x x x \n    x\n\n"
    )


def test_a_heading_comes_again_after_each_screen() -> None:
    def table(count: int, text: str = "$_", options: str = "") -> str:
        return f'1..{count} | % {{ [pscustomobject]@{{n="{text}"}} }} | Format-Table -RepeatHeader {options}'

    code, shown = on_terminal("-c", table(37), columns=20, more={"NO_COLOR": "1"})
    assert (code, shown) == (0, "\nn\n-\n" + "".join(f"{n}\n" for n in range(1, 37)) + "\nn\n-\n37\n\n")
    # Without a terminal a screen has 24 lines, of which two are left free. A row counts as one, whatever its lines.
    for text in ("$_", "$_`n$_"):
        rows = [text.replace("$_", str(n)).replace("`n", "\n") + "\n" for n in range(1, 22)]
        shown = run("-c", table(21, text, "-Wrap")).out
        assert shown == "\nn\n-\n" + "".join(rows[:20]) + "\nn\n-\n" + rows[20] + "\n"
    shown = run("-c", table(23, options="-HideTableHeaders")).out
    assert shown == "\n" + "".join(f"{n}\n" for n in range(1, 23)) + "\n23\n\n"


def test_what_a_format_command_made_is_text_on_a_pipe_too_and_no_data() -> None:
    done = run("-c", f"'before'; {LINE} | Format-Table; [pscustomobject]@{{id = 3}}")
    assert done.out == f"before\n\n{TABLE}\n\n" + '{"id":3}\n'
    for form in ("json", "jsonl", "csv"):
        done = run("-o", form, "-c", f"{LINE} | Format-List")
        assert (done.code, "cannot be written as data" in done.err) == (1, True)


def test_csv() -> None:
    line = (
        "[pscustomobject]@{a = 'x \"y\"'; b = $null; c = 1.5; d = 1, 2}, [pscustomobject]@{c = [datetime]'2024-01-02'}"
    )
    assert run("-o", "csv", "-c", line).out == (
        '"a","b","c","d"\n"x ""y""",,"1.5","System.Object[]"\n,,"1/2/2024 12:00:00\u202fAM",\n'
    )
    assert run("-o", "csv", "-c", "@{a = 1}, 'text'").out == '"a"\n"1"\n\n'


def test_a_million_records_are_not_kept(staged: Path) -> None:
    """The first hundred set the widths; the others go out as they come."""
    rows = b"".join(b'{"a": %d}\n' % (10**place) for place in (*[1] * 100, 5))
    out = run("-o", "table", "-c", "$input", stdin=rows).out.splitlines()
    assert (len(out), out[2], out[-2]) == (105, " -", "…0")


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("jsonl", '{"id":1,"note":"two\\nlines","tags":["a","b"]}\n{"id":2}\n"x"\n'),
        (
            "json",
            '[\n  {\n    "id": 1,\n    "note": "two\\nlines",\n    "tags": [\n      "a",\n      "b"\n    ]\n  },\n'
            '  {\n    "id": 2\n  },\n  "x"\n]\n',
        ),
        ("list", "\nid   : 1\nnote : two\n       lines\ntags : {a, b}\n\nid : 2\n\nx\n"),
        ("table", f"\n{TABLE}\nx\n\n"),
    ],
)
def test_forms(form: str, shown: str) -> None:
    assert run("-o", form, "-c", f"{LINE}; 'x'").all == (0, shown, "")
    assert run("-o", form, "-c", "").out == ("[]\n" if form == "json" else "")


def test_keys_that_are_no_texts() -> None:
    assert run("-o", "table", "-c", "@{1=2}, @{1=33}").out == "\nName Value\n---- -----\n1    2\n1    33\n\n"
    assert run("-o", "list", "-c", "@{1=2}").out == "\nName  : 1\nValue : 2\n\n"


def test_a_table_fits_its_width() -> None:
    line = "[pscustomobject]@{first = 'a' ; second = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'; third = 1}"
    done = run("--width", "50", "-o", "table", "-c", line)
    assert done.out.splitlines()[1] == "first second"
    assert done.out.splitlines()[3] == "a     " + "b" * 43 + "…"
    _, shown = on_terminal("-o", "table", "-c", line, columns=8, more={"NO_COLOR": "1"})
    assert shown.splitlines()[1] == "first s"
    assert run("--width", "0", "-c", "1").code == 2
    assert run("--width", "x", "-c", "1").code == 2


def test_a_form_that_is_none() -> None:
    assert run("-o", "xml", "-c", "1").all == (
        2,
        "",
        "pscompat: The output format is one of auto, json, jsonl, csv, list, table, text, not 'xml'.\n",
    )


@pytest.mark.parametrize("form", ["auto", "list", "table", "csv", "json", "jsonl"])
def test_control_characters_do_nothing_to_a_terminal(form: str) -> None:
    code, shown = on_terminal("--color", "never", "-o", form, "-c", f"{HOSTILE}; Get-Content 'n\x1b[31mo\u202epe'")
    assert code == 1
    assert not [char for char in shown if (char < " " and char != "\n") or char in HARMFUL]


@pytest.mark.parametrize(
    "words",
    [
        ["bind", "Request-Response"],
        ["bind", "-o", "json", "Request-Response"],
        ["--explain", "Request-Response"],
        ["-o", "json", "--explain", "Request-Response"],
        ["Get-ThreadRun", "t", "-Order"],
        ["Get-Help"],
        ["Get-Command"],
    ],
)
def test_harmful_words_do_nothing_to_a_terminal(words: list[str]) -> None:
    _, shown = on_terminal(*words, f"a{HARMFUL}b")
    assert shown
    assert not set(HARMFUL) & set(shown)
    done = run(*words, f"a{HARMFUL[2:]}b")
    assert HARMFUL[2:] in done.out + done.err


def test_marks_that_scripts_need_stay_on_a_terminal() -> None:
    marks = "\u200c\u200d\u200e\u200f\u061c"
    for form in ("auto", "list", "json"):
        assert marks in on_terminal("-o", form, "-c", f"'{marks}'")[1]


def test_a_pipe_gets_texts_unchanged() -> None:
    assert run("-c", '"t`e[1m`u{9b}`u{202e}"').out == "t\x1b[1m\u009b\u202e\n"


def test_a_query_picks_from_each_record() -> None:
    assert run("--query", "tags[0]", "-c", LINE).all == (0, "a\n", "")
    assert run("--query", "{n: id}", "-o", "jsonl", "-c", LINE).out == '{"n":1}\n{"n":2}\n'
    assert run("--query", "[", "-c", LINE).code == 2
    numbers = run("--query", "[max(n), abs(N[0])]", "Write-Output", "-", stdin=b'{"n": [3, -1]}')
    assert numbers.all == (0, "[3,3]\n", "")
    done = run("--query", "abs(note)", "-c", LINE)
    assert (done.code, done.out) == (1, "")


def test_messages_are_not_records(staged: Path) -> None:
    line = "Test-Stage a -Warn -Tell -Verbose -Debug -InformationAction Continue -Fail"
    done = run("--module", str(staged), "-c", line)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines() == [
        *["WARNING: early", "WARNING: a warns", "VERBOSE: detail", "DEBUG: inner", "fact"],
        "Test-Stage: a cannot take None.",
    ]
    done = run("--module", str(staged), "-o", "jsonl", "-c", line)
    assert [json.loads(line) for line in done.err.splitlines()] == [
        *[
            {"warning": "early"},
            {"warning": "a warns"},
            {"verbose": "detail"},
            {"debug": "inner"},
            {"information": "fact"},
        ],
        {
            "error": "Bad,Test-Stage",
            "category": "NotSpecified",
            "command": "Test-Stage",
            "message": "a cannot take None.",
        },
    ]


def test_progress_is_for_terminals(staged: Path) -> None:
    line = "Test-Stage a -Tell"
    assert run("--module", str(staged), "-c", line).err == ""
    code, shown = on_terminal("--module", str(staged), "-c", line)
    assert code == 0 and "\r\x1b[K" in shown
    assert "Working [half done" in without_sequences(shown)
    assert "Working [half done 50 %" in on_terminal("--color", "never", "--module", str(staged), "-c", line)[1]
    assert "Working" not in on_terminal("--quiet", "--module", str(staged), "-c", line)[1]
    assert "Working" not in on_terminal("--module", str(staged), "-c", "$ProgressPreference = 'Ignore'; " + line)[1]
    assert "Working" not in on_terminal("--module", str(staged), "-o", "jsonl", "-c", line)[1]


def test_errors_are_powershells_text_and_a_hint() -> None:
    done = run("Get-ThreadRun", "thread_1", "-Lmit", "3")
    assert done.err == (
        "Get-ThreadRun: A parameter cannot be found that matches parameter name 'Lmit'.\nDid you mean -Limit?\n"
    )
    done = run("-o", "json", "Get-ThreadRun", "thread_1", "-Lmit", "3")
    assert json.loads(done.err) == {
        "error": "NamedParameterNotFound,Get-ThreadRun",
        "category": "InvalidArgument",
        "command": "Get-ThreadRun",
        "message": "A parameter cannot be found that matches parameter name 'Lmit'.",
        "hint": "Did you mean -Limit?",
    }


def test_json_is_utf_8_whatever_the_locale() -> None:
    for locale in ({"LC_ALL": "C"}, {"PYTHONIOENCODING": "latin-1"}, {"PYTHONIOENCODING": "ascii"}):
        assert run("-c", "'é€😀'", more=locale).all == (0, "é€😀\n", "")


def test_half_a_character_does_not_end_the_output() -> None:
    done = run("-c", "$input", stdin=b'"\\ud800x"\n"y"\n')
    assert (done.code, done.out) == (0, "?x\ny\n")
