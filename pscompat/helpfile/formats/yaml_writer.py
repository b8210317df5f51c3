"""CommandHelp YAML (2024-05-01) from a document (help.md §1).

By default the result is what platyPS would write wherever that can be read again, but parameters keep their declaration
order, equal set entries are written out, texts of several lines stand in literal blocks, and what only pscompat knows
stands under ``pscompat:``.
``platyps_exact`` gives platyPS 1.0.3's text byte for byte, its invalid files included (help.md §1.10).
"""

from __future__ import annotations

from typing import Any

from ...errors import HelpFileError
from .collation import culture_key
from .document import ALL_SETS, COMMON_PARAMETERS_TEXT, SCHEMA_VERSION, CommandHelp, HelpParameter, SetEntry
from .scalars import platyps_scalar, scalar
from .syntax_items import token
from .yaml_blocks import Alias, Anchored, dump


def write_yaml(document: CommandHelp, *, platyps_exact: bool = False) -> str:
    """The text of a CommandHelp YAML file.

    Raises HelpFileError with ``platyps_exact`` where platyPS itself fails.
    """
    return _exact(document) if platyps_exact else _valid(document)


def sorted_metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    """The mapping in the order in which platyPS writes it."""
    return dict(sorted(metadata.items(), key=lambda item: culture_key(item[0])))


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


def _valid(document: CommandHelp) -> str:
    parameters: list[Any] = []
    for parameter in document.parameters:
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
        tree["pscompat"] = document.extra
    return dump(tree, scalar)


def _exact(document: CommandHelp) -> str:
    parts = [
        dump({"metadata": sorted_metadata(document.metadata)}, _data_scalar),
        f"title: {document.title}\n",
        _trimmed("synopsis", document.synopsis),
        dump({"syntaxes": _syntaxes(document)}, _data_scalar),
        _trimmed("aliases", document.aliases),
        _literal_block("description", document.description),
    ]
    if document.examples:
        examples = [{"title": example.title, "description": example.text} for example in document.examples]
        parts.append(dump({"examples": examples}, _data_scalar))
    parts.append("parameters:\n")
    if document.parameters:
        parts.append(dump(_anchored_parameters(document), _data_scalar) + "\n")
        if document.common_parameters:
            parts.append("- name: CommonParameters\n  description: |-\n")
            parts += [f"    {line}\n" for line in COMMON_PARAMETERS_TEXT.split("\n")]
    for heading, notes in (("inputs", document.inputs), ("outputs", document.outputs)):
        if notes:
            parts.append(f"{heading}:\n")
        for note in notes:
            parts.append(f"- name: {note.name}\n")
            if note.description:
                parts.append("  description: |-\n")
                parts += [f"    {line}\n" for line in _lines(note.description.strip())]
            else:
                parts.append("  description: ''\n")
    if document.notes is not None and not document.notes.strip():
        parts.append("notes: ''\n")
    else:
        parts.append(_literal_block("notes", document.notes))
    if not document.links:
        parts.append("links: []\n")
    else:
        parts.append("links:\n")
    for link in document.links:
        quote = '"' if "'" in link.text else "'"
        parts.append(f"- text: {quote}{link.text}{quote}\n  href: {link.href}\n")
    return "".join(parts)


def _data_scalar(text: str | None, indent: int, *, flow: bool = False, key: bool = False) -> str:
    """platyPS turns every text that spells null into the six characters ``'NULL'`` (help.md §1.8)."""
    if text is not None and text.upper() == "NULL":
        text = "'NULL'"
    return platyps_scalar(text, indent, flow=flow, key=key)


def _trimmed(key: str, value: str) -> str:
    return dump({key: value}, _data_scalar).strip() + "\n"


def _lines(text: str) -> list[str]:
    """Split at every CR and every LF, as platyPS does: a CRLF gives an empty line more."""
    return text.replace("\r", "\n").split("\n")


def _literal_block(key: str, text: str | None) -> str:
    if text is None:
        return f"{key}:\n"
    style = " |-" if text else ""
    return f"{key}:{style}\n" + "".join(f"  {line}\n" for line in _lines(text))


def _anchored_parameters(document: CommandHelp) -> list[dict[str, Any]]:
    """The parameters sorted by name; a set entry equal to an earlier one becomes an alias of it (help.md §1.8)."""
    parameters = sorted(document.parameters, key=lambda parameter: culture_key(parameter.name))
    for parameter in parameters:
        if parameter.aliases is None:
            raise HelpFileError(document.title, f"platyPS cannot write -{parameter.name}: its aliases are null")
    names: dict[tuple[Any, ...], str] = {}
    seen: set[tuple[Any, ...]] = set()
    for parameter in parameters:
        for entry in parameter.sets:
            key = _identity(entry)
            if key in seen:
                names.setdefault(key, f"o{len(names)}")
            seen.add(key)
    written: set[tuple[Any, ...]] = set()
    result = []
    for parameter in parameters:
        sets: list[Any] = []
        for entry in parameter.sets:
            key = _identity(entry)
            if key in written and key in names:
                sets.append(Alias(names[key]))
            else:
                sets.append(Anchored(names[key], set_entry(entry)) if key in names else set_entry(entry))
            written.add(key)
        result.append(_parameter(parameter, sets))
    return result


def _identity(entry: SetEntry) -> tuple[Any, ...]:
    return entry.name, entry.position, entry.required, entry.by_value, entry.by_name, entry.remaining
