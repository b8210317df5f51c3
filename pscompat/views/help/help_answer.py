"""What one Get-Help answers, from which a text of any width is made."""

from __future__ import annotations

from .page import Page

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class HelpAnswer:
    """What one Get-Help writes: ``kinds`` are PowerShell's names for its objects."""

    __slots__ = ("_write", "kinds", "plain")

    def __init__(self, kinds: Sequence[str], write: Callable[[Page], None], plain: str | None = None) -> None:
        self.kinds = list(kinds)
        self._write = write
        self.plain = plain

    @property
    def count(self) -> int:
        """The number of objects."""
        return len(self.kinds)

    def page(self, width: int | None = None) -> Page:
        """The written page, its headings marked."""
        page = Page(width)
        if self.plain is not None:
            page.lines.extend(self.plain.split("\n"))
        else:
            self._write(page)
        return page

    def text(self, width: int | None = None) -> str:
        """The text at a width in columns; None is without limit. Empty when nothing is written."""
        if self.plain is not None:
            return self.plain + "\n"
        return self.page(width).text() if self.kinds else ""
