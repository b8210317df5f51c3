"""Lists (views.md §5)."""

from __future__ import annotations

from ..dotnet.members import ABSENT_PROPERTY
from .page import HEADING, RESET, SMALLEST_WIDTH
from .view_parts import Layout
from .wrapping import fitting, split_lines, text_width, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .page import Page
    from .view_parts import ListView

_BESIDES_LABEL = 4
"""The columns that " : " and at least one cell of the value take."""


class ListLayout(Layout):
    """The entries of records, each with its own labels."""

    def __init__(self, page: Page, view: ListView) -> None:
        super().__init__(page)
        self.view = view

    def add(self, record: Any) -> None:
        rows = []
        for entry in self.view.entries(record):
            value = entry.read(record)
            if value is not ABSENT_PROPERTY:
                rows.append((entry.label, self.page.value(value, entry.pattern, self.view.request)))
        print_list(self.page, rows)

    def end_document(self) -> None:
        """Nothing stands behind the last record's empty line."""


def print_list(page: Page, rows: list[tuple[str, str]]) -> None:
    """Print labels and texts, which are units, below each other, and an empty line."""
    width = page.list_width
    if width is None or width >= SMALLEST_WIDTH:
        labels = [page.text(label) for label, _ in rows]
        longest = max(map(text_width, labels), default=0)
        if width is not None:
            longest = min(longest, width - _BESIDES_LABEL)
        room = None if width is None else max(1, width - longest - 3)
        for label, (_, text) in zip(labels, rows, strict=True):
            # A label that is cut is not filled again where half of a wide character is gone.
            missing = longest - text_width(label)
            label = (label + " " * missing if missing >= 0 else label[: fitting(label, longest)]) + " : "
            begin = HEADING + label + RESET if page.colours else label
            for line in split_lines(text) if room is None else wrap(text, room, room):
                page.line(begin + line)
                begin = " " * (longest + 3)
    page.line()
