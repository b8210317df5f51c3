"""Text files for the cmdlets that read and write them: encodings by PowerShell's names, lines, replacing in one go.

A file that is replaced is written beside the old one and renamed when it is complete.
"""

from __future__ import annotations

import os
import stat

from ..errors import CommandError, ErrorRecord
from ..files import Replacement

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

_ENCODINGS = {
    "default": ("utf-8", b""),
    "string": ("utf-16-le", b"\xff\xfe"),
    "unknown": ("utf-16-le", b"\xff\xfe"),
    "ascii": ("ascii", b""),
    "ansi": ("cp1252", b""),
    "oem": ("cp437", b""),
    "unicode": ("utf-16-le", b"\xff\xfe"),
    "bigendianunicode": ("utf-16-be", b"\xfe\xff"),
    "utf7": ("utf-7", b""),
    "utf8": ("utf-8", b""),
    "utf8nobom": ("utf-8", b""),
    "utf8bom": ("utf-8", b"\xef\xbb\xbf"),
    "utf32": ("utf-32-le", b"\xff\xfe\x00\x00"),
    "bigendianutf32": ("utf-32-be", b"\x00\x00\xfe\xff"),
}
MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte order marks; the longer ones first, for UTF-32's begins with UTF-16's."""


class Encoding:
    """How text becomes bytes: Python's codec and the mark at the beginning of a file."""

    __slots__ = ("codec", "mark")

    def __init__(self, codec: str, mark: bytes) -> None:
        self.codec = codec
        self.mark = mark


def encoding(name: str | None) -> Encoding:
    """The encoding of PowerShell's name, or of any registered one; None means UTF-8.

    Raises CommandError, in the words of .NET, for one that nobody knows.
    """
    if name is None:
        return Encoding("utf-8", b"")
    known = _ENCODINGS.get(name.lower())
    if known is not None:
        return Encoding(*known)
    import codecs

    try:
        found = codecs.lookup(f"cp{name}" if name.isdigit() else name)
    except (LookupError, ValueError):
        raise _encoding_refused(name) from None
    if not getattr(found, "_is_text_encoding", True):
        raise _encoding_refused(name)
    return Encoding(found.name, b"")


def _encoding_refused(name: str) -> CommandError:
    message = (
        f"Cannot process argument transformation on parameter 'Encoding'. '{name}' is not a supported encoding name. "
        "For information on defining a custom encoding, see the documentation for the Encoding.RegisterProvider "
        "method. (Parameter 'name')"
    )
    return CommandError([ErrorRecord("ParameterArgumentTransformationError", message, category="InvalidData")])


LONGEST = 64 * 1024 * 1024
"""The characters of one text from a device or a pipe, which need not have an end as a file has."""


def read_lines(path: str, chosen: Encoding) -> Iterator[str]:
    """The file's lines without their ends. Raises OSError, also for a line that does not end (``LONGEST``)."""
    with _open(path, chosen, newline=None) as stream:
        if _ends(stream):
            for line in stream:
                yield line.removesuffix("\n")
            return
        while line := stream.readline(LONGEST + 1):
            yield _checked(line).removesuffix("\n")


def read_text(path: str, chosen: Encoding) -> str:
    """The whole file as it is, line ends included. Raises OSError, also for one that does not end (``LONGEST``)."""
    with _open(path, chosen, newline="") as stream:
        return stream.read() if _ends(stream) else _checked(stream.read(LONGEST + 1))


def _ends(stream: IO[str]) -> bool:
    """Whether this is a file, which is as long as it is."""
    return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)


def _checked(text: str) -> str:
    if len(text) > LONGEST:
        raise OSError(27, f"more than {LONGEST // 1024 // 1024} million characters come without an end")
    return text


def _open(path: str, chosen: Encoding, newline: str | None) -> IO[str]:
    """A text stream behind the byte order mark, which also tells the encoding; bad bytes become U+FFFD."""
    import io

    # Pipes cannot go back, so the mark is looked at and not read.
    raw = io.BufferedReader(io.FileIO(path))
    start = raw.peek(4)[:4]
    mark, codec = next(((mark, codec) for mark, codec in MARKS if start.startswith(mark)), (b"", chosen.codec))
    raw.read(len(mark))
    errors = "replace"
    if codec == "ascii":
        # There .NET has no better character for a bad byte.
        import codecs

        errors = "pscompat.question_marks"
        codecs.register_error(errors, lambda error: ("?" * (error.end - error.start), error.end))  # type: ignore[attr-defined]
    return io.TextIOWrapper(raw, encoding=codec, errors=errors, newline=newline)


class TextFile:
    """A text file being written; the old one stays until ``close``. What stops in between leaves nothing behind."""

    def __init__(self, path: str, chosen: Encoding, *, append: bool = False) -> None:
        """Raises OSError where the file cannot be written."""
        self.path = os.path.realpath(path)
        self.codec = chosen.codec
        self._new: Replacement | None = None
        special = os.path.lexists(self.path) and not os.path.isfile(self.path)
        if append or special:
            self._stream: IO[bytes] | None = open(self.path, "ab")  # noqa: SIM115
            if not special and os.path.getsize(self.path) == 0:
                self.write_bytes(chosen.mark)
        else:
            if os.path.exists(self.path) and not os.access(self.path, os.W_OK):
                raise PermissionError(13, "Permission denied", self.path)
            self._new = Replacement(self.path)
            self._stream = self._new.stream
            self.write_bytes(chosen.mark)

    def write(self, text: str) -> None:
        """Write a text; characters that the encoding lacks become question marks. Raises OSError."""
        self.write_bytes(text.encode(self.codec, "replace"))

    def write_bytes(self, data: bytes) -> None:
        """Write bytes as they are. Raises OSError; the old file stays then, and nothing more is written."""
        if self._stream is None:
            return
        try:
            self._stream.write(data)
        except OSError:
            self.drop()
            raise

    def close(self) -> None:
        """Finish the file and put it in its place. Raises OSError; the old file stays then."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        if self._new is not None:
            self._new.keep()
        else:
            stream.close()

    def drop(self) -> None:
        """Leave the old file as it is."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        if self._new is not None:
            self._new.drop()
        else:
            import contextlib

            with contextlib.suppress(OSError):
                stream.close()

    def __del__(self) -> None:
        if getattr(self, "_stream", None) is not None:
            self.drop()


def no_room(path: str, error: OSError) -> str:
    """Why a text cannot be written, in the words of .NET."""
    return f"{error.strerror or error} : '{path}'"
