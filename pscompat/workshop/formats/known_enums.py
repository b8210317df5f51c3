"""Enumerations of .NET and PowerShell: pages name them, and tell neither the numbers nor which ones hold flags."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

from ...dotnet.types import EnumInfo

_FILE = Path(__file__).with_name("known-enums.txt")
_FLAGS = " [Flags]"


def known_enum(name: str, values: Collection[str]) -> tuple[str, EnumInfo] | None:
    """Full name and members of the enumeration that a page calls so; ``values`` are those that it shows as accepted.

    A name without namespace may be another module's: it counts only with values that the enumeration has.
    """
    full = name.lower()
    if "." not in name:
        full = _by_last_name().get(full, "")
        found = _table().get(full)
        if found is None or not values or not {value.lower() for value in values} <= _lower(found[1]):
            return None
    return _table().get(full)


def _lower(info: EnumInfo) -> set[str]:
    return {member.lower() for member in info.members}


@cache
def _by_last_name() -> dict[str, str]:
    """Full names by last name, both in lower case, of the enumerations that share it with no other one."""
    names: dict[str, list[str]] = {}
    for full in _table():
        names.setdefault(full.rpartition(".")[2].rpartition("+")[2], []).append(full)
    return {last: full[0] for last, full in names.items() if len(full) == 1}


@cache
def _table() -> dict[str, tuple[str, EnumInfo]]:
    """Name and members by lower-case full name."""
    table = {}
    text = "".join(line for line in _FILE.read_text("utf-8").splitlines(True) if not line.startswith("#"))
    for entry in text.replace("\n    ", " ").splitlines():
        head, flags, rest = entry.partition(_FLAGS)
        words = rest.split() if flags else head.split()[1:]
        name = head.split()[0]
        table[name.lower()] = name, EnumInfo(_numbered(words), flags=bool(flags))
    return table


def _numbered(words: list[str]) -> dict[str, int]:
    members: dict[str, int] = {}
    number = -1
    for word in words:
        member, _, told = word.partition("=")
        number = int(told) if told else number + 1
        members[member] = number
    return members
