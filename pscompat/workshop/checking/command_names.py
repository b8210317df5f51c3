"""Names: of commands, their verbs and aliases, of parameters, their aliases and abbreviations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import COMMON_PARAMETERS, PAGING_PARAMETERS, SHOULD_PROCESS_PARAMETERS, Parameter
from ..formats.page_types import SWITCH, dotnet_name
from .approved_verbs import has_approved_verb, suggestion, verb_of
from .findings import Finding
from .subject import Subject

_SHARED_LETTERS = 3
"""So many letters in common with a common parameter's name make an abbreviation that people would try."""


def check_names(subject: Subject) -> Iterator[Finding]:
    """One command's verb, and its parameters' names against each other and against PowerShell's own."""
    name = subject.command.name
    verb = verb_of(name)
    if not verb:
        yield subject.finding("verb", "warning", f"{name} is not of the form Verb-Noun")
    elif not has_approved_verb(name):
        instead = suggestion(verb)
        hint = f"; {instead} is" if instead else ""
        yield subject.finding("verb", "warning", f"{verb} is no approved verb{hint}")
    added = added_parameters(subject)
    yield from _collisions(subject, added)
    yield from _abbreviations(subject, added)


def added_parameters(subject: Subject) -> list[Parameter]:
    """The parameters that PowerShell adds to the command."""
    command = subject.command
    added = [] if command.simple else list(COMMON_PARAMETERS)
    if command.supports_should_process:
        added += SHOULD_PROCESS_PARAMETERS
    if command.supports_paging:
        added += PAGING_PARAMETERS
    return added


def _collisions(subject: Subject, added: Sequence[Parameter]) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for parameter in added:
        for name in (parameter.name, *parameter.aliases):
            owners[name.lower()] = f"the common parameter -{parameter.name}"
    for each in subject.parameters:
        name = each.parameter.name
        if name.lower() in owners:
            yield each.finding("name-reserved", "error", f"the name belongs to {owners[name.lower()]}")
        elif name.lower() == "whatif" and dotnet_name(each.parameter.type) == SWITCH:
            message = "say supportsShouldProcess: true instead; as a parameter the switch keeps nothing from being sent"
            yield each.finding("what-if-own", "error", message)
        owners.setdefault(name.lower(), f"-{name}")
    for each in subject.parameters:
        for alias in each.parameter.aliases:
            owner = owners.get(alias.lower())
            if owner is not None:
                belongs = "the parameter itself" if owner == f"-{each.parameter.name}" else owner
                yield each.finding("alias-collides", "error", f"the alias {alias} belongs to {belongs}", "aliases")
            owners.setdefault(alias.lower(), f"-{each.parameter.name}")


def _abbreviations(subject: Subject, added: Sequence[Parameter]) -> Iterator[Finding]:
    for each in subject.parameters:
        name = each.parameter.name
        rivals = [(parameter.name, _common_start(name, parameter.name)) for parameter in added]
        near = [(rival, length) for rival, length in rivals if _SHARED_LETTERS <= length < len(name)]
        if near:
            longest = max(length for _, length in near)
            listed = " and ".join(f"-{rival}" for rival, length in near if length == longest)
            message = f"-{name[:longest]} is ambiguous with {listed}; -{name[: longest + 1]} is not"
            yield each.finding("prefix-ambiguous", "note", message)


def _common_start(first: str, second: str) -> int:
    count = 0
    for one, other in zip(first.lower(), second.lower(), strict=False):
        if one != other:
            break
        count += 1
    return count


def check_command_names(subjects: Sequence[Subject]) -> Iterator[Finding]:
    """The command aliases of a module against each other and against its commands."""
    owners = {subject.command.name.lower(): subject.command.name for subject in subjects}
    for subject in subjects:
        for alias in subject.command.aliases:
            owner = owners.get(alias.lower())
            if owner is not None:
                message = f"the alias {alias} belongs to {owner}"
                yield subject.finding("command-alias-collides", "error", message, "pscompat.aliases")
            owners.setdefault(alias.lower(), subject.command.name)
