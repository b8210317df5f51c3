"""A formatter for the commands of a session: with its modules' views and its $FormatEnumerationLimit."""

from __future__ import annotations

from ..dotnet.numbers import Numeral
from .page import Page
from .renderer import Renderer
from .type_views import TypeViews
from .value_text import ENUMERATION_LIMIT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..engine.session import Session


def renderer_for(
    session: Session, put: Callable[[str], Any], width: int | None, list_width: int | None, *, waits: bool = False
) -> Renderer:
    """A formatter that gives plain lines to ``put``."""
    limit = enumeration_limit(session)
    page = Page(put, width, list_width, colours=session.renders_ansi, limit=limit, waits=waits)
    return Renderer(page, TypeViews(session.modules()))


def enumeration_limit(session: Session) -> int:
    """How many elements of a list are shown, -1 for all."""
    value = session.variables.get("formatenumerationlimit")
    value = value.value if type(value) is Numeral else value
    return value if isinstance(value, int) and not isinstance(value, bool) else ENUMERATION_LIMIT
