"""What the formatter prints on: lines of a width, plain or with PSStyle's colours (views.md §10, §11)."""

from __future__ import annotations

from ..dotnet.texts import join_units, split_units
from .cells import without_sequences
from .properties import printable
from .value_text import ENUMERATION_LIMIT, value_text
from .wrapping import split_lines, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .format_request import FormatRequest

HEADING = "\x1b[32;1m"
COMPUTED_HEADING = "\x1b[32;1;3m"
RESET = "\x1b[0m"
CONSOLE_WIDTH = 80
"""The columns of a console that tells of none,"""
CONSOLE_HEIGHT = 24
"""and its lines."""
SMALLEST_WIDTH = 5
"""On a narrower page nothing is printed of tables and lists but their empty lines."""


class Page:
    """A page that lines are put on.

    put        is given each line without its line feed; a text record with line breaks is one line
    width      columns of tables and Format-Wide; None for as many as it takes
    list_width columns of lists and headings; None leaves them unwrapped
    height     lines of the screen
    colours    whether headings and labels are coloured
    harmless   whether texts must do nothing to a terminal; else escape sequences are taken out of values
    limit      so many elements of a list are shown, -1 for all
    waits      whether tables are measured on all of their records instead of the first ones
    """

    def __init__(
        self,
        put: Callable[[str], Any],
        width: int | None = None,
        list_width: int | None = None,
        *,
        height: int = CONSOLE_HEIGHT,
        colours: bool = False,
        harmless: bool = False,
        limit: int = ENUMERATION_LIMIT,
        waits: bool = False,
    ) -> None:
        self._put = put
        self.width = width
        self.list_width = list_width
        self.height = height
        self.colours = colours
        self.harmless = harmless
        self.limit = limit
        self.waits = waits
        self.has_measured = False

    def line(self, text: str = "") -> None:
        """Print a line of units."""
        self._put(join_units(text))

    def wrapped(self, text: str) -> None:
        """Print units as running text, wrapped as lists are."""
        width = self.list_width
        for line in split_lines(text) if width is None else wrap(text, width, width):
            self.line(line)

    def raw(self, text: str) -> None:
        """Print the text of a text record."""
        self._put(printable(text) if self.harmless else text)

    def text(self, text: str) -> str:
        """A value's text as units that may be printed."""
        if text.isascii() and text.isprintable():
            return text
        if self.harmless:
            return split_units(printable(text.replace("\r\n", "\n")))
        return split_units(without_sequences(text))

    def value(self, value: Any, pattern: str = "", request: FormatRequest | None = None) -> str:
        """A value as lists show it, or in a .NET format, as units that may be printed; null has no text.

        What a value that refuses the format shows is the request's matter.
        """
        if not pattern or value is None:
            return self.text(value_text(value, self.limit))
        from .value_format import formatted

        text = formatted(value, pattern)
        if text is None:
            text = (request.refused(value, pattern) if request else "") or value_text(value, self.limit)
        return self.text(text)
