"""How statements end early: jumps, ``return``, ``exit``; and what the errors of expressions are as records."""

from __future__ import annotations

from ..dotnet.order.comparison import ComparisonError
from ..dotnet.wildcard import WildcardPatternError
from ..errors import (
    CommandError,
    ConversionError,
    ErrorRecord,
    HelpFileError,
    NotRunError,
    ParseError,
    PscompatError,
    Withheld,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


NEVER_CAUGHT = (NotRunError, HelpFileError, ParseError, Withheld)
"""What is no error of the language: it goes through every ``try``."""


class TextEnd(BaseException):
    """What ends a whole text where nothing inside it waits for it; ``code`` is its exit code, None without one."""

    ends_text = True
    code: int | None = None


class Jump(TextEnd):
    """``break`` or ``continue`` on its way to a loop; ``label`` in lower case, empty for the innermost one."""

    def __init__(self, word: str, label: str) -> None:
        super().__init__(word)
        self.word = word
        self.label = label


class Return(TextEnd):
    """``return``; what it returns was written before."""


class Exit(TextEnd):
    """``exit``: ends the whole text with an exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def as_command_error(error: PscompatError) -> CommandError:
    """An error of an expression as what ends a statement in PowerShell."""
    if isinstance(error, CommandError):
        return error
    if isinstance(error, ConversionError):
        return _ended(error, "InvalidArgument")
    if isinstance(error, WildcardPatternError):
        record = ErrorRecord("RuntimeException", error.message, exception="WildcardPatternException")
        return CommandError([record])
    if isinstance(error, ComparisonError):
        if "is not IComparable" in error.message:
            return _ended(error, "InvalidOperation", "NotIcomparable")
        if "are not the same type" in error.message:
            record = ErrorRecord("PSObjectCompareTo", error.message, exception="ExtendedTypeSystemException")
            return CommandError([record])
        return _ended(error, "InvalidOperation")
    return CommandError(error.error_records())


def _ended(error: PscompatError, category: str, error_id: str = "") -> CommandError:
    record = ErrorRecord(error_id or error.error_id, error.message, category=category, exception="RuntimeException")
    return CommandError([record])


def thrown(value: Any, record: ErrorRecord) -> CommandError:
    """The error that ``throw`` raises: it ends everything up to a ``try``."""
    error = CommandError([record])
    error.ends_line = True  # type: ignore[attr-defined]
    return error
