"""Write-Error: an error that does not end the line."""

from __future__ import annotations

from copy import copy

from pscompat.errors import ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pscompat.engine.call import Call

NOT_RUN = ("CategoryTargetName", "CategoryTargetType")
_EXCEPTION = "Microsoft.PowerShell.Commands.WriteErrorException"


def process(call: Call) -> None:
    """Write the error. Raises CommandError under -ErrorAction Stop."""
    values = call.values
    if isinstance(values.ErrorRecord, ErrorRecord):
        call.error(copy(values.ErrorRecord))
        return
    exception = values.Exception
    name = getattr(exception, "type_name", "") or _EXCEPTION
    record = ErrorRecord(
        values.ErrorId or name,
        values.Message or getattr(exception, "message", ""),
        category="NotSpecified" if values.Category is None else values.Category.name,
        exception=values.CategoryReason or name.rpartition(".")[2],
        activity=values.CategoryActivity or "Write-Error",
        target=values.TargetObject,
        details=exception,
        hint=values.RecommendedAction or "",
    )
    record.bare_id = True
    call.error(record)
