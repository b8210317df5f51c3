"""Commands and parameters as the help files declare them.

Order is meaning here and is always the order in which PowerShell *reads*: set entries, aliases and
validations stand reversed against a function's source (binding.md §1.3). Type names are texts as written
(``int``, ``System.String[]``); ``dotnet.types`` gives them meaning.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

ALL_SETS = "__AllParameterSets"
"""The name of a set entry that belongs to every parameter set (``(All)`` in help files)."""


class Frozen:
    """A slotted record whose fields are set once, by name, and compared by value."""

    __slots__: tuple[str, ...] = ()

    def __init__(self, **fields: Any) -> None:
        for name in self.__slots__:
            object.__setattr__(self, name, fields.pop(name) if name in fields else self.defaults()[name])
        if fields:
            raise TypeError(f"{type(self).__name__} has no field {next(iter(fields))!r}")

    @classmethod
    def defaults(cls) -> Mapping[str, Any]:
        """The values of the fields that need not be given."""
        return {}

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.to_dict() == other.to_dict()

    def __hash__(self) -> int:
        return hash((type(self), getattr(self, self.__slots__[0])))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{k}={getattr(self, k)!r}' for k in self.__slots__)})"

    def to_dict(self) -> dict[str, Any]:
        """The fields by name."""
        return {name: getattr(self, name) for name in self.__slots__}


class Validation(Frozen):
    """One validation attribute: its ``kind`` (``range``, ``set``, ``pattern`` …) and its arguments by name.

    Kinds and keys are those of the help-file reference (``validate:``).
    """

    __slots__ = ("arguments", "kind")
    kind: str
    arguments: Mapping[str, Any]

    @classmethod
    def defaults(cls) -> Mapping[str, Any]:
        return {"arguments": {}}


class ParameterSetEntry(Frozen):
    """One ``[Parameter()]`` attribute: how the parameter takes part in one set, or in all (``ALL_SETS``)."""

    __slots__ = (
        "by_name",
        "by_value",
        "dont_show",
        "help_message",
        "mandatory",
        "name",
        "position",
        "remaining",
    )
    name: str
    mandatory: bool
    position: int | None
    by_value: bool
    by_name: bool
    remaining: bool
    dont_show: bool
    help_message: str

    @classmethod
    def defaults(cls) -> Mapping[str, Any]:
        return _ENTRY_DEFAULTS


_ENTRY_DEFAULTS: dict[str, Any] = {
    "name": ALL_SETS,
    "mandatory": False,
    "position": None,
    "by_value": False,
    "by_name": False,
    "remaining": False,
    "dont_show": False,
    "help_message": "",
}


class Parameter(Frozen):
    """One declared parameter.

    ``default`` is the text of a PowerShell literal, None without one. ``transforms`` names argument
    transformations that run before the type conversion. ``compiled`` marks parameters that bind as those of a
    compiled cmdlet (the common ones), ``dynamic`` those that syntax lines do not show. ``sensitive`` values are never
    shown. ``completions`` are suggestions, ``accepted_values`` what help shows as accepted.
    """

    __slots__ = (
        "accepted_values",
        "aliases",
        "compiled",
        "completions",
        "default",
        "dynamic",
        "name",
        "obsolete",
        "ps_type_name",
        "sensitive",
        "sets",
        "transforms",
        "type",
        "validations",
        "wildcards",
    )
    name: str
    type: str
    aliases: tuple[str, ...]
    sets: tuple[ParameterSetEntry, ...]
    validations: tuple[Validation, ...]
    transforms: tuple[str, ...]
    default: str | None
    obsolete: str | None
    ps_type_name: str
    sensitive: bool
    compiled: bool
    dynamic: bool
    completions: tuple[str, ...]
    accepted_values: tuple[str, ...]
    wildcards: bool

    @classmethod
    def defaults(cls) -> Mapping[str, Any]:
        return _PARAMETER_DEFAULTS


_PARAMETER_DEFAULTS: dict[str, Any] = {
    "type": "object",
    "aliases": (),
    "sets": (ParameterSetEntry(),),
    "validations": (),
    "transforms": (),
    "default": None,
    "obsolete": None,
    "ps_type_name": "",
    "sensitive": False,
    "compiled": False,
    "dynamic": False,
    "completions": (),
    "accepted_values": (),
    "wildcards": False,
}


class Command(Frozen):
    """One command: its parameters in declaration order and what binding needs to know about it.

    ``simple`` marks a function without ``[CmdletBinding()]``: it has no common parameters and no sets.
    ``handler`` names the handler module, ``request`` is the request mapping; at most one of them is given.
    ``class_name`` is the .NET class of a compiled cmdlet, which its errors name; its parameters are ``compiled``.
    ``parenthesised`` marks a simple function whose parameters stand in parentheses behind its name.
    ``obsolete`` is the text of the warning that each call writes, None without one.
    """

    __slots__ = (
        "aliases",
        "class_name",
        "default_set",
        "handler",
        "module",
        "name",
        "obsolete",
        "output_types",
        "parameters",
        "parenthesised",
        "path",
        "positional_binding",
        "request",
        "response",
        "simple",
        "supports_paging",
        "supports_should_process",
    )
    name: str
    parameters: tuple[Parameter, ...]
    default_set: str
    positional_binding: bool
    supports_should_process: bool
    supports_paging: bool
    simple: bool
    aliases: tuple[str, ...]
    class_name: str
    module: str
    path: str
    handler: str
    request: Mapping[str, Any] | None
    response: Mapping[str, Any] | None
    output_types: tuple[str, ...]
    obsolete: str | None
    parenthesised: bool

    @classmethod
    def defaults(cls) -> Mapping[str, Any]:
        return _COMMAND_DEFAULTS


_COMMAND_DEFAULTS: dict[str, Any] = {
    "parameters": (),
    "default_set": "",
    "positional_binding": True,
    "supports_should_process": False,
    "supports_paging": False,
    "simple": False,
    "aliases": (),
    "class_name": "",
    "module": "",
    "path": "",
    "handler": "",
    "request": None,
    "response": None,
    "output_types": (),
    "obsolete": None,
    "parenthesised": False,
}


_SWITCH = "System.Management.Automation.SwitchParameter"
_PREFERENCE = "System.Management.Automation.ActionPreference"
_VARIABLE_NAME = (Validation(kind="variableName"),)


def _common(name: str, alias: str, type_name: str, validations: tuple[Validation, ...] = ()) -> Parameter:
    aliases = (alias,) if alias else ()
    return Parameter(name=name, aliases=aliases, type=type_name, validations=validations, compiled=True)


COMMON_PARAMETERS = (
    _common("Verbose", "vb", _SWITCH),
    _common("Debug", "db", _SWITCH),
    _common("ErrorAction", "ea", _PREFERENCE),
    _common("WarningAction", "wa", _PREFERENCE),
    _common("InformationAction", "infa", _PREFERENCE),
    _common("ProgressAction", "proga", _PREFERENCE),
    _common("ErrorVariable", "ev", "System.String", _VARIABLE_NAME),
    _common("WarningVariable", "wv", "System.String", _VARIABLE_NAME),
    _common("InformationVariable", "iv", "System.String", _VARIABLE_NAME),
    _common("OutVariable", "ov", "System.String", _VARIABLE_NAME),
    _common(
        "OutBuffer", "ob", "System.Int32", (Validation(kind="range", arguments={"min": "0", "max": "2147483647"}),)
    ),
    _common("PipelineVariable", "pv", "System.String", _VARIABLE_NAME),
)
"""The twelve common parameters, in the order in which PowerShell merges them."""

SHOULD_PROCESS_PARAMETERS = (_common("WhatIf", "wi", _SWITCH), _common("Confirm", "cf", _SWITCH))
PAGING_PARAMETERS = (
    _common("IncludeTotalCount", "", _SWITCH),
    _common("Skip", "", "System.UInt64"),
    _common("First", "", "System.UInt64"),
)
