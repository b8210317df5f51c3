"""ConvertFrom-Json: reads each text by itself, or all of them as the lines of one."""

from __future__ import annotations

from pscompat.dotnet.json.convertfrom import JsonReader
from pscompat.dotnet.json.lenient import JsonError
from pscompat.errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from pscompat.engine.call import Call


def begin(call: Call) -> None:
    """Start collecting."""
    call.state.texts = []
    call.state.reader = _reader(call)
    call.state.apart = False


def process(call: Call) -> Iterable[Any]:
    """Write what the text holds, if the first one was a value by itself; else keep it, as a line of one text."""
    state, text = call.state, call.values.InputObject
    if not state.apart:
        if state.texts:
            state.texts.append(text)
            return ()
        first = _first(state.reader, text)
        if first is None or first is _INCOMPLETE:
            state.texts.append(text)
            return ()
        # From here on each text is one of its own, and none needs to be kept.
        state.apart = True
        return _records(call, first)
    return _records(call, _read(state.reader, text))


def end(call: Call) -> Iterator[Any]:
    """Write what the lines hold together. Raises CommandError for what is no JSON."""
    state = call.state
    texts: list[str] = state.texts
    if not texts:
        return
    if len(texts) > 1 and _first(state.reader, texts[0]) is None:
        yield None
    yield from _records(call, _read(state.reader, "\n".join(texts)))


def _reader(call: Call) -> JsonReader:
    values = call.values
    return JsonReader(
        as_hashtable=bool(values.AsHashtable),
        depth=1024 if values.Depth is None else values.Depth,
        date_kind="Default" if values.DateKind is None else values.DateKind.name,
        clock=call.session.clock,
    )


_INCOMPLETE = object()


def _first(reader: JsonReader, text: str) -> Any:
    """The value of the first text, if it is one by itself; the others are texts of their own then."""
    try:
        return reader.read(text)
    except JsonError:
        return _INCOMPLETE


def _read(reader: JsonReader, text: str) -> Any:
    try:
        return reader.read(text)
    except JsonError as error:
        record = ErrorRecord(
            error.error_id,
            f"Conversion from JSON failed with error: {error.message}",
            exception="ArgumentException",
        )
        raise CommandError([record]) from None


def _records(call: Call, value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) and not call.values.NoEnumerate else (value,)
