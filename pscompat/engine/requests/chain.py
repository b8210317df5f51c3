"""Commands that run other commands: the call, and the errors that a command writes itself."""

from __future__ import annotations

from ...errors import BindingError, ErrorRecord
from .template import compile_members

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .expression import Scope

WRITE_ERROR = "Microsoft.PowerShell.Commands.WriteErrorException"
"""The exception of an error that is only a message."""


def compile_command(name: str, given: Any) -> Callable[[Scope], list[Any]]:
    """A function that runs another command and gives its records.

    The command gets the shared parameters of this call, and those of ``with``; ``given`` passes on all that this
    call was given. An error of its binding is written, and nothing comes of it then.
    """
    parameters = None if given == "given" else compile_members(given, dict)

    def run(scope: Scope) -> list[Any]:
        call = scope.call
        arguments = dict(scope.bound) if parameters is None else parameters(scope)
        try:
            return list(call.invoke(name, **arguments))
        except BindingError as error:
            for record in error.error_records():
                call.error(record)
            return []

    return run


def write_error(scope: Scope, message: str, exception: str = WRITE_ERROR, by: str = "") -> ErrorRecord:
    """The record of an error that the command writes itself, or a function of the original's (``by``)."""
    name = by or scope.call.command.name
    return ErrorRecord(exception, message, exception=exception, command=name, activity="Write-Error")
