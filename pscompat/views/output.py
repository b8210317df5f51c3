"""Records on standard output: JSON, CSV, what PowerShell prints, or texts, each record written as it comes."""

from __future__ import annotations

from ..dotnet.containers import StreamRecord
from ..dotnet.texts import Piece
from ..errors import CommandError, ErrorRecord
from .format_request import Formatted
from .properties import display_text, escaped, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TextIO

    from ..engine.session import Session
    from .renderer import Renderer

_BATCH = 200
"""So many records are held back at most."""


class Writer:
    """Writes records to a stream in one format.

    Each record goes out as it comes, unless ``batches`` is set: then ``flush`` has to be called before anything that
    may take long.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
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
        self._release()

    def _release(self) -> None:
        if self._held:
            held, self._held = self._held, []
            self._out("".join(held))
        else:
            self.stream.flush()

    def _out(self, text: str) -> None:
        # A lone surrogate in a value must not end the output.
        self.stream.write(text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8"))
        self.stream.flush()

    def _put(self, text: str) -> None:
        if self.batches or self._held:
            self._held.append(text)
            self._release_batch()
        else:
            self._out(text)

    def _release_batch(self) -> None:
        if self._held and (not self.batches or len(self._held) >= _BATCH):
            self._release()


class JsonLines(Writer):
    """One JSON value a line. Where nobody asked for JSON, texts are as they are, and a ``screen`` prints what Format-
    commands made.
    """

    def __init__(self, stream: TextIO, screen: Screen | None = None) -> None:
        super().__init__(stream)
        self.plain_text = screen is not None
        self._screen = screen
        self._is_shown = False
        self._json_line: Callable[[Any], str] | None = None

    def write(self, record: Any) -> None:
        if type(record) is Formatted:
            if self._screen is None:
                raise not_formatted()
            self._release()
            self._screen.write(record)
            self._is_shown = True
            return
        if self._is_shown and self._screen is not None:
            self._screen.close()
            self._is_shown = False
        if type(record) is StreamRecord and self.plain_text:
            record = record.text
        line = record if self.plain_text and isinstance(record, str) else self._as_json(record)
        self._put((escaped(line) if self.for_terminal else line) + "\n")

    def _as_json(self, record: Any) -> str:
        if self._json_line is None:
            from ..dotnet.json.text import to_json

            self._json_line = to_json
        return self._json_line(record)

    def flush(self) -> None:
        if self._is_shown and self._screen is not None:
            self._screen.flush()
        self._release()

    def close(self) -> None:
        if self._is_shown and self._screen is not None:
            self._screen.close()
        self._release()


class JsonArray(Writer):
    """All records as one JSON array."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._is_empty = True

    def write(self, record: Any) -> None:
        if type(record) is Formatted:
            raise not_formatted()
        from ..dotnet.json.text import json_document

        text = json_document(record).replace("\n", "\n  ")
        text = escaped(text) if self.for_terminal else text
        # The comma after a record is known only when the next one comes.
        self._put(("[\n  " if self._is_empty else ",\n  ") + text)
        self._is_empty = False

    def close(self) -> None:
        self._put("[]\n" if self._is_empty else "\n]\n")
        self.flush()


class Screen(Writer):
    """What PowerShell prints: texts, tables and lists.

    ``shape`` is table or list for that of all records, empty where each first record chooses; then the pieces of a text
    are shown as one text.
    """

    def __init__(
        self, stream: TextIO, width: int | None, session: Session, shape: str = "", color: str = "auto"
    ) -> None:
        super().__init__(stream)
        self.width = width
        self.session = session
        self.shape = shape
        self.color = color
        self._begun = False
        self._whole: object = None
        self._renderer: Renderer | None = None

    def write(self, record: Any) -> None:
        if self.shape or not isinstance(record, Piece):
            self.end_line()
            if self._renderer is None:
                self._renderer = self._open()
            self._renderer.write(record)
            self._release_batch()
            return
        if record.whole is not self._whole:
            self.end_line()
            self._whole = record.whole
        if record:
            if self._renderer is not None:
                self._renderer.close()
            self._begun = not record.endswith("\n")
            self._put(printable(record) if self.for_terminal else record)

    def _open(self) -> Renderer:
        from .session_page import screen_renderer

        return screen_renderer(self.session, self._line, self.stream, self.width, self.shape, self.color)

    def _line(self, line: str) -> None:
        # The lines of one record go out together.
        self._held.append(line + "\n")
        if len(self._held) >= _BATCH:
            self._release()

    def end_line(self) -> None:
        if self._begun:
            self._begun = False
            self._put("\n")

    def flush(self) -> None:
        if self._renderer is not None:
            self._renderer.settle()
        self._release()

    def close(self) -> None:
        self.end_line()
        if self._renderer is not None:
            self._renderer.close()
        self._release()


class PlainText(Screen):
    """Texts as they are, with nothing between or behind them; other values as their text, each on a line."""

    def write(self, record: Any) -> None:
        if type(record) is Formatted:
            super().write(record)
            return
        if self._renderer is not None:
            self._renderer.close()
        text = record if isinstance(record, str) else display_text(record) + "\n"
        self._put(printable(text) if self.for_terminal else text)


class CsvLines(Writer):
    """Comma-separated values as ConvertTo-Csv writes them, with the first record's properties as heading."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._names: list[str] = []

    def write(self, record: Any) -> None:
        if type(record) is Formatted:
            raise not_formatted()
        from .csv_rows import csv_rows

        for row in csv_rows(record, self._names):
            self._put((printable(row) if self.for_terminal else row) + "\n")


def not_formatted() -> CommandError:
    """The error for records of Format- commands where data is wanted."""
    message = "The output of Format-Table, Format-List and Format-Wide is for people; it cannot be written as data."
    hint = "Leave the Format- command out, or the option -o."
    return CommandError(
        [ErrorRecord("FormattedOutput", message, category="InvalidData", command="pscompat", hint=hint)]
    )


def writer(
    stream: TextIO, output_format: str, session: Session, width: int | None = None, color: str = "auto"
) -> Writer:
    """The writer for a format: ``auto`` is PowerShell's choice on a terminal, JSON Lines (texts as they are) elsewhere.

    ``width`` and ``color`` are the options of these names.
    """
    if output_format == "jsonl":
        return JsonLines(stream)
    if output_format == "json":
        return JsonArray(stream)
    if output_format == "csv":
        return CsvLines(stream)
    if output_format == "text":
        return PlainText(stream, width, session, color=color)
    screen = Screen(stream, width, session, "" if output_format == "auto" else output_format, color)
    return screen if output_format != "auto" or stream.isatty() else JsonLines(stream, screen)
