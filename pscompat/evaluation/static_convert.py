"""Static members of [convert], and ``Parse`` of the types that have it."""

from __future__ import annotations

from ..dotnet.containers import NetList
from ..dotnet.conversion import convert
from ..dotnet.conversions.failures import overflow_text
from ..dotnet.conversions.number_parser import not_correct, number_body, parse_real
from ..dotnet.numbers import INTEGER_RANGES, Byte
from ..dotnet.texts import NUMBER_SPACE, WHITE_SPACE, Char
from ..dotnet.types import resolve
from ..errors import ConversionError
from .problems import NetProblem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_KIND = "System.Convert"
_INTEGERS = {"System." + ("Int32" if kind is int else kind.__name__): kind for kind in INTEGER_RANGES}
_REALS = ("System.Double", "System.Single")
_BASES = {2: "b", 8: "o", 10: "d", 16: "x"}
_BASE64_SPACE = str.maketrans("", "", " \t\n\r")


# Texts as .NET's own Parse reads them


def parse_text(text: str, full_name: str) -> Any:
    """``[type]::Parse(text)``. Raises NetProblem with the exception that .NET throws."""
    if full_name in _INTEGERS:
        return _parse_integer(text, full_name)
    if full_name in _REALS:
        number = parse_real(text)
        if number is None:
            raise _no_number(text)
        return convert(number, resolve(full_name))
    if full_name == "System.Boolean":
        return _parse_boolean(text)
    if full_name == "System.Decimal" and number_body(text, exponent=False) is None:
        raise _no_number(text)
    try:
        return convert(text, resolve(full_name))
    except ConversionError as error:
        raise problem_of(error) from None


def problem_of(error: ConversionError) -> NetProblem:
    """The exception of .NET inside a conversion that failed."""
    reason = error.message.rpartition('Error: "')[2].removesuffix('"')
    return NetProblem("OverflowException" if "too large" in reason else "FormatException", reason)


def _no_number(text: str) -> NetProblem:
    return NetProblem("FormatException", not_correct(text))


def _parse_integer(text: str, full_name: str) -> Any:
    kind = _INTEGERS[full_name]
    low, high = INTEGER_RANGES[kind]
    body = text.rstrip("\0").strip(NUMBER_SPACE)
    digits = body[1:] if body[:1] in ("+", "-") else body
    if not (digits.isascii() and digits.isdigit()):
        raise _no_number(text)
    # As many digits as any of the types has, and one more: the rest makes it no smaller.
    number = int(digits.lstrip("0")[:21] or "0")
    number = -number if body[:1] == "-" else number
    if not low <= number <= high:
        raise NetProblem("OverflowException", overflow_text(full_name))
    return kind(number)


def _parse_boolean(text: str) -> bool:
    """``Boolean.Parse``: true or false in any case, with blanks and NULs around it."""
    known = {"true": True, "false": False}.get(text.strip(WHITE_SPACE + "\0").lower())
    if known is None:
        raise NetProblem("FormatException", f"String '{text}' was not recognized as a valid Boolean.")
    return known


def _to(full_name: str) -> Callable[[Any], Any]:
    """``Convert.ToX(value)``: texts as Parse reads them, null as the type's default."""

    def work(value: Any) -> Any:
        if isinstance(value, str) and not isinstance(value, Char):
            return parse_text(value, full_name)
        try:
            return convert(value, resolve(full_name))
        except ConversionError as error:
            raise problem_of(error) from None

    return work


def _to_boolean(value: Any) -> bool:
    if isinstance(value, Char):
        raise NetProblem("InvalidCastException", "Invalid cast from 'Char' to 'Boolean'.")
    return _parse_boolean(value) if isinstance(value, str) else bool(value)


def _to_text(value: Any) -> str:
    from ..dotnet.formats.composite import default_text

    return default_text(value)


# Numbers in other bases


def _check_base(radix: int) -> None:
    if radix not in _BASES:
        raise NetProblem("ArgumentException", "Invalid Base.")


def _in_base(value: int, radix: int) -> str:
    """``Convert.ToString(number, base)``: negative numbers in two's complement of their type, but for base 10."""
    _check_base(radix)
    low, high = INTEGER_RANGES[type(value)]
    number = int(value)
    return format(number if number >= 0 or radix == 10 else number & (high - low), _BASES[radix])


