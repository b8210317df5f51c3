"""Checks of what stands in a request: values, conditions, expressions and texts, against the names that they use.

Each check raises HelpFileError with file, line and key; a request that passes needs no checks when it runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import HelpFileError
from .entry import shown
from .request_words import CONDITION_WORDS, CONVERSIONS, KINDS, MARKS, SPECIAL_NAMES, TESTS, TRUTHS, VALUE_WORDS
from .yamltext import Mapping, Node, Sequence

_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_PLAIN = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d+)?", re.ASCII)
_ARGUMENTS = {
    "match": "a regular expression",
    "file": "a file name",
    "dataUrl": "a media type",
    "join": "what stands between the items",
    "timestamp": "iso8601, unixTimestamp, or a format of .NET",
}
"""Conversions that take an argument."""


class Place:
    """Where a check looks: the file, the key in errors, and whether there is an object at hand."""

    __slots__ = ("current", "key", "line", "path")

    def __init__(self, path: str, key: str, line: int, current: bool = False) -> None:
        self.path = path
        self.key = key
        self.line = line
        self.current = current

    def error(self, reason: str) -> HelpFileError:
        """The error for what stands here."""
        return HelpFileError(self.path, reason, line=self.line, key=self.key)

    def at(self, key: str, line: int, *, current: bool | None = None) -> Place:
        """The place of a key below this one."""
        return Place(self.path, f"{self.key}.{key}", line, self.current if current is None else current)

    def members(self, tree: Mapping) -> Iterator[tuple[str, Node, Place]]:
        """The keys of a mapping with their values and places."""
        for key, value in tree.items():
            yield key, value, self.at(key, tree.lines[key])

    def items(self, tree: Sequence) -> Iterator[tuple[Node, Place]]:
        """The items of a list with their places."""
        for index, value in enumerate(tree):
            yield value, Place(self.path, f"{self.key}[{index}]", tree.lines[index], self.current)


class Names:
    """The names that a request may use: its command's parameters and sets, its own values, the module's services."""

    def __init__(self, parameters: Iterable[str], sets: Iterable[str], services: Iterable[str]) -> None:
        self.parameters = frozenset(parameters)
        self.values = set(self.parameters) | set(SPECIAL_NAMES)
        self.sets = frozenset(sets)
        self.services = frozenset(services)

    def value(self, node: Node, place: Place) -> None:
        """Check a value: a reference, a text, a list, an object, or a value with words that begin with ``$``."""
        if isinstance(node, str):
            if node.startswith("$"):
                self.expression(node.rstrip(MARKS), place)
            else:
                self.text(node, place)
        elif isinstance(node, Sequence):
            for item, at in place.items(node):
                self.value(item, at)
        elif isinstance(node, Mapping):
            self._object(node, place)

    def _object(self, tree: Mapping, place: Place) -> None:
        words = [key for key in tree if key.startswith("$")]
        for word in words:
            if word not in VALUE_WORDS:
                raise place.at(word, tree.lines[word]).error(f"unknown word; known are {', '.join(VALUE_WORDS)}")
        cores = [word for word in words if word in ("$value", "$text", "$first", "$nth")]
        members = [key for key in tree if not key.startswith("$")]
        if len(cores) > 1 or (cores and members):
            raise place.error(f"{cores[0]} is the whole value; it stands beside neither {_other(cores, members)}")
        if words and not cores and not members:
            raise place.error("there is no value: neither members nor $value, $text, $first or $nth")
        inside = "$each" in tree
        for key, node, at in place.members(tree):
            at.current = at.current or inside
            self._member(key, node, at, place)

    def _member(self, key: str, node: Node, at: Place, place: Place) -> None:
        if key == "$each":
            at.current = place.current
            self.value(node, at)
        elif key == "$when":
            self.condition(node, at)
        elif key == "$as":
            self.conversions(node, at)
        elif key == "$first" and not isinstance(node, Sequence):
            raise at.error("must be a list of values")
        elif key == "$text":
            if not isinstance(node, str):
                raise at.error("must be text")
        else:
            self.value(node, at)

    def conversions(self, node: Node, place: Place) -> None:
        """Check ``$as``: one conversion, or a list of them."""
        if isinstance(node, Sequence) and node:
            for item, at in place.items(node):
                self.conversions(item, at)
            return
        name: Any = node
        if isinstance(node, Mapping):
            if len(node) != 1:
                raise place.error("a conversion is a name, or one name with its argument")
            name = next(iter(node))
            if name in CONVERSIONS and name not in _ARGUMENTS:
                raise place.error(f"the conversion {name} takes no argument")
            if name == "match":
                _regex(node[name], place.at(name, node.lines[name]))
            elif name in _ARGUMENTS:
                self.value(node[name], place.at(name, node.lines[name]))
        elif name in ("match", "join", "timestamp"):
            raise place.error(f"the conversion {name} takes {_ARGUMENTS[name]}")
        if name not in CONVERSIONS:
            raise place.error(f"unknown conversion {shown(str(name))}; known are {', '.join(CONVERSIONS)}")

    def condition(self, node: Node, place: Place) -> None:
        """Check a condition: an expression, a list of conditions, or a mapping of words and comparisons."""
        if isinstance(node, str):
            if node not in TRUTHS:
                self.expression(node.rstrip(MARKS), place)
        elif isinstance(node, Sequence):
            for item, at in place.items(node):
                self.condition(item, at)
        elif isinstance(node, Mapping):
            for key, value, at in place.members(node):
                self._entry(key, value, at)
        else:
            raise place.error("a condition is missing")

    def _entry(self, key: str, node: Node, place: Place) -> None:
        if key == "set":
            _known(_texts(node, place), self.sets, "parameter set", place)
        elif key == "given":
            self._values(_texts(node, place), "parameter", place)
        elif key == "service":
            _known(_texts(node, place), self.services, "service", place)
        elif key == "not":
            self.condition(node, place)
        elif key == "any":
            if not isinstance(node, Sequence):
                raise place.error("must be a list of conditions")
            self.condition(node, place)
        elif not key.startswith("$") and not place.current:
            raise place.error(f"unknown condition; known are {', '.join(CONDITION_WORDS)}, and expressions")
        else:
            self.expression(key, place)
            self._test(node, place)

    def _test(self, node: Node, place: Place) -> None:
        if not isinstance(node, Mapping):
            self.value(node, place)
            return
        for word, value, at in place.members(node):
            if word not in TESTS:
                raise at.error(f"unknown test; known are {', '.join(TESTS)}")
            if word == "is":
                for kind in _texts(value, at):
                    if kind not in KINDS and "." not in kind:
                        raise at.error(f"unknown kind {shown(kind)}; known are {', '.join(KINDS)}, and type names")
            elif word == "match":
                _regex(value, at)
            elif word == "times" and not (
                isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10
            ):
                raise at.error("must be a whole number")
            elif word == "over":
                self._limit(value, at)
        if "times" in node and "over" not in node:
            raise place.error("times belongs to over")

    def _limit(self, node: Node, place: Place) -> None:
        """Check what ``over`` compares with."""
        if not isinstance(node, str) or not (node.startswith("$") or _NUMBER.fullmatch(node)):
            raise place.error("must be a value that begins with $, or a number")
        if node.startswith("$"):
            self.expression(node.rstrip(MARKS), place)

    def text(self, text: str, place: Place) -> None:
        """Check a text: what stands in braces is an expression."""
        pieces = re.split(r"([{}])", text)
        if pieces[1::2] != ["{", "}"] * (len(pieces) // 4):
            raise place.error("braces stand in pairs around an expression")
        for expression in pieces[2::4]:
            self.expression(expression, place)

    def path_text(self, text: str, place: Place) -> None:
        """Check a path: what stands in braces is a value's name, or an expression over the values."""
        if not text.startswith("/"):
            raise place.error("a path begins with a slash")
        if "?" in text or "#" in text:
            raise place.error("a path has no query of its own; its fields stand under query")
        self.text(text.replace("{", "{$").replace("{$$", "{$"), place)

    def expression(self, text: str, place: Place) -> None:
        """Check an expression: JMESPath, and over the values (``$…``) only names that exist."""
        from_values = text.startswith("$")
        if not from_values and not place.current:
            raise place.error(f"{shown(text)} looks at an object, and there is none yet; values begin with $")
        body = text[1:] if from_values else text
        names = [body.partition(".")[0]] if _PLAIN.fullmatch(body) else _root_names(body, place)
        if from_values:
            self._values(names, "parameter or value", place)
            if "_" in names and not place.current:
                raise place.error("$_ is the item of a list (each), and there is none")

    def _values(self, names: Iterable[str], what: str, place: Place) -> None:
        """Check that the names are there, in any case."""
        lower = {name.lower() for name in self.values}
        _known([name for name in names if name.lower() not in lower], self.values, what, place)


