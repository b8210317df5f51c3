"""Running a pipeline: begin, process and end of its commands in PowerShell's order, records one at a time.

All commands bind their command line first (binding.md §0.2); nothing runs if one of them fails. A record is passed on
as soon as it is written; a command that has enough ends the ones before it.
"""

from __future__ import annotations

from ..errors import BindingError, CommandError, ErrorRecord, MetadataError, PscompatError
from .call import Call, Values
from .handlers import handler_failure
from .preferences import Preferences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ..binding import Run
    from ..binding.binder import BoundCall
    from ..binding.state import Prompt
    from ..language.elements import Element
    from .handlers import Block
    from .loaded_command import LoadedCommand
    from .session import Session


class Unsent:
    """A request that a dry run shows instead of sending it; no command of the pipeline takes it for a record."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Stage:
    """One command of a pipeline: its bound command line, its call, its handler's blocks.

    What it writes comes in two parts. The *opening* is what is written while the begin blocks run, the *rest* what
    comes after: in PowerShell all commands begin, from left to right, before the first one's process block runs, and
    what a begin block writes is processed at once by the commands behind it.
    """

    __slots__ = (
        "begun",
        "call",
        "command",
        "handler",
        "held",
        "nested",
        "out_buffer",
        "pipeline_variable",
        "run",
        "session",
        "taken",
        "variables",
    )

    def __init__(
        self, session: Session, command: LoadedCommand, run: Run, expecting_input: bool, caller: Call | None
    ) -> None:
        self.session = session
        self.command = command
        self.run = run
        self.nested = caller is not None
        preferences = Preferences(session.variables) if caller is None else caller.preferences.inherited()
        preferences.take_common_parameters(run.bound)
        self.call = Call(command.definition, command.module, session, preferences, expecting_input, caller)
        self.handler = command.handler()
        self.begun = False
        self.taken: BoundCall | None = None
        self.pipeline_variable = ""
        self.variables: list[list[Any]] = []
        self.out_buffer = 0
        self.held: list[Any] = []

    def set_up_variables(self) -> None:
        """Create the variables of -OutVariable and its like (binding.md §10)."""
        bound = self.run.bound
        preferences, session = self.call.preferences, self.session
        if bound.get("ErrorVariable"):
            preferences.error_list = session.list_variable(bound["ErrorVariable"])
        if bound.get("WarningVariable"):
            preferences.warning_list = session.list_variable(bound["WarningVariable"])
        if bound.get("InformationVariable"):
            preferences.information_list = session.list_variable(bound["InformationVariable"])
        if bound.get("OutVariable"):
            self.variables.append(session.list_variable(bound["OutVariable"]))
        if bound.get("PipelineVariable"):
            self.pipeline_variable = session.variable_key(bound["PipelineVariable"])
        self.out_buffer = bound.get("OutBuffer") or 0

    # The blocks

    def opening(self, upstream: Iterable[Any]) -> Iterator[Any]:
        """What is written while the begin blocks run; ``upstream`` is the opening of the command before."""
        for record in upstream:
            yield from self._beginning()
            yield from self._each((record,))
            if self.call.stopped_upstream:
                _close(upstream)
                return
        yield from self._beginning()

    def _beginning(self) -> Iterable[Any]:
        """The begin block, after the warnings of the command line; nothing when it has run."""
        if self.begun:
            return ()
        self.begun = True
        run = self.run
        for text in run.warnings:
            self.call.warn(text)
        self._take(run.set_name, run.bound, run.values)
        return self._written(self.handler.begin, is_begin=True)

    def rest(self, upstream: Iterable[Any] | None) -> Iterator[Any]:
        """What the process block writes, once or for each object of the pipeline that binds, and the end block."""
        call, run = self.call, self.run
        self.session.has_run = True
        if upstream is None:
            self._take_bound(run.bind_nothing())
            yield from self._written(self.handler.process)
        elif not call.stopped_upstream:
            yield from self._each(upstream)
        call.input = None
        # A command that has enough ends the ones before it.
        _close(upstream)
        self.taken = None
        self._take(run.set_name, run.bound, run.values)
        yield from self._written(self.handler.end)
        yield from self.held

    def _each(self, upstream: Iterable[Any]) -> Iterator[Any]:
        """What the process block writes for each object. An object that does not bind is an error; the next one may."""
        # A million records come through here: no calls but those of the binder and the block.
        call, bind, block, passes_on = self.call, self.run.bind, self.handler.process, self._passes_on()
        for record in upstream:
            if type(record) is Unsent:
                yield record
                continue
            call.input = record
            try:
                bound = bind(record)
            except BindingError as error:
                self._not_bound(error)
                continue
            if bound is not self.taken:
                self._take_bound(bound)
            try:
                records = () if block is None else block(call)
            except CommandError as error:
                call.ended_by(error)
                raise
            if passes_on and type(records) is tuple:
                yield from records
            elif records is not None:
                yield from self._sent_on(records)
            if call.stopped_upstream:
                return

    def _not_bound(self, error: BindingError) -> None:
        name_and_hint(error, self.command, self.run)
        for text in error.warnings:
            self.call.warn(text)
        self.call.error(error_record_of(error))

    def _take_bound(self, bound: BoundCall) -> None:
        """Give the block its values. For objects of one shape the binder gives the same call, whose values it fills."""
        self.taken = bound
        for text in bound.warnings:
            self.call.warn(text)
        self._take(bound.set_name, bound.bound, bound.values)

    def _take(self, set_name: str, bound: dict[str, Any], values: dict[str, Any]) -> None:
        call = self.call
        call.set_name = set_name
        call.bound = bound
        call.values = Values(values)

    def clean(self) -> None:
        """The clean block, which runs whatever happened since the begin block was started."""
        if self.begun and self.handler.clean is not None:
            self.handler.clean(self.call)

    # What the blocks write

    def _written(self, block: Block | None, *, is_begin: bool = False) -> Iterable[Any]:
        """What a block writes; an error that ends it gets the command's name."""
        if block is None:
            return ()
        try:
            records = block(self.call)
        except CommandError as error:
            self.call.ended_by(error)
            raise
        return () if records is None else self._sent_on(records, is_begin=is_begin)

    def _passes_on(self) -> bool:
        """Whether nothing happens to records between this command and the next."""
        return not (self.variables or self.pipeline_variable or self.out_buffer or self.session.dry_run)

    def _sent_on(self, records: Iterable[Any], *, is_begin: bool = False) -> Iterable[Any]:
        """The records on their way to the next command."""
        records = self._signed(records)
        if self.variables or self.pipeline_variable:
            records = self._noted(records)
        if self.out_buffer:
            records = self._held_back(records)
        if self.session.dry_run and not self.nested and not is_begin:
            records = self._unsent(records)
        return records

    def _signed(self, records: Iterable[Any]) -> Iterator[Any]:
        try:
            yield from records
        except CommandError as error:
            self.call.ended_by(error)
            raise

    def _noted(self, records: Iterable[Any]) -> Iterator[Any]:
        """The records, put into the variables of -OutVariable and -PipelineVariable on their way."""
        for record in records:
            for variable in self.variables:
                variable.append(record)
            if self.pipeline_variable:
                self.session.variables[self.pipeline_variable] = record
            yield record

    def _held_back(self, records: Iterable[Any]) -> Iterator[Any]:
        """-OutBuffer: so many records wait until one more has come, and then go on together."""
        for record in records:
            self.held.append(record)
            if len(self.held) > self.out_buffer:
                released, self.held = self.held, []
                yield from released

    def _unsent(self, records: Iterable[Any]) -> Iterator[Any]:
        """The records; in a dry run the request that would have been sent takes their place."""
        from ..http.preview import NotSent, preview

        try:
            yield from records
        except NotSent as request:
            yield Unsent(preview(request.message, self.call.client.settings.masker, self.session.dry_run))


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
    """Bind the command line of every command, left to right.

    Raises BindingError and NotRunError; nothing has run then.
    """
    stages = []
    for index, (command, elements) in enumerate(commands):
        expecting = has_input or index > 0
        try:
            run = command.binder().start(
                elements,
                expecting_input=expecting,
                defaults=session.default_values,
                clock=session.clock,
                prompt=prompt_for(session, command.name, index + 1),
            )
        except BindingError as error:
            name_and_hint_later(error, session, command, elements, expecting)
            raise
        if run.state.delayed:
            from .refusals import check_delayed

            check_delayed(run)
        stages.append(Stage(session, command, run, expecting, caller))
    for stage in stages:
        stage.set_up_variables()
    return stages


