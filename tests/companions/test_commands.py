"""Get-Command and Get-Help in a pipeline, and the module's own files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pscompat.engine.commands import Commands
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.engine.streams import RaisingStreams
from pscompat.errors import MetadataError, NotRunError
from pscompat.helpfile.module import Module
from pscompat.helpfile.search_path import find_module

from .running import Ran, run

MODULE = find_module("Companions")


def test_get_command() -> None:
    names = [command["Name"] for command in run("Get-Command -Module Companions")]
    assert names == sorted(MODULE.command_names(), key=str.lower)
    assert [command["Name"] for command in run("Get-Command -Noun Json")] == ["ConvertFrom-Json", "ConvertTo-Json"]
    (alias,) = run("Get-Command WHERE")
    assert [alias[name] for name in ("Name", "DisplayName", "Source")] == ["where", "where -> Where-Object", ""]
    assert [each["CommandType"] for each in run("Get-Command Register-OpenAIFile, Add-OpenAIFile, Out-Null")] == [
        *["Alias", "Function", "Cmdlet"]
    ]
    assert run("Get-Command *-Object -TotalCount 1")[0]["Source"] == "Companions"
    assert run("Get-Command Out-Null -Syntax") == ["\nOut-Null [-InputObject <psobject>] [<CommonParameters>]\n"]
    assert run("Get-Command nope*") == []
    assert run("Get-Command nope* -Syntax") == []
    assert run("Get-Command -Verb out, $null, ''") == run("Get-Command -Verb Out")
    assert Ran("$null | Get-Command").errors[0].startswith("ParameterArgumentValidationError,")
    ran = Ran("Get-Command Sort-Objct")
    assert ran.errors == ["CommandNotFoundException,Microsoft.PowerShell.Commands.GetCommandCommand"]


def test_a_command_s_verb_and_noun_are_read_and_what_is_not_here_is_refused() -> None:
    assert run("(Get-Command Get-ThreadRun).Noun, (Get-Command Out-Null).verb") == ["ThreadRun", "Out"]
    assert run("Get-Command Get-ThreadRun* | Where-Object Verb -eq Get | ForEach-Object NOUN") == [
        *["ThreadRun", "ThreadRunStep"]
    ]
    assert run("Get-Command Get-Thread, Set-Thread | Group-Object Noun | ForEach-Object Count") == [2]
    assert run("Get-Command Get-Thread | Select-Object verb") == [{"Verb": "Get"}]
    for line in (
        "(Get-Command Get-Thread).Parameters.Keys",
        "Get-Command Get-Thread | Select-Object ParameterSets",
        "Get-Command Get-Thread | ForEach-Object Parameters",
        "Get-Command Get-Thread | Where-Object Options",
    ):
        with pytest.raises(NotRunError, match=r"of \[System.Management.Automation.FunctionInfo\] is not run"):
            run(line)
    assert run("(Get-Command Get-Thread).Nothing") == [None]


def test_syntax_shows_the_alias_by_which_a_command_was_found() -> None:
    named = run("Get-Command get-UNIQUE -Syntax")[0]
    assert named.startswith("\nGet-Unique [")
    renamed = "gu (alias) -> Get-Unique\n" + named.replace("Get-Unique", "gu")
    assert run("Get-Command GU -Syntax") == [renamed]
    assert run("Get-Command Get-Uniq* -Syntax") == [renamed]
    assert run("Get-Command Get-Unique, gu -Syntax") == [named]
    assert run("Get-Command Companions\\gu -Syntax") == [renamed]
    assert named in run("Get-Command -Syntax")


def test_a_definition_that_contradicts_itself_has_no_syntax(tmp_path: Path) -> None:
    help_folder = tmp_path / "help"
    help_folder.mkdir()
    (help_folder / "module.yaml").write_text("name: Acme\nversion: '1.0'\n")
    entries = "- {name: P, type: System.String, aliases: [x]}\n- {name: Q, type: System.String, aliases: [X]}\n"
    (help_folder / "Get-Twice.yaml").write_text(f"title: Get-Twice\nparameters:\n{entries}")
    session = Session([Module(str(tmp_path)), MODULE], streams=RaisingStreams())
    with pytest.raises(MetadataError, match='The alias "X" is declared multiple times') as caught:
        list(run_line(Commands(session), "Get-Command Get-Twice -Syntax"))
    suffix = "Microsoft.PowerShell.Commands.GetCommandCommand"
    assert caught.value.fully_qualified_error_id == f"AliasDeclaredMultipleTimes,{suffix}"


def test_get_help() -> None:
    assert "Where-Object" in run("Get-Help Where-Object")[0]
    assert "-Descending" in run("Get-Help Sort-Object -Parameter Desc*")[0]
    assert len(run("Get-Help Sort-Object -Full")[0]) > len(run("Get-Help Sort-Object")[0])
    assert Ran("Get-Help nope-nope").errors[0].endswith(",Microsoft.PowerShell.Commands.GetHelpCommand")


@pytest.mark.parametrize("name", MODULE.command_names())
def test_every_companion_is_a_compiled_cmdlet_that_can_be_bound_and_run(name: str) -> None:
    command = Commands(Session([MODULE])).command(name)
    assert command.definition.class_name.startswith("Microsoft.PowerShell.Commands.")
    assert all(parameter.compiled for parameter in command.definition.parameters)
    assert command.binder() is not None
    assert command.handler() is not None
    document = MODULE.document(name)
    assert document["synopsis"] and document["description"] and document["examples"]
    assert all(parameter["description"] for parameter in document["parameters"])


def test_parameters_that_there_are_not_are_refused() -> None:
    assert Ran("$input | Sort-Object -Nope x", []).errors == [
        "NamedParameterNotFound,Microsoft.PowerShell.Commands.SortObjectCommand"
    ]
