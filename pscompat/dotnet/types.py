"""The .NET types that parameters may have: names, accelerators, arrays, generics, and what binding asks of them.

``resolve`` turns a type name as written in a help file or a cast (``int``, ``System.String[]``,
``Nullable[int]``, ``System.Nullable`1[System.Int32]``) into a ``NetType``. Names are compared without regard to case.
"""

from __future__ import annotations

from ..errors import PscompatError
from .containers import EnumValue
from .type_names import (
    DISPLAY,
    ENUMS,
    GENERICS,
    KNOWN_BY_NAME,
    OTHER_TYPES,
    PRINTED_ACCELERATORS,
    REFERENCE_TYPES,
    VALUE_TYPES,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_CORE = ", System.Private.CoreLib, Version=10.0.0.0, Culture=neutral, PublicKeyToken=7cec85d7bea7798e"


class UnknownTypeError(PscompatError):
    """A type name that nothing here knows."""

    error_id = "TypeNotFound"
    category = "InvalidOperation"

    def __init__(self, name: str) -> None:
        super().__init__(f"Unable to find type [{name}].")
        self.name = name


class EnumInfo:
    """The members of an enumeration: names and numbers in order of their unsigned value."""

    __slots__ = ("flags", "members", "underlying")

    def __init__(self, members: Mapping[str, int], *, flags: bool = False, underlying: str = "System.Int32") -> None:
        self.members = dict(members)
        self.flags = flags
        self.underlying = underlying

    def name_of(self, number: int) -> str:
        """The text of a value: its member, its flags joined (``ReadOnly, Hidden``), or the bare number."""
        for name, value in self.members.items():
            if value == number:
                return name
        if self.flags and number:
            rest = number
            names = []
            for name, value in sorted(self.members.items(), key=lambda item: -item[1]):
                if value and rest & value == value:
                    rest &= ~value
                    names.append(name)
            if not rest:
                return ", ".join(reversed(names))
        return str(number)

    def defines(self, number: int) -> bool:
        """Whether the number is a value of the enumeration: a member, or for flags a union of members' bits."""
        if number in self.members.values() or min(self.members.values(), default=0) < 0:
            return True
        if not self.flags:
            return False
        bits = 0
        for value in self.members.values():
            bits |= value
        return number | bits == bits


class NetType:
    """One .NET type.

    full_name      as messages print it (``System.Nullable`1[System.Int32]``)
    display        as syntax lines print it (``int``, ``List[string]``, ``Object``)
    accelerator    as PowerShell prints a type value (``int``, ``string[]``, else the full name)
    element        the type of a collection's elements, None for scalars and untyped lists
    kind           ``array``, ``ilist``, ``generic`` or ``""`` (binding.md §9.6)
    is_value_type  null does not fit into it
    nullable_of    the inner type of a Nullable
    enum           the members, when it is an enumeration
    known_by_name  listed in syntax and help only; a value for it is refused
    opaque         of a module's own, or known by name and a parameter's: any value is taken as it is
    """

    __slots__ = (
        "accelerator",
        "assignable",
        "convert",
        "display",
        "element",
        "enum",
        "full_name",
        "is_value_type",
        "kind",
        "known_by_name",
        "nullable_of",
        "opaque",
        "qualified_name",
    )

    def __init__(
        self,
        full_name: str,
        display: str,
        *,
        element: NetType | None = None,
        kind: str = "",
        is_value_type: bool = False,
        nullable_of: NetType | None = None,
        enum: EnumInfo | None = None,
        known_by_name: bool = False,
        opaque: bool = False,
        accelerator: str = "",
        qualified_name: str = "",
    ) -> None:
        self.full_name = full_name
        self.display = display
        self.element = element
        self.kind = kind
        self.is_value_type = is_value_type or enum is not None
        self.nullable_of = nullable_of
        self.enum = enum
        self.known_by_name = known_by_name
        self.opaque = opaque
        self.accelerator = accelerator or full_name
        self.qualified_name = qualified_name or full_name
        self.assignable: dict[str, bool] = {}  # what kinds.assignable found out, by the other type's name
        self.convert: Callable[..., object] | None = None  # the compiled conversion, once there is one

    def __repr__(self) -> str:
        return f"NetType({self.full_name!r})"

    @property
    def is_switch(self) -> bool:
        """Whether this is exactly SwitchParameter."""
        return self.full_name == "System.Management.Automation.SwitchParameter"

    def enum_value(self, number: int) -> EnumValue:
        """The value of that number, of an enumeration."""
        assert self.enum is not None
        return EnumValue(self.full_name, number, self.enum.name_of(number))


def _short(full_name: str) -> str:
    return DISPLAY.get(full_name) or full_name.rpartition(".")[2]


def _named(full_name: str, *, value_type: bool, kind: str = "") -> NetType:
    element = None
    if full_name == "System.Array":
        kind, element = "ilist", None
    return NetType(
        full_name,
        _short(full_name),
        element=element,
        kind=kind,
        is_value_type=value_type,
        known_by_name=full_name in KNOWN_BY_NAME,
        accelerator=PRINTED_ACCELERATORS.get(full_name) or DISPLAY.get(full_name, ""),
    )


_names: dict[str, tuple[str, bool, str]] = {}
for _table, _is_value in ((VALUE_TYPES, True), (REFERENCE_TYPES, False)):
    for _alias, _full in _table.items():
        _names[_alias] = _names[_full.lower()] = (_full, _is_value, "")
for _full, _kind in OTHER_TYPES.items():
    _names[_full.lower()] = (_full, False, _kind)
_enum_names = {name.lower(): name for name in ENUMS}
_enum_names.update({name.rpartition(".")[2].lower(): name for name in ("System.DayOfWeek", "System.ConsoleColor")})

_cache: dict[str, NetType] = {}
_MAX_NAME = 1000


def resolve(name: str, extra: Mapping[str, NetType] | None = None) -> NetType:
    """The type of that name; ``extra`` holds a module's own types by lower-case name.

    Raises UnknownTypeError.
    """
    key = name.strip().lower()
    if extra:
        found = _with_extra(key, name, extra)
        if found is not None:
            return found
    known = _cache.get(key)
    if known is not None:
        return known
    if len(key) > _MAX_NAME:
        raise UnknownTypeError(name)
    if extra and "[" in key:  # may hold a type of the module's own, which no other module shall see
        return _resolve(name.strip(), key, extra)
    return _remember(key, _resolve(name.strip(), key, None))


def _remember(key: str, resolved: NetType) -> NetType:
    """One object for a type, whatever name it was asked for by."""
    one = _cache.setdefault(resolved.full_name.lower(), resolved)
    _cache[key] = one
    return one


def _with_extra(key: str, name: str, extra: Mapping[str, NetType]) -> NetType | None:
    own = extra.get(key)
    if own is not None:
        return own
    if key.endswith("[]"):
        own = _with_extra(key[:-2], name, extra)
        return array_of(own) if own is not None else None
    return None


def _resolve(name: str, key: str, extra: Mapping[str, NetType] | None) -> NetType:
    if key.endswith("[]"):
        return array_of(resolve(name[:-2], extra))
    if key.endswith("]") and "[" in key:
        return _generic(name, extra)
    found = _names.get(key) or _names.get("system." + key)
    if found is not None:
        return _named(found[0], value_type=found[1], kind=found[2])
    enum = _enum_names.get(key) or _enum_names.get("system." + key)
    if enum is not None:
        members, flags = ENUMS[enum]
        return NetType(enum, _short(enum), enum=EnumInfo(members, flags=flags))
    raise UnknownTypeError(name)


def array_of(element: NetType) -> NetType:
    """The type ``element[]``."""
    accelerator = element.accelerator + "[]" if element.accelerator != element.full_name else ""
    return NetType(
        element.full_name + "[]",
        _inner_display(element) + "[]",
        element=element,
        kind="array",
        known_by_name=element.known_by_name,
        opaque=element.opaque,
        accelerator=accelerator,
        qualified_name=element.qualified_name + "[]",
    )


def _inner_display(argument: NetType) -> str:
    """A nullable is unwrapped only where it is the whole type (help.md §4.3)."""
    return f"Nullable[{argument.display}]" if argument.nullable_of is not None else argument.display


def enum_type(full_name: str, members: Mapping[str, int], *, flags: bool = False) -> NetType:
    """An enumeration of a module's own; its members are listed in order of their unsigned value."""
    ordered = dict(sorted(members.items(), key=lambda member: member[1] % (1 << 32)))
    _module_enums.add(full_name)
    return NetType(full_name, full_name.rpartition(".")[2], enum=EnumInfo(ordered, flags=flags))


def opaque_type(full_name: str) -> NetType:
    """A class of a module's own, of which only the name is known: a value for it is taken as it is."""
    head, mark, arguments = full_name.partition("[")
    shown = head.partition("`")[0].rpartition(".")[2] or full_name
    inner = ",".join(part.rpartition(".")[2] for part in _split_arguments(arguments[:-1])) if mark else ""
    return NetType(full_name, f"{shown}[{inner}]" if mark else shown, opaque=True)


def resolve_parameter(name: str, extra: Mapping[str, NetType] | None = None) -> NetType:
    """The type of a parameter. A .NET type that is known by name only is opaque here: its values are not refused.

    Raises UnknownTypeError.
    """
    found = resolve(name, extra)
    return _unchecked(found) if found.known_by_name else found


def _unchecked(known: NetType) -> NetType:
    if known.kind == "array" and known.element is not None:
        return array_of(_unchecked(known.element))
    inner = known.nullable_of
    return NetType(
        known.full_name,
        known.display,
        is_value_type=known.is_value_type,
        nullable_of=None if inner is None else _unchecked(inner),
        opaque=True,
        accelerator=known.accelerator,
        qualified_name=known.qualified_name,
    )


def own_types(
    enums: Mapping[str, tuple[dict[str, int], bool]], objects: Iterable[str], opaque: Iterable[str]
) -> dict[str, NetType]:
    """A module's own types by lower-case name, as ``resolve`` takes them; objects are opaque."""
    types = {name.lower(): opaque_type(name) for name in (*objects, *opaque)}
    types.update((name.lower(), enum_type(name, members, flags=flags)) for name, (members, flags) in enums.items())
    return types


_module_enums: set[str] = set()


def is_enumeration(full_name: str) -> bool:
    """Whether the full name is that of an enumeration, a module's own included."""
    return full_name in ENUMS or full_name in _module_enums


def _generic(name: str, extra: Mapping[str, NetType] | None) -> NetType:
    head, _, rest = name.partition("[")
    base = head.partition("`")[0]
    arguments = [resolve(part, extra) for part in _split_arguments(rest[:-1])]
    entry = GENERICS.get(base.rpartition(".")[2].lower())
    if entry is None or len(arguments) != entry[1] or ("." in base and base.lower() not in _spellings(entry[0])):
        raise UnknownTypeError(name)
    full, _, kind = entry
    inner = arguments[0]
    if full == "System.Nullable":
        return NetType(
            f"System.Nullable`1[{inner.full_name}]",
            inner.display,
            is_value_type=True,
            nullable_of=inner,
            known_by_name=inner.known_by_name,
            opaque=inner.opaque,
            qualified_name=f"System.Nullable`1[[{inner.qualified_name}{_CORE}]]",
        )
    names = ",".join(argument.full_name for argument in arguments)
    qualified = ",".join(f"[{argument.qualified_name}{_CORE}]" for argument in arguments)
    return NetType(
        f"{full}`{len(arguments)}[{names}]",
        f"{full.rpartition('.')[2]}[{','.join(map(_inner_display, arguments))}]",
        element=inner if kind else None,
        kind=kind,
        qualified_name=f"{full}`{len(arguments)}[{qualified}]",
    )


def _spellings(full: str) -> tuple[str, str]:
    lower = full.lower()
    return lower, lower.removeprefix("system.")


def _split_arguments(text: str) -> list[str]:
    """The arguments of a generic: ``string,object``, also in the assembly-qualified form with double brackets."""
    parts: list[str] = []
    depth = start = 0
    for index, char in enumerate(text):
        if char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
        elif char == "," and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    parts.append(text[start:])
    return [_unqualified(part.strip()) for part in parts]


def _unqualified(name: str) -> str:
    if name.startswith("[") and name.endswith("]"):
        depth = 0
        for index, char in enumerate(name):
            if char == "[":
                depth += 1
            elif char == "]":
                depth -= 1
            elif char == "," and depth == 1:
                return name[1:index]
        return name[1:-1]
    return name


def shown_ps_type_name(name: str, net_type: NetType) -> str:
    """A PSTypeName as syntax lines show it, without namespaces; an array's has its brackets (help.md §4.3)."""
    before, mark, cim_class = name.rpartition("#")
    if mark:
        shown = f"{before.rpartition('.')[2]}#{cim_class.replace(chr(92), '/').rpartition('/')[2]}"
    else:
        shown = name.rpartition(".")[2] or name
    if "[]" not in shown:
        element: NetType | None = net_type
        while element is not None and element.kind == "array":
            shown += "[]"
            element = element.element
    return shown
