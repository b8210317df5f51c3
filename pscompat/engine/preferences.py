"""Preference variables and the common parameters that set them: what becomes of errors, warnings and messages."""

from __future__ import annotations

from ..errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from .host_message import HostMessage
    from .streams import Streams

SILENT = frozenset(("SilentlyContinue", "Ignore"))
"""The preferences under which nothing is shown."""

_HALTED = "The running command stopped because the user selected the Stop option."
_TYPE = "System.Management.Automation.ActionPreference"
_DEFAULTS = {
    "error": "Continue",
    "warning": "Continue",
    "progress": "Continue",
    "verbose": "SilentlyContinue",
    "debug": "SilentlyContinue",
    "information": "SilentlyContinue",
}
_PARAMETERS = (
    ("ErrorAction", "error_action"),
    ("WarningAction", "warning_action"),
    ("InformationAction", "information_action"),
    ("ProgressAction", "progress_action"),
)


_LISTS = ("error_list", "warning_list", "information_list")


class StopError(CommandError):
    """An error under ``-ErrorAction Stop``: it ends the whole line, not only its statement."""

    ends_line = True


def preference(variables: Mapping[str, Any], stream: str) -> str:
    """The ActionPreference that a preference variable names, for a stream: error, warning, progress and so on.

    Raises CommandError for a value that is none.
    """
    value = variables.get("erroractionpreference" if stream == "error" else f"{stream}preference")
    default = _DEFAULTS[stream]
    if value is None or value == default:
        return default
    from ..dotnet.conversion import convert
    from ..dotnet.types import resolve
    from ..errors import ConversionError

    try:
        converted: Any = convert(value, resolve(_TYPE))
    except ConversionError as error:
        raise CommandError([ErrorRecord("RuntimeException", error.message, category="MetadataError")]) from None
    return str(converted.name)


