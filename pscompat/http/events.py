"""Streams of events (``text/event-stream``), read by the WHATWG standard from the bytes as they arrive.

Bytes come in pieces of any size: a line end, a byte order mark or a character may be cut anywhere. An event is handed
on with the blank line that ends it, whatever comes after.
"""

from __future__ import annotations

import codecs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LARGEST = 256 * 1024 * 1024
"""The most characters that an event may have."""


class EventTooLarge(Exception):
    """An event has more than ``LARGEST`` characters."""


class Event:
    """One event.

    name   its type, ``message`` where the stream names none
    data   its data lines, with line feeds between
    whole  False where the stream ended inside the event's last line
    """

    __slots__ = ("data", "name", "whole")

    def __init__(self, name: str, data: str, whole: bool = True) -> None:
        self.name = name
        self.data = data
        self.whole = whole

    def __repr__(self) -> str:
        return f"Event({self.name!r}, {self.data!r}, whole={self.whole})"


def read_events(pieces: Iterable[bytes], largest: int = LARGEST) -> Iterator[Event]:
    """The events of a stream, each as soon as it is complete. Raises EventTooLarge.

    What stands behind the last blank line is an event too, though the standard drops it: services leave the blank line
    out. Ids and times to wait before a new connection are of no use here and left aside, as unknown fields are.
    """
    name = ""
    data: list[str] = []
    size = 0
    whole = True
    for line, ended in _lines(pieces, largest):
        whole = ended
        if not line:
            if data:
                yield Event(name or "message", "\n".join(data))
            name, data, size = "", [], 0
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "data":
            data.append(value)
            size += len(value)
            if size > largest:
                raise EventTooLarge
        elif field == "event":
            name = value
    if data:
        yield Event(name or "message", "\n".join(data), whole)


def _lines(pieces: Iterable[bytes], largest: int) -> Iterator[tuple[str, bool]]:
    """Lines, and whether each had an end: LF, CR or CRLF, and nothing else that Unicode takes for one."""
    begun: list[str] = []
    size = 0
    after_cr = False
    for text in _texts(pieces):
        if after_cr and text:
            # A CR ended its line at once; the LF that belongs to it came later.
            text = text.removeprefix("\n")
            after_cr = False
        after_cr = after_cr or text.endswith("\r")
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        first, *lines = text.split("\n")
        begun.append(first)
        size += len(first)
        for line in lines:
            yield "".join(begun), True
            begun, size = [line], len(line)
        if size > largest:
            raise EventTooLarge
    last = "".join(begun)
    if last:
        yield last, False


def _texts(pieces: Iterable[bytes]) -> Iterator[str]:
    """The pieces as text, characters that were cut put together; a byte order mark at the start is left out."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    for piece in pieces:
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)