def _from_base(full_name: str) -> Callable[[str, int], Any]:
    """``Convert.ToX(text, base)``: in other bases than 10 the digits are the number's bits."""
    kind = _INTEGERS[full_name]
    low, high = INTEGER_RANGES[kind]
    # .NET reads by 32 bits, or 64, and looks at the type's own size afterwards.
    wide = 64 if high > 2**32 else 32
    unsigned = low == 0

    def work(text: str, radix: int) -> Any:
        _check_base(radix)
        if not text:
            message = "Index was out of range. Must be non-negative and less than the size of the collection."
            message = f"Specified argument was out of the range of valid values. (Parameter '{message}')"
            raise NetProblem("ArgumentOutOfRangeException", message)
        number = _read(text, radix, wide, unsigned)
        if radix != 10 and not unsigned:
            if number > high - low:
                raise NetProblem("OverflowException", overflow_text(full_name))
            number -= (high - low + 1) if number > high else 0
        if not low <= number <= high:
            raise NetProblem("OverflowException", overflow_text(full_name))
        return kind(number)

    return work


def _read(text: str, radix: int, wide: int, unsigned: bool) -> int:
    """The digits of a text in a base, which must be all of it. Raises NetProblem."""
    negative = text[0] == "-"
    if negative and radix != 10:
        raise NetProblem("ArgumentException", "String cannot contain a minus sign if the base is not 10.")
    if negative and unsigned:
        raise NetProblem(
            "OverflowException", "The string was being parsed as an unsigned number and could not have a negative sign."
        )
    start = int(text[0] in "+-")
    if radix == 16 and text[start : start + 2].lower() == "0x":
        start += 2
    end = start
    while end < len(text) and text[end].isascii() and text[end].isalnum() and int(text[end], 36) < radix:
        end += 1
    if end == start:
        raise NetProblem("FormatException", "Could not find any recognizable digits.")
    digits = text[start:end].lstrip("0")
    most = 2**wide - 1 if radix != 10 or unsigned else 2 ** (wide - 1) - (not negative)
    number = int(digits[:70] or "0", radix)
    if number > most:
        name = f"System.{'U' if radix != 10 or unsigned else ''}Int{wide}"
        raise NetProblem("OverflowException", overflow_text(name))
    if end < len(text):
        raise NetProblem("FormatException", "Additional non-parsable characters are at the end of the string.")
    return -number if negative else number


# Bytes as text


def _to_base64(data: list[int]) -> str:
    from base64 import b64encode

    return b64encode(bytes(data or ())).decode("ascii")


def _from_base64(text: str) -> list[Any]:
    from base64 import b64decode
    from binascii import Error

    try:
        return NetList("System.Byte[]", map(Byte, b64decode(text.translate(_BASE64_SPACE), validate=True)))
    except (Error, ValueError):
        message = (
            "The input is not a valid Base-64 string as it contains a non-base 64 character, more than two padding "
            "characters, or an illegal character among the padding characters."
        )
        raise NetProblem("FormatException", message) from None


def _from_hex(text: str) -> list[Any]:
    if len(text) % 2:
        message = "The input is not a valid hex string as its length is not a multiple of 2."
        raise NetProblem("FormatException", message)
    if not text.isascii() or any(char not in "0123456789abcdefABCDEF" for char in text):
        message = "The input is not a valid hex string as it contains a non-hex character."
        raise NetProblem("FormatException", message)
    return NetList("System.Byte[]", map(Byte, bytes.fromhex(text)))


_TARGETS = {
    name.rpartition(".")[2]: name for name in (*_INTEGERS, *_REALS, "System.Decimal", "System.DateTime", "System.Char")
}
_OF_BASES = ("Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64")
ROWS: list[tuple[str, str, Callable[..., Any]]] = [
    *[(_KIND, f"To{short}(value:any)", _to(name)) for short, name in _TARGETS.items()],
    *[(_KIND, f"To{short}(value:string,fromBase:int)", _from_base("System." + short)) for short in _OF_BASES],
    (_KIND, "ToBoolean(value:any)", _to_boolean),
    (_KIND, "ToString(value:any)", _to_text),
    *[(_KIND, f"ToString(value:{kind},toBase:int)", _in_base) for kind in ("int", "byte", "int16", "long")],
    (_KIND, "ToBase64String(inArray:byte[])", _to_base64),
    (_KIND, "FromBase64String(s:string)", _from_base64),
    (_KIND, "ToHexString(inArray:byte[])", lambda data: bytes(data or ()).hex().upper()),
    (_KIND, "ToHexStringLower(inArray:byte[])", lambda data: bytes(data or ()).hex()),
    (_KIND, "FromHexString(s:string)", _from_hex),
]
