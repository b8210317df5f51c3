"""What is printed for shells can be pasted into bash, zsh and fish; what shells make of a line does no harm."""

from __future__ import annotations

import json
import random
import re
import shlex
from pathlib import Path

import pytest

from pscompat.language.shell_words import shell_quoted
from pscompat.views.help.topics import DEFAULT_TEXT

from ..explain.test_hints import HINTS
from ..http.loopback import Loopback
from .processes import ROOT, run
from .shells import each_shell, run_in, words_in

README = (ROOT / "README.md").read_text(encoding="utf-8")
NASTY = "'\\\"$`*?![]{}()~#&;|<>^%= \n\tab,"
CODE = re.compile("`([^`]+)`")
QUOTED = re.compile("'[^']*'")


def nasty_words() -> list[str]:
    """Words of one and two characters, and random longer ones."""
    chance = random.Random(7)
    words = ["", "plain", "-Name:value", "~", "=ls", "a=b", "{a,b}", "!!", "%self", "\\\\'", "'\\", "é…", "a\\\\"]
    words += [*NASTY, *(first + second for first in NASTY[:6] for second in NASTY[:6])]
    return words + ["".join(chance.choices(NASTY, k=chance.randint(3, 12))) for _ in range(300)]


@each_shell()
def test_quoted_words_arrive_as_they_were(shell: str, tmp_path: Path) -> None:
    words = nasty_words()
    assert words_in(shell, "pscompat " + " ".join(map(shell_quoted, words)), tmp_path) == [words]


HINTED: list[tuple[list[str], list[list[str]]]] = [
    (["Get-ThreadRun", "t", "-Nope"], [["Get-Help", "Get-ThreadRun", "-Parameter", "*"]]),
    (["--sandbox"], [["Get-Command"], ["--help"]]),
    (["--nope"], [["--help"]]),
    (["xx"], [["Get-Command"]]),
    (["sandbox", "--nope"], [["sandbox", "--help"]]),
    (["Get-Help", "qqqqq"], [["Get-Help", "*"]]),
    (["-c", "Get-Help qqqqq"], [["Get-Help", "*"]]),
    (["Get-ThreadRun", "t", "-o", "json"], [["-o", "json", "Get-ThreadRun"]]),
    (["Get-ThreadRun", "t", "--dry-run", "curl"], [["--dry-run", "curl", "Get-ThreadRun"]]),
    (["Get-ThreadRun", "t", "--query", "a b"], [["--query", "EXPR", "Get-ThreadRun"]]),
    (["Get-ThreadRun", "--help", "t"], [["Get-ThreadRun", "--help"]]),
    (["bind", "Get-ThreadRun", ".thread_id"], [["-c", "LINE"]]),
]


@each_shell()
@pytest.mark.parametrize(("words", "expected"), HINTED, ids=[" ".join(row[0]) for row in HINTED])
def test_commands_in_hints(shell: str, words: list[str], expected: list[list[str]], tmp_path: Path) -> None:
    commands = CODE.findall(run(*words).err)
    lines = [f"pscompat {command.removeprefix('pscompat ')}" for command in commands]
    assert words_in(shell, "\n".join(lines), tmp_path) == expected


WORDS_IN_HINTS: list[tuple[list[str], str]] = [
    (["Get-ThreadRun", "t", "-All", "$false"], "-All:$false"),
    (["Get-ThreadRun", "t", "-All:"], "-All:$true"),
    (["Request-Response", "t", "-Store:"], "-Store:$true"),
    (["Get-ThreadRun", "-ThreadId:"], "-ThreadId:VALUE"),
    (["Get-ThreadRun", "-It*s:"], "-It*s:$true"),
]


@each_shell()
@pytest.mark.parametrize(("words", "word"), WORDS_IN_HINTS, ids=[row[1] for row in WORDS_IN_HINTS])
def test_words_in_hints(shell: str, words: list[str], word: str, tmp_path: Path) -> None:
    (found,) = QUOTED.findall(run(*words).err)
    assert words_in(shell, f"pscompat {found}", tmp_path) == [[word]]


