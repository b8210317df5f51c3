"""A page becomes a command: what binds is settled between the page's parts, with the module that it goes into.

PowerShell's own parameters leave the page, types get names that the module knows, SYNTAX and blocks are brought
together, guesses are written down, and parameters that the module shares are taken from there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from ...dotnet.known_classes import SHORT_NAMES
from ...dotnet.types import EnumInfo, NetType, UnknownTypeError, enum_type, opaque_type, resolve_parameter
from ...helpfile.modulefile import ModuleFile, SharedParameter
from ...model import ALL_SETS, COMMON_PARAMETERS, PAGING_PARAMETERS, SHOULD_PROCESS_PARAMETERS, Parameter
from ..document import ALL_SETS_NAMES, CommandHelp, Gap, HelpParameter, SetEntry
from ..gaps import open_questions
from .example_agreement import settle_by_examples
from .example_values import example_values, missing_values
from .guesses import bound_sets, guess, listed_values
from .known_enums import known_enum
from .page_types import OBJECT, SWITCH, dotnet_name
from .set_agreement import add_undescribed, settle_sets, settle_types

_COMMON = {parameter.name.lower(): parameter for parameter in COMMON_PARAMETERS}
_RESERVED = frozenset(word.lower() for each in COMMON_PARAMETERS for word in (each.name, *each.aliases))
_ADDED = frozenset(word.lower() for each in SHOULD_PROCESS_PARAMETERS for word in (each.name, *each.aliases))
_PAGING = {parameter.name.lower(): parameter.type for parameter in PAGING_PARAMETERS}
_BITS = 31
_MEMBER = re.compile(r"[A-Za-z_]\w*")


class Declarations:
    """The types of a module while pages are imported into it: those that it has, and those that they add.

    enums    new enumerations by name
    opaque   names of new opaque types
    declared types of scripts by lower-case name, of which those that are named are taken in
    """

    def __init__(self, module: ModuleFile | None = None) -> None:
        self.module = module
        self.types: dict[str, NetType] = dict(module.types) if module else {}
        self.enums: dict[str, EnumInfo] = {}
        self.opaque: dict[str, str] = {}
        self.declared: dict[str, NetType] = {}
        self._own = {_last(name): kind.full_name for name, kind in self.types.items()}
        self._named: dict[str, str] = {}
        self._open: set[str] = set()

    def name_type(self, spelled: str, values: list[str], *, flags: bool = False) -> str:
        """The name under which the module knows the type that a page spells so; an unknown one is declared.

        ``values`` are the accepted values, which make an enumeration of it, one of flags if several may be given.
        """
        if not values and spelled in self._named:
            return self._named[spelled]
        name = self._named[spelled] = self._name_type(_net_spelling(spelled), values, flags)
        return name

    def _name_type(self, name: str, values: list[str], flags: bool) -> str:
        array = "[]" * name.endswith("[]")
        own = self._own.get(name.removesuffix("[]").lower())
        if own is not None:
            if values:
                self._extend(own, values, flags)
            return own + array
        name = SHORT_NAMES[short] + array if (short := name.removesuffix("[]").lower()) in SHORT_NAMES else name
        known = dotnet_name(name, self.types)
        while known is None:
            unknown = self._unknown_part(name)
            if unknown is None:
                return OBJECT
            self._declare(unknown, values, flags)
            known = dotnet_name(name, self.types)
        if values:
            self._extend(known, values, flags)
        return known

    def _unknown_part(self, name: str) -> str | None:
        try:
            resolve_parameter(name, self.types)
        except UnknownTypeError as error:
            part = error.name.strip()
            return part if part and part.isprintable() and part.lower() not in self.types else None
        return None

    def _declare(self, name: str, values: list[str], flags: bool) -> None:
        # A short name that .NET has not is that of a class that was declared with its namespace.
        declared = self.declared.get(name.lower())
        if declared is not None and declared.enum is not None and all(map(_fits, declared.enum.members.values())):
            self.enums[name] = declared.enum
            self.types[name.lower()] = declared
            return
        full = self._own.setdefault(_last(name).lower(), name)
        if full.lower() != name.lower() and "." not in name:
            self.types[name.lower()] = self.types[full.lower()]
        elif (known := known_enum(name, values)) is not None:
            full, info = known
            self._own[_last(name).lower()] = full
            self.enums[full] = info
            self.types[full.lower()] = self.types[name.lower()] = enum_type(full, info.members, flags=info.flags)
        elif _is_enumeration(name, values) and name.lower() not in self._open:
            self._set_members(name, values, flags)
        else:
            self.opaque[name.lower()] = name
            self.types[name.lower()] = opaque_type(name)

    def _extend(self, known: str, values: list[str], flags: bool) -> None:
        """A type that was declared here becomes, or gets more members as, the enumeration that a page shows."""
        kind = resolve_parameter(known, self.types)
        name = (kind.element or kind.nullable_of or kind).full_name
        if name in self.enums and known_enum(name, values) is None:
            self._set_members(name, [*self.enums[name].members, *values], flags or self.enums[name].flags)
        elif self.opaque.get(name.lower()) and name.lower() not in self._open and _is_enumeration(name, values):
            del self.opaque[name.lower()]
            self._set_members(name, values, flags)

    def is_made(self, name: str) -> bool:
        """Whether it is an enumeration, or an array of one, that pages made."""
        element = name.removesuffix("[]")
        return element in self.enums and known_enum(element, ()) is None

    def widen(self, name: str, given: list[list[str]]) -> None:
        """Values that examples of another page give are members too; where one cannot be, there is no enumeration."""
        element = name.removesuffix("[]")
        info = self.enums[element]
        missing = missing_values(given, list(info.members))
        if all(_MEMBER.fullmatch(value) for value in missing):
            self._set_members(element, [*info.members, *missing], info.flags or any(len(each) > 1 for each in given))
            return
        del self.enums[element]
        self._open.add(element.lower())
        self.opaque[element.lower()] = element
        self.types[element.lower()] = opaque_type(element)

    def _set_members(self, name: str, values: list[str], flags: bool) -> None:
        members = list({value.lower(): value for value in reversed(values)}.values())[::-1]
        flags = flags and len(members) <= _BITS
        self.enums[name] = EnumInfo(_flag_numbers(members) if flags else _numbers(members), flags=flags)
        self.types[name.lower()] = enum_type(name, self.enums[name].members, flags=flags)


def _numbers(members: list[str]) -> dict[str, int]:
    return {member: number for number, member in enumerate(members)}


def _flag_numbers(members: list[str]) -> dict[str, int]:
    """A bit for each member, none for None."""
    bits = [member for member in members if member.lower() != "none"]
    return {member: 1 << bits.index(member) if member in bits else 0 for member in members}


def _fits(number: int) -> bool:
    """Whether a module file can hold a member's number."""
    return -(2**31) <= number < 2**31


