"""Recorded definitions (the form of the binding files) as help files, and help files as loaded commands."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from pscompat.dotnet.types import UnknownTypeError, resolve
from pscompat.helpfile.module import Module
from pscompat.model import Command

Json = Any

_ALL_SETS = "__AllParameterSets"
_MODULE = "name: Test\nversion: 1.0.0\n"
_NOT_ASCII = re.compile("[^\x20-\x7e]")


def write_definition(definition: Json, *, one_alias_attribute: bool = False) -> str:
    """A recorded definition as the text of a help file.

    Definitions are in source order and help files in the order in which PowerShell reads, so set entries, aliases
    and validations are turned round; not so the aliases where one attribute held them all.
    """
    own: dict[str, Any] = {}
    if definition.get("defaultParameterSetName"):
        own["defaultParameterSet"] = definition["defaultParameterSetName"]
    if definition.get("positionalBinding") is False:
        own["positionalBinding"] = False
    for key in ("supportsShouldProcess", "supportsPaging", "simple"):
        if definition.get(key):
            own[key] = True
    if definition.get("commandAliases"):
        own["aliases"] = definition["commandAliases"]
    lines = [f"title: {_yaml(definition['name'])}", "parameters:" if definition["parameters"] else "parameters: []"]
    for parameter in definition["parameters"]:
        node = _parameter(parameter)
        if one_alias_attribute:
            node["aliases"].reverse()
        lines.append(f"- {_yaml(node)}")
    if definition.get("outputTypes"):
        lines.append(f"outputs: {_yaml([{'name': name} for name in definition['outputTypes']])}")
    if own:
        lines.append(f"pscompat: {_yaml(own)}")
    return "\n".join(lines) + "\n"


def _parameter(source: Json) -> dict[str, Any]:
    sets = list(reversed(source.get("sets", [])))
    own: dict[str, Any] = {}
    if source.get("validate"):
        own["validate"] = [_validation(each) for each in reversed(source["validate"])]
    if "default" in source:
        own["default"] = literal(source["default"])
    for key in ("completions", "scriptCompletions"):
        if key in source:
            own["completions"] = source[key]
    for key in ("obsolete", "psTypeName"):
        if key in source:
            own[key] = source[key]
    hidden = [_set_name(entry) for entry in sets if entry.get("dontShow")]
    all_hidden = source.get("dontShow") or (bool(hidden) and len(hidden) == len(sets))
    if hidden and not all_hidden:
        own["dontShow"] = hidden
    parameter = {
        "name": source["name"],
        "type": full_type_name(source["type"]),
        "aliases": list(reversed(source.get("aliases", []))),
        "supportsWildcards": bool(source.get("wildcards")),
        "dontShow": bool(all_hidden),
        "parameterSets": [_entry(entry) for entry in sets],
        "helpMessage": source.get("helpMessage", ""),
    }
    if own:
        parameter["pscompat"] = own
    return parameter


def _set_name(entry: Json) -> str:
    return "(All)" if entry["name"] == _ALL_SETS else str(entry["name"])


def _entry(entry: Json) -> dict[str, Any]:
    position = entry.get("position")
    return {
        "name": _set_name(entry),
        "position": "Named" if position is None else str(position),
        "isRequired": bool(entry.get("mandatory")),
        "valueFromPipeline": bool(entry.get("pipeline")),
        "valueFromPipelineByPropertyName": bool(entry.get("byName")),
        "valueFromRemainingArguments": bool(entry.get("remaining")),
    }


def _validation(source: Json) -> dict[str, Any]:
    return {key: str(value) if key in ("min", "max") else value for key, value in source.items()}


def full_type_name(name: str) -> str:
    """The .NET name of a type literal where it stands for the same type; nothing means untyped."""
    if not name:
        return "System.Object"
    try:
        net_type = resolve(name)
        # [pscustomobject] is the same .NET type as [psobject], but a type literal of its own.
        return name if "pscustomobject" in name.lower() else resolve(net_type.full_name).full_name
    except UnknownTypeError:
        return name


def literal(node: Json) -> str:
    """A recorded default value as a PowerShell constant."""
    kind, value = node["t"], node.get("v")
    if kind in ("str", "bare"):
        return "'" + re.sub("(['‘’‚‛])", r"\1\1", value) + "'"
    if kind == "num":
        return str(value)
    if kind == "bool":
        return "$true" if value else "$false"
    if kind == "null":
        return "$null"
    if kind == "arr":
        return "@(" + ", ".join(map(literal, value)) + ")"
    if kind == "hash":
        return (
            "@{" + "; ".join(f"{literal({'t': 'str', 'v': key})}={literal(item)}" for key, item in value.items()) + "}"
        )
    if kind == "cast":
        return f"[{node['type']}]{literal(value)}"
    if kind == "script":
        return "{" + str(value) + "}"
    raise ValueError(f"no constant: {node}")


def _yaml(value: Any) -> str:
    """A value as YAML in flow style: JSON, but with what JSON leaves bare escaped as YAML wants it."""
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_ASCII.sub(lambda match: _escape(ord(match[0])), text)


def _escape(code: int) -> str:
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


class Workshop:
    """A folder in which definitions become help files of a module and are loaded from there."""

    def __init__(self, folder: Path, module: str = _MODULE) -> None:
        self.help = folder / "help"
        self.folder = folder
        self.help.mkdir(parents=True, exist_ok=True)
        (self.help / "module.yaml").write_text(module, encoding="utf-8")
        self.module = Module(str(folder))

    def load(self, definition: Json, *, one_alias_attribute: bool = False) -> Command:
        """Write the help file, load the command, take the file away again. Raises HelpFileError."""
        path = self.help / f"{definition['name']}.yaml"
        path.write_text(write_definition(definition, one_alias_attribute=one_alias_attribute), encoding="utf-8")
        try:
            module = Module(str(self.folder))
            return module.command(definition["name"])
        finally:
            path.unlink()
