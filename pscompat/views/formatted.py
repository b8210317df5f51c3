"""Records that a Format- command has seen."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .format_request import FormatRequest


class Formatted:
    """A record on its way from a Format- command, whose request it carries, to whatever prints it."""

    __slots__ = ("record", "request")

    def __init__(self, request: FormatRequest, record: Any) -> None:
        self.request = request
        self.record = record

    def __str__(self) -> str:
        return "Microsoft.PowerShell.Commands.Internal.Format.FormatEntryData"
