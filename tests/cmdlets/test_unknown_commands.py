"""Lines that PowerShell would run and pscompat does not: what they are called, and what to use instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from pscompat.engine.commands import Commands
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.engine.unknown_command import _ALIASES, _IN_ITS_PLACE, _NOUNS_BY_VERB, powershell_cmdlet
from pscompat.errors import CommandNotFoundError, NotRunError, PscompatError

from ..cli.processes import run
from ..http.loopback import Loopback, respond
from .face import Face

OTHER = "Other programs are not run by pscompat: '{}' at line 1, column {}."
OWN = "PowerShell's own {} is not run by pscompat: '{}' at line 1, column {}."
TABLE = "`pscompat -o table` prints a table."
LISTS = "`pscompat Get-Command` lists them."


def refused(line: str) -> tuple[str, str]:
    with pytest.raises(NotRunError) as caught:
        list(run_line(Commands(Session()), line))
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("Get-Thread t | Out-GridView", OWN.format("Out-GridView", "Out-GridView", 16), TABLE),
        ("Get-Thread t | ogv", OWN.format("Out-GridView", "ogv", 16), TABLE),
        ("get-thread t | OUT-GRIDVIEW", OWN.format("Out-GridView", "OUT-GRIDVIEW", 16), TABLE),
        ("Microsoft.PowerShell.Utility\\Out-GridView", OWN.format("Out-GridView", "{}", 1), TABLE),
        ("Get-Thread t | fhx", OWN.format("Format-Hex", "fhx", 16), ""),
        ("man Get-Thread", OTHER.format("man", 1), "Write Get-Help, which pscompat runs."),
        ("help Get-Thread", OTHER.format("help", 1), "Write Get-Help, which pscompat runs."),
        (
            "Install-Module PSOpenAI",
            OWN.format("Install-Module", "Install-Module", 1),
            "Modules need no installation; {}",
        ),
        ("rm x.txt", OWN.format("Remove-Item", "rm", 1), "`pscompat Get-Command` lists what is run."),
        ("Get-Thraed t", OTHER.format("Get-Thraed", 1), "Did you mean Get-Thread?"),
        ("python x.py", OTHER.format("python", 1), LISTS),
        ("PS", OWN.format("Get-Process", "PS", 1), "`pscompat Get-Command` lists what is run."),
    ],
)
def test_what_is_not_run_is_called_what_it_is(line: str, message: str, hint: str) -> None:
    found = refused(line)
    assert found[0] == message.replace("{}", line)
    assert found[1].startswith(hint.partition("{}")[0])


@pytest.mark.parametrize(
    "text",
    [
        "PSx > y",
        "PS y > z",
        "$a = @'\nPS C:\\> Get-Thread t\n'@; function x { }",
    ],
)
def test_what_only_looks_like_a_prompt_is_not_called_one(text: str) -> None:
    assert "prompt" not in refused(text)[0]


def test_a_prompt_in_a_text_is_a_text() -> None:
    commands = Commands(Session())
    assert list(run_line(commands, "'PS C:\\> Get-Thread t'; @'\nPS> x\n'@")) == [
        "PS C:\\> Get-Thread t",
        "PS> x",
    ]


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("Out-GridView", "PowerShell's own Out-GridView is not run by pscompat.", TABLE),
        ("man", "The term 'man' is not recognized {}", "Write Get-Help, which pscompat runs."),
        ("PS", "'PS' is PowerShell's prompt, {}", "Leave out what stands before the name of the cmdlet."),
        ("PS C:\\> Get-Thread t", "'PS C:\\>' is PowerShell's prompt, {}", "Leave out {}"),
        ("Get-Thraed", "The term 'Get-Thraed' is not recognized {}", "Did you mean Get-Thread?"),
    ],
)
def test_names_among_words(name: str, message: str, hint: str) -> None:
    with pytest.raises(CommandNotFoundError) as caught:
        Commands(Session()).command(name)
    assert caught.value.message.startswith(message.partition("{}")[0])
    assert caught.value.hint.startswith(hint.partition("{}")[0])


def test_the_process_says_so() -> None:
    done = run("PS", "C:\\>", "Get-Thread", "t")
    assert (done.code, done.out, done.err.splitlines()[0][:30]) == (2, "", "pscompat: 'PS' is PowerShell's")


def test_what_is_named_instead_is_there() -> None:
    session = Session()
    own = [f"{verb}-{noun}" for verb, nouns in _NOUNS_BY_VERB.items() for noun in nouns.split()]
    assert [name for name in own if session.find(name)] == []
    aliases = dict(pair.split("=") for pair in _ALIASES.split())
    assert [name for name in aliases.values() if name not in own and session.find(name) is None] == []
    assert [name for name in aliases if session.find(name)] == []
    assert set(_IN_ITS_PLACE) <= set(own)
    assert powershell_cmdlet("Get-Thread") == powershell_cmdlet("x") == ""


def test_a_cmdlet_that_cannot_run_yet_names_one_beside_it_that_runs(tmp_path: Path) -> None:
    folder = tmp_path / "yard"
    (folder / "help").mkdir(parents=True)
    (folder / "help/module.yaml").write_text("name: Yard\nendpoints: {services: {Yard: {base: 'https://yard.test'}}}\n")
    links = "links: [{text: Get-Box}, {text: API reference}, {text: Send-Lid}, {text: Send-Box}, {text: Send-Case}]\n"
    (folder / "help/Send-Crate.yaml").write_text(f"title: Send-Crate\n{links}")
    (folder / "help/Send-Lid.yaml").write_text("title: Send-Lid\n")
    for name in ("Send-Box", "Send-Case", "Get-Box"):
        (folder / f"help/{name}.yaml").write_text(f"title: {name}\npscompat: {{request: {{path: /x}}}}\n")
    words = ("--module", str(folder))
    done = run(*words, "Send-Crate")
    assert (done.code, done.err.splitlines()[1]) == (
        1,
        "Its help file has neither a request nor a handler. Send-Box, which it names, runs.",
    )
    (folder / "help/Send-Lid.yaml").write_text("title: Send-Lid\npscompat: {later: Lids are to come.}\n")
    assert run(*words, "Send-Lid").err.splitlines()[1] == "Lids are to come."
    (folder / "help/Send-Lid.yaml").write_text("title: Send-Lid\n")
    done = run(*words, "Send-Lid")
    assert done.err.splitlines()[1] == "Its help file has neither a request nor a handler."


ENDS = (
    "NOTE: What Set-OpenAIContext sets ends with this process. Put it before the other commands of one line "
    "(pscompat -c LINE), or keep it with `pscompat context set` and `pscompat login`.\n"
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Set-OpenAIContext", "-TimeoutSec", "5"), ENDS),
        (("-c", "Set-OpenAIContext -TimeoutSec 5"), ENDS),
        (("-o", "jsonl", "Set-OpenAIContext", "-TimeoutSec", "5"), '{"note": "What'),
        (("-c", "Set-OpenAIContext -TimeoutSec 5; Get-OpenAIModels m | Out-Null"), ""),
        (("Clear-OpenAIContext",), ""),
        (("Get-OpenAIModels", "m"), ""),
    ],
)
def test_a_context_set_alone_ends_with_its_process(words: tuple[str, ...], told: str) -> None:
    with Loopback(respond({"id": "m", "object": "model"})) as server:
        done = run(*words, server=server)
    assert done.code == 0
    assert done.err == told or (told[:1] == "{" and done.err.startswith(told))


def test_python_is_told_nothing_of_the_end_of_a_process() -> None:
    with Loopback(respond({"id": "m"})) as server:
        face = Face(server)
        face.line("Set-OpenAIContext -TimeoutSec 5")
    assert (face.streams.warnings, face.streams.messages, face.streams.information_records) == ([], [], [])


def test_errors_of_every_kind_keep_their_kind() -> None:
    for line in ("Get-Thread 'x", "f > a", "Get-Thread t |"):
        with pytest.raises(PscompatError) as caught:
            list(run_line(Commands(Session()), line))
        assert "prompt" not in caught.value.message
