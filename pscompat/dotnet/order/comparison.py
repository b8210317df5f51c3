"""The comparison operators: ``-eq``, ``-lt``, ``-like``, ``-match``, ``-contains``, ``-in``, ``-is`` and the rest.

The right operand is converted to the type of the left one. A list on the left is filtered instead of compared,
which gives a list. Source: the language's binary operations (PSBinaryOperationBinder, ParserOps) of 7.6.
"""

from __future__ import annotations

from ...errors import ConversionError, PscompatError
from ..containers import EnumValue, PSCustomObject
from ..conversion import convert
from ..kinds import is_enumerable, is_numeric, type_name_of
from ..numbers import Numeral
from ..strings import net_text, to_string
from ..texts import Char
from ..types import resolve
from .culture import compare as compare_texts
from .culture import sort_key
from .number_order import compare_numbers, number_beside, scan_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Test = Callable[[object], object]

_CACHED_TEXTS = 512


class ComparisonError(PscompatError):
    """Two values that cannot be compared; only ``-lt`` and its kin raise it."""

    error_id = "ComparisonFailure"
    category = "InvalidOperation"


def comparison(operator: str, right: object) -> Test:
    """The operator with its right operand, as a function of the left one.

    ``operator`` is PowerShell's name without the dash (``eq``, ``cne``, ``inotlike``); the case-insensitive form is
    the one without or with an ``i``. The function gives a bool, or a list when its argument is a list. It raises
    ComparisonError, ConversionError and WildcardPatternError.
    """
    name = operator.lower()
    case_sensitive = name[0] == "c" and name != "contains"
    if case_sensitive or (name[0] == "i" and name not in ("in", "is", "isnot")):
        name = name[1:]
    ignore_case = not case_sensitive
    if name in ("eq", "ne"):
        return _filtering(equality(right, ignore_case=ignore_case, negated=name == "ne"))
    if name in ("lt", "le", "gt", "ge"):
        return _filtering(ordering(name, right, ignore_case=ignore_case))
    negated = name.startswith("not") or name == "isnot"
    if name.endswith("like"):
        return _filtering_texts(_like(right, ignore_case), negated, keep_text=True)
    if name.endswith("match"):
        return _filtering_texts(_match(right, ignore_case), negated, keep_text=False)
    if name.endswith("contains"):
        return _containing(right, ignore_case, negated)
    if name in ("in", "notin"):
        return _contained(right, ignore_case, negated)
    if name in ("is", "isnot"):
        return _is_type(right, negated)
    raise ValueError(operator)


def _filtering(scalar: Callable[[object], bool]) -> Test:
    def test(left: object) -> object:
        if isinstance(left, list):
            return [item for item in left if scalar(item)]
        return scalar(left)

    return test


def equality(right: object, *, ignore_case: bool = True, negated: bool = False) -> Callable[[object], bool]:
    """``-eq`` (``-ne`` when negated) with that right operand, for a left operand that is no list."""
    base = right.value if type(right) is Numeral else right
    right_text = to_string(right)
    right_key = sort_key(right_text, ignore_case=ignore_case)
    known: dict[str, bool] = {}

    def test(left: object) -> bool:
        if type(left) is str:
            if base is None:
                return negated
            answer = known.get(left)
            if answer is None:
                answer = (left == right_text or sort_key(left, ignore_case=ignore_case) == right_key) is not negated
                if len(known) < _CACHED_TEXTS:
                    known[left] = answer
            return answer
        return equal_values(left, base, ignore_case=ignore_case) is not negated

    return test


def equal_values(left: object, right: object, *, ignore_case: bool = True) -> bool:
    """Whether ``left -eq right`` for a left operand that is no list."""
    if type(left) is Numeral:
        left = left.value
    if type(right) is Numeral and not isinstance(left, str):
        right = right.value
    if left is None or right is None:
        return left is right
    if isinstance(left, Char):
        return _equal_char(left, right, ignore_case)
    if isinstance(left, str):
        return compare_texts(left, to_string(right), ignore_case=ignore_case) == 0
    if is_numeric(left):
        number = number_beside(left, right)
        if number is not None:
            return compare_numbers(left, number) == 0
        if isinstance(right, str) and not isinstance(right, Char):
            try:
                return compare_numbers(left, scan_number(right, left)) == 0
            except ConversionError:
                return False
    return _equal_objects(left, right)


