"""Records as comma-separated values, as ConvertTo-Csv of PowerShell 7 writes them."""

from __future__ import annotations

from ..dotnet.members import ABSENT_PROPERTY
from .shown_record import own_names, read
from .value_text import net_value_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def csv_rows(record: Any, names: list[str]) -> Iterator[str]:
    """The rows of a record, the heading before the first one; ``names`` keeps the columns.

    Every value is in quotes; null, and a property that a later record does not have, is nothing at all.
    """
    for each in record if isinstance(record, list) else (record,):
        if each is None:
            continue
        if not names:
            names += own_names(each)
            yield ",".join([_quoted(str(name)) for name in names])
        yield ",".join([_field(read(each, name)) for name in names])


def _field(value: Any) -> str:
    return "" if value is None or value is ABSENT_PROPERTY else _quoted(net_value_text(value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
