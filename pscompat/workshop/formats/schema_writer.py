"""JSON Schemas (2020-12) of a command's parameter sets: what a program may pass, one object schema for each set.

Types, ranges, lengths, patterns and accepted values come from the help file; hidden parameters are left out, secrets
are ``writeOnly``. Values stand in JSON's own types: a switch is a boolean, a date a text in ISO form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from math import isfinite
from typing import Any

from ...dotnet.types import NetType, UnknownTypeError, resolve
from ...errors import ConversionError, ParseError
from ...language.literal import read_literal
from ..document import ALL_SETS_NAMES, CommandHelp, HelpParameter, SetEntry
from .ecma_pattern import ecma_pattern
from .page_types import SWITCH, dotnet_name

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_INTEGERS = {
    "System.Byte": (0, 2**8 - 1),
    "System.SByte": (-(2**7), 2**7 - 1),
    "System.Int16": (-(2**15), 2**15 - 1),
    "System.UInt16": (0, 2**16 - 1),
    "System.Int32": (-(2**31), 2**31 - 1),
    "System.UInt32": (0, 2**32 - 1),
    "System.Int64": (-(2**63), 2**63 - 1),
    "System.UInt64": (0, 2**64 - 1),
}
_SCALARS: dict[str, dict[str, Any]] = {
    "System.String": {"type": "string"},
    "System.Char": {"type": "string", "minLength": 1, "maxLength": 1},
    "System.Boolean": {"type": "boolean"},
    SWITCH: {"type": "boolean"},
    "System.Single": {"type": "number"},
    "System.Double": {"type": "number"},
    "System.Decimal": {"type": "number"},
    "System.Numerics.BigInteger": {"type": "integer"},
    "System.DateTime": {"type": "string", "format": "date-time"},
    "System.DateTimeOffset": {"type": "string", "format": "date-time"},
    "System.Guid": {"type": "string", "format": "uuid"},
    "System.Uri": {"type": "string", "format": "uri-reference"},
    "System.Net.Mail.MailAddress": {"type": "string", "format": "email"},
    "System.TimeSpan": {"type": "string"},
    "System.Version": {"type": "string"},
    "System.Text.RegularExpressions.Regex": {"type": "string", "format": "regex"},
    "System.Security.SecureString": {"type": "string", "writeOnly": True},
    "System.Management.Automation.ScriptBlock": {"type": "string"},
    "System.Collections.Hashtable": {"type": "object"},
    "System.Collections.IDictionary": {"type": "object"},
    "System.Collections.Specialized.OrderedDictionary": {"type": "object"},
}


def write_schema(document: CommandHelp, types: Mapping[str, NetType] | None = None) -> str:
    """The schemas as JSON text."""
    return json.dumps(command_schema(document, types), indent=2, ensure_ascii=False) + "\n"


def command_schema(document: CommandHelp, types: Mapping[str, NetType] | None = None) -> dict[str, Any]:
    """One schema for the command: any of the sets under ``$defs``. ``types``: the module's own, by lower-case name."""
    names = document.set_names() or [ALL_SETS_NAMES[1]]
    sets = {name: set_schema(document, name, types) for name in names}
    schema: dict[str, Any] = {"$schema": _DIALECT, "title": document.title}
    if document.synopsis:
        schema["description"] = document.synopsis
    schema["$defs"] = sets
    references = [{"$ref": f"#/$defs/{_pointer(name)}"} for name in names]
    return {**schema, **(references[0] if len(references) == 1 else {"anyOf": references})}


