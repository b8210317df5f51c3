"""XML as a tree of plain nodes: no DTD, no entities of its own, bounded in size and nesting.

Names are compared as they stand (``maml:para``) or by their local part, letter case ignored, as Get-Help does
(help.md §3.1). Prefixes must be declared; the declarations themselves are no attributes.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from ..errors import HelpFileError
from ..files import too_large

MAX_SIZE = 16 * 1024 * 1024
"""The largest XML that is read, in bytes: a module's help file holds all its commands."""
MAX_DEPTH = 64
"""The deepest nesting of elements."""
_BETWEEN = "\x01"
"""What expat puts between the parts of a name; no XML can hold it."""


class XmlNode:
    """One element. ``children`` are nodes and texts in order; ``empty``: written ``<x/>``; ``line`` is 1-based."""

    __slots__ = ("attributes", "children", "empty", "line", "local", "name")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.local = name.rpartition(":")[2].lower()
        self.attributes = attributes
        self.children: list[XmlNode | str] = []
        self.empty = False
        self.line = line

    @property
    def text(self) -> str:
        """All text within, joined."""
        parts: list[str] = []
        stack: list[XmlNode | str] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            else:
                stack += node.children[::-1]
        return "".join(parts)

    def elements(self, *locals_: str) -> Iterator[XmlNode]:
        """The child elements, or those with one of the local names (lower case)."""
        for child in self.children:
            if isinstance(child, XmlNode) and (not locals_ or child.local in locals_):
                yield child

    def first(self, *path: str) -> XmlNode | None:
        """The first element at a path of local names (lower case) below this one."""
        node: XmlNode | None = self
        for local in path:
            node = next(node.elements(local), None) if node is not None else None
        return node

    def attribute(self, name: str, default: str = "") -> str:
        """An attribute by local name, letter case ignored."""
        for key, value in self.attributes.items():
            if key.rpartition(":")[2].lower() == name:
                return value
        return default


def read_xml(data: str | bytes, path: str) -> XmlNode:
    """The root element. Raises HelpFileError: not XML, a DTD, too large, nested too deep."""
    if len(data) > MAX_SIZE:
        raise HelpFileError(path, too_large(MAX_SIZE))
    return _Builder(path).parse(data)


class _Builder:
    def __init__(self, path: str) -> None:
        self.path = path
        self.open: list[XmlNode] = []
        self.root: XmlNode | None = None
        self.data = b""
        self.parser: expat.XMLParserType

    def parse(self, data: str | bytes) -> XmlNode:
        if isinstance(data, bytes) and data.startswith((b"\xff\xfe", b"\xfe\xff")):
            data = _decoded(data, self.path)
        if isinstance(data, str):
            try:
                data = data.removeprefix("\ufeff").encode()
            except UnicodeEncodeError:
                raise HelpFileError(self.path, "not XML: it holds half a character") from None
            self.parser = expat.ParserCreate("utf-8", _BETWEEN)
        else:
            self.parser = expat.ParserCreate(None, _BETWEEN)
        self.data = data
        self.parser.namespace_prefixes = True
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            raise HelpFileError(self.path, f"not XML: {expat.ErrorString(error.code)}", line=error.lineno) from None
        except (LookupError, UnicodeError, ValueError) as error:
            raise HelpFileError(self.path, f"not XML: {error}") from None
        if self.root is None:
            raise HelpFileError(self.path, "not XML: it has no element")
        return self.root

    def refuse(self, reason: str) -> None:
        raise HelpFileError(self.path, reason, line=self.parser.CurrentLineNumber)

    def doctype(self, *_: object) -> None:
        self.refuse("a document type definition is not read")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= MAX_DEPTH:
            self.refuse(f"nested more than {MAX_DEPTH} deep")
        named = {_qualified(key): value for key, value in attributes.items()}
        node = XmlNode(_qualified(name), named, self.parser.CurrentLineNumber)
        if self.open:
            self.open[-1].children.append(node)
        else:
            self.root = node
        self.open.append(node)

    def end(self, name: str) -> None:
        node = self.open.pop()
        at = self.parser.CurrentByteIndex
        node.empty = not node.children and self.data[at - 2 : at] == b"/>"

    def characters(self, text: str) -> None:
        self.open[-1].children.append(text)


def _qualified(name: str) -> str:
    """The name as it was written, from its namespace, local part and prefix."""
    _, _, local = name.partition(_BETWEEN)
    if not local:
        return name
    local, _, prefix = local.partition(_BETWEEN)
    return f"{prefix}:{local}" if prefix else local


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError:
        raise HelpFileError(path, "not UTF-16 text") from None
