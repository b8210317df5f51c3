"""Records from other processes: JSON Lines, a JSON array, JSON over several lines, or plain lines.

An object read back gets the type name that the module file's table gives for its API ``object`` value, and its date
members as dates; whole numbers stay whole, however large. Memory holds one record at a time.
"""

from __future__ import annotations

from ..dotnet.containers import PSCustomObject
from .json_record import MAX_BYTES, TOO_LONG, decoder, reason_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from .json_record import NumberedLine, OnError, Tag


def read_lines(read: Callable[[], bytes], waiting: Callable[[], None]) -> Iterator[bytes | None]:
    """The lines of a stream without their line feeds; None stands for one that is longer than ``MAX_BYTES``.

    ``read`` gives the next bytes, none at the end; ``waiting`` is called before each ``read``, which may take long.
    """
    pieces: list[bytes] = []
    size = 0
    while True:
        waiting()
        chunk = read()
        if not chunk:
            break
        first, *others = chunk.split(b"\n")
        size += len(first)
        if size <= MAX_BYTES:
            pieces.append(first)
        else:
            pieces.clear()
        if others:
            yield b"".join(pieces) if size <= MAX_BYTES else None
            last = others.pop()
            yield from others
            pieces, size = [last], len(last)
    if size:
        yield b"".join(pieces) if size <= MAX_BYTES else None


def read_records(lines: Iterable[bytes | None], tag: Tag, on_error: OnError) -> Iterator[Any]:
    """The records on a stream of lines, one at a time.

    The first line with something on it decides: if it is JSON all lines must be; if it starts an array or object that
    ends on a later line, the rest is read as such; else every line is a string. ``tag`` puts type names on objects,
    ``on_error`` is told of each line that cannot be read, by its number, and the rest goes on.
    """
    decode = decoder()
    numbered = enumerate(lines, 1)
    for number, raw in numbered:
        if raw is None:
            on_error(number, TOO_LONG)
            continue
        line = _text(raw).removeprefix("\ufeff")
        start = line.lstrip()
        if not start:
            continue
        try:
            value = decode(start)
        except (ValueError, RecursionError) as error:
            if start[0] not in "[{":
                yield line
                yield from _texts(numbered, on_error)
                return
            if isinstance(error, RecursionError):
                on_error(number, reason_of(error))
                continue
            from .json_pieces import is_broken, read_pieces

            ahead: list[NumberedLine] = []
            if not is_broken(start, numbered, ahead, decode):
                yield from read_pieces(_joined([(number, raw), *ahead], numbered), decode, tag, on_error)
                return
            # Only the first line is broken: the others are JSON Lines.
            on_error(number, reason_of(error))
            yield from _json_lines(_joined(ahead, numbered), decode, tag, on_error)
            return
        if type(value) is list:
            yield from (tag(item) if type(item) is PSCustomObject else item for item in value)
        else:
            yield tag(value) if type(value) is PSCustomObject else value
        yield from _json_lines(numbered, decode, tag, on_error)
        return


def _json_lines(
    numbered: Iterable[NumberedLine], decode: Callable[[str], Any], tag: Tag, on_error: OnError
) -> Iterator[Any]:
    for number, raw in numbered:
        try:
            value = decode(str(raw, "utf-8"))  # type: ignore[arg-type]
        except (ValueError, RecursionError, TypeError) as error:
            if raw is None:
                on_error(number, TOO_LONG)
                continue
            line = _text(raw)
            if not line.strip():
                continue
            if not isinstance(error, UnicodeDecodeError):
                on_error(number, reason_of(error))
                continue
            try:
                value = decode(line)
            except (ValueError, RecursionError) as second:
                on_error(number, reason_of(second))
                continue
        yield tag(value) if type(value) is PSCustomObject else value


def _texts(numbered: Iterable[NumberedLine], on_error: OnError) -> Iterator[str]:
    for number, raw in numbered:
        if raw is None:
            on_error(number, TOO_LONG)
        else:
            yield _text(raw)


def _joined(ahead: list[NumberedLine], rest: Iterable[NumberedLine]) -> Iterator[NumberedLine]:
    yield from ahead
    yield from rest


def _text(raw: bytes) -> str:
    """A line without its end; bytes that are not UTF-8 become replacement characters."""
    return raw.decode("utf-8", "replace").rstrip("\r\n")
