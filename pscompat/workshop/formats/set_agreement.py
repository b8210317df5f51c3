"""How parameters take part in sets where SYNTAX and the parameters' blocks say different things.

A block of the older schema has one position and one pipeline rule for all sets; SYNTAX has a line for each. So SYNTAX
tells membership, what is mandatory and what is positional, and the blocks tell the rest. The document keeps the
blocks' words; what binds stands under ``pscompat: {parameterSets: …}`` where it differs from them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...model import COMMON_PARAMETERS, PAGING_PARAMETERS, SHOULD_PROCESS_PARAMETERS
from ..document import ALL_SETS, ALL_SETS_NAMES, CommandHelp, Gap, HelpParameter, SetEntry, SyntaxItem, SyntaxParameter
from .page_types import OBJECT, SWITCH, dotnet_name

PROVIDED = frozenset(
    parameter.name.lower() for parameter in (*COMMON_PARAMETERS, *SHOULD_PROCESS_PARAMETERS, *PAGING_PARAMETERS)
)
"""Names, in lower case, of the parameters that PowerShell adds itself."""
_NAMED = "Named"
_SHOWN = 32
_ALIKE = 0.5
_ALL = tuple(name.lower() for name in ALL_SETS_NAMES)


def settle_sets(document: CommandHelp) -> list[Gap]:
    """Write down what binds where it differs from the blocks; the gaps have both readings."""
    lines = [item for item in document.syntaxes if item.parameters or len(document.syntaxes) > 1]
    if not lines:
        return []
    gaps = _values_for_sets(document)
    named = {entry.name or "" for parameter in document.parameters for entry in parameter.sets} - {*ALL_SETS_NAMES, ""}
    if named and all(item.set_name in ALL_SETS_NAMES for item in lines):
        what = f"the blocks name the sets {', '.join(sorted(named)[:_SHOWN])}, SYNTAX has one line; the blocks count"
        return [*gaps, Gap(document.title, "syntaxes", what)]
    # Where a heading has other letters than the blocks, theirs count: headings are written by hand.
    headings = {item.set_name for item in lines}
    spelled = {name.lower(): name for name in sorted(named, key=lambda name: (name not in headings, name))}
    meant = paired_sets(document, lines)
    for line, name in meant.items():
        what = f"SYNTAX calls {line} the set that the blocks call {name}; SYNTAX counts"
        gaps.append(Gap(document.title, "syntaxes", what))
    for item in lines:
        name = spelled.get(item.set_name.lower(), item.set_name)
        if item.is_default and name != item.set_name:
            document.extra["defaultParameterSet"] = name
    lines_of = {name.lower(): line for line, name in meant.items()}
    sets = {item.name.lower(): _renamed(item.sets, lines_of) for item in document.parameters}
    entries = {name: {(entry.name or "").lower(): entry for entry in own} for name, own in sets.items()}
    positions = {item.set_name: _positions(item, entries) for item in lines}
    shown = {item.set_name: _tokens(item) for item in lines}
    for parameter in document.parameters:
        tokens = {name: inside.get(parameter.name.lower()) for name, inside in shown.items()}
        if not any(tokens.values()):
            if not parameter.dont_show and not parameter.dynamic:
                what = "the page describes it, SYNTAX does not show it; it was taken for a dynamic parameter"
                gaps.append(Gap(f"{document.title} -{parameter.name}", "syntaxes", what))
                _make_dynamic(parameter)
            continue
        agreed, differing = _agreed(parameter, sets[parameter.name.lower()], tokens, positions)
        agreed = [replace(entry, name=spelled.get((entry.name or "").lower(), entry.name)) for entry in agreed]
        gaps += [Gap(f"{document.title} -{parameter.name}", key, what) for key, what in differing.items()]
        if _meaning(agreed) != _meaning(parameter.sets):
            parameter.extra["parameterSets"] = [_tree(entry) for entry in agreed]
    return gaps


def settle_types(document: CommandHelp) -> list[Gap]:
    """Where SYNTAX or the block has a switch and the other one a value, SYNTAX counts if the examples do as it says."""
    gaps = []
    shown: dict[str, set[str]] = {}
    for item in document.syntaxes:
        for token in item.parameters:
            kind = SWITCH if token.switch else dotnet_name(token.type) or token.type
            shown.setdefault(token.name.lower(), set()).add(kind)
    for parameter in document.parameters:
        kinds = shown.get(parameter.name.lower(), set())
        block = dotnet_name(parameter.type or "") or parameter.type
        if not kinds or (block == SWITCH) == (SWITCH in kinds) or (SWITCH in kinds and len(kinds) > 1):
            continue
        if _given_values(document, parameter.name) != {block == SWITCH}:
            continue
        kind = kinds.pop() if len(kinds) == 1 else OBJECT
        what = f"the block says {parameter.spelled or block}, SYNTAX shows {kind}; SYNTAX counts"
        gaps.append(Gap(f"{document.title} -{parameter.name}", "type", what))
        parameter.type = parameter.spelled = kind
    return gaps


def _given_values(document: CommandHelp, name: str) -> set[bool]:
    """Whether the examples give the parameter with a value, and whether they give it without."""
    use = re.compile(rf"(?<!\S)-{re.escape(name)}(?![\w-])[ \t]*(?:`\s*)?(\S?)", re.IGNORECASE)
    behind = [found[1] for example in document.examples for found in use.finditer(example.text)]
    return {each not in ("", "-", "|", "`") for each in behind}


def add_undescribed(document: CommandHelp) -> list[Gap]:
    """Parameters that only SYNTAX has become the command's too."""
    known = {parameter.name.lower() for parameter in document.parameters}
    shown = {item.set_name: _tokens(item) for item in document.syntaxes}
    gaps = []
    for item in document.syntaxes:
        for token in item.parameters:
            if token.name.lower() in known:
                continue
            known.add(token.name.lower())
            kind = SWITCH if token.switch else dotnet_name(token.type) or token.type or OBJECT
            sets = [SetEntry(_label(name)) for name, inside in shown.items() if token.name.lower() in inside]
            sets = [SetEntry(ALL_SETS)] if len(sets) == len(shown) else sets
            document.parameters.append(HelpParameter(token.name, kind, sets=sets))
            if token.name.lower() not in PROVIDED:
                what = "only SYNTAX has it; type and sets are SYNTAX's"
                gaps.append(Gap(f"{document.title} -{token.name}", "parameters", what))
    return gaps


