"""Set-OpenAIContext: settings that hold for the later calls of the session, where a call does not give its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pscompat.handlers import context

if TYPE_CHECKING:
    from pscompat.handlers import Call

SETTINGS = ("ApiKey", "ApiType", "ApiBase", "ApiVersion", "AuthType", "Organization", "TimeoutSec", "MaxRetryCount")


def process(call: Call) -> None:
    """Keep what was given, and let the way of authentication follow the kind of service."""
    kept = context(call)
    for name in SETTINGS:
        if name in call.bound:
            kept[name] = call.values[name]
    if "AuthType" in call.bound:
        return
    if str(kept.get("ApiType", "OpenAI")) != "Azure":
        kept["AuthType"] = "openai"
    elif str(kept.get("AuthType", "openai")).lower() == "openai":
        kept["AuthType"] = "azure"
