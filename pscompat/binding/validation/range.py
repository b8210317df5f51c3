"""ValidateRange: bounds of any comparable type, or a kind of sign (values.md §C.3)."""

from __future__ import annotations

from ...dotnet.conversion import convert
from ...dotnet.kinds import type_name_of
from ...dotnet.numbers import Numeral
from ...dotnet.strings import net_text
from ...dotnet.types import UnknownTypeError, resolve
from ...errors import ConversionError, MetadataError, ParseError, ValidationError
from .attributes import NULL, construction_error, for_each_element

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ...dotnet.types import NetType
    from .attributes import Check

# .NET's type codes, in the order that decides the common type; everything else counts as Object.
_TYPE_CODES = {
    "System.Boolean": 3,
    "System.Char": 4,
    "System.SByte": 5,
    "System.Byte": 6,
    "System.Int16": 7,
    "System.UInt16": 8,
    "System.Int32": 9,
    "System.UInt32": 10,
    "System.Int64": 11,
    "System.UInt64": 12,
    "System.Single": 13,
    "System.Double": 14,
    "System.Decimal": 15,
    "System.DateTime": 16,
    "System.String": 18,
}
_INT32, _UINT32, _INT64, _UINT64, _DOUBLE, _DECIMAL = 9, 10, 11, 12, 14, 15
_SIGNED = frozenset((5, 7, 9, 11))
_NOT_COMPARABLE = frozenset(
    ("System.Collections.Hashtable", "System.Management.Automation.PSCustomObject", "System.RuntimeType")
)
_KINDS = ("Positive", "NonNegative", "Negative", "NonPositive")


def validate_range(arguments: Mapping[str, Any]) -> Check:
    """The check of ``ValidateRange(min, max)``. Raises MetadataError when the bounds do not fit each other."""
    low, high = bound(arguments["min"]), bound(arguments["max"])
    for name, value in (("minRange", low), ("maxRange", high)):
        if value is None:
            raise construction_error(
                "ValidateRange",
                f'Cannot process argument because the value of argument "{name}" is null. Change the value of '
                f'argument "{name}" to a non-null value.',
            )
    low, high, common = _aligned(low, high)
    if common in _NOT_COMPARABLE or isinstance(low, (list, dict)):
        raise MetadataError(
            "MinRangeNotIComparable",
            "Cannot accept the MaxRange and MinRange parameter types. Both parameters must be objects that implement "
            "an IComparable interface.",
        )
    if compare(low, high) > 0:
        raise MetadataError(
            "MaxRangeSmallerThanMinRange",
            "The specified maximum range cannot be accepted because it is less than the specified minimum range. "
            "Update the ValidateRange attribute for the parameter.",
        )
    common_type = resolve(common)
    plain = type(low) if type(low) in (int, float) else None

    def check(element: object) -> None:
        if type(element) is not plain:
            element = _as_type(element, common_type, short_name(common))
        if compare(low, element) > 0:
            text = net_text(low)
            raise ValidationError(
                "ValidateRangeTooSmall",
                f"The {net_text(element)} argument is less than the minimum allowed range of {text}. Supply an "
                f"argument that is greater than or equal to {text} and then try the command again.",
            )
        if compare(high, element) < 0:
            text = net_text(high)
            raise ValidationError(
                "ValidateRangeTooBig",
                f"The {net_text(element)} argument is greater than the maximum allowed range of {text}. Supply an "
                f"argument that is less than or equal to {text} and then try the command again.",
            )

    return for_each_element(check)


def bound(given: object) -> object:
    """A bound: a value, or the text of a PowerShell constant or of a type's limit (``[int]::MaxValue``)."""
    if not isinstance(given, str):
        return given
    from ...dotnet.numeral import scan_numeral

    number = scan_numeral(given.strip(), signed=True)
    if number is not None:
        return number
    from ...language.literal import read_literal

    try:
        limit = _limit(given.strip())
        value = read_literal(given) if limit is None else limit
    except (ConversionError, ParseError, UnknownTypeError) as error:
        raise MetadataError(error.error_id, error.message) from None
    return value.value if isinstance(value, Numeral) else value


def _limit(text: str) -> object | None:
    """``[type]::MinValue`` and ``[type]::MaxValue``."""
    name, colons, member = text.partition("]::")
    if not colons or not name.startswith("[") or member.lower() not in ("minvalue", "maxvalue"):
        return None
    target = resolve(name[1:])
    lowest = member.lower() == "minvalue"
    from ...dotnet.numbers import INTEGER_RANGES

    zero = convert(0, target)
    limits = INTEGER_RANGES.get(type(zero))
    if limits is not None:
        return convert(limits[0 if lowest else 1], target)
    largest = {
        "System.Double": "1.7976931348623157E+308",
        "System.Single": "3.4028235E+38",
        "System.Decimal": "79228162514264337593543950335",
    }.get(target.full_name)
    if largest is not None:
        return convert(f"-{largest}" if lowest else largest, target)
    from ...dotnet.times import MAX_TICKS, DateTime, TimeSpan

    if target.full_name == "System.DateTime":
        return DateTime(0 if lowest else MAX_TICKS)
    return TimeSpan(-(2**63) if lowest else 2**63 - 1) if target.full_name == "System.TimeSpan" else None