def prompt_for(session: Session, command: str, position: int) -> Prompt | None:
    """What asks for missing mandatory parameters, None where nobody is there to answer."""
    streams = session.streams
    if not streams.asks_for_values:
        return None
    return lambda missing: streams.ask_for_values(command, position, missing)


def name_and_hint_later(
    error: BindingError, session: Session, command: LoadedCommand, elements: Sequence[Element], expecting_input: bool
) -> None:
    """Give the error of a command line the cmdlet's class for its id, and let it find its hint when asked.

    The hint comes from the same binder with its steps traced. What the line gives as a secret is not in the error then.
    """
    from .secrets import mask_error, masker_of_line

    def make() -> str:
        from ..binding.explanation import explain
        from ..binding.hints import hint_for

        binder = command.binder()
        records = () if expecting_input else None
        return hint_for(error, explain(binder, elements, records=records, defaults=session.default_values), binder)

    error.identity = command.definition.class_name
    # A faulty definition has its hint already, and no binder to ask.
    if not isinstance(error, MetadataError):
        error.make_hint = make
        mask_error(error, masker_of_line(command, elements))


def name_and_hint(error: BindingError, command: LoadedCommand, run: Run) -> None:
    """Give the error of one pipeline object the cmdlet's class for its id, and its hint; take secrets out of it."""
    from ..binding.explanation import explain_standing
    from ..binding.hints import hint_for
    from .secrets import mask_error, masker_of_call

    binder = command.binder()
    error.hint = hint_for(error, explain_standing(binder, run), binder)
    error.identity = command.definition.class_name
    mask_error(error, masker_of_call(command, run.bound))


