"""MAML command help from documents (help.md §3).

By default in the shape that Get-Help shows best and that both PowerShell and platyPS read back: code apart from
remarks, lists as lists, default values, no empty-element tags where platyPS's importer stops at them. ``platyps_exact``
gives platyPS 1.0.3's text byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from ..errors import HelpFileError
from .collation import culture_key
from .document import CommandHelp, Example, HelpParameter, SyntaxItem, SyntaxParameter, TypeNote
from .help_text import TextBlock, split_blocks
from .syntax_items import sort_tokens

_NAMESPACES = {
    "xmlns:maml": "http://schemas.microsoft.com/maml/2004/10",
    "xmlns:command": "http://schemas.microsoft.com/maml/dev/command/2004/10",
    "xmlns:dev": "http://schemas.microsoft.com/maml/dev/2004/10",
}
_HEADER = '<?xml version="1.0" encoding="utf-8"?>\n'
_SWITCH = "System.Management.Automation.SwitchParameter"
_FILLER = "\ue000filler\ue000"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TITLE_WIDTH = 62

Element = ElementTree.Element


def write_maml(helps: Sequence[CommandHelp], *, platyps_exact: bool = False) -> str:
    """The text of one help file for all the commands.

    Raises HelpFileError with ``platyps_exact`` where platyPS itself fails.
    """
    root = Element("helpItems", {**_NAMESPACES, "schema": "maml", "xmlns": "http://msh"})
    for document in helps:
        root.append(_exact_command(document) if platyps_exact else _command(document))
    ElementTree.indent(root, "  ")
    text = ElementTree.tostring(root, encoding="unicode")
    if platyps_exact:
        text = text.replace(f">{_FILLER}<", ">&#x80;<")
        text = _CONTROL.sub(lambda match: f"&#x{ord(match[0]):X};", text).replace("\r", "&#xD;")
    else:
        text = _CONTROL.sub("\ufffd", text).replace("\r", "&#xD;")
    return _HEADER + text


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def _add_paras(parent: Element, name: str, texts: Iterable[str]) -> Element:
    element = _add(parent, name)
    for text in texts:
        _add(element, "maml:para", text)
    return element


def _true(value: bool) -> str:
    return "true" if value else "false"


def _verb_and_noun(title: str) -> tuple[str, str]:
    parts = title.split("-")
    return (parts[0], parts[1]) if len(parts) == 2 else (title, "")


def pipeline_words(parameter: HelpParameter) -> list[str]:
    """``ByValue`` and ``ByPropertyName`` as far as any set takes pipeline input so."""
    words = []
    if any(entry.by_value for entry in parameter.sets):
        words.append("ByValue")
    if any(entry.by_name for entry in parameter.sets):
        words.append("ByPropertyName")
    return words


# platyPS 1.0.3


def _exact_command(document: CommandHelp) -> Element:
    command = Element("command:command")
    details = _add(command, "command:details")
    verb, noun = _verb_and_noun(document.title)
    _add(details, "command:name", document.title)
    _add_paras(details, "maml:description", [document.synopsis])
    _add(details, "command:verb", verb)
    _add(details, "command:noun", noun)
    _add_paras(command, "maml:description", [] if document.description is None else [document.description])
    syntax = _add(command, "command:syntax")
    for item in document.syntaxes:
        _exact_syntax(syntax, item, document)
    parameters = _add(command, "command:parameters")
    for parameter in sorted(document.parameters, key=lambda parameter: culture_key(parameter.name)):
        if parameter.aliases is None:
            raise HelpFileError(document.title, f"platyPS cannot write -{parameter.name}: its aliases are null")
        _exact_parameter(parameters, parameter)
    for plural, single, notes in (
        ("inputTypes", "inputType", document.inputs),
        ("returnValues", "returnValue", document.outputs),
    ):
        types = _add(command, f"command:{plural}")
        for note in notes:
            entry = _add(types, f"command:{single}")
            _add_type(entry, note.name)
            _add_paras(entry, "maml:description", [note.description])
    alerts = _add(command, "maml:alertSet")
    if document.notes is not None:
        _add_paras(alerts, "maml:alert", [document.notes])
    examples = _add(command, "command:examples")
    for example in document.examples:
        entry = _add(examples, "command:example")
        _add(entry, "maml:title", f"--------- {example.title} ---------")
        introduction = _add(entry, "maml:introduction")
        for number, text in enumerate(example.text.split("\n\n")):
            if number:
                _add(introduction, "maml:para", _FILLER)
            _add(introduction, "maml:para", text.strip())
        _add(entry, "dev:code")
        _add(entry, "dev:remarks")
    _add_links(command, document, "Online Version")
    return command


def _add_links(command: Element, document: CommandHelp, online: str) -> None:
    links = _add(command, "command:relatedLinks")
    pairs = [(link.text, link.href) for link in document.links]
    uri = document.metadata.get("HelpUri")
    if uri is not None:
        pairs.insert(0, (online, str(uri)))
    for text, href in pairs:
        entry = _add(links, "maml:navigationLink")
        _add(entry, "maml:linkText", text)
        _add(entry, "maml:uri", href)


def _add_type(parent: Element, name: str | None) -> None:
    kind = _add(parent, "dev:type")
    if name is not None:
        _add(kind, "maml:name", name)


def _add_values(parent: Element, values: Iterable[str]) -> None:
    group = _add(parent, "command:parameterValueGroup")
    for value in values:
        _add(group, "command:parameterValue", value, required="false", variableLength="false")


def _exact_syntax(syntax: Element, item: SyntaxItem, document: CommandHelp) -> None:
    sort_tokens(item)
    entry = _add(syntax, "command:syntaxItem")
    _add(entry, "maml:name", item.command.partition(" ")[0])
    known = {parameter.name: parameter for parameter in document.parameters[::-1]}
    for token in item.parameters:
        parameter = None if token.switch else known.get(token.name)
        element = _exact_attributes(
            entry,
            required=token.mandatory,
            position=token.position,
            aliases=(parameter.aliases if parameter else None) or [],
        )
        _add(element, "maml:name", token.name)
        _add(element, "maml:description")
        if parameter and parameter.accepted_values:
            _add_values(element, parameter.accepted_values)
        if not token.switch:
            _add(element, "command:parameterValue", token.type, required="true", variableLength="false")
        if token.switch:
            _add_type(element, _SWITCH)
        elif parameter:
            _add_type(element, parameter.type)


def _exact_attributes(
    parent: Element,
    *,
    required: bool,
    position: str | None,
    aliases: list[str],
    wildcards: bool = False,
    pipeline: str = "false",
) -> Element:
    element = _add(
        parent,
        "command:parameter",
        required=_true(required),
        variableLength="false",
        globbing=_true(wildcards),
        pipelineInput=pipeline,
    )
    if position is not None:
        element.set("position", position)
    element.set("aliases", ", ".join(aliases) or "none")
    return element


def _exact_parameter(parameters: Element, parameter: HelpParameter) -> None:
    words = pipeline_words(parameter)
    element = _exact_attributes(
        parameters,
        required=any(entry.required for entry in parameter.sets),
        position=parameter.sets[0].position if parameter.sets else "Named",
        aliases=parameter.aliases or [],
        wildcards=parameter.wildcards,
        pipeline=f"true ({', '.join(words)})" if words else "false",
    )
    _add(element, "maml:name", parameter.name)
    _add_paras(element, "maml:description", (text.strip() for text in parameter.description.split("\n\n")))
    if parameter.accepted_values:
        _add_values(element, parameter.accepted_values)
    if not parameter.is_switch:
        _add(element, "command:parameterValue", parameter.type, required="true", variableLength="true")
    _add_type(element, parameter.type)


# The default shape


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
    for item in document.syntaxes:
        entry = _add(syntax, "command:syntaxItem")
        _add(entry, "maml:name", item.command.strip())
        sort_tokens(item)
        for token in item.parameters:
            _syntax_parameter(entry, token, document.parameter(token.name))
    parameters = _add(command, "command:parameters")
    for parameter in document.parameters:
        _parameter(parameters, parameter)
    if not document.common_parameters:
        _parameter(parameters, HelpParameter("NoCommonParameter", "System.Object"))
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
    words = pipeline_words(parameter)[::-1] if parameter else []
    return _add(
        parent,
        "command:parameter",
        required=_true(required),
        variableLength="true",
        globbing=_true(parameter is not None and parameter.wildcards),
        pipelineInput=f"True ({', '.join(words)})" if words else "False",
        position="named" if position.lower() in ("", "named") else position,
        aliases=", ".join((parameter.aliases if parameter else None) or []) or "none",
    )


def _syntax_parameter(entry: Element, token: SyntaxParameter, parameter: HelpParameter | None) -> None:
    element = _attributes(entry, parameter, required=token.mandatory, position=token.position)
    _add(element, "maml:name", token.name)
    _add_texts(element, "maml:description", parameter.description if parameter else "")
    if parameter and parameter.accepted_values:
        _add_values(element, parameter.accepted_values)
    if not token.switch:
        _add(element, "command:parameterValue", token.type, required="true", variableLength="false")
    _add_type(element, (parameter.type if parameter else None) or (_SWITCH if token.switch else token.type))


def _parameter(parameters: Element, parameter: HelpParameter) -> None:
    element = _attributes(
        parameters,
        parameter,
        required=any(entry.required for entry in parameter.sets),
        position=(parameter.sets[0].position if parameter.sets else "") or "named",
    )
    kind = parameter.type or "System.Object"
    _add(element, "maml:name", parameter.name)
    _add_texts(element, "maml:description", parameter.description)
    if parameter.accepted_values:
        _add_values(element, parameter.accepted_values)
    value = _add(element, "command:parameterValue", short_type(kind))
    value.set("required", _true(not parameter.is_switch))
    value.set("variableLength", "false")
    _add_type(element, kind)
    _add(element, "dev:defaultValue", parameter.default or "None")


def _types(command: Element, plural: str, single: str, notes: list[TypeNote]) -> None:
    types = _add(command, f"command:{plural}")
    for note in notes:
        entry = _add(types, f"command:{single}")
        _add_type(entry, note.name)
        _add_texts(entry, "maml:description", note.description)


def _example(examples: Element, example: Example) -> None:
    """Text before the code, the first code fences, and what follows them."""
    entry = _add(examples, "command:example")
    title = example.title
    dashes = "-" * ((_TITLE_WIDTH - len(title)) // 2)
    _add(entry, "maml:title", f"{dashes} {title} {dashes}" if dashes else title)
    blocks = split_blocks(example.text)
    start = next((index for index, block in enumerate(blocks) if block.kind == "code"), len(blocks))
    end = start
    while end < len(blocks) and blocks[end].kind == "code":
        end += 1
    if start and start < len(blocks):
        introduction = _add(entry, "maml:introduction")
        for block in blocks[:start]:
            _add_block(introduction, block)
    else:
        end = start = 0 if start == len(blocks) else start
        while end < len(blocks) and blocks[end].kind == "code":
            end += 1
    _add_filled(entry, "dev:code", "\n\n".join(block.text for block in blocks[start:end]))
    remarks = _add(entry, "dev:remarks")
    for block in blocks[end:]:
        _add_block(remarks, block)
