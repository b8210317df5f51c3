"""Format-Table, Format-List and Format-Wide: mark records with the shape in which they are to be printed."""

from __future__ import annotations

from pscompat.views.format_arguments import read_request
from pscompat.views.format_request import Formatted
from pscompat.views.shown_record import is_text_record, spread
from pscompat.views.type_views import TypeViews
from pscompat.views.view_choice import check_view, refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pscompat.engine.call import Call


_OUT_OF_SEQUENCE = (
    'The object of type "Microsoft.PowerShell.Commands.Internal.Format.FormatStartData" is not valid or not in the '
    'correct sequence. This is likely caused by a user-specified "format-*" command which is conflicting with the '
    "default formatting."
)


def begin(call: Call) -> None:
    """Read the parameters. Raises CommandError and NotRunError where they are not valid."""
    call.state.request = read_request(call, call.command.name.partition("-")[2].lower())
    call.state.is_checked = not call.state.request.view


def process(call: Call) -> Iterable[Formatted]:
    """Mark the record. Raises CommandError for a view that the type of the first one does not have."""
    if not (call.expecting_input or "InputObject" in call.bound):
        return ()
    request, record = call.state.request, call.values.InputObject
    if type(record) is Formatted:
        raise refused("ConsoleLineOutputOutOfSequencePacket", _OUT_OF_SEQUENCE)
    if not call.state.is_checked:
        for each in spread(record):
            if not is_text_record(each):
                call.state.is_checked = True
                check_view(request, each, TypeViews(call.session.modules()))
                break
    return (Formatted(request, record),)
