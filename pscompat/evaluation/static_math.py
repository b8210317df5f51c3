"""Static members of [math]."""

from __future__ import annotations

from math import copysign, isfinite, isnan

from ..dotnet.containers import EnumValue
from ..dotnet.numbers import INTEGER_RANGES, Single
from .problems import NOT_NEGATED, NetProblem, bad_argument, out_of_range

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_KIND = "System.Math"
_INFINITY = float("inf")
_MOST_DIGITS, _MOST_DECIMALS = 15, 28
_ROUNDED = 1e16
"""From here on a Double has no digits behind the point."""
_JUST_BELOW_HALF = 0.49999999999999994
_NOT_A_NUMBER = "Function does not accept floating point Not-a-Number values."


def _kept(value: float, like: float) -> float:
    """A whole number as Double; zero keeps the sign of what it was made of."""
    return copysign(float(value), like) if not value else float(value)


def _mode_of(mode: EnumValue | None) -> int:
    number = 0 if mode is None else mode.value
    if not 0 <= number <= 4:
        message = f"The value '{number}' is not valid for this usage of the type MidpointRounding."
        raise bad_argument(message, "mode")
    return number


def _whole_of(value: float, mode: int) -> float:
    """A Double without its fraction, by a mode of MidpointRounding."""
    from math import ceil, floor, trunc

    if not isfinite(value):
        return value
    if mode == 1:
        return _kept(trunc(value + copysign(_JUST_BELOW_HALF, value)), value)
    return _kept([round, None, trunc, floor, ceil][mode](value), value)  # type: ignore[misc]


def _round(value: float, digits: int = 0, mode: EnumValue | None = None) -> float:
    """``Math.Round``: .NET scales the number, rounds it, and scales it back."""
    if not 0 <= digits <= _MOST_DIGITS:
        message = f"Rounding digits must be between 0 and {_MOST_DIGITS}, inclusive."
        raise out_of_range(message, "digits")
    rule = _mode_of(mode)
    if not digits or not abs(value) < _ROUNDED:
        return _whole_of(value, rule)
    power = 10.0**digits
    return _whole_of(value * power, rule) / power


def _round_decimal(value: Any, decimals: int = 0, mode: EnumValue | None = None) -> Any:
    from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

    if not 0 <= decimals <= _MOST_DECIMALS:
        message = (
            f"Decimal can only round to between 0 and {_MOST_DECIMALS} digits of precision. (Parameter 'decimals')"
        )
        raise NetProblem("ArgumentOutOfRangeException", message)
    modes = [ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_DOWN, ROUND_FLOOR, ROUND_CEILING]
    rule = modes[_mode_of(mode)]
    return value if -value.as_tuple().exponent <= decimals else value.quantize(Decimal(1).scaleb(-decimals), rule)


def _by_mode(rounds: Callable[..., Any]) -> Callable[[Any, EnumValue], Any]:
    return lambda value, mode: rounds(value, 0, mode)


def _cut(mode: int, rounding: str) -> Callable[[Any], Any]:
    """``Floor``, ``Ceiling`` and ``Truncate`` of a Double or a Decimal."""

    def work(value: Any) -> Any:
        from decimal import Decimal

        return _whole_of(value, mode) if isinstance(value, float) else value.quantize(Decimal(1), rounding)

    return work


def _real(name: str) -> Callable[..., float]:
    """A function of real numbers; outside of what it is defined for it gives NaN or an infinity, as C does."""

    def work(*values: float) -> float:
        import math

        try:
            return float(getattr(math, name)(*values))
        except ValueError:
            return -_INFINITY if name.startswith("log") and values[0] == 0 else float("nan")
        except OverflowError:
            return copysign(_INFINITY, values[0]) if name == "sinh" else _INFINITY

    return work


def _power(base: float, exponent: float) -> float:
    import math

    odd = isfinite(exponent) and exponent % 2 == 1
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -_INFINITY if base < 0 and odd else _INFINITY
    except ValueError:
        # A power of zero that has no end, or a root of a negative number.
        return float("nan") if base else copysign(_INFINITY, base if odd else 1.0)


def _logarithm(value: float, base: float) -> float:
    if isnan(value) or isnan(base) or base == 1 or (value != 1 and base in (0, _INFINITY)):
        return float("nan")
    log = _real("log")
    divisor = log(base)
    return log(value) / divisor if divisor else float("nan")


