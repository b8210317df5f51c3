"""The session that the options ask for, and what it is given to read: argument words and records."""

from __future__ import annotations

from ..engine.session import Session
from ..errors import CommandError
from ..language.elements import Element
from ..language.shell_words import ShellWords, read_shell_words
from .options import UsageError
from .process import read_input

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from ..engine.commands import Commands
    from ..engine.explaining import Invocation
    from ..engine.loaded_command import LoadedCommand
    from .console import Console
    from .options import Options


def make_session(options: Options, console: Console) -> Session:
    """The session that the options ask for. Raises HelpFileError for a ``--module`` that is none."""
    modules = None
    if options.modules:
        from ..helpfile.search_path import find_modules, module_or_folder

        modules = []
        for given in options.modules:
            module, note = module_or_folder(given)
            modules.append(module)
            if note:
                console.warning(note)
        names = {module.name.lower() for module in modules}
        modules += [module for module in find_modules() if module.name.lower() not in names]
    session = Session(modules, streams=console, sandbox=options.sandbox)
    console.session = session
    # The one session of the process: its type data hold to the end.
    session.type_data.__enter__()
    session.dry_run = options.dry_run
    if options.jobs > 1:
        from ..engine.at_once import AtOnce

        session.at_once = AtOnce(options.jobs, unordered=options.unordered)
    session.context = options.context
    if options.context and not options.sandbox:
        from ..credentials.errors import CredentialsError

        try:
            session.chosen()
        except CredentialsError as error:
            raise UsageError(error.message, hint=error.hint) from None
    session.strict = options.strict or _is_set("PSCOMPAT_STRICT")
    for name, value in options.variables:
        try:
            session.set_variable(name, value)
        except CommandError as error:
            raise UsageError(error.records[0].message) from None
    return session


def _is_set(variable: str) -> bool:
    import os

    return os.environ.get(variable, "").lower() in ("1", "true", "yes", "on")


def read_invocation(options: Options, commands: Commands, console: Console) -> Invocation:
    """The command that the words name, its arguments, and the records on standard input where a ``-`` ends the words.

    Raises CommandNotFoundError.
    """
    name, *words = options.words
    command = commands.command(name)
    records = None
    if words and words[-1] == "-":
        words.pop()
        records = input_records(commands.session, console)
    elements = read_elements(command.name, command, options, words)
    if type(elements) is ShellWords and any("." in word for word in words):
        from .misplaced import rests_of_variables

        for word in rests_of_variables(command, elements):
            console.note(
                f"The word {word} is taken as it stands. If it was a variable and a member, as in '$run{word}': shells "
                "don't know members, a line does: `pscompat -c LINE`."
            )
    return command, elements, records


def read_elements(name: str, command: LoadedCommand, options: Options, words: Sequence[str]) -> list[Element]:
    """The arguments that the words stand for; ``--help`` or ``-h`` at their end asks for help, whatever stands before.

    ``name`` is what stands before the words. Raises UsageError for an option of pscompat among them.
    """
    if options.plain_words:
        from ..language.shell_words import read_words

        return read_words(words)
    if words and words[-1] in ("--help", "-h"):
        return [Element("?", "-?")]
    if any(word[:2] in _OWN_OPTIONS for word in words):
        from .misplaced import check_no_own_options

        check_no_own_options(name, command, words)
    return read_shell_words(words)


_OWN_OPTIONS = ("--", "-o", "-c", "-f")


def tell_of_context(name: str, session: Session, console: Console) -> None:
    """Say of a command that ran alone that what it set for later commands ends with the process."""
    if any(session.contexts.values()):
        console.note(
            f"What {name} sets ends with this process. Put it before the other commands of one line "
            "(pscompat -c LINE), or keep it with `pscompat context set` and `pscompat login`."
        )


def input_records(session: Session, console: Console, read: Callable[[], bytes] = read_input) -> Iterator[Any]:
    """The records on standard input; a line that cannot be read is an error of its own."""
    from ..engine.object_types import tagger
    from ..engine.records import read_lines, read_records
    from ..errors import ErrorRecord

    refused = 0

    def on_error(number: int, reason: str) -> None:
        nonlocal refused
        refused += 1
        if refused > console.most_bad_records:
            return
        record = ErrorRecord(
            "InputLineNotRead",
            f"Line {number} of the input is not read: {reason}.",
            category="InvalidData",
            command="pscompat",
        )
        console.error(record)

    lines = read_lines(read, console.reading)
    yield from read_records(lines, tagger(session.modules(), session.clock), on_error)
    more = refused - console.most_bad_records
    if more > 0:
        message = f"{more:,} more line{'s are' if more > 1 else ' is'} not read."
        console.error(ErrorRecord("InputLinesNotRead", message, category="InvalidData", command="pscompat"))
