"""Parameters of a command with a request that nothing looks at: what users give for them would be lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ...model import ALL_SETS
from .findings import Finding
from .subject import CheckedModule, Subject

_NAMES = re.compile(r"[A-Za-z_]\w*")
_ALL_GIVEN = "with: given"
"""Stands for the step that passes on whatever a call was given."""


def check_parameters_used(module: CheckedModule) -> Iterator[Finding]:
    """Each parameter that no part of the request names, nor the module file, and that chooses no parameter set."""
    if module.alone:
        return
    named = {
        str(spec.get("parameter", "")).lower() for key, spec in module.module.credentials.items() if key != "masks"
    }
    named |= {str(name).lower() for name in module.module.credentials.get("parameters", {}).values()}
    for subject in module.subjects:
        if subject.command.request:
            yield from _unused(subject, named, module.module.paginators)


def _unused(subject: Subject, named: set[str], paginators: dict[str, dict[str, str]]) -> Iterator[Finding]:
    request = subject.command.request
    texts = list(_texts([request, subject.command.response]))
    if _ALL_GIVEN in texts:
        return
    used = {word.lower() for text in texts for word in _NAMES.findall(text)} | named
    for part in (request, *(request or {}).get("variants", ())):
        used |= {name.lower() for name in paginators.get(str(part.get("paginator")), {}).values()}
    for each in subject.parameters:
        chooses = any(entry.mandatory and entry.name != ALL_SETS for entry in each.parameter.sets)
        hidden = all(entry.dont_show for entry in each.parameter.sets)
        if each.parameter.name.lower() not in used and not chooses and not hidden:
            yield each.finding(
                "parameter-unused", "error", "neither the request nor the module file looks at it", "name"
            )


def _texts(node: Any) -> Iterator[str]:
    """Every text of a request, the keys of its mappings too."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield _ALL_GIVEN if key == "with" and value == "given" else key
            yield from _texts(value)
    elif isinstance(node, list):
        for item in node:
            yield from _texts(item)
