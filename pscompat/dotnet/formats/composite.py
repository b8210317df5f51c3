"""Composite format strings (``{0,5:N2}``), and a value's text by a format of its own (expressions.md §10.1)."""

from __future__ import annotations

from ..containers import EnumValue, NetRecord, PSCustomObject
from ..kinds import is_decimal, type_name_of
from ..sizes import check_size
from ..strings import bag_text, net_text, text_member
from ..texts import utf16_length
from ..times import DateTime, DateTimeOffset, TimeSpan
from .cultures import EN_US
from .format_errors import INCORRECT, FormatError, check_places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from .cultures import Culture

_MISSING = "Index (zero based) must be greater than or equal to zero and less than the size of the argument list."
_EARLY = "Format item ends prematurely."
_NO_DIGIT = "Expected an ASCII digit."
_UNOPENED = "Unexpected closing brace without a corresponding opening brace."
_LIMIT = 1_000_000
"""Digits of an index or a width behind this are no longer read."""


def format_text(
    template: str,
    arguments: Sequence[Any],
    culture: Culture = EN_US,
    text_of: Callable[[Any, str, Culture], str] | None = None,
) -> str:
    """``String.Format``: the template with the arguments in its places, each as ``text_of`` tells it in its format.

    Raises FormatError for a bad template, and NotRunError for one with millions of places.
    """
    text_of = text_of or format_value
    pieces: list[str] = []
    place, size = 0, len(template)
    while place < size:
        brace = _next_brace(template, place)
        pieces.append(template[place:brace])
        if brace >= size:
            break
        if template[brace : brace + 2] in ("{{", "}}"):
            pieces.append(template[brace])
            place = brace + 2
            continue
        if brace + 1 >= size:
            raise _failure(template, size, _EARLY)
        if template[brace] == "}":
            raise _failure(template, brace + 1, _UNOPENED)
        item = _Item(template, brace + 1)
        if item.index >= len(arguments):
            raise FormatError(_MISSING)
        check_places(item.width)
        text = text_of(arguments[item.index], item.style, culture)
        blanks = " " * (item.width - utf16_length(text))
        pieces.append(text + blanks if item.left else blanks + text)
        place = item.end
    check_size(sum(map(len, pieces)))
    return "".join(pieces)


def _next_brace(template: str, place: int) -> int:
    size = len(template)
    opening, closing = template.find("{", place), template.find("}", place)
    return min(size if opening < 0 else opening, size if closing < 0 else closing)


def _failure(template: str, place: int, reason: str) -> FormatError:
    return FormatError(f"{INCORRECT} Failure to parse near offset {utf16_length(template[:place])}. {reason}")


class _Item:
    """One place of a template, read from behind its brace: ``n, width:format}``."""

    __slots__ = ("_place", "_template", "end", "index", "left", "style", "width")

    def __init__(self, template: str, place: int) -> None:
        self._template = template
        self._place = place
        self.index = self._number()
        self._blanks()
        self.left, self.width, self.style = False, 0, ""
        if self._char() == ",":
            self._place += 1
            self._blanks()
            if self._char() == "-":
                self.left = True
                self._place += 1
            self.width = self._number()
            self._blanks()
        if self._char() == ":":
            self.style = self._style()
        if self._char() != "}":
            raise self._failed(_EARLY)
        self.end = self._place + 1

    def _failed(self, reason: str) -> FormatError:
        return _failure(self._template, self._place, reason)

    def _char(self) -> str:
        if self._place >= len(self._template):
            raise self._failed(_EARLY)
        return self._template[self._place]

    def _blanks(self) -> None:
        while self._char() == " ":
            self._place += 1

    def _number(self) -> int:
        number, char = 0, self._char()
        if not "0" <= char <= "9":
            raise self._failed(_NO_DIGIT)
        while "0" <= char <= "9" and number < _LIMIT:
            number = number * 10 + int(char)
            self._place += 1
            char = self._char()
        return number

    def _style(self) -> str:
        start = self._place + 1
        end = _next_brace(self._template, start)
        self._place = end
        if self._char() == "{":
            raise self._failed(_EARLY)
        return self._template[start:end]


def format_value(value: Any, style: str, culture: Culture = EN_US) -> str:
    """A value by a format of its own; an empty one is its default text. Raises FormatError."""
    if not style:
        return default_text(value, culture)
    if isinstance(value, EnumValue):
        return _enum(value, style)
    if (isinstance(value, (int, float)) and not isinstance(value, bool)) or is_decimal(value):
        from .number_formats import format_number

        return format_number(value, style, culture)
    if isinstance(value, (DateTime, DateTimeOffset)):
        from .date_formats import format_date

        return format_date(value, style, culture)
    if isinstance(value, TimeSpan):
        from .span_formats import format_span

        return format_span(value, style)
    if type_name_of(value) == "System.Guid":
        return _guid(str(value), style)
    return default_text(value, culture)


def default_text(value: Any, culture: Culture = EN_US) -> str:
    """The text that .NET gives a value in that culture without a format; null is the empty text."""
    if isinstance(value, (DateTime, DateTimeOffset)):
        from .date_formats import format_date

        return format_date(value, "", culture)
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return culture.infinity if value > 0 else f"-{culture.infinity}"
    return net_text(value)


def object_text(value: Any, style: str, culture: Culture = EN_US) -> str:
    """A value's text by a format as PowerShell's own objects give it.

    A list is its elements with blanks between, an object ``@{a=…}``, each by the format. Raises FormatError.
    """
    if isinstance(value, list):
        try:
            return " ".join(["" if item is None else _inner_text(item, style, culture) for item in value])
        except FormatError:
            return type_name_of(value)
    if isinstance(value, PSCustomObject):
        if not style or isinstance(value, NetRecord) or text_member(value.type_names):
            return bag_text(value)
        try:
            members = [f"{name}={'' if v is None else _inner_text(v, style, culture)}" for name, v in value.items()]
        except FormatError:
            return ""
        return "@{" + "; ".join(members) + "}" if value else ""
    return format_value(value, style, culture)


def _inner_text(value: Any, style: str, culture: Culture) -> str:
    if isinstance(value, PSCustomObject):
        return ""
    return type_name_of(value) if isinstance(value, (list, dict)) else format_value(value, style, culture)


def _enum(value: EnumValue, style: str) -> str:
    """The formats of enumerations: the name, or the number in decimal or hexadecimal digits."""
    letter = style.lower()
    if letter == "d":
        return str(value.value)
    if letter == "x":
        return f"{value.value & 0xFFFFFFFF:08X}"
    if letter in ("g", "f"):
        return value.name
    raise FormatError('Format string can be only "G", "g", "X", "x", "F", "f", "D" or "d".')


def _guid(text: str, style: str) -> str:
    """The formats of a Guid: digits alone, with hyphens, in braces, in brackets, or as hexadecimal numbers."""
    letter = style.lower()
    plain = text.replace("-", "")
    if letter == "x":
        tail = ",".join(f"0x{plain[place : place + 2]}" for place in range(16, 32, 2))
        return f"{{0x{plain[:8]},0x{plain[8:12]},0x{plain[12:16]},{{{tail}}}}}"
    forms = {"d": text, "n": plain, "b": f"{{{text}}}", "p": f"({text})"}
    if letter not in forms:
        raise FormatError('Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".')
    return forms[letter]
