"""The exceptions of pscompat, drawn as a tree.

PscompatError                       anything pscompat itself reports
├── HelpFileError                   a help or module file cannot be used (file, line, key, reason)
├── ConversionError                 a value does not convert (``values``)
├── ValidationError                 a validation attribute refuses a value (``binding``)
├── BindingError                    a command line or pipeline object could not be bound
│   ├── BindingValidationError      … because a value is not allowed
│   ├── BindingTransformationError  … because a value could not be converted
│   └── MetadataError               … because the definition itself contradicts itself
├── ParseError                      a PowerShell line does not parse (``language``)
├── NotRunError                     a line asks for something pscompat does not run
├── CommandNotFoundError            no loaded module has that command
├── Withheld                        -WhatIf keeps an operation from being done, and has told of it
└── CommandError                    a command ran and wrote a terminating error
    └── RequestError                … about one request (this and what follows stand in ``http.request_errors``)
        ├── LocalError              found before anything was sent
        ├── ApiError                the service answered with an error status: ``status``, ``code``, ``body`` …
        │   ├── AuthenticationError     401
        │   ├── PermissionDeniedError   403
        │   ├── NotFoundError           404
        │   ├── ConflictError           409
        │   ├── RateLimitError          429
        │   └── ServerError             500 and above
        ├── TransportError          the connection failed, or no whole answer came
        │   └── RequestTimeoutError     … in time
        └── AnswerError             an answer came and cannot be used

Every one carries what PowerShell's error record would: ``error_id`` (the part before the comma of
FullyQualifiedErrorId), ``category`` and ``message``; ``hint`` is pscompat's own extra line.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    _State = tuple[type["PscompatError"], tuple[Any, ...], dict[str, Any]]
    _Reduced = tuple[Callable[..., "PscompatError"], _State]

NOT_INTERACTIVE = "PowerShell is in NonInteractive mode. Read and Prompt functionality is not available."
"""What PowerShell says where a question must be asked and nobody is there to answer it."""


class PscompatError(Exception):
    """Base of everything pscompat raises on purpose."""

    error_id = "PscompatError"
    category = "NotSpecified"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message

    def error_records(self) -> list[ErrorRecord]:
        """The error records that the exception stands for."""
        return [ErrorRecord(self.error_id, self.message, category=self.category, hint=self.hint)]

    def __reduce__(self) -> _Reduced:
        # Other processes' workers raise these too: an error is what it holds, not how it was made.
        return _restore, (type(self), self.args, dict(self.__dict__))


def _restore(kind: type[PscompatError], args: tuple[Any, ...], fields: dict[str, Any]) -> PscompatError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(fields)
    return error


class Withheld(PscompatError):
    """Raised in place of an operation that -WhatIf has only told of; the record that asked for it ends without error.

    Where a command runs another one, it ends the record of the outer one too, unless that wants nothing of it.
    """


class HelpFileError(PscompatError):
    """A help or module file that cannot be used: where, which key, and why."""

    error_id = "HelpFileInvalid"
    category = "InvalidData"

    def __init__(self, path: str, reason: str, *, line: int = 0, key: str = "") -> None:
        self.path = path
        self.line = line
        self.key = key
        self.reason = reason
        place = f"{path}:{line}" if line else path
        super().__init__(f"{place}: {key + ': ' if key else ''}{reason}")


class ConversionError(PscompatError):
    """A value that does not convert to a type; ``error_id`` is the inner id of PowerShell's cast error."""

    category = "InvalidArgument"

    def __init__(self, error_id: str, message: str) -> None:
        super().__init__(message)
        self.error_id = error_id


class ValidationError(PscompatError):
    """A validation attribute that refuses a value; ``error_id`` is the inner id (``ValidateSetFailure`` …)."""

    category = "MetadataError"

    def __init__(self, error_id: str, message: str) -> None:
        super().__init__(message)
        self.error_id = error_id


