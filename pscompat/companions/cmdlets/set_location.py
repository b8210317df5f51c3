"""Set-Location: another current folder."""

from __future__ import annotations

import os

from pscompat.engine.locations import go_to
from pscompat.engine.path_info import path_info

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.dotnet.containers import TextRecord
    from pscompat.engine.call import Call

NOT_RUN = ("StackName",)


def process(call: Call) -> Iterator[TextRecord]:
    """Go there."""
    values = call.values
    literal = "LiteralPath" in call.bound
    if go_to(call, (values.LiteralPath if literal else values.Path) or "", literal) and values.PassThru:
        yield path_info(os.getcwd())
