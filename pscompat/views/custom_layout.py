"""Format-Custom's trees (views.md §12)."""

from __future__ import annotations

from ..dotnet.members import ABSENT_PROPERTY
from .shown_record import spread, type_names_of
from .value_text import is_scalar, value_text
from .view_parts import Layout, present
from .wrapping import split_lines, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .page import Page
    from .view_parts import Column, CustomView

_STEP = 2
"""How far each level stands in."""
_DEEPEST = 200
"""What lies deeper is shown as its text, however many levels are asked for."""


class CustomLayout(Layout):
    """Each record with what is in it. A line begins where the one before is ended, be it empty or not."""

    def __init__(self, page: Page, view: CustomView) -> None:
        super().__init__(page)
        self.view = view
        self._indent = 0

    def add(self, record: Any) -> None:
        if is_scalar(record):
            self._line(value_text(record))
        else:
            self._object(record, self.view.entries(record), 0, min(self.view.depth, _DEEPEST))
        self._line()

    def _object(self, record: Any, entries: list[Column], level: int, depth: int) -> None:
        """The properties of an object in braces, under the last part of its type's name."""
        self._line(f"class {type_names_of(record)[0].rpartition('.')[2]}")
        self._line("{")
        self._indent += _STEP
        for entry in entries:
            self._property(entry, present(entry.read(record)), level, min(entry.width or depth, _DEEPEST))
        self._indent -= _STEP
        self._line("}")

    def _property(self, entry: Column, value: Any, level: int, depth: int) -> None:
        name = f"{entry.label} = "
        if _is_enumerable(value):
            self._line(name)
            self._indent += _STEP
            self._list(value, level + 1, depth)
            self._indent -= _STEP
        elif _is_leaf(value, level, depth):
            self._line(name + value_text(value, self.page.limit))
        else:
            self._line(name)
            self._indent += _STEP
            self._object(value, self.view.all_entries(value), level + 1, depth)
            self._indent -= _STEP

    def _list(self, value: Any, level: int, depth: int) -> None:
        """The elements in brackets, as many as are shown of a list, and an empty line."""
        self._line("[")
        self._indent += _STEP
        elements = list(value) if isinstance(value, list) else list(spread(value))
        limit = self.page.limit
        for element in elements if limit < 0 else elements[:limit]:
            if _is_leaf(element, level, depth):
                self._line(value_text(element, limit))
            elif _is_enumerable(element):
                self._line()
                self._indent += _STEP
                self._list(element, level + 1, depth)
                self._indent -= _STEP
            else:
                self._object(element, self.view.all_entries(element), level + 1, depth)
        if 0 <= limit < len(elements):
            self._line("…")
        self._indent -= _STEP
        self._line("]")
        self._line()

    def _line(self, text: str = "") -> None:
        """Print a text, wrapped, where the level stands."""
        page = self.page
        blanks = " " * self._indent
        width = page.list_width
        shown = page.text(text)
        if width is None:
            lines = split_lines(shown)
        else:
            room = width - self._indent
            lines = wrap(shown, room, room) if room > 0 else [""]
        for line in lines:
            page.line(blanks + line)


def _is_enumerable(value: Any) -> bool:
    from ..dotnet.containers import PSCustomObject

    return isinstance(value, (list, dict)) and not isinstance(value, PSCustomObject)


def _is_leaf(value: Any, level: int, depth: int) -> bool:
    """What is shown as its text: null, scalars, and what lies too deep."""
    return value is None or value is ABSENT_PROPERTY or level >= depth or is_scalar(value)
