"""Comma-separated values as PowerShell writes and reads them (ConvertTo-Csv, Import-Csv and their like)."""

from __future__ import annotations

from .containers import PSCustomObject
from .formats.composite import default_text
from .kinds import first_type_name
from .members import property_names
from .property_expression import property_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

LINE_END = "\n"
_CSV_PREFIX = "CSV:"
_DEFAULT_NAMES_USED = (
    'One or more headers were not specified. Default names starting with "H" have been used in place of any missing '
    "headers."
)


class CsvWriter:
    """Turns records into lines; the first record says which columns there are.

    delimiter   the character between the columns
    quotes      Always, Never or AsNeeded
    columns     the columns that are quoted, in lower case; None leaves it to ``quotes``
    """

    def __init__(self, delimiter: str = ",", quotes: str = "Always", columns: frozenset[str] | None = None) -> None:
        self.delimiter = delimiter
        self.quotes = quotes
        self.columns = columns
        self.names: list[str] | None = None

    def head(self, record: object, *, with_type: bool = False, with_names: bool = True) -> Iterator[str]:
        """Take the columns from the first record; gives the lines that stand before it."""
        if self.names is None:
            self.names = property_names(record)
        if not with_names:
            return
        if with_type:
            yield f"#TYPE {_type_shown(record)}"
        if self.names:
            yield self.delimiter.join([self._cell(name, name) for name in self.names])

    def line(self, record: object) -> str:
        """The record's line."""
        cells = []
        for name in self.names or ():
            value = property_value(record, name)
            cells.append("" if value is None else self._cell(name, default_text(value)))
        return self.delimiter.join(cells)

    def _cell(self, name: str, text: str) -> str:
        if self.columns is not None:
            quoted = name.lower() in self.columns
        elif self.quotes == "AsNeeded":
            quoted = any(char in text for char in (self.delimiter, '"', "\n", "\r"))
        else:
            quoted = self.quotes == "Always"
        return '"' + text.replace('"', '""') + '"' if quoted else text


def _type_shown(record: object) -> str:
    name = first_type_name(record)
    return name.removeprefix(_CSV_PREFIX)


class CsvReader:
    """Turns the characters of a text into records; the columns are kept from one text to the next.

    Raises ValueError with the name of a column that comes twice.
    """

    def __init__(self, delimiter: str, header: Sequence[str] | None, warn: Callable[[str], None]) -> None:
        self.delimiter = delimiter
        self.header: list[str] | None = None
        self.type_name = ""
        self._begun = False
        self._unnamed = False
        self._warn = warn
        if header is not None:
            self.header = self._checked(list(header))

    def records(self, text: str) -> Iterator[PSCustomObject]:
        """The records of a text; its first lines name the type and the columns if these are not known yet."""
        rows = self._rows(text)
        for row in rows:
            if row == [""] or (not self._begun and self._is_comment(row)):
                continue
            self._begun = True
            if self.header is None:
                self.header = self._checked(row)
                continue
            if self._unnamed:
                self._unnamed = False
                self._warn(_DEFAULT_NAMES_USED)
            cells: list[str | None] = [*row, *[None] * (len(self.header) - len(row))]
            record = PSCustomObject(zip(self.header, cells, strict=False))
            if self.type_name:
                record.type_names = (self.type_name, _CSV_PREFIX + self.type_name)
            yield record

    def _is_comment(self, row: list[str]) -> bool:
        """Whether a row before all others only says something; the type is taken from there."""
        if row[0].startswith("#TYPE "):
            self.type_name = row[0][6:].strip()
        elif row[0].startswith("#Fields: "):
            row[0] = row[0][9:]
        return row[0].startswith("#")

    def _checked(self, names: list[str]) -> list[str]:
        known: set[str] = set()
        unnamed = 0
        for place, name in enumerate(names):
            if not name:
                unnamed += 1
                names[place] = name = f"H{unnamed}"
            if name.lower() in known:
                raise ValueError(name)
            known.add(name.lower())
        self._unnamed = unnamed > 0
        return names

    def _rows(self, text: str) -> Iterator[list[str]]:
        place, size = 0, len(text)
        while place < size:
            row, place = self._row(text, place)
            yield row

    def _row(self, text: str, place: int) -> tuple[list[str], int]:
        """The cells of one row and the place behind it; blanks before a cell are dropped."""
        size = len(text)
        row: list[str] = []
        while True:
            while place < size and text[place] in " \t" and text[place] != self.delimiter:
                place += 1
            if text[place : place + 1] == '"':
                cell, place = _quoted(text, place + 1)
                rest, place = self._till_delimiter(text, place)
                row.append(cell + rest.strip(" \t") if not rest.strip(" \t") else cell + rest)
            else:
                cell, place = self._till_delimiter(text, place)
                row.append(cell)
            if place >= size:
                if row[-1] == "" and len(row) > 1:
                    row.pop()  # behind the last delimiter of a text there is nothing
                return row, size
            if text[place] == self.delimiter:
                place += 1
                continue
            return row, place + (2 if text.startswith("\r\n", place) else 1)

    def _till_delimiter(self, text: str, place: int) -> tuple[str, int]:
        end = place
        while end < len(text) and text[end] != self.delimiter and text[end] not in "\r\n":
            end += 1
        return text[place:end], end


def _quoted(text: str, place: int) -> tuple[str, int]:
    """The contents of quotes and the place behind them; without an end they go on to the end of the text."""
    parts: list[str] = []
    while True:
        end = text.find('"', place)
        if end < 0:
            return "".join([*parts, text[place:]]), len(text)
        parts.append(text[place:end])
        if not text.startswith('""', end):
            return "".join(parts), end + 1
        parts.append('"')
        place = end + 2
