"""Running one command given as words."""

from __future__ import annotations

from ..engine.commands import Commands
from ..errors import BindingError
from ..language.elements import asks_for_help
from . import process
from .setup import input_records, make_session, read_invocation, tell_of_context

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ..engine.loaded_command import LoadedCommand
    from ..engine.session import Session
    from ..language.elements import Element
    from .console import Console
    from .options import Options


_ASKS_FOR_HELP = frozenset(("-?", "--help", "-h"))


def run_words(options: Options, console: Console) -> int:
    """Bind and run the command that the words name. Raises BindingError and CommandError."""
    session = make_session(options, console)
    commands = Commands(session, forgiving=options.explain or not _ASKS_FOR_HELP.isdisjoint(options.words))
    try:
        command, elements, records = read_invocation(options, commands, console)
        if asks_for_help(elements):
            from .help import show_help

            return show_help(session, command, options)
        if command.name == "Get-Help" and not options.explain:
            from .help import bind_and_show

            return bind_and_show(session, command, elements, options)
        if options.explain:
            from ..engine.explaining import explain_command
            from .bind import show_explanations

            return show_explanations(commands, [explain_command(session, command, elements, records)], options)
        if commands.warnings:
            session.definition(command.name)  # which has mistakes, and is not run
        written = start(commands, command, elements, records, console)
        if command.module.credentials and not options.sandbox and any(each.name for each in elements):
            from .literal_keys import tell_of_words

            tell_of_words(command, elements, console)
        # What is refused prints nothing.
        from .printing import write

        code = write(written, options, console)
        tell_of_context(command.name, session, console)
        return code
    finally:
        session.close()


def start(
    commands: Commands,
    command: LoadedCommand,
    elements: Sequence[Element],
    records: Iterable[Any] | None,
    console: Console,
) -> Iterator[Any]:
    """Bind the command line, reading standard input where a mandatory parameter waits for it.

    Raises BindingError.
    """
    try:
        return commands.run([(command, elements)], records)
    except BindingError as error:
        if records is None and error.error_id == "MissingMandatoryParameter" and pipeline_can_fill(command, elements):
            return commands.run([(command, elements)], wanted_records(error, commands.session, console))
        raise


def wanted_records(error: BindingError, session: Session, console: Console) -> Iterator[Any]:
    """The records on standard input, which is only read because a mandatory parameter is missing.

    Raises the error of the missing parameter where there is none. Of an input that stays silent it is said once what
    is waited for.
    """
    from itertools import chain

    quiet = True

    def read() -> bytes:
        nonlocal quiet
        if quiet and not process.input_within(process.PATIENCE):
            missing = ", ".join(f"-{name}" for name in (error.parameter or "").split())
            console.note(f"{error.command} waits for records on standard input, as {missing} is not given.")
        quiet = False
        return process.read_input()

    records = input_records(session, console, read)
    for first in records:
        return chain((first,), records)
    error.hint = "There is no record on standard input; an empty list is fine? end with -"
    raise error


def pipeline_can_fill(command: LoadedCommand, elements: Sequence[Element]) -> bool:
    """Whether the command line binds when a pipeline feeds it, and standard input is a pipe or a file."""
    if not process.stdin_has_records():
        return False
    try:
        command.binder().start(elements, expecting_input=True)
    except BindingError:
        return False
    return True
