"""Statements that say what a script module exports: ``Set-Alias``, ``New-Alias`` and ``Export-ModuleMember``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from ...dotnet.strings import to_string
from ...dotnet.wildcard import WildcardPatternError, any_of, wildcard_test
from ...errors import PscompatError
from ...language.literal import read_literal
from ...language.nodes import ArrayLiteral, Number, StringConstant
from ...language.structure import Command, Parameter, Script

_ALIAS = (("Name", "Value"), ("Description", "Option", "Scope"), ("PassThru", "Force", "WhatIf", "Confirm"))
_EXPORT = (("Function",), ("Cmdlet", "Variable", "Alias"), ())
EXPORTS = {**dict.fromkeys(("set-alias", "sal", "new-alias", "nal"), _ALIAS), "export-modulemember": _EXPORT}
"""Positional, named and switch parameters of the statements, by the names that they go by."""


def export_statement(script: Script, command: Command) -> dict[str, Any]:
    """The statement by parameter: a text, True for a switch, a list, ``{expression: …}`` for what must run."""
    positional, named, switches = EXPORTS[command.name.lower()]
    found: dict[str, Any] = {"command": command.name}
    free = list(positional)
    waiting = ""
    for node in command.elements[1:]:
        if isinstance(node, Parameter):
            name = _parameter((*positional, *named, *switches), node.name)
            if node.argument is not None:
                found[name] = _text(script, node.argument)
            elif name in switches:
                found[name] = True
            else:
                waiting = name
            if name in free:
                free.remove(name)
        elif waiting:
            found[waiting], waiting = _text(script, node), ""
        elif free:
            found[free.pop(0)] = _text(script, node)
    return found


class Exporting(Protocol):
    """What tells which functions and aliases are exported."""

    notes: list[str]

    def has(self, name: str) -> bool:
        """Whether a function is exported."""

    def aliases_of(self, name: str, own: Iterable[str]) -> list[str]:
        """The exported ones of a function's ``own`` aliases and of those that statements give it."""


@dataclass(slots=True)
class Exports:
    """What the statements of a script file export.

    aliases    command names in lower case to the aliases that Set-Alias and New-Alias give them
    functions  patterns of function names, None where all are exported; ``exported`` those of aliases
    notes      what must be run to be known
    """

    aliases: dict[str, list[str]] = field(default_factory=dict)
    functions: list[str] | None = None
    exported: list[str] | None = None
    notes: list[str] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Whether a function is exported."""
        return name_test(self.functions)(name)

    def aliases_of(self, name: str, own: Iterable[str]) -> list[str]:
        """The exported ones of a function's ``own`` aliases and of those that statements give it."""
        names = [*own, *self.aliases.get(name.lower(), ())]
        return list(filter(name_test(self.exported), names))


def exports_of(statements: Iterable[Mapping[str, Any]]) -> Exports:
    """What a file exports, as far as its statements tell without being run; of what they do not tell, everything."""
    found = Exports()
    for each in statements:
        if each["command"].lower() != "export-modulemember":
            name, value = each.get("Name"), each.get("Value")
            if isinstance(name, str) and isinstance(value, str):
                found.aliases.setdefault(value.lower(), []).append(name)
            continue
        functions, aliases = _texts(each.get("Function")), _texts(each.get("Alias"))
        for key, texts in (("functions", functions), ("aliases", aliases)):
            if texts is None:
                what = each["Function" if key == "functions" else "Alias"]["expression"]
                found.notes.append(f"{what} must be run; all {key} are taken")
        found.functions = None if functions is None else [*(found.functions or ()), *functions]
        found.exported = None if aliases is None else [*(found.exported or ()), *aliases]
    if found.notes:
        found.functions = found.exported = None
    return found


def name_test(patterns: Iterable[str] | None) -> Callable[[str], bool]:
    """Whether a pattern matches a name; every name without patterns. One that is no pattern matches none."""
    return any_of(["*"] if patterns is None else filter(_is_pattern, patterns))


def _is_pattern(text: str) -> bool:
    try:
        return bool(text) and bool(wildcard_test(text))
    except WildcardPatternError:
        return False


def _texts(value: Any) -> list[str] | None:
    """The texts of an argument, None for one that must be run."""
    if isinstance(value, dict):
        try:
            value = read_literal(value["expression"])
        except PscompatError:
            return None
    return [] if value is None else [to_string(each) for each in (value if isinstance(value, list) else [value])]


def _parameter(names: tuple[str, ...], written: str) -> str:
    found = [name for name in names if name.lower().startswith(written.lower())]
    return found[0] if found else written


def _text(script: Script, node: Any) -> Any:
    if isinstance(node, StringConstant):
        return node.value
    if isinstance(node, Number):
        return script.text_of(node)
    if isinstance(node, ArrayLiteral) and all(isinstance(item, StringConstant) for item in node.items):
        return [_text(script, item) for item in node.items]
    return {"expression": script.text_of(node)}
