"""Write-Host: text for whoever sits before the screen."""

from __future__ import annotations

from pscompat.dotnet.containers import PSCustomObject
from pscompat.dotnet.formats.composite import default_text
from pscompat.dotnet.strings import to_string
from pscompat.engine.host_message import HostMessage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from pscompat.engine.call import Call

_ENTRY = "System.Collections.DictionaryEntry"


def process(call: Call) -> None:
    """Show the value."""
    values = call.values
    separator = "" if values.Separator is None else to_string(values.Separator)
    call.host(
        HostMessage(
            shown(values.Object, separator),
            ends_line=not values.NoNewline,
            foreground="" if values.ForegroundColor is None else values.ForegroundColor.name,
            background="" if values.BackgroundColor is None else values.BackgroundColor.name,
        )
    )


def shown(value: Any, separator: str) -> str:
    """A value as Write-Host shows it: the items of lists, also of inner ones, with the separator between."""
    if value is None:
        return ""
    if isinstance(value, list):
        return separator.join([shown(item, separator) for item in value])
    if isinstance(value, PSCustomObject) or not isinstance(value, dict):
        return to_string(value) if isinstance(value, (str, PSCustomObject)) else default_text(value)
    return separator.join([_ENTRY] * len(value))
