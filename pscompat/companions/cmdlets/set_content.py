"""Set-Content: writes values to files, each on a line of its own; nulls write nothing."""

from __future__ import annotations

from pscompat.dotnet.strings import to_string
from pscompat.engine.paths import full_path, matching_paths
from pscompat.engine.text_files import TextFile, encoding, no_room
from pscompat.errors import ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pscompat.engine.call import Call


def begin(call: Call) -> None:
    """Start without files; they are opened with the first values."""
    call.state.names = ()
    call.state.files = []


def process(call: Call) -> Iterable[Any]:
    """Write the record's values to the files."""
    values = call.values
    names = tuple(values.LiteralPath if "LiteralPath" in call.bound else values.Path)
    if names != call.state.names:
        _open(call, names)
    items = list(_items(values.Value))
    for item in items:
        if item is None:
            continue
        text = to_string(item) + ("" if values.NoNewline else "\n")
        for file in call.state.files:
            try:
                file.write(text)
            except OSError as error:
                call.error(_failure("Write", file.path, error))
    return items if values.PassThru and call.state.files else ()


def clean(call: Call) -> None:
    """Finish the files."""
    files, call.state.files = call.state.files, []
    for file in files:
        try:
            file.close()
        except OSError as error:
            call.error(_failure("Close", file.path, error))


def _open(call: Call, names: tuple[str, ...]) -> None:
    clean(call)
    call.state.names = names
    chosen = encoding(call.values.Encoding)
    for name in names:
        for path in [full_path(name)] if "LiteralPath" in call.bound else matching_paths(name):
            if not call.should_process(f"Path: {path}", "Set Content"):
                continue
            try:
                call.state.files.append(TextFile(path, chosen))
            except (OSError, ValueError) as error:
                call.error(_write_error(path, error))


def _items(value: Any) -> Iterator[Any]:
    """The values, those of lists in them one by one."""
    for item in value if isinstance(value, list) else (value,):
        if isinstance(item, list):
            yield from _items(item)
        else:
            yield item


def _write_error(path: str, error: Exception) -> ErrorRecord:
    if isinstance(error, IsADirectoryError):
        message = f"Unable to write content because it is a directory: '{path}'."
        return _record("WriteContainerContentException", message, "InvalidOperation")
    if isinstance(error, PermissionError):
        message = f"Access to the path '{path}' is denied."
        return _record("GetContentWriterUnauthorizedAccessError", message, "PermissionDenied", path)
    if isinstance(error, FileNotFoundError):
        message = f"Could not find a part of the path '{path}'."
        return _record("GetContentWriterDirectoryNotFoundError", message, "ObjectNotFound", path)
    reason = getattr(error, "strerror", None) or str(error)
    return _record("GetContentWriterIOError", f"{reason}: '{path}'", "WriteError", path)


def _failure(operation: str, path: str, error: OSError) -> ErrorRecord:
    which = "writer" if operation == "Write" else "reader or writer"
    message = f"The invocation of {operation} on the 'FileSystem' provider's content {which} failed for path '{path}'."
    message = f"{message} {no_room(path, error)}"
    return _record(f"ProviderContent{operation}Error", message, "NotSpecified", path)


def _record(error_id: str, message: str, category: str, target: Any = None) -> ErrorRecord:
    return ErrorRecord(error_id, message, category=category, target=target)
