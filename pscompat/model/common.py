"""The parameters PowerShell adds to every advanced command (binding.md §1.6 and §1.7)."""

from __future__ import annotations

from .command import Parameter, Validation

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
