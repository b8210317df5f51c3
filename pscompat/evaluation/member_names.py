"""The names of all members that .NET's types have, run here or not."""

from __future__ import annotations

from pathlib import Path

_FILE = Path(__file__).with_name("member-names.txt")
_known: dict[str, tuple[frozenset[str], ...]] = {}


def _names(kind: str) -> tuple[frozenset[str], ...]:
    if not _known:
        for line in _FILE.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                name, *lists = line.split("|")
                _known[name.strip()] = tuple(frozenset(each.lower().split()) for each in lists)
    if kind in _known:
        return _known[kind]
    if kind.endswith("[]"):
        return _known["System.Object[]"]
    for known, names in _known.items():
        if "`" in known and known.partition("`")[0] == kind.partition("`")[0]:
            return names
    return _known["System.Object"] if kind else _EMPTY


_EMPTY = (frozenset[str](), frozenset[str](), frozenset[str](), frozenset[str]())


def is_property(kind: str, name: str) -> bool:
    """Whether the type has a property of that name."""
    return name.lower() in _names(kind)[0]


def is_method(kind: str, name: str) -> bool:
    """Whether the type has a method of that name."""
    return name.lower() in _names(kind)[1]


def is_static_property(kind: str, name: str) -> bool:
    """Whether the type has a static property of that name."""
    return name.lower() in _names(kind)[2]


def is_static_method(kind: str, name: str) -> bool:
    """Whether the type has a static method of that name."""
    return name.lower() in _names(kind)[3]
