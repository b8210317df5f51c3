"""Printing records: in the form that was asked for, or what a JMESPath expression picks from each."""

from __future__ import annotations

import sys

from ..errors import PscompatError
from .exit_code import DONE, FAILED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from .console import Console
    from .options import Options


_OWN = "pscompat"


def write(records: Iterable[Any], options: Options, console: Console) -> int:
    """Print the records as they come. Returns the exit code."""
    from ..views.output import writer

    session = console.session
    assert session is not None
    session.screen_width = options.width
    output = console.output = writer(sys.stdout, options.output, session, options.width, options.color)
    if options.query:
        records = picked(records, options.query)
    shares_terminal = sys.stdout.isatty()
    if console.tells_progress and not shares_terminal:
        records = _metered(records, console)
    try:
        for record in records:
            if shares_terminal and console.shows_progress:
                console.clear_progress()
            session.has_run = True
            output.write(record)
    except PscompatError:
        console.clear_progress()
        output.close()
        raise
    console.clear_progress()
    output.close()
    return FAILED if console.wrote_error else DONE


def _metered(records: Iterable[Any], console: Console) -> Iterator[Any]:
    """The records, whose number is shown on the terminal while they go elsewhere."""
    from ..http.meter import records_meter

    def show(activity: str, status: str, percent: int) -> None:
        if console.shows_progress in ("", _OWN):  # what a command tells says more
            console.progress(activity, status, percent)

    return records_meter(show, _OWN).counted(records)


def picked(records: Iterable[Any], expression: str) -> Iterator[Any]:
    """What a JMESPath expression picks from each record. Raises UsageError for a bad expression."""
    from ..helpfile.jmespath_search import picker
    from ..helpfile.jmespath_tree import fault, read_tree
    from .options import UsageError

    try:
        tree = read_tree(expression)
    except ValueError as error:
        raise UsageError(f"--query is not a JMESPath expression: {str(error).rstrip(':')}") from None
    wrong = fault(tree)
    if wrong:
        raise UsageError(f"--query: {wrong}.")
    return _picked(records, picker(tree))


def _picked(records: Iterable[Any], pick: Callable[[Any], Any]) -> Iterator[Any]:
    from jmespath.exceptions import JMESPathError

    from ..errors import CommandError, ErrorRecord

    for record in records:
        try:
            value = pick(record)
        except JMESPathError as error:
            raise CommandError([ErrorRecord("QueryFailed", f"--query: {error}", command="pscompat")]) from None
        if value is not None:
            yield value
