"""A short cut for pipelines of alike objects, taken only where the binder's own outcome is known beforehand.

After an object was bound by the full rules, a ``ShapePlan`` notes what happened, if nothing depended on more than the
object's shape: its class, type names and property names, and the types of the properties that were bound. Another
object of that shape is then bound by repeating just the assignments, with their transformations and validations. Any
deviation, an error included, goes back to the full rules. Nothing is decided here that was not decided there.
"""

from __future__ import annotations

from ..dotnet.containers import PSCustomObject
from ..dotnet.texts import fold
from ..errors import ConversionError, ValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .compiled_parameter import CompiledParameter
    from .state import BoundCall, State

    Attempt = tuple[CompiledParameter, bool, bool, bool]

_SCALARS = (str, int, float, bool)


class ShapePlan:
    """How to bind another object of the shape that was just bound."""

    __slots__ = ("bound", "call", "items", "keys", "repeats", "type_names", "variables")

    def __init__(self, state: State, record: PSCustomObject, call: BoundCall, items: list[Any]) -> None:
        self.keys = list(record)
        self.type_names = record.type_names
        self.items = items
        self.call = call
        self.bound = state.bound
        self.variables = state.variables
        self.repeats = 0

    def repeat(self, record: Any) -> BoundCall | None:
        """Bind an object of the same shape, or return None where it is another one or something is wrong with it."""
        # One function without calls but those of the parameter itself: a million records come through here.
        if type(record) is not PSCustomObject or list(record) != self.keys or record.type_names != self.type_names:
            return None
        bound, variables = self.bound, self.variables
        before = []
        try:
            for key, name, kind, transforms, validators, refuses_empty in self.items:
                value = record[key]
                if type(value) is not kind:
                    break
                for transform in transforms:
                    value = transform(value, False)
                for validator in validators:
                    validator(value)
                if refuses_empty and value == "":
                    break
                before.append(bound[name])
                bound[name] = variables[name] = value
            else:
                self.repeats += 1
                return self.call
        except (ValidationError, ConversionError):
            pass
        # An object that does not bind leaves its trace by the full rules only.
        for item, earlier in zip(self.items, before, strict=False):
            bound[item[1]] = variables[item[1]] = earlier
        return None

    def hand_back(self, state: State) -> None:
        """Leave the state as the full rules would have: each repetition turns the order of the bound ones around."""
        if self.repeats & 1:
            state.pipeline_bound.reverse()
        self.repeats = 0


class WholeObjectPlan:
    """How to bind another object to the one parameter that takes it as a whole: any object, or only texts."""

    __slots__ = ("bound", "call", "name", "refuses_empty", "texts", "variables")

    def __init__(self, state: State, name: str, call: BoundCall, *, texts: bool, refuses_empty: bool) -> None:
        self.name = name
        self.texts = texts
        self.refuses_empty = refuses_empty
        self.call = call
        self.bound = state.bound
        self.variables = state.variables

    def repeat(self, record: Any) -> BoundCall | None:
        """Bind the object, or return None for null and for no text, which the full rules treat by themselves."""
        if record is None or (self.texts and (type(record) is not str or (self.refuses_empty and not record))):
            return None
        self.bound[self.name] = self.variables[self.name] = record
        return self.call

    def hand_back(self, state: State) -> None:
        """The state is as the full rules leave it."""


def plan_shape(
    state: State, record: Any, call: BoundCall, attempts: list[Attempt]
) -> ShapePlan | WholeObjectPlan | None:
    """A plan for objects of this one's shape; None where the outcome depended on more than the shape.

    It did not if every attempt was either a property bound as it is, or the object as a whole refused for its type;
    or if the object as a whole was all that there was to bind. With a set that is tried first, the order in which
    parameters come to be unbound again is more than turned around. A trace is to be told of every object.
    """
    if state.delayed or state.default_values is not None or state.prioritized or state.trace or call.warnings:
        return None
    whole = _whole_object_plan(state, record, call, attempts)
    if whole is not None:
        return whole
    if type(record) is not PSCustomObject:
        return None
    folded = {fold(key): key for key in record}
    items = []
    for parameter, by_value, coerce, done in attempts:
        if coerce or by_value is done or parameter.has_condition:
            # A condition may look at more than the value.
            return None
        if by_value:
            continue
        key = _property_key(record, folded, parameter)
        kind = type(record[key])
        if kind not in _SCALARS or parameter.type.kind or parameter.compiled or parameter.ps_type_name:
            # Collections take a scalar as their one element, which is more than an assignment.
            return None
        items.append(
            (
                key,
                parameter.name,
                kind,
                tuple(parameter.transforms),
                tuple(parameter.validators),
                parameter.mandatory_somewhere and not parameter.allow_empty_string,
            )
        )
    return ShapePlan(state, record, call, items) if items else None


def _whole_object_plan(state: State, record: Any, call: BoundCall, attempts: list[Attempt]) -> WholeObjectPlan | None:
    """A plan where one parameter of a compiled cmdlet takes whole objects, or texts, and no other takes input."""
    if record is None or len(attempts) != 1:
        return None
    parameter, by_value, coerce, done = attempts[0]
    texts = type(record) is str and parameter.type.full_name == "System.String"
    if not (by_value and done and not coerce and parameter.compiled):
        return None
    if not (texts or parameter.type.full_name in _ANY_TYPE):
        return None
    if parameter.transforms or parameter.validators or parameter.ps_type_name:
        return None
    if any(entry.by_name for entry in parameter.pipeline_records) or any(
        each.pipeline_records for each in state.unbound if each is not parameter
    ):
        return None
    refuses_empty = parameter.mandatory_somewhere and not parameter.allow_empty_string
    return WholeObjectPlan(state, parameter.name, call, texts=texts, refuses_empty=refuses_empty)


_ANY_TYPE = frozenset(("System.Object", "System.Management.Automation.PSObject"))


def _property_key(record: PSCustomObject, folded: dict[str, str], parameter: CompiledParameter) -> str:
    for name in (parameter.name, *parameter.aliases):
        if name in record:
            return name
        if fold(name) in folded:
            return folded[fold(name)]
    raise LookupError(parameter.name)
