"""``$PSDefaultParameterValues``: which entries apply to a command, and when they are bound (binding.md §7.2-§7.7)."""

from __future__ import annotations

from ..errors import BindingError
from ..values.containers import PSCustomObject
from .messages import warning
from .metadata import ALL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from typing import Any

    from .compiled_parameter import CompiledParameter
    from .metadata import CompiledCommand
    from .state import State

_QUOTES = {"'": "'\u2018\u2019\u201a\u201b", '"': '"\u201c\u201d\u201e'}
_WILDCARDS = "*?["


class DefaultValues:
    """The entries that apply to one invocation: parameter to value, in the order in which they were found."""

    __slots__ = ("failed", "pairs")

    def __init__(self) -> None:
        self.pairs: dict[CompiledParameter, Any] = {}
        self.failed: set[str] = set()


def parse_key(key: str) -> tuple[str, str] | None:
    """Command part and parameter part of a key, or None when it has no valid format (binding.md §7.7)."""
    text = key.strip()
    command, rest = _part(text, stop=":")
    rest = rest.lstrip()
    if not command or not rest.startswith(":"):
        return None
    parameter, left = _part(rest[1:].strip(), stop="")
    if not parameter or left.strip():
        return None
    return command, parameter


def _part(text: str, stop: str) -> tuple[str, str]:
    """One part of a key, quoted or not, and the text behind it."""
    for quotes in _QUOTES.values():
        if text[:1] and text[0] in quotes:
            for index in range(1, len(text)):
                if text[index] in quotes:
                    return text[1:index].strip(), text[index + 1 :]
            return "", text
    end = text.find(stop) if stop else len(text)
    if end < 0:
        return "", text
    return text[:end].strip(), text[end:]


def collect(state: State, table: MutableMapping[Any, Any] | None) -> DefaultValues | None:
    """The entries for this command; warns of bad keys, several matches and differing values (binding.md §7.2).

    Bad keys are removed from the table. Returns None when nothing applies or the feature is off.
    """
    if not isinstance(table, dict) or isinstance(table, PSCustomObject):
        return None
    command = state.command
    values = DefaultValues()
    ignored: set[CompiledParameter] = set()
    wildcards: list[tuple[str, str, str, Any]] = []
    bad: list[str] = []
    for key, value in table.items():
        if not isinstance(key, str):
            continue
        parts = parse_key(key)
        if parts is None:
            if key.strip().lower() != "disabled":
                bad.append(key)
            elif _is_true(value):
                return None
            continue
        command_part, parameter_part = parts
        if any(char in key for char in _WILDCARDS):
            wildcards.append((key, command_part, parameter_part, value))
        elif command_part.lower() == command.name.lower() or command_part.lower() in command.aliases:
            _explicit(state, values, ignored, parameter_part, value)
    for _, command_part, parameter_part, value in wildcards:
        if not _command_matches(command, command_part):
            continue
        if not any(char in parameter_part for char in _WILDCARDS):
            _explicit(state, values, ignored, parameter_part, value)
            continue
        hits = _matching_parameters(command, parameter_part)
        if len(hits) > 1:
            _warn_once(state, warning("MultipleParametersMatched", parameter_part))
        elif hits:
            _take(state, values, ignored, hits[0], parameter_part, value)
    if bad:
        for key in bad:
            del table[key]
        kind = "SingleKeyInBadFormat" if len(bad) == 1 else "MultipleKeysInBadFormat"
        _warn_once(state, warning(kind, ", ".join(bad)))
    return values if values.pairs else None


def _is_true(value: Any) -> bool:
    if isinstance(value, str):
        return value != ""
    return bool(value)


def _warn_once(state: State, text: str) -> None:
    if text not in state.warnings:
        state.warnings.append(text)


def _explicit(state: State, values: DefaultValues, ignored: set[CompiledParameter], name: str, value: Any) -> None:
    """An entry that names its parameter exactly, by name or alias; an unknown one is ignored."""
    parameter = state.command.by_name.get(name.lower())
    if parameter is not None:
        _take(state, values, ignored, parameter, name, value)


def _take(
    state: State,
    values: DefaultValues,
    ignored: set[CompiledParameter],
    parameter: CompiledParameter,
    name: str,
    value: Any,
) -> None:
    if parameter in ignored:
        return
    if parameter not in values.pairs:
        values.pairs[parameter] = value
    elif not _same(values.pairs[parameter], value):
        del values.pairs[parameter]
        ignored.add(parameter)
        _warn_once(state, warning("DifferentValuesAssignedToSingleParameter", name))


def _same(first: Any, second: Any) -> bool:
    return type(first) is type(second) and bool(first == second)


def _command_matches(command: CompiledCommand, pattern: str) -> bool:
    return wildcard_match(pattern, command.name) or any(wildcard_match(pattern, alias) for alias in command.aliases)


def _matching_parameters(command: CompiledCommand, pattern: str) -> list[CompiledParameter]:
    """A hit for each name and each alias: name and alias of one parameter count as two."""
    hits = [parameter for parameter in command.parameters if wildcard_match(pattern, parameter.name)]
    for parameter in command.parameters:
        hits.extend(parameter for alias in parameter.aliases if wildcard_match(pattern, alias))
    return hits


def wildcard_match(pattern: str, text: str) -> bool:
    """PowerShell's wildcards ``*``, ``?`` and ``[…]``, without regard to case."""
    from fnmatch import fnmatchcase

    return fnmatchcase(text.lower(), pattern.lower().replace("[!", "[\\!"))


def apply(state: State, stage: str) -> None:
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
    bound = [parameter.name for parameter, value in kept if _bind_default(state, values, parameter, value, stage)]
    state.bound_defaults.extend(bound)


def _bind_default(state: State, values: DefaultValues, parameter: CompiledParameter, value: Any, stage: str) -> bool:
    from ..values.containers import ScriptBlock
    from .arguments import bind_from_command_line

    if type(value) is ScriptBlock:
        from .delayed import evaluate

        # A script block is run for its value; only constants are, of which nothing needs a current object.
        output = evaluate(value.text, None)
        if not output:
            return False
        value = output[0] if len(output) == 1 else output
    try:
        bound = bind_from_command_line(state, parameter, value, True, state.cur)
    except BindingError as error:
        if parameter.name not in values.failed:
            values.failed.add(parameter.name)
            from ..values.strings import net_text

            text = "null" if value is None else net_text(value)
            state.warnings.append(warning("FailToBindDefaultParameter", text, parameter.name, error.message))
        return False
    if bound and state.trace:
        state.trace.default_value(parameter, stage, state)
    return bound
