"""A line's expressions, statements and script blocks: the interpreter, and pipelines with blocks in them."""

from __future__ import annotations

from ..errors import BindingError, CommandError, ErrorRecord
from ..evaluation.blocks import call_block
from ..evaluation.frame import Context
from ..evaluation.interpreter import Interpreter
from ..evaluation.literal_checks import check_literals
from ..evaluation.statements import elements_of
from ..language.indexing import run_time_error
from ..language.nodes import StringConstant, Variable
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
    from ..language.structure import ParamBlock, Redirection, Script
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
    """A pipeline of commands, blocks and a first expression, with its redirections."""
    redirections = [each for node in pipeline.elements for each in node.redirections]
    if not redirections:
        return iter(_flow(line, frame, pipeline))
    return _redirected(line, frame, pipeline, redirections)


def _flow(line: Line, frame: Interpreter, pipeline: Pipeline) -> Iterable[Any]:
    """What the last element of a pipeline writes. All command lines are bound before this returns."""
    records: Iterable[Any] | None = None
    waiting: list[tuple[LoadedCommand, Sequence[Element]]] = []
    for node in pipeline.elements:
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


_PREFERENCES = {
    "Error": "erroractionpreference",
    "Warning": "warningpreference",
    "Verbose": "verbosepreference",
    "Debug": "debugpreference",
    "Information": "informationpreference",
}


def _redirected(line: Line, frame: Interpreter, pipeline: Pipeline, redirections: list[Redirection]) -> Iterator[Any]:
    """A pipeline whose streams go to ``$null``, or its output to a file."""
    streams = {each.stream for each in redirections if isinstance(each.target, Variable)}
    files = [each for each in redirections if not isinstance(each.target, Variable)]
    variables = line.session.variables
    hidden = list(_PREFERENCES) if "All" in streams else [each for each in streams if each in _PREFERENCES]
    before = {_PREFERENCES[each]: variables.get(_PREFERENCES[each]) for each in hidden}
    for name, value in before.items():
        if value != "Stop":
            variables[name] = "SilentlyContinue"
    drops = bool(streams & {"All", "Output"})
    try:
        flow = _flow(line, frame, pipeline)
        for each in files:
            flow = _to_file(line, frame, each, flow)
        for record in flow:
            if not drops:
                yield record
    except BindingError as error:
        if "Error" not in hidden or frame.context.trying:
            raise
        line.session.note_errors(error.error_records())
    finally:
        for name, value in before.items():
            if value is None:
                variables.pop(name, None)
            else:
                variables[name] = value


def _to_file(line: Line, frame: Interpreter, redirection: Redirection, flow: Iterable[Any]) -> Iterable[Any]:
    """``> file`` and ``>> file`` write as Out-File does."""
    from ..language.elements import Element

    assert redirection.target is not None
    elements = [Element("FilePath", "-FilePath:", frame.value(redirection.target))]
    if redirection.append:
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
