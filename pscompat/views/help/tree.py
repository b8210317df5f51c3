"""A help file of ours as the help tree that Get-Help's views print (help.md §3.2, §3.4).

The tree has the shape that MAML of the legacy writer gives: default values, code apart from remarks, possible values,
the first set entry's position and demand in the parameter list. SYNTAX comes from the command's definition.
"""

from __future__ import annotations

from ...helpfile.help_text import split_blocks
from ...helpfile.maml_tree import item_tag, paragraph
from ..syntax import (
    all_parameters,
    automatic_positions,
    display_order,
    entries,
    is_common,
    note_of_more_sets,
    parameter_sets,
    parameter_type,
    static,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ...dotnet.types import NetType
    from ...helpfile.help_text import TextBlock
    from ...helpfile.maml_tree import Tree
    from ...model import Command, Parameter, ParameterSetEntry
    from ..syntax import ListedParameter, ListedSet

TITLE_WIDTH = 62
# What platyPS writes for the parameters that [CmdletBinding()] adds, and the like for paging.
_ADDED = {
    "whatif": "Runs the command in a mode that only reports what would happen without performing the actions.",
    "confirm": "Prompts you for confirmation before running the cmdlet.",
    "includetotalcount": "Reports the number of records before the records themselves.",
    "skip": "Leaves out that many records at the start.",
    "first": "Gets at most that many records.",
}


def help_tree(document: Mapping[str, Any], command: Command, types: Mapping[str, NetType] | None = None) -> Tree | None:
    """The help tree of a command whose help file holds ``document``; None when the file has no help text.

    Raises SyntaxListingError for a parameter with a negative position.
    """
    if not has_text(document):
        return None
    texts = {text(entry, "name").lower(): entry for entry in mappings(document, "parameters")}
    writer = _ParameterWriter(command, types, texts)
    syntax: dict[str, Tree] = {
        "syntaxitem": [writer.syntax_item(listed) for listed in _listed_sets(document, command, types)]
    }
    note = note_of_more_sets(command)
    if note:
        syntax["note"] = note
    tree: dict[str, Tree] = {
        "details": {"name": command.name, "description": _short_items(text(document, "synopsis")) or [("para", "")]},
        "description": text_items(text(document, "description")) or "",
        "syntax": syntax,
        "parameters": {"parameter": writer.parameters()},
        "inputtypes": {"inputtype": [_type(entry) for entry in mappings(document, "inputs")]},
        "returnvalues": {"returnvalue": [_type(entry) for entry in mappings(document, "outputs")]},
        "alertset": {"alert": _short_items(text(document, "notes")) or ""},
        "examples": {"example": [_example(entry) for entry in mappings(document, "examples")]},
    }
    links = _links(document)
    if links:
        tree["relatedlinks"] = {"navigationlink": links}
    return tree


def has_text(document: Mapping[str, Any]) -> bool:
    """Whether a help file says more than how the command binds."""
    if any(text(document, key).strip() for key in ("synopsis", "description", "notes")):
        return True
    if mappings(document, "examples") or mappings(document, "links"):
        return True
    described = [entry for key in ("parameters", "inputs", "outputs") for entry in mappings(document, key)]
    names = ("commonparameters", "workflowparameters")
    return any(text(entry, "description").strip() and text(entry, "name").lower() not in names for entry in described)


def text(mapping: Mapping[str, Any], key: str) -> str:
    """The text under a key, empty when there is none."""
    value = mapping.get(key)
    return value if isinstance(value, str) else ""


def mappings(document: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """The mappings of the list under a key."""
    values = document.get(key)
    return [value for value in values if isinstance(value, dict)] if isinstance(values, list) else []


def text_items(markdown: str) -> list[Tree]:
    """The text items of a description: paragraphs, list items, definitions; code is a paragraph."""
    items: list[Tree] = []
    blocks = split_blocks(markdown)
    count, last = 0, sum(1 for block in blocks if _is_paragraph(block))
    for block in blocks:
        if _is_paragraph(block):
            count += 1
            items.append(("para", paragraph(_block_text(block), last=count == last)))
        elif block.kind == "definitions":
            pairs = zip(block.items[::2], block.items[1::2], strict=True)
            items.extend(("term", term, without_links(definition)) for term, definition in pairs)
        else:
            ordered = block.kind == "ordered"
            for number, item in enumerate(block.items, 1):
                items.append(("item", item_tag(number if ordered else None), without_links(item)))
    return items


def _is_paragraph(block: TextBlock) -> bool:
    return block.kind in ("para", "code") and bool(block.text.strip())


def _block_text(block: TextBlock) -> str:
    if block.kind == "code":
        return block.text.strip()
    return without_links(block.text).strip()


def _short_items(markdown: str) -> list[Tree]:
    return _paragraphs(split_blocks(markdown))


def _paragraphs(blocks: Iterable[TextBlock]) -> list[Tree]:
    """Paragraphs only: where the views would print a blank for a list, it is one paragraph of several lines."""
    paragraphs = []
    for block in blocks:
        if _is_paragraph(block):
            paragraphs.append(_block_text(block))
        elif block.kind == "definitions":
            pairs = zip(block.items[::2], block.items[1::2], strict=True)
            paragraphs.append("\n".join(f"{term}\n    {without_links(definition)}" for term, definition in pairs))
        elif block.items:
            ordered = block.kind == "ordered"
            tags = [item_tag(number if ordered else None) for number in range(1, len(block.items) + 1)]
            paragraphs.append("\n".join(map(str.__add__, tags, map(without_links, block.items))))
    last = len(paragraphs)
    return [("para", paragraph(each, last=number == last)) for number, each in enumerate(paragraphs, 1)]


def without_links(markdown: str) -> str:
    """``[text](address)`` becomes ``text (address)``."""
    parts = []
    rest = markdown
    while True:
        before, bracket, after = rest.partition("](")
        start = before.rfind("[")
        address, close, tail = after.partition(")")
        if not bracket or start < 0 or not close or " " in address or "\n" in address or not address:
            if not bracket or not after:
                break
            parts.append(before + bracket)
            rest = after
            continue
        name = before[start + 1 :]
        lead = before[:start].removesuffix("!") if before[:start].endswith("!") else before[:start]
        parts.append(f"{lead}{name} ({address})" if name != address else lead + name)
        rest = tail
    return "".join(parts) + rest


def short_type(name: str) -> str:
    """A type's name without namespaces: ``System.Nullable`1[System.Int32]`` is ``Nullable`1[Int32]``."""
    parts = []
    start = 0
    for index, char in enumerate(name):
        if char in "[], ":
            parts.append(name[start:index].rpartition(".")[2] + char)
            start = index + 1
    return "".join(parts) + name[start:].rpartition(".")[2]


def _listed_sets(document: Mapping[str, Any], command: Command, types: Mapping[str, NetType] | None) -> list[ListedSet]:
    """The sets: the default one first, the others in the order of the file's syntaxes, if it has any."""
    listed = parameter_sets(static(command), types)
    written = [text(entry, "parameterSetName") for entry in mappings(document, "syntaxes")]
    place = {name: index for index, name in reversed(list(enumerate(written)))}
    return sorted(listed, key=lambda each: (not each.is_default, place.get(each.name, len(written))))


class _ParameterWriter:
    """Makes the parameter elements of one command."""

    def __init__(
        self, command: Command, types: Mapping[str, NetType] | None, texts: Mapping[str, Mapping[str, Any]]
    ) -> None:
        self.command = command
        self.texts = texts
        self.positions = automatic_positions(command, types)
        self.types = types
        self.listed: dict[str, Parameter] = {}
        for parameter in all_parameters(command):
            if not is_common(parameter):
                self.listed.setdefault(parameter.name, parameter)

    def syntax_item(self, listed: ListedSet) -> Tree:
        """One line of SYNTAX."""
        shown = [each for each in display_order(listed.parameters) if not each.is_common and not each.entry.dont_show]
        return {"name": self.command.name, "parameter": [self._syntax_parameter(each) for each in shown]}

    def _syntax_parameter(self, shown: ListedParameter) -> Tree:
        node: dict[str, Tree] = {
            "name": shown.name,
            "required": "true" if shown.mandatory else "false",
            "position": position_text(shown.position),
        }
        values = self._accepted(shown.parameter)
        if not shown.is_switch:
            node["parametervalue"] = {"": self._type_text(shown.parameter), "required": "true"}
            if values:
                node["parametervaluegroup"] = {"parametervalue": list(values)}
        return node

    def parameters(self) -> list[Tree]:
        """The elements of PARAMETERS, sorted by name; those hidden in every set are left out."""
        shown = [each for each in self.listed.values() if not all(e.dont_show for e in entries(each))]
        return [self._parameter(each) for each in sorted(shown, key=lambda each: each.name.lower())]

    def _parameter(self, parameter: Parameter) -> Tree:
        entry = self.texts.get(parameter.name.lower(), {})
        added = _ADDED.get(parameter.name.lower(), "") if parameter.compiled else ""
        first = entries(parameter)[0]
        node: dict[str, Tree] = {
            "name": parameter.name,
            "description": text_items(text(entry, "description") or added) or "",
            "required": "true" if first.mandatory else "false",
            "position": position_text(self._position(parameter, first)),
            "parametervalue": {
                "": self._type_text(parameter),
                "required": "false" if parameter_type(parameter.type, self.types).is_switch else "true",
            },
            "defaultvalue": text(entry, "defaultValue") or (not parameter.sensitive and parameter.default) or "None",
            "pipelineinput": pipeline_text(entries(parameter)),
            "aliases": ", ".join(parameter.aliases) or "none",
            "globbing": "true" if parameter.wildcards else "false",
        }
        values = self._accepted(parameter)
        if values:
            node["possiblevalues"] = {"possiblevalue": [{"value": value} for value in values]}
        return node

    def _position(self, parameter: Parameter, entry: ParameterSetEntry) -> int | None:
        if entry.position is not None or parameter.compiled:
            return entry.position
        return self.positions.get(parameter.name)

    def _type_text(self, parameter: Parameter) -> str:
        return short_type(text(self.texts.get(parameter.name.lower(), {}), "type") or parameter.type)

    def _accepted(self, parameter: Parameter) -> list[str]:
        """The values that help shows: those the file lists as accepted, else those of a ``set`` validation."""
        if parameter.accepted_values:
            return list(parameter.accepted_values)
        return [
            str(value)
            for validation in parameter.validations
            if validation.kind == "set"
            for value in validation.arguments.get("values", ())
        ]


def position_text(position: int | None) -> str:
    """A position as help files write it."""
    return "named" if position is None else str(position)


def pipeline_text(found: Iterable[ParameterSetEntry]) -> str:
    """What a parameter takes from the pipeline in any set."""
    found = list(found)
    kinds = []
    if any(entry.by_name for entry in found):
        kinds.append("ByPropertyName")
    if any(entry.by_value for entry in found):
        kinds.append("ByValue")
    return f"True ({', '.join(kinds)})" if kinds else "False"


def _type(entry: Mapping[str, Any]) -> Tree:
    return {"type": {"name": text(entry, "name")}, "description": _short_items(text(entry, "description")) or ""}


def example_title(title: str) -> str:
    """The title between dashes that fill the line, if there is room for any (help.md §3.2)."""
    dashes = "-" * ((TITLE_WIDTH - len(title)) // 2)
    return f"{dashes} {title} {dashes}" if dashes else title


def _example(entry: Mapping[str, Any]) -> Tree:
    """The code blocks, joined by an empty line, and the prose as remarks."""
    blocks = split_blocks(text(entry, "description"))
    code = [block.text for block in blocks if block.kind == "code"]
    prose = [block for block in blocks if block.kind != "code"]
    return {
        "title": example_title(text(entry, "title")),
        "code": "\n\n".join(code),
        "remarks": _paragraphs(prose) or [("para", "")],
    }


def _links(document: Mapping[str, Any]) -> list[Tree]:
    links: list[Tree] = []
    online = text(metadata, "HelpUri") if isinstance(metadata := document.get("metadata"), dict) else ""
    if online:
        links.append({"linktext": "Online Version:", "uri": online})
    for entry in mappings(document, "links"):
        href = text(entry, "href")
        links.append({"linktext": text(entry, "text"), "uri": href if is_absolute(href) else ""})
    return links


def is_absolute(address: str) -> bool:
    """Whether an address names its scheme; links to other pages' files do not."""
    scheme, colon, rest = address.partition(":")
    return bool(colon and rest) and len(scheme) > 1 and scheme[0].isalpha() and scheme.replace("+", "a").isalnum()
