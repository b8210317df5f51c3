"""Narrowing the parameter sets (binding.md §5)."""

from __future__ import annotations

from .messages import binding_error
from .metadata import ALL
from .state import count_sets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..errors import BindingError
    from .state import State


def ambiguous_parameter_set(state: State) -> BindingError:
    """The AmbiguousParameterSet error, elaborated where default values are in use."""
    return state.elaborate(binding_error("AmbiguousParameterSet", state.command.name))


def validate_parameter_sets(state: State, *, pre: bool, set_default: bool) -> int:
    """Check that the sets can still be told apart, and settle on one where possible (binding.md §5.3).

    ``pre`` tells that the pipeline may still decide, ``set_default`` that the default set is taken now if it is among
    several. Returns the number of sets still valid. Raises BindingError ``AmbiguousParameterSet``.
    """
    command = state.command
    cur = state.cur
    default = command.default_mask
    count = count_sets(cur)
    if count == 0:
        raise ambiguous_parameter_set(state)
    if count > 1:
        if default & cur:
            state.set_name = command.default_set
            if set_default:
                state.cur = default
                return 1
            return count
        if pre and takes_pipeline_input(state):
            return count
        return resolve_by_mandatory(state)
    if cur == ALL:
        count = command.set_count or 1
        if not (pre and takes_pipeline_input(state)):
            if default:
                if set_default:
                    state.cur = default
                    count = 1
            elif count > 1:
                count = resolve_by_mandatory(state)
    state.set_name_from_cur()
    return count


def takes_pipeline_input(state: State) -> bool:
    """Whether an unbound parameter takes pipeline input in a set still valid (binding.md §5.7)."""
    cur = state.cur
    return any(parameter.pipeline_records and parameter.takes_pipeline_input(cur) for parameter in state.unbound)


def resolve_by_mandatory(state: State) -> int:
    """Choose the one valid set without an unbound mandatory parameter (binding.md §5.4). Returns 1.

    Raises BindingError ``AmbiguousParameterSet`` unless there is exactly one.
    """
    mask = 0
    for parameter in state.command.parameters:
        mask |= parameter.flags
    mask &= state.cur
    for parameter in state.unbound:
        for record in parameter.mandatory_records:
            mask &= ~record.bit
    if count_sets(mask) != 1:
        raise ambiguous_parameter_set(state)
    state.cur = mask
    state.set_name_from_cur()
    return 1


def filter_sets_without_pipeline_input(state: State) -> bool:
    """Drop the sets that cannot take pipeline input any more (binding.md §5.5). Returns whether ``cur`` changed."""
    kept = 0
    for parameter, _ in state.delayed:
        kept |= parameter.flags
    cur = state.cur
    for parameter in state.unbound:
        for record in parameter.pipeline_records:
            if record.is_all:
                return False
            if record.bit & cur:
                kept |= record.bit
    if kept and cur & kept != cur:
        state.cur = cur & kept
        return True
    return False


def verify_parameter_set_selected(state: State) -> None:
    """The last check that a set was chosen at all (binding.md §5.6). Raises BindingError ``AmbiguousParameterSet``."""
    if state.command.set_count > 1 and state.cur == ALL:
        if not state.command.default_mask:
            raise ambiguous_parameter_set(state)
        state.cur = state.command.default_mask