class Preferences:
    """The preferences in force for one command: names of ActionPreference values.

    ``error_list``, ``warning_list``, ``information_list`` are what -ErrorVariable and its like collect into: records.
    Raises CommandError where a preference variable holds no preference.
    """

    __slots__ = (
        "debug_action",
        "error_action",
        "error_list",
        "information_action",
        "information_list",
        "progress_action",
        "verbose_action",
        "warning_action",
        "warning_list",
    )

    def __init__(self, variables: Mapping[str, Any] | None = None) -> None:
        for stream in _DEFAULTS:
            setattr(self, f"{stream}_action", preference(variables, stream) if variables else _DEFAULTS[stream])
        self.error_list: list[Any] | None = None
        self.warning_list: list[Any] | None = None
        self.information_list: list[Any] | None = None

    if TYPE_CHECKING:
        error_action: str
        warning_action: str
        progress_action: str
        verbose_action: str
        debug_action: str
        information_action: str

    def take_common_parameters(self, bound: Mapping[str, Any]) -> None:
        """Let the common parameters that were given override the preference variables (binding.md §10)."""
        for name, attribute in _PARAMETERS:
            if name in bound:
                setattr(self, attribute, bound[name].name)
        if "Verbose" in bound:
            self.verbose_action = "Continue" if bound["Verbose"] else "SilentlyContinue"
        if "Debug" in bound:
            self.debug_action = "Continue" if bound["Debug"] else "SilentlyContinue"

    def inherited(self) -> Preferences:
        """The same preferences for a command that this one runs."""
        copy = Preferences()
        for name in self.__slots__:
            setattr(copy, name, getattr(self, name))
        return copy

    def apart(self) -> Preferences:
        """The same preferences with lists of their own, for work at the same time; ``gather`` puts them together."""
        copy = self.inherited()
        for name in _LISTS:
            if getattr(self, name) is not None:
                setattr(copy, name, [])
        return copy

    def gather(self, other: Preferences) -> None:
        """Take what was collected apart."""
        for name in _LISTS:
            mine, found = getattr(self, name), getattr(other, name)
            if mine is not None and found is not mine:
                mine.extend(found)

    def error(self, streams: Streams, record: ErrorRecord) -> None:
        """Write an error as the preference says. Raises CommandError for Stop."""
        action = self.error_action
        if action == "Ignore":
            return
        self.note_error(record)
        if action == "SilentlyContinue":
            return
        if action == "Stop":
            raise StopError([record])
        if action == "Inquire":
            answer = streams.inquire(record.message)
            if answer == "all":
                self.error_action = "Continue"
            elif answer != "yes":
                raise StopError([record] if answer is None else [_stopped(_HALTED)])
        # There is no debugger that Break could go into.
        streams.error(record)

    def note_error(self, record: ErrorRecord) -> None:
        """Put an error into the variable of -ErrorVariable, once."""
        if self.error_list is not None and not any(known is record for known in self.error_list[-1:]):
            self.error_list.append(record)

    def warn(self, streams: Streams, text: str) -> None:
        """Write a warning as the preference says. Raises CommandError for Stop."""
        if self.warning_action not in SILENT:
            streams.warning(text)
        if self.warning_list is not None:
            from .stream_records import message_record

            self.warning_list.append(message_record("Warning", text))
        self._go_on(streams, "warning", text)

    def verbose(self, streams: Streams, text: str) -> None:
        """Write a verbose message if the preference shows them. Raises CommandError for Stop."""
        if self.verbose_action not in SILENT:
            streams.verbose(text)
            self._go_on(streams, "verbose", text)

    def debug(self, streams: Streams, text: str) -> None:
        """Write a debug message if the preference shows them. Raises CommandError for Stop."""
        if self.debug_action not in SILENT:
            streams.debug(text)
            self._go_on(streams, "debug", text)

    def information(self, streams: Streams, value: Any) -> None:
        """Write an information record if the preference shows them. Raises CommandError for Stop."""
        if self.information_action not in SILENT or (streams.takes_information and self.information_action != "Ignore"):
            streams.information(value)
        if self.information_list is not None:
            from .stream_records import information_record

            self.information_list.append(information_record(value))
        self._go_on(streams, "information", value)

    def host(self, streams: Streams, message: HostMessage) -> None:
        """Show a text on the screen; of the preferences for information only Ignore keeps it from there."""
        if self.information_action != "Ignore":
            streams.host(message)
        if self.information_list is not None:
            from .stream_records import information_record

            self.information_list.append(information_record(message))

    def progress(self, show: Callable[[str, str, int], None], activity: str, status: str, percent: int) -> None:
        """Show progress if the preference shows it."""
        if self.shows_progress:
            show(activity, status, percent)

    def _go_on(self, streams: Streams, stream: str, message: Any) -> None:
        """Raise CommandError where the preference says that a message ends the command, or the user does."""
        action = getattr(self, f"{stream}_action")
        if action == "Stop":
            variable = f"{stream.capitalize()}Preference"
            text = (
                f'The running command stopped because the preference variable "{variable}" or common parameter is set '
                f"to Stop: {message}"
            )
            raise StopError([_stopped(text, stream.capitalize())])
        if action == "Inquire":
            answer = streams.inquire(str(message))
            if answer == "all":
                setattr(self, f"{stream}_action", "Continue")
            elif answer != "yes":
                raise StopError([_stopped(_HALTED, stream.capitalize())])

    @property
    def shows_progress(self) -> bool:
        """Whether progress is shown."""
        return self.progress_action not in SILENT

    @property
    def shows_verbose(self) -> bool:
        """Whether verbose messages are shown."""
        return self.verbose_action not in SILENT

    @property
    def shows_debug(self) -> bool:
        """Whether debug messages are shown."""
        return self.debug_action not in SILENT


def _stopped(message: str, writer: str = "") -> ErrorRecord:
    """The error of a command that a preference has ended; in PowerShell the cmdlet Write-Warning and so on bears it."""
    record = ErrorRecord("ActionPreferenceStop", message, category="OperationStopped")
    if writer:
        record.command = record.activity = f"Write-{writer}"
        record.identity = f"Microsoft.PowerShell.Commands.Write{writer}Command"
    return record
