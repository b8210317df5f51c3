"""Records on standard output: JSON Lines, a JSON array, lists, tables or texts, each record written as it comes."""

from __future__ import annotations

from ..dotnet.containers import PSCustomObject
from ..dotnet.texts import Piece
from .properties import display_text, escaped, printable, properties_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TextIO

_SAMPLE = 100
"""A table's columns are measured on this many records."""
_BATCH = 200
"""So many records are held back at most."""


class Writer:
    """Writes records to a stream in one format.

    Each record goes out as it comes, unless ``batches`` is set: then ``flush`` has to be called before anything that
    may take long.
    """

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        self.stream = stream
        self.width = width
        self.for_terminal = stream.isatty()
        self.batches = False
        self._held: list[str] = []

    def write(self, record: Any) -> None:
        """Write one record."""
        raise NotImplementedError

    def close(self) -> None:
        """Write what is left."""
        self.flush()

    def end_line(self) -> None:
        """End a line that was begun, before something else is shown on the same screen."""

    def flush(self) -> None:
        """Let everything out that was written so far. Raises OSError where that fails."""
        if self._held:
            text = "".join(self._held)
            self._held = []
            # A lone surrogate in a value must not end the output.
            self.stream.write(text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8"))
        self.stream.flush()

    def _put(self, text: str) -> None:
        self._held.append(text)
        if not self.batches or len(self._held) >= _BATCH:
            self.flush()


class JsonLines(Writer):
    """One JSON value a line; texts as they are where nobody asked for JSON."""

    def __init__(self, stream: TextIO, width: int | None = None, *, plain_text: bool = False) -> None:
        super().__init__(stream, width)
        self.plain_text = plain_text
        self._json_line: Callable[[Any], str] | None = None

    def write(self, record: Any) -> None:
        if self._json_line is None:
            from ..dotnet.json.text import json_line

            self._json_line = json_line
        line = record if self.plain_text and isinstance(record, str) else self._json_line(record)
        self._put((escaped(line) if self.for_terminal else line) + "\n")


class JsonArray(Writer):
    """All records as one JSON array."""

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        super().__init__(stream, width)
        self._is_empty = True

    def write(self, record: Any) -> None:
        from ..dotnet.json.text import json_document

        text = json_document(record).replace("\n", "\n  ")
        text = escaped(text) if self.for_terminal else text
        # The comma after a record is known only when the next one comes.
        self._put(("[\n  " if self._is_empty else ",\n  ") + text)
        self._is_empty = False

    def close(self) -> None:
        self._put("[]\n" if self._is_empty else "\n]\n")
        self.flush()


class Listing(Writer):
    """A list of each record's properties."""

    def write(self, record: Any) -> None:
        if isinstance(record, str) or not isinstance(record, dict):
            self._put(self._shown(record) + "\n")
            return
        properties = properties_of(record)
        if not properties:
            self._put("\n")
            return
        longest = max(len(name) for name, _ in properties)
        lines = []
        for name, value in properties:
            text = self._shown(value).replace("\n", "\n" + " " * (longest + 3))
            lines.append(f"{self._shown(name).ljust(longest)} : {text}\n")
        self._put("".join(lines) + "\n")

    def _shown(self, value: Any) -> str:
        text = display_text(value)
        return printable(text) if self.for_terminal else text


class Screen(Listing):
    """What a terminal shows unless it is told otherwise: lists, and the pieces of a text as one text."""

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        super().__init__(stream, width)
        self._begun = False
        self._whole: object = None

    def write(self, record: Any) -> None:
        if not isinstance(record, Piece):
            self.end_line()
            super().write(record)
            return
        if record.whole is not self._whole:
            self.end_line()
            self._whole = record.whole
        if record:
            self._begun = not record.endswith("\n")
            self._put(self._shown(record))

    def end_line(self) -> None:
        if self._begun:
            self._begun = False
            self._put("\n")

    def close(self) -> None:
        self.end_line()
        super().close()


class PlainText(Writer):
    """Texts as they are, with nothing between or behind them; other values as their text, each on a line."""

    def write(self, record: Any) -> None:
        text = record if isinstance(record, str) else display_text(record) + "\n"
        self._put(printable(text) if self.for_terminal else text)


class Table(Listing):
    """A table whose columns are the first record's properties, measured on the first records."""

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        super().__init__(stream, width)
        self._sample: list[PSCustomObject] = []
        self._widths: list[tuple[str, int]] | None = None

    def write(self, record: Any) -> None:
        if not isinstance(record, dict):
            self._show_sample()
            super().write(record)
            return
        if type(record) is not PSCustomObject:
            # The keys of a dictionary may be of any type.
            record = PSCustomObject(properties_of(record))
        if self._widths is not None:
            self._row(record)
        else:
            self._sample.append(record)
            if len(self._sample) == _SAMPLE:
                self._show_sample()

    def flush(self) -> None:
        self._show_sample()
        super().flush()

    def _show_sample(self) -> None:
        """Write the heading and the records that its columns were measured on."""
        if not self._sample:
            return
        sample, self._sample = self._sample, []
        names = list(sample[0])
        cells = [[self._cell(record.get(name)) for name in names] for record in sample]
        widths = [max(len(name), *(len(row[index]) for row in cells)) for index, name in enumerate(names)]
        self._widths = self._fitting(names, widths)
        heading = "  ".join(self._cell(name).ljust(width)[:width] for name, width in self._widths).rstrip()
        rule = "  ".join(("-" * min(len(name), width)).ljust(width) for name, width in self._widths).rstrip()
        self._put(f"{heading}\n{rule}\n")
        for record in sample:
            self._row(record)

    def _fitting(self, names: list[str], widths: list[int]) -> list[tuple[str, int]]:
        """As many columns as fit; columns over 40 wide are cut, and at least one is shown."""
        limit = self.width or (_terminal_width() if self.for_terminal else 10_000)
        shown: list[tuple[str, int]] = []
        used = 0
        for name, width in zip(names, widths, strict=True):
            width = min(width, 40) if self.for_terminal or self.width else width
            if shown and used + 2 + width > limit:
                break
            shown.append((name, width))
            used += width + (2 if used else 0)
        return shown

    def _cell(self, value: Any) -> str:
        return self._shown(value).replace("\n", " ")

    def _row(self, record: dict[str, Any]) -> None:
        assert self._widths is not None
        cells = []
        for name, width in self._widths:
            text = self._cell(record.get(name))
            cells.append(text.ljust(width) if len(text) <= width else text[: width - 1] + "\u2026")
        self._put("  ".join(cells).rstrip() + "\n")


def _terminal_width() -> int:
    import os

    try:
        return os.get_terminal_size().columns
    except OSError:
        return 120


def writer(stream: TextIO, output_format: str = "auto", width: int | None = None) -> Writer:
    """The writer for a format: ``auto`` is a list on a terminal, JSON Lines (texts as they are) elsewhere."""
    if output_format == "auto":
        return Screen(stream, width) if stream.isatty() else JsonLines(stream, width, plain_text=True)
    classes: dict[str, type[Writer]] = {
        "jsonl": JsonLines,
        "json": JsonArray,
        "list": Listing,
        "table": Table,
        "text": PlainText,
    }
    return classes[output_format](stream, width)
