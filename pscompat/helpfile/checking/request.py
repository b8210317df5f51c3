"""Requests of help files against the parameters and sets of their command: every name that is used exists."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from ..yamltext import Mapping, Node, Sequence
from .findings import Finding
from .sets import set_names
from .subject import Subject

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_REFERENCE = re.compile(r"\$([A-Za-z_]\w*)")
_PLACE = re.compile(r"\{([^{}]*)\}")
_ROOT = re.compile(r"\s*([A-Za-z_]\w*)")
_GIVEN = ("_", "request", "record", "random", "now")
"""Values that are there without being declared: the object at hand, the request, the answer's record and so on."""


def check_request(subject: Subject, cmdlets: str) -> Iterator[Finding]:
    """The request and response of one command; ``cmdlets`` is the folder of its hooks."""
    own = subject.entry.tree.get("pscompat")
    trees = [own.get(key) for key in ("request", "response")] if isinstance(own, Mapping) else []
    checker = _Checker(subject, cmdlets, [tree for tree in trees if isinstance(tree, Mapping)])
    for tree in checker.trees:
        yield from checker.exchange(tree)
    request = trees[0]
    if isinstance(request, Mapping) and not _has_path(request):
        yield subject.finding("request-parameters", "error", "the request has no path", "pscompat.request")


def _has_path(request: Mapping) -> bool:
    """Whether it or one of its variants sends something; a waiter and steps may do without."""
    if any(key in request for key in ("path", "waiter", "before", "each")):
        return True
    variants = request.get("variants")
    return isinstance(variants, Sequence) and any(isinstance(each, Mapping) and "path" in each for each in variants)


class _Checker:
    def __init__(self, subject: Subject, cmdlets: str, trees: list[Mapping]) -> None:
        self.subject = subject
        self.cmdlets = cmdlets
        self.trees = trees
        self.sets = {name.lower() for name in (*set_names(subject), subject.command.default_set)}
        self.known = {each.parameter.name.lower() for each in subject.parameters} | set(_GIVEN)
        for tree in trees:
            for key in ("values", "collect"):
                below = tree.get(key)
                self.known |= {name.lower() for name in below} if isinstance(below, Mapping) else set()
            self.known |= {name.lower() for name in _into(tree)}

    def finding(self, message: str, line: int, key: str) -> Finding:
        return Finding("request-parameters", "error", message, self.subject.path, line, key)

    def exchange(self, tree: Mapping) -> Iterator[Finding]:
        """A request, one of its variants, or a response: the mappings whose keys are words of the vocabulary."""
        for key, value in tree.items():
            line = tree.lines[key]
            if key == "method" and str(value).upper() not in _METHODS:
                yield self.finding(f"{value} is no HTTP method", line, key)
            elif key == "path" and isinstance(value, str):
                yield from self.path(value, line)
            elif key == "variants" and isinstance(value, Sequence):
                for each in value:
                    yield from self.exchange(each) if isinstance(each, Mapping) else ()
            elif key in ("before", "then") and isinstance(value, Sequence):
                for each in value:
                    yield from self.step(each) if isinstance(each, Mapping) else ()
            elif key in ("when", "write"):
                yield from self.condition(value, line)
            else:
                yield from self.data(value, line, key)

    def step(self, tree: Mapping) -> Iterator[Finding]:
        for key, value in tree.items():
            line = tree.lines[key]
            if key == "when":
                yield from self.condition(value, line)
            elif key == "hook":
                if not os.path.isfile(os.path.join(self.cmdlets, f"{value}.py")):
                    message = f"there is no {value}.py in the folder cmdlets"
                    yield Finding("handler-missing", "error", message, self.subject.path, line, key)
            else:
                yield from self.data(value, line, key)

    def condition(self, node: Node, line: int) -> Iterator[Finding]:
        if isinstance(node, Sequence):
            for item, at in zip(node, node.lines, strict=True):
                yield from self.condition(item, at)
        elif isinstance(node, Mapping):
            for key, value in node.items():
                at = node.lines[key]
                if key == "set":
                    names = (name for name in _texts(value) if name.lower() not in self.sets)
                    yield from (self.finding(f"the command has no set {name}", at, key) for name in names)
                elif key == "given":
                    yield from (self.unknown(name, at, key) for name in _texts(value) if name.lower() not in self.known)
                elif key in ("not", "any"):
                    yield from self.condition(value, at)
                else:
                    yield from self.references(key, at, "when")
                    yield from self.data(value, at, "when")
        elif isinstance(node, str):
            yield from self.references(node, line, "when")

    def data(self, node: Node, line: int, key: str) -> Iterator[Finding]:
        """Values that are sent or written: references begin with ``$``, places in texts with ``{$``."""
        if isinstance(node, Mapping):
            for name, value in node.items():
                if name == "$when":
                    yield from self.condition(value, node.lines[name])
                else:
                    yield from self.data(value, node.lines[name], name)
        elif isinstance(node, Sequence):
            for item, at in zip(node, node.lines, strict=True):
                yield from self.data(item, at, key)
        elif isinstance(node, str) and node.startswith("$"):
            yield from self.references(node, line, key)
        elif isinstance(node, str):
            for place in _PLACE.findall(node):
                yield from self.references(place, line, key)

    def path(self, path: str, line: int) -> Iterator[Finding]:
        """Each ``{…}`` is an expression over the values; a name alone needs no ``$``."""
        if not path.startswith("/"):
            yield self.finding(f"the path {path} does not start with a slash", line, "path")
        for place in _PLACE.findall(path):
            root = _ROOT.match(place.lstrip("$"))
            if root is None:
                yield self.finding(f"{{{place}}} names no parameter", line, "path")
            elif root[1].lower() not in self.known:
                yield self.unknown(root[1], line, "path")

    def references(self, text: str, line: int, key: str) -> Iterator[Finding]:
        for name in _REFERENCE.findall(text):
            if name.lower() not in self.known:
                yield self.unknown(name, line, key)

    def unknown(self, name: str, line: int, key: str) -> Finding:
        return self.finding(f"{name} is no parameter of {self.subject.command.name}", line, key)


def _texts(node: Node) -> list[str]:
    return [item for item in node if isinstance(item, str)] if isinstance(node, Sequence) else [str(node)]


def _into(node: Node) -> Iterator[str]:
    """The names that steps give to what commands and hooks return."""
    pending: list[Node] = [node]
    while pending:
        each = pending.pop()
        if isinstance(each, Mapping):
            into = each.get("into")
            if isinstance(into, str):
                yield into
            pending += each.values()
        elif isinstance(each, Sequence):
            pending += each
