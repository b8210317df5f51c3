"""Numeric literals: from text to number (values.md §A.6).

One scanner serves the line reader, literals in help files and the conversion of text to numbers.
"""

from __future__ import annotations

from .numbers import (
    INT32_MAX,
    INT32_MIN,
    INT64_MAX,
    INT64_MIN,
    INTEGER_RANGES,
    BigInteger,
    Byte,
    Int16,
    Int64,
    SByte,
    UInt16,
    UInt32,
    UInt64,
)
from .texts import DASHES

_DIGITS = "0123456789"
_HEX = "0123456789abcdefABCDEF"
_MULTIPLIERS = {"k": 1024, "m": 1024**2, "g": 1024**3, "t": 1024**4, "p": 1024**5}
_SUFFIXES: dict[str, tuple[type, ...]] = {
    "y": (SByte,),
    "uy": (Byte,),
    "s": (Int16,),
    "us": (UInt16,),
    "u": (UInt32, UInt64),
    "l": (Int64,),
    "ul": (UInt64,),
    "n": (BigInteger,),
}
_DECIMAL_LIMIT = 79228162514264337593543950335
_MAX_DIGITS = 4000
"""A numeral with more digits than this is taken for a word; guards against quadratic work."""


def scan_numeral(text: str, *, signed: bool = False) -> object | None:
    """The number that the whole of ``text`` denotes, or None when it is no complete numeral or does not fit.

    ``signed`` allows one leading sign (``+`` or any dash), as expressions and text-to-number conversion do;
    in argument mode a sign makes the word text.
    """
    negative = False
    position = 0
    if signed and text and (text[0] == "+" or text[0] in DASHES):
        negative = text[0] != "+"
        position = 1
    body = text[position:]
    if not body or body[0] not in "0123456789.":
        return None
    prefix = body[:2].lower()
    if prefix == "0x":
        return _hexadecimal(body[2:], negative)
    if prefix == "0b":
        return _binary(body[2:], negative)
    return _decimal(body, negative)


def _tail(text: str, *, decimal_suffix: bool) -> tuple[str, int] | None:
    """Suffix and multiplier at the end of a numeral; None when something else stands there."""
    lower = text.lower()
    multiplier = 1
    if len(lower) >= 2 and lower[-1] == "b" and lower[-2] in _MULTIPLIERS:
        multiplier = _MULTIPLIERS[lower[-2]]
        lower = lower[:-2]
    if lower and lower not in _SUFFIXES and not (decimal_suffix and lower == "d"):
        return None
    return lower, multiplier


def _fit(number: int, suffix: str) -> object | None:
    """The integer as the type that its suffix asks for, None when it does not fit (the text is a word then)."""
    for kind in _SUFFIXES[suffix]:
        if kind is BigInteger:
            return BigInteger(number)
        low, high = INTEGER_RANGES[kind]
        if low <= number <= high:
            fitting: object = kind(number)
            return fitting
    return None


def _smallest(number: int) -> object | None:
    """A suffixless integer as the smallest of Int32, Int64, Decimal and Double that holds it, None beyond."""
    if INT32_MIN <= number <= INT32_MAX:
        return number
    if INT64_MIN <= number <= INT64_MAX:
        return Int64(number)
    if -_DECIMAL_LIMIT <= number <= _DECIMAL_LIMIT:
        from decimal import Decimal

        return Decimal(number)
    double = truncated_double(number)
    return None if double in (float("inf"), float("-inf")) else double


def truncated_double(number: int) -> float:
    """A big integer as a Double whose low bits are cut off, not rounded, as .NET converts BigIntegers."""
    magnitude = abs(number)
    shift = magnitude.bit_length() - 53
    if shift > 0:
        magnitude = magnitude >> shift << shift
    try:
        result = float(magnitude)
    except OverflowError:
        result = float("inf")
    return -result if number < 0 else result


