"""Validations that leave nothing, and accepted values that help and binder see differently.

Whether a default passes its own validations is found by the binder's validators; see ``binding``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...dotnet.regex.atoms import RegexProblem
from ...dotnet.regex.grammar import parse_pattern
from ...dotnet.types import NetType, UnknownTypeError, resolve
from ...errors import PscompatError
from ...language.literal import read_literal
from ...model import ALL_SETS, Validation
from .findings import Finding
from .subject import CheckedParameter, Subject


def check_values(subject: Subject, types: Mapping[str, NetType]) -> Iterator[Finding]:
    """The validations, accepted values and defaults of each parameter; ``types``: the module's own."""
    for each in subject.parameters:
        for validation in each.parameter.validations:
            if _is_empty(validation):
                message = f"{validation.kind}: the least value is above the greatest"
                yield each.finding("range-empty", "error", message, "pscompat.validate")
            if validation.kind == "pattern":
                yield from _pattern(each, str(validation.arguments["value"]))
        yield from _accepted_values(each, types)
        sets = each.parameter.sets
        if each.parameter.default is not None and sets and all(entry.mandatory for entry in sets):
            where = "" if any(entry.name == ALL_SETS for entry in sets) else " in all its sets"
            message = f"is mandatory{where}; its default is never used"
            yield each.finding("mandatory-default", "warning", message, "pscompat.default")


def _pattern(each: CheckedParameter, pattern: str) -> Iterator[Finding]:
    """PowerShell finds a faulty pattern only when a value comes."""
    try:
        parse_pattern(pattern)
    except RegexProblem as problem:
        yield each.finding("pattern-faulty", "error", f"{pattern!r} is no pattern: {problem}", "pscompat.validate")


def _is_empty(validation: Validation) -> bool:
    low, high = (_number(validation.arguments.get(key)) for key in ("min", "max"))
    try:
        return low is not None and high is not None and low > high
    except TypeError:
        return False


def _number(bound: Any) -> Any:
    if isinstance(bound, str):
        try:
            bound = read_literal(bound)
        except PscompatError:
            return None
    bound = getattr(bound, "value", bound)
    return None if isinstance(bound, bool | str | list | dict) else bound


def _accepted_values(each: CheckedParameter, types: Mapping[str, NetType]) -> Iterator[Finding]:
    shown = {value.lower() for value in each.parameter.accepted_values}
    if not shown:
        return
    checked = [validation for validation in each.parameter.validations if validation.kind == "set"]
    if checked:
        accepted = {str(value).lower() for validation in checked for value in validation.arguments.get("values", ())}
        differing = sorted(shown ^ accepted)
        if differing:
            message = f"help and the validation differ in {', '.join(differing)}"
            yield each.finding("accepted-values", "warning", message, "acceptedValues")
        return
    try:
        net_type = resolve(each.parameter.type, types)
    except UnknownTypeError:
        return
    inner = net_type.element or net_type.nullable_of or net_type
    if inner.enum is not None:
        unknown = sorted(shown - {name.lower() for name in inner.enum.members})
        if unknown:
            message = f"{inner.display} has no member {', '.join(unknown)}"
            yield each.finding("accepted-values", "warning", message, "acceptedValues")
    elif not each.parameter.completions and inner.full_name != "System.Boolean":
        message = "help shows accepted values, but nothing checks them: validate {kind: set, …}, or completions"
        yield each.finding("accepted-values", "note", message, "acceptedValues")
