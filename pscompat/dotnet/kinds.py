"""Which .NET type a value has, and whether it is an instance of another one."""

from __future__ import annotations

from .containers import (
    Enumerator,
    EnumValue,
    NetDict,
    NetList,
    PSCustomObject,
    ScriptBlock,
    SecureString,
    SwitchParameter,
)
from .numbers import BigInteger, Byte, Int16, Int64, Numeral, SByte, Single, UInt16, UInt32, UInt64
from .texts import Char, FileInfo, NetObject, Reference, TypeValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .types import NetType

_NAMES: dict[type, str] = {
    str: "System.String",
    bool: "System.Boolean",
    int: "System.Int32",
    float: "System.Double",
    SByte: "System.SByte",
    Byte: "System.Byte",
    Int16: "System.Int16",
    UInt16: "System.UInt16",
    UInt32: "System.UInt32",
    Int64: "System.Int64",
    UInt64: "System.UInt64",
    BigInteger: "System.Numerics.BigInteger",
    Single: "System.Single",
    Char: "System.Char",
    list: "System.Object[]",
    dict: "System.Collections.Hashtable",
    PSCustomObject: "System.Management.Automation.PSCustomObject",
    SwitchParameter: "System.Management.Automation.SwitchParameter",
    ScriptBlock: "System.Management.Automation.ScriptBlock",
    SecureString: "System.Security.SecureString",
    FileInfo: "System.IO.FileInfo",
    TypeValue: "System.RuntimeType",
    Reference: "System.Management.Automation.PSReference",
}
# Classes whose modules are not loaded here, by their own name.
_LAZY_NAMES = {
    ("decimal", "Decimal"): "System.Decimal",
    ("pscompat.dotnet.times", "DateTime"): "System.DateTime",
    ("pscompat.dotnet.times", "DateTimeOffset"): "System.DateTimeOffset",
    ("pscompat.dotnet.times", "TimeSpan"): "System.TimeSpan",
    ("pscompat.dotnet.identifiers", "Guid"): "System.Guid",
    ("pscompat.dotnet.identifiers", "Version"): "System.Version",
    ("pscompat.dotnet.identifiers", "SemanticVersion"): "System.Management.Automation.SemanticVersion",
    ("pscompat.dotnet.network", "Uri"): "System.Uri",
    ("pscompat.dotnet.network", "IPAddress"): "System.Net.IPAddress",
    ("pscompat.dotnet.regex.net_regex", "Regex"): "System.Text.RegularExpressions.Regex",
    ("pscompat.dotnet.credentials", "PSCredential"): "System.Management.Automation.PSCredential",
    ("pscompat.dotnet.file_items", "FolderItem"): "System.IO.DirectoryInfo",
    ("pscompat.errors", "ErrorRecord"): "System.Management.Automation.ErrorRecord",
    ("pscompat.views.format_request", "Formatted"): "Microsoft.PowerShell.Commands.Internal.Format.FormatEntryData",
}
_NAMED_BY_INSTANCE = (NetList, NetDict, EnumValue, NetObject, Enumerator)


def type_name_of(value: object) -> str:
    """The full .NET name of the value's type; generics in the short form, empty for null.

    A numeral counts as its number. Python objects of other classes give their Python name.
    """
    cls = type(value)
    name = _NAMES.get(cls)
    if name is not None:
        return name
    if isinstance(value, _NAMED_BY_INSTANCE):
        return value.type_name
    if cls is Numeral:
        return type_name_of(value.value)  # type: ignore[attr-defined]
    if value is None:
        return ""
    return _learned_name(cls)


def _learned_name(cls: type) -> str:
    for base in cls.__mro__:
        name = _NAMES.get(base) or _LAZY_NAMES.get((base.__module__, base.__qualname__))
        if name is not None:
            _NAMES[cls] = name
            return name
    return f"{cls.__module__}.{cls.__qualname__}"


