"""What every value, numbers and enumerations can do."""

from __future__ import annotations

from ..dotnet.containers import EnumValue, NetRecord, PSCustomObject
from ..dotnet.kinds import type_name_of
from ..dotnet.order.comparison import compare_same_type
from ..dotnet.order.culture import compare as compare_texts
from ..dotnet.strings import text_member, to_string
from ..dotnet.texts import Char, TypeValue
from .arithmetic import base
from .overloads import WIDENING, table
from .problems import NetProblem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..dotnet.formats.cultures import Culture


def shown_type(value: Any) -> str:
    return "System.RuntimeType" if isinstance(value, TypeValue) else type_name_of(value)


def itself(text: Any) -> Any:
    return text


def net_own_text(value: Any) -> str:
    from ..dotnet.formats.composite import default_text

    if isinstance(value, PSCustomObject):
        has_text = isinstance(value, NetRecord) or text_member(value.type_names)
        return to_string(value) if has_text else ""
    return default_text(value)


def culture_of(provider: Any) -> Culture:
    """The culture of a format provider: null is the current one, the only other one here is the invariant one."""
    from ..dotnet.formats.cultures import EN_US, INVARIANT

    return INVARIANT if is_culture(provider) else EN_US


def is_culture(value: Any) -> bool:
    """Whether a value is a CultureInfo."""
    return type_name_of(value) == "System.Globalization.CultureInfo"


def formatted_text(value: Any, style: Any, provider: Any = None) -> str:
    """``ToString`` with a format, a format provider, or both."""
    if is_culture(style):
        style, provider = "", style
    from ..dotnet.formats.composite import format_value
    from ..dotnet.formats.format_errors import FormatError

    try:
        return format_value(value, "" if style is None else to_string(style), culture_of(provider))
    except FormatError as error:
        raise NetProblem("FormatException", str(error)) from None


def type_value(value: Any) -> TypeValue:
    if isinstance(value, NetRecord):
        return TypeValue(value.type_names[0])
    return TypeValue(shown_type(value) if isinstance(value, TypeValue) else type_name_of(value))


def net_equal(one: Any, other: Any) -> bool:
    """``Object.Equals``."""
    one, other = base(one), base(other)
    if isinstance(one, (dict, list)):
        return one is other
    return type_name_of(one) == type_name_of(other) and bool(one == other)


def _compare(one: Any, other: Any) -> int:
    if other is None:
        return 1
    if isinstance(one, str) and not isinstance(one, Char):
        return compare_texts(one, to_string(other))
    if type_name_of(one) != type_name_of(other):
        short = type_name_of(one).rpartition(".")[2]
        if isinstance(one, EnumValue):
            message = (
                f"Object must be the same type as the enum. The type passed in was '{type_name_of(other)}'; "
                f"the enum type was '{type_name_of(one)}'."
            )
            raise NetProblem("ArgumentException", message)
        raise NetProblem("ArgumentException", f"Object must be of type {short}.")
    if isinstance(one, Char):
        return ord(one) - ord(other)
    return compare_same_type(one, other) or 0


ANY = table(
    ("ToString()", net_own_text),
    ("Equals(obj:object)", net_equal),
    ("GetType()", type_value),
    ("CompareTo(value:object)", _compare),
)
OWN_ANY = table(("ToString()", type_name_of), ("Equals(obj:object)", net_equal), ("GetType()", type_value))
BAG = table(("ToString()", net_own_text), ("Equals(obj:object)", net_equal), ("GetType()", type_value))


def _number_compare(one: Any, other: Any) -> int:
    other = base(other)
    if other is not None and type(one) is not type(other):
        short = type_name_of(one).rpartition(".")[2]
        names = {"Int32": "int", "Int64": "long"}
        if names.get(short, short.lower()) not in WIDENING.get(type(other), ()) or isinstance(one, float):
            raise NetProblem("ArgumentException", f"Object must be of type {short}.")
    return 1 if other is None else -1 if one < other else 0 if one == other else 1


NUMBER = table(
    ("ToString()", net_own_text),
    ("ToString(format:any)", formatted_text),
    ("ToString(format:string,provider:object)", formatted_text),
    ("CompareTo(value:object)", _number_compare),
)


def _enum_to_string(value: EnumValue, style: str = "") -> str:
    return formatted_text(value, style) if style else value.name


def _has_flag(value: EnumValue, flag: Any) -> bool:
    number = flag.value if isinstance(flag, EnumValue) else int(flag)
    return value.value & number == number


ENUM = table(
    ("ToString()", net_own_text), ("ToString(format:string)", _enum_to_string), ("HasFlag(flag:object)", _has_flag)
)
