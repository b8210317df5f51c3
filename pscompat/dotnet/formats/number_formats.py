"""Numbers by .NET's standard formats: a letter, and how many places (expressions.md §10.1)."""

from __future__ import annotations

from ..kinds import is_decimal
from ..number_text import integer_text
from ..numbers import INTEGER_RANGES, BigInteger, Single
from .cultures import EN_US
from .digits import Digits, exact_digits, exponent, placed_digits, shortest_digits, significant_digits
from .format_errors import NOT_VALID, FormatError, check_places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .cultures import Culture

_DECIMALS_OF_MONEY, _DECIMALS_OF_EXPONENTS = 2, 6
_DOUBLE_DIGITS, _SINGLE_DIGITS = 17, 9
"""So many digits a shortest text may have before it takes an exponent."""


def format_number(value: Any, style: str, culture: Culture = EN_US) -> str:
    """A number by a format that is not empty. Raises FormatError, and NotRunError for millions of places."""
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return "NaN" if value != value else f"{'-' if value < 0 else ''}{culture.infinity}"
    standard = _standard(style)
    if standard is None:
        from .custom_numbers import format_custom

        return format_custom(value, style)
    letter, places = standard
    rule = _RULES.get(letter.lower())
    if rule is None:
        raise FormatError(NOT_VALID)
    if letter not in "gGrR":
        check_places(places)
    return rule(value, letter, places, culture)


def _standard(style: str) -> tuple[str, int] | None:
    """The letter and the places of a standard format, -1 for none; None for a custom format."""
    style = style.partition("\0")[0] or "G"
    letter, digits = style[0], style[1:]
    if not (letter.isascii() and letter.isalpha()):
        return None
    if digits and not (digits.isascii() and digits.isdigit()):
        return None
    if len(digits.lstrip("0")) > 9:
        raise FormatError(NOT_VALID)
    return letter, int(digits.lstrip("0") or 0) if digits else -1


def _placed(value: Any, places: int) -> Digits:
    """The number rounded to so many places behind the point."""
    if isinstance(value, float):
        return placed_digits(value, places)
    number = exact_digits(value)
    number.round(number.scale + places)
    return number


def fixed(number: Digits, places: int, grouped: bool) -> str:
    """The digits with so many behind the point, perhaps with commas between thousands, without a sign."""
    text, scale = number.text, number.scale
    whole = text[:scale].ljust(scale, "0") if scale > 0 else "0"
    if grouped and len(whole) > 3:
        first = len(whole) % 3
        groups = [whole[place : place + 3] for place in range(first, len(whole), 3)]
        whole = ",".join([whole[:first], *groups] if first else groups)
    if places <= 0:
        return whole
    rest = text[scale:] if scale > 0 else "0" * min(-scale, places) + text
    return f"{whole}.{rest[:places].ljust(places, '0')}"


def _number(value: Any, letter: str, places: int, culture: Culture) -> str:
    """``N`` and ``F``: decimals, with commas and without."""
    places = culture.places if places < 0 else places
    number = _placed(value, places)
    return ("-" if number.negative else "") + fixed(number, places, letter in "nN")


def _money(value: Any, letter: str, places: int, culture: Culture) -> str:
    """``C``: an amount of money."""
    places = _DECIMALS_OF_MONEY if places < 0 else places
    number = _placed(value, places)
    return culture.money[number.negative].replace("#", fixed(number, places, True))


def _share(value: Any, letter: str, places: int, culture: Culture) -> str:
    """``P``: hundredths."""
    places = culture.places if places < 0 else places
    number = _placed(value, places + 2)
    number.scale += 2 if number.text else 0
    return culture.shares[number.negative].replace("#", fixed(number, places, True))