def _cube_root(value: float) -> float:
    """Python 3.10 has none of its own: a first guess, made better once."""
    if not value or not isfinite(value):
        return value
    root = abs(value) ** (1 / 3)
    root -= (root * root * root - abs(value)) / (3 * root * root)
    return copysign(root, value)


def _remainder(one: float, other: float) -> float:
    import math

    try:
        return math.remainder(one, other)
    except ValueError:
        return float("nan")


def _sign(value: Any) -> int:
    if value != value:
        raise NetProblem("ArithmeticException", _NOT_A_NUMBER)
    return int(value > 0) - int(value < 0)


def _absolute(value: Any) -> Any:
    made = abs(value)
    _low, high = INTEGER_RANGES.get(type(value), (0, 0))
    if high and made > high:
        raise NetProblem("OverflowException", NOT_NEGATED)
    return type(value)(made) if isinstance(value, (int, Single)) else made


def _chosen(larger: bool) -> Callable[[Any, Any], Any]:
    """``Max`` and ``Min``: NaN is both the largest and the smallest, and -0 is smaller than 0."""

    def work(one: Any, other: Any) -> Any:
        if one != one or other != other:
            return one if one != one else other
        if one == other == 0 and isinstance(one, float):
            return one if (copysign(1.0, one) > 0) is larger else other
        return (max if larger else min)(one, other)

    return work


def _clamp(value: Any, low: Any, high: Any) -> Any:
    if low > high:
        from ..dotnet.strings import net_text

        raise bad_argument(f"'{net_text(low)}' cannot be greater than {net_text(high)}.")
    return low if value < low else high if value > high else value


NUMBERS = ("int", "long", "single", "double", "decimal", "byte", "int16", "uint16", "uint32", "uint64", "sbyte")
_SIGNED = [each for each in ("double", *NUMBERS) if each[0] not in "bu"]
_UNARY = "sqrt exp sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh log10 log2".split()  # noqa: SIM905
_MODE = "System.MidpointRounding"
ROWS: list[tuple[str, str, Callable[..., Any]]] = [
    (_KIND, "Round(a:double)", _round),
    (_KIND, "Round(d:decimal)", _round_decimal),
    (_KIND, "Round(value:double,digits:int)", _round),
    (_KIND, "Round(d:decimal,decimals:int)", _round_decimal),
    (_KIND, f"Round(value:double,mode:{_MODE})", _by_mode(_round)),
    (_KIND, f"Round(d:decimal,mode:{_MODE})", _by_mode(_round_decimal)),
    (_KIND, f"Round(value:double,digits:int,mode:{_MODE})", _round),
    (_KIND, f"Round(d:decimal,decimals:int,mode:{_MODE})", _round_decimal),
    (_KIND, "Floor(d:double)", _cut(3, "ROUND_FLOOR")),
    (_KIND, "Floor(d:decimal)", _cut(3, "ROUND_FLOOR")),
    (_KIND, "Ceiling(a:double)", _cut(4, "ROUND_CEILING")),
    (_KIND, "Ceiling(d:decimal)", _cut(4, "ROUND_CEILING")),
    (_KIND, "Truncate(d:double)", _cut(2, "ROUND_DOWN")),
    (_KIND, "Truncate(d:decimal)", _cut(2, "ROUND_DOWN")),
    (_KIND, "Pow(x:double,y:double)", _power),
    (_KIND, "Log(d:double)", _real("log")),
    (_KIND, "Log(a:double,newBase:double)", _logarithm),
    (_KIND, "Atan2(y:double,x:double)", _real("atan2")),
    (_KIND, "Cbrt(d:double)", _cube_root),
    (_KIND, "CopySign(x:double,y:double)", copysign),
    (_KIND, "IEEERemainder(x:double,y:double)", _remainder),
    *[(_KIND, f"{each.capitalize()}(d:double)", _real(each)) for each in _UNARY],
    *[(_KIND, f"Abs(value:{each})", _absolute) for each in _SIGNED],
    *[(_KIND, f"Sign(value:{each})", _sign) for each in _SIGNED],
    *[(_KIND, f"Max(val1:{each},val2:{each})", _chosen(True)) for each in NUMBERS],
    *[(_KIND, f"Min(val1:{each},val2:{each})", _chosen(False)) for each in NUMBERS],
    *[(_KIND, f"Clamp(value:{each},min:{each},max:{each})", _clamp) for each in NUMBERS],
]
