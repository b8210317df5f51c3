"""Pairing names with values, and the named pass (binding.md §3.4, §3.6, §4.3)."""

from __future__ import annotations

from ..dotnet.containers import PRESENT, ScriptBlock
from ..errors import BindingError
from ..language.elements import NO_VALUE, Element
from .messages import binding_error
from .metadata import ALL
from .prefix_matching import match_name
from .value import bind_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from .compiled_parameter import CompiledParameter
    from .metadata import CompiledCommand
    from .state import State


REMOTING_VALUES = "-%"
"""The name under which remoting passes the values of ``using`` expressions; nothing is bound from it here."""


def reorder_splats(elements: Sequence[Element]) -> Sequence[Element]:
    """Entries of splatted dictionaries go behind all other arguments, in order (binding.md §3.6)."""
    for element in elements:
        if element.from_splat:
            return [e for e in elements if not e.from_splat] + [e for e in elements if e.from_splat]
    return elements


def reparse(command: CompiledCommand, elements: Sequence[Element]) -> list[Element]:
    """Give each name-only argument its value: *present* for switches, else the next one (binding.md §3.4).

    Raises BindingError ``MissingArgument`` and ``AmbiguousParameter``.
    """
    paired: list[Element] = []
    index = 0
    count = len(elements)
    while index < count:
        element = elements[index]
        index += 1
        if element.name is None or element.value is not NO_VALUE:
            paired.append(element)
            continue
        parameter = match_name(command, element.name)
        if parameter is None:
            paired.append(element)
        elif parameter.is_switch:
            paired.append(Element(element.name, element.text, PRESENT))
        elif index == count:
            raise missing_argument(command, parameter)
        else:
            paired.append(Element(parameter.name, element.text, next_value(command, parameter, elements[index:])))
            index += 1
    return paired


def next_value(command: CompiledCommand, parameter: CompiledParameter, following: Sequence[Element]) -> Any:
    """The following argument as a value; an unknown name counts as text, a known one is MissingArgument."""
    first = following[0]
    if first.name is None:
        return first.value
    try:
        known = match_name(command, first.name) is not None
    except BindingError:
        # Which of several entries of a Hashtable comes first is chance; one that is no error is taken for it.
        if not (first.from_splat and len(following) > 1):
            raise
        known = True
    if known or first.value is not NO_VALUE:
        raise missing_argument(command, parameter)
    return first.text


def missing_argument(command: CompiledCommand, parameter: CompiledParameter) -> BindingError:
    """The MissingArgument error of one parameter."""
    return binding_error("MissingArgument", command.name, parameter.name, parameter.type.full_name)


def bind_named(state: State, elements: Sequence[Element]) -> list[Element]:
    """The named pass: bind every argument whose name is known, return the others in order (binding.md §4.3).

    The mask handed to the pass is ``ALL``, so that ParameterNotInParameterSet cannot occur here. Raises BindingError.
    """
    command = state.command
    pending: list[Element] = []
    explicit: set[CompiledParameter] | None = None
    for element in elements:
        if element.name is None:
            pending.append(element)
            continue
        parameter = match_name(command, element.name)
        if parameter is None:
            if element.name != REMOTING_VALUES:
                pending.append(element)
            continue
        if element.from_splat:
            if explicit is None:
                explicit = set(state.is_bound)
            if parameter in explicit:
                if state.trace:
                    state.trace.dropped_entry(element)
                continue
        if parameter in state.is_bound:
            raise binding_error("ParameterAlreadyBound", command.name, element.name)
        bind_from_command_line(state, parameter, element.value, True, ALL)
        if state.trace:
            state.trace.named(parameter, element, state)
    return pending


def bind_from_command_line(state: State, parameter: CompiledParameter, value: Any, coerce: bool, mask: int) -> bool:
    """Bind a value given on the command line, keeping a script block for later where one may be (binding.md §8.4)."""
    if (
        type(value) is ScriptBlock
        and not parameter.accepts_script_blocks
        and not state.command.simple
        and parameter.takes_pipeline_input(mask)
    ):
        from .delay_bind import bind_delayed

        return bind_delayed(state, parameter, value)
    return bind_value(state, parameter, value, coerce)
