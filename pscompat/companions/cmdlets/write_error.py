"""Write-Error: an error that does not end the line."""

from __future__ import annotations

from pscompat.errors import ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pscompat.engine.call import Call

NOT_RUN = ("Exception", "ErrorRecord", "CategoryTargetName", "CategoryTargetType")
_EXCEPTION = "Microsoft.PowerShell.Commands.WriteErrorException"


class WrittenError(ErrorRecord):
    """An error of a user's own, whose id names no command."""

    __slots__ = ()

    @property
    def fully_qualified_error_id(self) -> str:
        """The bare id."""
        return self.error_id


def process(call: Call) -> None:
    """Write the error. Raises CommandError under -ErrorAction Stop."""
    values = call.values
    record = WrittenError(
        values.ErrorId or _EXCEPTION,
        values.Message or "",
        category="NotSpecified" if values.Category is None else values.Category.name,
        exception=values.CategoryReason or "WriteErrorException",
        activity=values.CategoryActivity or "Write-Error",
        target=values.TargetObject,
        hint=values.RecommendedAction or "",
    )
    call.error(record)
