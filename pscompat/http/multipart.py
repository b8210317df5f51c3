"""Forms with files (psopenai.md §5): written as described there, read from disk piece by piece.

A text part has only a Content-Disposition line; a file part names its file as browsers do, or as RFC 5987 says, so that
quotes and line ends in file names cannot break the header. The boundary is a GUID, quoted in the header; line ends
are CRLF, and none follows the closing boundary.
"""

from __future__ import annotations

import os
from urllib.parse import quote

from ..dotnet.texts import is_file_name, utf8
from .request_errors import LocalError, local_error
from .urls import wire_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from .meter import Meter
    from .settings import Settings

_BLOCK = 64 * 1024
_BYTES_TYPE = "application/octet-stream"
_ATTRIBUTE_SAFE = "!#$&+-.^_`|~"
_NAME_ESCAPES = {'"': "%22", "\r": "%0D", "\n": "%0A"}
_NO_SUCH_PATH = "System.Management.Automation.ItemNotFoundException"


class FilePart:
    """A file in a form: from disk, or from memory when ``content`` is given."""

    __slots__ = ("content", "name", "path")

    def __init__(self, path: str | os.PathLike[str] = "", *, name: str = "", content: bytes | None = None) -> None:
        """``path`` may be relative; ``name`` is the name that is sent, the path's last part by default."""
        self.path = os.fspath(path)
        self.content = content
        self.name = name or os.path.basename(self.path)

    def __repr__(self) -> str:
        return f"FilePart({self.name!r})"

    def size(self, settings: Settings) -> int:
        """The number of bytes. Raises LocalError when there is no such file or it cannot be read."""
        if self.content is not None:
            return len(self.content)
        try:
            with self.open() as file:
                return os.fstat(file.fileno()).st_size
        except OSError as error:
            raise file_error(self.path, error, settings) from None

    def open(self) -> BinaryIO:
        """The file, to be read from the start. Raises OSError."""
        if self.content is not None:
            import io

            return io.BytesIO(self.content)
        if not is_file_name(self.path):
            raise OSError(0, "it is not a valid path")
        if not os.path.isfile(self.path) and os.path.exists(self.path):
            # A pipe or a device has no size to announce; a folder no content.
            raise IsADirectoryError(self.path) if os.path.isdir(self.path) else OSError(0, "it is not a regular file")
        return open(self.path, "rb")


def file_error(path: str, error: OSError, settings: Settings) -> LocalError:
    """The error for a file that cannot be sent: PowerShell's text where there is no such path, else the reason."""
    where = os.path.abspath(path) if is_file_name(path) else repr(path)
    command = settings.provider.errors.commands.get("file", "") or settings.command
    if isinstance(error, FileNotFoundError):
        message = f"Cannot find path '{where}' because it does not exist."
        return local_error(message, command, exception=_NO_SUCH_PATH)
    if isinstance(error, PermissionError):
        message = f"Access to the path '{where}' is denied."
        return local_error(message, command, exception="System.UnauthorizedAccessException")
    reason = "it is a folder" if isinstance(error, IsADirectoryError) else error.strerror or str(error)
    return local_error(f"Cannot read '{where}': {reason}.", command, exception="System.IO.IOException")


class Upload:
    """A body that is read from files while it is sent: its length, and a fresh stream for each attempt."""

    length: int
    meter: Meter | None = None
    """What is told how much of it went out."""

    def stream(self) -> UploadStream:
        """The body from its start."""
        blocks = self._blocks()
        if self.meter is not None:
            self.meter.done = 0
            blocks = self.meter.counted(blocks, len)
        return UploadStream(blocks, self.length)

    def _blocks(self) -> Iterator[bytes]:
        raise NotImplementedError


class FileBody(Upload):
    """A file as it is."""

    def __init__(self, file: FilePart, settings: Settings) -> None:
        """Raises LocalError for a file that is not there or cannot be read."""
        self.file = file
        self.length = file.size(settings)

    def _blocks(self) -> Iterator[bytes]:
        return _file_blocks(self.file, self.length)


