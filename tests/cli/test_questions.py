"""What is asked on a terminal, and what happens where there is none (prompts as PowerShell's console shows them)."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..http.loopback import Loopback, respond
from .processes import on_terminal, run

MODULE = """
name: Things
endpoints:
  services: {Things: {base: 'https://things.invalid', authentication: [none]}}
  authentication: {none: {}}
credentials:
  base: {variable: OPENAI_API_BASE}
"""
REMOVE = """
title: Remove-Thing
synopsis: Removes a thing.
parameters:
- name: Id
  type: System.String
  parameterSets: [{name: (All), position: '0', isRequired: true, valueFromPipeline: true}]
  helpMessage: The thing to remove.
- name: Count
  type: System.Int32
  parameterSets: [{name: (All), isRequired: true}]
- name: Tag
  type: System.String[]
  parameterSets: [{name: (All), isRequired: true}]
pscompat:
  supportsShouldProcess: true
  request: {method: DELETE, path: '/things/{Id}', query: {count: $Count, tag: $Tag}}
  response: {write: false}
"""
GIVEN = ("-Count", "1", "-Tag", "x")


@pytest.fixture
def words(tmp_path: Path) -> tuple[str, ...]:
    folder = tmp_path / "things"
    (folder / "help").mkdir(parents=True)
    (folder / "help" / "module.yaml").write_text(MODULE)
    (folder / "help" / "Remove-Thing.yaml").write_text(REMOVE)
    return ("--module", str(folder))


@pytest.fixture
def server() -> Iterator[Loopback]:
    with Loopback(respond({"deleted": True})) as server:
        yield server


def test_missing_parameters_are_asked_for(words: tuple[str, ...], server: Loopback) -> None:
    typed = b"!?\nbob\nx\n99999999999\n5\na\nb\n\n"
    code, screen = on_terminal(*words, "Remove-Thing", server=server, typed=typed)
    assert code == 0
    assert "cmdlet Remove-Thing at command pipeline position 1\nSupply values for the following parameters:\n" in screen
    assert "(Type !? for Help.)\n" in screen
    assert "The thing to remove.\n" in screen
    assert 'Cannot recognize "x" as a System.Int32 due to a format error.' in screen
    assert 'Cannot recognize "99999999999" as a System.Int32 due to an overflow error.' in screen
    assert "Tag[2]: " in screen
    assert [each.target for each in server.received] == ["/v1/things/bob?count=5&tag=a&tag=b"]


UNKNOWN = '"{}" cannot be recognized as a valid Prompt command.\n'


def test_what_begins_with_an_exclamation_mark_is_a_command_of_the_prompt(
    words: tuple[str, ...], server: Loopback
) -> None:
    typed = b'!\n!x\n!?x\n!"x"\n!h\n!?\n!!bob\n!?\n!!y\n 7 \n!?\n!!\nc\n\n'
    code, screen = on_terminal(*words, "Remove-Thing", server=server, typed=typed)
    assert code == 0, screen
    for each in ("!", "!x", "!?x", '!"x"', "!h"):
        assert screen.count(UNKNOWN.format(each)) == 1
    # The field is asked again after each of them.
    assert screen.count("Id: ") == 7
    assert screen.count("The thing to remove.\n") == 1
    assert screen.count("No help is available for Count.\n") == 1
    assert screen.count("No help is available for Tag.\n") == 1
    assert 'Cannot recognize "!y" as a System.Int32 due to a format error.' in screen
    assert screen.count("Tag[0]: ") == 2
    assert "Tag[2]: " in screen and "Tag[3]: " not in screen
    assert [each.target for each in server.received] == ["/v1/things/%21bob?count=7&tag=%21&tag=c"]


@pytest.mark.parametrize("answer", [b"!$NULL", b'!""'])
def test_null_and_an_empty_text_do_not_end_a_list(words: tuple[str, ...], server: Loopback, answer: bytes) -> None:
    typed = b"a\n" + answer + b"\nc\n\n"
    code, screen = on_terminal(*words, "Remove-Thing", "a", "-Count", "1", server=server, typed=typed)
    assert code == 2
    assert "Tag[3]: " in screen
    assert "Cannot bind argument to parameter 'Tag' because it is an empty string." in screen


@pytest.mark.parametrize("answer", [b"!$null", b'!""', b""])
def test_null_and_nothing_are_no_text(words: tuple[str, ...], server: Loopback, answer: bytes) -> None:
    code, screen = on_terminal(*words, "Remove-Thing", *GIVEN, server=server, typed=answer + b"\n")
    assert (code, len(server.received)) == (2, 0)
    assert "Cannot bind argument to parameter 'Id' because it is an empty string." in screen


def test_null_is_zero_for_a_number(words: tuple[str, ...], server: Loopback) -> None:
    typed = b"!$null\n"
    code, screen = on_terminal(*words, "Remove-Thing", "a", "-Tag", "x", server=server, typed=typed)
    assert code == 0, screen
    assert [each.target for each in server.received] == ["/v1/things/a?count=0&tag=x"]


def test_a_secret_may_begin_with_an_exclamation_mark(words: tuple[str, ...], server: Loopback) -> None:
    page = Path(words[1]) / "help" / "Remove-Thing.yaml"
    page.write_text(REMOVE.replace("System.Int32", "System.Security.SecureString").replace("{count: $Count, ", "{"))
    answers = [("Count: ", "!x")]
    code, screen = on_terminal(*words, "Remove-Thing", "a", "-Tag", "x", server=server, answers=answers)
    assert code == 0, screen
    assert "Prompt command" not in screen and "!x" not in screen
    assert len(server.received) == 1


def test_an_empty_answer_is_bound_as_it_is(words: tuple[str, ...], server: Loopback) -> None:
    code, screen = on_terminal(*words, "Remove-Thing", *GIVEN, server=server, typed=b"\n")
    assert code == 2
    assert "Cannot bind argument to parameter 'Id' because it is an empty string." in screen
    assert not server.received


def test_the_end_of_the_input_is_no_answer(words: tuple[str, ...], server: Loopback) -> None:
    code, screen = on_terminal(*words, "Remove-Thing", *GIVEN, server=server, typed=b"\x04")
    assert code == 2
    assert "one or more missing mandatory parameters: Id." in screen
    assert not server.received


def test_nobody_is_asked_without_a_terminal(words: tuple[str, ...], server: Loopback) -> None:
    done = run(*words, "Remove-Thing", *GIVEN, server=server)
    assert (done.code, len(server.received)) == (2, 0)
    assert "missing mandatory parameters: Id." in done.err


def test_what_if_only_tells(words: tuple[str, ...], server: Loopback) -> None:
    done = run(*words, "Remove-Thing", "a", *GIVEN, "-WhatIf", server=server)
    assert done.code == 0
    assert done.out == 'What if: Performing the operation "Remove-Thing" on target "DELETE /things/a".\n'
    line = "$WhatIfPreference = $true; 'a', 'b' | Remove-Thing -Count 1 -Tag x; Remove-Thing c 1 -WhatIf:$false"
    done = run(*words, "-c", line.replace("c 1 -WhatIf", "c -Count 1 -Tag x -WhatIf"), server=server)
    assert done.out.count("What if: ") == 2
    assert [each.target.partition("?")[0] for each in server.received] == ["/v1/things/c"]


def test_a_what_if_of_the_commands_own_is_refused(words: tuple[str, ...], server: Loopback) -> None:
    own = "- name: WhatIf\n  type: switch\npscompat:\n"
    page = Path(words[1]) / "help" / "Remove-Thing.yaml"
    page.write_text(REMOVE.replace("pscompat:\n  supportsShouldProcess: true\n", own))
    done = run(*words, "Remove-Thing", "a", *GIVEN, "-WhatIf", server=server)
    assert (done.code, done.out, server.received) == (2, "", [])
    message, hint = done.err.splitlines()
    assert message.startswith("pscompat: Remove-Thing describes -WhatIf as a switch of its own")
    assert "supportsShouldProcess: true" in hint


def test_confirmation_holds_for_one_or_for_all(words: tuple[str, ...], server: Loopback) -> None:
    line = "'a', 'b', 'c', 'd' | Remove-Thing -Count 1 -Tag x -Confirm"
    code, screen = on_terminal(*words, "-c", line, server=server, typed=b"?\nn\ny\na\n")
    assert code == 0
    assert "Are you sure you want to perform this action?" in screen
    assert 'Performing the operation "Remove-Thing" on target "DELETE /things/a".' in screen
    choices = '[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is "Y"): '
    assert screen.count(choices) == 4
    assert "L - Skip this operation and all subsequent operations." in screen
    assert [each.target.partition("?")[0] for each in server.received] == [f"/v1/things/{name}" for name in "bcd"]


def test_confirmation_without_a_terminal_is_an_error(words: tuple[str, ...], server: Loopback) -> None:
    done = run(*words, "Remove-Thing", "a", *GIVEN, "-Confirm", server=server)
    assert (done.code, len(server.received)) == (1, 0)
    assert "PowerShell is in NonInteractive mode." in done.err


def test_read_host_asks_for_a_line(server: Loopback) -> None:
    code, screen = on_terminal("-c", "Read-Host Your name | ForEach-Object Length", server=server, typed=b"bob\n")
    assert (code, screen.count("Your name: ")) == (0, 1)
    assert screen.rstrip().endswith("3")


def test_read_host_without_a_terminal_is_an_error() -> None:
    done = run("Read-Host", "Name")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("Read-Host: PowerShell is in NonInteractive mode.")


SIGN_IN = """
title: Get-Thing
synopsis: Gets a thing.
parameters:
- {name: Credential, type: System.Management.Automation.PSCredential, parameterSets: [{name: (All), isRequired: true}]}
pscompat: {request: {path: /things}}
"""
BASIC = """
name: Things
endpoints:
  services: {Things: {base: 'https://things.invalid', authentication: [basic]}}
  authentication: {basic: {Authorization: 'Basic {basic}'}}
