"""Statements that say what a script module exports: ``Set-Alias``, ``New-Alias`` and ``Export-ModuleMember``."""

from __future__ import annotations

from typing import Any

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
