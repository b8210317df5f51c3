"""What the parameters of the Csv commands say: delimiter, quotes, columns; and their errors."""

from __future__ import annotations

from ..dotnet.csv_text import CsvReader, CsvWriter
from ..errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..dotnet.containers import PSCustomObject
    from .call import Call


def delimiter_of(call: Call) -> str:
    """The delimiter; that of the culture is a comma too."""
    given = call.values.Delimiter
    return "," if given is None else str(given)


def csv_writer(call: Call) -> CsvWriter:
    """The writer of ConvertTo-Csv and Export-Csv. Raises CommandError for parameters that exclude each other."""
    values = call.values
    if values.QuoteFields is not None and values.UseQuotes is not None:
        raise _not_both("QuoteFields", "UseQuotes")
    if values.IncludeTypeInformation and values.NoTypeInformation:
        raise _not_both("IncludeTypeInformation", "NoTypeInformation")
    columns = None if values.QuoteFields is None else frozenset((name or "").lower() for name in values.QuoteFields)
    return CsvWriter(delimiter_of(call), "Always" if values.UseQuotes is None else values.UseQuotes.name, columns)


def _not_both(first: str, second: str) -> CommandError:
    message = f"You must specify either the -{first} or -{second} parameters, but not both."
    return CommandError([ErrorRecord(f"CannotSpecify{first}And{second}", message, category="InvalidData")])


def csv_reader(call: Call) -> CsvReader:
    """The reader of ConvertFrom-Csv and Import-Csv. Raises CommandError for columns of one name."""
    try:
        return CsvReader(delimiter_of(call), call.values.Header, call.warn)
    except ValueError as error:
        raise already_present(str(error)) from None


def csv_records(reader: CsvReader, text: str) -> Iterator[PSCustomObject]:
    """The records of a text. Raises CommandError for columns of one name."""
    try:
        yield from reader.records(text)
    except ValueError as error:
        raise already_present(str(error)) from None


def already_present(name: str) -> CommandError:
    """The error for two members of one name."""
    message = f'The member "{name}" is already present.'
    record = ErrorRecord(
        "AlreadyPresentPSMemberInfoInternalCollectionAdd", message, exception="ExtendedTypeSystemException"
    )
    return CommandError([record])
