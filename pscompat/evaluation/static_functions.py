"""Static functions: numbers and texts."""

from __future__ import annotations

from ..dotnet.containers import EnumValue
from ..dotnet.numbers import INTEGER_RANGES, Single
from ..dotnet.sizes import check_size
from ..dotnet.strings import to_string
from .overloads import NetProblem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


_DIGITS = {
    15: "Rounding digits must be between 0 and 15, inclusive. (Parameter 'digits')",
    28: "Decimal can only round to between 0 and 28 digits of precision. (Parameter 'decimals')",
}


def _check_digits(digits: int, most: int) -> None:
    """Doubles are rounded to 15 digits at most, Decimals to 28."""
    if not 0 <= digits <= most:
        raise NetProblem("ArgumentOutOfRangeException", _DIGITS[most])


def round_(value: float, digits: int = 0) -> float:
    _check_digits(digits, 15)
    if value != value or value in (float("inf"), float("-inf")):
        return float(value)
    if not digits or abs(value) >= 1e16:
        return float(round(value))
    power: float = 10.0**digits
    return float(round(value * power) / power)


def round_mode(value: float, mode: EnumValue) -> float:
    return float(round_digits_mode(value, 0, mode))


def round_digits_mode(value: Any, digits: int, mode: EnumValue) -> Any:
    from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

    _check_digits(digits, 15 if isinstance(value, float) else 28)
    modes = [ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_DOWN, ROUND_FLOOR, ROUND_CEILING]
    exact = Decimal(repr(value)) if isinstance(value, float) else value
    result = exact.quantize(Decimal(1).scaleb(-digits), modes[mode.value])
    return float(result) if isinstance(value, float) else result


def round_decimal(value: Any, digits: int = 0) -> Any:
    from decimal import ROUND_HALF_EVEN, Decimal

    _check_digits(digits, 28)
    if -value.as_tuple().exponent <= digits:
        return value
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_EVEN)


def whole(rounding: str) -> Callable[[Any], Any]:
    def work(value: Any) -> Any:
        from decimal import Decimal

        if isinstance(value, float):
            import math

            if value != value or value in (float("inf"), float("-inf")):
                return value
            return float(getattr(math, {"FLOOR": "floor", "CEILING": "ceil", "DOWN": "trunc"}[rounding])(value))
        return value.quantize(Decimal(1), f"ROUND_{rounding}")

    return work


def real(name: str) -> Callable[..., float]:
    def work(*values: float) -> float:
        import math

        try:
            return float(getattr(math, name)(*values))
        except ValueError:
            return float("-inf") if name.startswith("log") and values[0] == 0 else float("nan")
        except OverflowError:
            return float("inf")

    return work


def sign_(value: Any) -> int:
    return int(value > 0) - int(value < 0)


def absolute_(value: Any) -> Any:
    made = abs(value)
    _low, high = INTEGER_RANGES.get(type(value), (0, 0))
    if high and made > high:
        raise NetProblem("OverflowException", "Negating the minimum value of a twos complement number is invalid.")
    return type(value)(made) if isinstance(value, (int, Single)) else made


def chosen_of(larger: bool) -> Callable[[Any, Any], Any]:
    def work(one: Any, other: Any) -> Any:
        return (max if larger else min)(one, other)

    return work


NUMBER_TYPES = ("int", "long", "single", "double", "decimal", "byte", "int16", "uint16", "uint32", "uint64", "sbyte")


def join_(separator: str, *values: Any) -> str:
    items = values[0] if len(values) == 1 and isinstance(values[0], list) else values
    from ..dotnet.formats.composite import default_text

    texts = list(map(default_text, items))
    check_size(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


def format_(template: str, *values: Any) -> str:
    from ..dotnet.formats.composite import format_text
    from ..dotnet.formats.format_errors import FormatError

    items = list(values[0]) if len(values) == 1 and isinstance(values[0], list) else list(values)
    try:
        return format_text(template, items)
    except FormatError as error:
        raise NetProblem("FormatException", str(error)) from None


def concat_(*values: Any) -> str:
    return join_("", *values)


def is_blank(value: Any) -> bool:
    return value is None or not to_string(value).strip()


def compare_(one: str, other: str, ignore_case: bool = False) -> int:
    from ..dotnet.order.culture import compare

    return compare(one, other, ignore_case=ignore_case)


def repeated(char: Any, count: int) -> str:
    if count < 0:
        raise NetProblem("ArgumentOutOfRangeException", "Count cannot be less than zero. (Parameter 'count')")
    check_size(count)
    return str(char) * count


def from_characters(characters: list[Any]) -> str:
    return "".join(map(str, characters or ()))
