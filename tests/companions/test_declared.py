"""The companions declare what PowerShell's own commands do: every parameter is there, or refused by name."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from pscompat.engine.commands import Commands
from pscompat.engine.session import Session
from pscompat.errors import NotRunError

from ..conformance.files import DATA, read_bytes
from .running import Ran

COMMANDS: list[dict[str, Any]] = yaml.safe_load(read_bytes(DATA / "companions.yaml.xz"))["commands"]
"""PowerShell's own commands by reflection: parameters with types, aliases, sets and positions."""
_ALL = "__AllParameterSets"
_KNOWN = Commands(Session())
RUN = [each for each in COMMANDS if _KNOWN.find(each["name"]) is not None]
NOT_RUN = [each["name"] for each in COMMANDS if _KNOWN.find(each["name"]) is None]


@pytest.mark.parametrize("command", RUN, ids=lambda command: str(command["name"]))
def test_every_parameter_is_there_as_in_powershell(command: dict[str, Any]) -> None:
    found = _KNOWN.command(command["name"])
    bound = found.binder().command
    own = {parameter.name: parameter for parameter in bound.declared}
    assert {each["name"] for each in command["parameters"]} <= set(own)
    assert command.get("default_parameter_set", "") == bound.default_set
    assert {alias.lower() for alias in command.get("aliases", ())} <= bound.aliases
    for each in command["parameters"]:
        parameter = own[each["name"]]
        assert {alias.lower() for alias in parameter.aliases} == {alias.lower() for alias in each.get("aliases", ())}
        records = {
            "*" if record.set_name == _ALL else record.set_name: (
                record.position,
                record.mandatory,
                record.by_value,
                record.by_name,
                record.remaining,
            )
            for record in parameter.records
        }
        wanted = {
            name: (
                entry.get("position"),
                *(bool(entry.get(key)) for key in ("mandatory", "by_value", "by_property", "remaining")),
            )
            for name, entry in each["sets"].items()
        }
        assert records == wanted, each["name"]


@pytest.mark.parametrize("name", NOT_RUN)
def test_commands_that_are_no_companions_are_refused_by_name(name: str) -> None:
    with pytest.raises(NotRunError, match=f"PowerShell's own {name} is not run by pscompat"):
        Ran(f"Write-Output 1; {name}")


@pytest.mark.parametrize(
    ("name", "parameter"),
    [(each["name"], refused) for each in RUN for refused in _KNOWN.command(each["name"]).handler().not_run],
)
def test_a_parameter_that_is_not_run_is_declared(name: str, parameter: str) -> None:
    declared = {each.name: each for each in _KNOWN.command(name).binder().command.declared}
    assert parameter in declared


def test_a_parameter_that_is_not_run_is_refused_before_anything_runs() -> None:
    with pytest.raises(NotRunError, match="The parameter Parallel of ForEach-Object is not run by pscompat"):
        Ran("Write-Output 1; 1, 2 | ForEach-Object -Parallel { $_ }")
    with pytest.raises(NotRunError, match="The parameter Wait of Get-Content is not run by pscompat"):
        Ran("Write-Output 1; Get-Content x -Wait")
