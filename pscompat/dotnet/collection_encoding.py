"""Fitting a value into a collection type without converting its elements (binding.md §9.3, §9.6)."""

from __future__ import annotations

from .containers import NetList
from .kinds import NOT_FITTING, is_instance, is_list, type_name_of
from .numbers import Numeral

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .types import NetType


def encode_without_coercion(value: object, net_type: NetType) -> object:
    """The value as a new collection of ``net_type`` if its elements (or it, as the one element) fit exactly.

    An element fits when its class is the element type or derives from it; implementing an interface is not
    enough, null always fits. Otherwise, and for types that are no collection kind, ``NOT_FITTING``. Null gives null.
    """
    if value is None:
        return None
    if not net_type.kind:
        return NOT_FITTING
    base = value.value if isinstance(value, Numeral) else value
    items = base if is_list(base) else [base]
    element = net_type.element
    result: list[object] = []
    for item in items:  # type: ignore[attr-defined]
        inner = item.value if isinstance(item, Numeral) else item
        if inner is None:
            inner = default_of(element) if element is not None else None
        elif element is not None and not _derives(inner, element):
            return NOT_FITTING
        result.append(inner)
    return new_collection(net_type, result)


def _derives(item: object, element: NetType) -> bool:
    full = element.full_name
    return (
        full == "System.Object" or type_name_of(item) == full or (full in _BASE_CLASSES and is_instance(element, item))
    )


_BASE_CLASSES = frozenset(("System.Array", "System.Type", "System.Management.Automation.PSObject"))


def default_of(net_type: NetType) -> object:
    """What null is stored as in an array of the type: null for references, zero for structs."""
    if not net_type.is_value_type or net_type.nullable_of is not None:
        return None
    from .conversions.defaults import default_value

    return default_value(net_type)


def new_collection(net_type: NetType, items: list[object]) -> object:
    """A collection of the type with these elements, which have the right type already."""
    name = net_type.full_name
    if name in ("System.Object[]", "System.Array"):
        return items
    if name.startswith("System.Collections.Generic.HashSet`"):
        unique: list[object] = []
        for item in items:
            if not any(type(other) is type(item) and other == item for other in unique):
                unique.append(item)
        items = unique
    return NetList(name, items)