def check_name(name: Node, place: Place) -> str:
    """A name that a request gives to a value."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise place.error("must be one plain name")
    return name


def _root_names(expression: str, place: Place) -> list[str]:
    """The names of the outermost object that a JMESPath expression asks for."""
    from .jmespath_tree import fault, read_tree

    try:
        tree = read_tree(expression)
    except ValueError as error:
        reason = str(error).rstrip(":")
        if "$" in expression:
            reason += "; inside an expression names stand without $"
        raise place.error(f"{shown(expression)} is not JMESPath: {reason}") from None
    # What would give no value without a word.
    found = fault(tree)
    if found:
        raise place.error(found)
    return list(_roots(tree))


_INNER = frozenset(
    ("subexpression", "index_expression", "projection", "filter_projection", "value_projection", "flatten", "pipe")
)
"""Nodes of which only the first child looks at the outermost object."""


def _children(tree: Any) -> list[Any]:
    """The nodes below a node; a slice has its numbers there as well."""
    return [child for child in tree.get("children", ()) if isinstance(child, dict)]


def _roots(tree: Any) -> Iterator[str]:
    if tree["type"] == "field":
        yield tree["value"]
        return
    children = _children(tree)
    for child in children[:1] if tree["type"] in _INNER else children:
        yield from _roots(child)


def _texts(node: Node, place: Place) -> list[str]:
    if isinstance(node, str):
        return [node]
    if isinstance(node, Sequence) and all(isinstance(item, str) for item in node):
        return [str(item) for item in node]
    raise place.error("must be a text or a list of texts")


def _known(names: Iterable[str], known: Iterable[str], what: str, place: Place) -> None:
    for name in names:
        if name in known:
            continue
        similar = [each for each in known if each.lower() == name.lower()]
        raise place.error(f"there is no {what} {shown(name)}" + (f"; it is spelt {similar[0]}" if similar else ""))


def _regex(node: Node, place: Place) -> None:
    if not isinstance(node, str):
        raise place.error("must be a regular expression")
    try:
        re.compile(node)
    except re.error as error:
        raise place.error(f"not a regular expression: {error}") from None


def _other(cores: list[str], members: list[str]) -> str:
    return f"{cores[1]}" if len(cores) > 1 else f"the member {members[0]}"
