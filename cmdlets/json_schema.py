"""A hook of Request-ChatCompletion: the schema that the answer is to follow, as ConvertFrom-Json reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pscompat.handlers import ErrorRecord, parse_json

if TYPE_CHECKING:
    from pscompat.handlers import Call

CONVERT = "Microsoft.PowerShell.Commands.ConvertFromJsonCommand"


def hook(call: Call, text: str) -> Any:
    """The schema; a text that is no JSON is an error, and the request goes out without one, as PSOpenAI's does."""
    try:
        return parse_json(text)
    except ValueError as error:
        message = f"Conversion from JSON failed with error: {error}"
        record = ErrorRecord("System.ArgumentException", message, exception="System.ArgumentException")
        record.command, record.identity, record.activity = "ConvertFrom-Json", CONVERT, "ConvertFrom-Json"
        call.error(record)
        return None
