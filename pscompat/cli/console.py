"""What a command writes besides records, on the terminal: errors, warnings, messages and progress on standard error."""

from __future__ import annotations

import sys

from ..engine.streams import Streams
from ..errors import BindingError, CommandError
from ..views.properties import printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..engine.session import Session
    from ..errors import ErrorRecord, PscompatError
    from .options import Options


class Console(Streams):
    """The streams of the command line. ``wrote_error`` tells whether any error was written."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self.options = options
        self.wrote_error = False
        self._binding_failures = 0
        self._other_failures = 0
        self._progress_shown = False

    @property
    def as_json(self) -> bool:
        """Whether errors are JSON Lines."""
        return self.options.output in ("json", "jsonl")

    def error(self, record: ErrorRecord) -> None:
        """Print an error: PowerShell's text, then our hint."""
        self.wrote_error = True
        self._print_error(record.command, record.message, record.fully_qualified_error_id, record.category, record.hint)

    def terminating(self, error: PscompatError) -> None:
        """Print what ended a statement of a line."""
        if isinstance(error, BindingError):
            self._binding_failures += 1
        else:
            self._other_failures += 1
        self.show(error)

    def only_binding_failed(self, session: Session) -> bool:
        """Whether no statement of a line ran, because what failed could not be bound."""
        return self._binding_failures > 0 and not self._other_failures and not session.has_run

    def show(self, error: PscompatError) -> None:
        """Print what ended a command or a line."""
        if isinstance(error, CommandError):
            for record in error.records:
                self.error(record)
            return
        self.wrote_error = True
        command = error.command if isinstance(error, BindingError) else ""
        error_id = error.fully_qualified_error_id if isinstance(error, BindingError) else error.error_id
        self._print_error(command or "pscompat", error.message, error_id, error.category, error.hint)

    def fail(self, text: str) -> None:
        """Print one line about what went wrong outside of any command."""
        self.wrote_error = True
        self._write(text)

    def _print_error(self, command: str, message: str, error_id: str, category: str, hint: str) -> None:
        if self.as_json:
            import json

            fields = {"error": error_id, "category": category, "command": command, "message": message, "hint": hint}
            self._write(json.dumps({key: value for key, value in fields.items() if value}, ensure_ascii=False))
            return
        self._write(f"{command}: {message}" if command else message)
        if hint:
            self._write(hint)

    def warning(self, text: str) -> None:
        self._labelled("WARNING", text)

    def verbose(self, text: str) -> None:
        self._labelled("VERBOSE", text)

    def debug(self, text: str) -> None:
        self._labelled("DEBUG", text)

    def information(self, value: object) -> None:
        self._write(str(value))

    def progress(self, activity: str, status: str, percent: int) -> None:
        """Show one line of progress on a terminal, overwritten by what comes next."""
        if not sys.stderr.isatty() or self.as_json:
            return
        if percent == 100:
            self._clear_progress()
            return
        shown = f"{activity}: {status}" + (f" {percent} %" if percent >= 0 else "")
        sys.stderr.write("\r\x1b[K" + printable(shown)[:200])
        sys.stderr.flush()
        self._progress_shown = True

    def _clear_progress(self) -> None:
        if self._progress_shown:
            sys.stderr.write("\r\x1b[K")
            self._progress_shown = False

    def _labelled(self, label: str, text: str) -> None:
        if self.as_json:
            import json

            self._write(json.dumps({label.lower(): text}, ensure_ascii=False))
        else:
            self._write(f"{label}: {text}")

    def _write(self, text: str) -> None:
        self._clear_progress()
        if sys.stderr.isatty():
            text = printable(text)
        # A lone surrogate from a broken argument must not break the report of it.
        sys.stderr.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
