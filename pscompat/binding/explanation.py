"""Explaining a binding: what each word meant, which set won or, when none did, what each one still lacks.

``explain`` binds with the same binder and tells what it did, as data; ``views`` prints it. The shortest form of it is
the hint under an error (``hints.hint_for``).
"""

from __future__ import annotations

from ..errors import BindingError
from ..model import ALL_SETS
from .metadata import ALL
from .trace import Trace, unread_arguments

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping, Sequence
    from typing import Any, Protocol

    from ..dotnet.clock import Clock
    from ..language.elements import Element
    from .binder import Binder, Run
    from .metadata import CompiledCommand
    from .state import BoundCall
    from .trace import Origin, Standing, Step

    class Unbound(Protocol):
        """Where the value of a parameter comes from that no argument set (``engine.origins.ValueOrigin``)."""

        name: str
        source: str
        value: Any
        sensitive: bool


class SetReport:
    """How far one parameter set got.

    missing        mandatory parameters of the set that got no value
    from_pipeline  those of them that a pipeline could still bring
    ruled_out_by   bound parameters that do not belong to it
    own            parameters that got no value and would select this set, for none of the other sets has them
    """

    __slots__ = ("from_pipeline", "is_default", "missing", "name", "own", "ruled_out_by")

    def __init__(self, name: str, is_default: bool) -> None:
        self.name = name
        self.is_default = is_default
        self.missing: list[str] = []
        self.from_pipeline: list[str] = []
        self.ruled_out_by: list[str] = []
        self.own: list[str] = []

    @property
    def is_open(self) -> bool:
        """Whether nothing rules the set out and nothing is missing."""
        return not self.missing and not self.ruled_out_by

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data."""
        return {
            "name": self.name,
            "default": self.is_default,
            "missing": self.missing,
            "fromPipeline": self.from_pipeline,
            "ruledOutBy": self.ruled_out_by,
        }


class ObjectReport:
    """What became of one run of the process block: its set and values, or the error that kept the object from it.

    bound     all bound parameters, stale ones of earlier objects included; ``values`` what the variables hold
    origins   where the values came from that this object, or else the command line, gave
    warnings  what was written before the block ran, or before the error
    """

    __slots__ = ("args", "bound", "error", "origins", "set_name", "values", "warnings")

    def __init__(self, call: BoundCall | None, error: BindingError | None, origins: dict[str, Origin]) -> None:
        self.error = error
        self.origins = origins
        self.set_name = "" if call is None else call.set_name
        self.bound = {} if call is None else dict(call.bound)
        self.values = {} if call is None else dict(call.values)
        self.args = [] if call is None else list(call.args)
        self.warnings: list[str] = []
        if call is not None:
            self.warnings = list(call.warnings)
        elif error is not None:
            self.warnings = list(error.warnings)


class Explanation:
    """What the binder made of an invocation.

    command    the command's name
    set_name   the set that won; empty when none did
    bound      the bound values, up to where binding ended; ``values`` what all parameters hold
    origins    where every bound value came from, by parameter name in order of binding
    steps      the same in full: each step and the sets that it left open
    sets       one report for each set, the closest first
    objects    one report for each run of the process block: the one without a pipeline, or each object
    unbound    where values of other parameters come from: the context, a variable, the environment, a default
    dropped    splatted entries that gave way to explicit arguments
    leftover   arguments that nothing took
    unread     arguments whose turn had not come when an error ended binding, the one at fault included
    sensitive  the names of parameters whose values must not be shown
    opaque     the names of parameters of which only the type's name is known
    warnings   what binding the command line warned of
    error      what ended binding of the command line, or None; its ``hint`` says what to do about it
    """

    __slots__ = (
        "bound",
        "command",
        "dropped",
        "error",
        "leftover",
        "objects",
        "opaque",
        "origins",
        "sensitive",
        "set_name",
        "sets",
        "steps",
        "unbound",
        "unread",
        "values",
        "warnings",
    )

    def __init__(self, command: CompiledCommand) -> None:
        self.command = command.name
        self.sensitive = frozenset(each.name for each in command.declared if each.declaration.sensitive)
        self.opaque = frozenset(each.name for each in command.declared if each.type.opaque)
        self.set_name = ""
        self.origins: dict[str, Origin] = {}
        self.steps: list[Step] = []
        self.bound: dict[str, Any] = {}
        self.values: dict[str, Any] = {}
        self.sets: list[SetReport] = []
        self.objects: list[ObjectReport] = []
        self.unbound: Sequence[Unbound] = ()
        self.dropped: list[str] = []
        self.leftover: list[str] = []
        self.unread: list[str] = []
        self.warnings: list[str] = []
        self.error: BindingError | None = None

    def __repr__(self) -> str:
        outcome = f"set {self.set_name!r}" if self.first_error is None else self.first_error.error_id
        return f"<Explanation of {self.command}: {outcome}, bound {', '.join(self.bound) or 'nothing'}>"

    @property
    def first_error(self) -> BindingError | None:
        """What ended binding of the command line, or of the first object that failed; None where all was bound."""
        return self.error or next((each.error for each in self.objects if each.error is not None), None)


def explain(
    binder: Binder,
    elements: Sequence[Element],
    *,
    records: Iterable[Any] | None = None,
    limit: int | None = 1,
    defaults: MutableMapping[Any, Any] | None = None,
    clock: Clock | None = None,
) -> Explanation:
    """Bind the arguments and the objects of a pipeline, the first ``limit`` of them; never raises BindingError.

    Where it stands at the end is where the last of these objects left it. ``limit`` None takes all objects.
    """
    trace = Trace()
    explanation = Explanation(binder.command)
    state: Standing | None = None
    try:
        run = binder.start(elements, expecting_input=records is not None, defaults=defaults, clock=clock, trace=trace)
    except BindingError as error:
        explanation.error = error
        explanation.warnings = error.warnings
        state = trace.state
        if state is not None:
            explanation.bound = dict(state.bound)
    else:
        state = run.state
        explanation.warnings = run.warnings
        if records is None:
            explanation.objects.append(ObjectReport(run.bind_nothing(), None, trace.origins))
        else:
            explanation.objects = explain_objects(run, trace, records, limit)
        explanation.set_name = run.set_name
        explanation.bound = dict(run.bound)
        explanation.values = dict(run.values)
    explanation.origins = trace.origins
    explanation.steps = trace.steps
    explanation.dropped = trace.dropped
    explanation.leftover = trace.leftover
    if state is not None and explanation.error is not None and not trace.leftover:
        explanation.unread = unread_arguments(state.command, trace.waiting.values())
    if state is not None:
        explanation.sets = set_reports(state)
    return explanation


def explain_standing(binder: Binder, run: Run) -> Explanation:
    """How a running invocation stands between two objects: what is bound and how far each set is, without origins."""
    explanation = Explanation(binder.command)
    explanation.set_name = run.set_name
    explanation.bound = {parameter.name: run.bound.get(parameter.name) for parameter in run.state.is_bound}
    explanation.sets = set_reports(run.state)
    return explanation


def explain_objects(run: Run, trace: Trace, records: Iterable[Any], limit: int | None) -> list[ObjectReport]:
    """Bind the objects of the pipeline one after the other, and report on each."""
    reports: list[ObjectReport] = []
    given = dict(trace.origins)
    if limit == 0:
        return reports
    for record in records:
        trace.origins = dict(given)
        try:
            reports.append(ObjectReport(run.bind(record), None, trace.origins))
        except BindingError as error:
            reports.append(ObjectReport(None, error, trace.origins))
        if limit is not None and len(reports) == limit:
            break
    return reports


def set_reports(state: Standing) -> list[SetReport]:
    """A report for each parameter set, the closest first: fewest parameters against it, then fewest missing.

    A command without named sets has one, of all parameters.
    """
    command = state.command
    reports = []
    bits = {name: 1 << index for index, name in enumerate(command.set_names)} or {ALL_SETS: ALL}
    for name, bit in bits.items():
        report = SetReport(name, bit == command.default_mask)
        for parameter in command.parameters:
            if parameter in state.is_bound and parameter.flags and not parameter.flags & bit:
                report.ruled_out_by.append(parameter.name)
        for parameter in state.unbound:
            if any(record.is_all or record.bit & bit for record in parameter.mandatory_records):
                report.missing.append(parameter.name)
                if parameter.takes_pipeline_input(bit):
                    report.from_pipeline.append(parameter.name)
            if parameter.flags == bit and not parameter.in_all_sets:
                report.own.append(parameter.name)
        reports.append(report)
    reports.sort(key=lambda report: (len(report.ruled_out_by), len(report.missing), not report.is_default))
    return reports
