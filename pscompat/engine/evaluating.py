"""A line's expressions, statements and script blocks: the interpreter, and pipelines with blocks in them."""

from __future__ import annotations

from ..errors import CommandError, ErrorRecord
from ..evaluation.blocks import call_block
from ..evaluation.frame import Context
from ..evaluation.interpreter import Interpreter
from ..language.indexing import run_time_error
from ..language.nodes import StringConstant
from ..language.structure import Command, CommandExpression, Pipeline
from .preferences import preference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any, Protocol

    from ..dotnet.containers import ScriptBlock
    from ..dotnet.types import NetType
    from ..errors import PscompatError
    from ..language.elements import Element
    from ..language.scope import Scope
    from ..language.structure import Script
    from .commands import Commands
    from .loaded_command import LoadedCommand
    from .session import Session

    class Line(Protocol):
        """What of a line is needed here."""

        known: Commands
        session: Session
        script: Script

        def ends(self, error: PscompatError) -> bool: ...

        def check_arguments(self) -> None: ...


def interpreter(line: Line, scope: Scope, types: Mapping[str, NetType]) -> Interpreter:
    """The interpreter of a line."""
    session = line.session

    def run(frame: Interpreter, pipeline: Pipeline) -> Iterator[Any]:
        return run_pipeline(line, frame, pipeline)

    def report(error: CommandError) -> bool:
        return line.ends(error)

    def note(error: CommandError) -> None:
        session.note_errors(error.error_records())

    def stops() -> bool:
        try:
            return preference(session.variables, "error") == "Stop"
        except CommandError:
            return False

    context = Context(run, report, note, stops)
    return Interpreter(line.script, scope, context, types=types, clock=session.clock)


def run_pipeline(line: Line, frame: Interpreter, pipeline: Pipeline) -> Iterator[Any]:
    """A pipeline of commands, blocks and a first expression; errors of streams that go nowhere are dropped."""
    records: Iterable[Any] | None = None
    waiting: list[tuple[LoadedCommand, Sequence[Element]]] = []
    silenced = _silenced(pipeline)
    for node in pipeline.elements:
        if isinstance(node, CommandExpression):
            records = frame.statement(
                Pipeline(node.start, node.end, [CommandExpression(node.start, node.end, node.expression, ())])
            )
            continue
        called = _called(frame, node)
        if called is None or isinstance(called, str):
            waiting.append(_command(line, frame, node, called))
            continue
        if waiting:
            records = line.known.run(waiting, records)
            waiting = []
        elements = frame.elements(node)
        records = call_block(frame, called, elements, records, own_scope=node.operator != "Dot")
    if waiting:
        flow: Iterable[Any] = line.known.run(waiting, records)
        line.check_arguments()
    else:
        assert records is not None
        flow = records
    return _redirected(line, flow, silenced) if silenced else iter(flow)


def _silenced(pipeline: Pipeline) -> set[str]:
    return {each.stream for node in pipeline.elements for each in node.redirections}


def _redirected(line: Line, flow: Iterable[Any], streams: set[str]) -> Iterator[Any]:
    """The records while some streams go to ``$null``."""
    variables = line.session.variables
    names = {
        "Error": "erroractionpreference",
        "Warning": "warningpreference",
        "Verbose": "verbosepreference",
        "Debug": "debugpreference",
        "Information": "informationpreference",
    }
    hidden = list(names) if "All" in streams else [each for each in streams if each in names]
    before = {names[each]: variables.get(names[each]) for each in hidden}
    for name in before:
        if variables.get(name) != "Stop":
            variables[name] = "SilentlyContinue"
    drops = bool(streams & {"All", "Output"})
    try:
        for record in flow:
            if not drops:
                yield record
    finally:
        for name, value in before.items():
            if value is None:
                variables.pop(name, None)
            else:
                variables[name] = value


def _called(frame: Interpreter, node: Command) -> ScriptBlock | str | None:
    """What ``&`` and ``.`` call: a block, or the name of a command; None for a command that its own name tells."""
    name = node.elements[0]
    if isinstance(name, StringConstant):
        return None
    from ..dotnet.containers import ScriptBlock
    from ..dotnet.strings import to_string

    value = frame.value(name)
    if isinstance(value, ScriptBlock):
        return value
    text = to_string(value) if not isinstance(value, (list, dict)) else ""
    if not text:
        message = (
            "The expression after '&' in a pipeline element produced an object that was not valid. It must result in "
            "a command name, a script block, or a CommandInfo object."
        )
        raise run_time_error("BadExpression", message)
    return text


def _command(
    line: Line, frame: Interpreter, node: Command, name: str | None
) -> tuple[LoadedCommand, Sequence[Element]]:
    from ..language.elements import Element, asks_for_help

    known = line.known
    if name is None:
        command = known.command(node.name)
    else:
        found = known.find(name)
        if found is None:
            raise _not_found(name)
        command = found
    elements = frame.elements(node)
    if asks_for_help(elements):
        return known.command("Get-Help"), [Element(value=command.name)]
    return command, elements


def _not_found(name: str) -> CommandError:
    message = (
        f"The term '{name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\n"
        "Check the spelling of the name, or if a path was included, verify that the path is correct and try again."
    )
    record = ErrorRecord(
        "CommandNotFoundException",
        message,
        category="ObjectNotFound",
        exception="CommandNotFoundException",
        target=name,
    )
    return CommandError([record])
