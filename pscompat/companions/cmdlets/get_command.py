"""Get-Command: the commands of the loaded modules."""

from __future__ import annotations

from pscompat.dotnet.containers import NetRecord
from pscompat.dotnet.wildcard import contains_wildcards, wildcard_test
from pscompat.errors import ErrorRecord, MetadataError, PscompatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any

    from pscompat.engine.call import Call
    from pscompat.helpfile.module import Module
    from pscompat.model import Command

    Test = Callable[[str], bool]

_INFO = "System.Management.Automation."

NOT_RUN = (
    "ExcludeModule",
    "FullyQualifiedModule",
    "CommandType",
    "ShowCommandInfo",
    "ArgumentList",
    "ParameterName",
    "ParameterType",
    "UseFuzzyMatching",
    "FuzzyMinimumDistance",
    "UseAbbreviationExpansion",
)


def process(call: Call) -> Iterator[Any]:
    """Write the commands that fit, by name."""
    values = call.values
    tests = [_any_of(values[name]) for name in ("Verb", "Noun", "Module")]
    found: dict[tuple[str, str], tuple[Module, str]] = {}
    for name in values.Name or ["*"]:
        matches = list(_named(call, name))
        if not matches and not contains_wildcards(name):
            call.error(_not_found(call, name))
        found.update(
            {
                (each, module.name): (module, target)
                for each, module, target in matches
                if _fits(each, module, target, tests)
            }
        )
    rows = sorted(found.items(), key=lambda item: (not item[1][1], item[0][0].lower(), item[0][1]))
    limit = values.TotalCount
    for (name, _), (module, target) in rows if limit is None or limit < 0 else rows[:limit]:
        yield _syntax(call, module, target or name) if values.Syntax else _info(module, name, target)


def _named(call: Call, name: str) -> Iterable[tuple[str, Module, str]]:
    """The commands and aliases of that name, or that match the pattern: name, module, and what an alias stands for."""
    session = call.session
    # The syntax of a command says itself by which aliases it goes.
    if not contains_wildcards(name):
        found = session.find(name)
        if found is None:
            return []
        module, proper = found
        bare = name.rpartition("\\")[2].lower()
        if call.values.Syntax or bare == proper.lower():
            return [(proper, module, "")]
        alias = next((each for each in module.index()[proper][0] if each.lower() == bare), bare)
        return [(alias, module, proper)]
    test = wildcard_test(name)
    aliases = () if call.values.Syntax else session.modules()
    matches = [(each, module, "") for module in session.modules() for each in module.command_names() if test(each)]
    for module in aliases:
        for command, (names, *_) in module.index().items():
            matches += [(alias, module, command) for alias in names if test(alias)]
    return matches


def _any_of(patterns: Sequence[str | None] | None) -> Test | None:
    # Null and empty patterns are none.
    tests = [wildcard_test(pattern) for pattern in patterns or () if pattern]
    if not tests:
        return None
    return lambda text: any(test(text) for test in tests)


def _fits(name: str, module: Module, target: str, tests: Sequence[Test | None]) -> bool:
    verb, _, noun = name.partition("-")
    place = _place(module, name, target)[1]
    return all(test is None or test(text) for test, text in zip(tests, (verb, noun, place), strict=True))


def _place(module: Module, name: str, target: str) -> tuple[str, str, str]:
    """The kind of the command, and the module and version that it is of; aliases of compiled cmdlets are of none."""
    known = module.index().get(target or name)
    is_compiled = known is not None and bool(known[2])
    if target:
        return ("Alias", "", "") if is_compiled else ("Alias", module.name, module.version)
    return "Cmdlet" if is_compiled else "Function", module.name, module.version


def _info(module: Module, name: str, target: str) -> NetRecord:
    """The command, or the alias that stands for ``target``, as an object."""
    kind, place, version = _place(module, name, target)
    fields = {"CommandType": kind, "Name": name, "Version": version, "Source": place, "ModuleName": place}
    if target:
        more = ("Definition", "ReferencedCommand", "ResolvedCommand")
        fields.update({"DisplayName": f"{name} -> {target}", **dict.fromkeys(more, target)})
    return NetRecord(fields, (f"{_INFO}{kind}Info",))


def _syntax(call: Call, module: Module, name: str) -> str:
    """The syntax of a command. Raises MetadataError where its definition contradicts itself."""
    from pscompat.engine.loaded_command import LoadedCommand
    from pscompat.views.syntax import listed_syntax

    command = LoadedCommand(module, module.command(name), call.session)
    try:
        command.binder()
    except MetadataError as error:
        error.command = call.command.class_name
        raise
    except PscompatError:
        pass  # What else is wrong is told when the command is used; its syntax can be shown.
    return listed_syntax(command.definition, module.types, _alias_shown(command.definition, call.values.Name or ()))


def _alias_shown(command: Command, asked: Sequence[str]) -> str:
    """The alias that was asked for, or the first one where a pattern was; none beside the name itself."""
    names = [each.rpartition("\\")[2].lower() for each in asked]
    if command.name.lower() in names:
        return ""
    by_pattern = any(map(contains_wildcards, names))
    return next((alias for alias in command.aliases if by_pattern or alias.lower() in names), "")


def _not_found(call: Call, name: str) -> ErrorRecord:
    (record,) = call.session.not_found(name).error_records()
    record.target = name
    return record
