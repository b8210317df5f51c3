"""Values that show other values: ``psobject`` and its properties, types, error records, entries."""

from __future__ import annotations

from ..dotnet.containers import EnumValue, NetList, PSCustomObject
from ..dotnet.kinds import type_name_of
from ..dotnet.members import (
    ABSENT_PROPERTY,
    add_table,
    own_property,
    property_names,
    table_of,
)
from ..dotnet.strings import to_string
from ..dotnet.texts import NetObject, TypeValue
from ..errors import ErrorRecord, NotRunError
from ..language.indexing import NOTHING
from .exceptions import ExceptionValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CATEGORIES = [
    "NotSpecified",
    "OpenError",
    "CloseError",
    "DeviceError",
    "DeadlockDetected",
    "InvalidArgument",
    "InvalidData",
    "InvalidOperation",
    "InvalidResult",
    "InvalidType",
    "MetadataError",
    "NotImplemented",
    "NotInstalled",
    "ObjectNotFound",
    "OperationStopped",
    "OperationTimeout",
    "SyntaxError",
    "ParserError",
    "PermissionDenied",
    "ResourceBusy",
    "ResourceExists",
    "ResourceUnavailable",
    "ReadError",
    "WriteError",
    "FromStdErr",
    "SecurityError",
    "ProtocolError",
    "ConnectionError",
    "AuthenticationError",
    "LimitsExceeded",
    "QuotaExceeded",
    "NotEnabled",
]
"""The categories of errors in the order of their numbers."""


# psobject and its kin


class ObjectView:
    """``value.psobject``: the value as PowerShell sees it."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __str__(self) -> str:
        return to_string(self.value)


class BaseView:
    """``value.psbase``: the value's own .NET members."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


class PropertyView:
    """One item of ``psobject.Properties``."""

    __slots__ = ("name", "owner")

    def __init__(self, owner: Any, name: str) -> None:
        self.owner = owner
        self.name = name

    @property
    def value(self) -> Any:
        """The property's value."""
        if isinstance(self.owner, PSCustomObject):
            return self.owner.get(self.name)
        return table_of(self.owner)[self.name.lower()][1](self.owner)

    def __str__(self) -> str:
        value = self.value
        kind = type_name_of(value) or "object"
        from ..dotnet.strings import type_text

        shown = (
            "null"
            if value is None
            else to_string(value)
            if not isinstance(value, (list, dict))
            else type_name_of(value)
        )
        if isinstance(value, PSCustomObject):
            shown = to_string(value)
        named = type_text(kind).rpartition(".")[2] if kind.startswith("System.Object") else type_text(kind)
        return f"{named} {self.name}={shown}"


class PropertyList(NetList):
    """``psobject.Properties``."""

    __slots__ = ("owner",)

    owner: Any


def view_of(value: Any, name: str) -> Any:
    """``psobject``, ``psbase`` or ``PSTypeNames`` of a value."""
    if name == "pstypenames":
        return type_names(value)
    return BaseView(value) if name == "psbase" else ObjectView(value)


def type_names(value: Any) -> list[str]:
    """``PSTypeNames``: the names put on a value, then its classes."""
    names = list(getattr(value, "type_names", ()) or ())
    kind = type_name_of(value)
    if isinstance(value, PSCustomObject):
        chain = ["System.Management.Automation.PSCustomObject", "System.Object"]
    elif kind == "System.Object[]" or kind.endswith("[]"):
        chain = [kind, "System.Array", "System.Object"]
    else:
        from ..dotnet.types import UnknownTypeError, is_enumeration, resolve

        chain = [kind]
        try:
            if is_enumeration(kind):
                chain += ["System.Enum", "System.ValueType"]
            elif resolve(kind).is_value_type:
                chain.append("System.ValueType")
        except UnknownTypeError:
            pass
        chain.append("System.Object")
    return NetList("System.Collections.ObjectModel.Collection`1[System.String]", [*names, *chain])


def properties_of(value: Any) -> PropertyList:
    """The properties of a value in order."""
    if isinstance(value, PSCustomObject):
        names = list(value)
    elif isinstance(value, dict):
        names = [known[0] for known in table_of(value).values()]
    else:
        names = property_names(value)
    made = PropertyList(
        "System.Management.Automation.PSMemberInfoIntegratingCollection`1[System.Management.Automation.PSPropertyInfo]",
        [PropertyView(value, name) for name in names],
    )
    made.owner = value
    return made


def _object_view(view: ObjectView, name: str) -> Any:
    if name in ("properties", "members"):
        if name == "members":
            raise NotRunError("The property 'Members' of psobject is not run by pscompat.")
        return properties_of(view.value)
    if name == "typenames":
        return type_names(view.value)
    if name in ("baseobject", "immediatebaseobject"):
        return view.value
    return NOTHING


