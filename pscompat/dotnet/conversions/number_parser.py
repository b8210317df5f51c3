"""Texts as .NET reads numbers, beyond PowerShell's own numerals (values.md §B.5, steps 2–4)."""

from __future__ import annotations

from ..numeral import scan_numeral
from ..texts import NUMBER_SPACE, WHITE_SPACE
from .failures import overflow_text

_DIGITS = frozenset("0123456789")
_NOTHING_AFTER_PREFIX = (
    "Specified argument was out of the range of valid values. (Parameter 'Index was out of range. "
    "Must be non-negative and less than the size of the collection.')"
)


def scan_text(text: str) -> object | None:
    """The number of a text by the numeral rules with a leading sign; blanks give 0, no numeral gives None."""
    trimmed = text.strip(WHITE_SPACE)
    return scan_numeral(trimmed, signed=True) if trimmed else 0


def numeral_in_range(text: str, low: int, high: int) -> int | None:
    """Step 2: the scanned number rounded half to even, None when there is none or it is out of range."""
    number = scan_text(text)
    if number is None:
        return None
    try:
        whole = int(number) if isinstance(number, int) else round(number)  # type: ignore[call-overload]
    except (OverflowError, ValueError):
        return None
    return whole if low <= whole <= high else None


class FormatProblem(Exception):
    """A text that .NET does not read as an integer; ``is_format`` lets the reading as a real number follow."""

    def __init__(self, message: str, *, is_format: bool = True) -> None:
        super().__init__(message)
        self.message = message
        self.is_format = is_format

    def reason(self, full_name: str) -> str:
        """.NET's message; an empty one stands for the type's overflow text."""
        return self.message or overflow_text(full_name)


def not_correct(text: str) -> str:
    """.NET's message for a text that is no number."""
    return f"The input string '{text}' was not in a correct format."


def parse_integer(text: str, low: int, high: int) -> int:
    """Step 3: ``#ff``, ``0xff``, ``&hff`` or a sign and digits. Raises FormatProblem."""
    trimmed = text.strip(WHITE_SPACE)
    if trimmed.startswith("#"):
        return _hexadecimal(trimmed[1:], low, high)
    if trimmed[:2].lower() in ("0x", "&h"):
        return _hexadecimal(trimmed[2:], low, high)
    body = trimmed.strip(NUMBER_SPACE).rstrip("\0").rstrip(NUMBER_SPACE)
    negative = body[:1] == "-"
    digits = body[1:] if negative or body[:1] == "+" else body
    if not digits or not _DIGITS.issuperset(digits):
        raise FormatProblem(not_correct(trimmed))
    digits = digits.lstrip("0")
    if len(digits) > 25:
        raise FormatProblem("", is_format=False)
    number = int(digits or "0")
    number = -number if negative else number
    if not low <= number <= high:
        raise FormatProblem("", is_format=False)
    return number


def _hexadecimal(text: str, low: int, high: int) -> int:
    """Hexadecimal digits of the type's width, two's complement for signed types."""
    digits = text
    if not digits:
        raise FormatProblem(_NOTHING_AFTER_PREFIX, is_format=False)
    if digits[:1] == "-":
        raise FormatProblem("String cannot contain a minus sign if the base is not 10.", is_format=False)
    digits = digits.removeprefix("+")
    if digits[:2].lower() == "0x":
        digits = digits[2:]
    end = 0
    while end < len(digits) and digits[end] in "0123456789abcdefABCDEF":
        end += 1
    if end == 0:
        raise FormatProblem("Could not find any recognizable digits.")
    if end < len(digits):
        raise FormatProblem("Additional non-parsable characters are at the end of the string.")
    significant = digits.lstrip("0")
    bits = (high - low).bit_length()
    read = max(bits, 32)
    if len(significant) > read // 4:
        raise FormatProblem(overflow_text(f"System.UInt{read}"), is_format=False)
    number = int(significant or "0", 16)
    if number >= 1 << bits:
        raise FormatProblem("", is_format=False)
    return number - (1 << bits) if number > high else number


def parse_real(text: str) -> float | None:
    """Step 4: a Double in the invariant culture: blanks, sign, thousands commas, fraction, exponent, names."""
    body = number_body(text)
    if body is None:
        return _named_real(text)
    sign, whole, fraction, exponent = body
    number = float(f"{whole or '0'}.{fraction or '0'}e{exponent}")
    return -number if sign else number


def number_body(text: str, *, exponent: bool = True) -> tuple[bool, str, str, int] | None:
    """Sign, integer digits, fraction digits and exponent of a text with thousands commas; None if it is none.

    Without ``exponent`` (style Number) the sign may also stand at the end.
    """
    body = text.strip(NUMBER_SPACE).rstrip("\0").strip(NUMBER_SPACE)
    negative = body[:1] == "-"
    if negative or body[:1] == "+":
        body = body[1:]
    elif not exponent and body[-1:] in ("-", "+"):
        negative = body[-1] == "-"
        body = body[:-1].rstrip(NUMBER_SPACE)
    end = 0
    size = len(body)
    while end < size and (body[end] in _DIGITS or (body[end] == "," and end > 0)):
        end += 1
    whole = body[:end].replace(",", "")
    fraction = ""
    if end < size and body[end] == ".":
        start = end = end + 1
        while end < size and body[end] in _DIGITS:
            end += 1
        fraction = body[start:end]
    if not whole and not fraction:
        return None
    power = 0
    if exponent and end < size and body[end] in "eE":
        digits = end + 2 if body[end + 1 : end + 2] in ("+", "-") else end + 1
        stop = digits
        while stop < size and body[stop] in _DIGITS:
            stop += 1
        if stop > digits:
            value = min(int(body[digits:stop][:9]), 99999) if len(body[digits:stop].lstrip("0")) <= 9 else 99999
            power = -value if body[end + 1] == "-" else value
            end = stop
    return (negative, whole, fraction, power) if end == size else None


def _named_real(text: str) -> float | None:
    name = text.strip(WHITE_SPACE).lower()
    bare = name[1:] if name[:1] in ("+", "-") else name
    if bare == "nan":
        return float("nan")
    if bare == "infinity":
        return float("-inf") if name[:1] == "-" else float("inf")
    return None
