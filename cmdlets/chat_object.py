"""A hook for chat completions: the question, the answers and the history as members of the object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pscompat.handlers import NetDict, PSCustomObject, to_string

if TYPE_CHECKING:
    from pscompat.handlers import Call

COMPLETION = "PSOpenAI.Chat.Completion"
MESSAGE = "PSOpenAI.Chat.Completion.Message"
SELECTED = "Selected.System.Management.Automation.PSCustomObject"
"""What Select-Object puts on an object that it looks at: here the last text of the user's."""
ALWAYS = ("id", "role", "content")
"""What a message of the history has in any case, and first."""
IF_FILLED = ("refusal", "name", "content_parts", "audio", "tool_calls", "function_call")


def hook(call: Call, completion: Any, messages: list[Any] | None = None) -> Any:
    """Type a completion and add Message, Answer and History to it.

    ``messages`` are what was said before the answer, as they were sent or as the service keeps them; without them the
    history stays empty.
    """
    call.client.typed(completion, COMPLETION)
    choices = [choice for choice in completion.get("choices") or () if isinstance(choice, dict)]
    history = [_kept(message) for message in messages or ()]
    if messages is not None and choices:
        history.append(_answer(choices[0].get("message") or {}))
    completion["Message"] = _last_question(history)
    completion["Answer"] = [_text(choice) for choice in choices]
    completion["History"] = history
    return completion


def _kept(message: dict[str, Any]) -> NetDict:
    if isinstance(message, NetDict):
        message.type_names = (MESSAGE,)
        return message
    kept = {name: message.get(name) for name in ALWAYS}
    return _message({**kept, **{name: message[name] for name in IF_FILLED if message.get(name)}})


def _answer(message: dict[str, Any]) -> NetDict:
    kept = {name: message.get(name) for name in ("role", "content")}
    if message.get("refusal"):
        kept["refusal"] = message["refusal"]
    audio = message.get("audio")
    if isinstance(audio, dict):
        kept["audio"] = {"id": audio.get("id")}
    if message.get("tool_calls"):
        kept["tool_calls"] = message["tool_calls"]
    return _message(kept)


def _message(items: dict[str, Any]) -> NetDict:
    message = NetDict("System.Collections.Specialized.OrderedDictionary", items)
    message.type_names = (MESSAGE,)
    return message


def _text(choice: dict[str, Any]) -> str:
    """A choice's text: a refusal, the content, or, of an answer that came to its end, what was spoken."""
    message = choice.get("message") or {}
    found = message.get("refusal") or message.get("content")
    ended = choice.get("finish_reason") not in ("length", "content_filter")
    if found is None and ended and isinstance(audio := message.get("audio"), dict):
        found = audio.get("transcript")
    return "" if found is None else to_string(found)


def _last_question(history: list[NetDict]) -> str | None:
    """The text of the last message of the user's, of several parts the last text."""
    for message in reversed(history):
        if message.get("role") != "user":
            continue
        content = message.get("content")
        if not isinstance(content, list):
            return None if content is None else to_string(content) or None
        for part in reversed(content):
            if isinstance(part, dict) and part.get("type") == "text":
                if isinstance(part, PSCustomObject) and SELECTED not in part.type_names:
                    part.type_names = (SELECTED, *part.type_names)
                return to_string(part.get("text") or "") or None
        return None
    return None
