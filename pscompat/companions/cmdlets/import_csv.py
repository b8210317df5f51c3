"""Import-Csv: the records of files of comma-separated values."""

from __future__ import annotations

import os

from pscompat.engine.csv_options import csv_reader, csv_records
from pscompat.engine.item_paths import existing_items
from pscompat.engine.text_files import encoding, read_text
from pscompat.errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.dotnet.containers import PSCustomObject
    from pscompat.engine.call import Call


def process(call: Call) -> Iterator[PSCustomObject]:
    """Write the records of each file. Raises CommandError where the two kinds of path exclude each other."""
    if "Path" in call.bound and "LiteralPath" in call.bound:
        message = "You must specify either the -Path or -LiteralPath parameters, but not both."
        raise CommandError([ErrorRecord("CannotSpecifyPathAndLiteralPath", message, category="InvalidData")])
    chosen = encoding(call.values.Encoding)
    names = call.values.LiteralPath if "LiteralPath" in call.bound else call.values.Path
    for path in existing_items(call) if names else ():
        try:
            if os.path.isdir(path):
                raise PermissionError
            text = read_text(path, chosen)
        except PermissionError:
            call.error(_open_error(f"Access to the path '{path}' is denied.", path))
            continue
        except OSError as error:
            call.error(_open_error(f"{error.strerror or error}: '{path}'", path))
            continue
        yield from csv_records(csv_reader(call), text)


def _open_error(message: str, path: str) -> ErrorRecord:
    return ErrorRecord("FileOpenFailure", message, category="OpenError", target=path)
