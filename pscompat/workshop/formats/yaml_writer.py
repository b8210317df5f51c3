"""CommandHelp YAML (2024-05-01) from a document (help.md §1).

The result is what platyPS would write wherever that can be read again, but parameters keep their declaration order,
equal set entries are written out, texts of several lines stand in literal blocks, and what only pscompat knows stands
under ``pscompat:``.
"""

from __future__ import annotations

from typing import Any

from ...dotnet.order.culture import sort_key
from ...helpfile.typed import constant
from ..document import ALL_SETS, COMMON_PARAMETERS_TEXT, SCHEMA_VERSION, CommandHelp, HelpParameter, SetEntry
from .syntax_items import token
from .yaml_blocks import Quoted, dump


def sorted_metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    """The mapping in the order in which platyPS writes it."""
    return dict(sorted(metadata.items(), key=lambda item: sort_key(item[0])))


def completed_metadata(document: CommandHelp) -> dict[str, Any]:
    """The metadata with what platyPS demands of a file it imports (help.md §1.9)."""
    module = document.module
    base = {
        "document type": "cmdlet",
        "external help file": f"{module or document.title}-Help.xml",
        "HelpUri": "",
        "Module Name": module,
        "PlatyPS schema version": SCHEMA_VERSION,
        "title": document.title,
    }
    kept = {key: value for key, value in document.metadata.items() if value is not None or key not in base}
    return sorted_metadata({**base, **kept})


def set_entry(entry: SetEntry) -> dict[str, Any]:
    """One entry of ``parameterSets`` as a mapping in file order."""
    return {
        "name": entry.name,
        "position": entry.position,
        "isRequired": entry.required,
        "valueFromPipeline": entry.by_value,
        "valueFromPipelineByPropertyName": entry.by_name,
        "valueFromRemainingArguments": entry.remaining,
    }


def _syntaxes(document: CommandHelp) -> list[dict[str, Any]]:
    return [
        {
            "commandName": item.command,
            "parameterSetName": item.set_name,
            "isDefault": item.is_default,
            "parameters": [token(parameter) for parameter in item.parameters],
        }
        for item in document.syntaxes
    ]


def _parameter(parameter: HelpParameter, sets: list[Any]) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "type": parameter.type,
        "description": parameter.description,
        "defaultValue": parameter.default,
        "supportsWildcards": parameter.wildcards,
        "isDynamic": parameter.dynamic,
        "aliases": parameter.aliases,
        "dontShow": parameter.dont_show,
        "acceptedValues": parameter.accepted_values,
        "parameterSets": sets,
        "helpMessage": parameter.help_message,
    }


def write_yaml(document: CommandHelp) -> str:
    """The text of a CommandHelp YAML file, which every YAML reader and platyPS read."""
    parameters: list[Any] = []
    for parameter in document.parameters:
        if parameter.shared:
            parameters.append({"shared": parameter.name})
            continue
        entry = _parameter(parameter, [set_entry(item) for item in parameter.sets])
        for key in ("type", "defaultValue"):
            entry[key] = entry[key] or ""
        entry["aliases"] = entry["aliases"] or []
        for item in entry["parameterSets"]:
            item["name"], item["position"] = item["name"] or ALL_SETS, item["position"] or "Named"
        if parameter.extra:
            entry["pscompat"] = parameter.extra
        parameters.append(entry)
    if document.common_parameters:
        parameters.append({"name": "CommonParameters", "description": COMMON_PARAMETERS_TEXT})
    if document.workflow_parameters:
        parameters.append({"name": "WorkflowParameters", "description": ""})
    tree: dict[str, Any] = {
        "metadata": completed_metadata(document),
        "title": document.title,
        "synopsis": document.synopsis,
        "syntaxes": [{**item, "commandName": item["commandName"].strip()} for item in _syntaxes(document)],
        "aliases": document.aliases,
        "description": document.description or "",
        "examples": [{"title": example.title, "description": example.text} for example in document.examples],
        "parameters": parameters,
        "inputs": [{"name": note.name, "description": note.description} for note in document.inputs],
        "outputs": [{"name": note.name, "description": note.description} for note in document.outputs],
        "notes": document.notes or "",
        "links": [{"text": link.text, "href": link.href} for link in document.links],
    }
    if document.extra:
        own = document.extra
        tree["pscompat"] = {key: _typed(own[key]) if key in ("request", "response") else own[key] for key in own}
    return dump(tree)


def _typed(node: Any) -> Any:
    """The values of a request, with texts that look like numbers or truth values quoted."""
    if isinstance(node, dict):
        return {key: _typed(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_typed(item) for item in node]
    return Quoted(node) if isinstance(node, str) and constant(node) != node else node
