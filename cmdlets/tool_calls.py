"""A hook of Request-ChatCompletion: commands that the answer asks for, and the next round with their results.

What may run is decided by ``run_tool``: the answer is not trusted (streams.md §5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pscompat.handlers import ErrorRecord, member, parse_json, run_tool, to_string

if TYPE_CHECKING:
    from pscompat.handlers import Call

MOST_ROUNDS = 10
MOST_CALLS = 128
"""So many calls of one answer are carried out."""
NOT_AGAIN = ("Message", "Role", "Name", "SystemMessage", "DeveloperMessage", "Images", "InputAudio", "History")
"""Parameters that the next round is not given: what they held is part of its history."""
INVALID_OPERATION = "System.InvalidOperationException"


def hook(call: Call, completion: Any, messages: list[Any], tools: list[Any], mode: str) -> Any:
    """The last answer, or None where the answer at hand asks for nothing that is run."""
    answer: Any = member(completion["choices"][0], "message")
    calls = answer["tool_calls"]
    asked = [each for each in calls if member(each, "type") == "function"] if isinstance(calls, list) else []
    schemas = _schemas(tools)
    if not any(_name(each).lower() in schemas for each in asked):
        return None
    if _rounds(call) >= MOST_ROUNDS:
        message = f"The model asks for tools again after {MOST_ROUNDS} rounds; they are not run."
        call.error(ErrorRecord(INVALID_OPERATION, message, exception=INVALID_OPERATION, activity="Write-Error"))
        return None
    results = [(each, _run(call, each, schemas, mode)) for each in asked[:MOST_CALLS]]
    if all(text is None for _, text in results):
        return None
    said = {"role": "assistant", "content": answer.get("content"), "tool_calls": calls}
    told = [
        {
            "role": "tool",
            "content": "[ERROR] It was not granted." if text is None else text,
            "tool_call_id": member(each, "id"),
        }
        for each, text in results
    ]
    given = {name: value for name, value in call.bound.items() if name not in NOT_AGAIN}
    records = list(call.invoke(call.command.name, **given, History=[*messages, said, *told]))
    return records[-1] if records else None


def _schemas(tools: list[Any]) -> dict[str, list[str]]:
    """The parameters that each function among the tools offers, by its name in lower case."""
    found = {}
    for tool in tools:
        function = member(tool, "function") or tool
        properties = member(member(function, "parameters"), "properties")
        offered = properties if isinstance(properties, dict) else {}
        found[to_string(member(function, "name") or "").lower()] = [to_string(name) for name in offered]
    found.pop("", None)
    return found


def _name(asked: Any) -> str:
    return to_string(member(member(asked, "function"), "name") or "")


def _run(call: Call, asked: Any, schemas: dict[str, list[str]], mode: str) -> str | None:
    """The result of one call as text; None where it was not granted."""
    name = _name(asked)
    if name.lower() not in schemas:
        message = f'"{name}" does not matches the list of functions. This command should not be executed.'
        return _failed(call, "Microsoft.PowerShell.Commands.WriteErrorException", message)
    text = to_string(member(member(asked, "function"), "arguments") or "{}")
    try:
        arguments = parse_json(text)
    except ValueError as error:
        return _failed(call, "System.ArgumentException", f"Conversion from JSON failed with error: {error}")
    if not isinstance(arguments, dict):
        return _failed(call, "System.ArgumentException", "The arguments of a function are an object.")
    given = {key: value for key, value in arguments.items() if value is not None}
    return run_tool(call, name, given, schemas[name.lower()], asks_always=mode.lower() == "confirm")


def _failed(call: Call, exception: str, message: str) -> str:
    call.error(ErrorRecord(exception, message, exception=exception, activity="Write-Error"))
    return f"[ERROR] {message}"


def _rounds(call: Call) -> int:
    """How many rounds of tools lie behind."""
    count, caller = 0, call.caller
    while caller is not None:
        count += caller.command.name == call.command.name
        caller = caller.caller
    return count
