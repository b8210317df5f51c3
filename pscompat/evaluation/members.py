"""Reading members: properties of every kind of value, ``psobject``, ``psbase`` and ``PSTypeNames``."""

from __future__ import annotations

from ..dotnet.containers import NetList, PSCustomObject
from ..dotnet.kinds import type_name_of
from ..dotnet.members import ABSENT_PROPERTY, actual_name, get_property, own_property, property_names, table_of
from ..dotnet.strings import to_string
from ..dotnet.texts import NetObject, TypeValue
from ..errors import CommandError, ErrorRecord, NotRunError
from ..language.indexing import NOTHING, run_time_error, set_index
from .exceptions import Exception_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .frame import Frame

_SETS = ("psobject", "psbase", "pstypenames", "psadapted", "psextended")


def get_member(frame: Frame, value: Any, name: Any) -> Any:
    """``value.name``. Raises NotRunError for a member that .NET has and pscompat does not run."""
    if value is NOTHING:
        value = None
    if type(value).__name__ == "Numeral":
        value = value.value
    if isinstance(value, dict) and not isinstance(value, PSCustomObject):
        key = frame.tables.find(value, name)
        if key is not NOTHING:
            return value[key]
    text = name if type(name) is str else to_string(name)
    lower = text.lower()
    if lower in _SETS and value is not None:
        return _set(value, lower)
    special = _SPECIAL.get(type(value))
    if special is not None:
        found = special(value, lower)
        if found is not NOTHING:
            return found
    if isinstance(value, list):
        return _of_list(frame, value, text)
    if value is None and lower not in ("count", "length"):
        return None
    if hasattr(value, "__next__") and lower == "current":
        return getattr(value, "current", None)
    found = get_property(value, text)
    if found is None and value is not None and not isinstance(value, dict):
        _check_known(value, text)
    return found


def _check_known(value: Any, name: str) -> None:
    """Refuse what .NET has and the tables here have not."""
    if own_property(value, name) is not ABSENT_PROPERTY:
        return
    from .member_names import is_method, is_property

    kind = type_name_of(value)
    if is_property(kind, name):
        raise NotRunError(f"The property '{name}' of [{kind}] is not run by pscompat.")
    if is_method(kind, name):
        raise NotRunError(f"Methods without parentheses are not run by pscompat: '{name}' of [{kind}].")


def _of_list(frame: Frame, value: list[Any], name: str) -> Any:
    """A property of the list itself, else of each of its elements."""
    if name.lower() == "length" and isinstance(value, NetList) and not value.type_name.endswith("[]"):
        found = ABSENT_PROPERTY
    else:
        found = own_property(value, name)  # type: ignore[assignment]
    if found is not ABSENT_PROPERTY:
        return found
    if name.lower() == "count":
        return len(value)
    gathered: list[Any] = []
    for item in value:
        if isinstance(item, dict) and not isinstance(item, PSCustomObject):
            key = frame.tables.find(item, name)
            if key is NOTHING and name.lower() not in table_of(item):
                continue
        if isinstance(item, PSCustomObject) and own_property(item, name) is ABSENT_PROPERTY:
            if name.lower() in ("count", "length"):
                gathered.append(1)
            else:
                gathered.append(None)
            continue
        inner = get_member(frame, item, name)
        gathered.extend(inner) if isinstance(inner, list) else gathered.append(inner)
    if all(each is None for each in gathered) and not any(isinstance(item, PSCustomObject) for item in value):
        return None
    return None if not gathered else gathered[0] if len(gathered) == 1 else gathered


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
        return f"{type_text(kind).rpartition('.')[2] if kind.startswith('System.Object') else type_text(kind)} {self.name}={shown}"


class PropertyList(NetList):
    """``psobject.Properties``."""

    __slots__ = ("owner",)

    owner: Any


def _set(value: Any, name: str) -> Any:
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
        from ..dotnet.containers import EnumValue

        return EnumValue("System.Management.Automation.PSMemberTypes", 8 if kind == "NoteProperty" else 4, kind)
    if name == "typenameofvalue":
        return type_name_of(view.value) or "System.Object"
    if name in ("issettable", "isgettable"):
        return isinstance(view.owner, PSCustomObject) or name == "isgettable"
    return NOTHING


def _exception(value: Exception_, name: str) -> Any:
    if name == "message":
        return value.message
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
    short = value.name.partition("`")[0].rpartition(".")[2]
    if name == "name":
        return short if not value.name.endswith("[]") else value.name.rpartition(".")[2]
    if name == "fullname":
        return value.name
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
        if isinstance(value.details, Exception_):
            return value.details
        from .type_list import full_exception_name

        return Exception_(full_exception_name(value.exception or "RuntimeException"), value.message)
    if name == "categoryinfo":
        made = PSCustomObject({}, ("System.Management.Automation.ErrorCategoryInfo",))
        made["Category"] = value.category
        made["Activity"] = value.activity
        made["Reason"] = value.exception or "RuntimeException"
        made["TargetName"] = "" if value.target is None else to_string(value.target)
        made["TargetType"] = "" if value.target is None else type_name_of(value.target).rpartition(".")[2]
        return made
    if name in ("errordetails", "scriptstacktrace"):
        return None
    return NOTHING


_SPECIAL: dict[type, Any] = {
    ObjectView: _object_view,
    BaseView: _base_view,
    PropertyView: _property_view,
    Exception_: _exception,
    Entry: _entry,
    TypeValue: _type,
    ErrorRecord: _record,
}


def set_special(receiver: Any, name: str, value: Any) -> bool:
    """Set a member of a view; tells whether there was one."""
    if isinstance(receiver, PropertyView) and name.lower() == "value" and isinstance(receiver.owner, PSCustomObject):
        receiver.owner[receiver.name] = value
        return True
    return False


def set_member(frame: Frame, receiver: Any, name: str, value: Any) -> None:
    """``receiver.name = value``. Raises CommandError for a property that is not there or is not written."""
    if isinstance(receiver, PSCustomObject):
        own = actual_name(receiver, name)
        if own is None:
            message = (
                f'Exception setting "{name}": "The property \'{name}\' cannot be found on this object. '
                'Verify that the property exists and can be set."'
            )
            raise CommandError([ErrorRecord("ExceptionWhenSetting", message, exception="SetValueInvocationException")])
        receiver[own] = value
        return
    if isinstance(receiver, dict):
        set_index(receiver, name, value, frame.tables)
        return
    if set_special(receiver, name, value):
        return
    message = f"The property '{name}' cannot be found on this object. Verify that the property exists and can be set."
    if receiver is None:
        raise run_time_error("PropertyNotFound", message)
    if own_property(receiver, name) is not ABSENT_PROPERTY:
        message = f"'{table_of(receiver)[name.lower()][0]}' is a ReadOnly property."
    raise run_time_error("PropertyAssignmentException", message)