def _hexadecimal(text: str, negative: bool) -> object | None:
    end = 0
    while end < len(text) and text[end] in _HEX:
        end += 1
    if end > _MAX_DIGITS:
        return None
    digits, rest = text[:end], text[end:]
    tail = _tail(rest, decimal_suffix=False)
    if tail is None:
        # The b of 0x…b multipliers follows k, m, g, t, p, none of which is a hex digit, so nothing was lost.
        return None
    suffix, multiplier = tail
    number = int(digits, 16) if digits else 0
    width = {"y": (2,), "s": (4,), "l": (16,), "n": (8, 16), "": (8, 16)}.get(suffix, ())
    if len(digits) in width and int(digits[0], 16) >= 8:
        number -= 1 << (4 * len(digits))
    number = -number * multiplier if negative else number * multiplier
    if suffix:
        return _fit(number, "ul" if suffix == "u" and len(digits) == 15 else suffix)
    if INT32_MIN <= number <= INT32_MAX and len(digits) not in (15, 16):
        return number
    if INT64_MIN <= number <= INT64_MAX:
        return Int64(number)
    return None


def _binary(text: str, negative: bool) -> object | None:
    end = 0
    while end < len(text) and text[end] in "01":
        end += 1
    digits, rest = text[:end], text[end:]
    tail = _tail(rest, decimal_suffix=False)
    if tail is None or not digits or end > _MAX_DIGITS:
        return None
    suffix, multiplier = tail
    number = int(digits, 2)
    if (
        digits[0] == "1"
        and not suffix.startswith("u")
        and (end in (8, 16, 32, 64, 96) or (end >= 128 and end % 8 == 0))
    ):
        number -= 1 << end
    number = -number * multiplier if negative else number * multiplier
    if suffix:
        return _fit(number, "ul" if suffix == "u" and end == 64 else suffix)
    return _smallest(number) if end != 64 and INT64_MIN <= number <= INT64_MAX else _fit(number, "l")


def _decimal(body: str, negative: bool) -> object | None:
    end = 0
    size = len(body)
    while end < size and body[end] in _DIGITS:
        end += 1
    real = False
    if end < size and body[end] == ".":
        fraction = end + 1
        while fraction < size and body[fraction] in _DIGITS:
            fraction += 1
        if fraction == end + 1 and end == 0:
            return None
        end = fraction
        real = True
    if end < size and body[end] in "eE":
        exponent = end + 1
        if exponent < size and (body[exponent] == "+" or body[exponent] in DASHES):
            exponent += 1
        first = exponent
        while exponent < size and body[exponent] in _DIGITS:
            exponent += 1
        if exponent == first:
            return None
        end = exponent
        real = True
    tail = _tail(body[end:], decimal_suffix=True)
    if tail is None:
        return None
    suffix, multiplier = tail
    digits = body[:end]
    for dash in DASHES[1:]:
        digits = digits.replace(dash, "-")
    if suffix == "d":
        return _decimal_suffix(digits, multiplier, negative)
    if real:
        return _real(digits, suffix, multiplier, negative)
    if len(digits) > _MAX_DIGITS:
        return None
    number = int(digits) * multiplier
    number = -number if negative else number
    return _fit(number, suffix) if suffix else _smallest(number)


def _real(digits: str, suffix: str, multiplier: int, negative: bool) -> object | None:
    value = float(digits) * multiplier
    value = -value if negative else value
    if not suffix:
        return value
    if value != value or value in (float("inf"), float("-inf")):
        return None
    return _fit(round(value), suffix)


def _decimal_suffix(digits: str, multiplier: int, negative: bool) -> object | None:
    from decimal import Context, Decimal, InvalidOperation

    try:
        value = net_decimal(Decimal(digits))
    except InvalidOperation:
        return None
    if not isinstance(value, Decimal):
        return None
    if multiplier != 1:
        return net_decimal(Context(prec=80).multiply(value, Decimal(-multiplier if negative else multiplier)))
    return value.copy_negate() if negative else value


def net_decimal(value: object) -> object | None:
    """A decimal number within .NET's Decimal: 96 bits, at most 28 places, half to even; None when too large."""
    from decimal import ROUND_HALF_EVEN, Context, Decimal

    assert isinstance(value, Decimal)
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or value.copy_abs() >= _DECIMAL_LIMIT + 1:
        return None
    context = Context(prec=80, rounding=ROUND_HALF_EVEN)
    if exponent > 0:
        value = value.quantize(Decimal(1), context=context)
        exponent = 0
    places = min(-exponent, 28)
    while True:
        rounded = value.quantize(Decimal(1).scaleb(-places), context=context) if places < -exponent else value
        mantissa = int(rounded.scaleb(places, context=context))
        if abs(mantissa) <= _DECIMAL_LIMIT:
            return rounded
        if places == 0:
            return None
        places -= 1
