"""What no name or position took: the remaining-arguments parameter, the leftover check (binding.md §4.6–4.7)."""

from __future__ import annotations

from ..dotnet.containers import NetList
from ..errors import BindingError
from ..language.elements import NO_VALUE
from ..language.shell_words import Word
from .messages import binding_error
from .value import bind_value, read_word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..language.elements import Element
    from .compiled_parameter import CompiledParameter
    from .state import State

_OBJECT_LIST = "System.Collections.Generic.List`1[System.Object]"


def bind_remaining(state: State, pending: list[Element]) -> list[Element]:
    """Bind all pending arguments to the parameter that takes the remaining ones, if there is one (binding.md §4.6).

    Returns what is still pending. Raises BindingError.
    """
    takers = remaining_takers(state)
    if not takers:
        return pending
    if len(takers) > 1:
        raise state.elaborate(
            binding_error("AmbiguousParameterSet", state.command.name, takers[1].name, category="MetadataError")
        )
    values = remaining_values(takers[0], pending)
    value: Any = values
    if len(values) == 1 and isinstance(values[0], list):
        # A single collection is the value itself; there is no deeper flattening.
        value = values[0]
    try:
        bind_value(state, takers[0], value, True)
    except BindingError as error:
        raise state.elaborate(error) from None
    if state.trace:
        state.trace.remaining(takers[0], pending, state)
    return []


def remaining_takers(state: State) -> list[CompiledParameter]:
    """The unbound parameters whose record for the current mask takes remaining arguments."""
    takers = []
    for parameter in state.unbound:
        record = parameter.single_record(state.cur)
        if record is not None and record.remaining:
            takers.append(parameter)
    return takers


def remaining_values(taker: CompiledParameter, pending: list[Element]) -> NetList:
    """Names as their text, values as they are, in one list; words of a shell as the taker's type suggests."""
    values = NetList(_OBJECT_LIST)
    for element in pending:
        if element.name is not None:
            values.append(element.text)
        value = element.value
        if type(value) is Word:
            value = read_word(taker, value)
            if isinstance(value, list):
                values.extend(value)
                continue
        if value is not NO_VALUE:
            values.append(value)
    return values


def leftover_error(state: State, pending: list[Element], reported: BindingError | None) -> BindingError:
    """The error for the first argument that nothing took (binding.md §4.7)."""
    first = pending[0]
    command = state.command.name
    if first.name is not None:
        return state.elaborate(binding_error("NamedParameterNotFound", command, first.name))
    if reported is not None:
        return state.elaborate(reported)
    from ..dotnet.numbers import Numeral
    from ..dotnet.strings import net_text

    value = first.value
    text = "$null" if value is None else value.text if type(value) is Numeral else net_text(value)
    return state.elaborate(binding_error("PositionalParameterNotFound", command, text))
