"""MAML command help from documents (help.md §3).

In the shape that Get-Help shows best and that both PowerShell and platyPS read back: code apart from
remarks, lists as lists, default values, no empty-element tags where platyPS's importer stops at them; hidden
parameters are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from ...dotnet.order.culture import sort_key
from ...helpfile.help_text import TextBlock, split_blocks
from ..document import ALL_SETS_NAMES, CommandHelp, Example, HelpParameter, SyntaxParameter, TypeNote
from .page_types import SWITCH
from .syntax_items import sorted_tokens

_TITLE_WIDTH = 62

_NAMESPACES = {
    "xmlns:maml": "http://schemas.microsoft.com/maml/2004/10",
    "xmlns:command": "http://schemas.microsoft.com/maml/dev/command/2004/10",
    "xmlns:dev": "http://schemas.microsoft.com/maml/dev/2004/10",
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""The characters that XML cannot hold."""
_HEADER = '<?xml version="1.0" encoding="utf-8"?>\n'

Element = ElementTree.Element


def write_maml(documents: Sequence[CommandHelp]) -> str:
    """The text of one help file for all the commands."""
    return _CONTROL.sub("\ufffd", _file_text(_command(document) for document in documents))


def short_type(name: str) -> str:
    """A .NET type's name without namespaces, as document shows types (``System.String[]`` → ``String[]``)."""
    return re.sub(r"[A-Za-z_]\w*\.(?=\w)", "", name)


def _command(document: CommandHelp) -> Element:
    command = Element("command:command")
    details = _add(command, "command:details")
    verb, noun = _verb_and_noun(document.title)
    _add(details, "command:name", document.title)
    _add(details, "command:verb", verb)
    _add_filled(details, "command:noun", noun)
    _add_texts(details, "maml:description", document.synopsis)
    _add_texts(command, "maml:description", document.description or "")
    syntax = _add(command, "command:syntax")
    hidden = {parameter.name.lower() for parameter in document.parameters if parameter.dont_show}
    for item in document.syntaxes:
        entry = _add(syntax, "command:syntaxItem")
        _add(entry, "maml:name", item.command.strip())
        for token in sorted_tokens(item):
            if token.name.lower() not in hidden:
                _syntax_parameter(entry, token, document.parameter(token.name), item.set_name)
    parameters = _add(command, "command:parameters")
    for parameter in sorted(document.parameters, key=lambda parameter: sort_key(parameter.name)):
        if not parameter.dont_show:
            _parameter(parameters, parameter, _position(parameter, document))
    if not document.common_parameters:
        _parameter(parameters, HelpParameter("NoCommonParameter", "System.Object"), "named")
    _types(command, "inputTypes", "inputType", document.inputs)
    _types(command, "returnValues", "returnValue", document.outputs)
    _add_texts(_add(command, "maml:alertSet"), "maml:alert", document.notes or "")
    examples = _add(command, "command:examples")
    for example in document.examples:
        _example(examples, example)
    if document.help_uri or document.links:
        _add_links(command, document, "Online Version:")
    for element in command.iter():
        if element.text is None and not len(element):
            # platyPS's importer stops at <x />; an empty pair is read by everyone.
            element.text = "\n" if element.tag in ("maml:description", "dev:remarks") else ""
    return command


def _add_filled(parent: Element, name: str, text: str) -> None:
    _add(parent, name, text or "\n")


def _add_texts(parent: Element, name: str, text: str) -> Element:
    """A description: paragraphs, lists and definitions. Code keeps its blanks and says so."""
    element = _add(parent, name)
    for block in split_blocks(text):
        _add_block(element, block)
    return element


def _add_block(parent: Element, block: TextBlock) -> None:
    if block.kind == "code":
        _add(parent, "maml:para", block.text).set("xml:space", "preserve")
    elif block.kind == "definitions":
        terms = _add(parent, "maml:definitionList")
        for term, definition in zip(block.items[::2], block.items[1::2], strict=True):
            entry = _add(terms, "maml:definitionListItem")
            _add(entry, "maml:term", term)
            _add(_add(entry, "maml:definition"), "maml:para", definition)
    elif block.kind in ("bullet", "ordered"):
        items = _add(parent, "maml:list")
        items.set("class", block.kind)
        for item in block.items:
            _add(_add(items, "maml:listItem"), "maml:para", item)
    else:
        _add(parent, "maml:para", block.text)


def _attributes(parent: Element, parameter: HelpParameter | None, *, required: bool, position: str) -> Element:
    words = parameter.pipeline_words()[::-1] if parameter else []
    return _add(
        parent,
        "command:parameter",
        required=_true_text(required),
        variableLength="true",
        globbing=_true_text(parameter is not None and parameter.wildcards),
        pipelineInput=f"True ({', '.join(words)})" if words else "False",
        position="named" if position.lower() in ("", "named") else position,
        aliases=", ".join((parameter.aliases if parameter else None) or []) or "none",
    )