def _equal_char(left: Char, right: object, ignore_case: bool) -> bool:
    if ignore_case and isinstance(right, str):
        return len(right) == 1 and left.upper() == right.upper()
    return _equal_objects(left, right)


def _equal_objects(left: object, right: object) -> bool:
    """Object.Equals, tried again with the right value converted to the left one's type."""
    if left is right or _same_value(left, right):
        return True
    if isinstance(left, (PSCustomObject, dict, list)):
        return False
    try:
        return _same_value(left, convert(right, resolve(type_name_of(left))))
    except PscompatError:
        return False


def _same_value(left: object, right: object) -> bool:
    if isinstance(left, (dict, list)):
        return left is right
    return type_name_of(left) == type_name_of(right) and compared(left) == compared(right)


def compared(value: Any) -> Any:
    """What .NET compares of a value: of a date its ticks, whatever its kind, where Python looks at the zone."""
    return getattr(value, "compared_ticks", value)


def ordering(operator: str, right: object, *, ignore_case: bool = True) -> Callable[[object], bool]:
    """``-lt``, ``-le``, ``-gt`` or ``-ge`` with that right operand, for a left operand that is no list."""
    holds = _HOLDS[operator]
    base = right.value if type(right) is Numeral else right
    right_text = to_string(right)
    right_key = sort_key(right_text, ignore_case=ignore_case)
    known: dict[str, bool] = {}

    def test(left: object) -> bool:
        if type(left) is str and base is not None:
            answer = known.get(left)
            if answer is None:
                left_key = sort_key(left, ignore_case=ignore_case)
                answer = holds((left_key > right_key) - (left_key < right_key))
                if len(known) < _CACHED_TEXTS:
                    known[left] = answer
            return answer
        if left is None or base is None:
            return _against_null(operator, left, base)
        if left != left or base != base:
            return False  # NaN is neither less nor greater than any number
        return holds(_order(left, base))

    return test


_HOLDS: dict[str, Callable[[int], bool]] = {
    "lt": lambda order: order < 0,
    "le": lambda order: order <= 0,
    "gt": lambda order: order > 0,
    "ge": lambda order: order >= 0,
}


def _against_null(operator: str, left: object, right: object) -> bool:
    """Null against a number depends on the number's sign only; against anything else null is less."""
    if type(left) is Numeral:
        left = left.value
    less = operator in ("lt", "le")
    if is_numeric(left):
        negative = compare_numbers(left, 0) < 0
        return negative if less else not negative
    if is_numeric(right):
        negative = compare_numbers(right, 0) < 0
        return not negative if less else negative
    if left is None and right is None:
        return operator in ("le", "ge")
    return (left is None) is less


def _order(left: object, right: object) -> int:
    """The order of two values that are not null, the left one no string."""
    if type(left) is Numeral:
        left = left.value
    if isinstance(left, str) and not isinstance(left, Char):
        return compare_texts(left, to_string(right), ignore_case=True)
    if is_numeric(left):
        number = number_beside(left, right)
        if number is not None:
            return compare_numbers(left, number)
        if isinstance(right, str) and not isinstance(right, Char):
            return compare_numbers(left, scan_number(right, left))
    if isinstance(left, EnumValue) and number_beside(left.value, right) is not None:
        return compare_numbers(left.value, number_beside(left.value, right))
    if isinstance(left, PSCustomObject):
        return _order_bag(left, right)
    if isinstance(left, (dict, list)):
        if left is right:
            return 0
        raise ComparisonError(f'Cannot compare "{net_text(left)}" because it is not IComparable.')
    converted = _converted_for_order(left, right)
    order = compare_same_type(left, converted)
    if order is not None:
        return order
    if left is right:
        return 0
    raise ComparisonError(f'Cannot compare "{to_string(left)}" because it is not IComparable.')


