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


def process(call: Call) -> None:
    """Keep the text."""
    call.state.texts.append(call.values.InputObject)


def end(call: Call) -> Iterator[Any]:
    """Write what the texts hold. Raises CommandError for what is no JSON."""
    texts: list[str] = call.state.texts
    reader = _reader(call)
    if len(texts) > 1:
        first = _first(reader, texts[0])
        if first is None:
            yield None
        if first is None or first is _INCOMPLETE:
            texts = ["\n".join(texts)]
    for text in texts:
        yield from _records(call, _read(reader, text))


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
