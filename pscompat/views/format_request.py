"""What a Format- command asks for, and the records that it has seen."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..dotnet.property_expression import PropertyExpression


class FormatRequest:
    """One Format- command, or the choice of PowerShell where there is none (``shape`` is empty)."""

    def __init__(self, shape: str = "") -> None:
        self.shape = shape
        self.properties: list[PropertyExpression] = []
        self.group_by: PropertyExpression | None = None
        self.view = ""
        self.auto_size = False
        self.wrap = False
        self.hides_headers = False
        self.repeats_header = False
        self.columns = 0
        self.force = False


class Formatted:
    """A record on its way from a Format- command, whose request it carries, to whatever prints it."""

    __slots__ = ("record", "request")

    def __init__(self, request: FormatRequest, record: Any) -> None:
        self.request = request
        self.record = record

    def __str__(self) -> str:
        return "Microsoft.PowerShell.Commands.Internal.Format.FormatEntryData"
