"""platyPS Markdown v2 (2024-05-01) from a document (help.md §2.7)."""

from __future__ import annotations

import json
from typing import Any

from ...helpfile.yamltext import UNPRINTABLE
from ..document import ALL_SETS, ALL_SETS_NAMES, COMMON_PARAMETERS_TEXT, CommandHelp, HelpParameter, SetEntry, TypeNote
from .syntax_items import wrapped
from .yaml_blocks import Flow, dump
from .yaml_writer import completed_metadata

_ALIAS_PLACEHOLDER = "This cmdlet has the following aliases,\n  {{Insert list of aliases}}"
_LINKS_PLACEHOLDER = "{{ Fill in the related links here }}"
_WORKFLOW_TEXT = (
    "This cmdlet also supports workflow specific common parameters.\n"
    "For information, see [about_WorkflowCommonParameters](../PSWorkflow/About/about_WorkflowCommonParameters.md)."
)


def write_markdown(document: CommandHelp) -> str:
    """The page's text; what no page may hold is shown as U+FFFD."""
    return UNPRINTABLE.sub("\ufffd", _Writer(document).text())


class _Writer:
    def __init__(self, document: CommandHelp) -> None:
        self.document = document
        self.out: list[str] = []

    def add(self, *texts: str) -> None:
        """Each text on lines of its own, a blank line after it."""
        self.out += [f"{text}\n\n" for text in texts]

    def text(self) -> str:
        document = self.document
        metadata = completed_metadata(document)
        if document.extra:
            # Front matter is flat; as one line of JSON the mapping outlives platyPS too (help.md §6.3).
            metadata["pscompat"] = json.dumps(document.extra, ensure_ascii=False)
        flow = {key: self.flow(value) for key, value in metadata.items()}
        self.add(f"---\n{dump(flow)}---", f"# {document.title}", "## SYNOPSIS", document.synopsis, "## SYNTAX")
        for item in document.syntaxes:
            default = " (Default)" if item.is_default else ""
            self.add(f"### {item.set_name}{default}", f"```\n{wrapped(item)}\n```")
        self.add("## ALIASES")
        if document.aliases:
            self.add(document.aliases)
        elif not document.alias_header:
            self.add(_ALIAS_PLACEHOLDER)
        self.add("## DESCRIPTION", document.description or "", "## EXAMPLES")
        for example in document.examples:
            self.add(f"### {example.title}", example.text)
        self.add("## PARAMETERS")
        self.parameters()
        self.types("INPUTS", document.inputs)
        self.types("OUTPUTS", document.outputs)
        self.add("## NOTES")
        if document.notes:
            self.add(document.notes)
        self.add("## RELATED LINKS")
        if document.links:
            self.out += [f"- [{link.text}]({link.href})\n" for link in document.links]
        else:
            self.add(_LINKS_PLACEHOLDER)
        return "".join(self.out)

    def flow(self, value: Any) -> Any:
        """A list of texts in one line; one with mappings in it stays a block."""
        if not isinstance(value, list) or any(isinstance(item, dict | list) for item in value):
            return value
        return Flow("" if item is None else str(item) for item in value)

    def parameters(self) -> None:
        document = self.document
        for parameter in document.parameters:
            block = dump(self.block(parameter))
            self.add(f"### -{parameter.name}", parameter.description, f"```yaml\n{block}```")
        if document.common_parameters:
            self.add("### CommonParameters", COMMON_PARAMETERS_TEXT)
        if document.workflow_parameters:
            self.add("### WorkflowCommonParameters", _WORKFLOW_TEXT)

    def block(self, parameter: HelpParameter) -> dict[str, Any]:
        block: dict[str, Any] = {
            "Type": parameter.type,
            "DefaultValue": parameter.default or "",
            "SupportsWildcards": parameter.wildcards,
            "Aliases": parameter.aliases or [],
            "ParameterSets": [_set(entry) for entry in parameter.sets],
            "DontShow": parameter.dont_show,
            "AcceptedValues": parameter.accepted_values,
            "HelpMessage": parameter.help_message,
        }
        if parameter.extra:
            block["pscompat"] = parameter.extra
        return block

    def types(self, heading: str, notes: list[TypeNote]) -> None:
        self.add(f"## {heading}")
        for note in notes:
            self.add(f"### {note.name}\n\n{note.description}".strip())


def _set(entry: SetEntry) -> dict[str, Any]:
    return {
        "Name": ALL_SETS if (entry.name or "").lower() == ALL_SETS_NAMES[1].lower() else entry.name,
        "Position": entry.position,
        "IsRequired": entry.required,
        "ValueFromPipeline": entry.by_value,
        "ValueFromPipelineByPropertyName": entry.by_name,
        "ValueFromRemainingArguments": entry.remaining,
    }
