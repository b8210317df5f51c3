"""Get-Help: the help of a command as text."""

from __future__ import annotations

from pscompat.errors import CommandError, ErrorRecord, PscompatError
from pscompat.views.help.lookup import find_help, online_address
from pscompat.views.help.sources import ModuleHelp

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.engine.call import Call

_VIEWS = ("Full", "Detailed", "Examples")

NOT_RUN = ("Path", "Category", "Component", "Functionality", "Role")


def process(call: Call) -> Iterator[str]:
    """Write the help text. Raises CommandError where there is no such help."""
    values = call.values
    name = values.Name or ""
    sources = [ModuleHelp(module) for module in call.session.modules()]
    view = next((view for view in _VIEWS if values[view]), "Default").lower()
    try:
        if values.Online:
            yield online_address(name, sources)
            return
        answer = find_help(name, view=view, parameter=values.Parameter, sources=sources)
    except PscompatError as error:
        record = ErrorRecord(error.error_id, error.message, category=error.category, hint=error.hint)
        raise CommandError([record]) from None
    for source in sources:
        for text in source.warnings:
            call.warn(text)
    if answer.count:
        yield answer.text().rstrip("\n")
