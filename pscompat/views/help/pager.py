"""Help on a terminal: its width, headings in colour, and the pager; plain text everywhere else.

``PAGER`` names the pager (``less -R`` without it; empty or ``cat`` for none), ``NO_COLOR`` turns colour off.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from subprocess import Popen
    from typing import TextIO

    from .help_answer import HelpAnswer
    from .page import Page

DEFAULT_COLUMNS = 80
DEFAULT_PAGER = "less -R"
# The colour of table headers in PowerShell's default style.
HEADING, RESET = "\x1b[32;1m", "\x1b[0m"


def show(
    answer: HelpAnswer,
    *,
    width: int | None = None,
    stream: TextIO | None = None,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Print an answer on a stream, by default standard output; on a terminal through the pager.

    ``width`` is in columns; without it that is one less than the terminal has, and no limit elsewhere.
    """
    stream = stream or sys.stdout
    environment = os.environ if environment is None else environment
    if not answer.kinds:
        return
    if not stream.isatty():
        stream.write(answer.text(width))
        return
    page = answer.page(width or terminal_width(stream))
    dumb = environment.get("TERM", "") == "dumb"
    text = terminal_text(page, coloured=not dumb and not environment.get("NO_COLOR"), framed=answer.plain is None)
    pager = "" if dumb else environment.get("PAGER", DEFAULT_PAGER).strip()
    if pager in ("", "cat") or not page_through(pager, text):
        stream.write(text)


def terminal_width(stream: TextIO) -> int:
    """The columns that text may use: one less than the terminal has."""
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        columns = 0
    return max((columns or DEFAULT_COLUMNS) - 1, 1)


def terminal_text(page: Page, *, coloured: bool, framed: bool = True) -> str:
    """The page for a terminal: control characters made harmless, headings in colour.

    ``framed`` puts an empty line before and after it, as for any object that is not a text.
    """
    from ..properties import printable

    lines = [printable(line) for line in page.lines]
    if coloured:
        for index in page.headings:
            if lines[index].strip():
                lines[index] = f"{HEADING}{lines[index]}{RESET}"
    return "\n".join(("", *lines, "", "") if framed else (*lines, ""))


def page_through(pager: str, text: str) -> bool:
    """Give the text to a pager and wait for its end; False when it cannot be started."""
    import shlex
    import subprocess

    try:
        command = shlex.split(pager)
        process = subprocess.Popen(command, stdin=subprocess.PIPE)
    except (OSError, ValueError):
        return False
    try:
        process.communicate(text.encode("utf-8", "replace"))
    except (BrokenPipeError, KeyboardInterrupt):
        # Who leaves the pager early has seen enough; Ctrl-C is the pager's own business.
        _wait(process)
    return True


def _wait(process: Popen[bytes]) -> None:
    while True:
        try:
            process.wait()
        except KeyboardInterrupt:
            continue
        return
