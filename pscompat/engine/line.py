"""Running PowerShell text: statements, pipelines and assignments, after all of it was read and found runnable.

Nothing happens before the whole text is known to be of the kind that is run: a file whose third line has a loop sends
nothing. An error that ends a statement lets the next one run, as in PowerShell, unless it ends the whole line.
"""

from __future__ import annotations

from ..dotnet.containers import Enumerator
from ..errors import (
    BindingError,
    CommandError,
    ConversionError,
    ErrorRecord,
    HelpFileError,
    NotRunError,
    ParseError,
    PscompatError,
)
from ..language.evaluate import Evaluator
from ..language.plain_line import read_plain
from ..language.refusals import check_runnable, commands_of, needs_evaluation
from ..language.scope import Scope
from ..language.structure import CommandExpression, Pipeline, PipelineChain, Statement
from .preferences import SILENT, preference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ..language.elements import Element
    from ..language.structure import Command, Script
    from .commands import Commands
    from .loaded_command import LoadedCommand
    from .session import Session


MAX_CHARACTERS = 1024 * 1024
"""A text longer than this is refused: reading it would take seconds and hundreds of megabytes."""


def read_line(text: str) -> Script:
    """The tree of a text; plain lines are read without loading the reader.

    Raises ParseError with its place, and NotRunError for a text longer than ``MAX_CHARACTERS``.
    """
    if len(text) > MAX_CHARACTERS:
        raise too_long()
    script = read_plain(text)
    if script is None:
        from ..language.reader import parse

        try:
            script = parse(text)
        except ParseError as error:
            raise error.locate(text) from None
    return script


def runnable(commands: Commands, text: str) -> Line:
    """A text, read and found runnable; prompts in it, which consoles show and nobody types, are dropped with a note.

    Raises ParseError and NotRunError.
    """
    text = text.removeprefix("\ufeff")
    try:
        return Line(commands, read_line(text))
    except (NotRunError, ParseError):
        if ">" not in text:
            raise
        from ..language.prompts import without_prompts

        rest, numbers = without_prompts(text)
        if not numbers:
            raise
    shown = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")
    lines = f"lines {shown} is" if len(numbers) > 1 else f"line {shown} is"
    commands.session.streams.note(f"PowerShell's prompt at the start of {lines} left out.")
    return Line(commands, read_line(rest))


def too_long() -> NotRunError:
    """The error for a text that is too long."""
    return NotRunError(
        f"A text of more than {MAX_CHARACTERS // 1024**2} MiB is not run by pscompat.",
        hint="Put data into a file for Get-Content, or on standard input.",
    )


def run_line(commands: Commands, text: str, records: Iterable[Any] | None = None) -> Iterator[Any]:
    """Run a text with a session's commands; ``records`` is ``$input``. Yields what it writes, one record at a time.

    Raises ParseError, NotRunError and CommandNotFoundError before anything has run. What ends a statement goes to the
    session's streams (``Streams.terminating``).
    """
    line = runnable(commands, text)
    if records is not None:
        commands.session.variables["input"] = Enumerator(records)
    return line.run()


