"""``-c LINE``, ``-f FILE`` and lines on standard input."""

from __future__ import annotations

import sys

from ..dotnet.containers import Enumerator
from ..engine.commands import Commands
from ..engine.line import MAX_CHARACTERS, runnable, too_long
from ..errors import PscompatError
from .exit_code import FAILED, NOT_BOUND
from .options import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..engine.line import Line
    from ..engine.session import Session
    from .console import Console
    from .options import Options

_MAX_BYTES = 4 * MAX_CHARACTERS
"""No text that is run has more."""


def read_text(options: Options) -> str:
    """The text to run. Raises UsageError where there is no such file, NotRunError where it is too long."""
    if options.file is not None:
        return read_file(options.file)
    line = options.line or ""
    if line != "-":
        return line
    data = b"" if sys.stdin is None else sys.stdin.buffer.read(_MAX_BYTES + 1)
    return decoded(data)


def read_file(path: str) -> str:
    """The text of a script file, in UTF-8 or, with a byte order mark, UTF-16. Raises UsageError and NotRunError."""
    try:
        with open(path, "rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except IsADirectoryError:
        raise UsageError(f"-f needs a file, but {path!r} is a folder.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"The file {path!r} cannot be read: {reason}.") from None
    return decoded(data)


def decoded(data: bytes) -> str:
    """Bytes as text: UTF-8, or UTF-16 where a byte order mark says so. Raises NotRunError for too many."""
    if len(data) > _MAX_BYTES:
        raise too_long()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def run_lines(options: Options, console: Console) -> int:
    """Run the text. Raises ParseError and NotRunError before anything has run. Returns the exit code."""
    from .printing import write
    from .setup import make_session, tell_of_context

    session = make_session(options, console)
    try:
        line = runnable(Commands(session), read_text(options))
        if options.file is not None:
            give_words(session, line, options)
        if options.line not in (None, "-") and not options.sandbox:
            from .literal_keys import tell_of_line

            tell_of_line(line, options, console)
        give_input(session, line, options, console)
        code = write(line.run(), options, console)
        if len(line.commands) == 1:
            tell_of_context(line.commands[0][1].name, session, console)
    except PscompatError as error:
        if not session.has_run:
            raise
        console.show(error)
        return FAILED
    finally:
        session.close()
    if line.refused and not line.failed and not session.has_run:
        return NOT_BOUND
    if line.exit_code is not None:
        return line.exit_code & 0xFF
    return FAILED if line.refused or line.failed else code


def give_words(session: Session, line: Line, options: Options) -> None:
    """Give a file what stands behind its name: to the parameters of ``param(…)``, or ``$args``.

    ``$PSCommandPath`` becomes the file in full, ``$PSScriptRoot`` its folder. Raises BindingError.
    """
    import os

    from ..language.shell_words import read_shell_words, read_words

    assert options.file is not None
    path = os.path.abspath(options.file)
    session.variables["pscommandpath"] = path
    session.variables["psscriptroot"] = os.path.dirname(path)
    words = read_words(options.words) if options.plain_words else read_shell_words(options.words)
    line.take_arguments(words, os.path.basename(path))


def give_input(session: Session, line: Line, options: Options, console: Console) -> None:
    """Make the records on standard input ``$input``, where the text reads that."""
    if not line.uses_input():
        return
    from .setup import input_records

    piped = options.line != "-" and sys.stdin is not None and not sys.stdin.isatty()
    session.variables["input"] = Enumerator(input_records(session, console) if piped else ())