def _is_enumeration(name: str, values: list[str]) -> bool:
    return (
        bool(values)
        and not name.startswith("System.Collections.")
        and not set("[], ") & set(name)
        and all(_MEMBER.fullmatch(value) for value in values)
    )


def adopt(document: CommandHelp, declarations: Declarations, *, first_is_default: bool = False) -> list[Gap]:
    """Make the page's document one that loads and binds in the module; the gaps are what is left to its author.

    ``first_is_default`` takes the first set for the default one where nothing else tells, as MAML has it.
    """
    gaps = [*add_undescribed(document), *_drop_common(document)]
    settle_should_process(document)
    settle_paging(document)
    gaps += _settle_aliases(document) + settle_types(document)
    for parameter in document.parameters:
        spelled = parameter.spelled or parameter.type or ""
        values, flags = _enumerated(document, parameter)
        parameter.type = declarations.name_type(spelled, values, flags=flags)
        if not values and declarations.is_made(parameter.type):
            declarations.widen(parameter.type, example_values(document, parameter.name))
    gaps += settle_sets(document)
    _settle_positional_binding(document)
    kinds: dict[str, NetType] = {}
    for parameter in document.parameters:
        kinds[parameter.name] = resolve_parameter(parameter.type or OBJECT, declarations.types)
    guess(document, kinds, _secret_names(declarations.module), first_is_default=first_is_default)
    gaps = settle_by_examples(document, declarations.types, partial(declarations.name_type, values=[]), gaps)
    if declarations.module is not None:
        gaps += _take_shared(document, declarations.module, declarations.opaque)
    return gaps + open_questions(document, declarations.types)


