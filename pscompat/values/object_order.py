"""The order of any two objects, as Sort-Object, Group-Object, Get-Unique and -Unique use it.

Source: LanguagePrimitives.TryCompare and ObjectCommandComparer of 7.6.
"""

from __future__ import annotations

from ..errors import PscompatError
from .comparison import compare_same_type
from .containers import EnumValue, PSCustomObject
from .conversion import convert
from .culture import compare as compare_texts
from .culture import sort_key
from .kinds import type_name_of
from .numbers import BigInteger, Numeral
from .strings import to_string
from .types import UnknownTypeError, resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Key = tuple[object, ...]

_DECIMAL = "System.Decimal"
_EXACT = 2**53


def compare_objects(first: object, second: object, *, ignore_case: bool = True) -> int:
    """-1, 0 or 1; where the values have no order of their own, that of their texts. Never fails."""
    order = try_compare(first, second, ignore_case=ignore_case)
    if order is None:
        return compare_texts(_own_text(first), _own_text(second), ignore_case=ignore_case)
    return order


def _own_text(value: object) -> str:
    # A custom object has no text of its own; its properties do not count.
    return "" if isinstance(value, PSCustomObject) else to_string(value)


def try_compare(first: object, second: object, *, ignore_case: bool) -> int | None:
    """The order after converting ``second`` to the type of ``first``; None when that is not possible."""
    first = first.value if type(first) is Numeral else first
    second = second.value if type(second) is Numeral else second
    if first is None or second is None:
        return _order_of_null(first, second)
    if type(first) is str:
        return compare_texts(first, _own_text(second), ignore_case=ignore_case)
    if isinstance(first, PSCustomObject):
        # All custom objects share one base object, which is equal to itself.
        return 0 if isinstance(second, PSCustomObject) else None
    if _is_number(first) and _is_number(second):
        return _order_of_numbers(first, second)
    if isinstance(first, (list, dict)):
        return 0 if first is second else None
    return _order_after_conversion(first, second)


def _order_after_conversion(first: object, second: object) -> int | None:
    try:
        converted = convert(second, resolve(type_name_of(first)))
    except (PscompatError, UnknownTypeError):
        return None
    order = compare_same_type(first, converted)
    return 0 if order is None and first is second else order


def _order_of_null(first: object, second: object) -> int:
    """Null is below everything but negative numbers."""
    if first is None and second is None:
        return 0
    if first is None:
        return 1 if _is_negative(second) else -1
    return -1 if _is_negative(first) else 1


def _is_negative(value: object) -> bool:
    return _is_number(value) and value < 0  # type: ignore[operator]


def _is_number(value: object) -> bool:
    if isinstance(value, (int, float)):
        return not isinstance(value, (bool, BigInteger))
    return type_name_of(value) == _DECIMAL


def _order_of_numbers(first: object, second: object) -> int:
    """As both are after the conversion to the larger type; NaN is equal to itself and below all others."""
    if isinstance(first, float) or isinstance(second, float):
        if _DECIMAL in (type_name_of(first), type_name_of(second)):
            return _order_of_decimals(first, second)
        first, second = float(first), float(second)  # type: ignore[arg-type]
        if first != first or second != second:
            return (first == first) - (second == second)
    return -1 if first < second else 0 if first == second else 1  # type: ignore[operator]


def _order_of_decimals(first: object, second: object) -> int:
    target = resolve(_DECIMAL)
    try:
        left, right = convert(first, target), convert(second, target)
    except PscompatError:
        left, right = float(first), float(second)  # type: ignore[arg-type]
    return -1 if left < right else 0 if left == right else 1  # type: ignore[operator]


def order_keys(values: Sequence[object], *, ignore_case: bool = True) -> list[Key] | None:
    """Keys whose order is the order of the values, where they are alike enough to have such keys; else None.

    Values are alike when all but nulls are texts, numbers, Booleans, dates, custom objects, or lists.
    """
    make = _key_maker(values, ignore_case)
    if make is None:
        return None
    null: Key = (0, -1)
    return [null if value is None else make(value) for value in values]


def _key_maker(values: Sequence[object], ignore_case: bool) -> Callable[[object], Key] | None:
    kinds = {_kind(value) for value in values if value is not None}
    if not kinds:
        return lambda value: (0,)
    if len(kinds) != 1:
        return None
    kind = kinds.pop()
    if kind == "text":
        return lambda value: (1, sort_key(value, ignore_case=ignore_case))  # type: ignore[arg-type]
    if kind == "number":
        return _number_key if _comparable_numbers(values) else None
    if kind == "list":
        return lambda value: (1, sort_key(to_string(value), ignore_case=ignore_case))
    if kind == "object":
        return lambda value: (1,)
    if kind == "ticks":
        return lambda value: (1, value.ticks)  # type: ignore[attr-defined]
    return (lambda value: (1, value)) if kind == "bool" else None


def _kind(value: object) -> str:
    if type(value) is str:
        return "text"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, float)):
        return "other" if isinstance(value, BigInteger) else "number"
    if isinstance(value, PSCustomObject):
        return "object"
    if isinstance(value, list):
        return "list"
    if isinstance(value, EnumValue):
        return "other"
    return "ticks" if type_name_of(value) in ("System.DateTime", "System.TimeSpan") else "other"


def _comparable_numbers(values: Sequence[object]) -> bool:
    """Whether Python's own order is .NET's: no NaN, and no whole number that a Double would round."""
    real = any(isinstance(value, float) for value in values)
    for value in values:
        if isinstance(value, float):
            if value != value:
                return False
        elif real and value is not None and not -_EXACT <= value <= _EXACT:  # type: ignore[operator]
            return False
    return True


def _number_key(value: object) -> Key:
    # Null, (0, -1), stands between the negative numbers and zero.
    return (-1, value) if value < 0 else (0, value)  # type: ignore[operator]


def same_kinds(values: Sequence[object]) -> bool:
    """Whether the values that are not null are of one .NET type."""
    return len({type_name_of(value) for value in values if value is not None}) <= 1
