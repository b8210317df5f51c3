"""Reading members: properties of every kind of value, ``psobject``, ``psbase`` and ``PSTypeNames``."""

from __future__ import annotations

from ..dotnet.containers import Enumerator, NetList, PSCustomObject
from ..dotnet.kinds import type_name_of
from ..dotnet.members import (
    ABSENT_PROPERTY,
    actual_name,
    get_property,
    own_property,
    table_of,
)
from ..dotnet.strings import to_string
from ..errors import CommandError, ErrorRecord, NotRunError
from ..language.indexing import NOTHING, run_time_error, set_index
from .match_values import GroupList
from .object_views import SPECIAL, PropertyList, set_special, view_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
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
        return view_of(value, lower)
    special = SPECIAL.get(type(value))
    if special is not None:
        found = special(value, lower)
        if found is not NOTHING:
            return found
    if isinstance(value, list):
        return _of_list(frame, value, text)
    if value is None and lower not in ("count", "length"):
        return None
    if isinstance(value, Enumerator):
        return value.current if lower == "current" else _of_each(frame, value, text)
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
    return len(value) if name.lower() == "count" else _of_each(frame, value, name)


def _of_each(frame: Frame, value: Iterable[Any], name: str) -> Any:
    """A property of each element of a collection that lacks it itself."""
    bags = False
    gathered: list[Any] = []
    for item in value:
        if item is None:
            continue
        bags = bags or isinstance(item, PSCustomObject)
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
    if all(each is None for each in gathered) and not bags:
        return None
    return None if not gathered else gathered[0] if len(gathered) == 1 else gathered


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


def named_item(items: NetList, name: str) -> Any:
    """The item of ``psobject.Properties`` or of a match's groups that has the name; NOTHING for other lists."""
    if isinstance(items, PropertyList):
        return next((each for each in items if each.name.lower() == name.lower()), None)
    if isinstance(items, GroupList):
        place = items.named.get(name)
        return NOTHING if place is None else items[place]
    return NOTHING
