"""Static members of [char]: what a character is, by its Unicode category."""

from __future__ import annotations

from unicodedata import category, numeric

from ..dotnet.containers import EnumValue
from ..dotnet.texts import Char, is_white_space, split_units
from .problems import NetProblem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Test = Callable[[str], bool]

_KIND = "System.Char"
_CATEGORIES = {
    "Lu": "UppercaseLetter",
    "Ll": "LowercaseLetter",
    "Lt": "TitlecaseLetter",
    "Lm": "ModifierLetter",
    "Lo": "OtherLetter",
    "Mn": "NonSpacingMark",
    "Mc": "SpacingCombiningMark",
    "Me": "EnclosingMark",
    "Nd": "DecimalDigitNumber",
    "Nl": "LetterNumber",
    "No": "OtherNumber",
    "Zs": "SpaceSeparator",
    "Zl": "LineSeparator",
    "Zp": "ParagraphSeparator",
    "Cc": "Control",
    "Cf": "Format",
    "Cs": "Surrogate",
    "Co": "PrivateUse",
    "Pc": "ConnectorPunctuation",
    "Pd": "DashPunctuation",
    "Ps": "OpenPunctuation",
    "Pe": "ClosePunctuation",
    "Pi": "InitialQuotePunctuation",
    "Pf": "FinalQuotePunctuation",
    "Po": "OtherPunctuation",
    "Sm": "MathSymbol",
    "Sc": "CurrencySymbol",
    "Sk": "ModifierSymbol",
    "So": "OtherSymbol",
    "Cn": "OtherNotAssigned",
}
"""System.Globalization.UnicodeCategory by Unicode's own short names, in the order of its numbers."""


def _of(*categories: str) -> Test:
    """A test for categories, or for groups of them by their first letter."""
    return lambda char: category(char).startswith(categories)


def _between(first: str, last: str) -> Test:
    return lambda char: first <= char <= last


def _either(*tests: Test) -> Test:
    return lambda char: any(test(char) for test in tests)


_TESTS: dict[str, Test] = {
    "IsControl": _of("Cc"),
    "IsDigit": _of("Nd"),
    "IsLetter": _of("L"),
    "IsLetterOrDigit": _of("L", "Nd"),
    "IsLower": _of("Ll"),
    "IsNumber": _of("N"),
    "IsPunctuation": _of("P"),
    "IsSeparator": _of("Z"),
    "IsSurrogate": _of("Cs"),
    "IsHighSurrogate": _between("\ud800", "\udbff"),
    "IsLowSurrogate": _between("\udc00", "\udfff"),
    "IsSymbol": _of("S"),
    "IsUpper": _of("Lu"),
    "IsWhiteSpace": is_white_space,
}
_ASCII: dict[str, Test] = {
    "IsAscii": str.isascii,
    "IsAsciiDigit": _between("0", "9"),
    "IsAsciiHexDigit": _either(_between("0", "9"), _between("a", "f"), _between("A", "F")),
    "IsAsciiHexDigitLower": _either(_between("0", "9"), _between("a", "f")),
    "IsAsciiHexDigitUpper": _either(_between("0", "9"), _between("A", "F")),
    "IsAsciiLetter": _either(_between("a", "z"), _between("A", "Z")),
    "IsAsciiLetterLower": _between("a", "z"),
    "IsAsciiLetterOrDigit": _either(_between("a", "z"), _between("A", "Z"), _between("0", "9")),
    "IsAsciiLetterUpper": _between("A", "Z"),
}


def _unit(text: str, index: int) -> str:
    """The unit of a text at a place. Raises NetProblem outside of it."""
    units = split_units(text)
    if not 0 <= index < len(units):
        message = "Specified argument was out of the range of valid values. (Parameter 'index')"
        raise NetProblem("ArgumentOutOfRangeException", message)
    return units[index]


def _in_text(name: str, test: Test) -> Callable[[str, int], bool]:
    read = _unit if "Surrogate" in name else _whole

    def work(text: str, index: int) -> bool:
        return test(read(text, index))

    return work


