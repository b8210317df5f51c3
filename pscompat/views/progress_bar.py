"""The line of progress, as PowerShell's minimal view draws it. Source: ProgressNode.RenderMinimal of 7.6."""

from __future__ import annotations

from .cells import plain_cell
from .wrapping import text_width

_STYLE, _REVERSE, _REVERSE_OFF, _RESET = "\x1b[33;1m", "\x1b[7m", "\x1b[27m", "\x1b[0m"
_WIDEST = 120
_AROUND = 4
"""A blank, two brackets, and one column that stays free."""


def progress_bar(activity: str, status: str, percent: int, columns: int, *, coloured: bool) -> str:
    """``Activity [status    ]``, the done part of the bar in reverse; without colours the percentage stands in it.

    ``percent`` -1 cannot be told.
    """
    width = min(columns, _WIDEST)
    activity = plain_cell(activity, min(text_width(activity), width // 2), "left", last=True)
    bar = max(0, width - text_width(activity) - _AROUND)
    if not coloured and percent >= 0:
        status = f"{status} {percent} %".lstrip()
    status = plain_cell(status, bar, "left", last=False)
    if not coloured:
        return f"{activity} [{status}]"
    done = min(percent * bar // 100, bar - 1) if 0 <= percent < 100 else bar
    return f"{_STYLE}{activity} [{_REVERSE}{status[:done]}{_REVERSE_OFF}{status[done:]}]{_RESET}"
