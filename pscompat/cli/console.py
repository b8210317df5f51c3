"""What a command writes besides records, on the terminal: errors, warnings, messages and progress on standard error."""

from __future__ import annotations

import sys

from ..engine.streams import Streams
from ..errors import BindingError, CommandError, ParseError
from ..views.properties import coloured, printable, shows_colours
from .process import can_ask, silence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ..binding.compiled_parameter import CompiledParameter
    from ..engine.host_message import HostMessage
    from ..engine.session import Session
    from ..errors import ErrorRecord, PscompatError
    from ..masking import Masker
    from ..views.output import Writer
    from .options import Options

_NARROW = 10
"""A terminal of fewer columns has no room for a line of progress."""


class Console(Streams):
    """The streams of the command line.

    ``wrote_error`` tells whether any error was written, ``shows_progress`` what the progress on the screen is about.
    """

    most_bad_records = 1_000

    def __init__(self, options: Options) -> None:
        super().__init__()
        self.options = options
        self.wrote_error = False
        self.output: Writer | None = None
        self.session: Session | None = None
        self.shows_progress = ""

    @property
    def as_json(self) -> bool:
        """Whether errors are JSON Lines."""
        return self.options.output in ("json", "jsonl")

    def error(self, record: ErrorRecord) -> None:
        """Print an error: PowerShell's text, then our hint."""
        self.wrote_error = True
        told = record.data if self.as_json else None
        error_id = record.fully_qualified_error_id
        self._print_error(record.command, record.message, error_id, record.category, record.hint, told)

    def terminating(self, error: PscompatError) -> None:
        """Print what ended a statement of a line."""
        self.show(error)

    def show(self, error: PscompatError) -> None:
        """Print what ended a command or a line."""
        if isinstance(error, CommandError):
            for record in error.records:
                self.error(record)
            return
        self.wrote_error = True
        command = error.command if isinstance(error, BindingError) else ""
        error_id = error.fully_qualified_error_id if isinstance(error, BindingError) else error.error_id
        place: dict[str, Any] = {}
        if isinstance(error, ParseError) and error.line:
            place = {"line": error.line, "column": error.column}
            if not self.as_json:
                self._print_error("pscompat", error.message, error_id, error.category, "")
                line, mark, rest = error.excerpt.partition("\n")
                excerpt = self._masker().excerpt(line) + mark + rest
                self._write(f"At line {error.line}, column {error.column} ({error_id}):\n{excerpt}")
                return
        self._print_error(command or "pscompat", error.message, error_id, error.category, error.hint, place)

    def fail(self, text: str) -> None:
        """Print one line about what went wrong outside of any command."""
        self.wrote_error = True
        if self.as_json:
            self._print_error("pscompat", text, "PscompatError", "NotSpecified", "")
        else:
            self._write(f"pscompat: {text}")

    def note(self, text: str) -> None:
        """Print one line about something that may not be what was meant; nothing with --quiet."""
        if self.options.quiet:
            return
        self._labelled("NOTE", text)

    def _print_error(
        self,
        command: str,
        message: str,
        error_id: str,
        category: str,
        hint: str,
        place: Mapping[str, Any] | None = None,
    ) -> None:
        if self.as_json:
            fields = {"error": error_id, "category": category, "command": command, "message": message, "hint": hint}
            self._write_json({**{key: value for key, value in fields.items() if value}, **(place or {})})
            return
        self._write(f"{command}: {message}" if command else message)
        if hint:
            self._write(hint)

    def inquire(self, message: str) -> str | None:
        """Ask on the terminal, after what came before."""
        from .questions import whether_to_go_on

        self._before_question()
        return whether_to_go_on(message)

    def confirm(self, text: str) -> str | None:
        """Ask on the terminal whether an operation is done."""
        from .questions import whether_to_proceed

        self._before_question()
        return whether_to_proceed(text)

    def read_line(self) -> str | None:
        """A line of standard input."""
        if sys.stdin is None:
            return None
        self._before_question()
        line = sys.stdin.buffer.readline()
        return line.decode("utf-8", "replace").rstrip("\r\n") if line else None

    def may_continue(self, text: str, caption: str) -> bool | None:
        """Ask on the terminal whether something is done."""
        from .questions import whether_to_continue

        self._before_question()
        return whether_to_continue(text, caption)

    def ask(self, prompt: str, *, hidden: bool) -> str | None:
        """Ask on the terminal for a line of text."""
        from .questions import line_of

        self._before_question()
        return line_of(prompt, hidden=hidden)

    @property
    def asks_for_values(self) -> bool:
        """Whether there is a terminal to ask on."""
        return can_ask()

    def ask_for_values(
        self, command: str, position: int, missing: Sequence[CompiledParameter]
    ) -> list[tuple[CompiledParameter, Any]] | None:
        """Ask on the terminal for missing mandatory parameters."""
        from .questions import values_of

        self._before_question()
        return values_of(command, position, missing)

    def host(self, message: HostMessage) -> None:
        """Print a text where records go, as PowerShell's host does; with JSON it is a line among the messages."""
        if self.as_json:
            self._labelled("HOST", message)
            return
        self._before_question()
        on_terminal = sys.stdout.isatty()
        shown = printable(message) if on_terminal else str(message)
        shown = coloured(message) if shows_colours(self.options.color, on_terminal) else shown
        text = self._masker().text(shown)
        # A lone surrogate in a text must not end the output.
        text = text.encode("utf-8", "replace").decode("utf-8")
        sys.stdout.write(text + "\n" * message.ends_line)
        sys.stdout.flush()

    def _before_question(self) -> None:
        self.clear_progress()
        if self.output is not None:
            self.output.end_line()
            self.output.flush()

    def waiting(self) -> None:
        """Let records out before something that may take long, and from then on each as it comes."""
        if self.output is not None:
            self.output.batches = False
            self.output.flush()

    def reading(self) -> None:
        """Let records out before more input is read; those that the next piece of it makes go out together."""
        if self.output is not None:
            self.output.flush()
            self.output.batches = not self.output.for_terminal

    def warning(self, text: str) -> None:
        self._labelled("WARNING", text)

    def verbose(self, text: str) -> None:
        self._labelled("VERBOSE", text)

    def debug(self, text: str) -> None:
        self._labelled("DEBUG", text)

    def information(self, value: object) -> None:
        from ..dotnet.strings import to_string
        from ..engine.host_message import HostMessage

        if self.as_json:
            self._write_json({"information": to_string(value)})
        elif isinstance(value, HostMessage) and not value.ends_line:
            self._before_message()
            self._emit(printable(value) if sys.stderr.isatty() else value)
        else:
            self._write(to_string(value))

    def progress(self, activity: str, status: str, percent: int) -> None:
        """Show one line of progress on a terminal, overwritten by what comes next."""
        if not self.tells_progress:
            return
        if percent == 100:
            self.clear_progress()
            return
        from ..views.help.pager import terminal_width
        from ..views.progress_bar import progress_bar

        mask, columns = self._masker(), terminal_width(sys.stderr)
        if columns < _NARROW:
            return
        activity, status = (printable(mask.text(text)).replace("\n", " ") for text in (activity, status))
        coloured = shows_colours(self.options.color, True)
        before = "\r\x1b[K" * bool(self.shows_progress)
        # Noted first: Ctrl-C may come as soon as the line is there.
        self.shows_progress = activity or " "
        self._emit(before + progress_bar(activity, status, percent, columns, coloured=coloured))

    @property
    def tells_progress(self) -> bool:
        """Whether somebody sees progress: on a terminal, without --quiet."""
        return sys.stderr.isatty() and not self.as_json and not self.options.quiet

    def clear_progress(self) -> None:
        """Take the line of progress off the terminal, before something else is written there."""
        if self.shows_progress:
            self.shows_progress = ""
            self._emit("\r\x1b[K")

    def _labelled(self, label: str, text: str) -> None:
        if self.as_json:
            self._write_json({label.lower(): text})
        else:
            self._write(f"{label}: {text}")

    def _write_json(self, fields: Mapping[str, Any]) -> None:
        import json

        self._write(json.dumps(self._masker().data(fields), ensure_ascii=False))

    def traceback(self, error: BaseException) -> None:
        """Print where an exception came from, without the secrets that it tells."""
        from traceback import format_exception

        self.wrote_error = True
        self._write("".join(format_exception(error)).rstrip("\n"))

    def _masker(self) -> Masker:
        """What keeps secrets out of all that is printed here; before there is a session, the keys of one."""
        from ..engine.secrets import session_masker

        if self.session is None:
            from ..engine.session import Session

            self.session = Session()
        return session_masker(self.session)

    def _write(self, text: str) -> None:
        text = self._masker().text(text)
        self._before_message()
        self._emit((printable(text) if sys.stderr.isatty() else text) + "\n")

    def _before_message(self) -> None:
        """Let records out: where both streams end in one place, what was written first stands first."""
        if self.output is not None:
            if sys.stderr.isatty():
                self.output.end_line()
            self.output.flush()
        self.clear_progress()

    def _emit(self, text: str) -> None:
        # A lone surrogate from a broken argument must not break the report of it.
        text = text.encode("utf-8", "backslashreplace").decode("utf-8")
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except OSError:
            # Nobody reads the messages; the records may still be wanted.
            silence(2)
