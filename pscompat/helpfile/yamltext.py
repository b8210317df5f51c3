"""YAML text to a tree of plain texts, lists and mappings that remember their lines.

Every scalar is a text (help.md §1.12): nothing is typed, no tag and no merge key is interpreted. Only the five
plain spellings of null (nothing, ``~``, ``null``, ``Null``, ``NULL``) become None. Size, nesting and what aliases
expand to are bounded, and the tree is built without recursion: nesting is counted while the text is parsed, so no
file can exhaust the C stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ..errors import HelpFileError
from ..files import MAX_SIZE, too_large

MAX_DEPTH = 64
"""The deepest nesting of mappings and lists."""
MAX_WEIGHT = 4 * MAX_SIZE
"""What a tree may weigh with all aliases written out: its characters, and 16 for each node."""

_TOO_DEEP = f"nested more than {MAX_DEPTH} deep"
_NODE_WEIGHT = 16
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "seq", "map"))
UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that stands in no help file: YAML forbids it, and so do we in Markdown."""
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class Mapping(dict[str, "Node"]):
    """A mapping in file order: ``line`` is where it starts, ``lines`` where each key stands (1-based).

    ``quoted`` are the keys whose scalar is no plain one.
    """

    __slots__ = ("line", "lines", "quoted")

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.quoted: set[str] = set()


class Sequence(list["Node"]):
    """A list: ``line`` is where it starts, ``lines`` where each element starts (1-based).

    ``quoted`` are the places of scalars that are no plain ones.
    """

    __slots__ = ("line", "lines", "quoted")

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []
        self.quoted: set[int] = set()


Node: TypeAlias = Mapping | Sequence | str | None


