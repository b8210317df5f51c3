"""Push-Location: another current folder, the one before kept."""

from __future__ import annotations

import os

from pscompat.engine.locations import go_to, locations_of
from pscompat.engine.path_info import path_info

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.dotnet.containers import TextRecord
    from pscompat.engine.call import Call


def process(call: Call) -> Iterator[TextRecord]:
    """Keep the folder, and go to the other one."""
    values, here = call.values, os.getcwd()
    literal = "LiteralPath" in call.bound
    name = values.LiteralPath if literal else values.Path
    if name and not go_to(call, name, literal):
        return
    locations_of(call.session).stack(values.StackName).append(here)
    if values.PassThru:
        yield path_info(os.getcwd())
