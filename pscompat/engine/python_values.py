"""Python values as .NET values, at the border where Python callers hand them in."""

from __future__ import annotations

from ..dotnet.containers import NetDict, NetList, PSCustomObject
from ..dotnet.numbers import Byte, net_integer
from ..language.elements import Element

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from .json_record import Tag

_AS_THEY_ARE = frozenset((str, bool, float, type(None)))


def from_python(value: Any, tag: Tag | None = None) -> Any:
    """An argument as the .NET value that it stands for.

    Integers get the smallest type that holds them, sequences, sets and iterators become arrays, bytes a Byte[],
    dictionaries Hashtables, dates DateTimes, time-deltas TimeSpans, members of enumerations their values, paths and
    UUIDs text. Values of pscompat's own classes, and whatever else there is, stay as they are.

    ``tag`` knows the objects of the API: a dictionary that was one, saved as JSON and loaded again, gets its type name.
    """

    def hashtable(items: Iterable[tuple[Any, Any]]) -> Any:
        table = dict(items)
        if tag is None or "object" not in table:
            return table
        tagged = tag(PSCustomObject(table))
        if not tagged.type_names:
            return table
        named = NetDict("System.Collections.Hashtable", tagged)
        named.type_names = tagged.type_names
        return named

    return _converted(value, lambda item: from_python(item, tag), hashtable)


def record_from_python(value: Any, tag: Tag | None = None) -> Any:
    """A pipeline object: as ``from_python``, but a dictionary is an object with properties, not a Hashtable."""

    def bag(items: Iterable[tuple[Any, Any]]) -> PSCustomObject:
        made = PSCustomObject(items)
        return made if tag is None else tag(made)

    return _converted(value, lambda item: record_from_python(item, tag), bag)


def records_from_python(records: Iterable[Any], tag: Tag | None = None) -> Iterator[Any]:
    """Pipeline objects, one at a time. A text or dictionary by itself is one object."""
    if isinstance(records, (str, bytes, dict)):
        records = (records,)
    return (record_from_python(record, tag) for record in records)


def elements_from_python(
    arguments: Iterable[Any], parameters: Mapping[str, Any], tag: Tag | None = None
) -> list[Element]:
    """A command's arguments, given as Python gives them: by position and by name."""
    elements = [Element(value=from_python(value, tag)) for value in arguments]
    return elements + [Element(key, f"-{key}:", from_python(value, tag)) for key, value in parameters.items()]


def _converted(value: Any, convert: Callable[[Any], Any], mapping: Callable[[Any], Any]) -> Any:
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is int:
        return net_integer(value)
    if kind is dict:
        return mapping((key, convert(item)) for key, item in value.items())
    if kind in (list, tuple, set, frozenset):
        return [convert(item) for item in value]
    if kind.__module__.startswith("pscompat."):
        return value
    return _special(value, convert, mapping)


def _special(value: Any, convert: Callable[[Any], Any], mapping: Callable[[Any], Any]) -> Any:
    """What comes from the standard library, and subclasses of the plain types."""
    from enum import Enum

    if isinstance(value, Enum):
        return convert(value.value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        every = [Byte(number) for number in range(256)]
        return NetList("System.Byte[]", [every[number] for number in bytes(value)])
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, dict):
        return mapping((key, convert(item)) for key, item in value.items())
    module = type(value).__module__
    if module == "datetime":
        return _moment(value)
    if module.partition(".")[0] in ("pathlib", "uuid") or hasattr(value, "__fspath__"):
        return str(value)
    if isinstance(value, (float, complex, type)):
        return value
    if hasattr(value, "__index__"):
        return net_integer(int(value))
    if hasattr(value, "__iter__"):
        return [convert(item) for item in value]
    return value


def _moment(value: Any) -> Any:
    from datetime import date, datetime, time, timedelta

    from ..dotnet.times import TICKS_PER_DAY, TICKS_PER_SECOND, DateTime, TimeSpan

    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
    if isinstance(value, timedelta):
        return TimeSpan(value.days * TICKS_PER_DAY + value.seconds * TICKS_PER_SECOND + value.microseconds * 10)
    if isinstance(value, datetime):
        return DateTime.from_datetime(value)
    if isinstance(value, date):
        return DateTime.from_datetime(datetime(value.year, value.month, value.day))
    return value
