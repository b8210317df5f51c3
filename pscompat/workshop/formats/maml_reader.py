"""MAML command help as documents, whatever writer made it (help.md §3).

Elements are found by local name, empty ones are fine. MAML has no names for parameter sets, no default set, and one
pipeline rule for all sets; what follows from the syntax items is used, the rest is noted.
"""

from __future__ import annotations

import re

from ...errors import HelpFileError
from ...helpfile.help_text import TextBlock, join_blocks
from ...helpfile.xml_tree import XmlNode, read_xml
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
    SyntaxParameter,
    TypeNote,
)
from .declaration_order import declaration_order
from .page_types import OBJECT, SWITCH, dotnet_name
from .parameter_blocks import pipeline_flags

_FILLER = "\x80"
_PROMPT = re.compile(r"\s*(?:PS[^>\n]*>|C:\\PS>)\s*")
_ONLINE = ("online version", "online version:")
_BOUNDS = {"range": ("minrange", "maxrange"), "length": ("minlength", "maxlength"), "count": ("mincount", "maxcount")}


def read_maml_help(data: str | bytes, path: str) -> list[Imported]:
    """The documents of a help file's commands and the places to fill in. Raises HelpFileError."""
    root = read_xml(data, path)
    if root.local == "command":
        commands = [root]
    elif root.local == "helpitems":
        commands = list(root.elements("command"))
    else:
        raise NotCommandHelp(path, f"not MAML: the root element is {root.name}", line=root.line)
    if not commands:
        raise HelpFileError(path, "the file holds no command")
    file_name = path.replace("\\", "/").rpartition("/")[2]
    module = re.sub(r"(?:\.dll)?-help\.xml$|\.maml$|\.xml$", "", file_name, flags=re.IGNORECASE)
    return [_Command(node, path).read(module, file_name) for node in commands]


class _Command:
    def __init__(self, node: XmlNode, path: str) -> None:
        self.node = node
        name = node.first("details", "name")
        self.title = name.text.strip() if name is not None else ""
        if not self.title:
            raise HelpFileError(path, "a command has no name", line=node.line)
        self.gaps: list[Gap] = []
        self.names: set[str] = set()
        # Where syntax items show a parameter, and the accepted values they give it: some writers have them only there.
        self.shown: dict[str, list[tuple[str, SyntaxParameter]]] = {}
        self.shown_values: dict[str, list[str]] = {}

    def gap(self, key: str, what: str, parameter: str = "") -> None:
        where = f"{self.title} -{parameter}" if parameter else self.title
        self.gaps.append(Gap(where, key, what))

    def read(self, module: str, file_name: str) -> Imported:
        node = self.node
        document = CommandHelp(
            self.title,
            {
                "document type": "cmdlet",
                "external help file": file_name,
                "HelpUri": "",
                "Locale": "en-US",
                "Module Name": module,
                "PlatyPS schema version": "2024-05-01",
                "title": self.title,
            },
        )
        document.synopsis = texts(node.first("details", "description"))
        document.description = texts(node.first("description"))
        document.syntaxes = self.syntaxes()
        for item in document.syntaxes:
            for token in item.parameters:
                self.shown.setdefault(token.name, []).append((item.set_name, token))
        document.common_parameters = True
        parameters = node.first("parameters")
        for each in parameters.elements("parameter") if parameters is not None else ():
            self.parameter(each, document)
        self.order(document)
        for item in document.syntaxes:
            item.common = document.common_parameters
        document.inputs = _types(node.first("inputtypes"))
        document.outputs = _types(node.first("returnvalues"))
        alerts = node.first("alertset")
        notes = [texts(alert) for alert in alerts.elements("alert")] if alerts is not None else []
        document.notes = "\n\n".join(note for note in notes if note)
        examples = node.first("examples")
        document.examples = [_example(each) for each in examples.elements("example")] if examples is not None else []
        document.links = _links(node.first("relatedlinks"))
        if document.links and document.links[0].text.strip().lower() in _ONLINE:
            document.metadata["HelpUri"] = document.links.pop(0).href
        for errors in node.elements("terminatingerrors", "nonterminatingerrors"):
            if any(errors.elements()):
                self.gap("notes", "descriptions of errors have no place in a help file and were left out")
        return Imported(document, self.gaps)

    def syntaxes(self) -> list[SyntaxItem]:
        syntax = self.node.first("syntax")
        nodes = list(syntax.elements("syntaxitem")) if syntax is not None else []
        items = []
        for number, node in enumerate(nodes, 1):
            name = node.first("name")
            set_name = f"Set{number}" if len(nodes) > 1 else "__AllParameterSets"
            command = name.text.strip() if name is not None else self.title
            item = SyntaxItem(command, set_name)
            for each in node.elements("parameter"):
                token = _token(each)
                if token.name:
                    item.parameters.append(token)
                    if token.name not in self.shown_values and (values := _accepted(each)):
                        self.shown_values[token.name] = values
            items.append(item)
        if len(nodes) > 1:
            self.gap("syntaxes", "MAML has no names for parameter sets; they were numbered")
        return items

    def parameter(self, node: XmlNode, document: CommandHelp) -> None:
        name = _text(node.first("name"))
        if name.lower() == "nocommonparameter":
            document.common_parameters = False
            return
        if not name or name.lower() in self.names:
            return
        self.names.add(name.lower())
        kind = _text(node.first("type", "name")) or _text(node.first("parametervalue"))
        if not kind:
            self.gap("type", "the file gives no type; System.Object was taken", name)
        aliases = node.attribute("aliases").strip()
        default = _text(node.first("defaultvalue"))
        parameter = HelpParameter(
            name=name,
            type=dotnet_name(kind) or kind or OBJECT,
            spelled=kind,
            description=texts(node.first("description")),
            default="" if default == "None" else default,
            wildcards=node.attribute("globbing").strip().lower() == "true",
            aliases=[] if aliases.lower() in ("none", "") else [each.strip() for each in aliases.split(",")],
            accepted_values=_accepted(node),
        )
        parameter.sets = self.sets(node, name, len(document.syntaxes))
        parameter.accepted_values = parameter.accepted_values or self.shown_values.get(name, [])
        validations = _validations(node.first("validation"))
        if validations:
            parameter.extra = {"validate": validations}
        document.parameters.append(parameter)

    def sets(self, node: XmlNode, name: str, items: int) -> list[SetEntry]:
        """From the syntax items: where the parameter stands, whether it is mandatory there, and its position."""
        by_value, by_name = pipeline_flags(node.attribute("pipelineinput"))
        found = self.shown.get(name, [])
        same = {(token.mandatory, token.position) for _, token in found}
        if not found:
            required = node.attribute("required").strip().lower() == "true"
            return [SetEntry(ALL_SETS, _position(node), required, by_value, by_name)]
        if len(found) == items and len(same) == 1:
            found = [(ALL_SETS, found[0][1])]
        return [
            SetEntry(set_name, _shown_position(token.position), token.mandatory, by_value, by_name)
            for set_name, token in found
        ]

    def order(self, document: CommandHelp) -> None:
        """The order of declaration as far as the syntax items have it."""
        ranks = {name: rank for rank, name in enumerate(declaration_order(document.syntaxes))}
        document.parameters.sort(key=lambda parameter: ranks.get(parameter.name.lower(), len(ranks)))


