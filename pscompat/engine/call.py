"""What a handler gets: the call. One per command of a pipeline; the record it works on changes from run to run."""

from __future__ import annotations

from ..errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ..helpfile.module import Module
    from ..http.client import Client
    from ..model import Command
    from .host_message import HostMessage
    from .preferences import Preferences
    from .session import Session
    from .should_process import ShouldProcess


class Values:
    """The values of a command's parameters, by attribute or key: ``values.ThreadId``. Names keep their case."""

    __slots__ = ("_values",)

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(f"the command has no parameter {name!r}") from None

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def get(self, name: str, default: Any = None) -> Any:
        """The value, or ``default`` where the command has no such parameter."""
        return self._values.get(name, default)

    def as_dict(self) -> dict[str, Any]:
        """A copy of all values."""
        return dict(self._values)


class CallState:
    """A plain namespace that begin, process and end of one command share."""


class Call:
    """One command of a pipeline at work.

    command          its definition
    module           the module that it belongs to
    set_name         the parameter set of the current record
    values           what the parameters hold for the current record, defaults included
    bound            the parameters that were given (``$PSBoundParameters``)
    input            the current pipeline object, None without a pipeline
    expecting_input  whether a pipeline feeds the command
    state            a namespace of the handler's own, kept from begin to end
    session          the session the command runs in
    caller           the call that runs this command as part of its own work, None at the top
    catching         whether failed requests of commands run by this one come back as exceptions
    """

    __slots__ = (
        "_client",
        "_should_process",
        "bound",
        "caller",
        "catching",
        "command",
        "expecting_input",
        "input",
        "module",
        "preferences",
        "session",
        "set_name",
        "state",
        "stopped_upstream",
        "values",
    )

    def __init__(
        self,
        command: Command,
        module: Module,
        session: Session,
        preferences: Preferences,
        expecting_input: bool,
        caller: Call | None = None,
    ) -> None:
        self.command = command
        self.module = module
        self.session = session
        self.preferences = preferences
        self.expecting_input = expecting_input
        self.caller = caller
        self.catching = False
        self.state: Any = CallState()
        self.set_name = ""
        self.bound: dict[str, Any] = {}
        self.values = Values({})
        self.input: Any = None
        self.stopped_upstream = False
        self._client: Client | None = None
        self._should_process: ShouldProcess | None = None

    @property
    def client(self) -> Client:
        """The HTTP client, made from the call's parameters and the session's context on first use.

        Raises CommandError, where no key or address is known.
        """
        if self._client is None:
            self._client = self.session.make_client(self)
        return self._client

    def masked(self, text: str) -> str:
        """The text without the secrets that the call's client holds."""
        return text if self._client is None else self._client.settings.masker.text(text)

    def warn(self, text: str) -> None:
        """Write a warning."""
        self.preferences.warn(self.session.streams, text)

    def verbose(self, text: str) -> None:
        """Write a verbose message."""
        self.preferences.verbose(self.session.streams, text)

    def debug(self, text: str) -> None:
        """Write a debug message."""
        self.preferences.debug(self.session.streams, text)

    def information(self, value: Any) -> None:
        """Write an information record."""
        self.preferences.information(self.session.streams, value)

    def host(self, message: HostMessage) -> None:
        """Show a text to whoever sits before the screen."""
        self.preferences.host(self.session.streams, message)

    def progress(self, activity: str, status: str = "", percent: int = -1) -> None:
        """Show progress of long work; ``percent`` -1 means unknown."""
        self.preferences.progress(self.session.streams.progress, activity, status, percent)

    def error(self, record: ErrorRecord) -> None:
        """Write a non-terminating error. Raises CommandError under ``-ErrorAction Stop``.

        A record that names no command gets this one's.
        """
        self.sign(record)
        self.session.wrote_error = True
        if self.preferences.error_action not in ("Ignore", "Stop"):
            self.session.note_errors((record,))
        self.preferences.error(self.session.streams, record)

    def sign(self, record: ErrorRecord) -> None:
        """Put the command's name, and its class if it is a compiled cmdlet, on a record that names no command."""
        if not record.command:
            record.command = self.command.name
            record.identity = self.command.class_name
            record.activity = record.activity or record.command

    def ended_by(self, error: CommandError) -> None:
        """Sign the records of an error that ends this command, and put them into its -ErrorVariable."""
        for record in error.records:
            self.sign(record)
            self.preferences.note_error(record)

    def should_process(self, target: str, action: str = "") -> bool:
        """Whether an operation on the target may be done (ShouldProcess); ``action`` is the command's name if not said.

        False with -WhatIf, which only tells of it. Raises CommandError where nobody can answer.
        """
        if not self.command.supports_should_process:
            return True
        if self._should_process is None:
            from .should_process import ShouldProcess

            self._should_process = ShouldProcess(self)
        return self._should_process.ask(target, action)

    def fail(self, record: ErrorRecord) -> CommandError:
        """A terminating error, to be raised by the handler."""
        return CommandError([record])

    def stop_upstream(self) -> None:
        """This command has enough: the commands before it are ended, their end blocks do not run; its own does."""
        self.stopped_upstream = True

    def invoke(self, name: str, /, **parameters: Any) -> Iterator[Any]:
        """The records of another command, run in the same session with this call's preferences.

        Parameters that requests share (key, base URL, time-out and so on) are passed on where both commands have
        them. Raises BindingError and CommandError.
        """
        return self.session.invoke(self, name, parameters)