class BindingError(PscompatError):
    """A command line or a pipeline object that could not be bound (ParameterBindingException).

    ``parameter`` is the message's argument {1} as PowerShell fills it, ``command`` the command's name,
    ``inner_id`` the id of the error underneath, ``target`` the pipeline object, if one was being bound, ``warnings``
    what binding had to say before it failed, ``identity`` what the id names instead of the command: a cmdlet's class.
    ``make_hint`` works out the hint when it is first asked for.
    """

    category = "InvalidArgument"
    exception = "ParameterBindingException"

    def __init__(
        self,
        error_id: str,
        message: str,
        *,
        command: str = "",
        parameter: str | None = None,
        category: str | None = None,
        inner_id: str = "",
        hint: str = "",
    ) -> None:
        self.make_hint: Callable[[], str] | None = None
        self._hint = hint
        super().__init__(message, hint=hint)
        self.error_id = error_id
        self.command = command
        self.parameter = parameter
        self.inner_id = inner_id
        self.target: object = None
        self.identity = ""
        self.warnings: list[str] = []
        if category is not None:
            self.category = category

    @property
    def hint(self) -> str:
        """pscompat's own line under the message; empty where there is nothing to add."""
        if not self._hint and self.make_hint is not None:
            make, self.make_hint = self.make_hint, None
            self._hint = make()
        return self._hint

    @hint.setter
    def hint(self, text: str) -> None:
        self._hint = text

    def __reduce__(self) -> _Reduced:
        restore, (kind, args, fields) = super().__reduce__()
        return restore, (kind, args, {**fields, "_hint": self.hint, "make_hint": None})

    def error_records(self) -> list[ErrorRecord]:
        """The one error record of what could not be bound."""
        return [
            ErrorRecord(
                self.error_id,
                self.message,
                category=self.category,
                exception=self.exception,
                command=self.command,
                identity=self.identity,
                target=self.target,
                hint=self.hint,
            )
        ]

    @property
    def fully_qualified_error_id(self) -> str:
        """``ErrorId,Command``, or the bare id where PowerShell gives no command."""
        command = self.identity or self.command
        return f"{self.error_id},{command}" if command else self.error_id


class BindingValidationError(BindingError):
    """ParameterBindingValidationException."""

    category = "InvalidData"
    exception = "ParameterBindingValidationException"


class BindingTransformationError(BindingError):
    """ParameterBindingArgumentTransformationException; ``cast`` tells that the cause is a failed cast."""

    category = "InvalidData"
    exception = "ParameterBindingArgumentTransformationException"
    cast = True


class MetadataError(BindingError):
    """The command's own definition contradicts itself (MetadataException); raised at first use."""

    category = "MetadataError"
    exception = "MetadataException"