def _whole(text: str, index: int) -> str:
    """The character at a place, of two units where a pair begins there."""
    unit = _unit(text, index)
    following = split_units(text)[index + 1 : index + 2]
    if "\ud800" <= unit <= "\udbff" and "\udc00" <= following <= "\udfff":
        return chr(_code_of(unit, following))
    return unit


def _code_of(high: str, low: str) -> int:
    return 0x10000 + ((ord(high) - 0xD800) << 10) + ord(low) - 0xDC00


def simple_case(text: str, upper: bool) -> str:
    """Each character in its simple upper or lower case, as .NET has it."""
    if text.isascii():
        return text.upper() if upper else text.lower()
    changed = [_NO_CASE.get(char) or (char.upper() if upper else char.lower()) for char in text]
    return "".join([new if len(new) == 1 else old for old, new in zip(text, changed, strict=True)])


_NO_CASE = {"\u0130": "\u0130", "\u0131": "\u0131"}
"""The dotted I and the i without a dot, which .NET leaves alone outside Turkish."""


def _changed(upper: bool) -> Callable[[Char], Char]:
    return lambda char: Char(simple_case(str(char), upper))


def _value_of(char: str) -> float:
    return numeric(char, -1.0)


def _category_of(char: str) -> EnumValue:
    short = category(char)
    return EnumValue("System.Globalization.UnicodeCategory", list(_CATEGORIES).index(short), _CATEGORIES[short])


def _from_code(code: int) -> str:
    if not 0 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        message = (
            "A valid UTF32 value is between 0x000000 and 0x10ffff, inclusive, and should not include surrogate "
            "codepoint values (0x00d800 ~ 0x00dfff). (Parameter 'utf32')"
        )
        raise NetProblem("ArgumentOutOfRangeException", message)
    return chr(code)


def _to_code(text: str, index: int) -> int:
    whole = _whole(text, index)
    if "\ud800" <= whole <= "\udfff":
        half = "high" if whole <= "\udbff" else "low"
        message = f"Found a {half} surrogate char without a preceding high surrogate at index: {index}."
        if half == "high":
            message = f"Found a high surrogate char without a following low surrogate at index: {index}."
        raise NetProblem(
            "ArgumentException",
            f"{message} The input may not be in this encoding, or may not contain "
            "valid Unicode (UTF-16) characters. (Parameter 's')",
        )
    return ord(whole)


def _pair_code(high: str, low: str) -> int:
    if not "\ud800" <= high <= "\udbff":
        message = (
            "A valid high surrogate character is between 0xd800 and 0xdbff, inclusive. (Parameter 'highSurrogate')"
        )
        raise NetProblem("ArgumentOutOfRangeException", message)
    if not "\udc00" <= low <= "\udfff":
        message = "A valid low surrogate character is between 0xdc00 and 0xdfff, inclusive. (Parameter 'lowSurrogate')"
        raise NetProblem("ArgumentOutOfRangeException", message)
    return _code_of(high, low)


ROWS: list[tuple[str, str, Callable[..., Any]]] = [
    *[(_KIND, f"{name}(c:char)", test) for name, test in {**_TESTS, **_ASCII}.items()],
    *[(_KIND, f"{name}(s:string,index:int)", _in_text(name, test)) for name, test in _TESTS.items()],
    (_KIND, "IsBetween(c:char,minInclusive:char,maxInclusive:char)", lambda char, low, high: low <= char <= high),
    (
        _KIND,
        "IsSurrogatePair(highSurrogate:char,lowSurrogate:char)",
        lambda high, low: "\ud800" <= high <= "\udbff" and "\udc00" <= low <= "\udfff",
    ),
    (_KIND, "ToUpper(c:char)", _changed(True)),
    (_KIND, "ToLower(c:char)", _changed(False)),
    (_KIND, "ToUpperInvariant(c:char)", _changed(True)),
    (_KIND, "ToLowerInvariant(c:char)", _changed(False)),
    (_KIND, "GetNumericValue(c:char)", _value_of),
    (_KIND, "GetUnicodeCategory(c:char)", _category_of),
    (_KIND, "ConvertFromUtf32(utf32:int)", _from_code),
    (_KIND, "ConvertToUtf32(s:string,index:int)", _to_code),
    (_KIND, "ConvertToUtf32(highSurrogate:char,lowSurrogate:char)", _pair_code),
]
