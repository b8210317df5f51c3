"""The binder: from a command and its arguments to bound values (binding.md §4.1).

binder = Binder(command)
run = binder.start(elements)              # binds the command line
call = run.bind_nothing()                 # a command without pipeline input runs once
for record in records: call = run.bind(record)
"""

from __future__ import annotations

from ..errors import BindingError, ConversionError
from ..language.elements import NO_VALUE
from ..language.shell_words import ShellWords
from .arguments import bind_from_command_line, bind_named, reorder_splats, reparse
from .mandatory import missing_mandatory, missing_names, missing_with_pipeline
from .messages import binding_error
from .metadata import ALL, CompiledCommand
from .positional import bind_positional
from .sets import (
    filter_sets_without_pipeline_input,
    validate_parameter_sets,
    verify_parameter_set_selected,
)
from .state import BoundCall, State
from .value import check_type_name, conversion_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping, Sequence
    from typing import Any

    from ..dotnet.clock import Clock
    from ..dotnet.types import NetType
    from ..evaluation.sealed_evaluator import Pipelines
    from ..language.elements import Element
    from ..model import Command
    from .compiled_parameter import CompiledParameter
    from .metadata import Defaults
    from .shape import Attempt, ShapePlan, WholeObjectPlan
    from .state import Prompt
    from .trace import Trace


class Run:
    """An invocation whose command line is bound. Made by ``Binder.start``."""

    __slots__ = ("_plan", "args", "begin_set_name", "state", "warnings")

    def __init__(self, state: State, args: list[Any]) -> None:
        self._plan: ShapePlan | WholeObjectPlan | None = None
        self.state = state
        self.args = args
        self.begin_set_name = state.set_name
        self.warnings: list[str] = state.take_warnings() if state.warnings or state.obsolete_warnings else []

    @property
    def set_name(self) -> str:
        """The parameter-set name as it stands now: in ``begin``, for the last object, in ``end``."""
        return self.state.set_name

    @property
    def bound(self) -> dict[str, Any]:
        """``$PSBoundParameters`` as it stands now."""
        return self.state.bound

    @property
    def values(self) -> dict[str, Any]:
        """The declared parameters' variables as they stand now."""
        return self.state.variables

    def bind_nothing(self) -> BoundCall:
        """The one call of a command that gets no pipeline input."""
        return self._call()

    def bind(self, record: Any) -> BoundCall:
        """Bind one pipeline object. Raises BindingError, which concerns this object only.

        Functions that are not advanced bind nothing from the pipeline, and run for each object all the same.
        """
        plan = self._plan
        if plan is not None:
            call = plan.repeat(record)
            if call is not None:
                return call
            plan.hand_back(self.state)
        return self._bind_fully(record)

    def _bind_fully(self, record: Any) -> BoundCall:
        state = self.state
        self._plan = None
        if state.command.simple:
            return self._call()
        # Loaded here, and other parts where they are needed: most lines have no pipeline, and start-up counts.
        from .pipeline import bind_record
        from .shape import plan_shape

        attempts: list[Attempt] = []
        state.attempts = attempts
        try:
            bind_record(state, record)
        except BindingError as error:
            error.target = record
            error.warnings, state.warnings = state.warnings, []
            raise
        call = self._call()
        self._plan = plan_shape(state, record, call, attempts)
        return call

    def _call(self) -> BoundCall:
        state = self.state
        warnings = state.take_warnings() if state.warnings or state.obsolete_warnings else []
        return BoundCall(state.set_name, state.bound, state.variables, self.args, warnings)


class Binder:
    """Binds argument lists to one command. Raises MetadataError where the definition contradicts itself.

    ``types`` are the module's own types by lower-case name, ``named_validators`` check functions by validation kind,
    ``pipelines`` runs the commands in validation scripts; without it they are refused when they are reached.
    ``strict`` refuses abbreviated parameter names, which PowerShell takes.
    """

    __slots__ = ("command", "definition", "strict")

    def __init__(
        self,
        command: Command,
        types: Mapping[str, NetType] | None = None,
        *,
        named_validators: Mapping[str, Callable[[object], None]] | None = None,
        strict: bool = False,
        pipelines: Pipelines | None = None,
    ) -> None:
        self.definition = command
        self.strict = strict
        self.command = CompiledCommand(command, types, named_validators=named_validators)
        self.command.pipelines = pipelines

    def start(
        self,
        elements: Sequence[Element],
        *,
        expecting_input: bool = False,
        defaults: MutableMapping[Any, Any] | None = None,
        clock: Clock | None = None,
        trace: Trace | None = None,
        prompt: Prompt | None = None,
        ask_secret: Callable[[str], str | None] | None = None,
    ) -> Run:
        """Bind a command line. Raises BindingError; nothing has run then.

        ``expecting_input`` tells that a pipeline may bring objects, ``defaults`` is ``$PSDefaultParameterValues``,
        ``prompt`` asks for missing mandatory parameters: it gets them and gives pairs of parameter and value;
        ``ask_secret`` for a password.
        """
        state = State(self.command, clock, expecting_input, trace)
        state.prompt = prompt
        state.ask_secret = ask_secret
        try:
            if self.strict:
                from .strict import check_no_abbreviations

                check_no_abbreviations(self.command, elements)
            if type(elements) is ShellWords and elements.doubts:
                from .lost_values import check_shell_words

                check_shell_words(self.command, elements)
            if self.command.simple:
                return Run(state, bind_simple(state, elements))
            bind_command_line(state, elements, defaults)
        except BindingError as error:
            error.warnings = state.warnings
            if trace:
                trace.failed(state)
            raise
        return Run(state, [])


