"""What the MAML writers share: elements, the file around them, and how a command is named (help.md §3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree

from .document import CommandHelp, HelpParameter

NAMESPACES = {
    "xmlns:maml": "http://schemas.microsoft.com/maml/2004/10",
    "xmlns:command": "http://schemas.microsoft.com/maml/dev/command/2004/10",
    "xmlns:dev": "http://schemas.microsoft.com/maml/dev/2004/10",
}
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""The characters that XML cannot hold."""
_HEADER = '<?xml version="1.0" encoding="utf-8"?>\n'

Element = ElementTree.Element


def file_text(commands: Iterable[Element]) -> str:
    """The text of a help file with these command elements, control characters still in it."""
    root = Element("helpItems", {**NAMESPACES, "schema": "maml", "xmlns": "http://msh"})
    root.extend(commands)
    ElementTree.indent(root, "  ")
    return _HEADER + ElementTree.tostring(root, encoding="unicode").replace("\r", "&#xD;")


def add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """A new child element."""
    element = ElementTree.SubElement(parent, name, attributes)
    element.text = text or None
    return element


def add_paras(parent: Element, name: str, texts: Iterable[str]) -> Element:
    """A new child element with a paragraph for each text."""
    element = add(parent, name)
    for text in texts:
        add(element, "maml:para", text)
    return element


def add_values(parent: Element, values: Iterable[str]) -> None:
    """The accepted values of a parameter."""
    group = add(parent, "command:parameterValueGroup")
    for value in values:
        add(group, "command:parameterValue", value, required="false", variableLength="false")


def add_type(parent: Element, name: str | None) -> None:
    """The type of a parameter, an input or an output."""
    kind = add(parent, "dev:type")
    if name is not None:
        add(kind, "maml:name", name)


def add_links(command: Element, document: CommandHelp, online: str, *, empty: bool = False) -> None:
    """The related links, first the online page under the text ``online`` unless it has no address.

    ``empty`` keeps an address that is empty but not null, as platyPS does.
    """
    links = add(command, "command:relatedLinks")
    pairs = [(link.text, link.href) for link in document.links]
    uri = document.metadata.get("HelpUri")
    if uri or (empty and uri is not None):
        pairs.insert(0, (online, str(uri)))
    for text, href in pairs:
        entry = add(links, "maml:navigationLink")
        add(entry, "maml:linkText", text)
        add(entry, "maml:uri", href)


def true_text(value: bool) -> str:
    """``true`` or ``false``."""
    return "true" if value else "false"


def verb_and_noun(title: str) -> tuple[str, str]:
    """The parts of a command's name; without exactly one dash all of it is the verb."""
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
