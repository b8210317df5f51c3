"""Set-Content: writes values to files, each on a line of its own; nulls write nothing."""

from __future__ import annotations

from pscompat.engine.content_files import begin_contents, close_contents, write_contents

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from pscompat.engine.call import Call

NOT_RUN = ("Credential",)


def begin(call: Call) -> None:
    """Start without files."""
    begin_contents(call, append=False)


def process(call: Call) -> Iterable[Any]:
    """Write the record's values. Raises CommandError for what is no byte."""
    return write_contents(call)


def clean(call: Call) -> None:
    """Finish the files."""
    close_contents(call)
