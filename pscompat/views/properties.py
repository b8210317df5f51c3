"""What a record shows: its properties in order, and values as short text."""

from __future__ import annotations

import os

from ..values.containers import PSCustomObject
from ..values.strings import to_string

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..engine.host_message import HostMessage


def properties_of(record: dict[str, Any]) -> list[tuple[str, Any]]:
    """Names and values of the properties, in order."""
    return [(name if isinstance(name, str) else to_string(name), value) for name, value in record.items()]


def display_text(value: Any) -> str:
    """A value as lists and tables show it: nested lists in braces, nested objects as ``@{name=value}``."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "{" + ", ".join(display_text(item) for item in value) + "}"
    if isinstance(value, dict) and not isinstance(value, PSCustomObject):
        return "{" + ", ".join(f"[{to_string(key)}, {display_text(item)}]" for key, item in value.items()) + "}"
    return to_string(value)


def printable(text: str) -> str:
    """The text with control characters made harmless for a terminal; line feeds and tabs stay."""
    if text.isprintable():
        return text
    return "".join(
        char if (char >= " " and not "\x7f" <= char <= "\x9f") or char in "\n\t" else "\ufffd" for char in text
    )


def coloured(message: HostMessage) -> str:
    """A message made harmless for a terminal, in its colours unless NO_COLOR is set."""
    text = printable(message)
    names = ((message.foreground, 0), (message.background, 10))
    codes = [str(_COLOURS[name] + shift) for name, shift in names if name]
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if codes and not os.environ.get("NO_COLOR") else text


_DARK = ("Black", "DarkRed", "DarkGreen", "DarkYellow", "DarkBlue", "DarkMagenta", "DarkCyan", "Gray")
_BRIGHT = ("DarkGray", "Red", "Green", "Yellow", "Blue", "Magenta", "Cyan", "White")
_COLOURS = {name: first + index for names, first in ((_DARK, 30), (_BRIGHT, 90)) for index, name in enumerate(names)}
"""The codes of a terminal for PowerShell's console colours, as a foreground."""


def escaped(json: str) -> str:
    """JSON text made harmless for a terminal: JSON itself leaves the control characters from U+007F on as they are."""
    if json.isascii():
        return json
    return "".join(f"\\u{ord(char):04x}" if "\x7f" <= char <= "\x9f" else char for char in json)
