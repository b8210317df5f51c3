"""One command of a running pipeline: its bound command line, its call, and what its handler's blocks write."""

from __future__ import annotations

from ..errors import BindingError, CommandError, ErrorRecord, Withheld
from .call import Call, Values
from .preferences import Preferences

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from ..binding import Run
    from ..binding.state import BoundCall
    from .call import Invoke
    from .handler_files import Block
    from .loaded_command import LoadedCommand
    from .session import Session


class Unsent:
    """A request that a dry run shows instead of sending it; no command of the pipeline takes it for a record."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Pulse:
    """No record: what has been written beside the output may go out before the next record is read."""

    __slots__ = ()


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
        "many",
        "nested",
        "out_buffer",
        "pipeline_variable",
        "refused",
        "run",
        "session",
        "taken",
        "variables",
    )

    def __init__(
        self,
        session: Session,
        command: LoadedCommand,
        run: Run,
        expecting_input: bool,
        caller: Call | None,
        invoke: Invoke,
    ) -> None:
        self.session = session
        self.command = command
        self.run = run
        self.nested = caller is not None
        preferences = Preferences(session.variables) if caller is None else caller.preferences.inherited()
        preferences.take_common_parameters(run.bound)
        self.call = Call(command.definition, command.module, session, preferences, expecting_input, invoke, caller)
        self.handler = command.handler()
        self.begun = False
        self.taken: BoundCall | None = None
        self.pipeline_variable = ""
        self.variables: list[list[Any]] = []
        self.out_buffer = 0
        self.held: list[Any] = []
        self.refused = 0
        self.many: Callable[[Iterable[Any]], Iterator[Any]] | None = None
        """What handles many objects at once, in place of one after the other."""

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
                close_flow(upstream)
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
        if upstream is None:
            self.session.has_run = True
            self._take_bound(run.bind_nothing())
            yield from self._written(self.handler.process)
        elif not call.stopped_upstream:
            yield from self._each(upstream) if self.many is None else self._sent_on(self.many(upstream))
            self._tell_of_more()
        call.input = None
        # A command that has enough ends the ones before it.
        close_flow(upstream)
        self.taken = None
        self._take(run.set_name, run.bound, run.values)
        yield from self._written(self.handler.end)
        yield from self.held

    def _each(self, upstream: Iterable[Any]) -> Iterator[Any]:
        """What the process block writes for each object. An object that does not bind is an error; the next one may."""
        # A million records come through here: no calls but those of the binder and the block.
        call, bind, block, passes_on = self.call, self.run.bind, self.handler.process, self._passes_on()
        session = self.session
        for record in upstream:
            session.has_run = True
            kind = type(record)
            if kind is Unsent or kind is Pulse:
                yield record
                continue
            call.input = record
            try:
                bound = bind(record)
            except BindingError as error:
                self.not_bound(error)
                continue
            if bound is not self.taken:
                self._take_bound(bound)
            try:
                records = () if block is None else block(call)
            except CommandError as error:
                call.ended_by(error)
                raise
            except Withheld:
                if self.nested:
                    raise
                continue
            if passes_on and type(records) is tuple:
                yield from records
            elif records is not None:
                yield from self._sent_on(records)
            if call.stopped_upstream:
                return

    def not_bound(self, error: BindingError) -> None:
        """Write the error of an object that does not bind."""
        self.refused += 1
        self.call.wrote_error = True
        most, preferences = self.session.streams.most_bad_records, self.call.preferences
        if most is not None and self.refused > most and preferences.error_action == "Continue":
            # Hints take most of the time; $Error and -ErrorVariable get the record as always.
            error.identity = self.command.definition.class_name
            (record,) = error.error_records()
            self.session.note_errors((record,))
            preferences.note_error(record)
            return
        from .hinted_errors import name_and_hint

        name_and_hint(error, self.command, self.run)
        for text in error.warnings:
            self.call.warn(text)
        for record in error.error_records():
            self.call.error(record)

    def _tell_of_more(self) -> None:
        """One line about the records whose errors were not shown."""
        more = self.refused - (self.session.streams.most_bad_records or self.refused)
        if more > 0 and self.call.preferences.error_action == "Continue":
            message = f"{more:,} more record{'s are' if more > 1 else ' is'} not bound."
            self.session.streams.error(
                ErrorRecord("RecordsNotBound", message, category="InvalidArgument", command=self.command.name)
            )

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
        if self.begun:
            self._written(self.handler.clean)

    # What the blocks write

    def _written(self, block: Block | None, *, is_begin: bool = False) -> Iterable[Any]:
        """What a block writes. An error that ends it gets the command's name; what is withheld ends it quietly."""
        if block is None:
            return ()
        if self.session.dry_run and not is_begin and block is not self.handler.clean:
            block = _within_records(block)
        try:
            records = block(self.call)
        except CommandError as error:
            self.call.ended_by(error)
            raise
        except Withheld:
            if self.nested:
                raise
            return ()
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
        except Withheld:
            if self.nested:
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
        from ..http.dry_run import NotSent, preview

        try:
            yield from records
        except NotSent as request:
            yield Unsent(preview(request.message, self.call.client.settings.masker, self.session.dry_run))


def _within_records(block: Block) -> Block:
    """The block, which runs when its records are asked for: a request that it makes at once is shown like any other."""

    def run(call: Call) -> Iterator[Any]:
        yield from block(call) or ()

    return run


def close_flow(flow: Iterable[Any] | None) -> None:
    """End a generator; what else may feed a pipeline has nothing to end."""
    close = getattr(flow, "close", None)
    if close is not None:
        close()