class Multipart(Upload):
    """A form as a body, with its content type; ``fields`` are name, content and size of each part."""

    def __init__(self, fields: list[tuple[str, object]], settings: Settings) -> None:
        """``fields`` are name and value: a list repeats the part, a FilePart is sent as a file.

        Raises LocalError for a file that is not there or cannot be read; nothing was sent then.
        """
        import uuid

        self._boundary = str(uuid.uuid4())
        self.content_type = f'multipart/form-data; boundary="{self._boundary}"'
        self._parts: list[tuple[bytes, bytes | FilePart, int]] = []
        self.fields: list[tuple[str, bytes | FilePart, int]] = []
        for name, value in fields:
            for item in value if isinstance(value, (list, tuple)) else (value,):
                self._add(name, item, settings)
        self.length = sum(len(head) + size + 2 for head, _, size in self._parts) + len(self._closing)

    @property
    def _closing(self) -> bytes:
        return f"--{self._boundary}--".encode()

    def _add(self, name: str, item: object, settings: Settings) -> None:
        shown = _quoted(name)
        head = f'--{self._boundary}\r\nContent-Disposition: form-data; name="{shown}"'
        if isinstance(item, FilePart):
            file = item
            if settings.provider.requests.rfc5987:
                head += f"; filename*=utf-8''{quote(_name_bytes(file.name), safe=_ATTRIBUTE_SAFE)}"
            else:
                head += f'; filename="{_quoted(file.name)}"'
            head += f"\r\nContent-Type: {_content_type(file, settings)}"
            content: bytes | FilePart = file
            size = file.size(settings)
        else:
            content = item if isinstance(item, bytes) else utf8(wire_text(item))
            size = len(content)
        self.fields.append((name, content, size))
        self._parts.append((_name_bytes(head + "\r\n\r\n"), content, size))

    def _blocks(self) -> Iterator[bytes]:
        for head, content, size in self._parts:
            yield head
            if isinstance(content, bytes):
                yield content
            else:
                yield from _file_blocks(content, size)
            yield b"\r\n"
        yield self._closing


class UploadStream:
    """A body that is read like a file, never whole in memory."""

    def __init__(self, blocks: Iterator[bytes], length: int) -> None:
        self._blocks = blocks
        self._rest = b""
        self.len = length

    def __iter__(self) -> Iterator[bytes]:
        return self._blocks

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size``; none at the end."""
        if size is None or size < 0:
            rest, self._rest = self._rest, b""
            return rest + b"".join(self._blocks)
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return b""
            self._rest = block
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


class FileChangedError(OSError):
    """A file became shorter while it was sent."""


def _file_blocks(part: FilePart, size: int) -> Iterator[bytes]:
    """Exactly ``size`` bytes of the file, as announced; what was appended meanwhile is left out."""
    with part.open() as file:
        left = size
        while left:
            block = file.read(min(_BLOCK, left))
            if not block:
                raise FileChangedError(f"The file '{part.path}' became shorter while it was sent.")
            left -= len(block)
            yield block


def _content_type(file: FilePart, settings: Settings) -> str:
    """The media type of a file's ending; bytes without a file have none."""
    return _BYTES_TYPE if file.content is not None else mime_type(file.name, settings)


def mime_type(name: str, settings: Settings) -> str:
    """The media type that the module file gives for the name's ending; bytes without a type otherwise."""
    ending = os.path.splitext(name)[1].lower()
    return settings.provider.mime_types.get(ending, _BYTES_TYPE)


def _name_bytes(name: str) -> bytes:
    """The bytes of a file's name, which need not be UTF-8."""
    try:
        return name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return utf8(name)


def _quoted(name: str) -> str:
    """A name within quotes, as browsers write it (HTML, multipart/form-data encoding algorithm)."""
    return "".join(_NAME_ESCAPES.get(char, char) for char in name)
