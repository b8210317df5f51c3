"""Parameters that a module file names for its paginators and credentials: some command has them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from ...files import read_bytes
from ...helpfile.entry import Entry, root, shown
from ...helpfile.yamltext import read_yaml
from .findings import Finding
from .subject import CheckedModule

_OF_PAGINATORS = ("all", "limit", "max_items")


def check_parameters_named(module: CheckedModule) -> Iterator[Finding]:
    """Each parameter that is named, of a paginator by the commands that use it; where no command is left out."""
    path = module.module.path
    if module.alone or module.findings or not os.path.isfile(path):
        return
    entry = root(read_yaml(read_bytes(path), path), path)
    everywhere = {name for subject in module.subjects for name in _names(subject.parameters)}
    paginators = entry.mapping("paginators")
    for name, spec in module.module.paginators.items():
        users = [each for each in module.subjects if name in set(_paginators(each.command.request))]
        known = {name for each in users for name in _names(each.parameters)}
        own = paginators.mapping(name) if paginators and users else None
        if own is not None:
            yield from _missing(own, {key: spec[key] for key in _OF_PAGINATORS if key in spec}, known)
    credentials = entry.mapping("credentials")
    for key, spec in module.module.credentials.items() if module.subjects else ():
        own = credentials.mapping(key) if credentials else None
        if own is not None and key != "masks":
            named = spec if key == "parameters" else {"parameter": spec.get("parameter", "")}
            yield from _missing(own, {key: name for key, name in named.items() if name}, everywhere)


def _missing(entry: Entry, named: Mapping[str, str], known: set[str]) -> Iterator[Finding]:
    for key, name in named.items():
        if name.lower() not in known:
            message = f"no command has the parameter {shown(name)}"
            yield Finding("parameters-named", "error", message, entry.path, entry.tree.lines[key], entry.place(key))


def _names(parameters: Any) -> Iterator[str]:
    return (each.parameter.name.lower() for each in parameters)


def _paginators(request: Any) -> Iterator[str]:
    """The paginators that a request and its variants name."""
    for part in (request, *request.get("variants", ())) if request else ():
        if part.get("paginator"):
            yield part["paginator"]
