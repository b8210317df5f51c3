"""Which parameter a value belongs to, and what is offered for it (completion.md §4.1)."""

from __future__ import annotations

from ..binding.metadata import ALL
from ..binding.prefix_matching import is_prefix
from .elements_at_cursor import NAME, NAMED
from .offered_values import NOTHING_TYPED, parameter_values
from .trial_binding import TrialBinding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..binding.compiled_parameter import CompiledParameter, Record
    from ..binding.metadata import CompiledCommand
    from .candidates import Candidate
    from .command_candidates import Catalog
    from .elements_at_cursor import Item
    from .offered_values import Typed


def values_of_argument(
    command: CompiledCommand, items: Sequence[Item], item: Item, typed: Typed, catalog: Catalog, *, piped: bool
) -> list[Candidate] | None:
    """Values for an argument that is there, a list as a whole; None where no parameter is responsible."""
    trial = TrialBinding(command, items, piped=piped)
    offer = _Offer(command, typed, catalog)
    if item.kind == NAMED:
        name = trial.name_of(item)
        if name is not None and name.parameter is not None and not trial.given_up:
            return offer.of([name.parameter])
        return offer.of(_first_named(command, item.value))
    if trial.given_up or item.start in trial.swallowed or not _has_arguments(trial):
        return offer.without_binding(items, item)
    return offer.of(trial.taken.get(item.start, ()))


def values_at_place(
    command: CompiledCommand, items: Sequence[Item], cursor: int, catalog: Catalog, *, piped: bool
) -> list[Candidate] | None:
    """Values for an argument that is not there yet; None where no parameter is responsible."""
    trial = TrialBinding(command, items, piped=piped)
    offer = _Offer(command, NOTHING_TYPED, catalog)
    before = [item for item in items if item.end <= cursor]
    last = before[-1] if before else None
    if last is not None and last.kind == NAME and last.value == "-" and len(before) > 1:
        last = before[-2]
    if trial.given_up or not _has_arguments(trial):
        return offer.without_binding(items, None, last, first=last is None)
    if last is not None and last.kind in (NAME, NAMED):
        name = trial.name_of(last)
        if name is not None and name.parameter is not None:
            waits = name.open or (name.argument is not None and name.argument.start >= cursor)
            if name.duplicate:
                return []
            if waits:
                return offer.of([name.parameter])
    number = sum(1 for item in trial.pure if item.start < cursor)
    if number < len(trial.pure):
        return offer.of(trial.taken.get(trial.pure[number].start, ()))
    if number:
        start = trial.pure[-1].start
        if start in trial.remaining:
            return offer.of(trial.taken[start])
        if start not in trial.taken:
            return None
    return offer.at_position(trial.unbound, trial.cur, number)


def _has_arguments(trial: TrialBinding) -> bool:
    """Whether anything is left of the line when the names that mean nothing are set aside."""
    return bool(trial.pure) or any(name.parameter is not None for name in trial.names)


def _first_named(command: CompiledCommand, typed: str) -> list[CompiledParameter]:
    """The first parameter whose name or alias begins with the text."""
    for parameter in command.parameters:
        if any(is_prefix(typed, name) for name in (parameter.name, *parameter.aliases)):
            return [parameter]
    return []


class _Offer:
    """Values for parameters, one after the other."""

    def __init__(self, command: CompiledCommand, typed: Typed, catalog: Catalog) -> None:
        self.command = command
        self.typed = typed
        self.catalog = catalog

    def of(self, parameters: Sequence[CompiledParameter]) -> list[Candidate] | None:
        """What is offered for all of them; None where none of them has anything to offer."""
        found = None
        for parameter in parameters:
            values = self._command_names(parameter)
            if values is None:
                values = parameter_values(parameter, self.typed)
            if values is not None:
                found = (found or []) + values
        return found

    def _command_names(self, parameter: CompiledParameter) -> list[Candidate] | None:
        """Names of commands, where the parameter is one that asks for them (completion.md §7)."""
        if parameter.name != "Name" or self.command.name not in ("Get-Help", "Get-Command"):
            return None
        from .command_candidates import command_candidates

        return command_candidates(self.catalog, self.typed.text, self.typed.quote)

    def without_binding(
        self, items: Sequence[Item], item: Item | None, last: Item | None = None, *, first: bool = False
    ) -> list[Candidate] | None:
        """Without a binding only the first element and what stands behind a name have a parameter."""
        if item is not None:
            index = next((index for index, each in enumerate(items) if each is item), 0)
            first = index == 0
            last = items[index - 1] if index else None
        if first:
            return self.at_position(self.command.parameters, ALL, 0)
        if last is not None and last.kind in (NAME, NAMED) and last.argument is None:
            return self.of(_first_named(self.command, last.value))
        return None

    def at_position(self, parameters: Sequence[CompiledParameter], mask: int, position: int) -> list[Candidate] | None:
        """Values for the nearest position at or after that number; if none is left, for remaining arguments."""
        default = self.command.default_mask & mask
        best: tuple[CompiledParameter, Record] | None = None
        for parameter in parameters:
            if not parameter.in_sets(mask):
                continue
            for record in parameter.positional_records:
                place = record.position
                if place is None or place < position or not (record.is_all or record.bit & mask):
                    continue
                nearest = best[1].position if best is not None else None
                if nearest is None or place < nearest or (place == nearest and default and record.bit == default):
                    best = parameter, record
        if best is not None:
            found = self.of([best[0]])
            if found or not default or best[1].bit != default:
                return found
        takers = [
            parameter
            for parameter in parameters
            if any(record.remaining and (record.is_all or record.bit & mask) for record in parameter.records)
        ]
        return self.of(takers)
