"""Format-Wide's rows (views.md §9)."""

from __future__ import annotations

from .cells import HIDDEN, fitting_widths, plain_cell
from .page import CONSOLE_WIDTH, SMALLEST_WIDTH
from .view_parts import Layout, present
from .wrapping import text_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .page import Page
    from .view_parts import WideView


class WideLayout(Layout):
    """Texts side by side; a row is printed when it is full."""

    def __init__(self, page: Page, view: WideView) -> None:
        super().__init__(page)
        self.view = view
        self.width = CONSOLE_WIDTH if page.width is None else page.width
        self._begin()

    def _begin(self) -> None:
        self._columns = self.view.columns
        self._row: list[str] = []
        self.held = []

    def add(self, record: Any) -> None:
        value = present(self.view.read(record))
        text = self.page.value(value, self.view.pattern, self.view.request)
        self._take(text) if self._columns else self.held.append(text)

    def end(self, between: Callable[[], None] | None = None) -> None:
        # What stands before the next group stands before the unfinished row of this one too.
        if self.held:
            self._columns = self._fitting()
            for item in self.held:
                self._take(item) if isinstance(item, str) else item()
        super().end(between)
        if self._row:
            self._print()
        self._begin()

    def _fitting(self) -> int:
        """The most columns in which the widest text has room."""
        widest = max(text_width(item) for item in self.held if isinstance(item, str))
        if widest == 0:
            return 2
        return max(1, self.width // (widest + 1))

    def _take(self, text: str) -> None:
        self._row.append(text)
        if len(self._row) == self._columns:
            self._print()

    def _print(self) -> None:
        row, self._row = self._row, []
        if self.width < SMALLEST_WIDTH:
            return
        # No more columns can be seen than there are cells; a page has no million columns.
        count = min(self._columns, self.width)
        widths = fitting_widths([0] * count, self.width)
        texts = row[:count] + [""] * (count - len(row))
        cells = [
            plain_cell(text, width, "left", last=index == count - 1)
            for index, (text, width) in enumerate(zip(texts, widths, strict=True))
            if width != HIDDEN
        ]
        self.page.line(" ".join(cells))
