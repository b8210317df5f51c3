"""Explaining a binding: what each word meant, which set won or, when none did, what each one still lacks.

``explain`` binds with the same binder and tells what it did, as data; ``views`` prints it. The shortest form of it is
the hint under an error (``hint_for``).
"""

from __future__ import annotations

from ..errors import BindingError
from .trace import Trace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, MutableMapping, Sequence
    from typing import Any

    from ..language.elements import Element
    from ..values.clock import Clock
    from .binder import Binder
    from .state import State
    from .trace import Origin, Step


class SetReport:
    """How far one parameter set got.

    missing       mandatory parameters of the set that got no value
    ruled_out_by  bound parameters that do not belong to it
    """

    __slots__ = ("is_default", "missing", "name", "ruled_out_by")

    def __init__(self, name: str, is_default: bool, missing: list[str], ruled_out_by: list[str]) -> None:
        self.name = name
        self.is_default = is_default
        self.missing = missing
        self.ruled_out_by = ruled_out_by

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
            "ruledOutBy": self.ruled_out_by,
        }


class Explanation:
    """What the binder made of an invocation.

    set_name   the set that won; empty when none did
    origins    where every bound value came from, by parameter name in order of binding
    bound      the bound values; ``values`` what all parameters hold
    sets       one report for each set, the closest first
    error      what ended binding, or None
    """

    __slots__ = ("bound", "command", "error", "origins", "set_name", "sets", "steps", "values")

    def __init__(self, command: str) -> None:
        self.command = command
        self.set_name = ""
        self.origins: dict[str, Origin] = {}
        self.steps: list[Step] = []
        self.bound: dict[str, Any] = {}
        self.values: dict[str, Any] = {}
        self.sets: list[SetReport] = []
        self.error: BindingError | None = None


def explain(
    binder: Binder,
    elements: Sequence[Element],
    *,
    records: Iterable[Any] | None = None,
    defaults: MutableMapping[Any, Any] | None = None,
    clock: Clock | None = None,
) -> Explanation:
    """Bind the arguments and, of a pipeline, its first object; never raises BindingError."""
    trace = Trace()
    explanation = Explanation(binder.command.name)
    state = None
    try:
        run = binder.start(elements, expecting_input=records is not None, defaults=defaults, clock=clock, trace=trace)
        state = run.state
        call = run.bind_nothing() if records is None else None
        for record in records or ():
            call = run.bind(record)
            break
        explanation.set_name = run.set_name
        explanation.bound = dict(run.bound) if call is None else call.bound
        explanation.values = dict(run.values) if call is None else call.values
    except BindingError as error:
        explanation.error = error
        state = trace.state or state
    explanation.origins = trace.origins
    explanation.steps = trace.steps
    if state is not None:
        if explanation.error is not None:
            explanation.bound = dict(state.bound)
        explanation.sets = set_reports(state)
    return explanation


def set_reports(state: State) -> list[SetReport]:
    """A report for each parameter set, the closest first: fewest parameters against it, then fewest missing."""
    command = state.command
    reports = []
    for index, name in enumerate(command.set_names):
        bit = 1 << index
        against = [p.name for p in command.parameters if p in state.is_bound and p.flags and not p.flags & bit]
        missing = [
            p.name for p in state.unbound if any(record.is_all or record.bit & bit for record in p.mandatory_records)
        ]
        reports.append(SetReport(name, bit == command.default_mask, missing, against))
    reports.sort(key=lambda report: (len(report.ruled_out_by), len(report.missing), not report.is_default))
    return reports


def hint_for(error: BindingError, explanation: Explanation, binder: Binder) -> str:
    """One line of help under an error, or an empty string where the message says it all."""
    command = binder.command
    kind = error.error_id
    if kind == "NamedParameterNotFound":
        return _nearest_names(error.parameter or "", [p.name for p in command.parameters])
    if kind in ("AmbiguousParameterSet", "MissingMandatoryParameter"):
        return _closest_set(explanation)
    if kind == "PositionalParameterNotFound":
        return _positions(binder)
    if kind == "MissingArgument":
        return f"Give the value behind the name: -{error.parameter} VALUE, or -{error.parameter}:VALUE."
    if kind == "AmbiguousParameter":
        return "Write more letters of the name."
    if kind == "ParameterArgumentValidationError":
        return _allowed(binder, error.parameter or "")
    if kind == "InputObjectNotBound":
        return _pipeline_parameters(binder)
    return ""


def _nearest_names(typed: str, names: list[str]) -> str:
    from ..model.nearest import nearest_name

    found = nearest_name(typed.lstrip("-"), names)
    return f"Did you mean -{found}?" if found else ""


def _closest_set(explanation: Explanation) -> str:
    if not explanation.sets:
        return ""
    closest = explanation.sets[0]
    parts = []
    if closest.missing:
        parts.append("it still needs " + _listed(closest.missing))
    if closest.ruled_out_by:
        parts.append(_listed(closest.ruled_out_by) + " cannot be used with it")
    if not parts:
        others = [report.name for report in explanation.sets if report.is_open]
        return f"The sets {', '.join(others)} fit equally well." if len(others) > 1 else ""
    return f"The closest parameter set is {closest.name}: {'; '.join(parts)}."


def _listed(names: list[str]) -> str:
    return ", ".join("-" + name for name in names)


def _positions(binder: Binder) -> str:
    positions: dict[int, str] = {}
    for parameter in binder.command.declared:
        for record in parameter.positional_records:
            positions.setdefault(record.position or 0, parameter.name)
    if not positions:
        return "This command takes no positional arguments: give each value behind its parameter's name."
    names = [positions[position] for position in sorted(positions)]
    return f"By position it takes {', '.join(names)}; give other values behind their parameter's name."


def _allowed(binder: Binder, name: str) -> str:
    parameter = binder.command.by_name.get(name.lower())
    if parameter is None:
        return ""
    for validation in parameter.declaration.validations:
        arguments = validation.arguments
        if validation.kind == "range":
            return f"-{parameter.name} takes values from {arguments['min']} to {arguments['max']}."
        if validation.kind == "set":
            return f"-{parameter.name} takes one of: {', '.join(arguments['values'])}."
    return ""


def _pipeline_parameters(binder: Binder) -> str:
    by_value = [p.name for p in binder.command.declared if any(record.by_value for record in p.records)]
    by_name = [p.name for p in binder.command.declared if any(record.by_name for record in p.records)]
    if not by_value and not by_name:
        return "This command takes no pipeline input."
    parts = []
    if by_value:
        parts.append("as a whole for " + _listed(by_value))
    if by_name:
        parts.append("by properties named " + ", ".join(by_name))
    return f"It takes objects {' or '.join(parts)}, as far as these have no value yet."