def first_type_name(value: object) -> str:
    """The first of the value's PowerShell type names: one put on an object, generics with qualified arguments."""
    if isinstance(value, PSCustomObject) and value.type_names:
        return value.type_names[0]
    name = type_name_of(value)
    if "`" in name:
        from .types import UnknownTypeError, resolve

        try:
            return resolve(name).qualified_name
        except UnknownTypeError:
            return name
    return name


def is_array(value: object) -> bool:
    """Whether the value is a .NET array (``Object[]``, ``String[]`` …)."""
    return type(value) is list or (isinstance(value, NetList) and value.type_name.endswith("[]"))


def is_list(value: object) -> bool:
    """Whether the value implements IList: arrays, ArrayList, List<T>, Collection<T>; not sets or dictionaries."""
    if not isinstance(value, list):
        return False
    return not isinstance(value, NetList) or assignable(value.type_name, _ILIST)


def is_enumerable(value: object) -> bool:
    """Whether PowerShell enumerates the value: collections, but neither strings nor dictionaries."""
    return isinstance(value, list)


def is_instance(net_type: NetType, value: object, wrapped: bool = False) -> bool:
    """Whether the value fits into a variable of the type unchanged (binding.md §9.3); null never does.

    ``wrapped`` tells that PowerShell holds it in a PSObject, as it does objects from the pipeline. A Numeral is
    such a wrapper itself: it fits into Object and PSObject only, its number may fit elsewhere.
    """
    if value is None:
        return False
    if type(value) is Numeral:
        return net_type.full_name in _WRAPPERS
    known = net_type.assignable.get(type_name_of(value))
    if known is None:
        known = assignable(type_name_of(value), net_type)
    return known or (wrapped and net_type.full_name == _PSOBJECT)


_PSOBJECT = "System.Management.Automation.PSObject"
_WRAPPERS = frozenset(("System.Object", _PSOBJECT))
_ILIST = "System.Collections.IList"
_COLLECTION = frozenset(("System.Collections.ICollection", "System.Collections.IEnumerable"))
_LISTS = _COLLECTION | {_ILIST}
_DICTIONARIES = _COLLECTION | {"System.Collections.IDictionary"}
_BASES: dict[str, frozenset[str]] = {
    "System.Management.Automation.PSCustomObject": frozenset((_PSOBJECT,)),
    "System.RuntimeType": frozenset(("System.Type",)),
    "System.String": frozenset(("System.IComparable", "System.Collections.IEnumerable")),
    "System.Collections.Hashtable": _DICTIONARIES,
    "System.Collections.Specialized.OrderedDictionary": _DICTIONARIES,
    "System.Collections.Generic.Dictionary": _DICTIONARIES,
    "System.Collections.ArrayList": _LISTS,
    "System.Collections.Generic.List": _LISTS,
    "System.Collections.ObjectModel.Collection": _LISTS,
    "System.Collections.Generic.HashSet": frozenset(("System.Collections.IEnumerable",)),
    "System.Collections.Generic.Queue": _COLLECTION,
    "System.Collections.Generic.Stack": _COLLECTION,
}
_ENUMERABLE_OF, _COLLECTION_OF, _LIST_OF = (
    "System.Collections.Generic." + name for name in ("IEnumerable", "ICollection", "IList")
)
_GENERIC_BASES: dict[str, frozenset[str]] = {
    "[]": frozenset((_ENUMERABLE_OF, _COLLECTION_OF, _LIST_OF)),
    "System.Collections.Generic.List": frozenset((_ENUMERABLE_OF, _COLLECTION_OF, _LIST_OF)),
    "System.Collections.ObjectModel.Collection": frozenset((_ENUMERABLE_OF, _COLLECTION_OF, _LIST_OF)),
    "System.Collections.Generic.HashSet": frozenset((_ENUMERABLE_OF, _COLLECTION_OF)),
    "System.Collections.Generic.Queue": frozenset((_ENUMERABLE_OF,)),
    "System.Collections.Generic.Stack": frozenset((_ENUMERABLE_OF,)),
    "System.Collections.Generic.Dictionary": frozenset(("System.Collections.Generic.IDictionary",)),
}
_NOT_COMPARABLE = frozenset(("System.Management.Automation.SwitchParameter", "System.Collections.DictionaryEntry"))


