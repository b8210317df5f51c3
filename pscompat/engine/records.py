"""Records from and to other processes: JSON Lines, a JSON array, or plain lines.

An object read back gets the type name that the module file's table gives for its API ``object`` value, and its date
members as dates; whole numbers stay whole, however large.
"""

from __future__ import annotations

from ..values.containers import PSCustomObject
from ..values.numbers import INT64_MAX, INT64_MIN, BigInteger, Int64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

MAX_DEPTH = 1000
"""JSON nested deeper than this is refused."""


def read_records(
    lines: Iterable[bytes], tag: Callable[[PSCustomObject], PSCustomObject], on_error: Callable[[int, str], None]
) -> Iterator[Any]:
    """The records on a stream of lines, one at a time.

    The first line with something on it decides: if it is JSON all lines must be; if it starts an array that ends on a
    later line, the rest belongs to it; else every line is a string. ``tag`` puts type names on objects, ``on_error``
    is told of each line that cannot be read, by its number, and the rest goes on.
    """
    decode = _decoder()
    mode = ""
    iterator = iter(lines)
    for number, raw in enumerate(iterator, 1):
        line = _text(raw)
        if not line.strip():
            if mode == "lines":
                yield ""
            continue
        if mode == "lines":
            yield line
            continue
        try:
            value = decode(line)
        except (ValueError, RecursionError) as error:
            if mode:
                on_error(number, _reason(error))
            elif line.lstrip()[0] in "[{":
                yield from _whole(line, iterator, decode, tag, on_error)
                return
            else:
                mode = "lines"
                yield line
            continue
        if not mode and type(value) is list:
            yield from (_tagged(item, tag) for item in value)
            mode = "json"
            continue
        mode = "json"
        yield _tagged(value, tag)


def _whole(
    first: str,
    rest: Iterator[bytes],
    decode: Callable[[str], Any],
    tag: Callable[[PSCustomObject], PSCustomObject],
    on_error: Callable[[int, str], None],
) -> Iterator[Any]:
    """JSON that goes over several lines: an array's items, or the values one after another."""
    second = next(rest, None)
    if second is not None and _is_json(_text(second), decode):
        # Only the first line is broken: the others are JSON Lines.
        on_error(1, "it is not JSON")
        yield _tagged(decode(_text(second)), tag)
        for number, raw in enumerate(rest, 3):
            line = _text(raw)
            if not line.strip():
                continue
            try:
                yield _tagged(decode(line), tag)
            except (ValueError, RecursionError) as error:
                on_error(number, _reason(error))
        return
    text = first + "\n" + (_text(second) if second is not None else "") + "\n" + "\n".join(_text(raw) for raw in rest)
    try:
        value = decode(text)
    except (ValueError, RecursionError) as error:
        on_error(1, _reason(error))
        return
    yield from (_tagged(item, tag) for item in (value if type(value) is list else [value]))


def _is_json(line: str, decode: Callable[[str], Any]) -> bool:
    if line.strip()[:1] not in ("{", "["):
        return False
    try:
        decode(line)
    except (ValueError, RecursionError):
        return False
    return True


def _tagged(value: Any, tag: Callable[[PSCustomObject], PSCustomObject]) -> Any:
    return tag(value) if type(value) is PSCustomObject else value


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return f"it is not JSON ({error})"


def _text(raw: bytes) -> str:
    """A line without its end; bytes that are not UTF-8 become replacement characters."""
    return raw.decode("utf-8", "replace").rstrip("\r\n").removeprefix("\ufeff")


def whole_number(text: str) -> int:
    """A JSON integer as Int64 or, where that is too small, BigInteger. Raises ValueError for thousands of digits."""
    number = int(text)
    if INT64_MIN <= number <= INT64_MAX:
        return Int64(number)
    return BigInteger(number)


def _decoder() -> Callable[[str], Any]:
    import json

    return json.JSONDecoder(parse_int=whole_number, object_pairs_hook=PSCustomObject).decode
