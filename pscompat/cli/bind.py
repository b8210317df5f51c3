"""``pscompat bind`` and ``--explain``: what binds to what, with nothing run or sent."""

from __future__ import annotations

import sys

from ..errors import BindingError
from ..language.elements import asks_for_help
from .exit_code import DONE, NOT_BOUND
from .options import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any, TypeVar

    from ..binding import BoundCall
    from ..binding.explanation import Explanation
    from ..engine.commands import Commands
    from ..engine.explaining import Invocation
    from ..engine.line import Line
    from ..engine.loaded_command import LoadedCommand
    from ..engine.session import Session
    from ..language.elements import Element
    from .console import Console
    from .options import Options

    T = TypeVar("T")


def run_bind(options: Options, console: Console) -> int:
    """Bind a word list or, with ``-c``, a line, and print set, bound values and errors. Nothing is sent."""
    if options.line is not None or options.file is not None:
        return bind_lines(options, console)
    if not options.words:
        raise UsageError("pscompat bind needs the name of a cmdlet.")
    from ..engine.commands import Commands
    from .setup import make_session, read_invocation

    session = make_session(options, console)
    commands = Commands(session, forgiving=options.explain)
    invocation = read_invocation(options, commands, console)
    if asks_for_help(invocation[1]):
        from .help import show_help

        return show_help(session, invocation[0], options)
    if options.explain:
        from ..engine.explaining import explain_command

        return show_explanations(commands, [explain_command(session, *invocation)], options)
    return show_bindings(session, [invocation], options)


def bind_lines(options: Options, console: Console) -> int:
    """Bind the commands of the text one by one and print what binds, or with --explain why; nothing is run."""
    from ..engine.commands import Commands
    from ..engine.line import runnable
    from .lines import give_input, give_words, read_text
    from .setup import make_session

    session = make_session(options, console)
    line = runnable(Commands(session, forgiving=options.explain), read_text(options))
    if options.file is not None:
        give_words(session, line, options)
    give_input(session, line, options, console)
    return show_line(line, options)


def show_line(line: Line, options: Options) -> int:
    """Print how each command of the text binds; as JSON one command is an object, several are an array."""
    several = len(line.commands) > 1
    if options.explain:
        from ..engine.explaining import explain_line

        return show_explanations(line.known, explain_line(line), options, several=several)
    from ..engine.explaining import invocations

    return show_bindings(line.session, invocations(line), options, several=several)


def show_bindings(
    session: Session, invocations: Iterable[Invocation], options: Options, *, several: bool = False
) -> int:
    """Print how each invocation binds, several as one JSON array. Returns the exit code."""
    several = several and options.output == "json"
    code = DONE
    for command, elements, records in in_array(invocations, several):
        code = max(code, show_binding(session, command, elements, options, records))
    return code


def show_binding(
    session: Session,
    command: LoadedCommand,
    elements: Sequence[Element],
    options: Options,
    records: Iterable[Any] | None,
) -> int:
    """Print what each call would get: set and bound values, or the error; secrets as ``***``.

    Where a pipeline brings no object that is known, it is what the command line binds.
    """
    from ..engine.secrets import hide_sensitive, session_masker
    from ..masking import LONG
    from ..views.explained import JsonReport, TextReport, call_data

    binder = command.binder()
    hidden = frozenset(each.name for each in command.definition.parameters if each.sensitive)
    report: TextReport | JsonReport
    if options.output in ("json", "jsonl"):
        report = JsonReport(sys.stdout, command.name, indented=options.output == "json")
    else:
        opaque = {each.name for each in binder.command.parameters if each.type.opaque}
        report = TextReport(sys.stdout, command.name, opaque)
    code = DONE
    objects = 0
    masker = session_masker(session)

    def called(call: BoundCall) -> None:
        hide_sensitive(masker, command.definition, call.bound, shortest=LONG)
        report.warnings([masker.text(text) for text in call.warnings])
        report.call(call_data(call.set_name, call.bound, hidden, masker))

    def failed(error: BindingError) -> None:
        nonlocal code
        code = NOT_BOUND
        report.warnings(error.warnings)
        report.error(told(error, session, command, elements, records is not None))

    try:
        run = binder.start(
            elements, expecting_input=records is not None, defaults=session.default_values, clock=session.clock
        )
        hide_sensitive(masker, command.definition, run.bound, shortest=LONG)
        report.warnings([masker.text(text) for text in run.warnings])
        if records is None:
            called(run.bind_nothing())
        for record in records or ():
            objects += 1
            try:
                called(run.bind(record))
            except BindingError as error:
                failed(error)
            sys.stdout.flush()
        if records is not None and not objects:
            report.begin(call_data(run.begin_set_name, run.bound, hidden, masker))
    except BindingError as error:
        failed(error)
    report.close()
    return code


def show_explanations(
    commands: Commands, explanations: Iterable[Explanation], options: Options, *, several: bool = False
) -> int:
    """Print how arguments bind: the set, each value's origin and, on failure, how far each set got.

    Several are one JSON array. Returns the exit code.
    """
    from ..engine.secrets import masker_of_call
    from ..views.explained import explanation_data, explanation_text

    session = commands.session
    several = several and options.output == "json"
    code = DONE
    warned = 0
    for explanation in in_array(explanations, several):
        for text in commands.warnings[warned:]:
            session.streams.warning(text)
        warned = len(commands.warnings)
        masker = masker_of_call(session, commands.command(explanation.command).definition, explanation.bound)
        if explanation.first_error is not None:
            code = NOT_BOUND
        if options.output in ("json", "jsonl"):
            import json

            from ..views.properties import escaped

            data = explanation_data(explanation, masker)
            text = json.dumps(data, ensure_ascii=False, indent=2 if options.output == "json" else None)
            print(escaped(text) if sys.stdout.isatty() else text)
        else:
            _print(explanation_text(explanation, masker))
    return code


def in_array(items: Iterable[T], several: bool) -> Iterator[T]:
    """The items, with the brackets and commas of a JSON array printed around them if they are several."""
    if not several:
        yield from items
        return
    before = "[\n"
    try:
        for item in items:
            sys.stdout.write(before)
            before = ",\n"
            yield item
    finally:
        sys.stdout.write("]\n" if before == ",\n" else "[]\n")


def _print(text: str) -> None:
    """Print values that came from anywhere."""
    from ..views.properties import printable

    sys.stdout.write(printable(text) if sys.stdout.isatty() else text)


def told(
    error: BindingError, session: Session, command: LoadedCommand, elements: Sequence[Element], expecting_input: bool
) -> dict[str, Any]:
    """An error as data, with the command's class in its id and a hint."""
    from ..engine.hinted_errors import name_and_hint_later
    from ..views.explained import error_data

    name_and_hint_later(error, session, command, elements, expecting_input)
    return error_data(error)