def assignable(name: str, net_type: NetType | str) -> bool:
    """Whether a value of the type called ``name`` fits into ``net_type``, by inheritance and interfaces."""
    if isinstance(net_type, str):
        from .types import resolve

        net_type = resolve(net_type)
    known = net_type.assignable.get(name)
    if known is None:
        known = net_type.assignable[name] = _assignable(name, net_type)
    return known


def _assignable(name: str, target: NetType) -> bool:
    full = target.full_name
    if name == full or full == "System.Object":
        return True
    if target.nullable_of is not None:
        return _assignable(name, target.nullable_of)
    if name.endswith("[]"):
        return _array_assignable(name[:-2], target)
    if full == "System.ValueType":
        return _is_value_type(name)
    base, _, arguments = name.partition("`")
    if full in _BASES.get(base, ()):
        return True
    wanted, _, wanted_arguments = full.partition("`")
    if arguments and wanted in _GENERIC_BASES.get(base, ()):
        if arguments == wanted_arguments:
            return True
        return wanted == _ENUMERABLE_OF and _covariant(arguments[2:-1], target)
    if full == "System.Exception":
        return name.startswith(("System.", "Microsoft.")) and name.endswith("Exception")
    return full == "System.IComparable" and _is_value_type(name) and name not in _NOT_COMPARABLE


def _array_assignable(element: str, target: NetType) -> bool:
    full = target.full_name
    if full == "System.Array" or full in _LISTS:
        return True
    wanted = full.partition("`")[0]
    if target.kind == "array" or wanted in _GENERIC_BASES["[]"]:
        return _covariant(element, target)
    return False


def _covariant(element: str, target: NetType) -> bool:
    """Whether a collection of ``element`` stands for one of the target's element: only for reference types."""
    wanted = target.element
    if wanted is None and "[" in target.full_name:
        from .types import resolve

        wanted = resolve(target.full_name.partition("[")[2][:-1])
    if wanted is None:
        return False
    if wanted.full_name == element:
        return True
    if not _is_value_type(element):
        return assignable(element, wanted)
    return target.kind == "array" and _same_bits(element) == _same_bits(wanted.full_name)


def _same_bits(name: str) -> str:
    """.NET lets arrays of integers of one size, enumerations included, stand for each other."""
    from .types import is_enumeration

    return _UNSIGNED.get(name) or ("System.Int32" if is_enumeration(name) else name)


_UNSIGNED = {
    "System.SByte": "System.Byte",
    "System.UInt16": "System.Int16",
    "System.UInt32": "System.Int32",
    "System.UInt64": "System.Int64",
}


def _is_value_type(name: str) -> bool:
    from .types import UnknownTypeError, is_enumeration, resolve

    try:
        return is_enumeration(name) or resolve(name).is_value_type
    except UnknownTypeError:
        return False


def is_decimal(value: object) -> bool:
    """Whether the value is a System.Decimal (without importing the decimal module)."""
    cls = type(value)
    return cls.__name__ == "Decimal" and cls.__module__ == "decimal"


def is_numeric(value: object) -> bool:
    """Byte … Decimal; neither Boolean, BigInteger, Char nor enumeration values."""
    if isinstance(value, (int, float)):
        return not isinstance(value, (bool, BigInteger))
    return is_decimal(value)


def integer_of(value: object) -> int | None:
    """The number of an integer or enumeration value; None for anything else, BigInteger and Boolean included."""
    if isinstance(value, int):
        return None if isinstance(value, (bool, BigInteger)) else int(value)
    return value.value if isinstance(value, EnumValue) else None


def widened_integer(value: object) -> int | None:
    """The number that an Int64 parameter of a constructor takes without loss: integers up to Int64, Char, enums."""
    if isinstance(value, Char):
        return ord(value)
    return None if isinstance(value, UInt64) else integer_of(value)


class NotFitting:
    """The type of ``NOT_FITTING``."""

    def __repr__(self) -> str:
        return "NOT_FITTING"


NOT_FITTING = NotFitting()
"""What a value is that a type does not take without conversion."""
