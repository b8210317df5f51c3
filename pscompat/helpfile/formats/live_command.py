"""The document platyPS makes of a command without help: its definition, and places to fill in (help.md §2.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from ...model import ALL_SETS as ALL_SETS_NAME
from ...model import Command, Parameter, ParameterSetEntry
from ...values.types import NetType, resolve
from .document import (
    ALL_SETS,
    SCHEMA_VERSION,
    CommandHelp,
    Example,
    HelpParameter,
    SetEntry,
    SyntaxItem,
    SyntaxParameter,
    TypeNote,
)

Types: TypeAlias = Mapping[str, NetType] | None

_DESCRIPTION = "{{ Fill in the Description }}"
_IMPLICIT = (ParameterSetEntry(),)


def document_of_command(command: Command, types: Mapping[str, NetType] | None = None, *, date: str = "") -> CommandHelp:
    """What ``New-CommandHelp`` makes of a loaded function; ``date`` is its ``ms.date`` (``MM/dd/yyyy``).

    Hidden parameters are left out, and a parameter's help message is its description. ``types`` holds the module's own
    types by lower-case name.
    """
    automatic = _automatic_positions(command, types)
    return CommandHelp(
        command.name,
        metadata={
            "document type": "cmdlet",
            "external help file": f"{command.module or command.name}-Help.xml",
            "HelpUri": "",
            "Locale": "en-US",
            "Module Name": command.module,
            "ms.date": date,
            "PlatyPS schema version": SCHEMA_VERSION,
            "title": command.name,
        },
        synopsis="{{ Fill in the Synopsis }}",
        syntaxes=[_syntax(command, name, automatic, types) for name in _set_names(command)],
        description=_DESCRIPTION,
        examples=[Example("Example 1", "{{ Add example description here }}")],
        parameters=[_parameter(each, automatic, types) for each in command.parameters if not _is_hidden(each)],
        common_parameters=not command.simple,
        inputs=[TypeNote(name, _DESCRIPTION) for name in _input_types(command, types)],
        outputs=[TypeNote(name, _DESCRIPTION) for name in command.output_types or ("System.Object",)],
        notes="{{ Fill in the Notes }}",
    )


def _entries(parameter: Parameter) -> tuple[ParameterSetEntry, ...]:
    return parameter.sets or _IMPLICIT


def _set_names(command: Command) -> list[str]:
    """The listed sets: the default one, then the others as met, those of hidden parameters too."""
    names = [command.default_set] if command.default_set else []
    named = (entry.name for parameter in command.parameters for entry in _entries(parameter))
    return list(dict.fromkeys([*names, *(name for name in named if name != ALL_SETS_NAME)])) or [ALL_SETS_NAME]


def _automatic_positions(command: Command, types: Types) -> dict[str, int]:
    """Positions where nobody declares one or names a set: parameters that are no switches count from 0."""
    if not command.positional_binding or command.simple:
        return {}
    entries = [entry for parameter in command.parameters for entry in _entries(parameter)]
    if any(entry.position is not None or entry.name != ALL_SETS_NAME for entry in entries):
        return {}
    valued = [each.name for each in command.parameters if not resolve(each.type, types).is_switch]
    return {name: position for position, name in enumerate(valued)}


def _syntax(command: Command, set_name: str, automatic: Mapping[str, int], types: Types) -> SyntaxItem:
    """One syntax line: positional parameters by position, the others as declared."""
    positional = []
    named = []
    for parameter in command.parameters:
        entries = {entry.name: entry for entry in reversed(_entries(parameter))}
        entry = entries.get(set_name) or entries.get(ALL_SETS_NAME)
        if entry is None or _is_hidden(parameter):
            continue
        net_type = resolve(parameter.type, types)
        position = automatic.get(parameter.name) if entry.position is None else entry.position
        token = SyntaxParameter(
            parameter.name,
            net_type.display,
            "named" if position is None else str(position),
            entry.mandatory,
            position is not None and not net_type.is_switch,
            net_type.is_switch,
        )
        if position is None:
            named.append(token)
        else:
            positional.append((position, token))
    positional.sort(key=lambda pair: pair[0])
    is_default = bool(command.default_set) and set_name == command.default_set
    tokens = [token for _, token in positional] + named
    return SyntaxItem(command.name, set_name, is_default, tokens, not command.simple)


def _is_hidden(parameter: Parameter) -> bool:
    return any(entry.dont_show for entry in parameter.sets)


def _parameter(parameter: Parameter, automatic: Mapping[str, int], types: Types) -> HelpParameter:
    entries = _entries(parameter)
    message = next((entry.help_message for entry in entries if entry.help_message), "")
    return HelpParameter(
        parameter.name,
        type=resolve(parameter.type, types).full_name,
        description=message or f"{{{{ Fill {parameter.name} Description }}}}",
        wildcards=parameter.wildcards,
        aliases=list(parameter.aliases),
        sets=[_set(entry, automatic.get(parameter.name)) for entry in entries],
        help_message=message,
    )


def _set(entry: ParameterSetEntry, automatic: int | None) -> SetEntry:
    position = automatic if entry.position is None else entry.position
    return SetEntry(
        ALL_SETS if entry.name == ALL_SETS_NAME else entry.name,
        "Named" if position is None else str(position),
        entry.mandatory,
        entry.by_value,
        entry.by_name,
        entry.remaining,
    )


def _input_types(command: Command, types: Types) -> Iterator[str]:
    """The types of what the pipeline may bring, each once; of a nullable one the type within."""
    seen = set()
    for parameter in command.parameters:
        if any(entry.by_value or entry.by_name for entry in parameter.sets):
            net_type = resolve(parameter.type, types)
            name = (net_type.nullable_of or net_type).full_name
            if name not in seen:
                seen.add(name)
                yield name
