"""CommandHelp YAML (2024-05-01) as a document, platyPS's files and pscompat's own (help.md §1.12).

Lenient where the meaning is plain: missing keys and nulls are defaults, unknown keys are skipped. A list where a
mapping belongs, and the like, is refused with its line.
"""

from __future__ import annotations

from typing import Any

from ...helpfile.definition import plain_own
from ...helpfile.entry import Entry, plain, root
from ...helpfile.module import Module
from ...helpfile.yamltext import Mapping, Sequence, read_yaml
from ..document import (
    ALL_SETS,
    CommandHelp,
    Example,
    Gap,
    HelpParameter,
    Imported,
    Link,
    NotCommandHelp,
    SetEntry,
    SyntaxItem,
    TypeNote,
)
from .declaration_order import settle_order
from .page_types import OBJECT
from .syntax_items import parse_token_list


def read_help_yaml(text: str | bytes, path: str) -> Imported:
    """The file's document and the places to fill in. Raises HelpFileError."""
    tree = read_yaml(text, path)
    if isinstance(tree, Mapping) and (tree.get("document type") == "module" or "commandGroups" in tree):
        raise NotCommandHelp(path, "a module's file, not a command's")
    return document_of_tree(root(tree, path))


def document_of_tree(entry: Entry) -> Imported:
    """The document of a help file's root mapping; shared parameters must have been written out before."""
    metadata = entry.mapping("metadata")
    if metadata is not None and "Module Guid" in metadata.tree:
        raise NotCommandHelp(entry.path, "a module's file, not a command's", line=metadata.tree.lines["Module Guid"])
    title = entry.text("title") or (metadata.text("title") if metadata else "")
    if not title:
        raise NotCommandHelp(entry.path, "the command's name is missing", line=entry.tree.line, key="title")
    own = entry.mapping("pscompat")
    document = CommandHelp(title, plain(metadata.tree) if metadata else {})
    document.extra = plain_own(own) if own else {}
    document.synopsis = entry.text("synopsis")
    document.description = entry.text("description")
    document.aliases = entry.text("aliases") if isinstance(entry.tree.get("aliases"), str) else ""
    document.notes = entry.text("notes")
    document.syntaxes = [_syntax(each, title) for each in entry.mappings("syntaxes")]
    document.examples = [Example(each.text("title"), each.text("description")) for each in entry.mappings("examples")]
    gaps: list[Gap] = []
    mine = own is not None
    for each in entry.mappings("parameters", "name"):
        mine = mine or "pscompat" in each.tree
        _add_parameter(each, document, gaps)
    if not mine:
        settle_order(document)
    _settle_common(document, ours=mine)
    document.inputs = _types(entry, "inputs")
    document.outputs = _types(entry, "outputs")
    document.links = [Link(each.text("text"), each.text("href")) for each in entry.mappings("links")]
    return Imported(document, gaps)


def document_of_module(module: Module, name: str) -> CommandHelp:
    """The document of a module's command, shared parameters written out.

    Raises CommandNotFoundError and HelpFileError.
    """
    tree = _as_tree(module.document(name))
    document = document_of_tree(Entry(tree, name)).help
    document.title = name
    _settle_common(document, ours=True)
    if not document.module:
        document.metadata["Module Name"] = module.name
    return document


def _settle_common(document: CommandHelp, *, ours: bool) -> None:
    """Our files need not list the common parameters; every command has them that is not a simple function."""
    if ours and document.extra.get("simple") != "true":
        document.common_parameters = True
    for item in document.syntaxes:
        item.common = document.common_parameters


def _as_tree(node: Any) -> Any:
    """Plain data as the tree that the reader makes of a file; its lines are all 0, and its texts quoted ones."""
    if isinstance(node, dict):
        mapping = Mapping()
        for key, value in node.items():
            mapping[key] = _as_tree(value)
            mapping.lines[key] = 0
        mapping.quoted = set(node)
        return mapping
    if isinstance(node, list):
        sequence = Sequence()
        sequence.extend(_as_tree(item) for item in node)
        sequence.lines = [0] * len(node)
        sequence.quoted = set(range(len(node)))
        return sequence
    return node


def _syntax(entry: Entry, title: str) -> SyntaxItem:
    return SyntaxItem(
        command=entry.text("commandName") or title,
        set_name=entry.text("parameterSetName") or "__AllParameterSets",
        is_default=entry.flag("isDefault"),
        parameters=parse_token_list([text for text in entry.texts("parameters") if text]),
    )


def _add_parameter(entry: Entry, document: CommandHelp, gaps: list[Gap]) -> None:
    if "shared" in entry.tree:
        raise entry.error("shared parameters are read with their module file; export the command instead", "shared")
    name = entry.required("name")
    if name.lower() == "commonparameters":
        document.common_parameters = True
        return
    if name.lower() == "workflowparameters":
        document.workflow_parameters = True
        return
    own = entry.mapping("pscompat")
    if not entry.text("type"):
        gaps.append(Gap(f"{document.title} -{name}", "type", "the file gives no type; System.Object was taken"))
    document.parameters.append(
        HelpParameter(
            name=name,
            type=entry.text("type") or OBJECT,
            description=entry.text("description"),
            default=entry.text("defaultValue"),
            wildcards=_flag(entry, "supportsWildcards") or _flag(entry, "globbing"),
            dynamic=_flag(entry, "isDynamic"),
            aliases=list(entry.texts("aliases")),
            dont_show=_flag(entry, "dontShow"),
            accepted_values=_texts(entry, "acceptedValues"),
            sets=[_set(each) for each in entry.mappings("parameterSets", "name")],
            help_message=entry.text("helpMessage"),
            extra=plain(own.tree) if own else {},
        )
    )


def _set(entry: Entry) -> SetEntry:
    return SetEntry(
        name=entry.text("name") or ALL_SETS,
        position=entry.text("position") or "Named",
        required=_flag(entry, "isRequired"),
        by_value=_flag(entry, "valueFromPipeline"),
        by_name=_flag(entry, "valueFromPipelineByPropertyName"),
        remaining=_flag(entry, "valueFromRemainingArguments"),
    )


def _flag(entry: Entry, key: str) -> bool:
    """A truth value; platyPS takes any other word as false."""
    return (entry.text(key)).strip().lower() == "true"


def _texts(entry: Entry, key: str) -> list[str]:
    """A list of texts in which platyPS writes a null where the text ``~`` or ``null`` was meant (help.md §7 W34)."""
    value: Any = entry.tree.get(key)
    if isinstance(value, list):
        return ["" if item is None else item for item in value if item is None or isinstance(item, str)]
    return list(entry.texts(key))


def _types(entry: Entry, key: str) -> list[TypeNote]:
    return [TypeNote(each.text("name"), each.text("description").strip("\n")) for each in entry.mappings(key, "name")]
