"""A hook of Request-ChatCompletion: tools that an answer asks for and nobody offered, and its sound into a file."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from pscompat.handlers import ErrorRecord, LocalError, member, save_file, to_string

if TYPE_CHECKING:
    from pscompat.handlers import Call

WRITE_ERROR = "Microsoft.PowerShell.Commands.WriteErrorException"


def hook(call: Call, choices: Any = None, tools: Any = None, file: Any = None) -> None:
    """Write an error for each unknown tool; ``file`` is where the first sound among the choices goes."""
    choices = choices if isinstance(choices, list) else []
    for name in _unknown_tools(choices[0], tools or ()) if choices else ():
        message = f'"{name}" does not matches the list of functions. This command should not be executed.'
        call.error(ErrorRecord(WRITE_ERROR, message, exception=WRITE_ERROR, activity="Write-Error"))
    sounds = (_at(choice, "message", "audio", "data") for choice in choices)
    sound = next((found for found in sounds if found is not None), None) if file else None
    if sound is not None:
        _keep(call, to_string(sound), to_string(file))


def _unknown_tools(choice: Any, tools: Any) -> list[str]:
    """The names of the functions that a choice asks for and ``tools`` do not name."""
    if member(choice, "finish_reason") != "tool_calls":
        return []
    offered = {to_string(_at(tool, "function", "name") or member(tool, "name") or "").lower() for tool in tools}
    calls = _at(choice, "message", "tool_calls")
    asked = [call for call in calls if member(call, "type") == "function"] if isinstance(calls, list) else []
    names = [to_string(_at(call, "function", "name") or "") for call in asked]
    return [name for name in names if name.lower() not in offered]


def _keep(call: Call, sound: str, file: str) -> None:
    try:
        data = base64.b64decode(sound, validate=True)
    except ValueError as error:
        exception = "System.FormatException"
        message = f"The sound in the answer is not base64: {error}."
        call.error(ErrorRecord(exception, message, exception=exception, activity="Write-Error"))
        return
    try:
        save_file(call, file, data)
    except LocalError as error:
        # The answer itself is not lost.
        call.error(error.record)


def _at(value: Any, *names: str) -> Any:
    for name in names:
        value = member(value, name)
    return value
