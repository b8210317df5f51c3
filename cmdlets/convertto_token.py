"""ConvertTo-Token: the token ids of a text; nothing is sent (streams.md §9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pscompat.handlers import LocalError, NetList, run_hook

if TYPE_CHECKING:
    from pscompat.handlers import Call


def begin(call: Call) -> None:
    """Find the encoding; without one there is an error, and nothing is written."""
    call.state.encoding = None
    try:
        call.state.encoding = run_hook(call, "encodings", call.values.Encoding, model=call.bound.get("Model"))
    except LocalError as error:
        call.error(error.record)


def process(call: Call) -> Iterator[NetList]:
    """Write the ids of the record's text, as one array."""
    encoding = call.state.encoding
    if encoding is not None:
        yield NetList("System.Int32[]", encoding.encode(call.values.Text))
