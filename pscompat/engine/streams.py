"""Where a command's other streams go: errors, warnings, verbose and debug text, information, progress."""

from __future__ import annotations

from ..errors import CommandError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..binding.compiled_parameter import CompiledParameter
    from ..errors import ErrorRecord, PscompatError
    from ..http.deadline import Deadline
    from ..http.request import Message
    from ..http.transport import Reply, Transport
    from .host_message import HostMessage


class Streams:
    """Receives what commands write besides records. The base class keeps errors and drops the rest.

    The faces override what they show: the command line prints, Python logs, tests collect.
    """

    most_bad_records: int | None = None
    """After so many errors about records that were not read or not bound, one line says how many more there are."""

    takes_information = False
    """Whether information goes somewhere else than to people, and is written though nobody would see it."""

    def __init__(self) -> None:
        self.errors: list[ErrorRecord] = []

    def error(self, record: ErrorRecord) -> None:
        """A non-terminating error."""
        self.errors.append(record)

    def terminating(self, error: PscompatError) -> None:
        """An error that ended a statement of a line; the next statement may run, unless this raises."""
        for record in error.error_records():
            self.error(record)

    def inquire(self, message: str) -> str | None:
        """Ask whether to go on (ActionPreference Inquire): "yes", "all" or "halt"; None where nobody can be asked."""
        return None

    def confirm(self, text: str) -> str | None:
        """Ask whether an operation is done: "yes", "all", "no", "none" or "suspend"; None where nobody can be asked."""
        return None

    def read_line(self) -> str | None:
        """The next line that is typed, or read from a pipe, without its end; None where there is none."""
        return None

    def may_continue(self, text: str, caption: str) -> bool | None:
        """Ask whether something is done (ShouldContinue); None where nobody can be asked."""
        return None

    @property
    def asks_for_values(self) -> bool:
        """Whether somebody is there to be asked for missing mandatory parameters."""
        return False

    def ask_for_values(
        self, command: str, position: int, missing: Sequence[CompiledParameter]
    ) -> list[tuple[CompiledParameter, Any]] | None:
        """Ask for a value of each parameter; None where there is no answer. ``position`` counts from 1."""
        return None

    def ask(self, prompt: str, *, hidden: bool) -> str | None:
        """Ask for a line of text, which is not shown when ``hidden``; None where nobody can be asked."""
        return None

    def host(self, message: HostMessage) -> None:
        """A text for whoever sits before the screen; no record."""
        self.information(message)

    def waiting(self) -> None:
        """Something that may take long comes next; what is held back should go out."""

    def note(self, text: str) -> None:
        """What was made of a line where that may not be what was meant; no stream of PowerShell's."""

    def warning(self, text: str) -> None:
        """A warning."""

    def verbose(self, text: str) -> None:
        """A verbose message; only called where the command's preference shows them."""

    def debug(self, text: str) -> None:
        """A debug message; only called where the command's preference shows them."""

    def information(self, value: object) -> None:
        """An information record."""

    @property
    def tells_progress(self) -> bool:
        """Whether somebody sees progress; what is not seen need not be measured."""
        return False

    def progress(self, activity: str, status: str, percent: int) -> None:
        """Progress of long work; ``percent`` is -1 when it cannot be told, 100 when done."""


class AnnouncingTransport:
    """A transport that tells the streams before each wait for a server."""

    def __init__(self, transport: Transport, streams: Streams) -> None:
        self._transport = transport
        self._streams = streams

    def send(self, message: Message, deadline: Deadline) -> Reply:
        """Send a message as the transport does."""
        self._streams.waiting()
        return self._transport.send(message, deadline)

    def close(self) -> None:
        """Close all connections."""
        self._transport.close()


class RaisingStreams(Streams):
    """Python's way: an error is an exception, warnings and messages go to the ``pscompat`` logger."""

    def error(self, record: ErrorRecord) -> None:
        """Raise the error as CommandError."""
        raise CommandError([record])

    def terminating(self, error: PscompatError) -> None:
        """Raise it as it is."""
        raise error

    def note(self, text: str) -> None:
        import logging

        logging.getLogger("pscompat").info("%s", text)

    def host(self, message: HostMessage) -> None:
        import logging

        logging.getLogger("pscompat").info("%s", message)

    def warning(self, text: str) -> None:
        import logging

        logging.getLogger("pscompat").warning("%s", text)

    def verbose(self, text: str) -> None:
        import logging

        logging.getLogger("pscompat").info("%s", text)

    def debug(self, text: str) -> None:
        import logging

        logging.getLogger("pscompat").debug("%s", text)

    def information(self, value: object) -> None:
        import logging

        logging.getLogger("pscompat").info("%s", value)


class CollectingStreams(Streams):
    """Keeps everything, for callers that look at it afterwards.

    errors               ErrorRecords, in order
    warnings             texts
    messages             verbose texts
    debug_messages       debug texts
    information_records  values
    notes                texts
    """

    def __init__(self) -> None:
        super().__init__()
        self.warnings: list[str] = []
        self.messages: list[str] = []
        self.debug_messages: list[str] = []
        self.information_records: list[object] = []
        self.notes: list[str] = []

    def note(self, text: str) -> None:
        self.notes.append(text)

    def warning(self, text: str) -> None:
        self.warnings.append(text)

    def verbose(self, text: str) -> None:
        self.messages.append(text)

    def debug(self, text: str) -> None:
        self.debug_messages.append(text)

    def information(self, value: object) -> None:
        self.information_records.append(value)
