"""Parameter sets and positions that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from ...helpfile.parameter import ALL_SETS_LABEL
from ...model import ALL_SETS, ParameterSetEntry
from .findings import Finding
from .subject import CheckedParameter, Subject

MAX_SETS = 32


def check_sets(subject: Subject) -> Iterator[Finding]:
    """Sets: how many, named where, and whether they differ; positions: each once in a set."""
    names = set_names(subject)
    if len(names) > MAX_SETS:
        yield subject.finding("set-count", "error", f"{len(names)} parameter sets; PowerShell takes {MAX_SETS}")
    yield from _unknown_sets(subject, names)
    # Comparing thousands of sets with each other would take minutes, and the number alone is wrong already.
    names = names[: MAX_SETS + 1]
    yield from _alike_sets(subject, names)
    for each in subject.parameters:
        yield from _entries_of(each)
    for name in names or [ALL_SETS]:
        yield from _positions(subject, name)


def set_names(subject: Subject) -> list[str]:
    """The sets that parameters name, in the order of their first mention."""
    found = (entry.name for each in subject.parameters for entry in each.parameter.sets)
    return list(dict.fromkeys(name for name in found if name != ALL_SETS))


def _unknown_sets(subject: Subject, names: list[str]) -> Iterator[Finding]:
    lower = {name.lower() for name in names}
    default = subject.command.default_set
    if default and names and default.lower() not in lower:
        message = f"no parameter is in the default set {default}"
        yield subject.finding("set-unknown", "warning", message, "pscompat.defaultParameterSet")
    known = {*lower, default.lower(), ALL_SETS.lower(), ALL_SETS_LABEL.lower(), ""}
    for entry, line in subject.entries("syntaxes"):
        name = entry.tree.get("parameterSetName")
        if isinstance(name, str) and name.lower() not in known:
            yield Finding(
                "set-unknown", "warning", f"no parameter is in the set {name}", subject.path, line, "syntaxes"
            )


def _alike_sets(subject: Subject, names: list[str]) -> Iterator[Finding]:
    """Sets with the same parameters: nothing that is given decides between them."""
    members: dict[frozenset[str], str] = {}
    for name in names:
        inside = frozenset(
            each.parameter.name.lower() for each in subject.parameters if entry_in(each, name) is not None
        )
        if inside in members:
            message = f"the sets {members[inside]} and {name} have the same parameters"
            yield subject.finding("sets-alike", "warning", message, "parameters")
        else:
            members[inside] = name


def _entries_of(each: CheckedParameter) -> Iterator[Finding]:
    seen: set[str] = set()
    for entry in each.parameter.sets:
        if entry.name.lower() in seen:
            label = "every set" if entry.name == ALL_SETS else f"the set {entry.name}"
            yield each.finding("set-twice", "error", f"stands in {label} twice", "parameterSets")
        seen.add(entry.name.lower())
        if entry.position is not None and entry.position < 0:
            yield each.finding("position-negative", "error", f"position {entry.position}", "parameterSets")


def entry_in(each: CheckedParameter, set_name: str) -> ParameterSetEntry | None:
    """How the parameter takes part in a set: by its own entry, else by the one for all sets."""
    sets = each.parameter.sets
    if not sets:
        return ParameterSetEntry(name=ALL_SETS)
    named = next((entry for entry in sets if entry.name.lower() == set_name.lower()), None)
    return named or next((entry for entry in sets if entry.name == ALL_SETS), None)


def _positions(subject: Subject, set_name: str) -> Iterator[Finding]:
    """PowerShell lives with a position that is given twice: one of the two never gets it."""
    taken: dict[int, tuple[CheckedParameter, ParameterSetEntry]] = {}
    for each in subject.parameters:
        entry = entry_in(each, set_name)
        if entry is None or entry.position is None:
            continue
        other = taken.setdefault(entry.position, (each, entry))
        if other[0] is each:
            continue
        where = "" if set_name == ALL_SETS else f" in the set {set_name}"
        if (entry.name == ALL_SETS) != (other[1].name == ALL_SETS):
            general = each if entry.name == ALL_SETS else other[0]
            special = other[0] if general is each else each
            message = f"position {entry.position}, given for all sets, is -{special.parameter.name}'s{where}"
            yield general.finding("position-shadowed", "warning", message, "parameterSets")
        else:
            message = f"position {entry.position}{where} is -{other[0].parameter.name}'s already"
            yield each.finding("position-twice", "warning", message, "parameterSets")
