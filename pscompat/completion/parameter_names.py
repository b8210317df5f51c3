"""Names of parameters for a line (completion.md §3)."""

from __future__ import annotations

from ..binding.prefix_matching import is_prefix
from .candidates import NAME, Candidate
from .trial_binding import TrialBinding
from .trial_name import AMBIGUOUS, UNKNOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..binding.compiled_parameter import CompiledParameter
    from ..binding.metadata import CompiledCommand
    from ..dotnet.types import NetType
    from .elements_at_cursor import Item


def parameter_names(
    command: CompiledCommand, items: Sequence[Item], place: Item, *, piped: bool, partial: str
) -> list[Candidate]:
    """The names that fit ``partial`` at the place of a name or a lone dash."""
    if not partial:
        trial = TrialBinding(command, items, piped=piped, lone=place.start)
        return listed(command, trial.unbound, trial.cur, "")
    trial = TrialBinding(command, items, piped=piped, at_cursor=place)
    if trial.given_up:
        return listed(command, trial.unbound, trial.cur, partial)
    name = trial.name_of(place)
    if name is None or trial.cursor_is_value or name.meaning == UNKNOWN:
        return []
    if name.meaning == AMBIGUOUS:
        return listed(command, trial.unbound, trial.cur, partial)
    others = [other for other in trial.names if other is not name]
    if any(other.meaning == AMBIGUOUS for other in others):
        return []
    if any(other.duplicate for other in others):
        return []
    if name.duplicate:
        return listed(command, trial.bound, trial.cur, partial)
    assert name.parameter is not None
    return resolved(name.parameter, partial)


def resolved(parameter: CompiledParameter, partial: str) -> list[Candidate]:
    """The one parameter that the name at the cursor means, hidden or not."""
    if is_prefix(partial, parameter.name):
        return [_entry(parameter, parameter.name)]
    return [_entry(parameter, alias) for alias in parameter.aliases if is_prefix(partial, alias)]


def listed(command: CompiledCommand, among: Iterable[CompiledParameter], mask: int, partial: str) -> list[Candidate]:
    """The parameters in valid sets whose name fits, or else their aliases; a hidden one hides all common ones."""
    known = set(among)
    common = [parameter for parameter in command.parameters if parameter.common and parameter.name in _COMMON]
    own = [parameter for parameter in command.parameters if parameter not in common]
    found: list[Candidate] = []
    hides = False
    for parameter in own:
        if parameter not in known or not parameter.in_sets(mask):
            continue
        if is_prefix(partial, parameter.name):
            if any(entry.dont_show for entry in parameter.declaration.sets):
                hides = True
            else:
                found.append(_entry(parameter, parameter.name))
        elif partial:
            found += _aliases(parameter, partial)
    if hides:
        return found
    for parameter in common:
        if parameter in known:
            if is_prefix(partial, parameter.name):
                found.append(_entry(parameter, parameter.name))
            elif partial:
                found += _aliases(parameter, partial)
    return found


def _aliases(parameter: CompiledParameter, partial: str) -> list[Candidate]:
    return [_entry(parameter, alias, helped=False) for alias in parameter.aliases if is_prefix(partial, alias)]


def _entry(parameter: CompiledParameter, name: str, *, helped: bool = True) -> Candidate:
    tip = f"[{type_text(parameter.type)}] {name}"
    if helped:
        message = next((entry.help_message for entry in parameter.declaration.sets if entry.help_message), "")
        tip += f" - {message}" if message else ""
    return Candidate(NAME, f"-{name}", name, tip)


def type_text(net_type: NetType) -> str:
    """A type as tips show it: as syntax lines do, but nullables keep their wrapping."""
    if net_type.nullable_of is not None:
        return f"Nullable[{net_type.nullable_of.display}]"
    return net_type.display


_COMMON = frozenset(
    (
        "Verbose",
        "Debug",
        "ErrorAction",
        "WarningAction",
        "InformationAction",
        "ProgressAction",
        "ErrorVariable",
        "WarningVariable",
        "InformationVariable",
        "OutVariable",
        "OutBuffer",
        "PipelineVariable",
    )
)
