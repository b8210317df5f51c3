"""What a page nearly says, written down as a guess: validations, defaults, secrets, the default set.

Each guess is named under ``pscompat: {guessed: […]}``, which binding and help ignore and the author removes when it is
right. What a page contradicts itself about, or says nowhere, is left to ``gaps``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from ...dotnet.conversion import convert
from ...dotnet.types import NetType
from ...errors import ConversionError, ParseError
from ...language.literal import read_literal
from ..document import ALL_SETS_NAMES, CommandHelp, HelpParameter, SetEntry
from .example_values import example_values, missing_values
from .page_types import SWITCH

_NUMBER = r"`?(-?\d+(?:\.\d+)?)`?"
_RANGE = re.compile(
    rf"\bbetween\s+{_NUMBER}\s+and\s+{_NUMBER}|\bfrom\s+{_NUMBER}\s+to\s+{_NUMBER}|(?<![\w.–-]){_NUMBER}\s?–\s?{_NUMBER}",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:acceptable|accepted|valid|possible|allowed)\s+values\b[^:\n.]*(?:\n[^:\n.]+)?:\s*\n\n?"
    r"((?:[-*] .*(?:\n|$)(?:[ \t]+.*\n|\n(?=[-*] ))*)+)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[-*] +[`*'\"]*(\w+)[`*'\"]*(?:$|[:.,;]|\s+[(–-])")
_LOOKED_AT = 2000
_NUMERIC = re.compile(r"System\.(?:U?Int(?:16|32|64)|S?Byte|Double|Single|Decimal)$")
_SECRETS = ("System.Security.SecureString", "System.Management.Automation.PSCredential")
_NOTHING = ("none", "null", "$null", "n/a", "")
_TEXTS = ("System.String",)


SECRET_NAME = re.compile(r"password|secret|token$|api_?key|credential", re.IGNORECASE)
"""Names of parameters that may be secrets: whether they are is asked."""


def guess(
    document: CommandHelp,
    kinds: dict[str, NetType],
    secrets: Collection[str] = (),
    *,
    first_is_default: bool = False,
) -> None:
    """Write the guesses into the document.

    ``kinds`` holds the parameters' types by name, ``secrets`` the names, in lower case, of parameters that the module
    says are secret; ``first_is_default`` is for pages whose first set is likely the default one.
    """
    for parameter in document.parameters:
        kind = kinds.get(parameter.name)
        if kind is None:
            continue
        take(parameter.extra, "validate", list(_validations(document, parameter, kind)))
        take(parameter.extra, "default", _default(parameter, kind))
        element = kind.element or kind
        secret = element.full_name in _SECRETS or parameter.name.lower() in secrets
        take(parameter.extra, "sensitive", "true" if secret else None)
    take(document.extra, "defaultParameterSet", _default_set(document, first_is_default))


def ranges_of(parameter: HelpParameter) -> list[tuple[str, str]]:
    """The ranges that the parameter's own description speaks of, each once."""
    found = _RANGE.finditer(parameter.description[:_LOOKED_AT])
    pairs = [tuple(number for number in match.groups() if number is not None) for match in found]
    return list(dict.fromkeys((low, high) for low, high in pairs if float(low) < float(high)))


def listed_values(parameter: HelpParameter) -> list[str]:
    """The accepted values: the block's, else those of a list that the description introduces as such."""
    if parameter.accepted_values:
        return parameter.accepted_values
    found = _LISTED.search(parameter.description[:_LOOKED_AT])
    items = [_ITEM.match(line) for line in found[1].split("\n") if line[:1] in ("-", "*")] if found else []
    # One item that is more than a word makes it a list of descriptions.
    return [item[1] for item in items if item] if all(items) else []


def is_numeric(kind: NetType) -> bool:
    """Whether it is a type of numbers, or an array or Nullable of one."""
    inner = kind.element or kind.nullable_of or kind
    return _NUMERIC.match(inner.full_name) is not None


def take(extra: dict[str, Any], key: str, value: Any) -> None:
    """Write a guess down, if there is one and the key has no value yet."""
    if value and key not in extra:
        extra[key] = value
        extra["guessed"] = [*extra.get("guessed", ()), key]