def _renamed(entries: list[SetEntry], names: Mapping[str, str]) -> list[SetEntry]:
    """The entries with the names that SYNTAX gives to their sets; ``names`` has those by the blocks', lower-case."""
    if not names:
        return entries
    return [replace(entry, name=names.get((entry.name or "").lower(), entry.name)) for entry in entries]


def _values_for_sets(document: CommandHelp) -> list[Gap]:
    """Several sets that one parameter alone names, and no line, could not be told apart: they are values it takes."""
    known = {item.set_name.lower() for item in document.syntaxes}
    named_by: dict[str, int] = {}
    for parameter in document.parameters:
        for name in {(entry.name or "").lower() for entry in parameter.sets}:
            named_by[name] = named_by.get(name, 0) + 1
    gaps = []
    for parameter in document.parameters:
        own = [entry.name or "" for entry in parameter.sets]
        if len(own) > 1 and all(named_by[name.lower()] == 1 and name.lower() not in known for name in own):
            what = f"{', '.join(own[:_SHOWN])} were taken for values, not for sets"
            gaps.append(Gap(f"{document.title} -{parameter.name}", "parameterSets", what))
            parameter.sets = [replace(parameter.sets[0], name=ALL_SETS)]
    return gaps


def _make_dynamic(parameter: HelpParameter) -> None:
    """One that binds and no line shows: a command that is complete without it cannot demand it."""
    parameter.dynamic = True
    if any(entry.required for entry in parameter.sets):
        parameter.extra["parameterSets"] = [_tree(replace(entry, required=False)) for entry in parameter.sets]


def paired_sets(document: CommandHelp, lines: list[SyntaxItem]) -> dict[str, str]:
    """Headings that no block names by the sets that no heading names: those whose parameters are the same.

    What all lines show, and what is in all sets, tells nothing.
    """
    shown = {item.set_name: {token.name.lower() for token in item.parameters} for item in lines}
    inside: dict[str, set[str]] = {}
    for parameter in document.parameters:
        for entry in parameter.sets:
            if entry.name and entry.name not in ALL_SETS_NAMES:
                inside.setdefault(entry.name, set()).add(parameter.name.lower())
    known = {name.lower() for name in shown}
    named = {*_ALL, *(name.lower() for name in inside)}
    unnamed = [line for line in shown if line.lower() not in named]
    unshown = [name for name in inside if name.lower() not in known]
    if len(unnamed) > _SHOWN or len(unshown) > _SHOWN:  # PowerShell takes no more sets
        return {}
    telling = set().union(*inside.values()) if inside else set()
    scores = []
    for line in unnamed:
        for name in unshown:
            own = shown[line] & telling
            score = len(own & inside[name]) / max(len(own | inside[name]), 1)
            if score > _ALIKE:
                scores.append((-score, line, name))
    found: dict[str, str] = {}
    for _, line, name in sorted(scores, key=lambda each: each[0]):
        if line not in found and name not in found.values():
            found[line] = name
    return found


