"""Preference variables and the common parameters that set them: what becomes of errors, warnings and messages."""

from __future__ import annotations

from ..errors import CommandError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..errors import ErrorRecord
    from .streams import Streams

_SILENT = frozenset(("SilentlyContinue", "Ignore"))


class StopError(CommandError):
    """An error under ``-ErrorAction Stop``: it ends the whole line, not only its statement."""

    ends_line = True


class Preferences:
    """The preferences in force for one command: names of ActionPreference values.

    ``error_list``, ``warning_list``, ``information_list`` are what -ErrorVariable and its like collect into.
    """

    __slots__ = (
        "debug_action",
        "error_action",
        "error_list",
        "information_list",
        "verbose_action",
        "warning_action",
        "warning_list",
    )

    def __init__(self, variables: Mapping[str, Any] | None = None) -> None:
        get = (variables or {}).get
        self.error_action = str(get("erroractionpreference") or "Continue")
        self.warning_action = str(get("warningpreference") or "Continue")
        self.verbose_action = str(get("verbosepreference") or "SilentlyContinue")
        self.debug_action = str(get("debugpreference") or "SilentlyContinue")
        self.error_list: list[Any] | None = None
        self.warning_list: list[Any] | None = None
        self.information_list: list[Any] | None = None

    def take_common_parameters(self, bound: Mapping[str, Any]) -> None:
        """Let the common parameters that were given override the preference variables (binding.md §10)."""
        if "ErrorAction" in bound:
            self.error_action = bound["ErrorAction"].name
        if "WarningAction" in bound:
            self.warning_action = bound["WarningAction"].name
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

    def error(self, streams: Streams, record: ErrorRecord) -> None:
        """Write an error as the preference says. Raises CommandError for Stop."""
        action = self.error_action
        if action == "Ignore":
            return
        if self.error_list is not None:
            self.error_list.append(record)
        if action in ("Stop", "Break", "Inquire"):
            raise StopError([record])
        if action != "SilentlyContinue":
            streams.error(record)

    def warn(self, streams: Streams, text: str) -> None:
        """Write a warning as the preference says. Raises CommandError for Stop."""
        if self.warning_list is not None and self.warning_action != "Ignore":
            self.warning_list.append(text)
        if self.warning_action in _SILENT:
            return
        streams.warning(text)
        if self.warning_action == "Stop":
            from ..errors import ErrorRecord

            message = (
                "The running command stopped because the preference variable "
                f'"WarningPreference" or common parameter is set to Stop: {text}'
            )
            record = ErrorRecord(
                "ActionPreferenceStop",
                message,
                category="OperationStopped",
                command="Write-Warning",
                identity="Microsoft.PowerShell.Commands.WriteWarningCommand",
            )
            raise StopError([record])

    def verbose(self, streams: Streams, text: str) -> None:
        """Write a verbose message if the preference shows them."""
        if self.verbose_action not in _SILENT:
            streams.verbose(text)

    def debug(self, streams: Streams, text: str) -> None:
        """Write a debug message if the preference shows them."""
        if self.debug_action not in _SILENT:
            streams.debug(text)

    @property
    def shows_debug(self) -> bool:
        """Whether debug messages are shown."""
        return self.debug_action not in _SILENT
