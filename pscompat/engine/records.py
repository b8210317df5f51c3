"""Records from other processes: JSON Lines, a JSON array, JSON over several lines, or plain lines.

An object read back gets the type name that the module file's table gives for its API ``object`` value, and its date
members as dates; whole numbers stay whole, however large. Memory holds one record at a time.
"""

from __future__ import annotations

from ..values.containers import PSCustomObject
from ..values.numbers import INT64_MAX, INT64_MIN, BigInteger, Int64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    Tag = Callable[[PSCustomObject], PSCustomObject]
    OnError = Callable[[int, str], None]

MAX_BYTES = 32 * 1024 * 1024
"""A record longer than this is refused."""
MAX_DEPTH = 200
"""So is one that is nested deeper, as an answer of a service would be; what is written has no more either."""


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
    decode = _decoder()
    numbered = enumerate(lines, 1)
    for number, raw in numbered:
        if raw is None:
            on_error(number, _TOO_LONG)
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

            ahead: list[tuple[int, bytes | None]] = []
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
    numbered: Iterable[tuple[int, bytes | None]], decode: Callable[[str], Any], tag: Tag, on_error: OnError
) -> Iterator[Any]:
    for number, raw in numbered:
        try:
            value = decode(str(raw, "utf-8"))  # type: ignore[arg-type]
        except (ValueError, RecursionError, TypeError) as error:
            if raw is None:
                on_error(number, _TOO_LONG)
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


def _texts(numbered: Iterable[tuple[int, bytes | None]], on_error: OnError) -> Iterator[str]:
    for number, raw in numbered:
        if raw is None:
            on_error(number, _TOO_LONG)
        else:
            yield _text(raw)


def _joined(
    ahead: list[tuple[int, bytes | None]], rest: Iterable[tuple[int, bytes | None]]
) -> Iterator[tuple[int, bytes | None]]:
    yield from ahead
    yield from rest


_TOO_LONG = f"it is longer than {MAX_BYTES // 1024**2} MiB"


def reason_of(error: Exception) -> str:
    """Why a text could not be read as a JSON value."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if type(error) is ValueError:  # int() gives up; what is no JSON is a subclass
        return "a number in it has too many digits"
    return f"it is not JSON ({error})"


def _text(raw: bytes) -> str:
    """A line without its end; bytes that are not UTF-8 become replacement characters."""
    return raw.decode("utf-8", "replace").rstrip("\r\n")


def whole_number(text: str) -> int:
    """A JSON integer as Int64 or, where that is too small, BigInteger. Raises ValueError for thousands of digits."""
    number = Int64(text)
    if INT64_MIN <= number <= INT64_MAX:
        return number
    return BigInteger(number)


def _decoder() -> Callable[[str], Any]:
    """A function that reads one JSON value and nothing else. It raises ValueError and RecursionError."""
    import json

    decoder = json.JSONDecoder(parse_int=whole_number, object_pairs_hook=PSCustomObject)
    scan = decoder.scan_once  # type: ignore[attr-defined]

    def decode(text: str) -> Any:
        # What JSONDecoder.decode does, without its searches for blanks.
        try:
            value, end = scan(text, 0)
        except StopIteration:
            return decoder.decode(text)
        if end != len(text) and text[end:].strip(" \t\r\n"):
            return decoder.decode(text)
        if len(text) > MAX_DEPTH and text.count("[") + text.count("{") > MAX_DEPTH and _is_too_deep(value):
            raise RecursionError
        return value

    return decode


def _is_too_deep(value: Any) -> bool:
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        inner: list[Any] = []
        for container in level:
            items = container.values() if isinstance(container, dict) else container
            inner += [item for item in items if isinstance(item, (list, dict))]
        if not inner:
            return False
        level = inner
    return True
