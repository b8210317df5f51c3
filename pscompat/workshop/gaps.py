"""What a document leaves open or contradicts itself about (help.md §6.2), as places to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..dotnet.types import NetType, UnknownTypeError, resolve
from .document import CommandHelp, Gap, HelpParameter
from .formats.guesses import SECRET_NAME, bound_set_names, is_numeric, is_told, ranges_of
from .formats.page_types import dotnet_name

_NAMED = 32
"""So many sets are named at most."""


def open_questions(document: CommandHelp, types: Mapping[str, NetType] | None = None) -> list[Gap]:
    """The places to fill in, the command's own first; ``types``: the module's own by lower-case name."""
    own = [gap for item in document.parameters if not item.shared for gap in _of_parameter(document, item, types)]
    return [*_of_command(document), *own]


def _of_command(document: CommandHelp) -> Iterator[Gap]:
    def gap(key: str, what: str) -> Gap:
        return Gap(document.title, key, what)

    own = document.extra
    if not own.get("handler") and not own.get("request"):
        yield gap("pscompat.request", "no help format says what the command does; give a request or a handler")
    sets = bound_set_names(document)
    marked = any(item.is_default for item in document.syntaxes)
    if len(sets) > 1 and not marked and not own.get("defaultParameterSet"):
        shown = ", ".join(sets[:_NAMED]) + (f" and {len(sets) - _NAMED:,} more" if len(sets) > _NAMED else "")
        yield gap("pscompat.defaultParameterSet", f"which of {shown} is the default set is not said")


def _of_parameter(
    document: CommandHelp, parameter: HelpParameter, types: Mapping[str, NetType] | None
) -> Iterator[Gap]:
    def gap(key: str, what: str) -> Gap:
        return Gap(f"{document.title} -{parameter.name}", key, what)

    own = parameter.extra
    name = dotnet_name(parameter.type or "", types)
    kind = resolve_or_none(name, types)
    if kind is None:
        yield gap(
            "type", f"{parameter.type} is no type known here; declare it in the module file or take System.Object"
        )
    kinds = {each.get("kind") for each in own.get("validate") or () if isinstance(each, dict)}
    ranges = ranges_of(parameter) if kind is not None and is_numeric(kind) else []
    if ranges and not kinds & {"range", "rangeKind"}:
        told = " and ".join(f"{low} to {high}" for low, high in ranges)
        yield gap("pscompat.validate", f"the text speaks of {told}: {{kind: range, min: …, max: …}}?")
    element = kind and (kind.element or kind.nullable_of or kind)
    checked = element is not None and (element.enum is not None or element.full_name == "System.Boolean")
    if parameter.accepted_values and not checked and not kinds & {"set"} and not own.get("completions"):
        yield gap("pscompat.validate", "whether the accepted values are all that is taken, or only suggestions")
    if not is_told(parameter, kind) and "leftOut" not in own:
        yield gap("pscompat.default", f"the default {parameter.default!r} is help text; say it as a PowerShell literal")
    if SECRET_NAME.search(parameter.name) and not own.get("sensitive"):
        yield gap("pscompat.sensitive", "whether the value is a secret, and whether text becomes a SecureString")


def resolve_or_none(name: str | None, types: Mapping[str, NetType] | None = None) -> NetType | None:
    """The type of that name, None for one that nothing knows."""
    try:
        return None if name is None else resolve(name, types)
    except UnknownTypeError:
        return None
