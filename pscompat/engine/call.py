"""What a handler gets: the call. One per command of a pipeline; the record it works on changes from run to run."""

from __future__ import annotations

from ..errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager as ContextManager
    from typing import Any

    from ..helpfile.module import Module
    from ..http.client import Client
    from ..http.settings import Settings
    from ..masking import Masker
    from ..model import Command
    from .host_message import HostMessage
    from .preferences import Preferences
    from .session import Session
    from .should_process import ShouldProcess

    Invoke = Callable[["Call", str, Mapping[str, Any]], Iterator[Any]]


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
    alone            what a hook runs under while other records are sent at the same time; None where it need not
    wrote_error      whether it wrote an error; its pipeline has failed then (``$?``)
    catching         whether failed requests of commands run by this one come back as exceptions
    """

    __slots__ = (
        "_client",
        "_invoke",
        "_masker",
        "_should_process",
        "alone",
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
        "wrote_error",
    )

    def __init__(
        self,
        command: Command,
        module: Module,
        session: Session,
        preferences: Preferences,
        expecting_input: bool,
        invoke: Invoke,
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
        self.wrote_error = False
        self._client: Client | None = None
        self._invoke = invoke
        self._masker: Masker | None = None
        self._should_process: ShouldProcess | None = None
        self.alone: ContextManager[Any] | None = None

    @property
    def client(self) -> Client:
        """The HTTP client, made from the call's parameters and the session's context on first use.

        Raises CommandError, where no key or address is known.
        """
        if self._client is None:
            self._client = self.session.make_client(self)
        return self._client

    @property
    def settings(self) -> Settings | None:
        """What the client was made with, None as long as there is none."""
        return None if self._client is None else self._client.settings

    def for_one_record(self) -> Call:
        """A call of the same command for a record that is sent beside others. It makes its client anew."""
        from copy import copy

        made = copy(self)
        made._client = None
        made._masker = self.masker
        return made

    def objects(self, name: str) -> list[Any]:
        """What stands for a parameter of one object: each object of a list, as if it were piped, or the one value."""
        value = self.values.get(name)
        given = [each for each in value if each is not None] if isinstance(value, list) else []
        return given or [value]

    @property
    def masker(self) -> Masker:
        """What knows the secrets of the call: the session's keys, its own sensitive values, and what its client sends.

        It is the same for the call and those that it runs.
        """
        from .secrets import hide_sensitive, session_masker

        if self._masker is None:
            self._masker = session_masker(self.session) if self.caller is None else self.caller.masker
        hide_sensitive(self._masker, self.command, self.bound)
        return self._masker

    def masked(self, text: str) -> str:
        """The text without the secrets of the call."""
        return self.masker.text(text)

    def warn(self, text: str) -> None:
        """Write a warning."""
        self.preferences.warn(self.session.streams, self.masked(text))

    def verbose(self, text: str) -> None:
        """Write a verbose message."""
        if self.preferences.shows_verbose:
            self.preferences.verbose(self.session.streams, self.masked(text))

    def debug(self, text: str) -> None:
        """Write a debug message."""
        if self.preferences.shows_debug:
            self.preferences.debug(self.session.streams, self.masked(text))

    def information(self, value: Any) -> None:
        """Write an information record."""
        self.preferences.information(self.session.streams, self.masked(value) if type(value) is str else value)

    def host(self, message: HostMessage) -> None:
        """Show a text to whoever sits before the screen."""
        self.preferences.host(self.session.streams, message)

    def show(self, text: str, *, ends_line: bool = True) -> None:
        """Show a text to whoever sits before the screen, as Write-Host does."""
        from .host_message import HostMessage

        self.host(HostMessage(self.masked(text), ends_line=ends_line))

    def read_line(self) -> str | None:
        """The next line that is typed, or comes through a pipe; None at its end, and where nobody types."""
        return self.session.streams.read_line()

    def progress(self, activity: str, status: str = "", percent: int = -1) -> None:
        """Show progress of long work; ``percent`` -1 means unknown."""
        show = self.session.streams.progress
        self.preferences.progress(show, self.masked(activity), self.masked(status), percent)

    @property
    def tells_progress(self) -> bool:
        """Whether somebody sees progress."""
        return self.session.streams.tells_progress and self.preferences.shows_progress

    def error(self, record: ErrorRecord) -> None:
        """Write a non-terminating error. Raises CommandError under ``-ErrorAction Stop``.

        A record that names no command gets this one's.
        """
        self.sign(record)
        self.wrote_error = True
        if self.preferences.error_action not in ("Ignore", "Stop"):
            self.session.note_errors((record,))
        self.preferences.error(self.session.streams, record)

    def sign(self, record: ErrorRecord) -> None:
        """Put the command's name, and its class if it is a compiled cmdlet, on a record that names no command.

        Secrets are taken out of its texts.
        """
        from .secrets import mask_record

        mask_record(record, self.masker)
        if not record.command:
            record.command = self.command.name
            record.identity = self.command.class_name
            record.activity = record.activity or record.command

    def ended_by(self, error: CommandError) -> None:
        """Sign the records of an error that ends this command, and put them into its -ErrorVariable."""
        from .secrets import mask_error

        mask_error(error, self.masker)
        for record in error.records:
            self.sign(record)
            self.preferences.note_error(record)

    @property
    def what_if(self) -> bool:
        """Whether operations are only told of: by -WhatIf, that of a command that runs this one, or the variable."""
        from .should_process import given_what_if, prefers_what_if

        given = given_what_if(self.bound)
        if given is None:
            return prefers_what_if(self.session) if self.caller is None else self.caller.what_if
        return given

    def withholds(self, target: str, action: str = "") -> bool:
        """Whether -WhatIf keeps an operation on the target from being done; it is told of then."""
        if not self.what_if:
            return False
        from .host_message import HostMessage
        from .should_process import performing

        text = self.masked(f"What if: {performing(action or self.command.name, target)}")
        self.session.streams.host(HostMessage(text, is_record=False))
        return True

    def should_process(self, target: str, action: str = "") -> bool:
        """Whether an operation on the target may be done (ShouldProcess); ``action`` is the command's name if not said.

        False under -WhatIf, which only tells of it. Raises CommandError where nobody can answer.
        """
        if self.withholds(target, action):
            return False
        if not self.command.supports_should_process:
            return True
        if self._should_process is None:
            from .should_process import ShouldProcess

            self._should_process = ShouldProcess(self.session)
        from .should_process import performing

        return self._should_process.ask(self.bound, self.masked(performing(action or self.command.name, target)))

    def should_continue(self, text: str, caption: str) -> bool | None:
        """Whether somebody grants what the text tells of (ShouldContinue); None where nobody can be asked."""
        return self.session.streams.may_continue(self.masked(text), caption)

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
        return self._invoke(self, name, parameters)
