"""ConvertFrom-Token: the text of token ids; nothing is sent (streams.md §9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pscompat.handlers import LocalError, run_hook

if TYPE_CHECKING:
    from pscompat.handlers import Call


def begin(call: Call) -> None:
    """Find the encoding; without one there is an error, and nothing is written."""
    call.state.singles = []
    call.state.encoding = None
    try:
        call.state.encoding = run_hook(call, "encodings", call.values.Encoding, model=call.bound.get("Model"))
    except LocalError as error:
        call.error(error.record)


def process(call: Call) -> Iterator[str]:
    """Write the text of an array; ids that come one by one are kept for the end, until an array comes."""
    tokens, encoding = call.values.Token, call.state.encoding
    if encoding is None:
        return
    if call.values.AsArray:
        yield from (encoding.decode([each]) for each in tokens)
    elif len(tokens) == 1:
        call.state.singles += tokens
    else:
        if tokens:
            call.state.singles.clear()
        yield encoding.decode(tokens)


def end(call: Call) -> Iterator[str]:
    """Write the text of the ids that came one by one."""
    if call.state.singles:
        yield call.state.encoding.decode(call.state.singles)
