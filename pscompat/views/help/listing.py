"""Several help topics as a table, and an alias found alone as a list of properties (help.md §5.7)."""

from __future__ import annotations

from ..wrapping import fitting, text_width, wrap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .page import Page

HEADERS = ("Name", "Category", "Module", "Synopsis")
WIDTHS = (33, 9, 25)
MINIMUM_COLUMNS = 5
ALIAS_PROPERTIES = ("Name", "Category", "Synopsis", "Component", "Role", "Functionality")
ELLIPSIS = "…"
_LABEL_END = " : "


def column_widths(columns: int | None, rows: Iterable[Sequence[str]]) -> list[int]:
    """The width of each column; 0 for one that has no room. Columns are taken away from the right.

    Without a limit the last column is as wide as its longest text.
    """
    rest = len(HEADERS[-1])
    if columns is None:
        return [*WIDTHS, max([rest, *(text_width(first_line(row[-1])) for row in rows)])]
    widths = [*WIDTHS, 1]
    spare = columns - sum(widths) - len(WIDTHS)
    if spare >= 0:
        widths[-1] += spare
        return widths
    for index in reversed(range(len(widths))):
        excess = sum(widths) + sum(1 for width in widths if width) - 1 - columns
        if excess <= 0:
            break
        widths[index] = widths[index] - excess if widths[index] > excess else 0
    return widths


def first_line(text: str) -> str:
    """The text up to its first line break, with an ellipsis for the rest."""
    for index, char in enumerate(text):
        if char in "\r\n":
            return text[:index] + ELLIPSIS
    return text


def cell(text: str, width: int, *, padded: bool) -> str:
    """The text in a column: cut with an ellipsis when too wide, filled up with blanks when ``padded``."""
    text = first_line(text)
    if text_width(text) > width:
        text = text[: fitting(text, width - 1)] + ELLIPSIS if width > 1 else text[: fitting(text, width)]
    return text + " " * (width - text_width(text)) if padded else text


def write_topic_table(page: Page, rows: Sequence[Sequence[str]]) -> None:
    """Write the table on a page: header, dashes, one line for each row of name, category, module and synopsis."""
    columns = page.width
    widths = column_widths(columns, rows)
    if (columns is not None and columns < MINIMUM_COLUMNS) or not any(widths):
        return
    shown = [index for index, width in enumerate(widths) if width]
    dashes = ["-" * min(width, len(header)) for header, width in zip(HEADERS, widths, strict=True)]
    last = len(widths) - 1
    page.lines.extend(_header_lines([(HEADERS[index], widths[index]) for index in shown]))
    for row in (dashes, *rows):
        page.lines.append(" ".join(cell(row[index], widths[index], padded=index < last) for index in shown))
        if row is dashes:
            page.headings.update(range(len(page.lines)))


def _header_lines(headers: Sequence[tuple[str, int]]) -> list[str]:
    """The header; a label wider than its column goes on below."""
    columns = [(wrap(label, width, width), width) for label, width in headers]
    height = max(len(lines) for lines, _ in columns)
    result = []
    for row in range(height):
        cells = [cell(lines[row] if row < len(lines) else "", width, padded=True) for lines, width in columns]
        result.append(" ".join(cells).rstrip())
    return result


def alias_list(name: str, target: str, columns: int | None) -> list[str]:
    """The lines of an alias's properties."""
    values = {"Name": name, "Category": "Alias", "Synopsis": target}
    label = max(map(len, ALIAS_PROPERTIES))
    if columns is not None:
        label = min(label, columns - len(_LABEL_END) - 1)
    if label < 1:
        return []
    lines: list[str] = []
    for prop in ALIAS_PROPERTIES:
        value = values.get(prop, "")
        room = text_width(value) if columns is None else columns - label - len(_LABEL_END)
        first, *rest = wrap(value, room, room)
        lines.append(prop[:label].ljust(label) + _LABEL_END + first)
        lines.extend(" " * (label + len(_LABEL_END)) + piece for piece in rest)
    return lines