def _scientific(value: Any, letter: str, places: int, culture: Culture) -> str:
    """``E``: one digit before the point, and an exponent of three digits at least."""
    places = _DECIMALS_OF_EXPONENTS if places < 0 else places
    if isinstance(value, float):
        number = significant_digits(value, places + 1)
    else:
        number = exact_digits(value)
        number.round(places + 1)
    digits = number.text.ljust(places + 1, "0")
    point = f".{digits[1 : places + 1]}" if places else ""
    shown = exponent(number.scale - 1 if number.text else 0, letter, 3, "+")
    return f"{'-' if number.negative else ''}{digits[0]}{point}{shown}"


def _general(value: Any, letter: str, places: int, culture: Culture) -> str:
    """``G``: so many significant digits, with an exponent where it is larger than them or below -5."""
    if isinstance(value, int) and places < 1:
        return integer_text(value)
    most, plain = places, False
    if isinstance(value, float):
        if places < 1:
            number = shortest_digits(value)
            most = max(len(number.text), _SINGLE_DIGITS if isinstance(value, Single) else _DOUBLE_DIGITS)
        else:
            number = significant_digits(value, places)
    else:
        number = exact_digits(value)
        plain = is_decimal(value) and places == -1
        if plain:
            number.negative = number.negative and bool(number.text)
        else:
            most = places if places > 0 else len(number.text)
            number.round(most)
    return ("-" if number.negative else "") + _laid_out(number, most, plain, chr(ord(letter) - 2))


def _laid_out(number: Digits, most: int, plain: bool, letter: str) -> str:
    text, scale = number.text, number.scale
    if not plain and (scale > most or scale < -3):
        point = f".{text[1:]}" if len(text) > 1 else ""
        return f"{text[:1] or '0'}{point}{exponent(scale - 1, letter, 2, '+')}"
    whole = text[:scale].ljust(scale, "0") if scale > 0 else "0"
    rest = text[scale:] if scale > 0 else "0" * -scale + text
    return f"{whole}.{rest}" if rest else whole


def _round_trip(value: Any, letter: str, places: int, culture: Culture) -> str:
    """``R``: as G; a Double or Single with all its digits."""
    if isinstance(value, BigInteger):
        return _decimal_digits(value, letter, places, culture)
    return _general(value, chr(ord(letter) - 11), -1 if isinstance(value, float) else places, culture)


def _big_general(value: Any, letter: str, places: int, culture: Culture) -> str:
    """``G`` of a BigInteger is ``D``."""
    rule = _decimal_digits if isinstance(value, BigInteger) else _general
    return rule(value, letter, places, culture)


def _decimal_digits(value: Any, letter: str, places: int, culture: Culture) -> str:
    """``D``: an integer with so many digits at least."""
    number = _integer(value)
    return ("-" if number < 0 else "") + integer_text(abs(number)).rjust(places, "0")


def _integer(value: Any) -> int:
    if not isinstance(value, int):
        raise FormatError(NOT_VALID)
    return int(value)


def _bits(value: Any, letter: str, places: int, culture: Culture) -> str:
    """``X`` and ``B``: hexadecimal and binary digits, of negative integers in two's complement."""
    number = _integer(value)
    base = letter if letter in "xX" else "b"
    if not isinstance(value, BigInteger):
        low, high = INTEGER_RANGES[type(value)]
        return format(number if number >= 0 else number & (high - low), base).rjust(places, "0")
    # As few digits as show the sign: the first one of a positive number is below half, of a negative one not.
    size = 4 if base in "xX" else 1
    length = ((number if number >= 0 else ~number).bit_length() + size) // size
    text = format(number & ((1 << (length * size)) - 1), base).rjust(length, "0")
    filler = "0" if number >= 0 else format((1 << size) - 1, base)
    return text.rjust(places, filler)


_RULES = {
    "b": _bits,
    "c": _money,
    "d": _decimal_digits,
    "e": _scientific,
    "f": _number,
    "g": _big_general,
    "n": _number,
    "p": _share,
    "r": _round_trip,
    "x": _bits,
}
