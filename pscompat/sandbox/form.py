"""Forms as requests carry them: texts, and files of any size, which stay where they were received."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from urllib.parse import unquote

from .answers import Refusal

_PIECE = 1024 * 1024
_MOST_PARTS = 1000
_LONGEST_HEAD = 16 * 1024
_LONGEST_TEXT = 16 * 1024 * 1024
_BOUNDARY = re.compile(r'boundary="?([^";,]{1,200})"?', re.IGNORECASE)
_NAME = re.compile(r'[;\s]name="([^"]*)"', re.IGNORECASE)
_FILE = re.compile(r'[;\s]filename="([^"]*)"', re.IGNORECASE)
_FILE_EXTENDED = re.compile(r"[;\s]filename\*=utf-8''([^;\s]*)", re.IGNORECASE)
_TYPE = re.compile(r"^content-type:[ \t]*([^\r\n]*)", re.IGNORECASE | re.MULTILINE)


class Buffer:
    """Bytes that lie in a file, searched and cut without holding more of them than a mebibyte or what is cut."""

    __slots__ = ("_file", "size")

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self.size = size

    def __getitem__(self, part: slice) -> bytes:
        start = part.start or 0
        self._file.seek(start)
        return self._file.read(max(0, (self.size if part.stop is None else part.stop) - start))

    def find(self, wanted: bytes, start: int = 0) -> int:
        """Where the bytes first stand from ``start`` on; -1 where they do not."""
        while start < self.size:
            # What lies across the edge of a window is found in the next one, which begins before that edge.
            found = self[start : start + _PIECE + len(wanted) - 1].find(wanted)
            if found >= 0:
                return start + found
            start += _PIECE
        return -1


class FormFile:
    """A file in a form: its name, media type, size, and its bytes piece by piece."""

    __slots__ = ("_buffer", "_end", "_start", "media_type", "name")

    def __init__(self, name: str, media_type: str, buffer: Buffer, start: int, end: int) -> None:
        self.name = name
        self.media_type = media_type
        self._buffer = buffer
        self._start = start
        self._end = end

    @property
    def size(self) -> int:
        """The number of bytes."""
        return self._end - self._start

    def pieces(self) -> Iterator[bytes]:
        """The bytes, a mebibyte at a time."""
        for start in range(self._start, self._end, _PIECE):
            yield self._buffer[start : min(start + _PIECE, self._end)]


def parse_form(content_type: str, buffer: Buffer) -> dict[str, str | FormFile]:
    """The fields of a form; of a repeated name the last one counts. Raises Refusal for a broken form."""
    match = _BOUNDARY.search(content_type)
    if match is None:
        raise _broken()
    delimiter = b"--" + match.group(1).encode("utf-8", "replace")
    fields: dict[str, str | FormFile] = {}
    at = buffer.find(delimiter)
    for _ in range(_MOST_PARTS):
        if at < 0:
            raise _broken()
        start = at + len(delimiter)
        if buffer[start : start + 2] == b"--":
            return fields
        head_end = buffer.find(b"\r\n\r\n", start)
        if head_end < 0 or head_end - start > _LONGEST_HEAD:
            raise _broken()
        head = buffer[start:head_end].decode("utf-8", "replace")
        at = buffer.find(b"\r\n" + delimiter, head_end + 2)
        if at < 0:
            raise _broken()
        _take(fields, head, buffer, head_end + 4, max(head_end + 4, at))
        at += 2
    raise _broken()


def _take(fields: dict[str, str | FormFile], head: str, buffer: Buffer, start: int, end: int) -> None:
    name = _NAME.search(head)
    if name is None:
        raise _broken()
    extended, simple = _FILE_EXTENDED.search(head), _FILE.search(head)
    if extended is None and simple is None:
        if end - start > _LONGEST_TEXT:
            raise Refusal(413, f"The field '{name.group(1)}' of your form is too large.", param=name.group(1))
        fields[name.group(1)] = buffer[start:end].decode("utf-8", "replace")
        return
    media_type = _TYPE.search(head)
    fields[name.group(1)] = FormFile(
        unquote(extended.group(1)) if extended else simple.group(1) if simple else "",
        media_type.group(1).strip() if media_type else "application/octet-stream",
        buffer,
        start,
        end,
    )


def _broken() -> Refusal:
    return Refusal(400, "We could not parse the multipart body of your request.")
