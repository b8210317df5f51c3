"""Tables (views.md §6)."""

from __future__ import annotations

from time import monotonic

from ..dotnet.members import ABSENT_PROPERTY
from ..dotnet.texts import WHITE_SPACE
from .cells import HIDDEN, filled, fitting_widths, plain_cell
from .page import COMPUTED_HEADING, HEADING, RESET, SMALLEST_WIDTH
from .value_text import cell_text
from .view_parts import Layout, present
from .wrapping import text_width, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from .page import Page
    from .view_parts import Column, TableView

_SAMPLE = 100
"""A table that does not wait is measured on so many records at most,"""
_PATIENCE = 0.3
"""and on what comes within so many seconds of the first."""
_LINES_KEPT = 2
"""With -RepeatHeader a heading and the rows under it leave so many lines of the screen free."""


class TableLayout(Layout):
    """The rows of one table, or of one group of it after the other; the first record decides on the sides."""

    def __init__(self, page: Page, view: TableView, first: Any) -> None:
        super().__init__(page)
        self.view = view
        self.counts = [_is_count(column, first) for column in view.columns]
        self.measures = bool(view.columns) and (
            view.auto_size or page.has_measured or page.width is None or not view.columns[0].width
        )
        page.has_measured = page.has_measured or self.measures
        self.widths: list[int] = []
        self._begin()

    def _begin(self) -> None:
        """Start a group: nothing is measured yet."""
        self.is_open = False
        self.held = []
        self._rows_held = 0
        self._since = 0.0
        self._lines = 0

    def add(self, record: Any) -> None:
        row = [self._cell(index, record) for index in range(len(self.view.columns))]
        if self.is_open:
            self._print(row)
            return
        self.held.append(row)
        self._rows_held += 1
        if not self.measures:
            self.settle()
        elif not (self.page.waits or self.view.auto_size):
            self._since = self._since or monotonic()
            if self._rows_held >= _SAMPLE or monotonic() - self._since > _PATIENCE:
                self.settle()

    def settle(self) -> None:
        if self.is_open or not self.held:
            return
        held, self.held = self.held, []
        self._open([row for row in held if isinstance(row, list)])
        for row in held:
            self._print(row) if isinstance(row, list) else row()

    def end(self, between: Callable[[], None] | None = None) -> None:
        self.settle()
        self._begin()
        super().end(between)

    def _cell(self, index: int, record: Any) -> str:
        column = self.view.columns[index]
        value = column.read(record)
        if value is ABSENT_PROPERTY and self.counts[index]:
            return "1"
        value = present(value)
        if column.pattern or self.view.type_name:
            return self.page.value(value, column.pattern, self.view.request)
        return self.page.text(cell_text(value, self.page.limit))

    def _open(self, rows: Sequence[list[str]]) -> None:
        """Decide on the widths and print the heading."""
        self.is_open = True
        page, columns = self.page, self.view.columns
        labels = [page.text(column.label) for column in columns]
        if self.measures:
            wanted = [
                max(text_width(label), max((text_width(row[index]) for row in rows), default=0))
                for index, label in enumerate(labels)
            ]
        else:
            wanted = [column.width for column in columns]
        self.widths = fitting_widths(wanted, page.width)
        self.visible = [index for index, width in enumerate(self.widths) if width != HIDDEN]
        if page.width is not None and page.width < SMALLEST_WIDTH:
            self.visible = []
        self._print_heading()

    def _print_heading(self) -> None:
        self._lines = 0
        if not self.visible or self.view.hides_headers:
            return
        page = self.page
        labels = [page.text(column.label) for column in self.view.columns]
        heading = self._wrapped(labels)
        dashes = [
            "-" * (min(text_width(label), width) if label else width)
            for label, width in zip(labels, self.widths, strict=True)
        ]
        rule = self._plain(dashes)
        if page.colours:
            heading = [self._coloured_heading(pieces) for pieces in heading]
            rule = [HEADING + piece + RESET for piece in rule]
        for pieces in heading:
            page.line(("" if page.colours else " ").join(pieces))
        page.line(" ".join(rule))
        self._lines = len(heading) + 1

    def _coloured_heading(self, pieces: list[str]) -> list[str]:
        """The separating blank is coloured with a heading that is a property's, and not with another one."""
        coloured = []
        for place, index in enumerate(self.visible):
            blank = " " if place and place < len(pieces) else ""
            piece = pieces[place] if place < len(pieces) else ""
            if self.view.columns[index].computed:
                coloured.append(blank + (COMPUTED_HEADING if piece else "") + piece + RESET)
            else:
                coloured.append(HEADING + blank + piece + RESET)
        return coloured

    def _print(self, row: Sequence[str]) -> None:
        if self.view.repeats_header and self.view.columns:
            if self._lines >= self.page.height - _LINES_KEPT:
                self.page.line()
                self._print_heading()
            # However many lines it has.
            self._lines += 1
        if self.visible:
            for pieces in self._wrapped(row) if self.view.wrap else [self._plain(row)]:
                self.page.line(" ".join(pieces))

    def _plain(self, row: Sequence[str]) -> list[str]:
        """The cells of a row that has one line."""
        last = len(self.widths) - 1
        return [plain_cell(row[i], self.widths[i], self.view.columns[i].side, last=i == last) for i in self.visible]

    def _wrapped(self, row: Sequence[str]) -> list[list[str]]:
        """The lines of a row of wrapped cells, each as its pieces; cells on the right that have ended are left out."""
        cells = [wrap(row[index], self.widths[index], self.widths[index]) for index in self.visible]
        height = max(map(len, cells))
        lines = []
        last = len(self.visible) - 1
        for number in range(height):
            texts = [cell[number] if number < len(cell) else "" for cell in cells]
            shown = max(place for place, cell in enumerate(cells) if number < len(cell)) + 1
            pieces = [
                filled(text, self.widths[index], self.view.columns[index].side, last=place == last)
                for place, (index, text) in enumerate(zip(self.visible, texts, strict=True))
            ]
            if height > 1:
                # The blank before a cell belongs to it, and goes with it where nothing is left.
                pieces = pieces[:shown]
                pieces[-1] = pieces[-1].rstrip(WHITE_SPACE)
                if not pieces[-1]:
                    pieces.pop()
            lines.append(pieces)
        return lines


def _is_count(column: Column, first: Any) -> bool:
    """Whether the column is one under which a record that has no such property counts as one."""
    return getattr(column.read, "name", "").lower() in ("count", "length") and column.read(first) is not ABSENT_PROPERTY
