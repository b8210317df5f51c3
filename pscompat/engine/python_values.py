"""Python values as .NET values, at the border where Python callers hand them in."""

from __future__ import annotations

from ..values.containers import PSCustomObject
from ..values.numbers import net_integer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

_AS_THEY_ARE = (str, bool, float, type(None))


def from_python(value: Any) -> Any:
    """An argument: integers get the smallest type that holds them, sequences become arrays, dates DateTime.

    Dictionaries become Hashtables; values of pscompat's own classes stay as they are.
    """
    if isinstance(value, _AS_THEY_ARE):
        return value
    if type(value) is int:
        return net_integer(value)
    if type(value) is dict:
        return {key: from_python(item) for key, item in value.items()}
    if type(value) in (list, tuple, set, frozenset):
        return [from_python(item) for item in value]
    return _special(value)


def _special(value: Any) -> Any:
    module = type(value).__module__
    if module == "datetime":
        return _moment(value)
    if module in ("pathlib", "uuid") or hasattr(value, "__fspath__"):
        return str(value)
    return value


def record_from_python(value: Any) -> Any:
    """A pipeline object: a plain dictionary stands for an object with properties, not for a Hashtable."""
    if type(value) is dict:
        return PSCustomObject((key, record_from_python(item)) for key, item in value.items())
    if type(value) in (list, tuple):
        return [record_from_python(item) for item in value]
    return from_python(value)


def records_from_python(records: Iterable[Any]) -> Iterator[Any]:
    """Pipeline objects, one at a time."""
    return (record_from_python(record) for record in records)


def _moment(value: Any) -> Any:
    from datetime import date, datetime, timedelta

    from ..values.times import DateTime, TimeSpan

    if isinstance(value, timedelta):
        return TimeSpan((value.days * 86_400 + value.seconds) * 10_000_000 + value.microseconds * 10)
    if isinstance(value, datetime):
        return DateTime.from_datetime(value)
    if isinstance(value, date):
        return DateTime.from_datetime(datetime(value.year, value.month, value.day))
    return value
