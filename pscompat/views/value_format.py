"""``formatstring`` of a calculated property: a value's text in a .NET format, in en-US (views.md §3)."""

from __future__ import annotations

from ..dotnet.formats.composite import format_text, object_text
from ..dotnet.formats.cultures import EN_US
from ..dotnet.formats.format_errors import FormatError
from .value_text import value_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..dotnet.formats.cultures import Culture


def formatted(value: Any, pattern: str) -> str | None:
    """The value in that format: a composite one where it has braces, else one of the value's own.

    None where the value refuses it. Raises NotRunError for a format of millions of places.
    """
    try:
        if "{0" in pattern or "}" in pattern:
            return format_text(pattern, [value], text_of=_text)
        return object_text(value, pattern)
    except FormatError:
        return None


def _text(value: Any, style: str, culture: Culture = EN_US) -> str:
    if style or isinstance(value, list):
        return object_text(value, style, culture)
    return value_text(value)
