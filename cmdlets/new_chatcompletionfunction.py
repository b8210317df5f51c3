"""New-ChatCompletionFunction: a loaded command as a function that a model can call (streams.md §10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pscompat.handlers import ErrorRecord, NetDict, tool_schema

if TYPE_CHECKING:
    from pscompat.handlers import Call

WRITE_ERROR = "Microsoft.PowerShell.Commands.WriteErrorException"
COMMAND = "New-ChatCompletionFunctionFromPSCommand"


def process(call: Call) -> Iterator[NetDict]:
    """Write the description of the command."""
    values = call.values
    try:
        yield tool_schema(
            call,
            values.Command,
            description=values.Description or "",
            set_name=values.ParameterSetName or "",
            include=values.IncludeParameters or (),
            exclude=values.ExcludeParameters or (),
            strict=bool(values.Strict),
        )
    except LookupError:
        message = f"{values.ParameterSetName} does not exist."
        call.error(ErrorRecord(WRITE_ERROR, message, exception=WRITE_ERROR, command=COMMAND, activity="Write-Error"))
