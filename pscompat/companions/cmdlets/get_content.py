"""Get-Content: lines of files, each as soon as it is read."""

from __future__ import annotations

from collections import deque
from itertools import islice

from pscompat.dotnet.wildcard import contains_wildcards
from pscompat.engine.paths import full_path, matching_paths
from pscompat.engine.text_files import encoding, read_lines, read_text
from pscompat.errors import ErrorRecord, PscompatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pscompat.engine.call import Call


def process(call: Call) -> Iterator[Any]:
    """Write the lines of the files that the record, or the command line, names."""
    values = call.values
    total, tail = _count(values.TotalCount), _count(values.Tail)
    if total != -1 and tail != -1:
        message = "The parameters TotalCount and Tail cannot be used together. Please specify only one parameter."
        call.error(_record("TailAndHeadCannotCoexist", message, "InvalidOperation", None))
        return
    if total == 0:
        return
    chosen = encoding(values.Encoding)
    for path in _paths(call):
        try:
            if values.Raw:
                text = read_text(path, chosen)
                yield from (text,) if text else ()
            else:
                lines = read_lines(path, chosen)
                wanted = lines if total < 0 else islice(lines, total)
                yield from _in_lists(wanted if tail < 0 else deque(wanted, tail), values.ReadCount)
        except (OSError, ValueError) as error:
            call.error(_read_error(path, error))


def _count(value: Any) -> int:
    return -1 if value is None else int(value)


def _in_lists(lines: Iterable[str], size: Any) -> Iterator[Any]:
    """One by one, or as lists of that many lines; 0 means all in one list."""
    count = 1 if size is None else int(size)
    if count == 1:
        yield from lines
        return
    source = iter(lines)
    while True:
        together = list(islice(source, count if count > 0 else None))
        if not together:
            return
        yield together


def _paths(call: Call) -> Iterator[str]:
    """The files that are there; an error is written for the others."""
    literal = "LiteralPath" in call.bound
    for name in call.values.LiteralPath if literal else call.values.Path:
        try:
            paths = [full_path(name)] if literal else matching_paths(name)
        except PscompatError as error:
            call.error(_record(error.error_id, error.message, error.category, name))
            continue
        for path in paths:
            if _is_there(call, path, name, literal):
                yield path


def _is_there(call: Call, path: str, name: str, literal: bool) -> bool:
    import os

    if os.path.isdir(path):
        message = f"Unable to get content because it is a directory: '{path}'. Please use 'Get-ChildItem' instead."
        call.error(_record("GetContainerContentException", message, "InvalidOperation", None))
        return False
    if not os.path.lexists(path) and (literal or not contains_wildcards(name)):
        message = f"Cannot find path '{path}' because it does not exist."
        call.error(_record("PathNotFound", message, "ObjectNotFound", name))
        return False
    return True


def _read_error(path: str, error: Exception) -> ErrorRecord:
    if isinstance(error, PermissionError):
        message = f"Access to the path '{path}' is denied."
        return _record("GetContentReaderUnauthorizedAccessError", message, "PermissionDenied", path)
    reason = getattr(error, "strerror", None) or str(error)
    return _record("GetContentReaderIOError", f"{reason}: '{path}'", "ReadError", path)


def _record(error_id: str, message: str, category: str, target: Any) -> ErrorRecord:
    return ErrorRecord(error_id, message, category=category, target=target)
