"""Every mistake of a help file, not only the first: what is wrong is left out, and the rest is read again."""

from __future__ import annotations

from ..errors import HelpFileError
from .definition import Definition, definition_of
from .entry import Entry, root
from .modulefile import ModuleFile
from .yamltext import Mapping, Sequence, read_yaml

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
    mistakes: list[HelpFileError] = []
    while len(mistakes) < MOST:
        try:
            return definition_of(entry, path, module), entry, mistakes
        except HelpFileError as error:
            if not any(error.key == known.key for known in mistakes):
                mistakes.append(error)
            if not _left_out(entry.tree, error):
                break
    return None, entry, mistakes


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
                return True
            stack += [each for each in node.values() if isinstance(each, (Mapping, Sequence))]
            continue
        for index, item in enumerate(node):
            if node.lines[index] == error.line and (not isinstance(item, Mapping) or key not in item):
                del node[index], node.lines[index]
                return True
        stack += [each for each in node if isinstance(each, (Mapping, Sequence))]
    return False
