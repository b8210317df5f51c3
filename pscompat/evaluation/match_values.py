"""Matches and their groups as values with properties."""

from __future__ import annotations

from ..dotnet.containers import NetList, PSCustomObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..dotnet.regex.matching import Group, Match

_SPACE = "System.Text.RegularExpressions."
_MATCH, _GROUP = _SPACE + "Match", _SPACE + "Group"


class GroupList(NetList):
    """The groups of a match: by number, and by name."""

    __slots__ = ("named",)

    named: dict[str, int]


def match_value(found: Match) -> PSCustomObject:
    """A match as PowerShell shows it."""
    groups = GroupList(_SPACE + "GroupCollection", [_group(group) for group in found.groups.values()])
    groups.named = {name: list(found.groups).index(number) for name, number in found.named.items()}
    fields = {"Groups": groups, "Success": True, "Name": "0", "Captures": None}
    fields |= {"Index": found.start, "Length": found.end - found.start, "Value": found.text}
    made = PSCustomObject(fields, (_MATCH,))
    groups[0] = made
    return made


def no_match() -> PSCustomObject:
    """What ``[regex]::Match`` gives where nothing matches."""
    fields = {"Groups": NetList(_SPACE + "GroupCollection"), "Success": False, "Name": "0", "Captures": None}
    return PSCustomObject({**fields, "Index": 0, "Length": 0, "Value": ""}, (_MATCH,))


def _group(group: Group) -> PSCustomObject:
    fields = {"Success": group.success, "Name": group.name, "Captures": None}
    return PSCustomObject({**fields, "Index": group.start, "Length": group.length, "Value": group.text}, (_GROUP,))
