"""Explaining how commands of a session would bind, with nothing run: one command, or all commands of a text."""

from __future__ import annotations

from ..binding.explanation import Explanation, explain
from ..binding.hints import hint_for
from ..errors import NotRunError, PscompatError
from ..language.nodes import Variable
from ..language.structure import Assignment, Command, CommandExpression, Pipeline
from ..masking import LONG
from .origins import unbound_origins
from .secrets import hide_sensitive, mask_error, masker_of_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ..dotnet.clock import Clock
    from ..language.elements import Element
    from ..language.nodes import Node
    from ..masking import Masker
    from .line import Line
    from .loaded_command import LoadedCommand
    from .session import Session

    Invocation = tuple[LoadedCommand, Sequence[Element], Iterable[Any] | None]

EXPLAINED_OBJECTS = 10
"""Of a pipeline's objects no more are bound."""


def explain_command(
    session: Session,
    command: LoadedCommand,
    elements: Sequence[Element],
    records: Iterable[Any] | None = None,
    clock: Clock | None = None,
) -> Explanation:
    """What the arguments and the first ten objects of a pipeline mean, errors with their hints.

    ``records`` is None without a pipeline; ``clock`` is another one than the session's. Of binding errors only
    MetadataError is raised, where the definition contradicts itself.
    """
    binder = command.binder()
    explanation = explain(
        binder,
        elements,
        records=records,
        limit=EXPLAINED_OBJECTS,
        defaults=session.default_values,
        clock=clock or session.clock,
    )
    masker = masker_of_line(session, binder.command, elements)
    hide_sensitive(masker, command.definition, explanation.bound, shortest=LONG)
    for error in (explanation.error, *(report.error for report in explanation.objects)):
        if error is not None:
            error.identity = command.definition.class_name
            error.hint = error.hint or hint_for(error, explanation, binder)
            mask_error(error, masker)
    mask_words(explanation, masker)
    explanation.unbound = unbound_origins(session, command, explanation)
    return explanation


def mask_words(explanation: Explanation, masker: Masker) -> None:
    """Take secrets out of the words that an explanation repeats, long ones cut."""
    for words in (explanation.dropped, explanation.leftover, explanation.unread, explanation.warnings):
        words[:] = [masker.excerpt(word) for word in words]
    for step in explanation.steps:
        step.origin.typed = masker.excerpt(step.origin.typed)
    for report in explanation.objects:
        report.warnings = [masker.excerpt(text) for text in report.warnings]


def explain_line(line: Line) -> Iterator[Explanation]:
    """One explanation for each command of a text, in order. Raises as ``invocations`` does."""
    return line.session.type_data.within(_explained(line))


def _explained(line: Line) -> Iterator[Explanation]:
    for command, elements, records in invocations(line):
        yield explain_command(line.session, command, elements, records)


def invocations(line: Line) -> Iterator[Invocation]:
    """The commands of a text with their arguments, and the objects piped to them as far as they are known.

    Assignments of plain values are carried out as they come. Raises NotRunError where an argument is what a command
    would write.
    """

    def refuse(pipeline: Pipeline) -> Any:
        raise unknown_value(line.script.text_of(pipeline))

    line.evaluator.run = refuse
    unknown: set[str] = set()
    for statement in line.script.statements:
        targets, value = assigned(statement)
        if isinstance(value, Pipeline) and any(isinstance(each, Command) for each in value.elements):
            yield from pipeline_invocations(line, value, unknown)
            unknown |= targets
        elif targets:
            try:
                list(line.evaluator.statement(statement))
                unknown -= targets
            except NotRunError:
                unknown |= targets
            except PscompatError:
                # As when it is run, the next statement goes on.
                continue


def assigned(statement: Node) -> tuple[set[str], Node]:
    """The names of the variables that a statement assigns to, in lower case, and what it assigns; or it itself."""
    targets: set[str] = set()
    while isinstance(statement, Assignment):
        targets |= variables_in(statement.target)
        statement = statement.value
    return targets, statement


def variables_in(node: Node) -> set[str]:
    """The names of all variables in a tree, in lower case."""
    return {each.name.lower() for each in node.walk() if isinstance(each, Variable)}


def pipeline_invocations(line: Line, pipeline: Pipeline, unknown: set[str]) -> Iterator[Invocation]:
    """The commands of one pipeline; what the first one would write is not known to the next."""
    records: Iterable[Any] | None = None
    for node in pipeline.elements:
        missing = sorted(variables_in(node) & unknown)
        if isinstance(node, CommandExpression):
            records = () if missing else as_far_as_known(line.evaluator.feed(node.expression))
            continue
        if missing:
            raise unknown_value(f"${missing[0]}")
        command, elements = line.command(node)
        yield command, elements, records
        records = ()


def as_far_as_known(records: Iterator[Any]) -> Iterator[Any]:
    """The objects up to the first that a command would have to be run for."""
    try:
        yield from records
    except NotRunError:
        return


def unknown_value(text: str) -> NotRunError:
    """The error for a value that only running would tell."""
    return NotRunError(f"Binding alone runs nothing, so the value of '{text}' is not known.")
