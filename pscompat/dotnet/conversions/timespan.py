"""What TimeSpan accepts: .NET's texts in the invariant culture, and integers as ticks."""

from __future__ import annotations

from ..kinds import widened_integer
from ..texts import WHITE_SPACE, Char
from ..times import TICKS_PER_SECOND, TimeSpan
from .failures import failed
from .general import by_general_rules

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..clock import Clock
    from ..types import NetType

_DIGITS = frozenset("0123456789")
_MAX_NUMBER = 0x0FFFFFFF
_MAX_DAYS, _MAX_MILLISECONDS = 10_675_199, 922_337_203_685_477
_MAX_FRACTION = 9_999_999

# How the numbers of a text are read, by their separators: d days, h hours, m minutes, s seconds, f fraction.
# The first reading that is in range wins; where none is, the text has components out of range.
_FORMS: dict[tuple[str, ...], tuple[str, ...]] = {
    (): ("d",),
    (":",): ("hm",),
    (":", ":"): ("hms", "dhm"),
    (".", ":"): ("dhm",),
    (":", ":."): ("hmf",),
    (":", ":", "."): ("hmsf",),
    (".", ":", ":"): ("dhms",),
    (":", ":", ":"): ("dhms",),
    (".", ":", ":."): ("dhmf",),
    (":", ":", ":."): ("dhmf",),
    (".", ":", ":", "."): ("dhmsf",),
    (":", ":", ":", "."): ("dhmsf",),
}


class TimeSpanProblem(Exception):
    """A text that is no time span; the message is .NET's."""


def to_timespan(value: object, target: NetType, clock: Clock | None, text: str | None) -> object:
    """TimeSpan: a text by the count of its numbers, an integer or Char as ticks, a real number by its text."""
    if isinstance(value, str) and not isinstance(value, Char):
        try:
            return TimeSpan(parse_timespan(value))
        except TimeSpanProblem as problem:
            raise failed("InvalidCastParseTargetInvocationWithFormatProvider", value, target, str(problem)) from None
    ticks = widened_integer(value)
    return TimeSpan(ticks) if ticks is not None else by_general_rules(value, target, clock, text)


def parse_timespan(text: str) -> int:
    """The ticks of a text. Raises TimeSpanProblem."""
    bad = TimeSpanProblem(f"String '{text}' was not recognized as a valid TimeSpan.")
    too_large = TimeSpanProblem(
        f"The TimeSpan string '{text}' could not be parsed because at least one of the numeric components is out of "
        "range or contains too many digits."
    )
    trimmed = text.strip(WHITE_SPACE)
    if not trimmed:
        raise bad
    negative = trimmed[0] == "-"
    body = trimmed[1:] if negative else trimmed
    numbers, separators = _split(body)
    if any(number > _MAX_NUMBER for _, number in numbers):
        raise too_large
    forms = _FORMS.get(tuple(separators))
    if forms is None or len(numbers) != len(separators) + 1 or not body or body[0] not in _DIGITS:
        raise bad
    for form in forms:
        ticks = _ticks(form, numbers)
        if ticks is not None and ticks < (1 << 63) + negative:
            return -ticks if negative else ticks
    raise too_large


def _split(text: str) -> tuple[list[tuple[int, int]], list[str]]:
    """The numbers, each with its count of leading zeros, and the texts between them (one at the end, if there is)."""
    numbers: list[tuple[int, int]] = []
    separators: list[str] = []
    index, size = 0, len(text)
    while index < size:
        start = index
        while index < size and text[index] in _DIGITS:
            index += 1
        if index > start:
            digits = text[start:index]
            significant = digits.lstrip("0")
            number = int(significant or "0") if len(significant) < 12 else _MAX_NUMBER + 1
            numbers.append((len(digits) - len(significant), number))
            if number > _MAX_NUMBER:
                break
        start = index
        while index < size and text[index] not in _DIGITS:
            index += 1
        if index > start:
            separators.append(text[start:index])
        if len(numbers) > 5:
            break
    return numbers, separators


def _ticks(form: str, numbers: list[tuple[int, int]]) -> int | None:
    """The numbers as ticks in that form; None when one is out of range."""
    parts = {name: number for name, (_, number) in zip(form, numbers, strict=True)}
    if parts.get("d", 0) > _MAX_DAYS or parts.get("h", 0) > 23 or parts.get("m", 0) > 59 or parts.get("s", 0) > 59:
        return None
    fraction: int | None = 0
    if "f" in form:
        fraction = _fraction(*numbers[form.index("f")])
        if fraction is None:
            return None
    seconds = parts.get("d", 0) * 86400 + parts.get("h", 0) * 3600 + parts.get("m", 0) * 60 + parts.get("s", 0)
    if seconds * 1000 > _MAX_MILLISECONDS:
        return None
    return seconds * TICKS_PER_SECOND + (fraction or 0)


def _fraction(zeros: int, number: int) -> int | None:
    """A fraction's digits as ticks: seven digits; more only behind a leading zero, and then rounded."""
    if number == 0:
        return 0
    if zeros == 0 and number > _MAX_FRACTION:
        return None
    digits = len(str(number)) + zeros
    if digits <= 7:
        return int(number * 10 ** (7 - digits))
    return int((number + 5 * 10 ** (digits - 8)) // 10 ** (digits - 7))
