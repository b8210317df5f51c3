"""Records on standard output: JSON Lines, a JSON array, lists or tables, each record written as it comes."""

from __future__ import annotations

from ..values.containers import PSCustomObject
from .properties import display_text, properties_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TextIO

_SAMPLE = 100
"""A table's columns are measured on this many records."""


class Writer:
    """Writes records to a stream in one format."""

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        self.stream = stream
        self.width = width
        self.for_terminal = stream.isatty()

    def write(self, record: Any) -> None:
        """Write one record."""
        raise NotImplementedError

    def close(self) -> None:
        """Write what is left."""

    def _line(self, text: str) -> None:
        # A lone surrogate in a value must not end the output.
        self.stream.write(text.encode("utf-8", "replace").decode("utf-8") + "\n")


class JsonLines(Writer):
    """One JSON value a line; texts as they are where nobody asked for JSON."""

    def __init__(self, stream: TextIO, width: int | None = None, *, plain_text: bool = False) -> None:
        super().__init__(stream, width)
        self.plain_text = plain_text

    def write(self, record: Any) -> None:
        from ..values.json.text import json_line

        if self.plain_text and isinstance(record, str):
            self._line(record)
        else:
            self._line(json_line(record))
        self.stream.flush()


class JsonArray(Writer):
    """All records as one JSON array."""

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        super().__init__(stream, width)
        self._count = 0

    def write(self, record: Any) -> None:
        from ..values.json.text import json_document

        text = json_document(record).replace("\n", "\n  ")
        self._line(("[\n  " if self._count == 0 else "  ") + text + _PENDING)
        self._count += 1

    def _line(self, text: str) -> None:
        # The comma after a record is known only when the next one comes.
        if self._count:
            self.stream.write(",\n")
        self.stream.write(text.removesuffix(_PENDING).encode("utf-8", "replace").decode("utf-8"))

    def close(self) -> None:
        self.stream.write("\n]\n" if self._count else "[]\n")


_PENDING = "\0"


class Listing(Writer):
    """A list of each record's properties."""

    def write(self, record: Any) -> None:
        if isinstance(record, str) or not isinstance(record, dict):
            self._line(self._shown(record))
            return
        properties = properties_of(record)
        if not properties:
            self._line("")
            return
        longest = max(len(name) for name, _ in properties)
        for name, value in properties:
            text = self._shown(value).replace("\n", "\n" + " " * (longest + 3))
            self._line(f"{name.ljust(longest)} : {text}")
        self._line("")
        self.stream.flush()

    def _shown(self, value: Any) -> str:
        text = display_text(value)
        if not self.for_terminal:
            return text
        from .properties import printable

        return printable(text)


class Table(Listing):
    """A table whose columns are the first record's properties, measured on the first records."""

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        super().__init__(stream, width)
        self._sample: list[PSCustomObject] = []
        self._widths: list[tuple[str, int]] | None = None

    def write(self, record: Any) -> None:
        if not isinstance(record, dict):
            self._flush()
            super().write(record)
        elif self._widths is not None:
            self._row(record)
        else:
            self._sample.append(PSCustomObject(record))
            if len(self._sample) == _SAMPLE:
                self._flush()

    def close(self) -> None:
        self._flush()

    def _flush(self) -> None:
        if not self._sample:
            return
        names = list(self._sample[0])
        cells = [[self._cell(record.get(name)) for name in names] for record in self._sample]
        widths = [max(len(name), *(len(row[index]) for row in cells)) for index, name in enumerate(names)]
        self._widths = self._fitting(names, widths)
        self._line("  ".join(name.ljust(width)[:width] for name, width in self._widths).rstrip())
        self._line(
            "  ".join("-" * min(len(name), width) + " " * (width - len(name)) for name, width in self._widths).rstrip()
        )
        for record in self._sample:
            self._row(record)
        self._sample = []

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
        self._line("  ".join(cells).rstrip())


def _terminal_width() -> int:
    import os

    try:
        return os.get_terminal_size().columns
    except OSError:
        return 120


def writer(stream: TextIO, output_format: str = "auto", width: int | None = None) -> Writer:
    """The writer for a format: ``auto`` is a list on a terminal, JSON Lines (texts as they are) elsewhere."""
    if output_format == "auto":
        return Listing(stream, width) if stream.isatty() else JsonLines(stream, width, plain_text=True)
    return {"jsonl": JsonLines, "json": JsonArray, "list": Listing, "table": Table}[output_format](stream, width)