class ParseError(PscompatError):
    """A PowerShell text that does not parse: the first error's id, message and UTF-16 offsets.

    ``line`` and ``column`` count from 1, ``excerpt`` is that line with marks under the place; ``locate`` sets them.
    """

    category = "ParserError"

    def __init__(self, error_id: str, message: str, at: tuple[int, int], *, incomplete: bool = False) -> None:
        super().__init__(message)
        self.error_id = error_id
        self.at = at
        self.incomplete = incomplete
        self.line = 0
        self.column = 0
        self.excerpt = ""

    def locate(self, text: str) -> ParseError:
        """Find the place in the text that was read."""
        units = "".join(char if char <= "\uffff" else char + "\0" for char in text) if _is_wide(text) else text
        start, end = min(self.at[0], len(units)), self.at[1]
        before = units[:start].replace("\r\n", " \n").replace("\r", "\n")
        self.line = before.count("\n") + 1
        self.column = len(before) - before.rfind("\n")
        begin = start - self.column + 1
        ends = [found for found in (units.find("\n", begin), units.find("\r", begin)) if found >= 0]
        stop = min(ends, default=len(units))
        # Of a long line only what is near the place is shown.
        first = max(begin, start - _EXCERPT // 2)
        shown = units[first : min(stop, first + _EXCERPT)]
        marks = max(1, min(end, first + len(shown)) - start)
        self.excerpt = f"{shown}\n{_blanks(units[first:start])}{'~' * marks}".replace("\0", "")
        return self


_EXCERPT = 100
"""So many characters of a line are shown at most."""


def _is_wide(text: str) -> bool:
    return not text.isascii() and max(text) > "\uffff"


def _blanks(text: str) -> str:
    """Blanks as wide as the text is in a terminal."""
    if text.isascii():
        return "".join(char if char == "\t" else " " for char in text)
    from unicodedata import east_asian_width

    return "".join(
        char if char == "\t" else "  " if east_asian_width(char) in "WF" else " " for char in text if char != "\0"
    )


class _Refusal(PscompatError):
    """An error in our own words, which quotes what was typed: control characters in it are made harmless."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(_one_line(message), hint=_one_line(hint))


def _one_line(text: str) -> str:
    """The text without anything that a terminal takes for a command, line ends included."""
    if text.isprintable():
        return text
    return "".join(["\ufffd" if char < " " or "\x7f" <= char <= "\x9f" else char for char in text])


class NotRunError(_Refusal):
    """A line asks for part of the language that pscompat reads but does not run."""

    error_id = "NotRun"
    category = "NotImplemented"


class CommandNotFoundError(_Refusal):
    """No loaded module has the command."""

    error_id = "CommandNotFoundException"
    category = "ObjectNotFound"


class ErrorRecord:
    """What a command writes to the error stream; the fields of PowerShell's ErrorRecord.

    ``exception`` is the .NET exception's name, ``command`` who wrote it, ``identity`` what the id names instead of the
    command (the class of a compiled cmdlet), ``details`` anything a caller may want to look at, ``data`` what the
    exception's Data has: of an error of a service its ``status``, ``code``, ``request_id``, ``url`` and so on.
    ``bare_id`` says that the id names no command, whoever wrote it; ``raised_as`` is the exception of a failed request.
    """

    __slots__ = (
        "activity",
        "bare_id",
        "category",
        "command",
        "data",
        "details",
        "error_id",
        "exception",
        "hint",
        "identity",
        "message",
        "raised_as",
        "target",
    )

    def __init__(
        self,
        error_id: str,
        message: str,
        *,
        category: str = "NotSpecified",
        exception: str = "",
        command: str = "",
        identity: str = "",
        activity: str = "",
        target: object = None,
        details: object = None,
        hint: str = "",
        data: dict[str, Any] | None = None,
    ) -> None:
        self.error_id = error_id
        self.message = message
        self.category = category
        self.exception = exception
        self.command = command
        self.identity = identity
        self.activity = activity or command
        self.target = target
        self.details = details
        self.hint = hint
        self.data = data or {}
        self.bare_id = False
        self.raised_as: Callable[[ErrorRecord], CommandError] | None = None

    @property
    def fully_qualified_error_id(self) -> str:
        """``ErrorId,Command``, or the bare id."""
        command = "" if self.bare_id else self.identity or self.command
        return f"{self.error_id},{command}" if command else self.error_id

    def __str__(self) -> str:
        return self.message

    def __repr__(self) -> str:
        return f"ErrorRecord({self.fully_qualified_error_id!r}, {self.message!r})"


class CommandError(PscompatError):
    """A command ran and failed: ``records`` are the error records it wrote, the first one's message shown."""

    def __init__(self, records: Sequence[ErrorRecord]) -> None:
        first = records[0]
        super().__init__(first.message, hint=first.hint)
        self.records = tuple(records)
        self.error_id = first.error_id
        self.category = first.category

    def error_records(self) -> list[ErrorRecord]:
        """The records that the command wrote."""
        return list(self.records)


def null_argument(name: str) -> CommandError:
    """The error for null where an inner function of PowerShell takes none; ``name`` is that function's argument."""
    message = (
        f'Cannot process argument because the value of argument "{name}" is null. '
        f'Change the value of argument "{name}" to a non-null value.'
    )
    exception = "PSArgumentNullException"
    return CommandError([ErrorRecord("ArgumentNull", message, category="InvalidArgument", exception=exception)])
