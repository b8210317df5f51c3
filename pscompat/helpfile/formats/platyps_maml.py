"""MAML read exactly as platyPS 1.0.3 imports it (help.md §3.5): no set names, no set entries, brittle at ``<x/>``.

For reading help files in earnest there is ``maml_reader``; this module serves ``platyps_exact``.
"""

from __future__ import annotations

from ...errors import HelpFileError
from .document import SCHEMA_VERSION, CommandHelp, Example, HelpParameter, Link, SyntaxItem, SyntaxParameter, TypeNote
from .syntax_items import is_switch_type
from .xml_pull import PullError, PullReader
from .xml_tree import read_xml

_SUFFIX_LENGTH = len("-help.xml")


def read_platyps_maml(data: str | bytes, path: str, *, date: str = "") -> list[CommandHelp]:
    """The documents platyPS makes of a help file; ``date`` is its ``ms.date`` (``MM/dd/yyyy``).

    The module's name is cut out of the file's, nine characters off its end. Raises HelpFileError where platyPS fails.
    """
    file_name = path.replace("\\", "/").rpartition("/")[2]
    module = file_name[: max(len(file_name) - _SUFFIX_LENGTH, 0)]
    if module.lower().endswith(".dll"):
        module = module[:-4]
    reader = PullReader(read_xml(data, path))
    reader.read()
    helps: list[CommandHelp] = []
    try:
        while reader.to_following("command:command"):
            helps.append(_command(reader.subtree(), module, file_name, date))
    except PullError as error:
        raise HelpFileError(path, str(error)) from None
    return helps


def _command(reader: PullReader, module: str, file_name: str, date: str) -> CommandHelp:
    if not reader.to_following("command:name"):
        raise PullError("maml file is invalid")
    document = CommandHelp(reader.element_text())
    if reader.to_next_sibling("maml:description") and reader.to_descendant("maml:para"):
        document.synopsis = reader.element_text()
    document.description = _description(reader)
    document.syntaxes = _syntax_items(reader)
    if reader.to_following("command:parameters") and reader.to_descendant("command:parameter"):
        document.parameters.append(_parameter(reader.subtree()))
        while reader.to_next_sibling("command:parameter"):
            document.parameters.append(_parameter(reader.subtree()))
    document.inputs = _types(reader, "command:inputTypes", "command:inputType")
    document.outputs = _types(reader, "command:returnValues", "command:returnValue")
    document.notes = _notes(reader)
    document.examples = _examples(reader)
    document.links = _links(reader)
    kept = [parameter for parameter in document.parameters if parameter.name.lower() != "nocommonparameter"]
    document.common_parameters = len(kept) == len(document.parameters)
    document.parameters = kept
    for item in document.syntaxes:
        item.common = document.common_parameters
    online = next((link.href for link in document.links if link.text.lower() == "online version:"), None)
    document.metadata = {
        "document type": "cmdlet",
        "title": document.title,
        "Module Name": module,
        "Locale": "en-US",
        "PlatyPS schema version": SCHEMA_VERSION,
        "HelpUri": online,
        "ms.date": date,
        "external help file": file_name,
    }
    return document


def _description(reader: PullReader) -> str:
    paras: list[str] = []
    if reader.to_following("maml:description") and reader.to_descendant("maml:para"):
        paras.append(reader.element_text())
        while reader.to_next_sibling("maml:para"):
            paras.append(reader.element_text())
    reader.end_element()
    return "\n\n".join(paras).rstrip("\n")


def _syntax_items(reader: PullReader) -> list[SyntaxItem]:
    items: list[SyntaxItem] = []
    if not (reader.to_following("command:syntax") and reader.to_descendant("command:syntaxItem")):
        return items
    while True:
        item = _syntax_item(reader.subtree(), f"UNNAMED_PARAMETER_SET_{len(items) + 1}")
        if item is not None:
            items.append(item)
        if not reader.to_next_sibling("command:syntaxItem"):
            return items


def _syntax_item(reader: PullReader, set_name: str) -> SyntaxItem | None:
    if not reader.to_descendant("maml:name"):
        return None
    item = SyntaxItem(reader.element_text(), set_name)
    while reader.to_next_sibling("command:parameter"):
        item.parameters.append(_syntax_parameter(reader.subtree()))
    positional = [parameter for parameter in item.parameters if parameter.positional]
    positional.sort(key=lambda parameter: int(parameter.position))
    first = int(positional[0].position) if positional else 0
    for offset, parameter in enumerate(positional):
        parameter.position = str(first + offset)
    return item


