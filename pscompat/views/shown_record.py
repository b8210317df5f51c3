"""Records as the formatter sees them: what is one, its type names and its properties (views.md §1, §4, §12)."""

from __future__ import annotations

from ..dotnet.containers import NetRecord, PSCustomObject, StreamRecord
from ..dotnet.kinds import type_name_of
from ..dotnet.members import ABSENT_PROPERTY, own_property, property_names, table_of
from ..dotnet.numbers import Numeral
from .value_text import is_scalar, long_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

ENTRY = "System.Collections.DictionaryEntry"
_BY_TYPE_FILE = {"System.DateTime": ("DateTime",), "System.Guid": ("Guid",), ENTRY: ("Name",)}
"""Properties that PowerShell's type files add; they come last, but wildcards meet them first."""


def spread(record: Any) -> Iterator[Any]:
    """The records that one record stands for: a list's elements (null is an empty line), a dictionary's entries."""
    if isinstance(record, list):
        for item in record:
            yield "" if item is None else item
    elif isinstance(record, dict) and not isinstance(record, PSCustomObject):
        for key, value in record.items():
            yield NetRecord({"Name": key, "Key": key, "Value": value}, (ENTRY,))
    elif record is not None:
        yield record.value if type(record) is Numeral else record


def is_text_record(record: Any) -> bool:
    """Whether a record is printed as its text: scalars, and what has no properties."""
    if isinstance(record, (PSCustomObject, list)):
        return not record or isinstance(record, StreamRecord)
    return is_scalar(record) or not (isinstance(record, dict) or table_of(record))


def type_names_of(record: Any) -> tuple[str, ...]:
    """The record's type names, those put on it first."""
    if isinstance(record, PSCustomObject) and record.type_names:
        return record.type_names
    return (type_name_of(record),)


def own_names(record: Any) -> list[str]:
    """The names of the record's properties in the order in which lists show them."""
    names = property_names(record)
    added = _BY_TYPE_FILE.get(type_names_of(record)[0], ())
    return [name for name in names if name not in added] + [name for name in names if name in added]


def read(record: Any, name: str) -> Any:
    """The value of the record's property, ``ABSENT_PROPERTY`` where it has none of that name (in any case)."""
    if isinstance(record, dict) and name in record:
        return record[name]
    if isinstance(record, list):
        return ABSENT_PROPERTY
    if name.lower() == "datetime" and type_name_of(record) == "System.DateTime":
        return long_date(record)
    return own_property(record, name)


def follow(record: Any, path: str) -> Any:
    """The value at the end of a path of properties (``request_counts.total``)."""
    for name in path.split("."):
        if record is None or record is ABSENT_PROPERTY:
            return record
        record = read(record, name)
    return record