def read_yaml(text: str | bytes, path: str) -> Node:
    """The tree of one YAML document; ``path`` names it in errors.

    Bytes are UTF-8, or UTF-16 with a byte order mark. Raises HelpFileError: not YAML, a wrong encoding, a key
    twice, more than one document, a tag, an alias without or within its anchor, something over a cap.
    """
    text = decode(text, path)
    try:
        return _Composer(path).compose(_events(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        reason = ", ".join(part for part in (error.context, error.problem) if part)
        # libyaml has a limit of its own since 0.2.6, and looks far enough ahead to meet it first.
        reason = _TOO_DEEP if "nesting depth" in reason else f"not YAML: {reason}"
        raise HelpFileError(path, reason, line=mark.line + 1 if mark else 0) from None
    except yaml.YAMLError as error:
        raise HelpFileError(path, f"not YAML: {' '.join(str(error).split())}") from None


def decode(text: str | bytes, path: str) -> str:
    """The text of a file's bytes without its byte order mark, checked for size and for characters YAML forbids."""
    if len(text) > MAX_SIZE:
        raise HelpFileError(path, too_large(MAX_SIZE))
    if isinstance(text, bytes):
        text = _decode_bytes(text, path)
    text = text.removeprefix("\ufeff")
    bad = UNPRINTABLE.search(text)
    if bad:
        reason = f"the character U+{ord(bad[0]):04X} is not allowed"
        raise HelpFileError(path, reason, line=_line_at(text, bad.start()))
    return text


def _decode_bytes(data: bytes, path: str) -> str:
    encoding = "utf-8"
    for bom, name in _BOMS:
        if data.startswith(bom):
            data, encoding = data[len(bom) :], name
            break
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line_at(data[: error.start].decode(encoding, "replace"), error.start)
        raise HelpFileError(path, f"not {encoding.upper()} text", line=line) from None


def _line_at(text: str, offset: int) -> int:
    return 1 + sum(1 for _ in _BREAK.finditer(text, 0, offset))


def _events(text: str) -> Iterator[Any]:
    """The parser's events, from the C parser where PyYAML has it."""
    parser: Any
    try:
        from yaml._yaml import CParser

        parser = CParser(text)
    except ImportError:
        parser = _tab_reading_parser()(text)
    try:
        while (event := parser.get_event()) is not None:
            yield event
    finally:
        parser.dispose()


def _tab_reading_parser() -> type:
    """PyYAML's own parser; it takes a tab within a plain scalar, as the C parser does and as platyPS writes it."""
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PythonParser(Reader, Scanner, Parser):
        def __init__(self, stream: str) -> None:
            Reader.__init__(self, stream)
            Scanner.__init__(self)
            Parser.__init__(self)

        def scan_plain_spaces(self, indent: int, start_mark: Any) -> Any:
            length = 0
            while self.peek(length) in " \t":
                length += 1
            if self.peek(length) in "\r\n\x85\u2028\u2029\0#" or "\t" not in self.prefix(length):
                return super().scan_plain_spaces(indent, start_mark)
            blanks = self.prefix(length)
            self.forward(length)
            return [blanks]

        def scan_to_next_token(self) -> None:
            super().scan_to_next_token()
            # Between tokens a tab separates like a blank; as indentation it stays an error.
            while self.peek() == "\t" and self.column > self.indent and not self.at_line_start():
                while self.peek() in " \t":
                    self.forward()
                super().scan_to_next_token()

        def at_line_start(self) -> bool:
            start = self.pointer - self.column
            return not self.buffer[start : self.pointer].strip(" \t")

    return PythonParser


class _Composer:
    """Builds the tree from events, with an explicit stack of the collections that are open."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.anchors: dict[str, tuple[Node, int, bool] | None] = {}
        self.weight = 0
        self.root: Node = None
        # Open collections: node, its anchor, the weight of the tree before it, and a mapping's key in waiting.
        self.open: list[list[Any]] = []

    def compose(self, events: Iterator[Any]) -> Node:
        documents = 0
        for event in events:
            kind = type(event)
            if kind is ScalarEvent:
                self.check_tag(event)
                self.add_scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self.check_tag(event)
                self.start(event, Mapping if kind is MappingStartEvent else Sequence)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self.end()
            elif kind is AliasEvent:
                self.add_alias(event)
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    self.refuse("the file holds more than one document", event)
        return self.root

    def refuse(self, reason: str, event: Any, key: str = "") -> None:
        raise HelpFileError(self.path, reason, line=event.start_mark.line + 1, key=key)

    def check_tag(self, event: Any) -> None:
        if event.tag is not None and event.tag != "!" and event.tag not in _TAGS:
            self.refuse(f"the tag {event.tag} is not interpreted", event)

    def add_scalar(self, event: Any) -> None:
        value: str = event.value
        self.grow(len(value) + _NODE_WEIGHT, event)
        # A key is always text; as a value, a plain null is no text.
        null = not event.style and value in _NULLS and event.tag is None and not self.awaits_key()
        node = None if null else value
        if event.anchor:
            self.anchors[event.anchor] = (node, len(value) + _NODE_WEIGHT, bool(event.style))
        self.add(node, event, bool(event.style))

    def awaits_key(self) -> bool:
        return bool(self.open) and type(self.open[-1][0]) is Mapping and self.open[-1][3] is None

    def start(self, event: Any, kind: type[Mapping | Sequence]) -> None:
        if len(self.open) >= MAX_DEPTH:
            self.refuse(_TOO_DEEP, event)
        if event.anchor:
            self.anchors[event.anchor] = None
        node = kind(event.start_mark.line + 1)
        before = self.weight
        self.grow(_NODE_WEIGHT, event)
        self.add(node, event)
        self.open.append([node, event.anchor, before, None])

    def end(self) -> None:
        node, anchor, before, _ = self.open.pop()
        if anchor:
            self.anchors[anchor] = (node, self.weight - before, False)

    def add_alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            self.refuse(f"the alias *{event.anchor} has no anchor before it", event)
        known = self.anchors[event.anchor]
        if known is None:
            self.refuse(f"the alias *{event.anchor} stands within its own anchor", event)
            return
        self.grow(known[1], event)
        self.add(known[0], event, known[2])

    def grow(self, weight: int, event: Any) -> None:
        self.weight += weight
        if self.weight > MAX_WEIGHT:
            self.refuse("aliases make the file too large", event)

    def add(self, node: Node, event: Any, quoted: bool = False) -> None:
        """Puts a finished or just opened node where it belongs; ``quoted`` tells the style of a scalar."""
        if not self.open:
            self.root = node
            return
        frame = self.open[-1]
        parent = frame[0]
        line = event.start_mark.line + 1
        if type(parent) is Sequence:
            if quoted:
                parent.quoted.add(len(parent))
            parent.append(node)
            parent.lines.append(line)
        elif frame[3] is None:
            if type(node) is not str:
                self.refuse("a key must be text", event)
            elif node in parent:
                self.refuse(f"the key stands twice, first in line {parent.lines[node]}", event, node)
            frame[3] = node
            parent.lines[node] = line
        else:
            if quoted:
                parent.quoted.add(frame[3])
            parent[frame[3]] = node
            frame[3] = None