def _enumerated(document: CommandHelp, parameter: HelpParameter) -> tuple[list[str], bool]:
    """The values that make an enumeration of an unknown type, and whether it has flags, as the examples show them.

    A value that only examples give is one more; where it can be no member, or no block but only the description lists
    the others, the type is no enumeration.
    """
    values = listed_values(parameter)
    given = example_values(document, parameter.name) if values else []
    missing = missing_values(given, values)
    if missing and not (parameter.accepted_values and all(_MEMBER.fullmatch(value) for value in missing)):
        return [], False
    array = (parameter.spelled or parameter.type or "").rstrip().endswith("]")
    return values + missing, not array and any(len(each) > 1 for each in given)


def adopt_script(document: CommandHelp, declarations: Declarations) -> list[Gap]:
    """Make a function's document one that loads in the module: its types become the module's.

    The gaps are what is left to its author.
    """
    for parameter in document.parameters:
        parameter.type = declarations.name_type(parameter.type or "", [])
    return open_questions(document, declarations.types)


def settle_should_process(document: CommandHelp) -> None:
    """The switches WhatIf and Confirm of a page are those that PowerShell adds for ShouldProcess, not the command's."""
    own = [item for item in document.parameters if item.name.lower() in ("whatif", "confirm")]
    switches = [item for item in own if dotnet_name(item.type or "") == SWITCH]
    if switches:
        document.parameters = [item for item in document.parameters if item not in switches]
        document.extra["supportsShouldProcess"] = "true"


def settle_paging(document: CommandHelp) -> None:
    """First, Skip and IncludeTotalCount, all three with their types, are those that PowerShell adds for paging."""
    own = [item for item in document.parameters if dotnet_name(item.type or "") == _PAGING.get(item.name.lower(), "")]
    if len(own) == len(_PAGING):
        document.parameters = [item for item in document.parameters if item not in own]
        document.extra["supportsPaging"] = "true"


def _settle_positional_binding(document: CommandHelp) -> None:
    """Where SYNTAX took away the positions that blocks had, none are numbered instead of them."""
    entries = [entry for item in document.parameters if not item.dynamic for entry in bound_sets(item)]
    if all(entry.name in ALL_SETS_NAMES and not (entry.position or "").isdigit() for entry in entries) and any(
        item.extra.get("parameterSets") or not item.is_switch for item in document.parameters
    ):
        document.extra["positionalBinding"] = "false"


def _drop_common(document: CommandHelp) -> list[Gap]:
    """Common parameters that a page describes are not the command's own."""
    own = [item for item in document.parameters if item.name.lower() in _COMMON]
    document.parameters = [item for item in document.parameters if item not in own]
    what = "a common parameter, which PowerShell adds itself; its description was left out"
    return [Gap(f"{document.title} -{item.name}", "parameters", what) for item in own if item.description]


def _settle_aliases(document: CommandHelp) -> list[Gap]:
    """An alias names one parameter: where a page gives it to several, the first one keeps it."""
    taken = {item.name.lower(): item.name for item in document.parameters}
    taken |= dict.fromkeys(_RESERVED, "a common parameter")
    if document.extra.get("supportsShouldProcess"):
        taken |= dict.fromkeys(_ADDED, "-WhatIf or -Confirm")
    gaps = []
    for item in document.parameters:
        kept: list[str] = []
        for alias in item.aliases or ():
            owner = taken.get(alias.lower())
            if owner is None:
                kept.append(alias)
                taken[alias.lower()] = item.name
            elif owner != item.name:
                what = f"{alias} means {owner} already; the alias was left out"
                gaps.append(Gap(f"{document.title} -{item.name}", "aliases", what))
        item.aliases = kept
    return gaps


