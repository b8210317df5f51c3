"""The .NET name of a type that a help page names in one of many ways (help.md §2.8, rows 26–28)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ...dotnet.types import NetType, UnknownTypeError, resolve

SWITCH = "System.Management.Automation.SwitchParameter"
OBJECT = "System.Object"
_SPELLINGS = {
    "[switch]": SWITCH,
    "pscustomobject": "System.Management.Automation.PSObject",
    "none": "",
}
# The word as people type it: Switch Parameter, SwitchParamter.
_SWITCH = re.compile(r"\[?switch\s*-?par\w*\]?", re.IGNORECASE)
# Namespaces that pages leave out.
_NAMESPACES = ("", "System.", "System.Management.Automation.", "System.IO.", "System.Text.", "System.Net.")


def dotnet_name(text: str, types: Mapping[str, NetType] | None = None) -> str | None:
    """The full name of the type as help files spell it, or None for a type that nothing here knows.

    ``types`` holds a module's own types by lower-case name.
    """
    return _built_in(text) if types is None else _dotnet_name(text, types)


@lru_cache(2000)
def _built_in(text: str) -> str | None:
    return _dotnet_name(text, None)


def _dotnet_name(text: str, types: Mapping[str, NetType] | None) -> str | None:
    name = text.strip()
    if _SWITCH.fullmatch(name):
        return SWITCH
    if name.startswith("[") and name.endswith("]") and not name.endswith("[]"):
        name = name[1:-1]
    known = _SPELLINGS.get(name.lower())
    if known is not None:
        return known or None
    for namespace in _NAMESPACES:
        try:
            return resolve(namespace + name, types).full_name
        except UnknownTypeError:
            continue
    return None
