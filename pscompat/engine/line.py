"""Running PowerShell text: statements, pipelines and assignments, after all of it was read and found runnable.

Nothing happens before the whole text is known to be of the kind that is run: a file whose third line has a loop sends
nothing. An error that ends a statement lets the next one run, as in PowerShell, unless it ends the whole line.
"""

from __future__ import annotations

from ..errors import BindingError, CommandError, ConversionError, ErrorRecord, NotRunError, PscompatError
from ..language.evaluate import Evaluator
from ..language.plain_line import read_plain
from ..language.runnable import check_runnable, commands_of
from ..language.scope import Scope
from ..language.structure import CommandExpression, Pipeline
from .pipeline import error_record_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ..language.elements import Element
    from ..language.structure import Command, Script
    from .loaded_command import LoadedCommand
    from .session import Session


def read_line(text: str) -> Script:
    """The tree of a text; plain lines are read without loading the reader. Raises ParseError."""
    script = read_plain(text)
    if script is None:
        from ..language.reader import parse

        script = parse(text)
    return script


def run_line(session: Session, text: str, records: Iterable[Any] | None = None) -> Iterator[Any]:
    """Run a text in the session; ``records`` is ``$input``. Yields what it writes, one record at a time.

    Raises ParseError, NotRunError and CommandNotFoundError before anything has run. What ends a statement goes to the
    session's streams (``Streams.terminating``).
    """
    line = Line(session, read_line(text))
    if records is not None:
        session.variables["input"] = iter(records)
    return line.run()


class Line:
    """A text that was read and may be run. Raises NotRunError and CommandNotFoundError when it is made."""

    def __init__(self, session: Session, script: Script) -> None:
        self.session = session
        self.script = script
        types = session.types()
        check_runnable(script, types)
        for node in commands_of(script):
            self._check_command(node)
        scope = Scope(session.variables, session.environment)
        self.evaluator = Evaluator(script, scope, self._run_pipeline, types=types, clock=session.clock)

    def _check_command(self, node: Command) -> None:
        """Refuse names that no loaded module has: other programs are never run."""
        name = self.script.text_of(node.elements[0]) if not hasattr(node.elements[0], "value") else ""
        name = name or str(getattr(node.elements[0], "value", ""))
        if self.session.find(name) is None:
            line, column = self.script.place(node.elements[0].start)
            hint = self.session.nearest_hint(name)
            raise NotRunError(
                f"Other programs are not run by pscompat: '{name}' at line {line}, column {column}.", hint=hint
            )

    def uses_input(self) -> bool:
        """Whether the text reads ``$input``."""
        return mentions_variable(self.script, "input")

    def run(self) -> Iterator[Any]:
        """Run the statements one after the other."""
        for statement in self.script.statements:
            try:
                yield from self.evaluator.statement(statement)
            except CommandError as error:
                self.session.streams.terminating(error)
                if getattr(error, "ends_line", False):
                    return
            except BindingError as error:
                for text in error.warnings:
                    self.session.streams.warning(text)
                self.session.streams.terminating(error)
            except ConversionError as error:
                self.session.streams.terminating(_cast_error(error))

    def _run_pipeline(self, pipeline: Pipeline) -> Iterator[Any]:
        """Run a pipeline that holds a command. All its command lines are bound first."""
        records, commands = self.parts(pipeline)
        return self.session.run(commands, records)

    def parts(self, pipeline: Pipeline) -> tuple[Iterable[Any] | None, list[tuple[LoadedCommand, Sequence[Element]]]]:
        """What feeds the pipeline (None: nothing), and its commands with their arguments."""
        records: Iterable[Any] | None = None
        commands: list[tuple[LoadedCommand, Sequence[Element]]] = []
        for node in pipeline.elements:
            if isinstance(node, CommandExpression):
                feed = Pipeline(node.start, node.end, [node])
                records = self.evaluator.statement(feed)
            else:
                commands.append(self.command(node))
        return records, commands

    def command(self, node: Command) -> tuple[LoadedCommand, Sequence[Element]]:
        """A command and its arguments; with ``-?`` among them it is Get-Help for that command."""
        name = self.evaluator.command_name(node)
        command = self.session.command(name)
        elements = self.evaluator.elements(node)
        from ..language.elements import Element, asks_for_help

        if asks_for_help(elements):
            return self.session.command("Get-Help"), [Element(value=command.name)]
        return command, elements


def mentions_variable(script: Script, name: str) -> bool:
    """Whether a variable of that name stands anywhere in the text."""
    from ..language.nodes import Variable

    pending: list[Any] = [script.body]
    while pending:
        node = pending.pop()
        if isinstance(node, Variable) and node.name.lower() == name:
            return True
        pending.extend(node.children())
    return False


def _cast_error(error: ConversionError) -> CommandError:
    """A failed cast in an expression, as the error record that PowerShell writes."""
    return CommandError([ErrorRecord(error.error_id, error.message, category="InvalidArgument")])


def records_of(error: PscompatError) -> list[ErrorRecord]:
    """The error records that an exception stands for."""
    if isinstance(error, CommandError):
        return list(error.records)
    if isinstance(error, BindingError):
        return [error_record_of(error)]
    return [ErrorRecord(error.error_id, error.message, category=error.category, hint=error.hint)]
