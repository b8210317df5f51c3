"""MAML help XML to help trees: what Get-Help makes of a command's element (help.md §3.1, §3.4).

A help tree is plain data that can be marshalled. A node is
- a text: an element with nothing but text in it; with attributes it is a mapping that holds the text under ``""``;
- a list of nodes and text items: several elements of one name, or an element with paragraphs and lists;
- a mapping from lower-case element and attribute names to nodes.
Text items are tuples: ``("para", text)``, ``("item", tag, text)`` and ``("term", term, definition)``.
"""

from __future__ import annotations

from ..errors import HelpFileError
from .xml_tree import XmlNode, read_xml

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    TextItem: TypeAlias = tuple[str, ...]
    Tree: TypeAlias = str | TextItem | list["Tree"] | dict[str, "Tree"]

_FORMATTING = frozenset(("para", "list", "definitionlist"))


def read_maml(data: bytes, path: str) -> list[dict[str, Tree]]:
    """The help trees of the commands in a MAML text, in the order of the file; ``path`` names it in errors.

    A later command of the same name replaces the earlier one. Raises HelpFileError: not XML, a document type,
    entities, too large, nested too deep, or no ``helpItems`` of schema ``maml``.
    """
    root = read_xml(data, path)
    if root.local != "helpitems":
        raise HelpFileError(path, f'the root element is "{root.local}", not "helpItems"')
    schema = root.attributes.get("schema", "")
    if schema.lower() != "maml" and not path.lower().endswith(".maml"):
        raise HelpFileError(path, 'the element helpItems has no attribute schema="maml"')
    found: dict[str, dict[str, Tree]] = {}
    for element in root.elements():
        if element.local == "command":
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


def _content(element: XmlNode) -> list[XmlNode | str]:
    """What is in an element; blanks between elements do not count."""
    return [child for child in element.children if not isinstance(child, str) or child.strip()]


def _text(element: XmlNode) -> str:
    """All text inside, at any depth."""
    return "".join(child if isinstance(child, str) else _text(child) for child in _content(element))


def _node(element: XmlNode) -> Tree:
    """One element as Get-Help sees it (help.md §3.4)."""
    attributes: dict[str, Tree] = {name.lower(): value for name, value in element.attributes.items() if ":" not in name}
    children = _content(element)
    if not children or (len(children) == 1 and isinstance(children[0], str)):
        text = _text(element).strip()
        return {"": text, **attributes} if attributes else text
    if any(isinstance(child, XmlNode) and child.local in _FORMATTING for child in children):
        return list(_text_items(element))
    grouped: dict[str, list[Tree]] = {}
    for child in element.elements():
        node = _node(child)
        values = grouped.setdefault(child.local, [])
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


def _text_items(element: XmlNode) -> list[TextItem]:
    paragraphs = [_text(child) for child in element.elements() if child.local == "para"]
    last = sum(1 for text in paragraphs if text.strip())
    trimmed = element.name.lower() != "maml:introduction"
    items: list[TextItem] = []
    count = 0
    for child in element.elements():
        if child.local == "para":
            count += 1
            items.append(("para", paragraph(_text(child), last=count == last, trimmed=trimmed)))
        elif child.local == "list":
            items.extend(_list_items(child))
        elif child.local == "definitionlist":
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


def _list_items(element: XmlNode) -> list[TextItem]:
    ordered = element.attributes.get("class", "").lower() == "ordered"
    entries = [child for child in element.elements() if child.local == "listitem"]
    return [
        ("item", item_tag(number if ordered else None), _last_paragraph(entry))
        for number, entry in enumerate(entries, 1)
    ]


def _definitions(element: XmlNode) -> list[TextItem]:
    items: list[TextItem] = []
    for entry in element.elements():
        if entry.local == "definitionlistitem":
            term = definition = ""
            for child in entry.elements():
                if child.local == "term":
                    term = _text(child).strip()
                elif child.local == "definition":
                    definition = _last_paragraph(child)
            if term:
                items.append(("term", term, definition))
    return items


def _last_paragraph(element: XmlNode) -> str:
    texts = [_text(child) for child in element.elements() if child.local == "para"]
    return texts[-1].strip() if texts else ""
