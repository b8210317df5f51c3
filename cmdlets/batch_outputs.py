"""A hook of Get-BatchOutput: the result lines of a batch as objects, their answers as the cmdlets give them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pscompat.handlers import run_hook

if TYPE_CHECKING:
    from pscompat.handlers import Call

OUTPUT = "PSOpenAI.Batch.Output"
OBJECTS = {"chat.completion": "chat_object", "response": "response_object"}
"""The hooks that complete answers, by the answer's kind."""


def hook(call: Call, lines: list[Any]) -> list[Any]:
    """Type each result; chat completions and responses in it get their members."""
    for result in lines:
        call.client.typed(result, OUTPUT)
        response = result.get("response")
        body = response.get("body") if isinstance(response, dict) else None
        name = OBJECTS.get(str(body.get("object"))) if isinstance(body, dict) else None
        if name:
            run_hook(call, name, body)
    return lines
