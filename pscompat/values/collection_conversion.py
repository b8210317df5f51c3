"""What arrays and lists accept (values.md §B.5 Arrays, Generic List)."""

from __future__ import annotations

from ..errors import ConversionError
from .collection_encoding import new_collection
from .containers import NetList
from .kinds import assignable, is_array, is_enumerable, is_instance, type_name_of
from .numbers import Numeral
from .refusals import failed, no_conversion
from .texts import Char

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .clock import Clock
    from .types import NetType


def element_type(target: NetType) -> NetType:
    """The type of the elements; Object for lists that do not say."""
    if target.element is not None:
        return target.element
    from .types import resolve

    return resolve("object")


def to_array(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """``T[]`` and Array: an array element by element, another collection too, anything else as the one element."""
    from .conversion import converter

    element = element_type(target)
    run = converter(element)
    if is_array(value):
        items: list[object] = value  # type: ignore[assignment]
        return new_collection(target, [run(item, clock) for item in items])
    if is_enumerable(value):
        try:
            return new_collection(target, [run(item, clock) for item in value])  # type: ignore[attr-defined]
        except ConversionError as error:
            raise failed("InvalidCastExceptionEnumerableToArray", value, target, error.message) from None
    if element.full_name == "System.Char" and isinstance(value, str) and not isinstance(value, Char):
        units = value.encode("utf-16-le", "surrogatepass")
        chars = [Char(chr(units[i] | units[i + 1] << 8)) for i in range(0, len(units), 2)]
        return new_collection(target, list(chars))
    source = value if text is None else Numeral(value, text)
    try:
        return new_collection(target, [run(source, clock)])
    except ConversionError as error:
        if error.error_id == "ConvertToFinalInvalidCastException":
            raise no_conversion(value, target) from None
        raise failed("InvalidCastExceptionScalarToArray", value, target, error.message) from None


__all__ = ["NetList", "assignable", "element_type", "is_instance", "to_array", "type_name_of"]
