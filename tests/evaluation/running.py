"""Running a text for what it writes, and for what ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pscompat.engine.commands import Commands
from pscompat.engine.line import run_line
from pscompat.engine.session import Session
from pscompat.engine.streams import RaisingStreams
from pscompat.errors import PscompatError

if TYPE_CHECKING:
    from collections.abc import Iterable


def written(text: str, records: Iterable[Any] | None = None) -> list[object]:
    """What the text writes."""
    session = Session(environment={})
    try:
        return list(run_line(Commands(session), text, records))
    finally:
        session.close()


def failure(text: str) -> str:
    """The message of what ends the text."""
    session = Session(environment={}, streams=RaisingStreams())
    try:
        list(run_line(Commands(session), text))
    except PscompatError as error:
        return error.message
    finally:
        session.close()
    raise AssertionError("nothing ended it")