credentials:
  user: {parameter: Credential}
  base: {variable: OPENAI_API_BASE}
"""


@pytest.fixture
def sign_in(tmp_path: Path) -> tuple[str, ...]:
    folder = tmp_path / "things"
    (folder / "help").mkdir(parents=True)
    (folder / "help" / "module.yaml").write_text(BASIC)
    (folder / "help" / "Get-Thing.yaml").write_text(SIGN_IN)
    return ("--module", str(folder))


def signed_in(server: Loopback) -> list[str]:
    return [b64decode(each.headers["authorization"].removeprefix("Basic ")).decode() for each in server.received]


PASSWORD = ("Password for user bob: ", "pw:1\n")


@pytest.mark.parametrize(
    ("words", "answers"), [(("-Credential", "bob"), (PASSWORD,)), ((), (("User: ", "bob\n"), PASSWORD))]
)
def test_a_credential_is_asked_for(
    words: tuple[str, ...], answers: tuple[tuple[str, str], ...], sign_in: tuple[str, ...], server: Loopback
) -> None:
    code, screen = on_terminal(*sign_in, "Get-Thing", *words, server=server, answers=answers)
    assert code == 0, screen
    assert "\nPowerShell credential request\nEnter your credentials.\n" in screen
    assert "pw:1" not in screen
    assert signed_in(server) == ["bob:pw:1"]


def test_a_credential_of_a_line(sign_in: tuple[str, ...], server: Loopback) -> None:
    secret = "(ConvertTo-SecureString $env:PW -AsPlainText -Force)"
    line = f"Get-Thing -Credential ([pscredential]::new('bob', {secret}))"
    done = run(*sign_in, "-c", line, server=server, more={"PW": "pw:1"})
    assert done.code == 0, done.err
    assert signed_in(server) == ["bob:pw:1"]


def test_nobody_is_there_to_type_a_password(sign_in: tuple[str, ...], server: Loopback) -> None:
    done = run(*sign_in, "Get-Thing", "-Credential", "bob", server=server)
    assert done.code == 2
    assert "PowerShell is in NonInteractive mode." in done.err
    assert server.received == []
