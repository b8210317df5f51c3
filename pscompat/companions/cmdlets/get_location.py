"""Get-Location: the current folder, or those that Push-Location keeps."""

from __future__ import annotations

import os

from pscompat.engine.locations import locations_of
from pscompat.engine.path_info import path_info

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.dotnet.containers import TextRecord
    from pscompat.engine.call import Call

NOT_RUN = ("PSProvider", "PSDrive")


def process(call: Call) -> Iterator[TextRecord]:
    """Write the folder."""
    values = call.values
    if call.set_name == "Stack":
        for name in values.StackName or ("",):
            yield from map(path_info, reversed(locations_of(call.session).stack(name)))
        return
    yield path_info(os.getcwd())
