"""Running a pipeline: begin, process and end of its commands in PowerShell's order, records one at a time.

All commands bind their command line first (binding.md §0.2); nothing runs if one of them fails. A record is passed on
as soon as it is written; a command that has enough ends the ones before it.
"""

from __future__ import annotations

from ..errors import BindingError, CommandError, ErrorRecord
from .call import Call, Values
from .preferences import Preferences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ..binding import Run
    from ..binding.binder import BoundCall
    from ..language.elements import Element
    from .loaded_command import LoadedCommand
    from .session import Session


class Unsent:
    """A request that a dry run shows instead of sending it; no command of the pipeline takes it for a record."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Stage:
    """One command of a pipeline: its bound command line, its call, its handler's blocks."""

    __slots__ = ("call", "command", "handler", "pipeline_variable", "run", "session", "variables")

    def __init__(
        self, session: Session, command: LoadedCommand, run: Run, expecting_input: bool, caller: Call | None
    ) -> None:
        self.session = session
        self.command = command
        self.run = run
        preferences = Preferences(session.variables) if caller is None else caller.preferences.inherited()
        preferences.take_common_parameters(run.bound)
        self.call = Call(command.definition, command.module, session, preferences, expecting_input, caller)
        self.handler = command.handler()
        self.pipeline_variable = ""
        self.variables: list[list[Any]] = []

    def set_up_variables(self) -> None:
        """Create the variables of -OutVariable and its like (binding.md §10)."""
        bound = self.run.bound
        preferences = self.call.preferences
        for name, attribute in (("ErrorVariable", "error_list"), ("WarningVariable", "warning_list")):
            if bound.get(name):
                setattr(preferences, attribute, self.session.list_variable(bound[name]))
        if bound.get("OutVariable"):
            self.variables.append(self.session.list_variable(bound["OutVariable"]))
        if bound.get("PipelineVariable"):
            self.pipeline_variable = bound["PipelineVariable"]

    def begin(self) -> Iterator[Any]:
        """The begin block, after the warnings of the command line."""
        run = self.run
        for text in run.warnings:
            self.call.warn(text)
        self._take(run.set_name, run.bound, run.values)
        block = self.handler.begin
        if block is not None:
            yield from self._written(block(self.call))

    def process(self, upstream: Iterable[Any] | None) -> Iterator[Any]:
        """The process block: once, or for each object of the pipeline that binds."""
        if upstream is None:
            yield from self._process_one(self.run.bind_nothing())
            return
        for record in upstream:
            if type(record) is Unsent:
                yield record
                continue
            self.call.input = record
            try:
                bound = self.run.bind(record)
            except BindingError as error:
                error.identity = self.command.definition.class_name
                for text in error.warnings:
                    self.call.warn(text)
                self.call.error(error_record_of(error))
                continue
            yield from self._process_one(bound)
            if self.call.stopped_upstream:
                return
        self.call.input = None

    def _process_one(self, bound: BoundCall) -> Iterator[Any]:
        call = self.call
        for text in bound.warnings:
            call.warn(text)
        self._take(bound.set_name, bound.bound, bound.values)
        block = self.handler.process
        if block is None:
            return
        yield from self._shown(self._written(block(call)))

    def end(self) -> Iterator[Any]:
        """The end block."""
        self._take(self.run.set_name, self.run.bound, self.run.values)
        block = self.handler.end
        if block is not None:
            yield from self._shown(self._written(block(self.call)))

    def _shown(self, records: Iterable[Any]) -> Iterable[Any]:
        """The records; in a dry run the request that would have been sent takes their place."""
        return self._unsent(records) if self.session.dry_run and self.call.caller is None else records

    def _unsent(self, records: Iterable[Any]) -> Iterator[Any]:
        from ..http.preview import NotSent, preview

        try:
            yield from records
        except NotSent as request:
            yield Unsent(preview(request.message, self.call.client.settings.masker, self.session.dry_run))

    def clean(self) -> None:
        """The clean block, which runs whatever happened before."""
        if self.handler.clean is not None:
            self.handler.clean(self.call)

    def _take(self, set_name: str, bound: dict[str, Any], values: dict[str, Any]) -> None:
        call = self.call
        call.set_name = set_name
        call.bound = bound
        call.values = Values(values)

    def _written(self, records: Iterable[Any] | None) -> Iterable[Any]:
        if records is None:
            return ()
        if self.variables or self.pipeline_variable:
            return self._noted(records)
        return records

    def _noted(self, records: Iterable[Any]) -> Iterator[Any]:
        for record in records:
            for variable in self.variables:
                variable.append(record)
            if self.pipeline_variable:
                self.session.set_variable(self.pipeline_variable, record)
            yield record


def error_record_of(error: BindingError) -> ErrorRecord:
    """The error record of a pipeline object that could not be bound."""
    return ErrorRecord(
        error.error_id,
        error.message,
        category=error.category,
        exception=error.exception,
        command=error.command,
        identity=error.identity,
        target=error.target,
        hint=error.hint,
    )


def prepare(
    session: Session,
    commands: Sequence[tuple[LoadedCommand, Sequence[Element]]],
    *,
    has_input: bool,
    caller: Call | None = None,
) -> list[Stage]:
    """Bind the command line of every command, left to right. Raises BindingError; nothing has run then."""
    stages = []
    for index, (command, elements) in enumerate(commands):
        expecting = has_input or index > 0
        try:
            run = command.binder().start(
                elements, expecting_input=expecting, defaults=session.default_values, clock=session.clock
            )
        except BindingError as error:
            error.identity = command.definition.class_name
            raise
        stages.append(Stage(session, command, run, expecting, caller))
    for stage in stages:
        stage.set_up_variables()
    return stages


def execute(stages: Sequence[Stage], records: Iterable[Any] | None) -> Iterator[Any]:
    """Run prepared commands on the records, yielding what the last one writes. Raises CommandError."""
    begun = [list(_signing(stage, stage.begin())) for stage in stages]
    flow: Iterable[Any] | None = records
    for stage, first in zip(stages, begun, strict=True):
        flow = _stage_flow(stage, first, flow)
    assert flow is not None
    for record in flow:
        yield record.text if type(record) is Unsent else record


def _stage_flow(stage: Stage, first: list[Any], upstream: Iterable[Any] | None) -> Iterator[Any]:
    try:
        yield from first
        try:
            yield from _signing(stage, stage.process(upstream))
        finally:
            # A command that has enough, or fails, ends the ones before it.
            close = getattr(upstream, "close", None)
            if close is not None:
                close()
        yield from _signing(stage, stage.end())
    finally:
        stage.clean()


def _signing(stage: Stage, records: Iterator[Any]) -> Iterator[Any]:
    """What the command writes; errors that end it get its name."""
    try:
        yield from records
    except CommandError as error:
        for record in error.records:
            stage.call.sign(record)
        raise