def texts(node: XmlNode | None) -> str:
    """The Markdown of a description: its paragraphs, lists and definitions, or its bare text."""
    if node is None:
        return ""
    blocks = [block for child in node.elements() if (block := _block(child)) is not None]
    return join_blocks(blocks) if blocks else node.text.strip()


def _block(node: XmlNode) -> TextBlock | None:
    if node.local == "para":
        if node.attribute("space") == "preserve":
            return TextBlock("code", node.text.strip("\n"), info="powershell")
        text = node.text.strip()
        return TextBlock("para", text) if text and text != _FILLER else None
    if node.local == "list":
        kind = "ordered" if node.attribute("class").lower() == "ordered" else "bullet"
        items = [texts(item).replace("\n\n", "\n") for item in node.elements("listitem")]
        return TextBlock(kind, items=items) if items else None
    if node.local == "definitionlist":
        pairs: list[str] = []
        for item in node.elements("definitionlistitem"):
            pairs += [_text(item.first("term")), texts(item.first("definition"))]
        return TextBlock("definitions", items=pairs) if pairs else None
    return None


def _example(node: XmlNode) -> Example:
    """Introduction, code and remarks in that order; a prompt in the introduction belongs to the code."""
    title = _text(node.first("title")).strip("- ")
    introduction = texts(node.first("introduction"))
    code_node = node.first("code")
    code = code_node.text.strip("\r\n") if code_node is not None else ""
    parts = []
    if _PROMPT.fullmatch(introduction) and code.strip():
        code = f"{introduction.strip()} {code}"
    else:
        parts.append(introduction)
    if code.strip():
        parts.append(join_blocks([TextBlock("code", code, info="powershell")]))
    parts.append(texts(node.first("remarks")))
    return Example(title, "\n\n".join(part for part in parts if part))


def _token(node: XmlNode) -> SyntaxParameter:
    kind = _text(node.first("parametervalue"))
    full = _text(node.first("type", "name"))
    switch = dotnet_name(full or kind) == SWITCH or (not kind and not full)
    position = _position(node)
    return SyntaxParameter(
        name=_text(node.first("name")),
        type="SwitchParameter" if switch else kind or full,
        position="named" if position == "Named" else position,
        mandatory=node.attribute("required").strip().lower() == "true",
        positional=position != "Named",
        switch=switch,
    )


def _position(node: XmlNode) -> str:
    text = node.attribute("position").strip()
    return text if text.isascii() and text.isdigit() else "Named"


def _shown_position(position: str) -> str:
    return "Named" if position == "named" else position


def _accepted(node: XmlNode) -> list[str]:
    group = node.first("parametervaluegroup")
    if group is not None:
        return [each.text for each in group.elements("parametervalue")]
    possible = node.first("possiblevalues")
    if possible is not None:
        return [_text(each.first("value")) for each in possible.elements("possiblevalue")]
    return []


def _validations(node: XmlNode | None) -> list[dict[str, str]]:
    """``command:validation`` of the MAML schema as validations of ours."""
    if node is None:
        return []
    found: list[dict[str, str]] = []
    for kind, (low, high) in _BOUNDS.items():
        bounds = _text(node.first(low)), _text(node.first(high))
        if all(bounds):
            found.append({"kind": kind, "min": bounds[0], "max": bounds[1]})
    pattern = _text(node.first("pattern"))
    if pattern:
        found.append({"kind": "pattern", "value": pattern})
    return found


def _types(node: XmlNode | None) -> list[TypeNote]:
    found = []
    for each in node.elements("inputtype", "returnvalue") if node is not None else ():
        name = _text(each.first("type", "name"))
        if name:
            found.append(TypeNote(name, texts(each.first("description"))))
    return found


def _links(node: XmlNode | None) -> list[Link]:
    found = []
    for each in node.elements("navigationlink") if node is not None else ():
        text, href = _text(each.first("linktext")), _text(each.first("uri"))
        if text or href:
            found.append(Link(text, href))
    return found


def _text(node: XmlNode | None) -> str:
    return node.text.strip() if node is not None else ""
