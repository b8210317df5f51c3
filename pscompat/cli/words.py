"""Running one command given as words."""

from __future__ import annotations

import sys

from ..engine.session import Session
from ..errors import BindingError, PscompatError
from ..language.words import read_shell_words
from .main import DONE, FAILED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ..engine.loaded_command import LoadedCommand
    from ..language.elements import Element
    from .console import Console
    from .options import Options


def make_session(options: Options, console: Console) -> Session:
    """The session that the options ask for. Raises HelpFileError for a ``--module`` that is none."""
    modules = None
    if options.modules:
        import os

        from ..helpfile.module import Module
        from ..helpfile.search import find_modules

        modules = [Module(os.path.abspath(folder)) for folder in options.modules]
        names = {module.name.lower() for module in modules}
        modules += [module for module in find_modules() if module.name.lower() not in names]
    session = Session(modules, streams=console, sandbox=options.sandbox)
    session.dry_run = options.dry_run
    session.strict = options.strict or _is_set("PSCOMPAT_STRICT")
    for name, value in options.variables:
        session.set_variable(name, value)
    return session


def _is_set(variable: str) -> bool:
    import os

    return os.environ.get(variable, "").lower() in ("1", "true", "yes", "on")


def run_words(options: Options, console: Console) -> int:
    """Bind and run the command that the words name. Raises BindingError and CommandError."""
    session = make_session(options, console)
    try:
        command = session.command(options.words[0])
        words = options.words[1:]
        reads_input = bool(words) and words[-1] == "-"
        elements = read_elements(options, words[:-1] if reads_input else words)
        if any(element.name == "?" for element in elements):
            from .help import show_help

            return show_help(session, command, options)
        if command.name == "Get-Help" and not options.explain:
            from .help import bind_and_show

            return bind_and_show(session, command, elements, options)
        records = input_records(session, console) if reads_input else None
        if options.explain:
            from ..engine.explaining import explain_command
            from .bind import show_explanations

            return show_explanations([explain_command(session, command, elements, records)], options)
        written = start(session, command, elements, records, console)
        return write(written, options, console, session)
    finally:
        session.close()


def read_elements(options: Options, words: Sequence[str]) -> list[Element]:
    """The arguments that the words stand for."""
    if options.plain_words:
        from ..language.argv import read_words

        return read_words(words)
    return read_shell_words(words)


def start(
    session: Session,
    command: LoadedCommand,
    elements: Sequence[Element],
    records: Iterable[Any] | None,
    console: Console,
) -> Iterator[Any]:
    """Bind the command line, reading standard input where a mandatory parameter waits for it.

    Raises BindingError.
    """
    try:
        return session.run([(command, elements)], records)
    except BindingError as error:
        if records is None and error.error_id == "MissingMandatoryParameter" and pipeline_can_fill(command, elements):
            return session.run([(command, elements)], input_records(session, console))
        raise


def pipeline_can_fill(command: LoadedCommand, elements: Sequence[Element]) -> bool:
    """Whether the command line binds when a pipeline feeds it, and standard input is a pipe or a file."""
    if not stdin_has_records():
        return False
    try:
        command.binder().start(elements, expecting_input=True)
    except BindingError:
        return False
    return True


def stdin_has_records() -> bool:
    """Whether standard input is a pipe, a socket or a file."""
    import os
    import stat

    try:
        mode = os.fstat(0).st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def input_records(session: Session, console: Console) -> Iterator[Any]:
    """The records on standard input; a line that cannot be read is an error of its own."""
    from ..engine.object_types import tagger
    from ..engine.records import read_lines, read_records
    from ..errors import ErrorRecord

    def on_error(number: int, reason: str) -> None:
        record = ErrorRecord(
            "InputLineNotRead",
            f"Line {number} of the input is not read: {reason}.",
            category="InvalidData",
            command="pscompat",
        )
        console.error(record)

    lines = read_lines(read_input, console.reading)
    return read_records(lines, tagger(session.modules(), session.clock), on_error)


def read_input() -> bytes:
    """The next bytes of standard input, as soon as there are any; none at its end."""
    import os

    # A process started with its standard input closed has none.
    return os.read(0, 65_536) if sys.stdin is not None else b""


def write(records: Iterable[Any], options: Options, console: Console, session: Session) -> int:
    """Print the records as they come. Returns the exit code."""
    from ..views.output import writer

    output = console.output = writer(sys.stdout, options.output, options.width)
    if options.query:
        records = picked(records, options.query)
    try:
        for record in records:
            if console.shows_progress:
                console.clear_progress()
            output.write(record)
    except PscompatError:
        console.clear_progress()
        output.close()
        raise
    console.clear_progress()
    output.close()
    return FAILED if console.wrote_error else DONE


def picked(records: Iterable[Any], expression: str) -> Iterator[Any]:
    """What a JMESPath expression picks from each record. Raises UsageError for a bad expression."""
    import jmespath
    from jmespath.exceptions import JMESPathError

    from .options import UsageError

    try:
        compiled = jmespath.compile(expression)
    except JMESPathError as error:
        reason = str(error).partition("\n")[0].rstrip(":")
        raise UsageError(f"--query is not a JMESPath expression: {reason}") from None
    return _picked(records, compiled)


def _picked(records: Iterable[Any], compiled: Any) -> Iterator[Any]:
    from jmespath.exceptions import JMESPathError

    from ..errors import CommandError, ErrorRecord

    for record in records:
        try:
            value = compiled.search(record)
        except JMESPathError as error:
            raise CommandError([ErrorRecord("QueryFailed", f"--query: {error}", command="pscompat")]) from None
        if value is not None:
            yield value
