"""What a record shows: its properties in order, and values as short text."""

from __future__ import annotations

import os

from ..dotnet.containers import PSCustomObject
from ..dotnet.strings import to_string

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..engine.host_message import HostMessage


def display_text(value: Any, depth: int = 0) -> str:
    """A value as lists and tables show it: nested lists in braces, nested objects as ``@{name=value}``.

    What lies deeper than ``MAX_DEPTH`` shows its own text.
    """
    if value is None:
        return ""
    if not isinstance(value, (list, dict)) or isinstance(value, PSCustomObject):
        return to_string(value)
    from ..dotnet.json.depth import MAX_DEPTH

    if depth >= MAX_DEPTH:
        return to_string(value)
    if isinstance(value, list):
        return "{" + ", ".join([display_text(item, depth + 1) for item in value]) + "}"
    items = [f"[{to_string(key)}, {display_text(item, depth + 1)}]" for key, item in value.items()]
    return "{" + ", ".join(items) + "}"


def printable(text: str) -> str:
    """The text with characters made harmless for a terminal; line feeds and tabs stay."""
    if text.isprintable():
        return text
    return "".join(["\ufffd" if _is_harmful(char) and char not in "\n\t" else char for char in text])


def shows_colours(choice: str, for_terminal: bool) -> bool:
    """Whether there are colours, by --color: on a terminal that has some unless NO_COLOR is set, always, or never."""
    if choice != "auto":
        return choice == "always"
    return for_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def coloured(message: HostMessage) -> str:
    """A message made harmless for a terminal, in its colours."""
    text = printable(message)
    names = ((message.foreground, 0), (message.background, 10))
    codes = [str(_COLOURS[name] + shift) for name, shift in names if name]
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if codes else text


_DARK = ("Black", "DarkRed", "DarkGreen", "DarkYellow", "DarkBlue", "DarkMagenta", "DarkCyan", "Gray")
_BRIGHT = ("DarkGray", "Red", "Green", "Yellow", "Blue", "Magenta", "Cyan", "White")
_COLOURS = {name: first + index for names, first in ((_DARK, 30), (_BRIGHT, 90)) for index, name in enumerate(names)}
"""The codes of a terminal for PowerShell's console colours, as a foreground."""


def escaped(json: str) -> str:
    """JSON text made harmless for a terminal: JSON itself leaves all characters from U+007F on as they are."""
    if json.isascii() and "\x7f" not in json:
        return json
    return "".join([f"\\u{ord(char):04x}" if _is_harmful(char) and char not in "\n\t" else char for char in json])


def _is_harmful(char: str) -> bool:
    """Whether a terminal takes it for a command: controls, and what turns the order of the text around it.

    The marks between letters that scripts need, such as U+200D and U+200F, are left alone.
    """
    return char < " " or "\x7f" <= char <= "\x9f" or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"
