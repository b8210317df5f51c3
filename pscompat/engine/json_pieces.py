"""JSON that goes over several lines: an array's items, or the values one after another, one at a time."""

from __future__ import annotations

import re

from ..dotnet.containers import PSCustomObject
from .json_record import MAX_BYTES, TOO_LONG, reason_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from .json_record import NumberedLine, OnError, Tag

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[][{},]')
"""Strings, which never go over the end of a line, and what gives JSON its structure."""
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*(?P<end>"?)|[][{}]')


def is_broken(
    first: str,
    rest: Iterator[NumberedLine],
    ahead: list[NumberedLine],
    decode: Callable[[str], Any],
) -> bool:
    """Whether a first line that is no JSON is a broken record before others, and not where JSON over lines starts.

    The lines needed to tell are taken from ``rest`` into ``ahead``: one, and where that may be the only item of what
    the first line opens, the one behind it.
    """
    second = _next_filled(rest, ahead)
    if second[:1] not in ("{", "["):
        return False
    inside = _open_at_end(first)
    may_hold_it = first.rstrip()[-1] in (":" if inside == "{" else "[,")
    if inside and (inside == '"' or not may_hold_it):
        return True
    try:
        decode(second)
    except (ValueError, RecursionError):
        return False
    return not inside or _next_filled(rest, ahead)[:1] not in ("]", "}", ",")


def _next_filled(rest: Iterator[NumberedLine], ahead: list[NumberedLine]) -> str:
    """The next line with something on it, without blanks around it; empty at the end."""
    for each in rest:
        ahead.append(each)
        line = "" if each[1] is None else each[1].decode("utf-8", "replace").strip()
        if line:
            return line
    return ""


def _open_at_end(line: str) -> str:
    """What is open where the line ends: the innermost bracket, or a quote within a string; empty for nothing."""
    opened: list[str] = []
    for match in _BRACKETS.finditer(line):
        token = match.group()
        if token[0] == '"':
            if not match["end"]:
                return '"'
        elif token in "[{":
            opened.append(token)
        else:
            del opened[-1:]
    return opened[-1] if opened else ""


def read_pieces(
    numbered: Iterable[NumberedLine], decode: Callable[[str], Any], tag: Tag, on_error: OnError
) -> Iterator[Any]:
    """The records in numbered lines. A piece that cannot be read is an error by the number of its first line."""
    for number, text, reason in _pieces(numbered):
        if not reason:
            if not text.strip():
                continue
            try:
                value = decode(text.strip())
            except (ValueError, RecursionError) as error:
                reason = reason_of(error)
            else:
                yield tag(value) if type(value) is PSCustomObject else value
                continue
        on_error(number, reason)


def _pieces(numbered: Iterable[NumberedLine]) -> Iterator[tuple[int, str, str]]:
    """The text of each item of a top array, and of each other top value, with the number of its first line.

    The third part says why a piece cannot be had.
    """
    depth = 0
    in_array = False
    kept: list[str] = []
    size = first = 0
    for number, raw in numbered:
        line = "" if raw is None else raw.decode("utf-8", "replace").removeprefix("\ufeff" if number == 1 else "")
        begin = 0
        for match in _TOKENS.finditer(line):
            token = match.group()
            if token[0] == '"':
                continue
            ends = False
            if token in "[{":
                if depth == 0 and token == "[" and not "".join(kept).strip():
                    in_array, kept, size, begin, first = True, [], 0, match.end(), 0
                depth += 1
            elif token in "]}":
                depth -= 1
                ends = depth <= 0
            else:
                ends = in_array and depth == 1
            if not ends:
                continue
            closes_array = in_array and depth <= 0
            stop = match.end() if depth <= 0 and not closes_array else match.start()
            kept.append(line[begin:stop])
            yield first or number, "".join(kept), _too_long(size)
            kept, size, begin, first = [], 0, match.end(), 0
            depth = max(depth, 0)
            in_array = in_array and not closes_array
        rest = line[begin:]
        if raw is None or size > MAX_BYTES:
            size = MAX_BYTES + 1
            kept = []
        elif rest.strip() or kept:
            kept.append(rest + "\n")
            size += len(rest)
        if (kept or size) and not first:
            first = number
        if kept and depth == 0 and not in_array:
            # Numbers, texts and the like end with their line.
            yield first, "".join(kept), ""
            kept, size, first = [], 0, 0
    if size > MAX_BYTES:
        yield first, "", _too_long(size)
    elif kept or depth:
        missing = f"it is not JSON (its end is missing: {'{' if not in_array else '['} is not closed)"
        yield first or 1, "", missing if depth else "it is not JSON"


def _too_long(size: int) -> str:
    return TOO_LONG if size > MAX_BYTES else ""
