"""The steps of conversion that need to know nothing special about the target (values.md §B.3 steps 7, 8, 10, 12)."""

from __future__ import annotations

from ...errors import ConversionError
from ..containers import EnumValue, PSCustomObject
from ..kinds import first_type_name, is_numeric, type_name_of
from ..strings import bag_text, to_string
from ..texts import Char
from .failures import failed, invalid_cast, no_conversion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..clock import Clock
    from ..types import NetType

# What ``new T()`` and setting properties make possible: the settable properties (name and type) of each type.
_CREATABLE: dict[str, tuple[tuple[str, str], ...]] = {
    "System.Decimal": (),
    "System.Numerics.BigInteger": (),
    "System.DateTime": (),
    "System.DateTimeOffset": (),
    "System.TimeSpan": (),
    "System.Guid": (),
    "System.Version": (),
    "System.Management.Automation.SwitchParameter": (),
    "System.Security.SecureString": (),
    "System.Collections.Hashtable": (),
    "System.Collections.Specialized.OrderedDictionary": (),
    "System.Collections.ArrayList": (("Capacity", "System.Int32"),),
    "System.Collections.Generic.List": (("Capacity", "System.Int32"),),
    "System.Collections.Generic.HashSet": (),
    "System.Collections.Generic.Queue": (),
    "System.Collections.Generic.Stack": (),
    "System.Collections.ObjectModel.Collection": (),
    "System.Collections.Generic.Dictionary": (),
}
_ENUM_PROPERTIES = (("value__", "System.Int32"),)
_NULLABLE_OBJECT = (
    'Cannot process argument because the value of argument "obj" is null. '
    'Change the value of argument "obj" to a non-null value.'
)


def by_general_rules(
    value: object, target: NetType, clock: Clock | None, text: str | None, *, from_text: bool = True
) -> object:
    """What is left when a type's own rules do not apply to the value.

    ``from_text`` tells that the type can be made from a string; numbers then go through their text. Raises
    ConversionError.
    """
    if is_numeric(value):
        if from_text:
            from ..conversion import convert

            return convert(text if text is not None else to_string(value), target, clock)
        raise no_conversion(value, target)
    if isinstance(value, (bool, Char, EnumValue)) or type_name_of(value) == "System.DateTime":
        raise invalid_cast(value, target)
    if isinstance(value, dict):
        return _create(value, target)
    raise no_conversion(value, target)


def settable_properties(target: NetType) -> tuple[tuple[str, str], ...] | None:
    """The properties that can be set on a new object of the type, None when there is no way to make one."""
    if target.enum is not None:
        return _ENUM_PROPERTIES
    if target.nullable_of is not None:
        return ()
    return _CREATABLE.get(target.full_name.partition("`")[0])


def _create(value: Mapping[object, object], target: NetType) -> object:
    """A new object of the type with the entries of a dictionary or property bag set as its properties."""
    settable = settable_properties(target)
    is_bag = isinstance(value, PSCustomObject)
    if settable is None:
        raise no_conversion(value, target)
    if target.nullable_of is not None:
        raise failed("InvalidCastConstructorException", value, target, _NULLABLE_OBJECT)
    result = _new_object(target)
    for key in value:
        name = to_string(key)
        wanted = next((item for item in settable if item[0].lower() == name.lower()), None)
        if wanted is None:
            raise _property_missing(value, target, name, settable, is_bag)
        result = _with_property(result, value, key, target, wanted)
    return result


def _property_missing(
    value: Mapping[object, object], target: NetType, name: str, settable: tuple[tuple[str, str], ...], is_bag: bool
) -> ConversionError:
    if is_bag:
        text = bag_text(value) if isinstance(value, PSCustomObject) else ""
        inner = f'Cannot convert the "{text}" value of type "{first_type_name(value)}" to type "{target.full_name}".'
        return failed("InvalidCastConstructorException", value, target, inner)
    listed = ", ".join(f"[{prop} <{kind}>]" for prop, kind in settable)
    available = f"The settable properties are: {listed}." if listed else "There is no settable property available."
    return ConversionError(
        "ObjectCreationError",
        f'Cannot create object of type "{target.full_name}". '
        f"The property '{name}' was not found for the '{target.qualified_name}' object. {available}",
    )


def _with_property(
    result: object, value: Mapping[object, object], key: object, target: NetType, wanted: tuple[str, str]
) -> object:
    from ..conversion import convert
    from ..types import resolve

    try:
        number = convert(value[key], resolve(wanted[1]))
    except ConversionError as error:
        raise ConversionError(
            "ObjectCreationError", f'Cannot create object of type "{target.full_name}". {error.message}'
        ) from None
    if target.enum is not None:
        return target.enum_value(number)  # type: ignore[arg-type]
    return result


def _new_object(target: NetType) -> object:
    name = target.full_name
    if target.enum is not None or target.is_value_type:
        from .defaults import default_value

        return default_value(target)
    if name == "System.Version":
        from ..identifiers import Version

        return Version(0, 0)
    if name == "System.Security.SecureString":
        from ..containers import SecureString

        return SecureString("")
    if name == "System.Collections.Hashtable":
        return {}
    if "Dictionary" in name:
        from ..containers import NetDict

        return NetDict(name)
    from ..containers import NetList

    return NetList(name)
