"""Values written to files by Set-Content and Add-Content: each on a line of its own; nulls write nothing."""

from __future__ import annotations

import os

from ..dotnet.conversion import convert
from ..dotnet.strings import to_string
from ..dotnet.types import resolve
from ..dotnet.wildcard import contains_wildcards
from ..errors import CommandError, ConversionError, ErrorRecord
from .item_paths import NameFilter, absolute, matching_items
from .text_files import TextFile, encoding, no_room

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from .call import Call


def begin_contents(call: Call, *, append: bool) -> None:
    """Start without files; they are opened with the first values."""
    call.state.names = ()
    call.state.files = []
    call.state.append = append


def write_contents(call: Call) -> Iterable[Any]:
    """Write the record's values to the files; gives what -PassThru writes on. Raises CommandError for no byte."""
    values = call.values
    names = tuple(values.LiteralPath if "LiteralPath" in call.bound else values.Path)
    if names != call.state.names:
        _open(call, names)
    items = list(_items(values.Value))
    for item in items:
        if item is None:
            continue
        for file in call.state.files:
            try:
                if values.AsByteStream:
                    file.write_bytes(bytes([_byte(item)]))
                else:
                    file.write(to_string(item) + ("" if values.NoNewline else "\n"))
            except OSError as error:
                call.error(_failure("Write", file.path, error))
    return items if values.PassThru and call.state.files else ()


def _byte(value: Any) -> int:
    try:
        converted: Any = convert(value, resolve("System.Byte"))
    except ConversionError:
        message = "Cannot proceed with byte encoding. When using byte encoding the content must be of type byte."
        record = ErrorRecord("ByteEncodingRequired", message, category="InvalidArgument", exception="ArgumentException")
        raise CommandError([record]) from None
    return int(converted)


def close_contents(call: Call) -> None:
    """Finish the files."""
    files, call.state.files = call.state.files, []
    for file in files:
        try:
            file.close()
        except OSError as error:
            call.error(_failure("Close", file.path, error))


def _open(call: Call, names: tuple[str, ...]) -> None:
    close_contents(call)
    call.state.names = names
    values, append = call.values, call.state.append
    chosen = encoding(values.Encoding)
    for path in _targets(call, names):
        if not call.should_process(f"Path: {path}", "Add Content" if append else "Set Content"):
            continue
        try:
            if values.Force and os.path.isfile(path) and not os.access(path, os.W_OK):
                os.chmod(path, os.stat(path).st_mode | 0o200)
            call.state.files.append(TextFile(path, chosen, append=append))
        except (OSError, ValueError) as error:
            call.error(_write_error(path, error))


def _targets(call: Call, names: tuple[str, ...]) -> Iterator[str]:
    """The absolute paths of the files. Where a wildcard matches a name that has wildcards itself, that one is not."""
    taken = NameFilter(call)
    for name in names:
        if "LiteralPath" in call.bound or not contains_wildcards(name):
            path = absolute(name)
            if taken.takes(path):
                yield path
            continue
        found = [path for path in matching_items(name, force=bool(call.values.Force)) if taken.takes(path)]
        plain = [path for path in found if not contains_wildcards(os.path.basename(path))]
        if not found or len(plain) < len(found):
            call.error(no_such_item(name))
        yield from plain


def no_such_item(name: str) -> ErrorRecord:
    """The error for a pattern that nothing matches."""
    message = (
        f"An object at the specified path {name} does not exist, or has been filtered by the -Include or -Exclude "
        "parameter."
    )
    return ErrorRecord("ItemNotFound", message, category="ObjectNotFound", exception="Exception", target=name)


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
