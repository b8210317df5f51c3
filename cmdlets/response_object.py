"""A hook for responses: their text, the last question and the history as members of the object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pscompat.handlers import NetDict, PSCustomObject

if TYPE_CHECKING:
    from pscompat.handlers import Call

RESPONSE = "PSOpenAI.Response"
COMPACTION = "PSOpenAI.Response.Compaction"
MESSAGE = "PSOpenAI.Response.Message"
SELECTED = "Selected.System.Management.Automation.PSCustomObject"
"""What Select-Object puts on an object that it looks at: here the last text of the user's."""


def hook(call: Call, response: Any, input: list[Any] | None = None, compacted: bool = False) -> Any:  # noqa: A002
    """Type a response and add its members; ``input`` is what was sent. Of a compaction only the history is added."""
    call.client.typed(response, COMPACTION if compacted else RESPONSE)
    output = response.get("output") or []
    sent = list(input or ())
    for item in (*sent, *output):
        _put_type(item, MESSAGE)
    if compacted:
        response["History"] = output or sent
        return response
    response["LastUserMessage"] = _last_question(sent)
    response["output_text"] = "".join(_texts(output))
    response["StructuredOutputs"] = []
    response["History"] = sent + output
    return response


def _put_type(item: Any, name: str) -> None:
    if isinstance(item, (PSCustomObject, NetDict)) and name not in item.type_names:
        item.type_names = (name, *item.type_names)


def _texts(output: list[Any]) -> list[str]:
    """The texts of the messages among the outputs."""
    return [
        str(part.get("text") or "")
        for item in output
        if isinstance(item, dict) and item.get("type") == "message"
        for part in item.get("content") or ()
        if isinstance(part, dict) and part.get("type") == "output_text"
    ]


def _last_question(sent: list[Any]) -> str | None:
    """The text of the last message of the user's that was sent."""
    for item in reversed(sent):
        if not isinstance(item, dict) or item.get("role") != "user":
            continue
        content = item.get("content")
        if isinstance(content, str):
            return content or None
        for part in reversed(content if isinstance(content, list) else []):
            if isinstance(part, dict) and part.get("type") == "input_text":
                _put_type(part, SELECTED)
                return str(part.get("text") or "") or None
        return None
    return None
