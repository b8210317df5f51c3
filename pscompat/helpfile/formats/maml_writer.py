"""MAML command help from documents (help.md §3).

By default in the shape that Get-Help shows best and that both PowerShell and platyPS read back: code apart from
remarks, lists as lists, default values, no empty-element tags where platyPS's importer stops at them; hidden
parameters are left out. ``platyps_exact`` gives platyPS 1.0.3's text byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .collation import culture_key
from .document import ALL_SETS_NAMES, CommandHelp, Example, HelpParameter, SyntaxParameter, TypeNote
from .help_text import TextBlock, split_blocks
from .maml_elements import (
    CONTROL,
    Element,
    add,
    add_links,
    add_type,
    add_values,
    file_text,
    pipeline_words,
    true_text,
    verb_and_noun,
)
from .platyps_maml_writer import write_platyps_maml
from .syntax_items import sorted_tokens
from .type_names import SWITCH

_TITLE_WIDTH = 62


def write_maml(documents: Sequence[CommandHelp], *, platyps_exact: bool = False) -> str:
    """The text of one help file for all the commands.

    Raises HelpFileError with ``platyps_exact`` where platyPS itself fails.
    """
    if platyps_exact:
        return write_platyps_maml(documents)
    return CONTROL.sub("\ufffd", file_text(_command(document) for document in documents))


def short_type(name: str) -> str:
    """A .NET type's name without namespaces, as document shows types (``System.String[]`` → ``String[]``)."""
    return re.sub(r"[A-Za-z_]\w*\.(?=\w)", "", name)


def _command(document: CommandHelp) -> Element:
    command = Element("command:command")
    details = add(command, "command:details")
    verb, noun = verb_and_noun(document.title)
    add(details, "command:name", document.title)
    add(details, "command:verb", verb)
    _add_filled(details, "command:noun", noun)
    _add_texts(details, "maml:description", document.synopsis)
    _add_texts(command, "maml:description", document.description or "")
    syntax = add(command, "command:syntax")
    hidden = {parameter.name.lower() for parameter in document.parameters if parameter.dont_show}
    for item in document.syntaxes:
        entry = add(syntax, "command:syntaxItem")
        add(entry, "maml:name", item.command.strip())
        for token in sorted_tokens(item):
            if token.name.lower() not in hidden:
                _syntax_parameter(entry, token, document.parameter(token.name), item.set_name)
    parameters = add(command, "command:parameters")
    for parameter in sorted(document.parameters, key=lambda parameter: culture_key(parameter.name)):
        if not parameter.dont_show:
            _parameter(parameters, parameter, _position(parameter, document))
    if not document.common_parameters:
        _parameter(parameters, HelpParameter("NoCommonParameter", "System.Object"), "named")
    _types(command, "inputTypes", "inputType", document.inputs)
    _types(command, "returnValues", "returnValue", document.outputs)
    _add_texts(add(command, "maml:alertSet"), "maml:alert", document.notes or "")
    examples = add(command, "command:examples")
    for example in document.examples:
        _example(examples, example)
    if document.help_uri or document.links:
        add_links(command, document, "Online Version:")
    for element in command.iter():
        if element.text is None and not len(element):
            # platyPS's importer stops at <x />; an empty pair is read by everyone.
            element.text = "\n" if element.tag in ("maml:description", "dev:remarks") else ""
    return command


def _add_filled(parent: Element, name: str, text: str) -> None:
    add(parent, name, text or "\n")


def _add_texts(parent: Element, name: str, text: str) -> Element:
    """A description: paragraphs, lists and definitions. Code keeps its blanks and says so."""
    element = add(parent, name)
    for block in split_blocks(text):
        _add_block(element, block)
    return element


def _add_block(parent: Element, block: TextBlock) -> None:
    if block.kind == "code":
        add(parent, "maml:para", block.text).set("xml:space", "preserve")
    elif block.kind == "definitions":
        terms = add(parent, "maml:definitionList")
        for term, definition in zip(block.items[::2], block.items[1::2], strict=True):
            entry = add(terms, "maml:definitionListItem")
            add(entry, "maml:term", term)
            add(add(entry, "maml:definition"), "maml:para", definition)
    elif block.kind in ("bullet", "ordered"):
        items = add(parent, "maml:list")
        items.set("class", block.kind)
        for item in block.items:
            add(add(items, "maml:listItem"), "maml:para", item)
    else:
        add(parent, "maml:para", block.text)


