"""Export-Csv: records to a file of comma-separated values."""

from __future__ import annotations

import os

from pscompat.dotnet.csv_text import LINE_END, CsvReader
from pscompat.dotnet.property_expression import property_name
from pscompat.engine.csv_options import csv_writer, delimiter_of
from pscompat.engine.item_paths import absolute
from pscompat.engine.text_files import TextFile, encoding, read_text
from pscompat.errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pscompat.engine.call import Call


def begin(call: Call) -> None:
    """Open the file, unless -WhatIf only tells of it. Raises CommandError where it cannot be written."""
    values, state = call.values, call.state
    state.file = state.failed = None
    state.writer = csv_writer(call)
    given = [name for name in ("Path", "LiteralPath") if name in call.bound]
    if len(given) != 1:
        message = "You must specify either the -Path or -LiteralPath parameters, but not both."
        raise CommandError([ErrorRecord("CannotSpecifyPathAndLiteralPath", message, category="InvalidData")])
    state.name = values[given[0]]
    if not call.should_process(state.name):
        return
    state.path = path = absolute(state.name)
    chosen = encoding(values.Encoding)
    try:
        if values.NoClobber and not values.Append and os.path.lexists(path):
            message = f"The file '{path}' already exists."
            raise CommandError([ErrorRecord("NoClobber", message, category="ResourceExists", target=path)])
        if values.Force and os.path.isfile(path) and not os.access(path, os.W_OK):
            os.chmod(path, os.stat(path).st_mode | 0o200)
        if values.Append and os.path.isfile(path):
            _take_columns(call, read_text(path, chosen))
        state.file = TextFile(path, chosen, append=bool(values.Append))
    except OSError as error:
        raise CommandError([_open_error(path, error)]) from None


def _take_columns(call: Call, text: str) -> None:
    """The columns of a file that is added to, and whether it lacks a last line end."""
    reader = CsvReader(delimiter_of(call), None, lambda _: None)
    next(reader.records(text + LINE_END + "x"), None)
    call.state.writer.names = reader.header if text.strip() else None


def process(call: Call) -> None:
    """Write the record's line. Raises CommandError where it lacks columns of the file, or the file takes no more."""
    values, state = call.values, call.state
    if state.file is None:
        return
    record, writer = values.InputObject, state.writer
    lines = []
    if writer.names is None:
        lines += writer.head(record, with_type=bool(values.IncludeTypeInformation), with_names=not values.NoHeader)
    elif values.Append and not values.Force and state.failed is None:
        state.failed = next((name for name in writer.names if property_name(record, name) is None), "")
        if state.failed:
            raise CommandError([_mismatched(state.name, state.failed)])
    lines.append(writer.line(record))
    try:
        state.file.write("".join([line + LINE_END for line in lines]))
    except OSError as error:
        raise CommandError([_open_error(state.path, error)]) from None


def clean(call: Call) -> None:
    """Finish the file."""
    file = getattr(call.state, "file", None)
    if file is not None:
        call.state.file = None
        file.close()


def _mismatched(path: str, column: str) -> ErrorRecord:
    message = (
        f"Cannot append CSV content to the following file: {path}. The appended object does not have a property that "
        f"corresponds to the following column: {column}. To continue with mismatched properties, add the -Force "
        "parameter, and then retry the command."
    )
    return ErrorRecord(
        "CannotAppendCsvWithMismatchedPropertyNames",
        message,
        category="InvalidData",
        exception="InvalidOperationException",
        target=column,
    )


def _open_error(path: str, error: OSError) -> ErrorRecord:
    if isinstance(error, (PermissionError, IsADirectoryError)):
        message = f"Access to the path '{path}' is denied."
    elif isinstance(error, FileNotFoundError):
        message = f"Could not find a part of the path '{path}'."
    else:
        message = f"{error.strerror or error}: '{path}'"
    return ErrorRecord("FileOpenFailure", message, category="OpenError", target=path)
