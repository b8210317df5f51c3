"""Finding the parameter that a typed name means (binding.md §2)."""

from __future__ import annotations

from ..dotnet.texts import DASHES, fold
from ..errors import BindingError
from .messages import binding_error

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .compiled_parameter import CompiledParameter
    from .metadata import CompiledCommand


def match_name(command: CompiledCommand, typed: str) -> CompiledParameter | None:
    """The parameter whose name or alias is ``typed``, or is unambiguously abbreviated by it; None without one.

    Raises BindingError ``AmbiguousParameter``, or ``Argument`` for an empty name.
    """
    found = command.by_name.get(typed)
    if found is not None:
        return found
    if typed in command.matches:
        known = command.matches[typed]
        if isinstance(known, BindingError):
            raise type(known)(known.error_id, known.message, command=command.name, parameter=known.parameter)
        return known  # type: ignore[return-value]
    try:
        matched = _match(command, typed)
    except BindingError as error:
        _remember(command, typed, error)
        raise
    _remember(command, typed, matched)
    return matched


def _remember(command: CompiledCommand, typed: str, outcome: object) -> None:
    # Typed names come from outside, so the memory has an end.
    if len(command.matches) < 1000:
        command.matches[typed] = outcome


def _match(command: CompiledCommand, typed: str) -> CompiledParameter | None:
    if not typed:
        raise BindingError(
            "Argument",
            'Cannot process argument because the value of argument "name" is not valid. Change the value of the '
            '"name" argument and run the operation again.',
            command=command.name,
        )
    name = strip_dash(typed)
    exact = command.by_name.get(fold(name))
    if exact is not None:
        return exact
    collected = collect_prefixes(command, name)
    if len(collected) > 1:
        # A declared parameter beats common ones, if it is the only one.
        declared = [parameter for parameter in collected if not parameter.common]
        if len(declared) != 1:
            raise ambiguous_parameter(command, name, collected)
        collected = declared
    return collected[0] if collected else None


def strip_dash(typed: str) -> str:
    """The name without one leading dash, as a splatted key or ``--Name`` in a word list may carry it."""
    return typed[1:] if typed[0] in DASHES else typed


def collect_prefixes(command: CompiledCommand, typed: str) -> list[CompiledParameter]:
    """All parameters whose name, or else one of whose aliases, starts with the text; names first."""
    collected = [parameter for parameter in command.parameters if is_prefix(typed, parameter.name)]
    for parameter in command.parameters:
        if parameter not in collected and any(is_prefix(typed, alias) for alias in parameter.aliases):
            collected.append(parameter)
    return collected


def is_prefix(typed: str, name: str) -> bool:
    """Whether the name starts with the text as the invariant culture compares, case ignored."""
    if typed.isascii() and typed.isprintable() and name.isascii():
        return name.lower().startswith(typed.lower())
    from ..dotnet.order.culture import starts_with

    return starts_with(name, typed, ignore_case=True)


def ambiguous_parameter(command: CompiledCommand, name: str, collected: list[CompiledParameter]) -> BindingError:
    """The AmbiguousParameter error, which lists every candidate by its full name."""
    listed = "".join(f" -{parameter.name}" for parameter in collected)
    return binding_error("AmbiguousParameter", command.name, name, extra=listed)