def _agreed(
    parameter: HelpParameter,
    sets: list[SetEntry],
    tokens: dict[str, SyntaxParameter | None],
    positions: dict[str, dict[str, str]],
) -> tuple[list[SetEntry], dict[str, str]]:
    """The entries that bind, and by key what SYNTAX and block say differently."""
    general = next((entry for entry in sets if entry.name in ALL_SETS_NAMES), None)
    named = {(entry.name or "").lower(): entry for entry in sets if entry.name not in ALL_SETS_NAMES}
    agreed: list[SetEntry] = []
    differing: dict[str, str] = {}
    for name, token in tokens.items():
        said = named.get(name.lower()) or general
        label = "" if name in ALL_SETS_NAMES else f" in {name}"
        if token is None:
            if said is not None and (said is not general or not parameter.is_switch):
                differing["parameterSets"] = (
                    f"the block has it{label or ' in all sets'}, SYNTAX does not; SYNTAX counts"
                )
            continue
        if said is None:
            differing["parameterSets"] = f"SYNTAX has it{label}, the block does not; SYNTAX counts"
            said = next(iter(sets), SetEntry())
        # A mandatory switch in brackets is a fault of platyPS's first version.
        required = token.mandatory or (said.required and _is_switch(parameter))
        if required != said.required:
            words = "mandatory", "optional"
            shown, block = (words if required else words[::-1])[:2]
            differing["parameterSets.isRequired"] = (
                f"SYNTAX shows it {shown}{label}, the block says {block}; SYNTAX counts"
            )
        position = positions[name].get(parameter.name.lower(), _NAMED)
        if _is_switch(parameter) and said.position not in positions[name].values():
            position = said.position or _NAMED  # which SYNTAX does not show
        if (position == _NAMED) != (_number(said) is None):
            shown = "by name" if position == _NAMED else "positional"
            differing["parameterSets.position"] = (
                f"SYNTAX shows it {shown}{label}, the block says {said.position or _NAMED}; SYNTAX counts"
            )
        agreed.append(replace(said, name=_label(name), required=required, position=position))
    alike = len({_shape(entry) for entry in agreed}) == 1
    lines = {name.lower() for name in tokens}
    rest = [] if agreed else [entry for name, entry in named.items() if name not in lines]
    if general is not None and alike and len(agreed) == len(tokens) and not rest:
        agreed = [replace(agreed[0], name=ALL_SETS)]
    if general is not None and len(agreed) < len(tokens) and not named and not differing.keys() - {"parameterSets"}:
        differing.pop("parameterSets", None)  # (All) on an old page often means nothing but that nobody looked
    return agreed + rest, differing


def _positions(item: SyntaxItem, entries: Mapping[str, Mapping[str, SetEntry]]) -> dict[str, str]:
    """The positions in one line by lower-case name: the blocks' numbers, else, where these do not tell, their place.

    Not every page has its positional parameters in the order of their positions.
    """
    numbers: dict[str, int | None] = {}
    for token in item.parameters:
        if token.positional and not token.switch:
            said = entries.get(token.name.lower(), {})
            entry = said.get(item.set_name.lower()) or next((said[name] for name in _ALL if name in said), None)
            numbers[token.name.lower()] = None if entry is None else _number(entry)
    given = [number for number in numbers.values() if number is not None]
    if len(given) < len(numbers) or len(set(given)) < len(given):
        numbers = dict(zip(numbers, range(len(numbers)), strict=True))
    return {name: str(number) for name, number in numbers.items()}


def _tokens(item: SyntaxItem) -> dict[str, SyntaxParameter]:
    return {token.name.lower(): token for token in reversed(item.parameters)}


def _is_switch(parameter: HelpParameter) -> bool:
    return dotnet_name(parameter.type or "") == SWITCH


def _number(entry: SetEntry) -> int | None:
    text = entry.position or ""
    return int(text) if text.removeprefix("-").isdigit() else None


def _label(name: str) -> str:
    return ALL_SETS if name in ALL_SETS_NAMES else name


def _meaning(entries: list[SetEntry]) -> frozenset[Any]:
    return frozenset((_label(entry.name or ALL_SETS), _shape(entry)) for entry in entries)


def _shape(entry: SetEntry) -> tuple[Any, ...]:
    """How it takes part, whatever its set."""
    return _number(entry), entry.required, entry.by_value, entry.by_name, entry.remaining


def bound_trees(parameter: HelpParameter) -> list[dict[str, Any]]:
    """The entries that bind, those under ``pscompat`` before the page's own, as the help file has them."""
    own = parameter.extra.get("parameterSets")
    return [_tree(entry) for entry in parameter.sets] if own is None else own


def _tree(entry: SetEntry) -> dict[str, Any]:
    """The entry as the help file has it; what is false needs no word."""
    tree: dict[str, Any] = {"name": entry.name, "position": entry.position or _NAMED}
    flags = (
        ("isRequired", entry.required),
        ("valueFromPipeline", entry.by_value),
        ("valueFromPipelineByPropertyName", entry.by_name),
        ("valueFromRemainingArguments", entry.remaining),
    )
    return tree | {key: True for key, value in flags if value}
