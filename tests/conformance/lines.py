"""Texts that consist of one command: its arguments, worked out but not run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pscompat.dotnet.clock import Clock
from pscompat.language.elements import Element
from pscompat.language.evaluate import Evaluator
from pscompat.language.nodes import StringConstant
from pscompat.language.refusals import check_runnable
from pscompat.language.scope import Scope
from pscompat.language.structure import Command, Pipeline, Script


def only_command(script: Script) -> Command | None:
    """The command that a text consists of, None for any other text."""
    if len(script.statements) != 1:
        return None
    statement = script.statements[0]
    if not isinstance(statement, Pipeline) or len(statement.elements) != 1 or statement.background:
        return None
    command = statement.elements[0]
    return command if isinstance(command, Command) else None


def called(command: Command) -> str:
    """The name of a command that is called by a word, empty for others."""
    name = command.elements[0]
    return name.value if isinstance(name, StringConstant) else ""


def arguments(
    script: Script, command: Command, clock: Clock, variables: dict[str, Any], environment: dict[str, str]
) -> list[Element]:
    """The arguments of the command. Raises NotRunError, and NotImplementedError where another command would run."""
    check_runnable(script)
    return Evaluator(script, Scope(variables, environment), _refuse, clock=clock).elements(command)


def _refuse(pipeline: Pipeline) -> Iterable[Any]:
    raise NotImplementedError("the line runs a command")
