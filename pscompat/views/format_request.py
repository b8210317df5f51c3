"""What a Format- command asks for."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
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
