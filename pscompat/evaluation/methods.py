"""Methods of values: which table has them, and how they are called."""

from __future__ import annotations

from ..dotnet.containers import Enumerator, EnumValue, PSCustomObject, ScriptBlock
from ..dotnet.kinds import is_decimal, is_enumerable, type_name_of
from ..dotnet.texts import Char
from ..dotnet.times import (
    DateTime,
    DateTimeOffset,
    TimeSpan,
)
from ..errors import NotRunError
from ..language.indexing import NOTHING, run_time_error
from .arithmetic import base, method_missing
from .collection_methods import ARRAY, ARRAY_LIST, DICTIONARY, ENUMERATOR, LIST, ORDERED
from .date_methods import DATE, DATE_OFFSET, DATE_TIME, SPAN
from .object_methods import BLOCK, ENCODING, GUID, REGEX, VIEWS
from .object_views import BaseView, ObjectView, PropertyList
from .overloads import Overload, invoke
from .text_methods import STRING
from .value_methods import (
    ANY,
    BAG,
    ENUM,
    NUMBER,
    OWN_ANY,
    shown_type,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .frame import Frame


def call_method(frame: Frame, receiver: Any, name: str, values: list[Any]) -> Any:
    """``receiver.name(values)``. Raises CommandError, and NotRunError for a method of .NET that is not run."""
    if receiver is None or receiver is NOTHING:
        raise run_time_error("InvokeMethodOnNull", "You cannot call a method on a null-valued expression.")
    lower = name.lower()
    if isinstance(receiver, BaseView):
        receiver = receiver.value
    if isinstance(receiver, Enumerator) and lower not in ENUMERATOR:
        receiver = receiver.rest()
    overloads = find_overloads(receiver, lower)
    if overloads:
        own = [receiver] if overloads[0].name[0] != "@" else [frame, receiver]
        return invoke(overloads[0].name, overloads, own, values)
    kind = type_name_of(receiver)
    if is_enumerable(receiver) and not isinstance(receiver, PropertyList):
        _check_method(kind, name, listed=True)
        return _on_each(frame, receiver, name, values)
    if isinstance(receiver, dict) and lower in ("where", "foreach"):
        raise NotRunError(f"The method '{name}' without arguments is not run by pscompat.")
    _check_method(kind, name, listed=False)
    raise method_missing(shown_type(receiver), name)


def _check_method(kind: str, name: str, *, listed: bool) -> None:
    from .member_names import is_method

    if is_method(kind, name) and name.lower() != "tostring":
        raise NotRunError(f"The method '{name}' of [{kind}] is not run by pscompat.")


def _on_each(frame: Frame, items: list[Any], name: str, values: list[Any]) -> Any:
    """A method that the list lacks, called on each element."""
    if not items:
        raise method_missing(type_name_of(items), name)
    results: list[Any] = []
    for item in items:
        result = call_method(frame, base(item), name, values)
        if result is not NOTHING:
            results.extend(result) if isinstance(result, list) else results.append(result)
    return NOTHING if not results else results[0] if len(results) == 1 else results


def find_overloads(receiver: Any, lower: str) -> list[Overload]:
    """The overloads of a method of the value's type; empty where it has none that is run."""
    for table in _tables_of(receiver):
        found = table.get(lower)
        if found:
            return found
    return []


def _tables_of(value: Any) -> list[dict[str, list[Overload]]]:
    if isinstance(value, (ObjectView, PropertyList)):
        return [VIEWS]
    if isinstance(value, Enumerator):
        return [ENUMERATOR]
    if isinstance(value, bool):
        return [ANY]
    if isinstance(value, Char):
        return [ANY]
    if isinstance(value, str):
        return [STRING, ANY]
    if isinstance(value, EnumValue):
        return [ENUM, ANY]
    if isinstance(value, (int, float)) or is_decimal(value):
        return [NUMBER, ANY]
    if isinstance(value, DateTime):
        return [DATE_TIME, DATE, ANY]
    if isinstance(value, DateTimeOffset):
        return [DATE_OFFSET, DATE, ANY]
    if isinstance(value, TimeSpan):
        return [SPAN, ANY]
    if isinstance(value, PSCustomObject):
        if value.type_names[:1] == ("System.Text.RegularExpressions.Match",):
            return [ANY]
        return [BAG]
    if isinstance(value, dict):
        return [ORDERED if type_name_of(value).endswith("OrderedDictionary") else DICTIONARY, ANY]
    if isinstance(value, list):
        name = type_name_of(value)
        if name.endswith("[]"):
            return [ARRAY, OWN_ANY]
        return [ARRAY_LIST if name == "System.Collections.ArrayList" else LIST, ARRAY, OWN_ANY]
    if type(value).__name__ == "Guid":
        return [GUID, ANY]
    if type(value).__name__ == "Regex":
        return [REGEX, ANY]
    if isinstance(value, ScriptBlock):
        return [BLOCK, ANY]
    if type_name_of(value) == "System.Text.UTF8Encoding":
        return [ENCODING, ANY]
    return [ANY]


def check_method(receiver: Any, name: str) -> None:
    """Raise NotRunError for a method of a literal that .NET has and pscompat does not run."""
    if not find_overloads(receiver, name.lower()):
        _check_method(type_name_of(receiver), name, listed=False)
