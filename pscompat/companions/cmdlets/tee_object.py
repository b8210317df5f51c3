"""Tee-Object: keeps records in a file or variable and passes them on."""

from __future__ import annotations

from pscompat.views.shown_file import open_shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pscompat.engine.call import Call


def begin(call: Call) -> None:
    """Open the file, unless -WhatIf only tells of it. Raises CommandError where it cannot be written."""
    values, state = call.values, call.state
    state.file = None
    state.kept = []
    if call.set_name != "Variable":
        path = values.LiteralPath if call.set_name == "LiteralFile" else values.FilePath
        state.file = open_shown(call, path, append=bool(values.Append))


def process(call: Call) -> Iterable[Any]:
    """Keep the record and write it."""
    record, state = call.values.InputObject, call.state
    if call.set_name == "Variable":
        state.kept.append(record)
    elif state.file is not None:
        state.file.write(record)
    return (record,)


def clean(call: Call) -> None:
    """Finish the file, or set the variable: one record stands for itself, several are a list."""
    state = call.state
    if call.set_name == "Variable":
        kept = state.kept
        call.session.set_variable(call.values.Variable, kept[0] if len(kept) == 1 else kept or None)
    elif getattr(state, "file", None) is not None:
        state.file.close()
