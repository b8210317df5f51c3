"""What a reader of the help sees: texts that are missing, placeholders, links that lead nowhere."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from ...helpfile.yamltext import Mapping, Sequence
from .findings import Finding
from .subject import CheckedModule, Subject

_PLACEHOLDER = re.compile(r"\{\{\s*[A-Za-z][^{}]*\}\}")
_TOPIC = re.compile(r"(?:[A-Za-z]+-\w+|about_\w+)")


def page_names(module: CheckedModule) -> set[str]:
    """The names, in lower case, of the pages that relative links within the module may lead to."""
    names = {subject.command.name.lower() for subject in module.subjects}
    folder = os.path.dirname(module.module.path)
    for file in os.listdir(folder) if os.path.isdir(folder) else ():
        names.add(file.partition(".")[0].lower())
    return names | {module.module.name.lower()}


def check_texts(subject: Subject, pages: Collection[str] = ()) -> Iterator[Finding]:
    """The texts of one command's file; ``pages`` are those that relative links may lead to."""
    tree = subject.entry.tree
    for key in ("synopsis", "description"):
        if not str(tree.get(key) or "").strip():
            yield subject.finding("text-missing", "warning" if key == "synopsis" else "note", f"it has no {key}", key)
    for each in subject.parameters:
        hidden = each.parameter.sets and all(entry.dont_show for entry in each.parameter.sets)
        if not hidden and not str(each.tree.get("description") or "").strip():
            yield each.finding("text-missing", "note", "it has no description", "description")
    if not any(True for _ in subject.entries("examples")):
        yield subject.finding("example-missing", "note", "it has no example", "examples")
    yield from _placeholders(subject)
    yield from _links(subject, pages)


def _placeholders(subject: Subject) -> Iterator[Finding]:
    """Every text of the file, with the line of the key that holds it."""
    stack: list[tuple[object, int]] = [(subject.entry.tree, subject.entry.tree.line)]
    while stack:
        node, line = stack.pop()
        if isinstance(node, Mapping):
            stack += [(value, node.lines[key]) for key, value in node.items() if key != "pscompat"]
        elif isinstance(node, Sequence):
            stack += list(zip(node, node.lines, strict=True))
        elif isinstance(node, str) and (match := _PLACEHOLDER.search(node)):
            message = f"a placeholder is left: {match[0]}"
            yield Finding("placeholder", "warning", message, subject.path, line, subject.command.name)


def _links(subject: Subject, pages: Collection[str]) -> Iterator[Finding]:
    metadata = subject.entry.tree.get("metadata")
    if isinstance(metadata, Mapping):
        uri = str(metadata.get("HelpUri") or "")
        if uri and not is_web_address(uri):
            line = metadata.lines["HelpUri"]
            yield Finding("link-address", "warning", f"{uri} is no web address", subject.path, line, "HelpUri")
    for entry, line in subject.entries("links"):
        text, href = str(entry.tree.get("text") or ""), str(entry.tree.get("href") or "")
        line = entry.tree.lines.get("href", line)
        if href and not is_web_address(href) and _page_name(href) not in pages:
            yield Finding("link-address", "warning", f"{href} is no web address", subject.path, line, "links")
        elif not href and not _TOPIC.fullmatch(text):
            message = f"the link {text!r} has no address" if text else "a link has neither text nor address"
            yield Finding("link-address", "warning", message, subject.path, line, "links")


def _page_name(href: str) -> str:
    """The page that a relative link leads to, in lower case: ``./Get-Crate.md#notes``, ``../Get-Crate/``."""
    name = href.partition("#")[0].rstrip("/").rpartition("/")[2].lower()
    return re.sub(r"\.(?:mdx?|ya?ml)$", "", name)


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute http or https address with a host, without blanks."""
    if any(char.isspace() or not char.isprintable() for char in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