def _attributes(parent: Element, parameter: HelpParameter | None, *, required: bool, position: str) -> Element:
    words = pipeline_words(parameter)[::-1] if parameter else []
    return add(
        parent,
        "command:parameter",
        required=true_text(required),
        variableLength="true",
        globbing=true_text(parameter is not None and parameter.wildcards),
        pipelineInput=f"True ({', '.join(words)})" if words else "False",
        position="named" if position.lower() in ("", "named") else position,
        aliases=", ".join((parameter.aliases if parameter else None) or []) or "none",
    )


def _syntax_parameter(entry: Element, token: SyntaxParameter, parameter: HelpParameter | None, set_name: str) -> None:
    position = _declared_position(parameter, set_name) if token.positional else ""
    element = _attributes(entry, parameter, required=token.mandatory, position=position or token.position)
    add(element, "maml:name", token.name)
    _add_texts(element, "maml:description", parameter.description if parameter else "")
    if parameter and parameter.accepted_values:
        add_values(element, parameter.accepted_values)
    if not token.switch:
        shown = short_type(parameter.type) if parameter and parameter.type else token.type
        add(element, "command:parameterValue", shown, required="true", variableLength="false")
    add_type(element, (parameter.type if parameter else None) or (SWITCH if token.switch else token.type))


def _declared_position(parameter: HelpParameter | None, set_name: str) -> str:
    """The position in a set as declared; syntax lines only have the order."""
    for entry in parameter.sets if parameter else ():
        if entry.name in (set_name, *ALL_SETS_NAMES) and (entry.position or "").isdigit():
            return entry.position or ""
    return ""


def _position(parameter: HelpParameter, document: CommandHelp) -> str:
    """The first set's position; an automatic one (binding.md §1.5) stands in the syntax line only."""
    first = next(iter(parameter.sets), None)
    if first is not None and (first.position or "named").lower() != "named":
        return first.position or ""
    for item in document.syntaxes:
        for token in item.parameters:
            if token.name == parameter.name and token.positional and token.position.isdigit():
                return token.position
    return "named"


def _parameter(parameters: Element, parameter: HelpParameter, position: str) -> None:
    element = _attributes(
        parameters,
        parameter,
        required=any(entry.required for entry in parameter.sets),
        position=position,
    )
    kind = parameter.type or "System.Object"
    add(element, "maml:name", parameter.name)
    _add_texts(element, "maml:description", parameter.description)
    if parameter.accepted_values:
        add_values(element, parameter.accepted_values)
    value = add(element, "command:parameterValue", short_type(kind))
    value.set("required", true_text(not parameter.is_switch))
    value.set("variableLength", "false")
    add_type(element, kind)
    add(element, "dev:defaultValue", parameter.default or "None")
    if parameter.accepted_values:
        possible = add(element, "dev:possibleValues")
        for accepted in parameter.accepted_values:
            add(add(possible, "dev:possibleValue"), "dev:value", accepted)
    _validation(element, parameter)


_BOUNDS = {"range": ("minRange", "maxRange"), "length": ("minLength", "maxLength"), "count": ("minCount", "maxCount")}


def _validation(element: Element, parameter: HelpParameter) -> None:
    """The validations that MAML's schema has elements for; readers ignore them (help.md §3.3)."""
    validation = Element("command:validation")
    for each in parameter.extra.get("validate") or ():
        kind = each.get("kind") if isinstance(each, dict) else None
        for name, key in zip(_BOUNDS.get(str(kind), ()), ("min", "max"), strict=False):
            add(validation, f"command:{name}", str(each.get(key, "")))
        if kind == "pattern":
            add(validation, "command:pattern", str(each.get("value", "")))
    if len(validation):
        element.append(validation)


def _types(command: Element, plural: str, single: str, notes: list[TypeNote]) -> None:
    types = add(command, f"command:{plural}")
    for note in notes:
        entry = add(types, f"command:{single}")
        add_type(entry, note.name)
        _add_texts(entry, "maml:description", note.description)


def _example(examples: Element, example: Example) -> None:
    """Text before the code, the first code, and what follows it; later code stays among the remarks."""
    entry = add(examples, "command:example")
    title = example.title
    dashes = "-" * ((_TITLE_WIDTH - len(title)) // 2)
    add(entry, "maml:title", f"{dashes} {title} {dashes}" if dashes else title)
    blocks = split_blocks(example.text)
    first = next((index for index, block in enumerate(blocks) if block.kind == "code"), None)
    if first:
        introduction = add(entry, "maml:introduction")
        for block in blocks[:first]:
            _add_block(introduction, block)
    _add_filled(entry, "dev:code", "" if first is None else blocks[first].text)
    remarks = add(entry, "dev:remarks")
    for block in blocks if first is None else blocks[first + 1 :]:
        _add_block(remarks, block)
