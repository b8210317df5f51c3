"""MAML help XML to help trees: what Get-Help makes of a command's element (help.md §3.1, §3.4).

A help tree is plain data that can be marshalled. A node is
- a text: an element with nothing but text in it; with attributes it is a mapping that holds the text under ``""``;
- a list of nodes and text items: several elements of one name, or an element with paragraphs and lists;
- a mapping from lower-case element and attribute names to nodes.
Text items are tuples: ``("para", text)``, ``("item", tag, text)`` and ``("term", term, definition)``.
"""

from __future__ import annotations

from ...errors import HelpFileError
from ..source import too_large

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    TextItem: TypeAlias = tuple[str, ...]
    Tree: TypeAlias = str | TextItem | list["Tree"] | dict[str, "Tree"]

MAX_SIZE = 16 * 1024 * 1024
"""The largest file that is read, in bytes."""
MAX_DEPTH = 64
"""The deepest nesting of elements."""

_MAML = "{http://schemas.microsoft.com/maml/2004/10}"
_FORMATTING = frozenset(("para", "list", "definitionlist"))


class _Element:
    """An element as it was read: text between elements is kept only when it is not blank."""

    __slots__ = ("attributes", "children", "name", "tag")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.name = tag.rpartition("}")[2].lower()
        self.attributes = attributes
        self.children: list[_Element | str] = []

    def text(self) -> str:
        """All text inside, at any depth."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)

    def elements(self) -> list[_Element]:
        """The child elements."""
        return [child for child in self.children if isinstance(child, _Element)]


class _Builder:
    """What the XML parser reports to: builds elements and watches the depth."""

    def __init__(self, path: str) -> None:
        self.root: _Element | None = None
        self._path = path
        self._open: list[_Element] = []
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._flush()
        if len(self._open) >= MAX_DEPTH:
            raise HelpFileError(self._path, f"elements are nested deeper than {MAX_DEPTH}")
        element = _Element(tag, attributes)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, tag: str) -> None:
        self._flush()
        self._open.pop()

    def data(self, text: str) -> None:
        self._text.append(text)

    def close(self) -> _Element | None:
        return self.root

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if text.strip():
            self._open[-1].children.append(text)


def read_maml(data: bytes, path: str) -> list[dict[str, Tree]]:
    """The help trees of the commands in a MAML text, in the order of the file; ``path`` names it in errors.

    A later command of the same name replaces the earlier one. Raises HelpFileError: not XML, a document type,
    entities, too large, nested too deep, or no ``helpItems`` of schema ``maml``.
    """
    root = _parse(data, path)
    if root.name != "helpitems":
        raise HelpFileError(path, f'the root element is "{root.name}", not "helpItems"')
    schema = root.attributes.get("schema", "")
    if schema.lower() != "maml" and not path.lower().endswith(".maml"):
        raise HelpFileError(path, 'the element helpItems has no attribute schema="maml"')
    found: dict[str, dict[str, Tree]] = {}
    for element in root.elements():
        if element.name == "command":
            tree = _node(element)
            if isinstance(tree, dict):
                found[command_name(tree).lower()] = tree
    return list(found.values())


def command_name(tree: Tree) -> str:
    """The name of the command a help tree describes."""
    details = tree.get("details") if isinstance(tree, dict) else None
    name = details.get("name") if isinstance(details, dict) else None
    if isinstance(name, dict):
        name = name.get("")
    return name if isinstance(name, str) else ""


def _parse(data: bytes, path: str) -> _Element:
    if len(data) > MAX_SIZE:
        raise HelpFileError(path, too_large(MAX_SIZE))
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    builder = _Builder(path)
    parser = DefusedXMLParser(target=builder, forbid_dtd=True)
    try:
        parser.feed(data)
        root = parser.close()
    except DefusedXmlException:
        raise HelpFileError(path, "document types and entities are not read") from None
    except ParseError as error:
        line = error.position[0]
        raise HelpFileError(path, f"not valid XML: {str(error).partition(':')[0]}", line=line) from None
    except (LookupError, ValueError) as error:
        raise HelpFileError(path, f"not valid XML: {error}") from None
    if not isinstance(root, _Element):
        raise HelpFileError(path, "not valid XML: no element found")
    return root


def _node(element: _Element) -> Tree:
    """One element as Get-Help sees it (help.md §3.4)."""
    attributes: dict[str, Tree] = {
        name.lower(): value for name, value in element.attributes.items() if not name.startswith("{")
    }
    children = element.children
    if not children or (len(children) == 1 and isinstance(children[0], str)):
        text = element.text().strip()
        return {"": text, **attributes} if attributes else text
    if any(isinstance(child, _Element) and child.name in _FORMATTING for child in children):
        return list(_text_items(element))
    grouped: dict[str, list[Tree]] = {}
    for child in element.elements():
        node = _node(child)
        values = grouped.setdefault(child.name, [])
        if isinstance(node, list):
            values.extend(node)
        else:
            values.append(node)
    tree: dict[str, Tree] = {}
    for name, values in grouped.items():
        if len(values) == 1 and not isinstance(values[0], tuple):
            tree[name] = values[0]
        elif values:
            tree[name] = values
    for name, value in attributes.items():
        tree.setdefault(name, value)
    return tree


def _text_items(element: _Element) -> list[TextItem]:
    paragraphs = [child.text() for child in element.elements() if child.name == "para"]
    last = sum(1 for text in paragraphs if text.strip())
    trimmed = element.tag != _MAML + "introduction"
    items: list[TextItem] = []
    count = 0
    for child in element.elements():
        if child.name == "para":
            count += 1
            items.append(("para", paragraph(child.text(), last=count == last, trimmed=trimmed)))
        elif child.name == "list":
            items.extend(_list_items(child))
        elif child.name == "definitionlist":
            items.extend(_definitions(child))
    return items


def paragraph(text: str, *, last: bool, trimmed: bool = True) -> str:
    """The text of a paragraph: a line break after it sets it apart from the next one, unless it is the ``last``."""
    if text.strip() and not last:
        return text.strip() + "\n"
    return text.strip() if trimmed else text


def item_tag(number: int | None) -> str:
    """What stands before a list item: its number in two digits, or a star."""
    return "* " if number is None else f"{number:02}. "


def _list_items(element: _Element) -> list[TextItem]:
    ordered = element.attributes.get("class", "").lower() == "ordered"
    entries = [child for child in element.elements() if child.name == "listitem"]
    return [
        ("item", item_tag(number if ordered else None), _last_paragraph(entry))
        for number, entry in enumerate(entries, 1)
    ]


def _definitions(element: _Element) -> list[TextItem]:
    items: list[TextItem] = []
    for entry in element.elements():
        if entry.name == "definitionlistitem":
            term = definition = ""
            for child in entry.elements():
                if child.name == "term":
                    term = child.text().strip()
                elif child.name == "definition":
                    definition = _last_paragraph(child)
            if term:
                items.append(("term", term, definition))
    return items


def _last_paragraph(element: _Element) -> str:
    texts = [child.text() for child in element.elements() if child.name == "para"]
    return texts[-1].strip() if texts else ""
