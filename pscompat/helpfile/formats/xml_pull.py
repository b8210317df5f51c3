"""A forward reader over XML with the moves of .NET's XmlReader, as far as platyPS's importer uses them.

That importer's results depend on how the moves behave at white space and at ``<x/>`` (help.md §3.5), so they are
imitated move by move.
"""

from __future__ import annotations

from .xml_tree import XmlNode


class PullError(Exception):
    """The reader stands on a node that the move does not take; the message is .NET's."""


class _Event:
    __slots__ = ("attributes", "depth", "empty", "kind", "name", "value")

    def __init__(self, kind: str, depth: int, name: str = "", value: str = "", node: XmlNode | None = None) -> None:
        self.kind = kind
        self.depth = depth
        self.name = name
        self.value = value
        self.empty = node is not None and node.empty
        self.attributes = node.attributes if node is not None else {}


class PullReader:
    """A reader over a whole document."""

    def __init__(self, root: XmlNode) -> None:
        self._events: list[_Event] = []
        self._list(root)
        self._at = -1

    def _list(self, root: XmlNode) -> None:
        stack: list[tuple[XmlNode | str | _Event, int]] = [(root, 0)]
        while stack:
            node, depth = stack.pop()
            if isinstance(node, _Event):
                self._events.append(node)
            elif isinstance(node, str):
                self._events.append(_Event("Text" if node.strip() else "Whitespace", depth, value=node))
            else:
                self._events.append(_Event("Element", depth, node.name, node=node))
                if not node.empty:
                    stack.append((_Event("EndElement", depth, node.name), depth))
                    stack += [(child, depth + 1) for child in node.children[::-1]]

    @property
    def current(self) -> _Event | None:
        """The node the reader stands on; None before the first and after the last one."""
        return self._events[self._at] if 0 <= self._at < len(self._events) else None

    @property
    def kind(self) -> str:
        """The node's type as .NET names it."""
        event = self.current
        return event.kind if event else "None"

    @property
    def name(self) -> str:
        """The node's qualified name, empty for text."""
        event = self.current
        return event.name if event else ""

    @property
    def depth(self) -> int:
        """How deep the node lies."""
        event = self.current
        return event.depth if event else 0

    @property
    def initial(self) -> bool:
        """Whether nothing has been read yet."""
        return self._at < 0

    @property
    def ended(self) -> bool:
        """Whether everything has been read."""
        return self._at >= len(self._events)

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes of the element the reader stands on."""
        event = self.current
        return event.attributes if event else {}

    def _is_empty(self) -> bool:
        event = self.current
        return event is not None and event.empty

    def read(self) -> bool:
        """To the next node."""
        if self._at < len(self._events):
            self._at += 1
        return self._at < len(self._events)

    def to_following(self, name: str) -> bool:
        """To the next element of that name, anywhere ahead."""
        while self.read():
            if self.kind == "Element" and self.name == name:
                return True
        return False

    def to_descendant(self, name: str) -> bool:
        """To the next element of that name within the current one."""
        parent = self.depth
        if self.kind != "Element":
            if not self.initial:
                return False
            parent -= 1
        elif self._is_empty():
            return False
        while self.read() and self.depth > parent:
            if self.kind == "Element" and self.name == name:
                return True
        return False

    def to_next_sibling(self, name: str) -> bool:
        """To the next element of that name beside the current node."""
        while self._skip():
            if self.kind == "Element" and self.name == name:
                return True
            if self.kind == "EndElement" or self.ended:
                break
        return False

    def _skip(self) -> bool:
        if self.kind == "Element" and not self._is_empty():
            depth = self.depth
            while self.read() and depth < self.depth:
                pass
            return self.read() if self.kind == "EndElement" else False
        return self.read()

    def subtree(self) -> SubtreeReader:
        """A reader over the current element alone; it moves this reader along."""
        return SubtreeReader(self)

    def element_text(self) -> str:
        """The current element's text; moves behind the element. Raises PullError elsewhere, or in mixed content."""
        if self.kind != "Element":
            raise PullError(f"The ReadElementContentAsString method is not supported on node type {self.kind}.")
        empty = self._is_empty()
        self.read()
        if empty:
            return ""
        if self.kind == "EndElement":
            self.read()
            return ""
        parts = []
        while self.kind in ("Text", "Whitespace"):
            event = self.current
            parts.append(event.value if event else "")
            self.read()
        if self.kind != "EndElement":
            raise PullError(f"'{self.kind}' is an invalid XmlNodeType.")
        self.read()
        return "".join(parts)

    def end_element(self) -> None:
        """Past the end tag ahead, white space skipped. Raises PullError when something else comes first."""
        while self.kind == "Whitespace" and self.read():
            pass
        if self.kind != "EndElement":
            raise PullError(f"'{self.kind}' is an invalid XmlNodeType.")
        self.read()


class SubtreeReader(PullReader):
    """A reader that sees one element of another reader and ends with it."""

    def __init__(self, outer: PullReader) -> None:
        self._outer = outer
        self._base = outer.depth
        self._state = "Initial"

    @property
    def current(self) -> _Event | None:
        return self._outer.current if self._state == "Interactive" else None

    @property
    def depth(self) -> int:
        return self._outer.depth - self._base if self._state == "Interactive" else 0

    @property
    def initial(self) -> bool:
        return self._state == "Initial"

    @property
    def ended(self) -> bool:
        return self._state == "EndOfFile"

    def read(self) -> bool:
        if self._state == "Initial":
            self._state = "Interactive"
            return True
        if self._state != "Interactive":
            return False
        outer = self._outer
        if outer.depth == self._base and (
            outer.kind == "EndElement" or (outer.kind == "Element" and outer._is_empty())
        ):
            self._state = "EndOfFile"
            return False
        return outer.read()