class Line:
    """A text that was read and may be run. Raises NotRunError when it is made.

    refused    whether a statement could not be bound
    failed     whether a statement was ended by an error of another kind
    exit_code  what ``exit`` was given; None where it did not come to that
    """

    def __init__(self, known: Commands, script: Script) -> None:
        self.known = known
        self.session = session = known.session
        self.script = script
        self.refused = False
        self.failed = False
        self.exit_code: int | None = None
        self._checked = False
        self._has_arguments = False
        types = session.types()
        if script.body.usings or "#" in script.units:
            from .passed_over import pass_over

            pass_over(script, types, session.streams.note)
        check_runnable(script, types)
        self.commands = [(node, self._known(node)) for node in commands_of(script)]
        if any(command.name.startswith("Format-") for _, command in self.commands):
            from .script_blocks import check_formats

            check_formats(script, self.commands)
        scope = Scope(session.variables, session.environment)
        self.evaluator: Evaluator
        if needs_evaluation(script):
            from .evaluating import interpreter

            self.evaluator = interpreter(self, scope, types)
        else:
            self.evaluator = Evaluator(script, scope, self._run_pipeline, types=types, clock=session.clock)
        if "{" in script.units:
            from .script_blocks import check_script_blocks

            check_script_blocks(self.commands, self.evaluator)

    def _known(self, node: Command) -> LoadedCommand:
        """The command of that name. Names that no loaded module has are refused: other programs are never run."""
        command = self.known.find(node.name)
        if command is None:
            from .unknown_command import program_not_run

            line, column = self.script.place(node.elements[0].start)
            raise program_not_run(self.session, node.name, f"at line {line}, column {column}")
        return command

    def take_arguments(self, elements: Sequence[Element], name: str = "") -> None:
        """Bind arguments to the parameters of the text's own ``param(…)``; ``name`` is the file's, for errors.

        Raises BindingError, and NotRunError for ``-?``.
        """
        from ..language.elements import asks_for_help

        self._has_arguments = True
        if asks_for_help(elements):
            raise NotRunError(f"The help of files is not shown by pscompat: '-?' behind {name}.")
        block = self.script.body.parameters
        if block is None:
            self.session.variables["args"] = [value for each in elements for value in each.as_arguments()]
            return
        from .pipeline import prompt_for
        from .script_parameters import ScriptParameters

        frame: Any = self.evaluator
        parameters = ScriptParameters(frame, block, self.session, name)
        parameters.bind(frame, elements, prompt=prompt_for(self.session, name, 1))

    def uses_input(self) -> bool:
        """Whether the text reads ``$input``."""
        from ..language.nodes import Variable

        return any(isinstance(node, Variable) and node.name.lower() == "input" for node in self.script.walk())

    def run(self) -> Iterator[Any]:
        """Run the statements one after the other. What ends one goes to ``Streams.terminating``.

        Raises NotRunError and HelpFileError.
        """
        return self.session.type_data.within(self._run())

    def _run(self) -> Iterator[Any]:
        session = self.session
        if self.script.body.parameters is not None and not self._has_arguments:
            self.take_arguments(())
        if len(self.script.statements) > 1:
            self.check_arguments()
        for statement in self.script.statements:
            session.wrote_error = False
            try:
                yield from self.evaluator.statement(statement)
            except (NotRunError, HelpFileError, ParseError):
                raise
            except PscompatError as error:
                if self.ends(error):
                    return
            except RecursionError:
                # Blocks that run each other without end, by way of operators and methods.
                if self.ends(call_depth_overflow()):
                    return
            except BaseException as end:
                if not getattr(end, "ends_text", False):
                    raise
                self.exit_code = getattr(end, "code", None)
                return
            if session.wrote_error or type(statement) not in (Statement, PipelineChain):
                session.variables["?"] = not session.wrote_error

    def ends(self, error: PscompatError) -> bool:
        """Report what ended a statement. Returns whether the whole line ends with it."""
        from .secrets import mask_error, session_masker

        session = self.session
        session.wrote_error = True
        if not isinstance(error, (CommandError, BindingError)):
            error = _cast_error(error)
        mask_error(error, session_masker(session))
        if isinstance(error, BindingError):
            self.refused = True
            for text in error.warnings:
                session.streams.warning(text)
        else:
            self.failed = True
        session.note_errors(error.error_records())
        if getattr(error, "ends_line", False):
            session.streams.terminating(error)
            return True
        action = error_action(session)
        if action in SILENT:
            return False
        if action == "Inquire" and session.streams.inquire(error.message) == "halt":
            return True
        session.streams.terminating(error)
        return action == "Stop"

    def _run_pipeline(self, pipeline: Pipeline) -> Iterator[Any]:
        """Run a pipeline that holds a command. All its command lines are bound first."""
        records, commands = self.parts(pipeline)
        flow = self.known.run(commands, records)
        self.check_arguments()
        return flow

    def check_arguments(self) -> None:
        """Let handlers refuse arguments; a line of one pipeline is bound before that, for handlers cost time."""
        if not self._checked:
            from .script_blocks import check_arguments

            self._checked = True
            check_arguments(self.commands, self.evaluator)

    def parts(self, pipeline: Pipeline) -> tuple[Iterable[Any] | None, list[tuple[LoadedCommand, Sequence[Element]]]]:
        """What feeds the pipeline (None: nothing), and its commands with their arguments."""
        records: Iterable[Any] | None = None
        commands: list[tuple[LoadedCommand, Sequence[Element]]] = []
        for node in pipeline.elements:
            if isinstance(node, CommandExpression):
                records = self.evaluator.feed(node.expression)
            else:
                commands.append(self.command(node))
        return records, commands

    def command(self, node: Command) -> tuple[LoadedCommand, Sequence[Element]]:
        """A command and its arguments; with ``-?`` among them it is Get-Help for that command."""
        command = self.known.command(node.name)
        elements = self.evaluator.elements(node)
        from ..language.elements import Element, asks_for_help

        if asks_for_help(elements):
            return self.known.command("Get-Help"), [Element(value=command.name)]
        return command, elements


def call_depth_overflow() -> CommandError:
    """The error of blocks that run each other too often."""
    message = "The script failed due to call depth overflow."
    return CommandError([ErrorRecord("CallDepthOverflow", message, category="InvalidOperation")])


def error_action(session: Session) -> str:
    try:
        return preference(session.variables, "error")
    except CommandError:
        # What is wrong with the variable has ended the statement.
        return "Continue"


def _cast_error(error: PscompatError) -> CommandError:
    """An error of an expression, as the error record that PowerShell writes."""
    if isinstance(error, ConversionError):
        return CommandError([ErrorRecord(error.error_id, error.message, category="InvalidArgument")])
    from ..evaluation.flow import as_command_error

    return as_command_error(error)