def execute(stages: Sequence[Stage], records: Iterable[Any] | None) -> Iterator[Any]:
    """Run prepared commands on the records, yielding what the last one writes.

    Raises CommandError, also for whatever the Python of a module raises.
    """
    opening: Iterable[Any] = ()
    rest = records
    flows: list[Iterator[Any]] = []
    for stage in stages:
        opening, rest = stage.opening(opening), stage.rest(rest)
        flows += (opening, rest)
    variables = _pipeline_variables(stages)
    try:
        for flow in (opening, rest):
            for record in flow or ():
                yield record.text if type(record) is Unsent else record
    except Exception as error:
        from .secrets import mask_failure

        for stage in stages:
            mask_failure(error, stage.call.masker)
        failure = None if isinstance(error, PscompatError) else handler_failure(error, stages)
        if failure is None:
            raise
        raise failure from error
    finally:
        # The last command's flow first: closing it must not start those before it.
        for flow in reversed(flows):
            _close(flow)
        for key in variables:
            stages[0].session.variables.pop(key, None)
        for stage in stages:
            stage.clean()


def _pipeline_variables(stages: Sequence[Stage]) -> list[str]:
    """Create the variables of -PipelineVariable; gives those that end with the pipeline (binding.md §10)."""
    created = []
    for stage in stages:
        key, variables = stage.pipeline_variable, stage.session.variables
        if key and key not in variables:
            variables[key] = None
            created.append(key)
    return created


def _close(flow: Iterable[Any] | None) -> None:
    """End a generator; what else may feed a pipeline has nothing to end."""
    close = getattr(flow, "close", None)
    if close is not None:
        close()
