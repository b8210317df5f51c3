"""The order of any two objects, as Sort-Object, Group-Object, Get-Unique and -Unique use it.

Source: LanguagePrimitives.TryCompare and ObjectCommandComparer of 7.6.
"""

from __future__ import annotations

from ...errors import PscompatError
from ..containers import EnumValue, PSCustomObject
from ..conversion import convert
from ..kinds import is_numeric, type_name_of
from ..numbers import BigInteger, Numeral
from ..strings import to_string
from ..types import resolve
from .comparison import compare_same_type
from .culture import compare as compare_texts
from .culture import sort_key
from .number_order import compare_numbers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    Key = tuple[object, ...]

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
    one, other = _underlying(first), _underlying(second)
    if is_numeric(one) and is_numeric(other):
        return _order_of_numbers(one, other)
    if isinstance(first, (list, dict)):
        return 0 if first is second else None
    return _order_after_conversion(first, second)


def _underlying(value: object) -> object:
    """The number behind a member of an enumeration; in comparisons of objects they count as numbers."""
    return value.value if type(value) is EnumValue else value


def _order_after_conversion(first: object, second: object) -> int | None:
    try:
        converted = convert(second, resolve(type_name_of(first)))
    except PscompatError:
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
    return is_numeric(value) and value < 0  # type: ignore[operator]


def _order_of_numbers(first: object, second: object) -> int:
    """As both are after the conversion to the larger type; NaN is equal to itself and below all others."""
    if first != first or second != second:
        return (first == first) - (second == second)
    return compare_numbers(first, second)


def order_keys(values: Sequence[object], *, ignore_case: bool = True) -> list[Key] | None:
    """Keys whose order is the order of the values, where they are alike enough to have such keys; else None.

    Values are alike when all but nulls are texts, numbers, Booleans, dates, custom objects, or lists.
    """
    kinds = {kind_of(value) for value in values if value is not None}
    if len(kinds) > 1 or "" in kinds or (kinds == {"number"} and not _comparable_numbers(values)):
        return None
    return [order_key(value, ignore_case=ignore_case) for value in values]


def kind_of(value: object) -> str:
    """What a value that is not null can be ordered with by its ``order_key``; empty for no others."""
    if type(value) is str:
        return "text"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, float)):
        return "number" if value == value and not isinstance(value, BigInteger) else ""
    if isinstance(value, PSCustomObject):
        return "object"
    if isinstance(value, list):
        return "list"
    name = type_name_of(value)
    return name if name in ("System.DateTime", "System.TimeSpan") else ""


def order_key(value: object, *, ignore_case: bool = True) -> Key:
    """A key for comparison with the keys of values of the same kind, and of nulls."""
    if value is None:
        return _NULL_KEY
    if type(value) is str:
        return 1, sort_key(value, ignore_case=ignore_case)
    if isinstance(value, bool):
        return 1, value
    if isinstance(value, (int, float)):
        # Null stands between the negative numbers and zero.
        return (-1, value) if value < 0 else (1, value)
    if isinstance(value, PSCustomObject):
        return 1, 0
    if isinstance(value, list):
        return 1, sort_key(to_string(value), ignore_case=ignore_case)
    return 1, value.ticks  # type: ignore[attr-defined]


_NULL_KEY: Key = (0, 0)


def _comparable_numbers(values: Sequence[object]) -> bool:
    """Whether Python's own order is .NET's: no whole number that a Double beside it would round."""
    if not any(isinstance(value, float) for value in values):
        return True
    return all(
        value is None or isinstance(value, float) or -_EXACT <= value <= _EXACT  # type: ignore[operator]
        for value in values
    )
