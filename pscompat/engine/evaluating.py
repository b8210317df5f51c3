"""A line's expressions, statements and script blocks: the interpreter, and pipelines with blocks in them."""

from __future__ import annotations

from ..errors import BindingError, CommandError, ErrorRecord
from ..evaluation.blocks import call_block
from ..evaluation.frame import Context
from ..evaluation.interpreter import Interpreter
from ..evaluation.literal_checks import check_literals
from ..evaluation.statements import elements_of
from ..language.indexing import NOTHING, run_time_error
from ..language.nodes import StringConstant
from ..language.structure import Command, CommandExpression, Pipeline
from .preferences import preference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any, Protocol

    from ..dotnet.containers import ScriptBlock
    from ..dotnet.types import NetType
    from ..errors import PscompatError
    from ..language.elements import Element
    from ..language.nodes import Attribute
    from ..language.scope import Scope
    from ..language.structure import ParamBlock, Script
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

    def bind(frame: Interpreter, block: ParamBlock, elements: list[Any], has_input: bool) -> Callable[[Any], bool]:
        return bind_block(session, frame, block, elements, has_input)

    context = Context(run, report, note, stops)
    context.status = session
    context.bind = bind

    def check(frame: Interpreter, attributes: Sequence[Attribute], name: str) -> Callable[[Any], None]:
        from .script_parameters import variable_check

        return variable_check(frame, attributes, session, name)

    context.check = check
    made = Interpreter(line.script, scope, context, types=types, clock=session.clock)
    check_literals(made)
    return made


def bind_block(
    session: Session, frame: Interpreter, block: ParamBlock, elements: Sequence[Element], has_input: bool
) -> Callable[[Any], bool]:
    """Bind the arguments of a script block; gives what binds a pipeline object, and tells whether it did."""
    compiled = frame.context.compiled
    parameters = compiled.get(block)
    if parameters is None:
        from .script_parameters import ScriptParameters

        parameters = compiled[block] = ScriptParameters(frame, block, session)
    run = parameters.bind(frame, elements, expecting_input=has_input)

    def take(record: Any) -> bool:
        try:
            parameters.take(frame, run, record)
        except BindingError as error:
            frame.failed(error)
            return False
        return True

    return take


def run_pipeline(line: Line, frame: Interpreter, pipeline: Pipeline) -> Iterator[Any]:
    """A pipeline of commands, blocks and a first expression. All command lines are bound before this returns."""
    return iter(_flow(line, frame, pipeline))


def _flow(line: Line, frame: Interpreter, pipeline: Pipeline) -> Iterable[Any]:
    """What the last element of a pipeline writes."""
    records: Iterable[Any] | None = None
    waiting: list[tuple[LoadedCommand, Sequence[Element]]] = []
    for node in pipeline.elements:
        if node.redirections:
            if waiting:
                records = line.known.run(waiting, records)
                waiting = []
            records = _redirected(line, frame, node, records)
            continue
        if isinstance(node, CommandExpression):
            records = elements_of(frame, node.expression)
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
        records = line.known.run(waiting, records)
        line.check_arguments()
    assert records is not None
    return records


def _redirected(
    line: Line, frame: Interpreter, node: Command | CommandExpression, upstream: Iterable[Any] | None
) -> Iterator[Any]:
    """An element of a pipeline whose streams go elsewhere. A command's line is bound before this returns."""
    from .redirections import Redirector

    def evaluate(target: Any) -> Any:
        value = frame.value(target)
        return None if value is NOTHING else value

    def to_file(target: Any, append: bool, flow: Iterable[Any]) -> Iterable[Any]:
        return _to_file(line, frame, target, append, flow)

    called = _called(frame, node) if isinstance(node, Command) else None
    is_command = isinstance(node, Command) and (called is None or isinstance(called, str))
    redirector = Redirector(line.session, node.redirections, evaluate, to_file, pulses=is_command)
    if upstream is not None:
        upstream = redirector.outside(upstream)
    try:
        flow = _element(line, frame, node, called, upstream)
    except BindingError as error:
        if not redirector.drops_errors or frame.context.trying:
            raise
        line.session.note_errors(error.error_records())
        line.session.wrote_error = True
        return iter(())
    return redirector.output(flow)


def _element(
    line: Line,
    frame: Interpreter,
    node: Command | CommandExpression,
    called: ScriptBlock | str | None,
    upstream: Iterable[Any] | None,
) -> Iterable[Any]:
    """What an element of a pipeline writes, by itself."""
    if isinstance(node, CommandExpression):
        return elements_of(frame, node.expression)
    if called is not None and not isinstance(called, str):
        return call_block(frame, called, frame.elements(node), upstream, own_scope=node.operator != "Dot")
    flow = line.known.run([_command(line, frame, node, called)], upstream)
    line.check_arguments()
    return flow


def _to_file(line: Line, frame: Interpreter, target: Any, append: bool, flow: Iterable[Any]) -> Iterable[Any]:
    """``> file`` and ``>> file`` write as Out-File does; ``> variable:name`` sets a variable."""
    from ..language.elements import Element
    from .redirections import variable_of

    name = variable_of(target)
    if name:
        before = frame.scope.get(name) if append else None
        kept = [] if before is None else list(before) if isinstance(before, list) else [before]
        kept.extend(flow)
        frame.scope.set(name, kept[0] if len(kept) == 1 else kept or None)
        return ()
    elements = [Element("FilePath", "-FilePath:", target)]
    if append:
        elements.append(Element("Append", "-Append"))
    return line.known.run([(line.known.command("Out-File"), elements)], flow)


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
