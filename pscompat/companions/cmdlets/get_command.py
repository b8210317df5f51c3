"""Get-Command: the commands of the loaded modules."""

from __future__ import annotations

from pscompat.dotnet.containers import NetRecord
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
    is_restricted = any(tests)
    found: dict[tuple[str, str], tuple[Module, str]] = {}
    for wanted in values.Name or ("",):
        for name, module, target in _named(call, wanted) if wanted else _matching(call, None):
            if not is_restricted or _fits(name, module, target, tests):
                found[name, module.name] = module, target
    rows = sorted(found.items(), key=lambda item: (not item[1][1], item[0][0].lower(), item[0][1]))
    limit = values.TotalCount
    for (name, _), (module, target) in rows if limit is None or limit < 0 else rows[:limit]:
        yield _syntax(call, module, target or name) if values.Syntax else _info(module, name, target)


def _named(call: Call, wanted: str) -> Iterable[tuple[str, Module, str]]:
    """The commands and aliases of that name, or that match the pattern: name, module, and what an alias stands for."""
    from pscompat.dotnet.wildcard import contains_wildcards, wildcard_test

    if contains_wildcards(wanted):
        return _matching(call, wildcard_test(wanted))
    found = call.session.find(wanted)
    if found is None:
        call.error(_not_found(call, wanted))
        return ()
    module, proper = found
    bare = wanted.rpartition("\\")[2].lower()
    # The syntax of a command says itself by which aliases it goes.
    if call.values.Syntax or bare == proper.lower():
        return ((proper, module, ""),)
    alias = next((each for each in module.index()[proper][0] if each.lower() == bare), bare)
    return ((alias, module, proper),)


def _matching(call: Call, test: Test | None) -> Iterator[tuple[str, Module, str]]:
    """The commands and aliases whose names pass the test, all without one."""
    modules = call.session.modules()
    for module in modules:
        for name in module.command_names():
            if test is None or test(name):
                yield name, module, ""
    for module in () if call.values.Syntax else modules:
        for command, (aliases, *_) in module.index().items():
            for alias in aliases:
                if test is None or test(alias):
                    yield alias, module, command


def _any_of(patterns: Sequence[str | None] | None) -> Test | None:
    if not patterns:
        return None
    from pscompat.dotnet.wildcard import wildcard_test

    # Null and empty patterns are none.
    tests = [wildcard_test(pattern) for pattern in patterns if pattern]
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
    from pscompat.dotnet.wildcard import contains_wildcards

    names = [each.rpartition("\\")[2].lower() for each in asked]
    if command.name.lower() in names:
        return ""
    by_pattern = any(map(contains_wildcards, names))
    return next((alias for alias in command.aliases if by_pattern or alias.lower() in names), "")


def _not_found(call: Call, name: str) -> ErrorRecord:
    (record,) = call.session.not_found(name).error_records()
    record.target = name
    return record
