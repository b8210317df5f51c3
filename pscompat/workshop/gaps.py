"""What no help format can say about a command (help.md §6.2), as places to fill in for one document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .document import CommandHelp, Gap, HelpParameter
from .formats.page_types import SWITCH, dotnet_name

_NUMBER = r"`?(-?\d+(?:\.\d+)?)`?"
_RANGE = re.compile(
    rf"(?:between|from|range)\s+(?:of\s+|is\s+)?{_NUMBER}\s*(?:and|to|-|–|—|\.\.|through)\s*{_NUMBER}"
    rf"|{_NUMBER}\s*(?:to|-|–|\.\.)\s*{_NUMBER}",
    re.IGNORECASE,
)
_LOOKED_AT = 2000
_NUMERIC = re.compile(r"System\.(?:U?Int(?:16|32|64)|S?Byte|Double|Single|Decimal)\b")
_SECRET = re.compile(r"password|secret|token$|api_?key|credential", re.IGNORECASE)
_NAMED = 32
"""So many sets are named at most."""


def open_questions(document: CommandHelp) -> list[Gap]:
    """The places to fill in, the command's own first."""
    return [*_of_command(document), *(gap for item in document.parameters for gap in _of_parameter(document, item))]


def _of_command(document: CommandHelp) -> Iterator[Gap]:
    def gap(key: str, what: str) -> Gap:
        return Gap(document.title, key, what)

    own = document.extra
    if not own.get("handler") and not own.get("request"):
        yield gap("pscompat.request", "no help format says what the command does; give a request or a handler")
    sets = document.set_names()
    marked = any(item.is_default for item in document.syntaxes)
    if len(sets) > 1 and not marked and not own.get("defaultParameterSet"):
        shown = ", ".join(sets[:_NAMED]) + (f" and {len(sets) - _NAMED:,} more" if len(sets) > _NAMED else "")
        yield gap("pscompat.defaultParameterSet", f"which of {shown} is the default set is not said")


def _of_parameter(document: CommandHelp, parameter: HelpParameter) -> Iterator[Gap]:
    def gap(key: str, what: str) -> Gap:
        return Gap(f"{document.title} -{parameter.name}", key, what)

    own = parameter.extra
    name = dotnet_name(parameter.type or "")
    if name is None:
        yield gap(
            "type", f"{parameter.type} is no type known here; declare it in the module file or take System.Object"
        )
    kinds = {each.get("kind") for each in own.get("validate") or () if isinstance(each, dict)}
    found = _RANGE.search(parameter.description[:_LOOKED_AT])
    if found and name and _NUMERIC.match(name) and not kinds & {"range", "rangeKind"}:
        low, high = [number for number in found.groups() if number is not None]
        yield gap("pscompat.validate", f"the text speaks of {low} to {high}: {{kind: range, min: {low}, max: {high}}}?")
    if parameter.accepted_values and not kinds & {"set"} and not own.get("completions"):
        yield gap("pscompat.validate", "whether the accepted values are all that is taken, or only suggestions")
    if parameter.default and name != SWITCH and own.get("default") is None:
        yield gap("pscompat.default", f"the default {parameter.default!r} is help text; say it as a PowerShell literal")
    if (name == "System.Security.SecureString" or _SECRET.search(parameter.name)) and not own.get("sensitive"):
        yield gap("pscompat.sensitive", "whether the value is a secret, and whether text becomes a SecureString")