def _syntax_parameter(reader: PullReader) -> SyntaxParameter:
    reader.read()
    required = reader.attributes.get("required", "").strip().lower() == "true"
    position = reader.attributes.get("position", "Named")
    name = reader.element_text() if reader.to_descendant("maml:name") else ""
    kind = ""
    while reader.read():
        name_here = reader.name.lower()
        found = name_here == "command:parametervalue"
        if found or (not kind and name_here == "dev:type" and reader.to_descendant("maml:name")):
            kind = reader.element_text()
    if not kind:
        raise PullError("Invalid syntaxItem.parameter data: <command:parameterValue> or <dev:type> is none")
    return SyntaxParameter(
        name=name,
        type=kind,
        position=position,
        mandatory=required,
        positional=position.isascii() and position.isdigit(),
        switch=is_switch_type(kind),
    )


def _parameter(reader: PullReader) -> HelpParameter:
    reader.read()
    attributes = reader.attributes
    parameter = HelpParameter(reader.element_text() if reader.to_descendant("maml:name") else "")
    parameter.wildcards = attributes.get("globbing", "").strip().lower() == "true"
    parameter.aliases = [attributes["aliases"]] if "aliases" in attributes else []
    parameter.description = _description(reader)
    while reader.read():
        name = reader.name.lower()
        if name == "command:parametervalue":
            reader.element_text()
        elif name == "command:parametervaluegroup":
            if reader.to_descendant("command:parameterValue"):
                parameter.accepted_values.append(reader.element_text())
                while reader.to_next_sibling("command:parameterValue"):
                    parameter.accepted_values.append(reader.element_text())
        elif name == "dev:type":
            if reader.to_descendant("maml:name"):
                parameter.type = reader.element_text()
        elif name == "dev:defaultvalue":
            parameter.default = reader.element_text()
    return parameter


def _types(reader: PullReader, plural: str, single: str) -> list[TypeNote]:
    notes: list[TypeNote] = []
    if not (reader.to_following(plural) and reader.to_descendant(single)):
        return notes
    while True:
        note = _type_note(reader.subtree())
        if note is not None:
            notes.append(note)
        if not reader.to_next_sibling(single):
            return notes


def _type_note(reader: PullReader) -> TypeNote | None:
    name: str | None = None
    texts: list[str] = []
    while reader.read():
        if reader.name in ("maml:name", "dev:name"):
            name = reader.element_text()
        elif reader.name == "maml:para":
            texts.append(reader.element_text().strip())
    return None if name is None else TypeNote(name, "\n\n".join(texts).strip())


def _notes(reader: PullReader) -> str:
    notes = ""
    found = reader.to_following("maml:alertSet") and reader.to_descendant("maml:alert")
    if found and reader.to_descendant("maml:para"):
        notes = f"{reader.element_text()}\n\n"
        while reader.to_next_sibling("maml:para"):
            notes += f"{reader.element_text()}\n\n"
    return notes


def _examples(reader: PullReader) -> list[Example]:
    examples: list[Example] = []
    if not (reader.to_following("command:examples") and reader.to_descendant("command:example")):
        return examples
    while True:
        examples.append(_example(reader.subtree(), len(examples) + 1))
        reader.end_element()
        if not reader.to_next_sibling("command:example"):
            return examples


def _example(reader: PullReader, number: int) -> Example:
    title = code = None
    if reader.to_following("maml:title"):
        title = reader.element_text().strip(" -").replace(f"Example {number}: ", "")
    if reader.to_following("dev:code"):
        code = reader.element_text()
    remarks = ""
    if reader.to_following("dev:remarks"):
        if reader.to_descendant("maml:para"):
            texts = [reader.element_text().strip()]
            while reader.to_next_sibling("maml:para"):
                texts.append(reader.element_text().strip())
            remarks = "".join(f"{text}\n" for text in texts if text)
        if not reader.ended:
            reader.end_element()
    if title is None or code is None:
        raise PullError("Invalid example data")
    if code:
        remarks += f"\n```powershell\n{code}\n```\n"
    return Example(title, remarks.strip())


def _links(reader: PullReader) -> list[Link]:
    links: list[Link] = []
    if not (reader.to_following("command:relatedLinks") and reader.to_descendant("maml:navigationLink")):
        return links
    while True:
        inner = reader.subtree()
        text = href = None
        while inner.read():
            if inner.name == "maml:linkText":
                text = reader.element_text()
            elif inner.name in ("maml:uri", "command:uri"):
                href = reader.element_text()
        if text is not None and href is not None:
            links.append(Link(text, href))
        if not reader.to_next_sibling("maml:navigationLink"):
            return links