def _base_view(view: BaseView, name: str) -> Any:
    value = view.value
    if isinstance(value, PSCustomObject):
        found = own_property(value, name)
        return None if found is ABSENT_PROPERTY else found
    known = table_of(value).get(name)
    return None if known is None else known[1](value)


def _property_view(view: PropertyView, name: str) -> Any:
    if name == "name":
        return view.name
    if name == "value":
        return view.value
    if name == "membertype":
        kind = "NoteProperty" if isinstance(view.owner, PSCustomObject) else "Property"
        return EnumValue("System.Management.Automation.PSMemberTypes", 8 if kind == "NoteProperty" else 4, kind)
    if name == "typenameofvalue":
        return type_name_of(view.value) or "System.Object"
    if name in ("issettable", "isgettable"):
        return isinstance(view.owner, PSCustomObject) or name == "isgettable"
    return NOTHING


def _exception(value: ExceptionValue, name: str) -> Any:
    if name == "message":
        return value.message
    if name == "data":
        return dict(value.data)
    if name in ("innerexception", "stacktrace", "helplink", "source", "targetsite"):
        return None
    return NOTHING


def _entry(value: NetObject, name: str) -> Any:
    if value.type_name == "System.Collections.DictionaryEntry":
        pair = getattr(value, "pair", None)
        if pair is not None and name in ("key", "name", "value"):
            return pair[1] if name == "value" else pair[0]
    return NOTHING


class Entry(NetObject):
    """An entry of a dictionary."""

    __slots__ = ("pair",)

    def __init__(self, key: Any, value: Any) -> None:
        super().__init__("System.Collections.DictionaryEntry", f"[{to_string(key)}, {to_string(value)}]")
        self.pair = (key, value)


def _type(value: TypeValue, name: str) -> Any:
    if name == "namespace":
        return value.name.partition("`")[0].rpartition(".")[0]
    if name in ("isarray",):
        return value.name.endswith("[]")
    if name == "isvaluetype":
        from ..dotnet.types import resolve

        return resolve(value.name).is_value_type
    if name == "isenum":
        from ..dotnet.types import is_enumeration

        return is_enumeration(value.name)
    if name == "basetype":
        names = type_names_of(value.name)
        return TypeValue(names) if names else None
    return NOTHING


def type_names_of(name: str) -> str:
    """The name of a type's base class."""
    from ..dotnet.types import UnknownTypeError, is_enumeration, resolve

    if name == "System.Object":
        return ""
    if name.endswith("[]"):
        return "System.Array"
    try:
        if is_enumeration(name):
            return "System.Enum"
        return "System.ValueType" if resolve(name).is_value_type else "System.Object"
    except UnknownTypeError:
        return "System.Object"


def _record(value: ErrorRecord, name: str) -> Any:
    if name == "exception":
        if isinstance(value.details, ExceptionValue):
            return value.details
        from .type_list import full_exception_name

        return ExceptionValue(full_exception_name(value.exception or "RuntimeException"), value.message, value.data)
    if name == "categoryinfo":
        made = PSCustomObject({}, ("System.Management.Automation.ErrorCategoryInfo",))
        made["Category"] = EnumValue(
            "System.Management.Automation.ErrorCategory", CATEGORIES.index(value.category), value.category
        )
        made["Activity"] = value.activity
        made["Reason"] = value.exception or "RuntimeException"
        made["TargetName"] = "" if value.target is None else to_string(value.target)
        made["TargetType"] = "" if value.target is None else type_name_of(value.target).rpartition(".")[2]
        return made
    if name in ("errordetails", "scriptstacktrace"):
        return None
    return NOTHING


SPECIAL: dict[type, Any] = {
    ObjectView: _object_view,
    BaseView: _base_view,
    PropertyView: _property_view,
    ExceptionValue: _exception,
    Entry: _entry,
    TypeValue: _type,
    ErrorRecord: _record,
}


def _reading(read: Any, name: str) -> Any:
    return lambda value: read(value, name)


def _add_views() -> None:
    names = {
        PropertyView: ("Name", "Value", "MemberType", "IsSettable", "IsGettable", "TypeNameOfValue"),
        Entry: ("Name", "Key", "Value"),
        ExceptionValue: ("Message",),
    }
    for view, properties in names.items():
        add_table(view, {name.lower(): (name, _reading(SPECIAL[view], name.lower())) for name in properties})


_add_views()


def set_special(receiver: Any, name: str, value: Any) -> bool:
    """Set a member of a view; tells whether there was one."""
    if isinstance(receiver, PropertyView) and name.lower() == "value" and isinstance(receiver.owner, PSCustomObject):
        receiver.owner[receiver.name] = value
        return True
    return False
