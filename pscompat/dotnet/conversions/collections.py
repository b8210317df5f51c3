"""What arrays, lists and other collections accept (values.md §B.5 Arrays, Generic List)."""

from __future__ import annotations

from ...errors import ConversionError
from ..collection_encoding import default_of, new_collection
from ..containers import EnumValue, NetDict, NetList, PSCustomObject
from ..kinds import assignable, is_array, is_enumerable, is_instance, type_name_of, widened_integer
from ..numbers import Numeral
from ..strings import net_text
from ..texts import Char, NetObject
from .failures import failed, invalid_cast, no_conversion
from .general import by_general_rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..clock import Clock
    from ..types import NetType

_NO_CONVERSION = "ConvertToFinalInvalidCastException"


def element_type(target: NetType) -> NetType:
    """The type of the elements; Object for lists that do not say."""
    if target.element is not None:
        return target.element
    from ..types import resolve

    _, bracket, rest = target.full_name.partition("`1[")
    return resolve(rest[:-1] if bracket else "object")


def to_array(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """``T[]`` and Array: an array element by element, another collection too, anything else as the one element."""
    from ..conversion import converter

    run = converter(element_type(target))
    if is_array(value):
        inner = element_type(target).nullable_of
        if inner is not None and type_name_of(value) == inner.full_name + "[]":
            # .NET finds the arrays related and then cannot copy one into the other.
            raise ConversionError("", "Source array type cannot be assigned to destination array type.")
        items: list[object] = value  # type: ignore[assignment]
        if target.full_name == "System.String[]":  # the common case, without a call for each string
            return new_collection(target, [item if type(item) is str else run(item, clock) for item in items])
        return new_collection(target, [run(item, clock) for item in items])
    if is_enumerable(value):
        try:
            return new_collection(target, [run(item, clock) for item in value])  # type: ignore[attr-defined]
        except ConversionError as error:
            raise failed("InvalidCastExceptionEnumerableToArray", value, target, error.message) from None
    if target.full_name == "System.Char[]" and isinstance(value, str) and not isinstance(value, Char):
        return new_collection(target, characters(value))
    try:
        return new_collection(target, [run(value if text is None else Numeral(value, text), clock)])
    except ConversionError as error:
        return _array_instead(value, target, text, error)


def _array_instead(value: object, target: NetType, text: str | None, error: ConversionError) -> object:
    """What .NET tries when the element does not convert: the array's constructor, a type change, or the error."""
    if isinstance(value, (Char, EnumValue)):
        element = element_type(target)
        return new_collection(target, [default_of(element) for _ in range(widened_integer(value) or 0)])
    if isinstance(value, bool) or type_name_of(value) == "System.DateTime":
        raise invalid_cast(value, target) from None
    if error.error_id == _NO_CONVERSION:
        raise no_conversion(value, target) from None
    shown = value if text is None else text
    raise failed("InvalidCastExceptionScalarToArray", shown, target, error.message) from None


def characters(text: str) -> list[object]:
    """The UTF-16 units of a text."""
    units = text.encode("utf-16-le", "surrogatepass")
    return [Char(chr(units[i] | units[i + 1] << 8)) for i in range(0, len(units), 2)]


def to_generic_list(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """List<T>, Collection<T>, HashSet<T> …: copies of collections of T, arrays by element, one element otherwise."""
    element = element_type(target)
    if _has_capacity_constructor(value, target):
        return new_collection(target, [])
    if isinstance(value, list) and _is_enumerable_of(value, element):
        return new_collection(target, list(value))
    if isinstance(value, str) and not isinstance(value, Char):
        if element.full_name == "System.Char":
            return new_collection(target, characters(value))
    elif not isinstance(value, (list, PSCustomObject)) and _has_general_rule(value):
        return by_general_rules(value, target, clock, text)
    return _from_elements(value, target, element, clock)


def _has_capacity_constructor(value: object, target: NetType) -> bool:
    """Characters and enumeration values count as a capacity; so do other integers where .NET sees no collection."""
    if isinstance(value, (Char, EnumValue)):
        return "ObjectModel.Collection`" not in target.full_name
    return "HashSet`" in target.full_name and not isinstance(value, bool) and isinstance(value, int) and value < 1 << 31


def _has_general_rule(value: object) -> bool:
    from ..kinds import is_numeric

    return (
        is_numeric(value)
        or isinstance(value, (bool, Char, EnumValue, dict))
        or type_name_of(value) == "System.DateTime"
    )


def _is_enumerable_of(value: object, element: NetType) -> bool:
    """Whether the collection is an ``IEnumerable<T>`` by itself."""
    from ..types import UnknownTypeError, resolve

    try:
        return assignable(
            type_name_of(value), resolve(f"System.Collections.Generic.IEnumerable`1[{element.full_name}]")
        )
    except UnknownTypeError:
        return type_name_of(value) == element.full_name + "[]"


def _from_elements(value: object, target: NetType, element: NetType, clock: Clock | None) -> object:
    """Each element of an array, or the value as the one element, converted."""
    from ..conversion import convert

    if is_instance(element, value):
        return new_collection(target, [value])
    if not is_array(value):
        return new_collection(target, [convert(value, element, clock)])
    items: list[object] = []
    for item in value:  # type: ignore[attr-defined]
        try:
            items.append(convert(item.value if isinstance(item, Numeral) else item, element, clock))
        except ConversionError:
            raise no_conversion(value, target) from None
    return new_collection(target, items)


def to_array_list(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """ArrayList: a copy of any list or dictionary; nothing else but an empty property bag."""
    if isinstance(value, (Char, EnumValue)):
        return NetList(target.full_name)
    if isinstance(value, list) and "HashSet`" not in type_name_of(value):
        return NetList(target.full_name, value)
    if isinstance(value, dict) and not isinstance(value, PSCustomObject):
        return NetList(target.full_name, [dictionary_entry(key, item) for key, item in value.items()])
    return by_general_rules(value, target, clock, text, from_text=False)


def dictionary_entry(key: object, value: object) -> NetObject:
    """System.Collections.DictionaryEntry, known by its text."""
    return NetObject("System.Collections.DictionaryEntry", f"[{net_text(key)}, {net_text(value)}]")


def to_hashtable(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """Hashtable: a copy of any dictionary, an empty one for an empty property bag."""
    if isinstance(value, (Char, EnumValue)):
        return {}
    if isinstance(value, dict) and not isinstance(value, PSCustomObject):
        return dict(value)
    return by_general_rules(value, target, clock, text, from_text=False)


def to_other_dictionary(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """OrderedDictionary and Dictionary<K,V>: a new one, which only an empty dictionary or property bag can fill."""
    if isinstance(value, (Char, EnumValue)):
        return NetDict(target.full_name)
    return by_general_rules(value, target, clock, text, from_text=False)


def to_enumerable(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """IEnumerable: collections as they are; a number becomes its text, for a string is enumerable too."""
    return by_general_rules(value, target, clock, text)
