"""Binding the objects of the pipeline, one at a time (binding.md §8)."""

from __future__ import annotations

from ..dotnet.containers import PSCustomObject
from ..dotnet.texts import fold
from ..errors import BindingError, BindingTransformationError, BindingValidationError
from .mandatory import missing_mandatory, missing_names
from .messages import binding_error
from .sets import validate_parameter_sets, verify_parameter_set_selected
from .value import bind_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .compiled_parameter import CompiledParameter
    from .state import State


def bind_record(state: State, record: Any) -> None:
    """Bind one pipeline object and check that nothing mandatory is missing (binding.md §8.1).

    Raises BindingError; the error concerns this object only.
    """
    try:
        if not bind_pipeline_object(state, record):
            restore(state)
            raise binding_error("InputObjectNotBound", state.command.name)
    except BindingError as error:
        if error.error_id != "InputObjectNotBound":
            restore(state)
        raise
    missing = missing_mandatory(state)
    if missing:
        names = missing_names(missing)
        raise binding_error("InputObjectMissingMandatory", state.command.name, extra=names)


def bind_pipeline_object(state: State, record: Any) -> bool:
    """Bind what the object offers: whole objects and properties, without coercion first (binding.md §8.2).

    Returns whether anything was bound. Raises BindingError.
    """
    if state.delayed:
        from .delay_bind import bind_delayed_blocks

        bind_delayed_blocks(state, record)
    restore(state)
    state.cur = state.pre_pipeline_mask
    bound = False
    if state.prioritized:
        bound = bind_round(state, record, state.prioritized, last=False)
        if state.cur != state.prioritized:
            bound = bind_round(state, record, state.cur & ~state.prioritized, last=True) or bound
    else:
        bound = bind_round(state, record, state.cur, last=True)
    validate_parameter_sets(state, pre=False, set_default=True)
    if state.default_values is not None and not state.bound_defaults:
        from .default_values import apply_default_values

        apply_default_values(state, "PIPELINE BIND")
    verify_parameter_set_selected(state)
    return bound or bool(state.delayed)


def bind_round(state: State, record: Any, mask: int, *, last: bool) -> bool:
    """The four phases: by value and by property name without coercion, then both with it."""
    any_bound = False
    for by_value, coerce in ((True, False), (False, False), (True, True), (False, True)):
        if bind_phase(state, record, mask, by_value, coerce):
            any_bound = True
            if last:
                validate_parameter_sets(state, pre=True, set_default=True)
                mask = state.cur
    return any_bound


def bind_phase(state: State, record: Any, mask: int, by_value: bool, coerce: bool) -> bool:
    """One phase: the default set by itself first, then the other sets of the mask (binding.md §8.3)."""
    default = state.command.default_mask
    if default & mask:
        if bind_candidates(state, record, default, by_value, coerce):
            return True
        mask &= ~default
    return bind_candidates(state, record, mask, by_value, coerce)


def bind_candidates(state: State, record: Any, mask: int, by_value: bool, coerce: bool) -> bool:
    """Offer the object to the unbound parameters of the mask, the last one first."""
    any_bound = False
    for parameter in reversed(list(state.unbound)):
        if not parameter.pipeline_records or not parameter.in_sets(mask):
            continue
        for entry in parameter.pipeline_records:
            if not (entry.is_all or entry.bit & mask):
                continue
            if by_value:
                if not entry.by_value:
                    continue
                done = bind_by_value(state, parameter, record, coerce)
                state.attempts.append((parameter, True, coerce, done))
            else:
                if not entry.by_name or record is None:
                    continue
                done = bind_by_property(state, parameter, record, coerce)
            if done:
                any_bound = True
                break
    return any_bound


def bind_by_value(state: State, parameter: CompiledParameter, record: Any, coerce: bool) -> bool:
    """Bind the object itself; a failed cast means that it does not fit (binding.md §8.3)."""
    try:
        done = _bind(state, parameter, record, coerce, wrapped=True)
    except BindingTransformationError as error:
        if error.cast:
            return False
        raise state.elaborate(error) from None
    except BindingValidationError as error:
        raise state.elaborate(error) from None
    except BindingError:
        return False
    if done and state.trace:
        state.trace.pipeline(parameter, None, coerce, state)
    return done


def bind_by_property(state: State, parameter: CompiledParameter, record: Any, coerce: bool) -> bool:
    """Bind the property named like the parameter or, failing that, like its aliases in order (binding.md §8.3)."""
    name, value = property_value(record, parameter)
    if name is None:
        return False
    # What is tried is noted before the outcome: an error leaves an attempt that no plan accepts.
    state.attempts.append((parameter, False, coerce, False))
    try:
        done = _bind(state, parameter, value, coerce, wrapped=False)
    except (BindingTransformationError, BindingValidationError) as error:
        raise state.elaborate(error) from None
    except BindingError:
        return False
    state.attempts[-1] = (parameter, False, coerce, done)
    if done and state.trace:
        state.trace.pipeline(parameter, name, coerce, state)
    return done


def property_value(record: Any, parameter: CompiledParameter) -> tuple[str | None, Any]:
    """The parameter's name or the first alias that a property of the object bears, and its value; None without one."""
    names = (parameter.name, *parameter.aliases)
    if isinstance(record, PSCustomObject):
        folded = None
        for name in names:
            if name in record:
                return name, record[name]
            if folded is None:
                folded = {fold(key): key for key in record}
            key = folded.get(fold(name))
            if key is not None:
                return name, record[key]
        return None, None
    from ..dotnet.members import find_property

    for name in names:
        found, value = find_property(record, name)
        if found:
            return name, value
    return None, None


def _bind(state: State, parameter: CompiledParameter, value: Any, coerce: bool, *, wrapped: bool) -> bool:
    if parameter not in state.saved and not parameter.common:
        state.saved[parameter] = state.variables.get(parameter.name)
    done = bind_value(state, parameter, value, coerce, wrapped=wrapped)
    if done:
        state.pipeline_bound.append(parameter)
    return done


def restore(state: State) -> None:
    """Give the parameters bound from the last object their values back, at the end of the unbound list (§8.5)."""
    if not state.pipeline_bound:
        return
    for parameter in state.pipeline_bound:
        state.variables[parameter.name] = state.saved.get(parameter)
        if parameter in state.is_bound:
            state.is_bound.discard(parameter)
            state.unbound.append(parameter)
    state.pipeline_bound = []