def _secret_names(module: ModuleFile | None) -> set[str]:
    """The parameters that the module file names as secrets: its key's, and shared ones that are sensitive."""
    if module is None:
        return set()
    key = module.credentials.get("key")
    named = {str(key["parameter"]).lower()} if isinstance(key, dict) and key.get("parameter") else set()
    return named | {each.parameter.name.lower() for each in module.shared_parameters() if each.parameter.sensitive}


def _take_shared(document: CommandHelp, module: ModuleFile, opaque: Mapping[str, str]) -> list[Gap]:
    """Parameters that the module shares under the same name are taken from there, where nothing differs."""
    gaps = []
    names = [item.set_name for item in document.syntaxes] or ["__AllParameterSets"]
    for item in document.parameters:
        found = module.shared(item.name) or ()
        if len(found) != 1 or found[0].parameter.name.lower() != item.name.lower():
            continue
        differs = _difference(item, found[0], names, opaque, module.types)
        item.shared = not differs
        if differs:
            what = f"the module shares -{item.name}, but {differs}; the command has its own"
            gaps.append(Gap(f"{document.title} -{item.name}", "shared", what))
    return gaps


def _difference(
    item: HelpParameter,
    found: SharedParameter,
    set_names: list[str],
    opaque: Mapping[str, str],
    types: Mapping[str, NetType],
) -> str:
    shared = found.parameter
    wanted = resolve_parameter(shared.type, types).full_name
    own = item.type or OBJECT
    if own not in (OBJECT, wanted) and own.removesuffix("[]").lower() not in opaque:
        return f"of type {wanted}, not {own}"
    if _in_sets(item, set_names) != _shared_in_sets(shared, set_names):
        return "in other sets, or mandatory or positional in others"
    return ""


def _in_sets(item: HelpParameter, set_names: list[str]) -> dict[str, tuple[bool, str]]:
    entries = {(entry.name or "").lower(): entry for entry in bound_sets(item)}
    general = next((entry for entry in bound_sets(item) if entry.name in ALL_SETS_NAMES), None)
    if not entries:
        general = SetEntry()
    found = {name: entries.get(name.lower()) or general for name in set_names}
    return {name: (e.required, (e.position or "named").lower()) for name, e in found.items() if e is not None}


def _shared_in_sets(shared: Parameter, set_names: list[str]) -> dict[str, tuple[bool, str]]:
    if not shared.sets:
        return dict.fromkeys(set_names, (False, "named"))
    entries = {entry.name.lower(): entry for entry in shared.sets}
    general = entries.get(ALL_SETS.lower())
    found = {name: entries.get(name.lower()) or general for name in set_names}
    return {
        name: (entry.mandatory, "named" if entry.position is None else str(entry.position))
        for name, entry in found.items()
        if entry is not None
    }


def _net_spelling(spelled: str) -> str:
    """A type's name as .NET's reflection spells it: ``List<String>``, ``Int32?`` and ``GUID []`` by their sense."""
    name = re.sub(r"\s+", "", spelled) if re.search(r"\s[\[<]|,\s", spelled) else spelled.strip()
    if name.startswith("[") and name.endswith("]") and not name.endswith("[]"):
        name = name[1:-1]
    name = name.replace("<", "[").replace(">", "]") if re.fullmatch(r"[\w.`+]+<.+>(?:\[\])*", name) else name
    return f"System.Nullable`1[{name[:-1]}]" if name.endswith("?") else name


def _last(name: str) -> str:
    return name.rpartition(".")[2].rpartition("+")[2]
