"""Tee-Object: keeps records in a file or variable and passes them on."""

from __future__ import annotations

from pscompat.views.shown_file import open_shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pscompat.engine.call import Call


def begin(call: Call) -> None:
    """Nothing has come yet."""
    call.state.file = None
    call.state.opened = False
    call.state.kept = []


def process(call: Call) -> Iterable[Any]:
    """Keep the record and write it. Raises CommandError where the file cannot be written."""
    record, state = call.values.InputObject, call.state
    if call.set_name == "Variable":
        state.kept.append(record)
        return (record,)
    if not state.opened:
        state.opened = True
        state.file = opened(call)
    if state.file is not None:
        state.file.write(record)
    return (record,)


def opened(call: Call) -> Any:
    """The file, which is made with the first record; None under -WhatIf, which only tells of it."""
    values = call.values
    path = values.LiteralPath if call.set_name == "LiteralFile" else values.FilePath
    return open_shown(call, path, append=bool(values.Append))


def clean(call: Call) -> None:
    """Finish the file, or set the variable: one record stands for itself, several are a list."""
    state = call.state
    if call.set_name == "Variable":
        kept = state.kept
        call.session.set_variable(call.values.Variable, kept[0] if len(kept) == 1 else kept or None)
    elif getattr(state, "file", None) is not None:
        state.file.close()
