"""The page of a module: what it says of the module itself, in Markdown or YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...errors import HelpFileError
from ...helpfile.yamltext import Mapping, read_yaml
from .front_matter import migrate, parse_front_matter
from .markdown import Page

_VERSION = re.compile(r"\d+(?:\.\d+){0,3}")


@dataclass(slots=True)
class ModulePage:
    """A module's name, description and version, each empty where the page does not tell."""

    name: str
    description: str = ""
    version: str = ""


def read_module_page(data: bytes, path: str, kind: str) -> ModulePage | None:
    """What a module's page of the form ``kind`` says; None for any other file. Raises HelpFileError."""
    if kind == "markdown":
        return _markdown(data, path)
    return _yaml(data, path) if kind == "yaml" else None


def _markdown(data: bytes, path: str) -> ModulePage | None:
    page = Page(data, path, front_matter=True)
    metadata = migrate(parse_front_matter(page.front_matter, path)) if page.front_matter else {}
    if metadata.get("document type") != "module" and "Module Guid" not in metadata:
        return None
    title = page.find(1)
    heading = page.heading(page.blocks[title]).removesuffix(" Module").strip() if title >= 0 else ""
    start = page.find(2, "Description")
    text = ""
    if start >= 0:
        end = page.find(0, start=start + 1)
        last = page.blocks[end].line if end >= 0 else len(page.lines)
        text = page.text(page.blocks[start].end, last)
    return _of(metadata, heading, text)


def _yaml(data: bytes, path: str) -> ModulePage | None:
    try:
        tree = read_yaml(data, path)
    except HelpFileError:
        return None
    metadata = tree.get("metadata") if isinstance(tree, Mapping) else None
    metadata = metadata if isinstance(metadata, Mapping) else Mapping()
    if not isinstance(tree, Mapping) or ("commandGroups" not in tree and "Module Guid" not in metadata):
        return None
    return _of(metadata, str(tree.get("title") or "").removesuffix(" Module"), str(tree.get("description") or ""))


def _of(metadata: dict[str, object] | Mapping, title: str, description: str) -> ModulePage:
    version = metadata.get("Help Version") or metadata.get("Module Version")
    first = description.strip().partition("\n\n")[0]
    told = "" if first.startswith("{{") else " ".join(first.split())
    found = _VERSION.match(version.strip()) if isinstance(version, str) else None
    return ModulePage(str(metadata.get("Module Name") or title), told, found[0] if found else "")
