"""Every mistake of a help or module file, not only the first: what is wrong is left out, and the rest is read again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..errors import HelpFileError
from .definition import Definition, definition_of
from .entry import Entry, root
from .modulefile import ModuleFile, module_of
from .yamltext import Mapping, Sequence, read_yaml

T = TypeVar("T")
MOST = 200
"""So many mistakes of one file are told at most."""
_ANYTHING = "System.Object"


def read_with_mistakes(
    text: str | bytes, path: str, module: ModuleFile
) -> tuple[Definition | None, Entry, list[HelpFileError]]:
    """What a help file defines without what is wrong in it, its root mapping, and each mistake in order.

    A parameter whose type nothing knows takes anything. The definition is None where nothing is left. Raises
    HelpFileError when the file holds no mapping at all.
    """
    entry = root(read_yaml(text, path), path)
    definition, mistakes = _read_all(entry, lambda: definition_of(entry, path, module))
    return definition, entry, mistakes


def mistakes_of_module_file(text: str | bytes, path: str) -> list[HelpFileError]:
    """Each mistake of a module file in order. Raises HelpFileError when the file holds no mapping at all."""
    entry = root(read_yaml(text, path), path)
    return _read_all(entry, lambda: module_of(entry, path))[1]


def _read_all(entry: Entry, read: Callable[[], T]) -> tuple[T | None, list[HelpFileError]]:
    mistakes: list[HelpFileError] = []
    while len(mistakes) < MOST:
        try:
            return read(), mistakes
        except HelpFileError as error:
            # What is missing because it was left out is no mistake of the file.
            if not any(known.key == error.key or known.key.startswith(f"{error.key}.") for known in mistakes):
                mistakes.append(error)
            if not _left_out(entry.tree, error):
                break
    return None, mistakes


def _left_out(tree: Mapping, error: HelpFileError) -> bool:
    """Take what an error names out of the tree; False when it is not found."""
    key = error.key.rpartition(".")[2]
    stack: list[Mapping | Sequence] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, Mapping):
            if node.lines.get(key) == error.line and key in node:
                if key == "type" and node[key] and node[key] != _ANYTHING:
                    node[key] = _ANYTHING
                else:
                    del node[key]
                if key == "request":
                    node.pop("response", None)
                return True
            stack += [each for each in node.values() if isinstance(each, (Mapping, Sequence))]
            continue
        for index, item in enumerate(node):
            if node.lines[index] == error.line and (not isinstance(item, Mapping) or key not in item):
                del node[index], node.lines[index]
                node.quoted = {place - (place > index) for place in node.quoted if place != index}
                return True
        stack += [each for each in node if isinstance(each, (Mapping, Sequence))]
    return False
