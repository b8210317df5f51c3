"""The positional pass (binding.md §4.4)."""

from __future__ import annotations

from ..errors import BindingError, BindingTransformationError, BindingValidationError
from .arguments import bind_from_command_line
from .messages import binding_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..language.elements import Element
    from .compiled_parameter import CompiledParameter, Record
    from .state import State

    Slot = list[tuple[CompiledParameter, list[Record]]]
    Attempt = tuple[Sequence[CompiledParameter], BindingError | None]


def bind_positional(state: State, pending: Sequence[Element]) -> tuple[list[Element], BindingError | None]:
    """Bind arguments without a name to positions, in ascending order, each slot taking at most one argument.

    Returns what is still pending and the error of the last attempt, if that one failed. Raises BindingError.
    """
    table = positional_table(state)
    reported: BindingError | None = None
    left: list[Element] = []
    mask = state.cur
    index = 0
    count = len(pending)
    default = state.command.default_mask
    for position in sorted(table):
        slot = table[position]
        if not slot:
            # All candidates were removed by narrowing: nothing is consumed.
            continue
        while index < count and pending[index].name is not None:
            left.append(pending[index])
            index += 1
            # The argument behind an unknown name may be its value: it is set aside too.
            if index < count and pending[index].name is None:
                left.append(pending[index])
                index += 1
        if index == count:
            break
        element = pending[index]
        index += 1
        bound, reported = bind_slot(state, slot, mask, default, element.value)
        if not bound:
            left.append(element)
            continue
        if state.trace:
            state.trace.positional(bound, element, position, state)
        if state.cur != mask:
            mask = state.cur
            purge(table, mask)
    left.extend(pending[index:])
    return left, reported


def positional_table(state: State) -> dict[int, Slot]:
    """The candidates by position, of the unbound parameters in sets still valid.

    Raises BindingError ``AmbiguousPositionalParameterNoName`` when two of them share a position in a set.
    """
    table: dict[int, Slot] = {}
    cur = state.cur
    for parameter in state.unbound:
        if not parameter.positional_records or not parameter.in_sets(cur):
            continue
        for record in parameter.positional_records:
            if not (record.is_all or record.bit & cur):
                continue
            slot = table.setdefault(record.position or 0, [])
            for candidate, others in slot:
                for other in others:
                    if candidate is not parameter and (other.bit & record.bit or (not other.bit and not record.bit)):
                        raise binding_error("AmbiguousPositionalParameterNoName", state.command.name)
            if slot and slot[-1][0] is parameter:
                slot[-1][1].append(record)
                continue
            slot.append((parameter, [record]))
    return table


def bind_slot(state: State, slot: Slot, mask: int, default: int, value: Any) -> Attempt:
    """The four attempts for one argument: default set, then all sets, each without and with coercion."""
    reported: BindingError | None = None
    for coerce in (False, True):
        if default and default & mask:
            bound, reported = attempt(state, slot, default, value, coerce)
            if bound:
                return bound, reported
        bound, reported = attempt(state, slot, mask, value, coerce)
        if bound:
            return bound, reported
    return (), reported


def attempt(state: State, slot: Slot, mask: int, value: Any, coerce: bool) -> Attempt:
    """One attempt: every candidate of the slot is tried, also after one has taken the value.

    Returns the parameters bound and the error of the last one that was not. Transformation and validation errors end
    the pass; other binding errors are remembered, and the parameter does not count as bound.
    """
    bound: list[CompiledParameter] = []
    remembered: BindingError | None = None
    for parameter, records in slot:
        for record in records:
            if not (record.is_all or record.bit & mask):
                continue
            try:
                done = bind_from_command_line(state, parameter, value, coerce, mask)
            except (BindingTransformationError, BindingValidationError):
                raise
            except BindingError as error:
                remembered = error
                continue
            if done:
                bound.append(parameter)
                break
    return bound, remembered


def purge(table: dict[int, Slot], mask: int) -> None:
    """Remove from every slot the records that are not in the mask, and candidates left without records."""
    for position, slot in table.items():
        kept = []
        for parameter, records in slot:
            still = [record for record in records if record.is_all or record.bit & mask]
            if still:
                kept.append((parameter, still))
        table[position] = kept
