"""``$PSDefaultParameterValues``: which entries apply to a command, and when they are bound (binding.md §7.2-§7.7)."""

from __future__ import annotations

from ..dotnet.containers import NetList, PSCustomObject, ScriptBlock
from ..dotnet.conversions.scalar import is_true
from ..dotnet.texts import DOUBLE_QUOTES, SINGLE_QUOTES, WHITE_SPACE, fold
from ..dotnet.wildcard import WildcardPatternError, contains_wildcards, wildcard_test
from ..errors import BindingError, PscompatError
from .messages import OUTPUT_OF_SEVERAL, warning
from .metadata import ALL
from .state import DefaultValues
from .value import bind_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from typing import Any

    from .compiled_parameter import CompiledParameter
    from .metadata import CompiledCommand
    from .state import State


def _warn(state: State, values: DefaultValues, command: str, parameter: str, warning_id: str, *arguments: str) -> None:
    """Write a warning, once for each pair of command and parameter as the keys name them."""
    pair = (command.lower(), parameter.lower())
    if pair not in values.warned:
        values.warned.add(pair)
        state.warnings.append(warning(warning_id, *arguments))


def parse_key(key: str) -> tuple[str, str] | None:
    """Command part and parameter part of a key, or None when it has no valid format (binding.md §7.7)."""
    command, rest = _part(key, stop=":")
    rest = rest.lstrip(WHITE_SPACE)
    if not command or not rest.startswith(":"):
        return None
    parameter, left = _part(rest[1:].lstrip(WHITE_SPACE), stop="")
    return (command, parameter) if parameter and not left else None


def _part(text: str, stop: str) -> tuple[str, str]:
    """One part of a key, quoted or not, and the text behind it."""
    for quotes in (SINGLE_QUOTES, DOUBLE_QUOTES):
        if text[:1] and text[0] in quotes:
            for index in range(1, len(text)):
                if text[index] in quotes:
                    return text[1:index].strip(WHITE_SPACE), text[index + 1 :]
            return "", text
    end = text.find(stop) if stop else len(text)
    return ("", text) if end < 0 else (text[:end].strip(WHITE_SPACE), text[end:])


def collect(state: State, table: MutableMapping[Any, Any] | None) -> DefaultValues | None:
    """The entries for this command; warns of bad keys, several matches and differing values (binding.md §7.2).

    Bad keys are removed from the table. Returns None when nothing applies or the feature is off. Raises BindingError
    for a wildcard pattern that is none.
    """
    if not isinstance(table, dict) or isinstance(table, PSCustomObject):
        return None
    command = state.command
    values = DefaultValues()
    conflicting: set[CompiledParameter] = set()
    wildcards: list[tuple[str, str, Any]] = []
    bad: list[str] = []
    for key, value in list(table.items()):  # another thread may take a bad key out meanwhile
        if not isinstance(key, str):
            continue
        text = key.strip(WHITE_SPACE)
        parts = parse_key(text)
        if parts is None:
            if text.lower() != "disabled":
                bad.append(key)
            elif is_true(value):
                return None
        elif contains_wildcards(text):
            wildcards.append((*parts, value))
        elif names_command(command, parts[0]):
            take_explicit(state, values, conflicting, *parts, value)
    for command_part, parameter_part, value in wildcards:
        if not names_command(command, command_part):
            continue
        if contains_wildcards(parameter_part):
            take_by_wildcard(state, values, conflicting, command_part, parameter_part, value)
        else:
            take_explicit(state, values, conflicting, command_part, parameter_part, value)
    if bad:
        remove_bad_keys(state, table, bad)
    for parameter in conflicting:
        del values.pairs[parameter]
    return values if values.pairs else None


def names_command(command: CompiledCommand, part: str) -> bool:
    """Whether the command part of a key means the command: by name or alias, both with wildcards."""
    if not contains_wildcards(part) and fold(part) == fold(command.name):
        return True
    matches = pattern_test(command, part)
    return matches(command.name) or any(map(matches, command.aliases))


def pattern_test(command: CompiledCommand, pattern: str) -> Callable[[str], bool]:
    """The test of a wildcard pattern. Raises BindingError where it is none."""
    try:
        return wildcard_test(pattern)
    except WildcardPatternError as error:
        raise BindingError(error.error_id, error.message, command=command.name) from None


