"""The session that the options ask for, and what it is given to read: argument words and records."""

from __future__ import annotations

from ..engine.session import Session
from ..language.words import read_shell_words
from .process import read_input

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ..engine.explaining import Invocation
    from ..language.elements import Element
    from .console import Console
    from .options import Options


def make_session(options: Options, console: Console) -> Session:
    """The session that the options ask for. Raises HelpFileError for a ``--module`` that is none."""
    modules = None
    if options.modules:
        from ..helpfile.search import find_modules, module_or_folder

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
    session.dry_run = options.dry_run
    session.strict = options.strict or _is_set("PSCOMPAT_STRICT")
    for name, value in options.variables:
        session.set_variable(name, value)
    return session


def _is_set(variable: str) -> bool:
    import os

    return os.environ.get(variable, "").lower() in ("1", "true", "yes", "on")


def read_invocation(options: Options, session: Session, console: Console) -> Invocation:
    """The command that the words name, its arguments, and the records on standard input where a ``-`` ends the words.

    Raises CommandNotFoundError.
    """
    command = session.command(options.words[0])
    words = options.words[1:]
    if not words or words[-1] != "-":
        return command, read_elements(options, words), None
    return command, read_elements(options, words[:-1]), input_records(session, console)


def read_elements(options: Options, words: Sequence[str]) -> list[Element]:
    """The arguments that the words stand for."""
    if options.plain_words:
        from ..language.argv import read_words

        return read_words(words)
    return read_shell_words(words)


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
