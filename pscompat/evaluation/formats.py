"""Composite format strings and .NET's texts in the culture en-US."""

from __future__ import annotations

from ..dotnet.containers import EnumValue, PSCustomObject, ScriptBlock, SwitchParameter
from ..dotnet.kinds import is_decimal, type_name_of
from ..dotnet.strings import net_text
from ..dotnet.texts import Char
from ..dotnet.times import DateTime, DateTimeOffset, TimeSpan
from ..errors import NotRunError
from .format_errors import INCORRECT, FormatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


_MISSING = "Index (zero based) must be greater than or equal to zero and less than the size of the argument list."
_MOST_WIDTH = 1_000_000


def format_text(template: str, arguments: list[Any]) -> str:
    """``String.Format`` in en-US. Raises FormatError."""
    out: list[str] = []
    place, size = 0, len(template)
    while place < size:
        char = template[place]
        if char == "{":
            if template[place + 1 : place + 2] == "{":
                out.append("{")
                place += 2
                continue
            text, place = _item(template, place + 1, arguments)
            out.append(text)
        elif char == "}":
            if template[place + 1 : place + 2] != "}":
                raise _failure(
                    place + 1,
                    "Unexpected closing brace without a corresponding opening brace.",
                )
            out.append("}")
            place += 2
        else:
            out.append(char)
            place += 1
    return "".join(out)


def _failure(offset: int, reason: str) -> FormatError:
    return FormatError(f"{INCORRECT} Failure to parse near offset {offset}. {reason}")


def _ends(offset: int) -> FormatError:
    return _failure(offset, "Format item ends prematurely.")


def _digits(template: str, place: int) -> int:
    size = len(template)
    if place >= size:
        raise _ends(place)
    if not ("0" <= template[place] <= "9"):
        raise _failure(place, "Expected an ASCII digit.")
    while place < size and "0" <= template[place] <= "9":
        place += 1
    return place


def _blanks(template: str, place: int) -> int:
    while place < len(template) and template[place] == " ":
        place += 1
    return place


def _item(template: str, place: int, arguments: list[Any]) -> tuple[str, int]:
    """One ``{n,width:format}`` and the place behind it."""
    end = _digits(template, place)
    index = int(template[place:end])
    place = _blanks(template, end)
    width, left = 0, False
    if template[place : place + 1] == ",":
        place = _blanks(template, place + 1)
        if template[place : place + 1] == "-":
            left = True
            place += 1
        end = _digits(template, place)
        width = int(template[place:end])
        place = _blanks(template, end)
    style = ""
    if template[place : place + 1] == ":":
        start = place + 1
        end = template.find("}", start)
        if end < 0:
            raise _ends(len(template))
        style = template[start:end]
        if "{" in style:
            raise _failure(start + style.index("{") + 1, "Unexpected opening brace.")
        place = end
    if place >= len(template):
        raise _ends(len(template))
    if template[place] != "}":
        raise _failure(place + 1, "Expected a closing brace.") if template[place] != "{" else _failure(place, INCORRECT)
    if index >= len(arguments):
        raise FormatError(_MISSING)
    if width > _MOST_WIDTH:
        raise NotRunError(f"A format of {width:,} characters is not run by pscompat.")
    text = formatted(arguments[index], style)
    return (text.ljust(width) if left else text.rjust(width)), place + 1


_UNFORMATTED = (str, bool, PSCustomObject, SwitchParameter, ScriptBlock)


def formatted(value: Any, style: str) -> str:
    """A value by a format. Raises FormatError."""
    if not style:
        return default_text(value)
    if isinstance(value, EnumValue):
        return _enum(value, style)
    if isinstance(value, _UNFORMATTED) or value is None:
        return default_text(value)
    if isinstance(value, (int, float)) or is_decimal(value):
        from .number_formats import format_number

        return format_number(value, style)
    if isinstance(value, (DateTime, DateTimeOffset)):
        from .date_formats import format_date

        return format_date(value, style)
    if isinstance(value, TimeSpan):
        from .date_formats import format_span

        return format_span(value, style)
    if type_name_of(value) == "System.Guid":
        return _guid(str(value), style)
    return default_text(value)


def default_text(value: Any) -> str:
    """The .NET text of a value in en-US, without a format."""
    if isinstance(value, (DateTime, DateTimeOffset)):
        from .date_formats import format_date

        text = format_date(value, "G")
        if isinstance(value, DateTimeOffset):
            text += " " + format_date(value, "zzz")
        return text
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return "∞" if value > 0 else "-∞"
    if isinstance(value, Char):
        return str(value)
    return net_text(value)


def _enum(value: EnumValue, style: str) -> str:
    letter = style.lower()
    if letter == "d":
        return str(value.value)
    if letter == "x":
        return f"{value.value & 0xFFFFFFFF:08X}"
    if letter in ("g", "f"):
        return value.name
    raise FormatError('Format string can be only "G", "g", "X", "x", "F", "f", "D" or "d".')


def _guid(text: str, style: str) -> str:
    letter = style.lower()
    if letter == "n":
        return text.replace("-", "")
    if letter == "d":
        return text
    if letter == "b":
        return "{" + text + "}"
    if letter == "p":
        return f"({text})"
    raise FormatError('Format string can be only "D", "d", "N", "n", "P", "p", "B", "b", "X" or "x".')
