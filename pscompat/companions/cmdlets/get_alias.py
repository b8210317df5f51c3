"""Get-Alias: the aliases of the loaded modules."""

from __future__ import annotations

from pscompat.dotnet.containers import TextRecord
from pscompat.dotnet.order.culture import sort_key
from pscompat.dotnet.wildcard import any_of, contains_wildcards
from pscompat.errors import ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.engine.call import Call
    from pscompat.helpfile.module import Module

NOT_RUN = ("Scope",)
_TYPE = "System.Management.Automation.AliasInfo"


def process(call: Call) -> Iterator[TextRecord]:
    """Write the aliases of these names, or of these commands, in order of their names."""
    values = call.values
    by_command = call.set_name == "Definition"
    excluded = any_of(values.Exclude) if values.Exclude else lambda _: False
    for wanted in (values.Definition if by_command else values.Name) or ("*",):
        picked = any_of([wanted])
        found = [row for row in _aliases(call) if picked(row[1] if by_command else row[0]) and not excluded(row[0])]
        if not found and not contains_wildcards(wanted):
            call.error(_missing(wanted, by_command))
        for alias, command, module in sorted(found, key=lambda row: sort_key(row[0], ignore_case=True)):
            yield _alias(alias, command, module)


def _aliases(call: Call) -> Iterator[tuple[str, str, Module]]:
    known: set[str] = set()
    for module in call.session.modules():
        for command, (aliases, *_) in module.index().items():
            for alias in aliases:
                if alias.lower() not in known:
                    known.add(alias.lower())
                    yield alias, command, module


def _alias(alias: str, command: str, module: Module) -> TextRecord:
    named = {"CommandType": "Cmdlet", "Name": command, "Version": module.version, "Source": module.name}
    referenced = TextRecord(named, ("System.Management.Automation.CmdletInfo",), command)
    fields = {
        "CommandType": "Alias",
        "Name": alias,
        "DisplayName": f"{alias} -> {command}",
        "Definition": command,
        "ReferencedCommand": referenced,
        "ResolvedCommand": referenced,
        "ResolvedCommandName": command,
        "Version": module.version,
        "Source": module.name,
    }
    return TextRecord(fields, (_TYPE,), alias)


def _missing(name: str, by_command: bool) -> ErrorRecord:
    what = "definition" if by_command else "name"
    message = f"This command cannot find a matching alias because an alias with the {what} '{name}' does not exist."
    return ErrorRecord(
        "ItemNotFoundException", message, category="ObjectNotFound", exception="ItemNotFoundException", target=name
    )
