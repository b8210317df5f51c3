"""Matches and their groups as values with properties."""

from __future__ import annotations

from ..dotnet.containers import NetList, TextRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..dotnet.regex.matching import Group, Match

_SPACE = "System.Text.RegularExpressions."
_MATCH, _GROUP = _SPACE + "Match", _SPACE + "Group"


class GroupList(NetList):
    """The groups of a match: by number, and by name."""

    __slots__ = ("named",)

    named: dict[str, int]


def match_value(found: Match) -> TextRecord:
    """A match as PowerShell shows it. What .NET lists in it as the match itself lists no groups again."""
    groups = GroupList(_SPACE + "GroupCollection", [_group(group) for group in found.groups.values()])
    groups.named = {name: list(found.groups).index(number) for name, number in found.named.items()}
    whole = found.groups[0]
    return TextRecord({"Groups": groups, **_group(whole, _MATCH)}, (_MATCH,), whole.text)


def no_match() -> TextRecord:
    """What ``[regex]::Match`` gives where nothing matches."""
    from ..dotnet.regex.matching import Group

    nothing = _group(Group("0", False, "", 0), _MATCH)
    return TextRecord({"Groups": NetList(_SPACE + "GroupCollection"), **nothing}, (_MATCH,), "")


def _group(group: Group, type_name: str = _GROUP) -> TextRecord:
    place = {"Index": group.start, "Length": group.length, "Value": group.text, "ValueSpan": None}
    named = {"Success": group.success, "Name": group.name}
    captures = [TextRecord({**named, **place}, (type_name,), group.text)] if group.success else []
    fields = {**named, "Captures": NetList(_SPACE + "CaptureCollection", captures), **place}
    return TextRecord(fields, (type_name,), group.text)
