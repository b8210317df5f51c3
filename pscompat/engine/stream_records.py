"""What commands write besides output, as objects: warnings, verbose and debug messages, information."""

from __future__ import annotations

from ..dotnet.clock import SYSTEM_CLOCK, Clock
from ..dotnet.containers import NetList, StreamRecord
from ..dotnet.strings import to_string
from ..dotnet.times import DateTime
from .host_message import HostMessage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_AUTOMATION = "System.Management.Automation."


def message_record(stream: str, text: str) -> StreamRecord:
    """A WarningRecord, VerboseRecord or DebugRecord; ``stream`` is Warning, Verbose or Debug."""
    fields: dict[str, Any] = {"Message": text, "InvocationInfo": None, "PipelineIterationInfo": []}
    return StreamRecord(fields, (f"{_AUTOMATION}{stream}Record", f"{_AUTOMATION}InformationalRecord"), text)


def information_record(value: Any, clock: Clock | None = None) -> StreamRecord:
    """An InformationRecord of a value; a text for the host bears the tag PSHOST and is a HostInformationMessage."""
    import os

    tags: list[str] = []
    source = "Write-Information"
    if isinstance(value, HostMessage):
        tags, source = ["PSHOST"], "Write-Host"
        text = str(value)
        fields = {
            "Message": text,
            "NoNewLine": not value.ends_line,
            "ForegroundColor": value.foreground or None,
            "BackgroundColor": value.background or None,
        }
        value = StreamRecord(fields, (f"{_AUTOMATION}HostInformationMessage",), text)
    return StreamRecord(
        {
            "MessageData": value,
            "Source": source,
            "TimeGenerated": _now(clock or SYSTEM_CLOCK),
            "Tags": NetList("System.Collections.Generic.List`1[System.String]", tags),
            "ProcessId": os.getpid(),
        },
        (f"{_AUTOMATION}InformationRecord",),
        to_string(value),
    )


def _now(clock: Clock) -> DateTime:
    ticks = clock.now_ticks()
    return DateTime(ticks, "Local", clock.offset_of_local(ticks))
