"""What Double, Single, Decimal and BigInteger accept (values.md §B.5)."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from struct import pack, unpack

from ..containers import NetList
from ..kinds import integer_of
from ..number_text import integer_of_digits
from ..numbers import BigInteger, Single
from ..numeral import net_decimal, truncated_double
from ..texts import WHITE_SPACE, Char
from ..times import DateTime
from .failures import failed, invalid_cast, overflow_text
from .general import by_general_rules
from .number_parser import not_correct, number_body, parse_real, scan_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..clock import Clock
    from ..types import NetType

_EXPLICIT = "InvalidCastTargetInvocationExceptionop_Explicit"
_DECIMAL_MAX = 79228162514264337593543950335
_LARGE = Context(prec=400, rounding=ROUND_HALF_EVEN)


def single(number: float) -> Single:
    """The nearest Single; infinity when too large."""
    try:
        return Single(unpack("f", pack("f", number))[0])
    except OverflowError:
        return Single("-inf" if number < 0 else "inf")


def to_real(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """Double and Single: any number, texts with suffixes and multipliers or as .NET reads reals, Char codes."""
    make = single if target.full_name == "System.Single" else float
    if isinstance(value, str) and not isinstance(value, Char):
        return make(_text_to_real(value, target))
    if isinstance(value, BigInteger):
        return make(truncated_double(value))
    number = integer_of(value)
    if number is None and isinstance(value, Char):
        number = ord(value)
    if number is not None or isinstance(value, (bool, float)):
        return make(float(number if number is not None else value))  # type: ignore[arg-type]
    if isinstance(value, Decimal):
        return make(float(value))
    if isinstance(value, DateTime):
        raise invalid_cast(value, target)
    return by_general_rules(value, target, clock, text)


def _text_to_real(value: str, target: NetType) -> float:
    if not value:
        return 0.0
    scanned = scan_text(value)
    if isinstance(scanned, BigInteger):
        return truncated_double(scanned)
    if scanned is not None:
        return float(scanned)  # type: ignore[arg-type]
    number = parse_real(value)
    if number is None:
        raise failed("InvalidCastFromStringToDoubleOrSingle", value, target, not_correct(value))
    return number


def to_decimal(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """Decimal: integers exactly, reals by 15 (Single 7) digits, texts by the numeral rules or as .NET reads them."""
    if isinstance(value, str) and not isinstance(value, Char):
        return _text_to_decimal(value, target)
    if isinstance(value, BigInteger):
        if abs(value) > _DECIMAL_MAX:
            raise failed(_EXPLICIT, value, target, overflow_text("System.Decimal"))
        return Decimal(int(value))
    number = integer_of(value)
    if number is None and isinstance(value, (bool, Char)):
        number = ord(value) if isinstance(value, str) else int(value)
    if number is not None:
        return Decimal(number)
    if isinstance(value, float):
        result = real_to_decimal(value, 7 if isinstance(value, Single) else 15)
        if result is None:
            raise failed("InvalidCastIConvertible", value, target, overflow_text("System.Decimal"))
        return result
    if isinstance(value, DateTime):
        raise invalid_cast(value, target)
    return by_general_rules(value, target, clock, text)


def real_to_decimal(value: float, digits: int) -> Decimal | None:
    """.NET's conversion: that many significant digits, without trailing zeros; None when out of range."""
    if value != value or abs(value) >= 7.9228162514264338e28:
        return None
    if abs(value) < 1e-28 / 2:
        return Decimal(0)
    result = Decimal(format(float(value), f".{digits - 1}e"))
    exponent = result.as_tuple().exponent
    assert isinstance(exponent, int)
    if exponent < -28:
        result = result.quantize(Decimal(1).scaleb(-28), context=_LARGE)
    stripped = result.normalize(_LARGE)
    stripped_exponent = stripped.as_tuple().exponent
    if isinstance(stripped_exponent, int) and stripped_exponent > 0:
        stripped = stripped.quantize(Decimal(1), context=_LARGE)
    return stripped if stripped else Decimal(0)


def _text_to_decimal(value: str, target: NetType) -> Decimal:
    if not value:
        return Decimal(0)
    scanned = scan_text(value)
    if scanned is not None:
        result = _scanned_to_decimal(scanned)
        if result is not None:
            return result
    body = number_body(value, exponent=False)
    if body is not None:
        result = _decimal_of(*body)
        reason = overflow_text("System.Decimal")
    else:
        real = parse_real(value)
        result = real_to_decimal(real, 15) if real is not None else None
        reason = not_correct(value)
    if result is None:
        raise failed("InvalidCastFromStringToDecimal", value, target, reason)
    return result


def _scanned_to_decimal(number: object) -> Decimal | None:
    if isinstance(number, float):
        return real_to_decimal(number, 15)
    if isinstance(number, Decimal):
        return number
    assert isinstance(number, int)
    return Decimal(int(number)) if abs(number) <= _DECIMAL_MAX else None


def _decimal_of(negative: bool, whole: str, fraction: str, exponent: int) -> Decimal | None:
    """A Decimal from its digits as .NET reads it, keeping the scale."""
    digits = (whole + fraction).lstrip("0")
    if len(digits) - len(fraction) + exponent > 40:
        return None if digits else Decimal(0)
    if len(digits) - len(fraction) + exponent < -40 or not digits:
        places = min(max(len(fraction) - exponent, 0), 28)
        return Decimal(0).scaleb(-places, context=_LARGE)
    number = Decimal(
        (1 if negative else 0, tuple(map(int, digits[:400])), exponent - len(fraction) + len(digits[400:]))
    )
    result = net_decimal(number)
    return result if isinstance(result, Decimal) else None


def to_big_integer(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """BigInteger: integers exactly, reals truncated, texts by the numeral rules or as digits with thousands commas."""
    if isinstance(value, str) and not isinstance(value, Char):
        return _text_to_big_integer(value, target)
    number = integer_of(value)
    if number is None and isinstance(value, (bool, Char)):
        number = ord(value) if isinstance(value, str) else int(value)
    if number is not None:
        return BigInteger(number)
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            reason = "The value is not a number." if value != value else "BigInteger cannot represent infinity."
            raise failed("InvalidCastConstructorException", value, target, reason)
        return BigInteger(int(value))
    if isinstance(value, Decimal):
        return BigInteger(int(value))
    if isinstance(value, NetList) and value.type_name == "System.Byte[]":
        return BigInteger(int.from_bytes(bytes(value), "little", signed=True))
    return by_general_rules(value, target, clock, text)


def _text_to_big_integer(value: str, target: NetType) -> BigInteger:
    if not value:
        return BigInteger(0)
    scanned = scan_text(value)
    if scanned is not None and not (isinstance(scanned, float) and abs(scanned) in (float("inf"),)):
        return BigInteger(int(scanned))  # type: ignore[call-overload]
    trimmed = value.strip(WHITE_SPACE)
    negative = trimmed[:1] == "-"
    digits = trimmed[1:] if trimmed[:1] in ("-", "+") else trimmed
    plain = digits.replace(",", "")
    if digits[:1] != "," and plain.isascii() and plain.isdigit():
        number = integer_of_digits(plain)
        return BigInteger(-number if negative else number)
    raise failed("InvalidCastFromStringToInteger", value, target, "The value could not be parsed.")
