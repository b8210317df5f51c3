"""Parameter blocks of platyPS Markdown v2 (2024-05-01): typed YAML with nested set entries (help.md §2.4)."""

from __future__ import annotations

from typing import Any

from .document import HelpParameter, SetEntry

_BOOLEANS = {"true": True, "y": True, "yes": True, "on": True, "false": False, "n": False, "no": False, "off": False}
_TEXTS = ("Type", "DefaultValue", "HelpMessage")
_FLAGS = ("SupportsWildcards", "DontShow")
_LISTS = ("Aliases", "AcceptedValues")
_SET_FLAGS = ("IsRequired", "ValueFromPipeline", "ValueFromPipelineByPropertyName", "ValueFromRemainingArguments")


class NotV2Error(Exception):
    """The block is not what platyPS's v2 reader takes."""


def platyps_parameter(name: str, description: str, block: Any) -> HelpParameter:
    """A v2 block as platyPS 1.0.3 reads it: unknown keys ignored, a wrong kind refused. Raises NotV2Error."""
    if not isinstance(block, dict):
        raise NotV2Error
    texts = {key: _text(block.get(key, "")) for key in _TEXTS}
    flags = {key: _flag(block.get(key, "false")) for key in _FLAGS}
    lists = {key: _texts(block.get(key, [])) for key in _LISTS}
    entries = block.get("ParameterSets", [])
    if not isinstance(entries, list):
        raise NotV2Error
    return HelpParameter(
        name=name,
        type=texts["Type"],
        description=description,
        default=texts["DefaultValue"],
        wildcards=flags["SupportsWildcards"],
        aliases=lists["Aliases"],
        dont_show=flags["DontShow"],
        accepted_values=lists["AcceptedValues"] or [],
        sets=[_set(entry) for entry in entries],
        help_message=texts["HelpMessage"] or "",
    )


def _set(entry: Any) -> SetEntry:
    if not isinstance(entry, dict):
        raise NotV2Error
    required, by_value, by_name, remaining = (_flag(entry.get(key, "false")) for key in _SET_FLAGS)
    return SetEntry(
        _text(entry.get("Name", "")), _text(entry.get("Position", "")), required, by_value, by_name, remaining
    )


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise NotV2Error
    return value


def _texts(value: Any) -> list[str] | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise NotV2Error
    return [_text(item) or "" for item in value]


def _flag(value: Any) -> bool:
    flag = _BOOLEANS.get(value.lower()) if isinstance(value, str) else None
    if flag is None:
        raise NotV2Error
    return flag
