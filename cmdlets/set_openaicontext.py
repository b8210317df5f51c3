"""Set-OpenAIContext: settings that hold for the later calls of the session, where a call does not give its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pscompat.engine.call import Call

SETTINGS = ("ApiKey", "ApiType", "ApiBase", "ApiVersion", "AuthType", "Organization", "TimeoutSec", "MaxRetryCount")


def process(call: Call) -> None:
    """Keep what was given, and let the way of authentication follow the kind of service."""
    context = call.session.contexts.setdefault(call.module.name, {})
    for name in SETTINGS:
        if name in call.bound:
            context[name] = call.values[name]
    if "AuthType" in call.bound:
        return
    if str(context.get("ApiType", "OpenAI")) != "Azure":
        context["AuthType"] = "openai"
    elif str(context.get("AuthType", "openai")).lower() == "openai":
        context["AuthType"] = "azure"
