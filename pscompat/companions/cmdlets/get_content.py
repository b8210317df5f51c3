"""Get-Content: lines of files, each as soon as it is read."""

from __future__ import annotations

from collections import deque
from itertools import islice

from pscompat.dotnet.containers import NetList
from pscompat.dotnet.numbers import Byte
from pscompat.dotnet.wildcard import contains_wildcards, unescape
from pscompat.engine.content_files import no_such_item
from pscompat.engine.item_paths import NameFilter, absolute, matching_items
from pscompat.engine.text_files import encoding, read_lines, read_text
from pscompat.errors import CommandError, ErrorRecord, PscompatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pscompat.engine.call import Call
    from pscompat.engine.text_files import Encoding


NOT_RUN = ("Credential", "Wait")
_CHUNK = 65536


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
    _check_modes(call)
    chosen = encoding(values.Encoding)
    for path in _paths(call):
        try:
            if values.Raw and not values.AsByteStream:
                text = read_text(path, chosen)
                yield from (text,) if text else ()
            elif values.Raw:
                content = NetList("System.Byte[]", _bytes_of(path))
                yield from (content,) if content else ()
            else:
                lines = _pieces(call, path, chosen)
                wanted = lines if total < 0 else islice(lines, total)
                yield from _in_lists(wanted if tail < 0 else deque(wanted, tail), values.ReadCount)
        except (OSError, ValueError) as error:
            call.error(_read_error(path, error))


def _check_modes(call: Call) -> None:
    """Raise CommandError for ways to read that exclude each other."""
    values = call.values
    if values.Raw and (values.Tail is not None or values.TotalCount is not None or values.Delimiter is not None):
        other = "Tail" if values.Tail is not None else "TotalCount" if values.TotalCount is not None else "Delimiter"
        raise CommandError(
            [
                ErrorRecord(
                    "InvalidOperation",
                    f"The parameters Raw and {other} cannot be used together. Please specify only one parameter.",
                    category="InvalidOperation",
                )
            ]
        )
    if values.AsByteStream and values.Delimiter is not None:
        message = "A delimiter cannot be specified when reading the stream one byte at a time."
        raise CommandError([ErrorRecord("GetContentReaderArgumentError", message, category="InvalidArgument")])


def _pieces(call: Call, path: str, chosen: Encoding) -> Iterator[Any]:
    """The bytes of a file, what stands between its delimiters, or its lines. Raises OSError."""
    values = call.values
    if values.AsByteStream:
        return _bytes_of(path)
    if values.Delimiter:
        text = read_text(path, chosen)
        pieces = text.split(values.Delimiter)
        return iter(pieces[:-1] if pieces[-1] == "" else pieces)
    return read_lines(path, chosen)


def _bytes_of(path: str) -> Iterator[Byte]:
    with open(path, "rb") as file:
        while chunk := file.read(_CHUNK):
            yield from map(Byte, chunk)


def _count(value: Any) -> int:
    return -1 if value is None else int(value)


def _in_lists(lines: Iterable[Any], size: Any) -> Iterator[Any]:
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
    taken = NameFilter(call)
    for name in call.values.LiteralPath if literal else call.values.Path:
        if literal or not contains_wildcards(name):
            paths = [absolute(name if literal else unescape(name))]
        else:
            try:
                paths = matching_items(name, force=bool(call.values.Force))
            except PscompatError as error:
                call.error(_record(error.error_id, error.message, error.category, name))
                continue
            if not paths:
                call.error(no_such_item(name))
        for path in paths:
            if _is_there(call, path, name, literal) and taken.takes(path):
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
