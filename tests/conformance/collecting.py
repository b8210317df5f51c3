"""What lines write besides records, kept for comparison."""

from __future__ import annotations

from pscompat.engine.streams import Streams
from pscompat.errors import ErrorRecord, PscompatError


class CollectingStreams(Streams):
    """Keeps errors and warnings in order."""

    def __init__(self) -> None:
        super().__init__()
        self.warnings: list[str] = []

    def warning(self, text: str) -> None:
        self.warnings.append(text)


def error_record(error: PscompatError) -> ErrorRecord:
    """The record of an error that ended a line."""
    return ErrorRecord(
        error.error_id,
        error.message,
        category=error.category,
        command=getattr(error, "command", ""),
        exception=getattr(error, "exception", type(error).__name__),
    )