@pytest.mark.parametrize("hint", sorted({row[2] for row in HINTS}))
def test_no_hint_of_the_binder_has_anything_for_a_shell_to_replace(hint: str) -> None:
    rest = QUOTED.sub("", hint)
    assert not set(rest.removesuffix("?")) & set('*$?"'), rest


@each_shell()
def test_values_in_hints_of_the_binder(shell: str, tmp_path: Path) -> None:
    values = [found for row in HINTS for found in re.findall("(?:such as|one of:|matches|Give) ([^;]*)", row[2])]
    assert len(values) > 10
    lines = "\n".join(f"pscompat {value}" for value in values)
    assert words_in(shell, lines, tmp_path) == [shlex.split(value) for value in values]


@each_shell()
def test_curl_lines(shell: str, tmp_path: Path) -> None:
    text = "It's \"é\" \\ \\\\ \\' $x `y` *?!"
    shown = run("--dry-run", "curl", "Request-Embeddings", text).out
    (words,) = words_in(shell, shown.replace("curl", "pscompat", 1), tmp_path)
    assert json.loads(words[words.index("--data-raw") + 1])["input"] == text


@each_shell()
def test_lines_of_the_readme(shell: str, tmp_path: Path) -> None:
    lines = [line[2:] for line in README.splitlines() if line.startswith("$ ") and "pscompat" in line]
    assert len(lines) > 10
    # Those of a pipeline get their words in any order.
    plain, found = (sorted(words_in(each, "\n".join(lines), tmp_path)) for each in ("sh", shell))
    assert found == plain
    assert len(found) >= len(lines)


def test_help_is_asked_for_in_quotes() -> None:
    for text in (README, DEFAULT_TEXT, run("--help").out, run("help", "--help").out):
        assert not re.search(r"(?<!')-\?(?!\[)", text)
    assert "'*Thread*'" in DEFAULT_TEXT


@each_shell()
@pytest.mark.parametrize("last", ["'-?'", "--help", "-h"])
def test_help_from_a_shell(shell: str, last: str, tmp_path: Path) -> None:
    done = run_in(shell, f"pscompat Get-ThreadRun {last}", tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "SYNOPSIS\n    Gets one run of a thread" in done.out


ASIDE = [
    "pscompat Remove-Thread -ThreadId:$UNSET -Verbose",
    "pscompat Get-ThreadRun -ThreadId:$UNSET -All",
    "pscompat Get-ThreadRun t -All '$false'",
    "pscompat Get-ThreadRun -ThreadId --dry-run",
]
CUT_SHORT = [
    "pscompat Remove-Thread t -WhatIf:$true",
    "pscompat Get-ThreadRun t -All:$false",
    "pscompat Get-ThreadRun -All:$true t",
]
"""fish leaves such a word out altogether, which nobody can see."""


@pytest.mark.parametrize("line", ASIDE)
@each_shell()
def test_what_a_shell_makes_of_a_line_sends_nothing(shell: str, line: str, tmp_path: Path) -> None:
    with Loopback() as server:
        done = run_in(shell, line, tmp_path, server)
    assert (done.code, done.out, server.received) == (2, "", [])


@pytest.mark.parametrize("line", CUT_SHORT)
@each_shell("bash", "zsh")
def test_a_word_cut_short_at_its_colon_sends_nothing(shell: str, line: str, tmp_path: Path) -> None:
    test_what_a_shell_makes_of_a_line_sends_nothing(shell, line, tmp_path)


@each_shell("bash", "zsh")
def test_what_is_left_of_a_member_gets_a_note(shell: str, tmp_path: Path) -> None:
    done = run_in(shell, "pscompat bind Get-ThreadRun $run.thread_id", tmp_path)
    assert done.code == 0
    assert done.err == (
        "NOTE: The word .thread_id is taken as it stands. If it was a variable and a member, as in '$run.thread_id': "
        "shells don't know members, a line does: `pscompat -c LINE`.\n"
    )
