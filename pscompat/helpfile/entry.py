"""One mapping of a help file while it is read: typed access to its keys, and errors that name file, line and key."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from ..errors import HelpFileError
from .yamltext import Mapping, Sequence

INT32_MIN, INT32_MAX = -(2**31), 2**31 - 1
_FLAGS = {"true": True, "false": False}


class Entry:
    """A mapping at the place ``where`` (``parameters.ThreadId``) of the file ``path``.

    A key whose value is null counts as absent. Every method raises HelpFileError for a value of the wrong form.
    """

    __slots__ = ("path", "tree", "where")

    def __init__(self, tree: Mapping, path: str, where: str = "") -> None:
        self.tree = tree
        self.path = path
        self.where = where

    def error(self, reason: str, key: str = "") -> HelpFileError:
        """The error that says what is wrong with the key, or with the whole mapping."""
        line = self.tree.lines.get(key, self.tree.line)
        return HelpFileError(self.path, reason, line=line, key=self.place(key))

    def place(self, key: str) -> str:
        """The key's full name in errors."""
        return ".".join(part for part in (self.where, key) if part)

    def only(self, known: Collection[str]) -> None:
        """Refuse keys that are not among the known ones."""
        for key in self.tree:
            if key not in known:
                raise self.error(f"unknown key; known are {', '.join(known)}", key)

    def text(self, key: str, default: str = "") -> str:
        """The text under the key."""
        value = self.tree.get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            raise self.error("must be text", key)
        return value

    def required(self, key: str) -> str:
        """The text under a key that must be there and not be empty."""
        value = self.text(key)
        if not value:
            raise self.error(f"{key} is missing" if key not in self.tree else "must not be empty", key)
        return value

    def optional(self, key: str) -> str | None:
        """The text under the key, None without it."""
        return None if self.tree.get(key) is None else self.text(key)

    def flag(self, key: str, default: bool = False) -> bool:
        """The truth value under the key: ``true`` or ``false`` in any case."""
        value = self.text(key)
        if not value:
            return default
        flag = _FLAGS.get(value.lower())
        if flag is None:
            raise self.error(f"must be true or false, not {shown(value)}", key)
        return flag

    def integer(self, key: str) -> int:
        """The Int32 under a key that must be there."""
        return self.check_integer(self.required(key), key)

    def check_integer(self, value: str, key: str) -> int:
        """The Int32 that the text of the key denotes."""
        digits = value.removeprefix("-")
        if not (digits.isascii() and digits.isdecimal() and len(digits) < 12):
            raise self.error(f"must be a whole number, not {shown(value)}", key)
        number = int(value)
        if not INT32_MIN <= number <= INT32_MAX:
            raise self.error(f"must fit into 32 bits, which {shown(value)} does not", key)
        return number

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under the key; a single text that is not empty counts as a list of it."""
        value = self.tree.get(key)
        if value is None or value == "":
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, Sequence):
            raise self.error("must be a list of texts", key)
        found = []
        for index, item in enumerate(value):
            if not isinstance(item, str):
                reason = "must be text" if item is not None else "is null; put the text in quotes"
                raise HelpFileError(self.path, reason, line=value.lines[index], key=f"{self.place(key)}[{index}]")
            found.append(item)
        return tuple(found)

    def mapping(self, key: str) -> Entry | None:
        """The mapping under the key, None without it."""
        value = self.tree.get(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            raise self.error("must be a mapping", key)
        return Entry(value, self.path, self.place(key))

    def mappings(self, key: str, named_by: str = "") -> Iterator[Entry]:
        """The mappings of the list under the key; errors call each by the text under ``named_by``, else its index."""
        value = self.tree.get(key)
        if value is None or value == "":
            return
        if not isinstance(value, Sequence):
            raise self.error("must be a list of mappings", key)
        for index, item in enumerate(value):
            where = f"{self.place(key)}[{index}]"
            if not isinstance(item, Mapping):
                raise HelpFileError(self.path, "must be a mapping", line=value.lines[index], key=where)
            name = item.get(named_by)
            yield Entry(item, self.path, f"{self.place(key)}.{name}" if isinstance(name, str) and name else where)


def root(tree: object, path: str) -> Entry:
    """The root of a file as an entry; it must be a mapping."""
    if not isinstance(tree, Mapping):
        found = "empty" if tree is None else "a list" if isinstance(tree, list) else "text"
        raise HelpFileError(path, f"the file must hold a mapping; it is {found}", line=1)
    return Entry(tree, path)


def shown(text: str) -> str:
    """A text as errors quote it: on one line and not too long."""
    text = " ".join(text.split()) if text.isprintable() else ascii(text)[1:-1]
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"


def plain(node: Any) -> Any:
    """The tree without its lines, in plain dictionaries and lists."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(value) for value in node]
    return node
