"""Spans of time by .NET's format strings (expressions.md §10.1)."""

from __future__ import annotations

from ..times import TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND
from .date_formats import escaped, quoted
from .format_errors import INCORRECT, FormatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..times import TimeSpan

_MOST = {"d": 8, "h": 2, "m": 2, "s": 2, "f": 7, "F": 7}
"""How often a letter may stand one after the other."""


def format_span(span: TimeSpan, style: str) -> str:
    """A span of time by a format. Raises FormatError.

    A custom format has no sign, and text that stands for itself must be quoted or escaped in it.
    """
    if style in ("", "c", "t", "T"):
        return str(span)
    days, rest = divmod(abs(span.ticks), TICKS_PER_DAY)
    hour, rest = divmod(rest, TICKS_PER_HOUR)
    minute, rest = divmod(rest, TICKS_PER_MINUTE)
    second, rest = divmod(rest, TICKS_PER_SECOND)
    sign = "-" if span.ticks < 0 else ""
    if style == "g":
        fraction = f".{rest:07}".rstrip("0") if rest else ""
        return f"{sign}{f'{days}:' if days else ''}{hour}:{minute:02}:{second:02}{fraction}"
    if style == "G":
        return f"{sign}{days}:{hour:02}:{minute:02}:{second:02}.{rest:07}"
    if len(style) == 1:
        raise FormatError(INCORRECT)
    return _custom({"d": days, "h": hour, "m": minute, "s": second}, f"{rest:07}", style)


def _custom(numbers: dict[str, int], fraction: str, style: str) -> str:
    pieces: list[str] = []
    place, size = 0, len(style)
    while place < size:
        char = style[place]
        end = place + 1
        if char in _MOST:
            while end < size and style[end] == char:
                end += 1
            count = end - place
            if count > _MOST[char]:
                raise FormatError(INCORRECT)
            if char in numbers:
                pieces.append(f"{numbers[char]:0{count}}")
            else:
                digits = fraction[:count]
                pieces.append(digits if char == "f" else digits.rstrip("0"))
        elif char in "'\"":
            text, end = quoted(style, place)
            pieces.append(text)
        elif char == "\\":
            pieces.append(escaped(style, place))
            end += 1
        elif char == "%" and style[end : end + 1] not in ("", "%"):
            # The letter behind it stands alone.
            pieces.append(_custom(numbers, fraction, style[end]))
            end += 1
        else:
            raise FormatError(INCORRECT)
        place = end
    return "".join(pieces)
