"""The module file of a folder that pages are imported into: written where there is none, else only added to.

What is added is text between the lines that are there. It counts only if the file then says what it said before and
the new things besides; otherwise the author is told what to add.
"""

from __future__ import annotations

import re
from typing import Any

from ...dotnet.types import EnumInfo
from ...errors import HelpFileError
from ...helpfile.entry import plain
from ...helpfile.modulefile import read_module_file
from ...helpfile.yamltext import Mapping, Sequence, read_yaml
from .module_page import ModulePage
from .yaml_blocks import dump

Tree = dict[str, Any]


def types_tree(enums: dict[str, EnumInfo], opaque: list[str]) -> Tree:
    """``types:`` with these enumerations and opaque types."""
    tree: Tree = {}
    if enums:
        tree["enums"] = {name: _enum_tree(info) for name, info in enums.items()}
    if opaque:
        tree["opaque"] = list(opaque)
    return tree


def _enum_tree(info: EnumInfo) -> Tree:
    tree: Tree = {"flags": "true"} if info.flags else {}
    return tree | {"members": {name: str(number) for name, number in info.members.items()}}


def new_module_file(page: ModulePage, types: Tree) -> str:
    """The text of a first module file."""
    tree: Tree = {"name": page.name, "version": page.version or "0.1.0"}
    tree["description"] = page.description or f"The commands of {page.name}."
    return dump(tree | ({"types": types} if types else {}))


def patched_module_file(text: str, path: str, page: ModulePage, types: Tree) -> tuple[str, Tree]:
    """The text with what it lacks, and what could not be put in and is for the author to add.

    Raises HelpFileError when the file cannot be read.
    """
    read_module_file(text, path)
    lacking: Tree = {}
    for key, value in (("version", page.version), ("description", page.description)):
        if value and key not in _read(text, path):
            text = _tried(text, path, (), {key: value}, lacking)
    for key, value in types.items():
        for name, entry in value.items() if isinstance(value, dict) else ():
            text = _tried(text, path, ("types", key), {name: entry}, lacking)
        if isinstance(value, list):
            text = _tried(text, path, ("types", key), value, lacking)
    return text, lacking


def _tried(text: str, path: str, keys: tuple[str, ...], added: Any, lacking: Tree) -> str:
    """The text with ``added`` under the keys, or unchanged, and what is lacking noted."""
    tree = _read(text, path)
    node: Any = tree
    known: list[str] = []
    for key in keys:
        below = node.get(key)
        if below is None:
            break
        node = below
        known.append(key)
    rest: Any = added
    for key in reversed(keys[len(known) :]):
        rest = {key: rest}
    wanted = _merged(plain(tree), keys, added)
    new = _inserted(text, tree, known, node, rest)
    try:
        if new is not None and plain(_read(new, path)) == plain(wanted):
            read_module_file(new, path)
            return new
    except HelpFileError:
        pass
    lacking.update(_merged(lacking, keys, added))
    return text


def _inserted(text: str, tree: Mapping, keys: list[str], node: Any, added: Any) -> str | None:
    """The lines of ``added`` behind the line of the last key, indented like what follows; without keys at the end."""
    if not keys:
        return (text if text.endswith("\n") or not text else text + "\n") + dump(added)
    parent = tree
    for key in keys[:-1]:
        parent = parent[key]  # type: ignore[assignment]
    line = parent.lines[keys[-1]]
    lines = text.split("\n")
    if (
        not isinstance(node, (Mapping, Sequence))
        or not node
        or not re.fullmatch(r"\s*[^\s].*:\s*(?:#.*)?", lines[line - 1])
    ):
        return None
    first = next(iter(node.lines.values())) if isinstance(node, Mapping) else node.lines[0]
    if first <= line:
        return None
    margin = re.match(r" *", lines[first - 1])
    indent = len(margin[0]) if margin else 0
    new = "".join(" " * indent + each + "\n" for each in dump(added).rstrip("\n").split("\n"))
    return "\n".join([*lines[:line], new.rstrip("\n"), *lines[line:]])


def _merged(tree: Tree, keys: tuple[str, ...], added: Any) -> Tree:
    """A copy of the tree with ``added`` under the keys; lists are compared without order, new entries first."""
    if not keys:
        return {**tree, **added}
    inside = tree.get(keys[0])
    if len(keys) > 1:
        below = _merged(inside or {}, keys[1:], added)
    elif isinstance(added, list):
        below = [*added, *(inside or [])]  # type: ignore[assignment]
    else:
        below = {**(inside or {}), **added}
    return {**tree, keys[0]: below}


def _read(text: str, path: str) -> Mapping:
    tree = read_yaml(text, path)
    return tree if isinstance(tree, Mapping) else Mapping()
