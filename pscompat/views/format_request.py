"""What a Format- command asks for, and the records that it has seen."""

from __future__ import annotations

from ..errors import ErrorRecord, NotRunError, PscompatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..dotnet.property_expression import BlockExpression, PropertyExpression


class FormatRequest:
    """One Format- command, or the choice of PowerShell where there is none (``shape`` is empty).

    ``displays_errors`` shows a mark where a script block fails or a value refuses its format, ``report`` is given the
    error records of such; without them the first is nothing, the second as without a format.
    """

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
        self.depth = 0
        self.force = False
        self.displays_errors = False
        self.report: Callable[[ErrorRecord], None] | None = None

    def worked_out(self, expression: BlockExpression, record: Any) -> Any:
        """What a script block gives for the record."""
        try:
            return expression.value(record)
        except NotRunError:
            raise
        except PscompatError:
            self._tell("PSPropertyExpressionError", f'Failed to evaluate expression "{expression.text}".', record)
            return "#ERR" if self.displays_errors else None

    def refused(self, value: Any, pattern: str) -> str:
        """What stands for a value that refuses its format; empty for its text without the format."""
        if not self.displays_errors:
            return ""
        self._tell("formattingError", f'Failed to interpret format string "{pattern}".', value)
        return "#FMTERR"

    def _tell(self, error_id: str, message: str, target: Any) -> None:
        if self.report is not None:
            self.report(ErrorRecord(error_id, message, category="InvalidArgument", target=target))


class Formatted:
    """A record on its way from a Format- command, whose request it carries, to whatever prints it."""

    __slots__ = ("record", "request")

    def __init__(self, request: FormatRequest, record: Any) -> None:
        self.request = request
        self.record = record

    def __str__(self) -> str:
        return "Microsoft.PowerShell.Commands.Internal.Format.FormatEntryData"
