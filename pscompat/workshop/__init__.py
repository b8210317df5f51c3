"""The authors' tools: help files read from other forms, written in them, checked and begun.

The command line comes in by the two functions here, which load what they need.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..views.help.sources import HelpSource


def run_verb(words: Sequence[str]) -> int:
    """Do what a verb and its options say, as part of this process; returns the exit code."""
    from .verbs import app

    try:
        app(list(words), prog_name="pscompat help", standalone_mode=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def read_help_file(path: str) -> tuple[HelpSource, list[str]]:
    """The topics of a help file of any form, and the names of its commands. Raises HelpFileError."""
    from .help_file import read_help_file

    return read_help_file(path)
