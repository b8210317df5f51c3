"""A module's command as a Python function: ``module.Get_ThreadRun``, ``module["Get-ThreadRun"]``."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from ..engine.loaded_command import LoadedCommand


def command_function(command: LoadedCommand, invoke: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    """A function that runs the command by ``LoadedModule.invoke``, with the command's help and signature as its own.

    The signature is that of all parameter sets together; names may be written as PowerShell takes them all the same.
    Raises HelpFileError where the help file cannot be used.
    """
    from ..views.help.lookup import find_help
    from ..views.help.sources import ModuleHelp
    from .signature import command_signature

    def function(*arguments: Any, input: Iterable[Any] | None = None, **parameters: Any) -> list[Any]:  # noqa: A002
        return invoke(command.name, *arguments, input=input, **parameters)

    function.__name__ = python_name(command.name)
    function.__qualname__ = f"{command.module.name}.{function.__name__}"
    function.__module__ = command.module.name
    function.__doc__ = find_help(command.name, view="detailed", sources=[ModuleHelp(command.module)]).text(100)
    function.__signature__ = command_signature(command.definition, command.module.types)  # type: ignore[attr-defined]
    return function


def python_name(command: str) -> str:
    """The command's name as a Python name: the dash is an underscore. ``Get_ThreadRun``"""
    return command.replace("-", "_")
