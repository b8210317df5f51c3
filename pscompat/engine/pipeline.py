"""Running a pipeline: begin, process and end of its commands in PowerShell's order, records one at a time.

All commands bind their command line first (binding.md §0.2); nothing runs if one of them fails. A record is passed on
as soon as it is written; a command that has enough ends the ones before it.
"""

from __future__ import annotations

from ..errors import BindingError, PscompatError
from .handler_files import handler_failure
from .stage import Stage, Unsent, close_flow

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ..binding.state import Prompt
    from ..language.elements import Element
    from .call import Call, Invoke
    from .loaded_command import LoadedCommand
    from .session import Session


def prepare(
    session: Session,
    commands: Sequence[tuple[LoadedCommand, Sequence[Element]]],
    *,
    has_input: bool,
    invoke: Invoke,
    caller: Call | None = None,
) -> list[Stage]:
    """Bind the command line of every command, left to right.

    ``invoke`` runs another command for one of these, which may run for a ``caller`` itself. Raises BindingError and
    NotRunError; nothing has run then.
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
                ask_secret=lambda text: session.streams.ask(text, hidden=True),
            )
        except BindingError as error:
            from .hinted_errors import name_and_hint_later

            name_and_hint_later(error, session, command, elements, expecting)
            raise
        if run.state.delayed or "whatif" in map(str.lower, run.bound):
            from .script_blocks import check_delayed, check_what_if

            check_delayed(run)
            check_what_if(command, run)
        command.handler().check_parameters(command.name, run.bound)
        stages.append(Stage(session, command, run, expecting, caller, invoke))
    for stage in stages:
        stage.set_up_variables()
    return stages


def prompt_for(session: Session, command: str, position: int) -> Prompt | None:
    """What asks for missing mandatory parameters, None where nobody is there to answer."""
    streams = session.streams
    if not streams.asks_for_values:
        return None
    return lambda missing: streams.ask_for_values(command, position, missing)


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

        calls = [stage.call for stage in stages]
        for call in calls:
            mask_failure(error, call.masker)
        failure = None if isinstance(error, PscompatError) else handler_failure(error, calls)
        if failure is None:
            raise
        raise failure from error
    finally:
        # The last command's flow first: closing it must not start those before it.
        for flow in reversed(flows):
            close_flow(flow)
        if any(stage.call.wrote_error for stage in stages):
            stages[0].session.wrote_error = True
        for key in variables:
            stages[0].session.variables.pop(key, None)
        _clean(stages)


def _clean(stages: Sequence[Stage]) -> None:
    """The clean blocks of all commands, also behind one that fails; raises what the first of those raised."""
    failure: BaseException | None = None
    for stage in stages:
        try:
            stage.clean()
        except BaseException as error:
            failure = failure or error
    if failure is not None:
        raise failure


def _pipeline_variables(stages: Sequence[Stage]) -> list[str]:
    """Create the variables of -PipelineVariable; gives those that end with the pipeline (binding.md §10)."""
    created = []
    for stage in stages:
        key, variables = stage.pipeline_variable, stage.session.variables
        if key and key not in variables:
            variables[key] = None
            created.append(key)
    return created