def _order_bag(left: PSCustomObject, right: object) -> int:
    if left is right:
        return 0
    raise ComparisonError(bags_without_order(left, right))


def bags_without_order(left: object, right: object) -> str:
    """Why two custom objects cannot be compared (PSObject.CompareTo)."""
    return (
        f'Cannot compare "{to_string(left)}" to "{to_string(right)}" because the objects are not the same type '
        f'or the object "{to_string(left)}" does not implement "IComparable".'
    )


def _converted_for_order(left: object, right: object) -> object:
    try:
        return convert(right, resolve(type_name_of(left)))
    except PscompatError as error:
        message = f'Could not compare "{to_string(left)}" to "{to_string(right)}". Error: "{error.message}"'
        raise ComparisonError(message) from None


def compare_same_type(left: object, right: object) -> int | None:
    """IComparable.CompareTo of two values of one type as -1, 0 or 1; None for types without an order."""
    if isinstance(left, EnumValue):
        left, right = left.value, right.value  # type: ignore[attr-defined]
    elif isinstance(left, (dict, list)) or type_name_of(left) in _UNORDERED:
        return None
    elif type_name_of(left) == "System.Guid":
        left, right = str(left), str(right)
    left, right = compared(left), compared(right)
    try:
        return -1 if left < right else 0 if left == right else 1  # type: ignore[operator]
    except TypeError:
        return None


_UNORDERED = frozenset(
    ("System.Management.Automation.ScriptBlock", "System.Management.Automation.SwitchParameter", "System.Uri")
)


def _filtering_texts(matches: Callable[[str], bool], negated: bool, *, keep_text: bool) -> Test:
    """``-like`` and ``-match``: on text, so that a list keeps matching elements (``-like`` as text)."""

    def test(left: object) -> object:
        if type(left) is str:
            return matches(left) is not negated
        if isinstance(left, list):
            texts = [(item, to_string(item)) for item in left]
            return [text if keep_text else item for item, text in texts if matches(text) is not negated]
        return matches(to_string(left)) is not negated

    return test


def _like(right: object, ignore_case: bool) -> Callable[[str], bool]:
    from ..wildcard import wildcard_test

    pattern = to_string(right)
    compiled: Callable[[str], bool] | None = None

    def test(text: str) -> bool:
        # Compiled with the first text: a bad pattern fails on each record, not before the first.
        nonlocal compiled
        if compiled is None:
            compiled = wildcard_test(pattern, ignore_case=ignore_case)
        return compiled(text)

    return test


def _match(right: object, ignore_case: bool) -> Callable[[str], bool]:
    from ..regex.net_regex import Regex, letters_of

    pattern = right.pattern if isinstance(right, Regex) else to_string(right)
    options = frozenset("i" if ignore_case else "")
    if isinstance(right, Regex):
        options = letters_of(right.options)

    def test(text: str) -> bool:
        from ..regex.translation import search

        return search(pattern, options, text)

    return test


def _containing(right: object, ignore_case: bool, negated: bool) -> Test:
    same = equality(right, ignore_case=ignore_case)

    def test(left: object) -> object:
        if is_enumerable(left):
            return any(same(item) for item in left) is not negated  # type: ignore[attr-defined]
        return same(left) is not negated

    return test


def _contained(right: object, ignore_case: bool, negated: bool) -> Test:
    choices: list[object] = right if isinstance(right, list) else [right]

    def test(left: object) -> object:
        found = any(equal_values(choice, left, ignore_case=ignore_case) for choice in choices)
        return found is not negated

    return test


def _is_type(right: object, negated: bool) -> Test:
    from ..kinds import is_instance
    from ..texts import TypeValue

    if not isinstance(right, TypeValue):
        name = to_string(right)
        if len(name) > 2 and name[0] == "[" and name[-1] == "]":
            name = name[1:-1]
        right = convert(name, resolve("System.Type"))
    target = resolve(right.name)  # type: ignore[attr-defined]

    def test(left: object) -> object:
        base = left.value if type(left) is Numeral else left
        return is_instance(target, base) is not negated

    return test
