"""How compiled parameters, the common ones among them, convert a value (binding.md §9.4)."""

from __future__ import annotations

from ..dotnet.collection_encoding import default_of, new_collection
from ..dotnet.containers import ABSENT, PRESENT, EnumValue, SwitchParameter
from ..dotnet.conversion import converter
from ..dotnet.kinds import is_instance, is_list, is_numeric, type_name_of
from ..dotnet.numbers import Numeral
from ..errors import ConversionError
from .messages import CoercionFailure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..dotnet.clock import Clock
    from ..dotnet.types import NetType

_SWITCH = "System.Management.Automation.SwitchParameter"
_PREFERENCE = "System.Management.Automation.ActionPreference"
_ACCEPT_LISTS = frozenset(("System.Object", "System.Management.Automation.PSObject"))


def coercer(net_type: NetType) -> Callable[[Any, Clock | None], Any]:
    """The conversion of one compiled parameter, compiled once. It raises CoercionFailure."""
    full_name = net_type.full_name
    if full_name in (_SWITCH, "System.Boolean") or (
        net_type.nullable_of is not None and net_type.nullable_of.full_name == "System.Boolean"
    ):
        return _boolean_coercer(full_name)
    general = converter(net_type)

    def coerce(value: Any, clock: Clock | None) -> Any:
        if value is None:
            return None
        if is_instance(net_type, value):
            return value
        base = value.value if type(value) is Numeral else value
        if is_instance(net_type, base):
            return base
        if net_type.kind in ("array", "ilist", "generic"):
            return encode(value, net_type, clock)
        if is_list(base) and full_name not in _ACCEPT_LISTS and net_type.enum is None and not net_type.opaque:
            raise CoercionFailure("CannotConvertArgument", type_name_of(value), "Specified method is not supported.")
        try:
            return general(value, clock)
        except ConversionError as error:
            raise CoercionFailure("CannotConvertArgumentNoMessage", error.message) from None

    return coerce


def encode(value: Any, net_type: NetType, clock: Clock | None) -> Any:
    """The elements, each coerced to the element type, in a new collection of the type (binding.md §9.6).

    What is no list is one element, other enumerables included.
    """
    base: Any = value.value if type(value) is Numeral else value
    items = list(base) if is_list(base) else [value]
    element = net_type.element
    if element is not None and element.full_name != "System.Object":
        coerce = coercer(element)
        # Null in an array of structs is the zero one.
        items = [default_of(element) if item is None else coerce(item, clock) for item in items]
    return new_collection(net_type, items)


def _boolean_coercer(full_name: str) -> Callable[[Any, Clock | None], Any]:
    is_switch = full_name == _SWITCH
    is_bool = full_name == "System.Boolean"

    def coerce(value: Any, clock: Clock | None) -> Any:
        if value is None:
            if is_bool:
                raise CoercionFailure("ParameterArgumentValidationErrorNullNotAllowed")
            return PRESENT if is_switch else None
        base = value.value if type(value) is Numeral else value
        if isinstance(base, SwitchParameter):
            if is_switch:
                return base
            raise CoercionFailure("CannotConvertArgument", type_name_of(value))
        if isinstance(base, bool):
            truth = base
        elif is_numeric(base) or isinstance(base, EnumValue):
            truth = base != 0
        else:
            raise CoercionFailure("CannotConvertArgument", type_name_of(value))
        return (PRESENT if truth else ABSENT) if is_switch else truth

    return coerce


def check_assignable(net_type: NetType, value: Any) -> str:
    """Why the property behind a compiled parameter refuses the value, or an empty string."""
    if value is None:
        if net_type.enum is not None:
            members = ",".join(net_type.enum.members)
            return (
                f'Cannot convert null to type "{net_type.full_name}" due to enumeration values that are not valid. '
                "Specify one of the following enumeration values and try again. "
                f'The possible enumeration values are "{members}".'
            )
        if net_type.is_value_type and net_type.nullable_of is None:
            return f'Cannot convert null to type "{net_type.full_name}".'
    elif net_type.full_name == _PREFERENCE and isinstance(value, EnumValue) and value.value == 5:
        return (
            f"The {value.name} ActionPreference value is reserved for future use and is not supported at this time. "
            'For more information about preference variables, see the Help topic, "about_Preference_Variables."'
        )
    return ""
