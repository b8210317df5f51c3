"""Formatters for the commands of a session: with its modules' views and its $FormatEnumerationLimit."""

from __future__ import annotations

import os
import sys

from ..dotnet.numbers import Numeral
from .format_request import FormatRequest
from .page import CONSOLE_HEIGHT, Page
from .properties import shows_colours
from .renderer import Renderer
from .type_views import TypeViews
from .value_text import ENUMERATION_LIMIT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TextIO

    from ..engine.session import Session

_WIDEST = 1_000_000
"""A wider page is one without end: nobody fills its lines with blanks."""
_UNKNOWN_WIDTH = 120
"""The columns of a terminal that says it has none."""


def renderer_for(
    session: Session, put: Callable[[str], Any], width: int | None, list_width: int | None, *, waits: bool = False
) -> Renderer:
    """A formatter for a text or file, that gives plain lines to ``put``."""
    width, list_width = (None if each is None or each > _WIDEST else each for each in (width, list_width))
    limit = enumeration_limit(session)
    page = Page(
        put,
        width,
        list_width,
        height=_screen_height(sys.stdout),
        colours=session.renders_ansi,
        limit=limit,
        waits=waits,
    )
    return Renderer(page, TypeViews(session.modules()))


def screen_renderer(
    session: Session, put: Callable[[str], Any], stream: TextIO, width: int | None, shape: str, color: str
) -> Renderer:
    """A formatter for standard output; on a terminal a line keeps its last column free, as PowerShell's do.

    ``shape`` is table or list for that of all records; ``width`` and ``color`` are the options.
    """
    for_terminal = stream.isatty()
    if width is None:
        columns = screen_columns(stream)
        width = columns and max(1, columns - for_terminal)
    page = Page(
        put,
        width,
        width,
        height=_screen_height(stream),
        colours=shows_colours(color, for_terminal),
        harmless=for_terminal,
        limit=enumeration_limit(session),
    )
    return Renderer(page, TypeViews(session.modules()), FormatRequest(shape))


def screen_columns(stream: Any) -> int | None:
    """The columns that COLUMNS names, else those of the terminal; None where nothing says any."""
    named = os.environ.get("COLUMNS", "")
    if named.isascii() and named.isdecimal() and len(named) < 7 and int(named):
        return int(named)
    try:
        return os.get_terminal_size(stream.fileno()).columns or _UNKNOWN_WIDTH
    except (OSError, ValueError, AttributeError):
        return None


def _screen_height(stream: Any) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).lines or CONSOLE_HEIGHT
    except (OSError, ValueError, AttributeError):
        return CONSOLE_HEIGHT


def enumeration_limit(session: Session) -> int:
    """How many elements of a list are shown, -1 for all."""
    value = session.variables.get("formatenumerationlimit")
    value = value.value if type(value) is Numeral else value
    return value if isinstance(value, int) and not isinstance(value, bool) else ENUMERATION_LIMIT
