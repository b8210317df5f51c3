"""Values as .NET's ToString writes them in the current culture, which is en-US."""

from __future__ import annotations

from .containers import NetDict, PSCustomObject
from .kinds import type_name_of
from .strings import net_text, to_string
from .times import DateTime, DateTimeOffset


def culture_text(value: object) -> str:
    """The text that compiled cmdlets show: dates in the American order, collections by the name of their type."""
    if value is None:
        return ""
    if isinstance(value, (DateTime, DateTimeOffset)):
        from .dates.date_patterns import format_date

        return format_date(value, "G" if isinstance(value, DateTime) else "")
    if isinstance(value, PSCustomObject):
        return to_string(value)
    if isinstance(value, (list, NetDict)):
        return type_name_of(value)
    return net_text(value)
