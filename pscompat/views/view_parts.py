"""Views: which properties a record shows, and in which shape; and what puts records of a view on a page."""

from __future__ import annotations

from ..dotnet.members import ABSENT_PROPERTY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .format_request import FormatRequest
    from .page import Page

    Read = Callable[[Any], Any]


class Column:
    """A column of a table, or an entry of a list.

    label      its heading
    read       gives a record's value, ``ABSENT_PROPERTY`` where it has none
    width      columns of the screen, 0 for as many as it takes
    side       ``left``, ``center`` or ``right``
    pattern    a .NET format for the values, empty for none
    computed   whether the heading is no property of the records
    """

    __slots__ = ("computed", "label", "pattern", "read", "side", "width")

    def __init__(self, label: str, read: Read, *, width: int = 0, side: str = "", pattern: str = "") -> None:
        self.label = label
        self.read = read
        self.width = width
        self.side = side
        self.pattern = pattern
        self.computed = False


class View:
    """What a document shows of its records.

    ``type_name`` is the type that it belongs to, empty for none, and ``content`` its definition, which types may share;
    ``group_by`` names the property that puts records under a heading where no command says one, and ``heading`` makes
    it of its value.
    """

    type_name = ""
    content: Any = None
    request: FormatRequest
    group_by = ""
    heading: Callable[[Any], str] | None = None


class TableView(View):
    """A table; the flags are those of Format-Table."""

    def __init__(self, columns: list[Column]) -> None:
        self.columns = columns
        self.auto_size = False
        self.wrap = False
        self.hides_headers = False
        self.repeats_header = False


class ListView(View):
    """A list; ``entries`` gives those of a record."""

    def __init__(self, entries: Callable[[Any], list[Column]]) -> None:
        self.entries = entries


class CustomView(View):
    """A tree; ``entries`` gives the properties of a record, ``all_entries`` those of what lies in it.

    ``depth`` is how many levels are shown; an entry's width is its own.
    """

    def __init__(
        self, entries: Callable[[Any], list[Column]], all_entries: Callable[[Any], list[Column]], depth: int
    ) -> None:
        self.entries = entries
        self.all_entries = all_entries
        self.depth = depth


class WideView(View):
    """One value a record, side by side; ``columns`` 0 stands for as many as fit."""

    def __init__(self, read: Read, pattern: str = "", columns: int = 2) -> None:
        self.read = read
        self.pattern = pattern
        self.columns = columns


class TextView(View):
    """One text a record."""

    def __init__(self, text: Callable[[Any], str]) -> None:
        self.text = text


class Layout:
    """Puts the records of a document on the page, group by group.

    A piece that waits, a row or the printing of something between rows, is in ``held``.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.held: list[Any] = []

    def add(self, record: Any) -> None:
        """Print a record, or keep it."""
        raise NotImplementedError

    def place(self, printing: Callable[[], None]) -> None:
        """Have something printed in its place between the records."""
        if self.held:
            self.held.append(printing)
        else:
            printing()

    def settle(self) -> None:
        """Print what need not wait any longer."""

    def end(self, between: Callable[[], None] | None = None) -> None:
        """The end of a group, ``between`` printing what stands before the next one, or of the document."""
        if between is not None:
            between()

    def end_document(self) -> None:
        """Print what stands behind the last record."""
        self.page.line()


class TextLayout(Layout):
    """One text a record, as a type's view gives it."""

    def __init__(self, page: Page, view: TextView) -> None:
        super().__init__(page)
        self.view = view

    def add(self, record: Any) -> None:
        self.page.wrapped(self.page.text(self.view.text(record)))


def present(value: Any) -> Any:
    """The value, null for a property that is not there."""
    return None if value is ABSENT_PROPERTY else value
