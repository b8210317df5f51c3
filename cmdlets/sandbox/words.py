"""What the sandbox says: replies that repeat what was said, counts of words, and the least JSON that fits a schema."""

from __future__ import annotations

import json
from typing import Any

_DEEPEST = 20


def reply_to(text: str, schema: Any = None) -> str:
    """The reply to a text: the text again, or JSON that fits the schema where one is asked for."""
    return f"You said: {text}" if schema is None else json.dumps(instance(schema, text))


def count(text: str) -> int:
    """How many tokens the text counts for: its words."""
    return len(text.split())


def texts(content: Any) -> str:
    """The texts of a message's content, whatever its form, with blanks between."""
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    found = [part if isinstance(part, str) else part.get("text") for part in parts if isinstance(part, (str, dict))]
    return " ".join(text for text in found if isinstance(text, str))


def tool_call(text: str, tools: Any, choice: Any = None) -> dict[str, str] | None:
    """The function that a text asks for, as ``call NAME {JSON}``, or that must be called; None for none.

    Without JSON it gets the least that its schema wants.
    """
    functions = [tool.get("function") or {} for tool in tools or () if tool.get("type") == "function"]
    word, _, rest = text.strip().partition(" ")
    name, _, given = rest.strip().partition(" ")
    if word.lower() != "call":
        named = (choice.get("function") or {}).get("name") if isinstance(choice, dict) else None
        name, given = str(named or (functions[0].get("name") if choice == "required" and functions else "")), ""
    found = next((each for each in functions if name and str(each.get("name")).lower() == name.lower()), None)
    if found is None:
        return None
    schema = found.get("parameters") or {}
    properties = schema.get("properties") or {}
    least = {each: instance(properties.get(each), text) for each in schema.get("required") or ()}
    return {"name": str(found["name"]), "arguments": given.strip() or json.dumps(least)}


def instance(schema: Any, text: str = "", depth: int = 0) -> Any:
    """The least value that fits a JSON schema; texts are the given one."""
    if not isinstance(schema, dict) or depth > _DEEPEST:
        return None
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return schema["enum"][0]
    for name in ("anyOf", "oneOf", "allOf"):
        if schema.get(name):
            return instance(schema[name][0], text, depth + 1)
    kind = schema.get("type")
    kind = kind[0] if isinstance(kind, list) and kind else kind
    if kind == "object" or "properties" in schema:
        return {name: instance(inner, text, depth + 1) for name, inner in (schema.get("properties") or {}).items()}
    if kind == "array":
        return [instance(schema.get("items"), text, depth + 1)] if schema.get("minItems") else []
    return {"string": text, "integer": 0, "number": 0, "boolean": False}.get(kind or "string")
