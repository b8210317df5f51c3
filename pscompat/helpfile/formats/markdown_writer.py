"""platyPS Markdown v2 (2024-05-01) from a document (help.md §2.7)."""

from __future__ import annotations

import json
from typing import Any

from ..yamltext import UNPRINTABLE
from .collation import culture_key
from .document import ALL_SETS, ALL_SETS_NAMES, COMMON_PARAMETERS_TEXT, CommandHelp, HelpParameter, SetEntry, TypeNote
from .scalars import platyps_scalar, scalar
from .syntax_items import wrapped
from .yaml_blocks import Flow, Scalar, dump
from .yaml_writer import completed_metadata, sorted_metadata

_ALIAS_PLACEHOLDER = "This cmdlet has the following aliases,\n  {{Insert list of aliases}}"
_LINKS_PLACEHOLDER = "{{ Fill in the related links here }}"
_WORKFLOW_TEXT = (
    "This cmdlet also supports workflow specific common parameters.\n"
    "For information, see [about_WorkflowCommonParameters](../PSWorkflow/About/about_WorkflowCommonParameters.md)."
)


def write_markdown(document: CommandHelp, *, platyps_exact: bool = False) -> str:
    """The page's text. ``platyps_exact``: as platyPS 1.0.3 writes it, hidden flags and document messages dropped."""
    text = _Writer(document, platyps_exact).text()
    return text if platyps_exact else UNPRINTABLE.sub("\ufffd", text)


class _Writer:
    def __init__(self, document: CommandHelp, exact: bool) -> None:
        self.document = document
        self.exact = exact
        self.scalar: Scalar = platyps_scalar if exact else scalar
        self.out: list[str] = []

    def add(self, *texts: str) -> None:
        """Each text on lines of its own, a blank line after it."""
        self.out += [f"{text}\n\n" for text in texts]

    def text(self) -> str:
        document = self.document
        metadata = sorted_metadata(document.metadata) if self.exact else completed_metadata(document)
        if document.extra and not self.exact:
            # Front matter is flat; as one line of JSON the mapping outlives platyPS too (help.md §6.3).
            metadata["pscompat"] = json.dumps(document.extra, ensure_ascii=False)
        flow = {key: self.flow(value) for key, value in metadata.items()}
        self.add(
            f"---\n{dump(flow, self.scalar)}---", f"# {document.title}", "## SYNOPSIS", document.synopsis, "## SYNTAX"
        )
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
        """A list of texts in one line; platyPS puts a mapping's type name into it, we keep such a list a block."""
        if not isinstance(value, list) or (not self.exact and any(isinstance(item, dict | list) for item in value)):
            return value
        return Flow(map(_net_text, value))

    def parameters(self) -> None:
        document = self.document
        parameters = document.parameters
        if self.exact:
            parameters = sorted(parameters, key=lambda parameter: culture_key(parameter.name))
        for parameter in parameters:
            block = dump(self.block(parameter), self.scalar)
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
            "DontShow": parameter.dont_show and not self.exact,
            "AcceptedValues": parameter.accepted_values,
            "HelpMessage": "" if self.exact else parameter.help_message,
        }
        if parameter.extra and not self.exact:
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


def _net_text(value: Any) -> str:
    """What .NET's ``ToString`` gives."""
    if isinstance(value, dict):
        return "System.Collections.Generic.Dictionary`2[System.Object,System.Object]"
    if isinstance(value, list):
        return "System.Collections.Generic.List`1[System.Object]"
    return "" if value is None else str(value)