def set_schema(document: CommandHelp, set_name: str, types: Mapping[str, NetType] | None = None) -> dict[str, Any]:
    """The object schema of one parameter set."""
    properties: dict[str, Any] = {}
    required: list[str] = []
    for parameter in document.parameters:
        entry = _entry_in(parameter, set_name)
        if entry is None or parameter.dont_show or set_name in _hidden_in(parameter):
            continue
        properties[parameter.name] = parameter_schema(parameter, types)
        if entry.required:
            required.append(parameter.name)
    schema: dict[str, Any] = {
        "title": document.title if set_name in ALL_SETS_NAMES else f"{document.title} ({set_name})",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return {**schema, "required": required} if required else schema


def parameter_schema(parameter: HelpParameter, types: Mapping[str, NetType] | None = None) -> dict[str, Any]:
    """The schema of one parameter's value."""
    own = parameter.extra
    try:
        net_type = resolve(dotnet_name(parameter.type or "", types) or "", types)
    except UnknownTypeError:
        net_type = resolve("object")
    schema = _type_schema(net_type)
    for each in own.get("validate") or ():
        if isinstance(each, dict):
            _apply(schema, each)
    if parameter.description:
        schema["description"] = parameter.description
    if own.get("sensitive") == "true":
        schema["writeOnly"] = True
    default = _constant(own.get("default"))
    if default is not None:
        schema["default"] = default
    if own.get("completions"):
        schema["examples"] = list(own["completions"])
    if own.get("obsolete"):
        schema["deprecated"] = True
    return schema


def _type_schema(net_type: NetType) -> dict[str, Any]:
    if net_type.nullable_of is not None:
        return {"anyOf": [_type_schema(net_type.nullable_of), {"type": "null"}]}
    if net_type.enum is not None:
        members = list(net_type.enum.members)
        # Flags are given as one text, `A, B`, so their members alone are no complete list.
        return {"type": "string", "examples": members} if net_type.enum.flags else {"type": "string", "enum": members}
    if net_type.full_name in _INTEGERS:
        low, high = _INTEGERS[net_type.full_name]
        return {"type": "integer", "minimum": low, "maximum": high}
    if net_type.full_name in _SCALARS:
        return dict(_SCALARS[net_type.full_name])
    if net_type.full_name.startswith("System.Collections.Generic.Dictionary`2"):
        return {"type": "object"}
    if net_type.element is not None:
        return {"type": "array", "items": _type_schema(net_type.element)}
    return {"type": "array"} if net_type.kind else {}


def _target(schema: dict[str, Any]) -> dict[str, Any]:
    """Where a validation of single values goes: the elements of a list, the type inside a nullable."""
    while "items" in schema or "anyOf" in schema:
        schema = schema["items"] if "items" in schema else schema["anyOf"][0]
    return schema


def _apply(schema: dict[str, Any], validation: Mapping[str, Any]) -> None:
    """One validation as keywords; what JSON Schema cannot say (scripts, letter case) is left out."""
    kind = validation.get("kind")
    target = _target(schema)
    low, high = _constant(validation.get("min")), _constant(validation.get("max"))
    if kind == "range" and isinstance(low, int | float) and isinstance(high, int | float):
        target["minimum"], target["maximum"] = low, high
    elif kind == "rangeKind":
        word = str(validation.get("value", "")).lower()
        keyword = {"positive": "exclusiveMinimum", "nonnegative": "minimum", "negative": "exclusiveMaximum"}
        target[keyword.get(word, "maximum")] = 0
    elif kind == "set":
        values = [str(value) for value in validation.get("values") or ()]
        numeric = target.get("type") in ("integer", "number")
        target["enum"] = [_constant(value) for value in values] if numeric else values
    elif kind == "pattern":
        pattern = ecma_pattern(str(validation.get("value", "")), str(validation.get("options") or "IgnoreCase"))
        if pattern is not None:
            target["pattern"] = pattern
    elif kind == "length" and isinstance(low, int) and isinstance(high, int):
        target["minLength"], target["maxLength"] = low, high
    elif kind == "count" and schema.get("type") == "array" and isinstance(low, int) and isinstance(high, int):
        schema["minItems"], schema["maxItems"] = low, high
    elif kind in ("notNullOrEmpty", "notNullOrWhiteSpace"):
        if schema.get("type") == "array":
            schema["minItems"] = max(1, schema.get("minItems", 0))
        if target.get("type") == "string" and "enum" not in target:
            target["minLength"] = max(1, target.get("minLength", 0))
            if kind == "notNullOrWhiteSpace":
                target.setdefault("pattern", r"\S")


def _constant(text: Any) -> Any:
    """The value of a PowerShell constant as JSON has it, None for anything else."""
    if not isinstance(text, str) or not text:
        return None
    try:
        value = read_literal(text)
    except (ParseError, ConversionError, UnknownTypeError):
        return None
    return _plain(value)


def _plain(value: Any) -> Any:
    value = getattr(value, "value", value)
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    if isinstance(value, float | Decimal):
        return float(value) if isfinite(value) else None
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return None


def _entry_in(parameter: HelpParameter, set_name: str) -> SetEntry | None:
    if not parameter.sets:
        return SetEntry(set_name)
    named = next((entry for entry in parameter.sets if entry.name == set_name), None)
    return named or next((entry for entry in parameter.sets if entry.name in ALL_SETS_NAMES), None)


def _hidden_in(parameter: HelpParameter) -> list[str]:
    hidden = parameter.extra.get("dontShow")
    return hidden if isinstance(hidden, list) else []


def _pointer(name: str) -> str:
    """A key as a part of a JSON pointer in a URI fragment."""
    from urllib.parse import quote

    return quote(name.replace("~", "~0").replace("/", "~1"), safe="~")
