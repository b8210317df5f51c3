"""Pop-Location: back to the folder that Push-Location kept."""

from __future__ import annotations

import os

from pscompat.engine.locations import enter, locations_of
from pscompat.engine.path_info import path_info

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.dotnet.containers import TextRecord
    from pscompat.engine.call import Call


def process(call: Call) -> Iterator[TextRecord]:
    """Go back; without a kept folder nothing happens."""
    stack = locations_of(call.session).stack(call.values.StackName)
    if stack:
        folder = stack.pop()
        if enter(call, folder, folder) and call.values.PassThru:
            yield path_info(os.getcwd())
