"""The document platyPS makes of a command without help: its definition, and places to fill in (help.md §2.7)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeAlias

from ...model import ALL_SETS as ALL_SETS_NAME
from ...model import Command, Parameter, ParameterSetEntry
from ...values.types import NetType, UnknownTypeError, resolve, shown_ps_type_name
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

    Hidden parameters are left out, and a parameter's help message is its description; of several attributes the last
    one read says so. ``types`` holds the module's own types by lower-case name.
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
        outputs=[TypeNote(name, _DESCRIPTION) for name in _output_types(command)],
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
            _shown_type(parameter, net_type),
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
    return _entries(parameter)[-1].dont_show


def _shown_type(parameter: Parameter, net_type: NetType) -> str:
    """The type in a syntax line: a PSTypeName without its namespaces, else accelerators (help.md §4.3)."""
    if not parameter.ps_type_name:
        return _abbreviated((net_type.nullable_of or net_type).full_name)
    return shown_ps_type_name(parameter.ps_type_name, net_type)


def _abbreviated(name: str) -> str:
    """A type's name with accelerators; unlike PowerShell, platyPS leaves a generic type's mark of arity."""
    array = re.fullmatch(r"(.+)(\[,*\])", name)
    if array:
        return _abbreviated(array[1]) + array[2]
    outer, bracket, arguments = name.partition("[")
    if not bracket:
        try:
            return resolve(name).display
        except UnknownTypeError:
            return name.rpartition(".")[2]
    return f"{outer.rpartition('.')[2]}[{','.join(map(_abbreviated, _split_arguments(arguments[:-1])))}]"


def _split_arguments(text: str) -> list[str]:
    """A generic type's arguments: parts between commas that stand in no bracket."""
    parts, depth = [""], 0
    for char in text:
        depth += (char == "[") - (char == "]")
        if char == "," and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _parameter(parameter: Parameter, automatic: Mapping[str, int], types: Types) -> HelpParameter:
    entries = _entries(parameter)
    message = entries[-1].help_message
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


def _input_types(command: Command, types: Types) -> list[str]:
    """What the automatic help says the pipeline may bring, as platyPS reads it, then what the parameters say.

    The two spell a generic type differently, and both stay.
    """
    found = []
    for parameter in command.parameters:
        if any(entry.by_value or entry.by_name for entry in parameter.sets):
            found.append(resolve(parameter.type, types))
    from_help = [_read_type_name(each.qualified_name) for each in found]
    from_code = [(each.nullable_of or each).qualified_name for each in found]
    return list(dict.fromkeys(from_help + from_code))


def _output_types(command: Command) -> list[str]:
    names = command.output_types
    if not names:
        return ["System.Object"]
    from_help = [_read_type_name(name) for name in names if name.lower() != "none"]
    from_code = [_read_type_name(name) if name.endswith("[]") else name for name in names]
    return list(dict.fromkeys(from_help + from_code))


def _read_type_name(name: str) -> str:
    """A type name of the automatic help: a nullable's type, and nothing behind the first comma."""
    return name.replace("System.Nullable`1[[", "").partition(",")[0].strip()
