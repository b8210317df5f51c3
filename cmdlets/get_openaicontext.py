"""Get-OpenAIContext: the settings that Set-OpenAIContext left for later calls, as an object of their present values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pscompat.handlers import EnumValue, PSCustomObject, context

if TYPE_CHECKING:
    from pscompat.handlers import Call

UNSET: dict[str, Any] = {
    "ApiKey": None,
    "ApiType": EnumValue("OpenAIApiType", 0, "OpenAI"),
    "ApiBase": None,
    "ApiVersion": "",
    "AuthType": "openai",
    "Organization": "",
    "TimeoutSec": 0,
    "MaxRetryCount": 0,
}


def process(call: Call) -> Iterator[Any]:
    """Write the context; what was never set stands at its default."""
    kept = context(call)
    yield PSCustomObject({name: kept.get(name, default) for name, default in UNSET.items()})
