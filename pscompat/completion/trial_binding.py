"""The trial binding: which parameter an argument would go to in a line that is not finished (completion.md §2).

It never converts and never fails for good. Names, set masks and positions are those of the binder.
"""

from __future__ import annotations

from ..binding.metadata import ALL
from ..binding.positional import positional_table, purge
from ..binding.prefix_matching import collect_prefixes, match_name
from ..errors import BindingError
from .argument_types import fits
from .elements_at_cursor import DASH, NAME, NAMED, SPLAT
from .trial_name import AMBIGUOUS, KNOWN, UNKNOWN, TrialName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..binding.compiled_parameter import CompiledParameter
    from ..binding.metadata import CompiledCommand
    from .elements_at_cursor import Item


class TrialBinding:
    """One trial.

    ``at_cursor`` is the name that is being completed: with it names are asked for, without it values. ``lone`` is the
    offset of a lone dash that is completed, -1 for none.

    names       the names, in the line's order; ``name_of`` the one of an element
    pure        the arguments that no name took
    taken       parameters by the argument (its ``start``) that they got
    remaining   the arguments (their ``start``) that were taken as remaining ones
    swallowed   the arguments behind names that mean nothing
    unbound, bound, cur   the parameters, and the mask of the sets still valid
    given_up    nothing is bound, all parameters of all sets are open
    """

    def __init__(
        self,
        command: CompiledCommand,
        items: Sequence[Item],
        *,
        piped: bool = False,
        at_cursor: Item | None = None,
        lone: int = -1,
    ) -> None:
        self.command = command
        self.asks_names = at_cursor is not None or lone >= 0
        self.at_cursor = at_cursor
        self.cur = ALL
        self.unbound: list[CompiledParameter] = list(command.parameters)
        self.bound: list[CompiledParameter] = []
        self.names: list[TrialName] = []
        self.pure: list[Item] = []
        self.taken: dict[int, list[CompiledParameter]] = {}
        self.remaining: set[int] = set()
        self.swallowed: set[int] = set()
        self.cursor_is_value = False
        self.given_up = False
        elements = [item for item in items if item.kind != DASH]
        behind = next((item for item in elements if item.start > lone), None) if lone >= 0 else None
        skips_positions = behind is not None and behind.kind not in (NAME, NAMED)
        try:
            self._pair(elements)
            self._bind_names()
            if not skips_positions:
                self._bind_positions()
            if not command.simple:
                self._bind_remaining()
                if piped:
                    self._bind_piped()
            if not self.asks_names:
                self._settle_on_satisfied_set()
        except (_GivenUp, BindingError):
            self._give_up()

    def name_of(self, item: Item | None) -> TrialName | None:
        """What became of a name."""
        for name in self.names:
            if name.item is item:
                return name
        return None

    def _give_up(self) -> None:
        self.given_up = True
        self.cur = ALL
        self.unbound = list(self.command.parameters)
        self.bound = []
        self.taken = {}
        self.remaining = set()

    # Step 1

    def _pair(self, elements: Sequence[Item]) -> None:
        """Give the names their arguments; what no name takes is pure."""
        index = 0
        while index < len(elements):
            item = elements[index]
            index += 1
            if item.kind not in (NAME, NAMED):
                self.pure.append(item)
                continue
            name = self._meaning(item)
            self.names.append(name)
            following = elements[index] if index < len(elements) else None
            if item.argument is not None:
                continue
            is_pure = following is not None and following.kind not in (NAME, NAMED)
            if name.meaning != KNOWN:
                if is_pure and following is not None:
                    if name.meaning == UNKNOWN and self.at_cursor is not None:
                        raise _GivenUp
                    self.swallowed.add(following.start)
                    index += 1
            elif name.parameter is not None and not (name.parameter.is_switch and item.kind == NAME):
                if following is None:
                    name.open = True
                elif is_pure:
                    name.argument = following
                    index += 1
                elif self._meaning(following).meaning == UNKNOWN:
                    name.argument = following
                    self.cursor_is_value = self.cursor_is_value or following is self.at_cursor
                    index += 1
                else:
                    name.open = True

    def _meaning(self, item: Item) -> TrialName:
        """The name as the binder reads it; the one at the cursor never matches exactly, declared or not."""
        if item.value == "-":
            return TrialName(item, AMBIGUOUS, None)
        if item is self.at_cursor:
            found = collect_prefixes(self.command, item.value)
            if len(found) > 1:
                return TrialName(item, AMBIGUOUS, None)
            return TrialName(item, KNOWN if found else UNKNOWN, found[0] if found else None)
        try:
            parameter = match_name(self.command, item.value)
        except BindingError:
            return TrialName(item, AMBIGUOUS, None)
        return TrialName(item, UNKNOWN if parameter is None else KNOWN, parameter)

    # Step 2

    def _bind_names(self) -> None:
        for name in self.names:
            parameter = name.parameter
            if parameter is None:
                continue
            if parameter in self.bound:
                name.duplicate = True
                continue
            self._bind([parameter], name.argument)

    def _bind(self, parameters: Sequence[CompiledParameter], item: Item | None) -> None:
        """Bind the parameters to one argument, and cut the valid sets to the union of theirs."""
        union = 0
        for parameter in parameters:
            self.unbound.remove(parameter)
            self.bound.append(parameter)
            union |= parameter.flags
        if item is not None:
            self.taken.setdefault(item.start, []).extend(parameters)
        if union:
            self.cur &= union
        if not self.cur:
            raise _GivenUp

    # Step 3

    def _bind_positions(self) -> None:
        table = positional_table(self)  # type: ignore[arg-type]
        values = iter([item for item in self.pure if item.kind != SPLAT])
        for position in sorted(table):
            if not table[position]:
                continue
            item = next(values, None)
            if item is None:
                return
            slot = table[position]
            candidates = [parameter for parameter, _ in slot]
            if not self.asks_names and self.command.default_mask & self.cur:
                default = self.command.default_mask
                fitting = [
                    parameter
                    for parameter, records in slot
                    if any(record.is_all or record.bit & default for record in records) and fits(parameter, item)
                ]
                candidates = fitting or candidates
            mask = self.cur
            self._bind(candidates, item)
            if self.cur != mask:
                purge(table, self.cur)

    # Step 4

    def _bind_remaining(self) -> None:
        left = [item for item in self.pure if item.start not in self.taken and item.kind != SPLAT]
        if not left:
            return
        takers = [
            parameter
            for parameter in self.unbound
            if any(record.remaining and (record.is_all or record.bit & self.cur) for record in parameter.records)
        ]
        if takers:
            self._bind(takers, None)
            for item in left:
                self.taken[item.start] = list(takers)
                self.remaining.add(item.start)

    def _bind_piped(self) -> None:
        takers = [
            parameter
            for parameter in self.unbound
            if any(
                record.by_value and (record.is_all or record.bit & self.cur) for record in parameter.pipeline_records
            )
        ]
        if takers:
            self._bind(takers, None)

    # Step 5

    def _settle_on_satisfied_set(self) -> None:
        """Of several named sets the only one without an unbound mandatory parameter stays."""
        mask = self.cur & self.command.named_mask() if self.command.set_count else 0
        if mask.bit_count() < 2:
            return
        for parameter in self.unbound:
            for record in parameter.mandatory_records:
                mask &= ~(ALL if record.is_all else record.bit)
        if mask.bit_count() == 1:
            self.cur = mask


class _GivenUp(Exception):
    """Nothing can be bound."""
