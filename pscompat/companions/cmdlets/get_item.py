"""Get-Item: the files and folders that paths name."""

from __future__ import annotations

from pscompat.dotnet.file_items import item_at
from pscompat.engine.item_paths import NameFilter, existing_items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.dotnet.texts import FileInfo
    from pscompat.engine.call import Call

NOT_RUN = ("Credential",)


def process(call: Call) -> Iterator[FileInfo]:
    """Write the items."""
    names = NameFilter(call)
    for path in existing_items(call, force=bool(call.values.Force), hidden_is_error=True):
        if names.takes(path):
            yield item_at(path)
