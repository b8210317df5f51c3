"""Words from a shell, taken with care: names without a value, true and false, lists, help, misplaced options."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ..http.loopback import Loopback
from .processes import run

LOST = "{0} has no value; your shell may have replaced a variable: write {1} in quotes.\n"


@pytest.mark.parametrize(
    ("words", "typed", "instead"),
    [
        # At the end.
        ("Remove-Thread t -WhatIf:", "-WhatIf:", "-WhatIf, or '-WhatIf:$true'"),
        ("Get-ThreadRun t -all:", "-all:", "-All, or '-All:$true'"),
        ("Get-ThreadRun -ThreadId:", "-ThreadId:", "-ThreadId VALUE, or '-ThreadId:VALUE'"),
        ("Get-ThreadRun -ThreadId: -", "-ThreadId:", "-ThreadId VALUE, or '-ThreadId:VALUE'"),
        ("Request-Response hi -Store:", "-Store:", "-Store true, or '-Store:$true'"),
        ("Write-Output -x:", "-x:", "-x, or '-x:$true'"),
        # Before a name, be it one of the command's or not.
        ("Get-ThreadRun -ThreadId: -All", "-ThreadId:", "-ThreadId VALUE, or '-ThreadId:VALUE'"),
        ("Get-ThreadRun -ThreadId: -x", "-ThreadId:", "-ThreadId VALUE, or '-ThreadId:VALUE'"),
        ("Get-ThreadRun -ThreadId: –é", "-ThreadId:", "-ThreadId VALUE, or '-ThreadId:VALUE'"),
        # A switch has its value in the same word.
        ("Get-ThreadRun t -All: true", "-All:", "-All, or '-All:$true'"),
        ("Get-ThreadRun -All: t", "-All:", "-All, or '-All:$true'"),
        ("Get-ThreadRun t -Verbose: $false", "-Verbose:", "-Verbose, or '-Verbose:$true'"),
    ],
)
def test_a_name_that_lost_its_value(words: str, typed: str, instead: str) -> None:
    name = words.partition(" ")[0]
    error = f"{name}: {LOST.format(typed, instead)}"
    with Loopback() as server:
        assert run(*words.split(" "), server=server).all == (2, "", error)
        assert run("bind", *words.split(" "), server=server, stdin=b"").all == (2, error, "")
    assert server.received == []


@pytest.mark.parametrize(
    ("words", "thread"),
    [
        (["-ThreadId:", "t"], "t"),
        (["-ThreadId:", "-5"], "-5"),
        (["-ThreadId:", "--"], "--"),
        (["-ThreadId:", "-"], None),
        (["-ThreadId:", "-?"], "-%3f"),
        (["-ThreadId:-All"], "-All"),
        (["-ThreadId::"], "%3a"),
        (["-ThreadId:--help"], "--help"),
    ],
)
def test_the_next_word_is_the_value(words: list[str], thread: str | None) -> None:
    done = run("bind", "-o", "json", "Get-ThreadRun", *words)
    assert done.code == (0 if thread else 2)
    if thread:
        assert json.loads(done.out)["calls"][0]["bound"]["ThreadId"]["v"] == thread


@pytest.mark.parametrize(
    ("words", "code", "out"),
    [
        (["--plain-words", "bind", "Get-ThreadRun", "t", "-All:"], 0, "ThreadId  t"),
        (["--plain-words", "bind", "Get-ThreadRun", "-ThreadId:", "-All"], 0, "ThreadId  -All"),
        (["--plain-words", "bind", "Get-ThreadRun", "-All", "$false"], 0, "ThreadId  %24false"),
        (["--plain-words", "bind", "Request-Response", "hi", "-Store", "true"], 2, "Cannot process argument"),
        (["--plain-words", "bind", "Request-Embeddings", '["a","b"]'], 0, """Text  ['["a","b"]']"""),
        (["--plain-words", "bind", "Get-OpenAIModels", "-o", "json"], 0, "Organization  json"),
        (["--plain-words", "bind", "Get-ThreadRun", "t", "--help"], 2, "parameter name '-help'"),
        (["bind", "-c", "Get-ThreadRun t -All: $false"], 0, "All       False"),
        (["bind", "-c", "Get-ThreadRun -All '$false'"], 0, "ThreadId  %24false"),
        (["bind", "-c", "Request-Response hi -Store true"], 2, "Cannot process argument"),
        (["bind", "-c", "Request-Embeddings '[1,2]'"], 0, "Text  ['[1,2]']"),
        (["bind", "-c", "Get-OpenAIModels -o json"], 0, "Organization  json"),
    ],
)
def test_plain_words_and_lines_are_read_as_powershell_reads_them(words: list[str], code: int, out: str) -> None:
    done = run(*words)
    assert done.code == code
    assert out in done.out


@pytest.mark.parametrize("word", ["true", "false", "$true", "$false", "False", "$TRUE"])
@pytest.mark.parametrize("name", ["-All", "-al", "-Verbose"])
def test_true_and_false_behind_a_switch(name: str, word: str) -> None:
    with Loopback() as server:
        done = run("Get-ThreadRun", name, word, server=server)
    full = "-Verbose" if name == "-Verbose" else "-All"
    assert done.err == (
        f"Get-ThreadRun: {name} is a switch: true or false behind it would be a value of another parameter.\n"
        f"Write {full}, or '{full}:$false' in quotes.\n"
    )
    assert (done.code, done.out, server.received) == (2, "", [])


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("Get-ThreadRun -All 1", {"ThreadId": "1", "All": True}),
        ("Get-ThreadRun -All yes", {"ThreadId": "yes", "All": True}),
        ("Get-ThreadRun -ThreadId true -All", {"ThreadId": "true", "All": True}),
        ("Get-ThreadRun true -All:false", {"ThreadId": "true", "All": False}),
        ("Request-Response hi -Store true", {"Store": True, "Message": "hi"}),
        ("Request-Response hi -Store FALSE", {"Store": False, "Message": "hi"}),
        ("Request-Response hi -Store $true", {"Store": True, "Message": "hi"}),
        ("Request-Response hi -Store $false", {"Store": False, "Message": "hi"}),
        ("Request-Response hi -Store 1", {"Store": True, "Message": "hi"}),
        ("Request-Response hi -Store 0", {"Store": False, "Message": "hi"}),
        ("Request-Response hi -Store: 0", {"Store": False, "Message": "hi"}),
        ("Request-Response hi -Store:0", {"Store": False, "Message": "hi"}),
        ("Request-Response true -Store:$true", {"Store": True, "Message": "true"}),
    ],
)
def test_true_and_false_as_words(words: str, bound: dict[str, object]) -> None:
    done = run("bind", "-o", "json", *words.split(" "))
    found = json.loads(done.out)["calls"][0]["bound"]
    assert {name: value["v"] for name, value in found.items()} == bound


def test_another_word_is_no_truth() -> None:
    done = run("bind", "Request-Response", "hi", "-Store", "yes")
    assert done.code == 2
    assert done.out.endswith("\n-Store takes 1 or 0, as words of a shell also true or false.\n")


def test_operators_compare_with_true() -> None:
    done = run("Where-Object", "a", "-eq", "true", "-", stdin=b'{"a": true}\n{"a": false}\n')
    assert done.all == (0, '{"a":true}\n', "")


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("a,b", "[a, b]"),
        ('["a","b"]', "[a, b]"),
        ('["a, b"]', "['a, b']"),
        ("Hello, world", "['Hello, world']"),
        ("a b", "['a b']"),
        ('["Hello","world"]', "[Hello, world]"),
        ("[a,b]", "['[a', 'b]']"),
        ('{"a":1,"b":2},c', """['{"a":1,"b":2}', c]"""),
        ('["it\'s",1,true]', """["it's", 1, True]"""),
    ],
)
def test_lists_in_one_word(word: str, shown: str) -> None:
    done = run("bind", "Request-Embeddings", "-Text", word)
    assert done.out.splitlines()[1] == f"  Text  {shown}  System.String[]"
    explained = run("--explain", "Request-Embeddings", "-Text", word).out
    assert ("{'Hello, world'}" in explained) is (word == "Hello, world")


def test_texts_in_a_table_are_shown_apart() -> None:
    done = run("bind", "New-Conversation", "-MetaData", '{"a":"b, c","d":"e","f":"null","g":""}')
    assert done.out.splitlines()[1].split("  ")[2] == "{a: 'b, c', d: e, f: 'null', g: ''}"


def test_a_list_is_sent_as_one() -> None:
    words = ["Request-Embeddings", "-Text"]
    shown = [run("--dry-run", "json", *words, word).out for word in ('["a, b","c"]', "a,c", "a, c")]
    assert [json.loads(text)["body"]["input"] for text in shown] == [["a, b", "c"], ["a", "c"], "a, c"]


BEFORE = "pscompat: {0} is an option of pscompat: it stands before the name of a command.\n"
FIRST = "Put it before the name: `{0}`.\n"


@pytest.mark.parametrize(
    ("words", "option", "place"),
    [
        ("Get-ThreadRun t --output json", "--output", "--output json Get-ThreadRun"),
        ("Get-ThreadRun t --output x", "--output", "--output FORMAT Get-ThreadRun"),
        ("get-threadrun t --output=json", "--output", "--output FORMAT Get-ThreadRun"),
        ("Get-ThreadRun t --dry-run", "--dry-run", "--dry-run Get-ThreadRun"),
        ("Get-ThreadRun --dry-run curl t", "--dry-run", "--dry-run curl Get-ThreadRun"),
        ("Get-ThreadRun -ThreadId --sandbox", "--sandbox", "--sandbox Get-ThreadRun"),
        ("Get-ThreadRun -ThreadId: --sandbox", "--sandbox", "--sandbox Get-ThreadRun"),
        ("Get-ThreadRun t --query id", "--query", "--query EXPR Get-ThreadRun"),
        ("Get-ThreadRun t --explain", "--explain", "--explain Get-ThreadRun"),
        ("Get-ThreadRun t --strict", "--strict", "--strict Get-ThreadRun"),
        ("Get-ThreadRun t --plain-words", "--plain-words", "--plain-words Get-ThreadRun"),
        ("Get-ThreadRun t --var a=1", "--var", "--var NAME=VALUE Get-ThreadRun"),
        ("Get-ThreadRun t --width 80", "--width", "--width N Get-ThreadRun"),
        ("Get-ThreadRun t --module f", "--module", "--module FOLDER Get-ThreadRun"),
        ("Get-ThreadRun t --version", "--version", "--version Get-ThreadRun"),
        ("Write-Output --sandbox", "--sandbox", "--sandbox Write-Output"),
        # A prefix of -Organization.
        ("Get-OpenAIModels -o json", "-o", "-o json Get-OpenAIModels"),
        # Of several parameters.
        ("Get-ThreadRun t -o table", "-o", "-o table Get-ThreadRun"),
        ("help Get-ThreadRun --sandbox", "--sandbox", "--sandbox help"),
        ("bind Get-ThreadRun t --output json", "--output", "--output json Get-ThreadRun"),
    ],
)
def test_an_option_behind_the_name(words: str, option: str, place: str) -> None:
    with Loopback() as server:
        done = run(*words.split(" "), server=server)
    assert done.all == (2, "", BEFORE.format(option) + FIRST.format(place))
    assert server.received == []


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["-c", "Get-Thread t"], "Put it in the place of the name: `-c LINE`."),
        (["-c", "$x = 1"], "Put it in the place of the name: `-c LINE`."),
        (["-f", "a.PS1"], "Put it in the place of the name: `-f FILE`."),
        (["--help", "t"], "`Get-OpenAIModels --help`; before the name, ours."),
    ],
)
def test_options_that_stand_elsewhere(words: list[str], hint: str) -> None:
    done = run("Get-OpenAIModels", *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(BEFORE.format(words[0]))
    assert done.err.endswith(f"{hint}\n")


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        (["Get-OpenAIModels", "-o", "acme"], "Organization", "acme"),
        (["Get-OpenAIModels", "-o:json"], "Organization", "json"),
        (["Get-OpenAIModels", "-Organization", "json"], "Organization", "json"),
        (["Get-ThreadRun", "t", "--limit", "5"], "Limit", "5"),
        (["Out-File", "f", "--width", "80"], "Width", "80"),
        (["Request-Response", "well-known -c"], "Message", "well-known -c"),
        (["Add-ContainerFile", "-f", "f", "-c", "well-known name"], "ContainerId", "well-known+name"),
        (["Add-ContainerFile", "-f", "f", "-c", "$5"], "ContainerId", "%245"),
        (["Add-ContainerFile", "-f", "f", "-c", "c"], "ContainerId", "c"),
    ],
)
def test_parameters_keep_their_names(words: list[str], name: str, value: str) -> None:
    done = run("bind", "-o", "json", *words)
    assert json.loads(done.out)["calls"][0]["bound"][name]["v"] == value, done.err


@pytest.mark.parametrize("last", ["--help", "-h"])
@pytest.mark.parametrize(
    "words",
    [
        "Get-ThreadRun",
        "Get-ThreadRun t",
        "Get-ThreadRun -ThreadId:",
        "Get-ThreadRun -Nope -Limit",
        "bind Get-ThreadRun",
    ],
)
def test_help_where_people_ask(words: str, last: str) -> None:
    done = run(*words.split(" "), last)
    assert done.all == (0, run("Get-Help", "Get-ThreadRun").out, "")


def test_help_where_h_is_a_prefix() -> None:
    # -HelpMessage and the like are reached by more letters, or anywhere but at the end.
    assert run("Request-AudioSpeech", "-h").out == run("Get-Help", "Request-AudioSpeech").out
    assert run("help", "Get-ThreadRun", "--help").out == run("help", "--help").out


@pytest.mark.parametrize(
    ("words", "notes"),
    [
        ([".thread_id"], [".thread_id"]),
        ([".a.b", "-RunId", ".c"], [".a.b"]),
        (["-RunId", "r", ".a", "-"], [".a"]),
        ([".a", ".b"], [".a", ".b"]),
        ([".there"], []),
        (["-ThreadId", ".a"], []),
        (["."], []),
        ([".."], []),
        ([".5"], []),
        (["./a"], []),
        (["a.b"], []),
    ],
)
def test_notes_on_members(words: list[str], notes: list[str], tmp_path: Path) -> None:
    (tmp_path / ".there").touch()
    done = run("bind", "-o", "json", "Get-ThreadRun", *words, cwd=tmp_path)
    found = [json.loads(line)["note"] for line in done.err.splitlines()]
    assert [note.split(" ")[2] for note in found] == notes
