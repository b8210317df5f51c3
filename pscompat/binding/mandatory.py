"""Which mandatory parameters are missing (binding.md §6)."""

from __future__ import annotations

from .metadata import ALL
from .sets import ambiguous_parameter_set
from .state import count_sets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .compiled_parameter import CompiledParameter
    from .state import State


def missing_mandatory(state: State) -> list[CompiledParameter]:
    """The unbound parameters that are mandatory in a set still valid, in list order (binding.md §6.2)."""
    cur = state.cur
    return [
        parameter
        for parameter in state.unbound
        if parameter.mandatory_records
        and any(record.is_all or record.bit & cur for record in parameter.mandatory_records)
    ]


class Group:
    """The unbound mandatory parameters of one set, or of all sets (``key`` is ``ALL`` then)."""

    __slots__ = ("by_name", "by_value", "is_all", "is_default", "key", "nonpipelineable", "pipelineable")

    def __init__(self, key: int, default: int) -> None:
        self.key = key
        self.is_all = key == ALL
        self.is_default = key & default != 0
        self.pipelineable: list[CompiledParameter] = []
        self.by_value: list[CompiledParameter] = []
        self.by_name: list[CompiledParameter] = []
        self.nonpipelineable: list[CompiledParameter] = []


def mandatory_groups(state: State) -> list[Group]:
    """The groups in the order in which their first parameter stands in the unbound list."""
    groups: dict[int, Group] = {}
    cur = state.cur
    default = state.command.default_mask
    for parameter in state.unbound:
        for record in parameter.mandatory_records:
            if not (record.is_all or record.bit & cur):
                continue
            key = ALL if record.is_all else record.bit
            group = groups.get(key)
            if group is None:
                group = groups[key] = Group(key, default)
            if record.by_value or record.by_name:
                group.pipelineable.append(parameter)
                if record.by_value:
                    group.by_value.append(parameter)
                if record.by_name:
                    group.by_name.append(parameter)
            else:
                group.nonpipelineable.append(parameter)
    return list(groups.values())


def missing_with_pipeline(state: State, count: int) -> list[CompiledParameter]:
    """What is missing although pipeline input may still come; narrows the sets on the way (binding.md §6.3).

    ``count`` is the number of sets that validation left open. Raises BindingError ``AmbiguousParameterSet``.
    """
    groups = mandatory_groups(state)
    if not groups:
        return []
    command = state.command
    default = command.default_mask
    mask = 0
    for group in groups:
        if not group.is_all:
            mask |= state.cur & group.key
    if mask == 0:
        mask = state.cur
    if any(group.is_all for group in groups):
        mask = state.cur & command.named_mask()
    if count > 1 and default and not default & mask and default & state.cur and not _other_can_pipe(state, groups):
        mask = prefer_satisfied_default_set(state, mask)
    open_sets = count_sets(mask)
    if open_sets == 0:
        raise ambiguous_parameter_set(state)
    if open_sets == 1:
        return _nonpipelineable(groups, mask)
    if state.prioritized:
        return []
    if default & mask and latches_on_default(groups, default):
        state.cur = default
        state.set_name = command.default_set
        return _nonpipelineable(groups, default)
    return choose_set_by_pipeline(state, groups, mask)


def _other_can_pipe(state: State, groups: list[Group]) -> bool:
    """Whether a set other than the default one still waits for mandatory pipeline input."""
    return any(
        group.key & state.cur and not group.is_default and not group.is_all and group.pipelineable for group in groups
    )


def prefer_satisfied_default_set(state: State, mask: int) -> int:
    """Nothing of the default set is missing: drop the sets that lack something (binding.md §6.3 step 3)."""
    mask = state.cur & ~mask
    state.cur = mask
    if mask == state.command.default_mask:
        state.set_name_from_cur()
    else:
        state.prioritized = state.command.default_mask
    return mask


def _nonpipelineable(groups: list[Group], mask: int) -> list[CompiledParameter]:
    missing: list[CompiledParameter] = []
    for group in groups:
        if group.is_all or group.key & mask:
            missing.extend(group.nonpipelineable)
    return missing


def latches_on_default(groups: list[Group], default: int) -> bool:
    """Whether the default set is taken before the first object arrives (binding.md §6.3 step 5)."""
    others = [group for group in groups if not group.is_all and not group.is_default]
    other_pipe = any(group.pipelineable and not group.nonpipelineable for group in others)
    other_name = any(group.by_name for group in others)
    own = next((group for group in groups if group.key == default), None)
    if own is not None and ((own.by_name and not other_name) or (own.pipelineable and not other_pipe)):
        return True
    if not other_pipe:
        return True
    return any(group.is_all and group.nonpipelineable for group in groups)


def _only_set(groups: list[Group], attribute: str) -> tuple[bool, int]:
    """Whether any group has such parameters, and the key of the only one that has (0 when there are several)."""
    keys = [group.key for group in groups if getattr(group, attribute)]
    return bool(keys), keys[0] if len(keys) == 1 else 0


def choose_set_by_pipeline(state: State, groups: list[Group], mask: int) -> list[CompiledParameter]:
    """Take the only set that waits for mandatory pipeline input, if there is one (binding.md §6.3 steps 6 and 7)."""
    named = [group for group in groups if not group.is_all and group.key & mask]
    value_found, by_value = _only_set(named, "by_value")
    name_found, by_name = _only_set(named, "by_name")
    if value_found and name_found:
        chosen = by_value if by_value == by_name else 0
    else:
        chosen = by_value if value_found else by_name
    if chosen:
        return choose(state, groups, chosen)
    relevant = [group for group in groups if group.is_all or group.key & mask]
    if not any(group.nonpipelineable for group in relevant):
        return []
    if by_value:
        return choose(state, groups, by_value)
    if not (value_found and not by_value) and not (name_found and not by_name):
        raise ambiguous_parameter_set(state)
    drop_sets_lacking_others(state, named)
    return []


def choose(state: State, groups: list[Group], chosen: int) -> list[CompiledParameter]:
    """Choose one set; the sets of all other groups are dropped (binding.md §6.3 step 6)."""
    missing = _nonpipelineable(groups, chosen)
    others = 0
    own = None
    for group in groups:
        if group.key == chosen:
            own = group
        elif not group.is_all and not group.key & chosen:
            others |= group.key
    if own is not None and own.nonpipelineable:
        state.cur = chosen
        state.set_name_from_cur()
        return missing
    _drop(state, others)
    state.set_name_from_cur()
    if state.cur != chosen:
        state.prioritized = chosen
    return missing


def _drop(state: State, keys: int) -> None:
    if keys:
        if state.cur == ALL:
            state.cur = state.command.named_mask()
        state.cur &= ~keys


def drop_sets_lacking_others(state: State, named: list[Group]) -> None:
    """Drop the sets whose missing parameters the pipeline cannot bring (binding.md §6.3 step 7)."""
    keys = 0
    for group in named:
        if group.nonpipelineable:
            keys |= group.key
    if not keys:
        return
    _drop(state, keys)
    if state.cur == 0:
        raise ambiguous_parameter_set(state)
    if count_sets(state.cur) == 1:
        state.set_name_from_cur()


def missing_names(missing: Sequence[CompiledParameter]) -> str:
    """The names as messages list them: each with a blank before it."""
    return "".join(f" {parameter.name}" for parameter in missing)