def _validations(document: CommandHelp, parameter: HelpParameter, kind: NetType) -> Iterator[dict[str, Any]]:
    values = parameter.accepted_values
    # Words between blanks may well describe values instead of being some.
    listed = values and not any(" " in value for value in values) and (kind.element or kind).full_name in _TEXTS
    if listed and not missing_values(example_values(document, parameter.name), values):
        yield {"kind": "set", "values": list(values)}
    ranges = ranges_of(parameter)
    if len(ranges) == 1 and is_numeric(kind):
        yield {"kind": "range", "min": ranges[0][0], "max": ranges[0][1]}


def _default(parameter: HelpParameter, kind: NetType) -> str | None:
    """The page's default as a literal that its type takes; None where it is no literal, or none is needed."""
    shown = (parameter.default or "").strip()
    if shown.lower() in _NOTHING or kind.full_name == SWITCH:
        return None
    inner = kind.nullable_of or kind
    if inner.full_name == "System.Boolean":
        return f"${shown.lower()}" if shown.lower() in ("true", "false") else None
    if inner.enum is not None:
        return next((f"'{name}'" for name in inner.enum.members if name.lower() == shown.lower()), None)
    literal = re.fullmatch(r"-?\d+(?:\.\d+)?|'[^']*'|\"[^\"$`]*\"|\$true|\$false|@\(\)|@\{\}", shown, re.IGNORECASE)
    if not literal or (shown[0] not in "'\"@$" and not is_numeric(kind)):
        return None
    try:
        convert(read_literal(shown), kind)
    except (ParseError, ConversionError):
        return None
    return shown


def is_told(parameter: HelpParameter, kind: NetType | None) -> bool:
    """Whether nothing is left to ask about the default: a guess was written, or the page says that there is none."""
    shown = (parameter.default or "").strip().lower()
    return shown in _NOTHING or "default" in parameter.extra or kind is None or kind.full_name == SWITCH


def _default_set(document: CommandHelp, first_is_default: bool) -> str | None:
    """The default set where the page marks none: one that SYNTAX shows and no parameter names is nothing else.

    Without one it is the only set in which nothing is mandatory.
    """
    names = bound_set_names(document)
    if len(names) < 2 or any(item.is_default for item in document.syntaxes):
        return None
    named = {(entry.name or "").lower() for parameter in document.parameters for entry in bound_sets(parameter)}
    nameless = [name for name in names if name.lower() not in named]
    if len(nameless) == 1:
        return nameless[0]
    free = _free_sets(document, names)
    return free[0] if len(free) == 1 else names[0] if first_is_default else None


def _free_sets(document: CommandHelp, names: list[str]) -> list[str]:
    """The sets in which nothing is mandatory: an entry of a set counts before the one of all sets."""
    demanding: set[str] = set()
    spared: set[str] | None = None
    for parameter in document.parameters:
        own: dict[str, bool] = {}
        general = False
        for entry in bound_sets(parameter):
            name = (entry.name or "").lower()
            own[name] = own.get(name, False) or entry.required
            general = general or (entry.name in ALL_SETS_NAMES and entry.required)
        demanding |= {name for name, required in own.items() if required}
        if general:
            spared = set(own) if spared is None else spared & set(own)
    return [name for name in names if name.lower() not in demanding and (spared is None or name.lower() in spared)]


def bound_set_names(document: CommandHelp) -> list[str]:
    """The named sets that bind: those of the syntax lines first, then any that only parameters name."""
    names = {item.set_name: None for item in document.syntaxes}
    names.update((entry.name or "", None) for item in document.parameters for entry in bound_sets(item))
    one = {name.lower(): name for name in reversed(names)}
    return [name for name in names if name and name not in ALL_SETS_NAMES and one[name.lower()] == name]


def bound_sets(parameter: HelpParameter) -> list[SetEntry]:
    """The entries that bind: those under ``pscompat``, else the page's own."""
    own = parameter.extra.get("parameterSets")
    if own is None:
        return parameter.sets
    return [SetEntry(entry["name"], entry["position"], entry.get("isRequired") in (True, "true")) for entry in own]
