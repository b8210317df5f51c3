"""Syntax lines for a help file that has none: ours may leave ``syntaxes`` to be derived (help.md §4.2)."""

from __future__ import annotations

from ...dotnet.types import UnknownTypeError, resolve
from ..document import ALL_SETS_NAMES, CommandHelp, HelpParameter, SetEntry, SyntaxItem, SyntaxParameter
from .page_types import SWITCH, dotnet_name
from .syntax_items import sorted_tokens

_SHOULD_PROCESS = ("WhatIf", "Confirm")
_PAGING = (("IncludeTotalCount", ""), ("Skip", "ulong"), ("First", "ulong"))


def derive_syntaxes(document: CommandHelp) -> list[SyntaxItem]:
    """One line for each set, the default set's first; hidden parameters are left out."""
    default = str(document.extra.get("defaultParameterSet") or "")
    names = document.set_names()
    if default and default not in ALL_SETS_NAMES:
        names = [default, *(name for name in names if name != default)]
    automatic = _automatic_positions(document)
    members = _members(document, names or ["__AllParameterSets"])
    items = []
    for name in members:
        item = SyntaxItem(document.title, name, bool(names) and name == default, common=document.common_parameters)
        item.parameters = [_token(parameter, entry, automatic) for parameter, entry in members[name]]
        item.parameters = sorted_tokens(item) + _added(document)
        items.append(item)
    return items


def _members(document: CommandHelp, names: list[str]) -> dict[str, list[tuple[HelpParameter, SetEntry]]]:
    """The parameters that are shown in each set, in the order of the file, with the entry that counts there."""
    members: dict[str, list[tuple[HelpParameter, SetEntry]]] = {name: [] for name in names}
    for parameter in document.parameters:
        if parameter.dont_show:
            continue
        entries = {entry.name: entry for entry in reversed(parameter.sets)}
        general = next((entries[name] for name in ALL_SETS_NAMES if name in entries), None)
        # Where a file has thousands of sets, most parameters are in few of them.
        everywhere = general is not None or not parameter.sets
        for name in names if everywhere else dict.fromkeys(entry.name or "" for entry in parameter.sets):
            entry = entries.get(name) or general or SetEntry(name)
            if name in members:
                members[name].append((parameter, entry))
    return members


def _automatic_positions(document: CommandHelp) -> dict[str, str]:
    """Without any position and any set, parameters that are no switches count from 0 (binding.md §1.5)."""
    entries = [entry for parameter in document.parameters for entry in parameter.sets]
    declared = any(_number(entry) for entry in entries) or document.set_names()
    if declared or str(document.extra.get("positionalBinding", "true")).lower() == "false":
        return {}
    valued = [parameter.name for parameter in document.parameters if dotnet_name(parameter.type or "") != SWITCH]
    return {name: str(position) for position, name in enumerate(valued)}


def _number(entry: SetEntry) -> str:
    text = entry.position or ""
    return text if text.lstrip("-").isdigit() else ""


def _token(parameter: HelpParameter, entry: SetEntry, automatic: dict[str, str]) -> SyntaxParameter:
    position = _number(entry) or automatic.get(parameter.name, "")
    switch = dotnet_name(parameter.type or "") == SWITCH
    return SyntaxParameter(
        name=parameter.name,
        type=_shown_type(parameter),
        position=position or "named",
        mandatory=entry.required,
        positional=bool(position) and not switch,
        switch=switch,
    )


def _shown_type(parameter: HelpParameter) -> str:
    own = parameter.extra.get("psTypeName")
    if isinstance(own, str) and own:
        return own.rpartition(".")[2] + ("[]" if (parameter.type or "").endswith("[]") else "")
    try:
        return resolve(parameter.type or "").display
    except UnknownTypeError:
        return (parameter.type or "Object").rpartition(".")[2]


def _added(document: CommandHelp) -> list[SyntaxParameter]:
    """What ShouldProcess and paging add at the end."""
    added = []
    if str(document.extra.get("supportsShouldProcess", "")).lower() == "true":
        added += [SyntaxParameter(name, switch=True) for name in _SHOULD_PROCESS]
    if str(document.extra.get("supportsPaging", "")).lower() == "true":
        added += [SyntaxParameter(name, kind or "SwitchParameter", switch=not kind) for name, kind in _PAGING]
    return added
