"""``pscompat bind`` and ``--explain``: what binds to what, with nothing run or sent."""

from __future__ import annotations

import sys

from ..errors import BindingError
from .main import DONE, NOT_BOUND
from .options import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ..engine.loaded_command import LoadedCommand
    from ..engine.session import Session
    from ..language.elements import Element
    from .console import Console
    from .options import Options


def run_bind(options: Options, console: Console) -> int:
    """Bind a word list or, with ``-c``, a line, and print set, bound values and errors. Nothing is sent."""
    if options.line is not None or options.file is not None:
        from .lines import bind_lines

        return bind_lines(options, console)
    if not options.words:
        raise UsageError("pscompat bind needs the name of a cmdlet.")
    from .words import input_records, make_session, read_elements

    session = make_session(options, console)
    command = session.command(options.words[0])
    words = options.words[1:]
    reads_input = bool(words) and words[-1] == "-"
    elements = read_elements(options, words[:-1] if reads_input else words)
    records = input_records(session, console) if reads_input else None
    if options.explain:
        return show_explanation(session, command, elements, options, records)
    return show_binding(session, command, elements, options, records)


def show_binding(
    session: Session,
    command: LoadedCommand,
    elements: Sequence[Element],
    options: Options,
    records: Iterable[Any] | None,
) -> int:
    """Print what each call would get: set and bound values, or the error; secrets as ``***``."""
    from ..views.binding import JsonReport, TextReport
    from ..views.explanation import call_data

    binder = command.binder()
    hidden = frozenset(each.name for each in command.definition.parameters if each.sensitive)
    report: TextReport | JsonReport
    if options.output in ("json", "jsonl"):
        report = JsonReport(sys.stdout, command.name, indented=options.output == "json")
    else:
        report = TextReport(sys.stdout, command.name)
    code = DONE

    def failed(error: BindingError) -> None:
        nonlocal code
        code = NOT_BOUND
        report.error(told(error, session, command, elements, records is not None))

    try:
        run = binder.start(
            elements, expecting_input=records is not None, defaults=session.default_values, clock=session.clock
        )
        if records is None:
            call = run.bind_nothing()
            report.call(call_data(call.set_name, call.bound, hidden))
        for record in records or ():
            try:
                call = run.bind(record)
                report.call(call_data(call.set_name, call.bound, hidden))
            except BindingError as error:
                failed(error)
            sys.stdout.flush()
    except BindingError as error:
        failed(error)
    report.close()
    return code


def _print(text: str) -> None:
    """Print values that came from anywhere."""
    from ..views.properties import printable

    sys.stdout.write(printable(text) if sys.stdout.isatty() else text)


def told(
    error: BindingError, session: Session, command: LoadedCommand, elements: Sequence[Element], expecting_input: bool
) -> dict[str, Any]:
    """An error as data, with the command's class in its id and a hint."""
    from ..engine.pipeline import hint_later
    from ..views.explanation import error_data

    error.identity = command.definition.class_name
    hint_later(error, session, command, elements, expecting_input)
    return error_data(error)


_EXPLAINED_OBJECTS = 10


def show_explanation(
    session: Session,
    command: LoadedCommand,
    elements: Sequence[Element],
    options: Options,
    records: Iterable[Any] | None,
) -> int:
    """Print how the words bind: the set, each value's origin and, on failure, how far each set got.

    Of a pipeline the first ten objects are bound.
    """
    from ..binding.explanation import explain
    from ..binding.hints import hint_for
    from ..engine.origins import unbound_origins

    binder = command.binder()
    explanation = explain(
        binder,
        elements,
        records=records,
        limit=_EXPLAINED_OBJECTS,
        defaults=session.default_values,
        clock=session.clock,
    )
    failures = [explanation.error, *(report.error for report in explanation.objects)]
    for error in failures:
        if error is not None:
            error.identity = command.definition.class_name
            error.hint = error.hint or hint_for(error, explanation, binder)
    others = unbound_origins(session, command, explanation)
    from ..views.explanation import explanation_data, explanation_text

    if options.output in ("json", "jsonl"):
        import json

        data = explanation_data(explanation, others)
        print(json.dumps(data, ensure_ascii=False, indent=2 if options.output == "json" else None))
    else:
        _print(explanation_text(explanation, others))
    return NOT_BOUND if explanation.first_error is not None else DONE
