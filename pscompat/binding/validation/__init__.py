"""Validation attributes, and the null and empty rules of mandatory parameters (binding.md §9.5 and §9.8).

The attributes are compiled to functions; a module is loaded when one of its attributes is first asked for.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from ...dotnet.types import NetType
    from ...model import Validation
    from .attributes import Check


def validator(validation: Validation, net_type: NetType) -> Check:
    """The check of one attribute on a parameter of ``net_type``: a callable that raises ValidationError.

    Raises MetadataError, with PowerShell's id and text, when the attribute itself cannot be built. Kinds that only
    relax other rules (``allowNull`` …) have no check, nor have scripts, which see more than the value: asking for one
    is a KeyError.
    """
    return _BUILDERS[validation.kind](validation.arguments, net_type)


def _set(arguments: Mapping[str, Any], net_type: NetType) -> Check:
    from .attributes import validate_set

    return validate_set(arguments, net_type)


def _length(arguments: Mapping[str, Any], net_type: NetType) -> Check:
    from .attributes import validate_length

    return validate_length(arguments, net_type)


def _count(arguments: Mapping[str, Any], net_type: NetType) -> Check:
    from .attributes import validate_count

    return validate_count(arguments, net_type)


def _variable_name(arguments: Mapping[str, Any], net_type: NetType) -> Check:
    from .attributes import validate_variable_name

    return validate_variable_name()


def _not_null(arguments: Mapping[str, Any], net_type: NetType) -> Check:
    from .nulls import validate_not_null

    return validate_not_null(net_type)


def _not_null_or_empty(arguments: Mapping[str, Any], net_type: NetType) -> Check:
    from .nulls import validate_not_null_or

    return validate_not_null_or(net_type, white_space=False)


def _not_null_or_white_space(arguments: Mapping[str, Any], net_type: NetType) -> Check:
    from .nulls import validate_not_null_or

    return validate_not_null_or(net_type, white_space=True)


def _range(arguments: Mapping[str, Any], net_type: NetType) -> Check:
    from .range import validate_range

    return validate_range(arguments)


def _range_kind(arguments: Mapping[str, Any], net_type: NetType) -> Check:
    from .range import validate_range_kind

    return validate_range_kind(arguments)


def _pattern(arguments: Mapping[str, Any], net_type: NetType) -> Check:
    from .pattern import validate_pattern

    return validate_pattern(arguments, net_type)


_BUILDERS: dict[str, Callable[[Mapping[str, Any], NetType], Check]] = {
    "range": _range,
    "rangeKind": _range_kind,
    "set": _set,
    "pattern": _pattern,
    "length": _length,
    "count": _count,
    "notNull": _not_null,
    "notNullOrEmpty": _not_null_or_empty,
    "notNullOrWhiteSpace": _not_null_or_white_space,
    "variableName": _variable_name,
}