def _aligned(low: object, high: object) -> tuple[object, object, str]:
    """The bounds in one type, and that type's name."""
    first, second = type_name_of(low), type_name_of(high)
    if first == second:
        return low, high, first
    common = common_type_name(first, second)
    if common is not None:
        target = resolve(common)
        try:
            return convert(low, target), convert(high, target), common
        except ConversionError:
            pass
    raise MetadataError(
        "MinRangeNotTheSameTypeOfMaxRange",
        f"The specified minimum range ({short_name(first)}) cannot be accepted because it is not the same type as the "
        f"specified maximum range ({short_name(second)}). Update the ValidateRange attribute for the parameter.",
    )


def _type_code(name: str) -> int:
    code = _TYPE_CODES.get(name)
    if code is not None:
        return code
    from ...dotnet.types import UnknownTypeError

    try:
        return _INT32 if resolve(name).enum is not None else 1
    except UnknownTypeError:
        return 1


def common_type_name(first: str, second: str) -> str | None:
    """The type in which values of two types are compared, None when there is none."""
    codes = (_type_code(first), _type_code(second))
    highest = max(codes)
    signed = any(code in _SIGNED for code in codes)
    if highest <= _INT32:
        return "System.Int32"
    if highest == _UINT32:
        return "System.Double" if signed else "System.UInt32"
    if highest == _INT64:
        return "System.Int64"
    if highest == _UINT64:
        return "System.Double" if signed else "System.UInt64"
    if highest == _DECIMAL:
        return "System.Decimal"
    return "System.Double" if highest <= _DOUBLE else None


def short_name(type_name: str) -> str:
    """A type's name without namespace and type arguments (``List`1``)."""
    head, bracket, rest = type_name.partition("[")
    arrays = bracket + rest if bracket and not rest.strip("[],") else ""
    return head.rpartition(".")[2] + arrays


def _as_type(element: object, target: NetType, wanted: str) -> object:
    """The element in the type of comparison."""
    if element is None:
        raise ValidationError("ArgumentIsEmpty", NULL)
    value = element.value if isinstance(element, Numeral) else element
    if type_name_of(value) == target.full_name:
        return value
    try:
        return convert(value, target)
    except ConversionError:
        raise _wrong_type(value, wanted) from None


def _wrong_type(element: object, wanted: str) -> ValidationError:
    return ValidationError(
        "ValidationRangeElementType",
        f'The argument cannot be validated because its type "{short_name(type_name_of(element))}" is not the same '
        f"type ({wanted}) as the maximum and minimum limits of the parameter. Make sure the argument is of type "
        f"{wanted} and then try the command again.",
    )


def compare(first: Any, second: Any) -> int:
    """.NET's CompareTo of two values of one type: texts by the culture, NaN below everything."""
    if isinstance(first, str):
        if type_name_of(first) == "System.Char":
            return ord(first) - ord(second)
        from ...dotnet.order.culture import compare as compare_texts

        order: int = compare_texts(first, second)
        return order
    if isinstance(first, float) and (first != first or second != second):
        return int(first == first) - int(second == second)
    if hasattr(first, "type_name") and hasattr(first, "value"):
        return int((first.value > second.value) - (first.value < second.value))
    if first == second:
        return 0
    return -1 if first < second else 1


def validate_range_kind(arguments: Mapping[str, Any]) -> Check:
    """The check of ``ValidateRange('Positive')`` and its kin; a unique prefix of the kind will do."""
    kind = _kind(str(arguments["value"]))
    words = {
        "Positive": ("ValidateRangePositiveFailure", "greater than zero"),
        "NonNegative": ("ValidateRangeNonNegativeFailure", "greater than or equal to zero"),
        "Negative": ("ValidateRangeNegativeFailure", "less than zero"),
        "NonPositive": ("ValidateRangeNonPositiveFailure", "less than or equal to zero"),
    }[kind]

    def check(element: object) -> None:
        if element is None:
            raise ValidationError("ArgumentIsEmpty", NULL)
        value = element.value if isinstance(element, Numeral) else element
        number, sign = _signed(value)
        fits = {"Positive": sign > 0, "NonNegative": sign >= 0, "Negative": sign < 0, "NonPositive": sign <= 0}[kind]
        if not fits:
            raise ValidationError(
                words[0], f'The argument "{net_text(number)}" cannot be validated because its value is not {words[1]}.'
            )

    return for_each_element(check)


def _kind(text: str) -> str:
    from ...dotnet.types import enum_type

    kinds = enum_type("System.Management.Automation.ValidateRangeKind", {name: i for i, name in enumerate(_KINDS)})
    try:
        return str(convert(text, kinds))
    except ConversionError as error:
        raise construction_error("ValidateRange", error.message) from None


def _signed(value: object) -> tuple[object, int]:
    """The value in its common type with Int32, and how it compares with zero."""
    name = type_name_of(value)
    if name == "System.TimeSpan":
        ticks: int = value.ticks  # type: ignore[attr-defined]
        return value, (ticks > 0) - (ticks < 0)
    common = common_type_name("System.Int32", name)
    if common is None:
        raise _wrong_type(value, "Int32")
    target = resolve(common)
    number = _as_type(value, target, short_name(common))
    return number, -compare(convert(0, target), number)
