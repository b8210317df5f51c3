"""Out-String: what a terminal would show of records, as text."""

from __future__ import annotations

import sys

from pscompat.views.page import CONSOLE_WIDTH
from pscompat.views.session_page import renderer_for, screen_columns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pscompat.engine.call import Call


def begin(call: Call) -> None:
    """Open the page."""
    state, width = call.state, call.values.Width
    state.lines = []
    console = call.session.screen_width or screen_columns(sys.stdout) or CONSOLE_WIDTH
    state.renderer = renderer_for(call.session, state.lines.append, width or console, width, waits=True)


def process(call: Call) -> Iterable[str]:
    """Print the record; lines that are done go out one by one with -Stream."""
    if call.expecting_input or "InputObject" in call.bound:
        call.state.renderer.write(call.values.InputObject)
    return _lines(call) if call.values.Stream else ()


def end(call: Call) -> Iterable[str]:
    """Print what is left; without -Stream all of it is one text."""
    call.state.renderer.close()
    if call.values.Stream:
        return _lines(call)
    end = "" if call.values.NoNewline else "\n"
    return ("".join([line + end for line in call.state.lines]),)


def _lines(call: Call) -> Iterable[str]:
    lines = list(call.state.lines)
    call.state.lines.clear()
    return lines
