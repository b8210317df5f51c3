"""The attributes that functions can have: their names, and which arguments each takes (scripts.md §B6)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

AUTOMATION = "System.Management.Automation."


class Shape(NamedTuple):
    """What an attribute takes: numbers of positional arguments, and named ones by lower-case name."""

    counts: range
    named: Collection[str] = ()


_ANY = range(1_000_000)
_NONE = range(1)
_MESSAGE = ("errormessage",)
_ACCELERATED = {
    "Alias": Shape(_ANY),
    "AllowEmptyCollection": Shape(_NONE),
    "AllowEmptyString": Shape(_NONE),
    "AllowNull": Shape(_NONE),
    "ArgumentCompleter": Shape(range(2)),
    "ArgumentCompletions": Shape(_ANY),
    "CmdletBinding": Shape(
        _NONE,
        (
            *("confirmimpact", "defaultparametersetname", "helpuri", "positionalbinding", "remotingcapability"),
            *("supportspaging", "supportsshouldprocess", "supportstransactions"),
        ),
    ),
    "Experimental": Shape(range(2, 3)),
    "OutputType": Shape(_ANY, ("parametersetname", "providercmdlet")),
    "Parameter": Shape(
        range(0, 3, 2),
        (
            *("dontshow", "helpmessage", "helpmessagebasename", "helpmessageresourceid", "mandatory"),
            *("parametersetname", "position", "valuefrompipeline", "valuefrompipelinebypropertyname"),
            "valuefromremainingarguments",
        ),
    ),
    "PSDefaultValue": Shape(_NONE, ("help", "value")),
    "SupportsWildcards": Shape(_NONE),
    "ValidateCount": Shape(range(2, 3)),
    "ValidateDrive": Shape(_ANY),
    "ValidateLength": Shape(range(2, 3)),
    "ValidateNotNull": Shape(_NONE),
    "ValidateNotNullOrEmpty": Shape(_NONE),
    "ValidateNotNullOrWhiteSpace": Shape(_NONE),
    "ValidatePattern": Shape(range(1, 2), ("options", *_MESSAGE)),
    "ValidateRange": Shape(range(1, 3)),
    "ValidateScript": Shape(range(1, 2), _MESSAGE),
    "ValidateSet": Shape(_ANY, ("ignorecase", *_MESSAGE)),
    "ValidateTrustedData": Shape(_NONE),
    "ValidateUserDrive": Shape(_NONE),
}
ATTRIBUTES: dict[str, Shape] = {
    **{f"{AUTOMATION}{name}Attribute": shape for name, shape in _ACCELERATED.items()},
    f"{AUTOMATION}CredentialAttribute": Shape(_NONE),
    f"{AUTOMATION}PSTypeNameAttribute": Shape(range(1, 2)),
    f"{AUTOMATION}HiddenAttribute": Shape(_NONE),
    "System.ObsoleteAttribute": Shape(range(3), ("diagnosticid", "urlformat")),
    "System.FlagsAttribute": Shape(_NONE),
    "System.Diagnostics.CodeAnalysis.SuppressMessageAttribute": Shape(
        range(2, 3), ("category", "checkid", "justification", "messageid", "scope", "target")
    ),
}
"""What each attribute takes, by its full name."""
BY_ACCELERATOR = {
    **{name.lower(): f"{AUTOMATION}{name}Attribute" for name in _ACCELERATED},
    "pstypename": f"{AUTOMATION}PSTypeNameAttribute",
}
_FULL = {name.lower(): name for name in ATTRIBUTES}


def attribute_name(written: str, namespaces: Sequence[str], own: Collection[str]) -> str | None:
    """The full name of the attribute that is written so, an own class's name, None for one that is unknown.

    ``namespaces`` end in a dot, the first one is empty; ``own`` are the names of the file's classes.
    """
    lower = written.lower()
    classes = {name.lower(): name for name in own}
    for name in (lower, f"{lower}attribute"):
        if name in classes:
            return classes[name]
    if lower in BY_ACCELERATOR:
        return BY_ACCELERATOR[lower]
    for namespace in (*namespaces, "System."):
        for name in (lower, f"{lower}attribute"):
            for full in (namespace.lower() + name, "system." + namespace.lower() + name):
                if full in _FULL:
                    return _FULL[full]
    return None