def take_explicit(
    state: State,
    values: DefaultValues,
    conflicting: set[CompiledParameter],
    command_part: str,
    name: str,
    value: Any,
) -> None:
    """An entry that names its parameter exactly, by name or alias; an unknown one is ignored (§7.2 step 3)."""
    parameter = state.command.by_name.get(fold(name))
    if parameter is not None:
        take(state, values, conflicting, command_part, name, parameter, value)


def take_by_wildcard(
    state: State,
    values: DefaultValues,
    conflicting: set[CompiledParameter],
    command_part: str,
    pattern: str,
    value: Any,
) -> None:
    """An entry whose parameter part has wildcards: it must hit exactly one name or alias (§7.2 step 4)."""
    matches = pattern_test(state.command, pattern)
    parameters = state.command.parameters
    # Name and alias of one parameter count as two hits.
    hits = [parameter for parameter in parameters if matches(parameter.name)]
    hits += [parameter for parameter in parameters for alias in parameter.aliases if matches(alias)]
    if len(hits) > 1:
        _warn(state, values, command_part, pattern, "MultipleParametersMatched", pattern)
    elif hits:
        take(state, values, conflicting, command_part, pattern, hits[0], value)


def take(
    state: State,
    values: DefaultValues,
    conflicting: set[CompiledParameter],
    command_part: str,
    name: str,
    parameter: CompiledParameter,
    value: Any,
) -> None:
    """Note the entry's value; one that differs from what is noted makes the parameter lose all of them."""
    if parameter not in values.pairs:
        values.pairs[parameter] = value
    elif not equals(value, values.pairs[parameter]):
        _warn(state, values, command_part, name, "DifferentValuesAssignedToSingleParameter", name)
        conflicting.add(parameter)


def equals(first: Any, second: Any) -> bool:
    """Object.Equals: the same type and value; collections and script blocks are equal to themselves only."""
    if isinstance(first, list | dict | ScriptBlock):
        return first is second
    return type(first) is type(second) and bool(first == second)


def remove_bad_keys(state: State, table: MutableMapping[Any, Any], keys: list[str]) -> None:
    """Take the keys out of the dictionary, and say so in one warning (§7.2 step 5)."""
    for key in keys:
        table.pop(key, None)
    warning_id = "SingleKeyInBadFormat" if len(keys) == 1 else "MultipleKeysInBadFormat"
    state.warnings.append(warning(warning_id, ", ".join(keys)))


def apply_default_values(state: State, stage: str) -> None:
    """Bind the entries that fit the sets still valid: all of them or, where their sets conflict, none.

    A value that does not bind is a warning, and binding goes on (binding.md §7.4, §7.5).
    """
    values = state.default_values
    if values is None:
        return
    cur = state.cur
    accumulated = ALL
    kept = []
    for parameter, value in values.pairs.items():
        if parameter in state.is_bound or not parameter.in_sets(cur):
            continue
        if parameter.flags:
            accumulated &= parameter.flags
        kept.append((parameter, value))
    if not accumulated:
        return
    # Defaults count as in use, and errors are told at length, only once the whole stage is over.
    bound = [parameter.name for parameter, value in kept if bind_default(state, values, parameter, value, stage)]
    state.bound_defaults.extend(bound)


def bind_default(state: State, values: DefaultValues, parameter: CompiledParameter, value: Any, stage: str) -> bool:
    """Bind one entry like an argument. Returns whether it was bound; a failure is a warning (binding.md §7.5)."""
    if type(value) is ScriptBlock:
        # A block that the block writes is a wrapped object, which is never kept for the pipeline.
        output = evaluated_default(state, value)
        if not output:
            return False
        value = output[0] if len(output) == 1 else NetList(OUTPUT_OF_SEVERAL, output)
    try:
        bound = bind_value(state, parameter, value, True)
    except BindingError as error:
        from ..dotnet.strings import net_text

        text = "null" if value is None else "***" if parameter.declaration.sensitive else net_text(value)
        command = state.command.name
        _warn(state, values, command, parameter.name, "FailToBindDefaultParameter", text, parameter.name, error.message)
        return False
    if bound and state.trace:
        state.trace.default_value(parameter, stage, state)
    return bound


def evaluated_default(state: State, block: ScriptBlock) -> list[Any]:
    """What a script block given as a default value writes: constants only, nothing is executed.

    Raises BindingError for any other block.
    """
    from .delay_bind import evaluate

    try:
        return evaluate(block.text, None)
    except PscompatError as error:
        raise BindingError(error.error_id, error.message, command=state.command.name, category=error.category) from None
