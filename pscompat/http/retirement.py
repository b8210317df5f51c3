"""Warnings about values that are, or will soon be, out of service (psopenai.md §9, Deprecated models)."""

from __future__ import annotations

import datetime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .settings import Report, Settings


def retirement_warning(body: object, settings: Settings, report: Report) -> None:
    """Warn when the body names something that is retired, or will be within the notice; it is sent all the same."""
    table = settings.provider.retirements
    value = body.get(table.field) if isinstance(body, dict) else None
    date = table.dates.get(value) if isinstance(value, str) else None
    if date is None:
        return
    try:
        end = datetime.date.fromisoformat(date)
    except ValueError:
        return
    left = (end - datetime.date.today()).days
    if left <= table.notice:
        text = table.ended if left <= 0 else table.ending
        report.warn(text.format(value=value, date=date))