def bind_command_line(state: State, elements: Sequence[Element], defaults: MutableMapping[Any, Any] | None) -> None:
    """The master sequence for advanced commands (binding.md §4.1, steps numbered as there)."""
    if defaults:
        from .default_values import collect

        state.default_values = collect(state, defaults)  # 3
    arguments = reparse(state.command, reorder_splats(elements))  # 2, 4
    if state.trace:
        state.trace.given(arguments)
    pending = bind_named(state, arguments)  # 5
    reported: BindingError | None = None
    if pending:
        pending, reported = bind_positional(state, pending)  # 6
    if state.default_values is not None:
        from .default_values import apply_default_values

        apply_default_values(state, "POSITIONAL BIND")  # 7
    validate_parameter_sets(state, pre=True, set_default=False)  # 8
    if state.default_values is not None:
        apply_default_values(state, "DYNAMIC BIND")  # 10
    if pending:
        from .remaining import bind_remaining, leftover_error

        pending = bind_remaining(state, pending)  # 11
        if pending:
            if state.trace:
                state.trace.left_over(pending)
            raise leftover_error(state, pending, reported)  # 12
    validate_binding(state)


def validate_binding(state: State) -> None:
    """Steps 13 to 18: settle the sets, apply defaults, check what is mandatory."""
    expecting = state.expecting_input
    count = validate_parameter_sets(state, pre=expecting, set_default=not expecting)  # 13
    if count == 1 and state.default_values is not None and not state.bound_defaults:
        from .default_values import apply_default_values

        apply_default_values(state, "Mandatory Checking")  # 14
    if count > 1 and expecting and filter_sets_without_pipeline_input(state):  # 15
        count = validate_parameter_sets(state, pre=True, set_default=False)
    try:
        missing = missing_with_pipeline(state, count) if expecting else missing_mandatory(state)  # 16
        if missing:
            bind_prompted(state, missing)
        if state.defaults.lazy:
            assign_script_defaults(state, state.defaults)
    except BindingError as error:
        raise state.elaborate(error) from None
    if not expecting:
        verify_parameter_set_selected(state)  # 17
    state.pre_pipeline_mask = state.cur  # 18
    state.settled = True


def bind_prompted(state: State, missing: Sequence[CompiledParameter]) -> None:
    """Ask for what is missing, and bind each answer like a named argument (binding.md §6.4).

    Raises BindingError ``MissingMandatoryParameter`` where nobody answers.
    """
    # A parameter that two sets demand is missed twice, but asked for once.
    answers = None if state.prompt is None else state.prompt(list(dict.fromkeys(missing)))
    if answers is None:
        names = missing_names(missing)
        raise binding_error("MissingMandatoryParameter", state.command.name, names)
    for parameter, value in answers:
        bind_from_command_line(state, parameter, value, True, ALL)
        if state.trace:
            state.trace.prompted(parameter, state)


def assign_script_defaults(state: State, defaults: Defaults) -> None:
    """Give unbound parameters their script default (binding.md §7.1).

    It is transformed, converted and checked for its type name, but never validated. Raises BindingError where it does
    not convert. Later calls take over what is the same in each.
    """
    made: dict[str, Any] = {}
    for parameter in defaults.lazy:
        if parameter in state.is_bound:
            continue
        try:
            value = parameter.default_value(state.clock)
        except ConversionError as error:
            if parameter.null_is_converted and parameter.declaration.default is None:
                raise BindingError(error.error_id, error.message, command=state.command.name) from None
            raise conversion_error(state, parameter, error) from None
        check_type_name(state, parameter, value)
        made[parameter.name] = value
    if made:
        state.variables.update(made)
        state.command.defaults = defaults.with_known(made)


def bind_simple(state: State, elements: Sequence[Element]) -> list[Any]:
    """Binding of functions that are not advanced; returns ``$args`` (binding.md appendix A). Raises BindingError."""
    arguments = reparse(state.command, reorder_splats(elements))
    pending = bind_named(state, arguments)
    if pending:
        pending, _ = bind_positional(state, pending)
    assign_script_defaults(state, state.defaults)
    args: list[Any] = []
    for element in pending:
        if element.name is not None:
            if element.name.lower() == "$args" and element.value is not NO_VALUE:
                args.extend(element.value if type(element.value) is list else [element.value])
                continue
            args.append(element.text)
        if element.value is not NO_VALUE:
            args.append(element.value)
    return args