def _syntax_parameter(entry: Element, token: SyntaxParameter, parameter: HelpParameter | None, set_name: str) -> None:
    position = _declared_position(parameter, set_name) if token.positional else ""
    element = _attributes(entry, parameter, required=token.mandatory, position=position or token.position)
    _add(element, "maml:name", token.name)
    _add_texts(element, "maml:description", parameter.description if parameter else "")
    if parameter and parameter.accepted_values:
        _add_values(element, parameter.accepted_values)
    if not token.switch:
        shown = short_type(parameter.type) if parameter and parameter.type else token.type
        _add(element, "command:parameterValue", shown, required="true", variableLength="false")
    _add_type(element, (parameter.type if parameter else None) or (SWITCH if token.switch else token.type))


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
    _add(element, "maml:name", parameter.name)
    _add_texts(element, "maml:description", parameter.description)
    if parameter.accepted_values:
        _add_values(element, parameter.accepted_values)
    value = _add(element, "command:parameterValue", short_type(kind))
    value.set("required", _true_text(not parameter.is_switch))
    value.set("variableLength", "false")
    _add_type(element, kind)
    _add(element, "dev:defaultValue", parameter.default or "None")
    if parameter.accepted_values:
        possible = _add(element, "dev:possibleValues")
        for accepted in parameter.accepted_values:
            _add(_add(possible, "dev:possibleValue"), "dev:value", accepted)
    _validation(element, parameter)


_BOUNDS = {"range": ("minRange", "maxRange"), "length": ("minLength", "maxLength"), "count": ("minCount", "maxCount")}


def _validation(element: Element, parameter: HelpParameter) -> None:
    """The validations that MAML's schema has elements for; readers ignore them (help.md §3.3)."""
    validation = Element("command:validation")
    for each in parameter.extra.get("validate") or ():
        kind = each.get("kind") if isinstance(each, dict) else None
        for name, key in zip(_BOUNDS.get(str(kind), ()), ("min", "max"), strict=False):
            _add(validation, f"command:{name}", str(each.get(key, "")))
        if kind == "pattern":
            _add(validation, "command:pattern", str(each.get("value", "")))
    if len(validation):
        element.append(validation)


def _types(command: Element, plural: str, single: str, notes: list[TypeNote]) -> None:
    types = _add(command, f"command:{plural}")
    for note in notes:
        entry = _add(types, f"command:{single}")
        _add_type(entry, note.name)
        _add_texts(entry, "maml:description", note.description)


def _example(examples: Element, example: Example) -> None:
    """Text before the code, the first code, and what follows it; later code stays among the remarks."""
    entry = _add(examples, "command:example")
    title = example.title
    dashes = "-" * ((_TITLE_WIDTH - len(title)) // 2)
    _add(entry, "maml:title", f"{dashes} {title} {dashes}" if dashes else title)
    blocks = split_blocks(example.text)
    first = next((index for index, block in enumerate(blocks) if block.kind == "code"), None)
    if first:
        introduction = _add(entry, "maml:introduction")
        for block in blocks[:first]:
            _add_block(introduction, block)
    _add_filled(entry, "dev:code", "" if first is None else blocks[first].text)
    remarks = _add(entry, "dev:remarks")
    for block in blocks if first is None else blocks[first + 1 :]:
        _add_block(remarks, block)


def _file_text(commands: Iterable[Element]) -> str:
    """The text of a help file with these command elements, control characters still in it."""
    root = Element("helpItems", {**_NAMESPACES, "schema": "maml", "xmlns": "http://msh"})
    root.extend(commands)
    ElementTree.indent(root, "  ")
    return _HEADER + ElementTree.tostring(root, encoding="unicode").replace("\r", "&#xD;")


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """A new child element."""
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def _add_values(parent: Element, values: Iterable[str]) -> None:
    """The accepted values of a parameter."""
    group = _add(parent, "command:parameterValueGroup")
    for value in values:
        _add(group, "command:parameterValue", value, required="false", variableLength="false")


def _add_type(parent: Element, name: str | None) -> None:
    """The type of a parameter, an input or an output."""
    kind = _add(parent, "dev:type")
    if name is not None:
        _add(kind, "maml:name", name)


def _add_links(command: Element, document: CommandHelp, online: str) -> None:
    """The related links, first the online page under the text ``online`` unless it has no address."""
    links = _add(command, "command:relatedLinks")
    pairs = [(link.text, link.href) for link in document.links]
    uri = document.metadata.get("HelpUri")
    if uri:
        pairs.insert(0, (online, str(uri)))
    for text, href in pairs:
        entry = _add(links, "maml:navigationLink")
        _add(entry, "maml:linkText", text)
        _add(entry, "maml:uri", href)


def _true_text(value: bool) -> str:
    """``true`` or ``false``."""
    return "true" if value else "false"


def _verb_and_noun(title: str) -> tuple[str, str]:
    """The parts of a command's name; without exactly one dash all of it is the verb."""
    parts = title.split("-")
    return (parts[0], parts[1]) if len(parts) == 2 else (title, "")
