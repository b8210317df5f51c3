"""New-Guid: a GUID."""

from __future__ import annotations

from pscompat.dotnet.conversion import convert
from pscompat.dotnet.identifiers import Guid
from pscompat.dotnet.types import resolve
from pscompat.errors import ConversionError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.engine.call import Call


def process(call: Call) -> Iterator[Guid]:
    """Write one."""
    values = call.values
    if call.set_name == "InputObject" and values.InputObject is not None:
        try:
            made: Guid = convert(values.InputObject, resolve("System.Guid"))  # type: ignore[assignment]
        except ConversionError:
            message = "Unrecognized Guid format."
            call.error(ErrorRecord("StringNotRecognizedAsGuid", message, category="InvalidArgument"))
            return
        yield made
    elif values.Empty:
        yield Guid("0" * 32)
    else:
        import uuid

        yield Guid(uuid.uuid4().hex)
