"""The formatter: a stream of records becomes texts and documents, that is tables, lists and rows (views.md §1, §8)."""

from __future__ import annotations

from ..dotnet.containers import PSCustomObject, StreamRecord
from ..errors import ErrorRecord
from .format_request import FormatRequest, Formatted
from .shown_record import is_text_record, spread
from .value_text import plain_text
from .view_choice import belongs, choose, grouping, plain_entries
from .view_parts import CustomView, ListView, TableView, TextLayout, TextView, WideView

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .grouping import Grouping
    from .page import Page
    from .type_views import TypeViews
    from .view_parts import Layout


class Renderer:
    """Prints records on a page. ``request`` is what holds for those that no Format- command has seen."""

    def __init__(self, page: Page, views: TypeViews, request: FormatRequest | None = None) -> None:
        self.page = page
        self.views = views
        self.request = request or FormatRequest()
        self.document: Document | None = None

    def write(self, record: Any) -> None:
        """Print a record, or keep it until its table is measured."""
        request = self.request
        if type(record) is Formatted:
            request, record = record.request, record.record
        for each in spread(record):
            if isinstance(each, ErrorRecord):
                self._place(error_text(each, self.page))
            elif is_text_record(each) and not request.force:
                self._place(text_of(each))
            else:
                self._document(request, each).add(each)

    def _place(self, text: str) -> None:
        """Print a text record in its place between the rows."""
        if self.document is None:
            self.page.raw(text)
        else:
            self.document.layout.place(lambda: self.page.raw(text))

    def _document(self, request: FormatRequest, record: Any) -> Document:
        if self.document is None or self.document.request is not request:
            self.close()
            self.document = Document(self.page, request, record, self.views)
        return self.document

    def settle(self) -> None:
        """Print what waits for its table to be measured."""
        if self.document is not None:
            self.document.layout.settle()

    def close(self) -> None:
        """End the document."""
        if self.document is not None:
            self.document.close()
            self.document = None


class Document:
    """Records that share a view, from one empty line to another."""

    def __init__(self, page: Page, request: FormatRequest, first: Any, views: TypeViews) -> None:
        self.page = page
        self.request = request
        self.views = views
        self.view = view = choose(request, first, views)
        self.layout: Layout
        if isinstance(view, TableView):
            from .table_layout import TableLayout

            self.layout = TableLayout(page, view, first)
        elif isinstance(view, ListView):
            from .list_layout import ListLayout

            self.layout = ListLayout(page, view)
        elif isinstance(view, CustomView):
            from .custom_layout import CustomLayout

            self.layout = CustomLayout(page, view)
        elif isinstance(view, WideView):
            from .wide_layout import WideLayout

            self.layout = WideLayout(page, view)
        else:
            assert isinstance(view, TextView)
            self.layout = TextLayout(page, view)
        self.grouping = grouping(request, view)
        self._in_group = False
        page.line()

    def add(self, record: Any) -> None:
        """Print a record under the document's view; one that the view is not for is listed apart."""
        if not belongs(self.view, record, self.views):
            self.layout.place(lambda: self._list_apart(record))
            return
        if self.grouping is not None and self.grouping.begins(record):
            self._begin_group(self.grouping)
        self.layout.add(record)

    def _list_apart(self, record: Any) -> None:
        from .list_layout import print_list

        self.page.line()
        rows = [(entry.label, self.page.value(entry.read(record))) for entry in plain_entries(self.views, record)]
        print_list(self.page, rows)

    def _begin_group(self, grouping: Grouping) -> None:
        if self._in_group:
            self.layout.end(self.page.line)
        self._in_group = True
        heading = grouping.heading()
        if heading is not None:
            label, key = heading
            if self.view.heading is not None and self.request.group_by is None:
                self.page.wrapped(self.page.text(self.view.heading(key)))
            else:
                self.page.wrapped(f"   {self.page.text(label)}: {self.page.value(key)}")
            self.page.line()

    def close(self) -> None:
        """Print what is left and what stands behind it."""
        self.layout.end()
        self.layout.end_document()


def text_of(record: Any) -> str:
    """A text record's text."""
    if type(record) is StreamRecord:
        return record.text
    return "" if isinstance(record, (PSCustomObject, list)) else plain_text(record)


def error_text(record: ErrorRecord, page: Page) -> str:
    """An error record as PowerShell's concise view shows it."""
    text = f"{record.command}: {record.message}" if record.command else record.message
    return f"\x1b[31;1m{text}\x1b[0m" if page.colours else text
