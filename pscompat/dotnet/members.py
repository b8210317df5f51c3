"""Properties of values: what stands behind the dot in ``$run.usage.total_tokens``.

Names are looked up without regard to case. Objects made from JSON or ``[pscustomobject]`` have what was put into
them, dictionaries their keys before their own properties, other values the properties of their .NET type.
"""

from __future__ import annotations

from ..errors import NotRunError
from .containers import NetDict, NetList, NetRecord, PSCustomObject

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Table = Mapping[str, tuple[str, Callable[[object], object]]]


class Absent:
    """The class of ``ABSENT_PROPERTY``, which stands for a property that is not there (null is a value)."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "ABSENT_PROPERTY"


ABSENT_PROPERTY = Absent()


def get_property(value: object, name: str) -> object:
    """``$value.name`` as the language reads it; null when there is no such property.

    A list without the property gives the property of each of its elements (member enumeration); ``Count`` and
    ``Length`` of a single value are 1, of null 0.
    """
    found = own_property(value, name)
    if found is not ABSENT_PROPERTY:
        return found
    if isinstance(value, list):
        gathered: list[object] = []
        for item in value:
            inner = own_property(item, name)
            if inner is ABSENT_PROPERTY and isinstance(item, list):
                inner = get_property(item, name)
            if inner is not ABSENT_PROPERTY:
                gathered.extend(inner) if isinstance(inner, list) else gathered.append(inner)
        return None if not gathered else gathered[0] if len(gathered) == 1 else gathered
    if name.lower() in ("count", "length"):
        return 0 if value is None else 1
    return None


def own_property(value: object, name: str) -> object:
    """The value's own property, or ``ABSENT_PROPERTY``."""
    if isinstance(value, dict):
        found = entry(value, name)
        if found is ABSENT_PROPERTY and type(value) is NetRecord:
            return _beyond_the_fields(value, name)
        if found is not ABSENT_PROPERTY or isinstance(value, PSCustomObject):
            return found
    known = table_of(value).get(name.lower())
    return ABSENT_PROPERTY if known is None else known[1](value)


def _beyond_the_fields(record: NetRecord, name: str) -> object:
    """What .NET's object has besides the fields that are shown of it. Raises NotRunError for what is not here."""
    if record.type_names[0] not in _COMMANDS:
        return ABSENT_PROPERTY
    lower = name.lower()
    if lower in ("verb", "noun"):
        verb, dash, noun = str(record.get("Name", "")).partition("-")
        return "" if not dash else verb if lower == "verb" else noun
    if lower in _NOT_RUN_OF_COMMANDS:
        raise NotRunError(f"The property '{name}' of [{record.type_names[0]}] is not run by pscompat.")
    return ABSENT_PROPERTY


_COMMANDS = frozenset(f"System.Management.Automation.{kind}Info" for kind in ("Function", "Cmdlet", "Alias"))
_NOT_RUN_OF_COMMANDS = frozenset(
    (
        *("cmdletbinding", "definition", "description", "helpfile", "implementingtype", "module", "options"),
        *("outputtype", "parameters", "parametersets", "remotingcapability", "scriptblock", "visibility"),
    )
)


def find_property(value: object, name: str) -> tuple[bool, object]:
    """Whether the value has that property, and its value; the keys of a dictionary are no properties here.

    This is what binding by property name looks at.
    """
    if isinstance(value, PSCustomObject):
        found = entry(value, name)
    else:
        known = table_of(value).get(name.lower())
        found = ABSENT_PROPERTY if known is None else known[1](value)
    return (False, None) if found is ABSENT_PROPERTY else (True, found)


def entry(mapping: dict[str, object], name: str) -> object:
    """The mapping's value under the name: spelled exactly so, else the first that differs in case only."""
    if name in mapping:
        return mapping[name]
    key = actual_name(mapping, name)
    return ABSENT_PROPERTY if key is None else mapping[key]


def member(value: object, name: str) -> object:
    """The entry of an object or dictionary under the name; null without one, and where the value has no entries."""
    found = entry(value, name) if isinstance(value, dict) else ABSENT_PROPERTY
    return None if found is ABSENT_PROPERTY else found


def actual_name(mapping: dict[str, object], name: str) -> str | None:
    """The key that the name means, None without one."""
    if name in mapping:
        return name
    lower, size = name.lower(), len(name)
    for key in mapping:
        if type(key) is str and len(key) == size and key.lower() == lower:
            return key
    return None


def property_getter(name: str) -> Callable[[object], object]:
    """``own_property`` for one name, for use on many records."""
    lower, size = name.lower(), len(name)

    def get(value: object) -> object:
        if isinstance(value, dict):
            if name in value:
                return value[name]
            for key in value:
                # The keys of a dictionary may be of any type.
                if type(key) is str and len(key) == size and key.lower() == lower:
                    return value[key]
            if isinstance(value, PSCustomObject) and type(value) is not NetRecord:
                return ABSENT_PROPERTY
        return own_property(value, name)

    return get


def property_names(value: object) -> list[str]:
    """The names of the value's properties in PowerShell's order; keys stand for a dictionary's."""
    if isinstance(value, PSCustomObject):
        return list(value)
    if isinstance(value, dict):
        return [key for key in value if isinstance(key, str)]
    return [known[0] for known in table_of(value).values()]


def table_of(value: object) -> Table:
    """The properties of the value's .NET type: lower-case name → name and a function that reads it."""
    cls = type(value)
    table = _TABLES.get(cls)
    if table is None:
        from .member_tables import list_table, table_for

        if isinstance(value, NetList):
            # An array of another type has what Object[] has.
            return _TABLES[list] if value.type_name.endswith("[]") else list_table(value.type_name)
        table = _TABLES[cls] = table_for(value)
    return table


def add_table(cls: type, table: Table) -> None:
    """Tell the properties of a class of values that is defined elsewhere."""
    _TABLES[cls] = table


def _list_length(value: object) -> int:
    return len(value)  # type: ignore[arg-type]


_TABLES: dict[type, Table] = {
    type(None): {},
    bool: {},
    int: {},
    float: {},
    PSCustomObject: {},
    list: {
        "count": ("Count", _list_length),
        "length": ("Length", _list_length),
        "longlength": ("LongLength", _list_length),
        "rank": ("Rank", lambda _: 1),
        "syncroot": ("SyncRoot", lambda value: value),
        "isreadonly": ("IsReadOnly", lambda _: False),
        "isfixedsize": ("IsFixedSize", lambda _: True),
        "issynchronized": ("IsSynchronized", lambda _: False),
    },
    dict: {
        "isreadonly": ("IsReadOnly", lambda _: False),
        "isfixedsize": ("IsFixedSize", lambda _: False),
        "issynchronized": ("IsSynchronized", lambda _: False),
        "keys": (
            "Keys",
            lambda value: NetList("System.Collections.Hashtable+KeyCollection", value),  # type: ignore[arg-type]
        ),
        "values": (
            "Values",
            lambda value: NetList("System.Collections.Hashtable+ValueCollection", value.values()),  # type: ignore[attr-defined]
        ),
        "syncroot": ("SyncRoot", lambda value: value),
        "count": ("Count", _list_length),
    },
}
_TABLES[NetDict] = _TABLES[dict]
