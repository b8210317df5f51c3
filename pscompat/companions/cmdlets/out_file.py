"""Out-File: writes records to a file as a terminal would show them."""

from __future__ import annotations

from pscompat.views.shown_file import open_shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pscompat.engine.call import Call


def begin(call: Call) -> None:
    """Open the file, unless -WhatIf only tells of it. Raises CommandError where it cannot be written."""
    values = call.values
    call.state.file = open_shown(
        call,
        values.LiteralPath if "LiteralPath" in call.bound else values.FilePath,
        append=bool(values.Append),
        force=bool(values.Force),
        no_clobber=bool(values.NoClobber),
        width=values.Width or 0,
        newline=not values.NoNewline,
    )


def process(call: Call) -> None:
    """Write the record."""
    if call.state.file is not None and (call.expecting_input or "InputObject" in call.bound):
        call.state.file.write(call.values.InputObject)


def clean(call: Call) -> None:
    """Finish the file."""
    file = getattr(call.state, "file", None)
    if file is not None:
        file.close()
