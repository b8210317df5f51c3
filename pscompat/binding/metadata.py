"""A command compiled for binding: parameters merged, sets numbered, positions filled in (binding.md §1).

``CompiledCommand(command)`` is made once per command. It raises MetadataError with PowerShell's id and text where
PowerShell reports a contradiction in the definition when the command is first used.
"""

from __future__ import annotations

from ..dotnet.containers import EnumValue, SwitchParameter
from ..dotnet.texts import fold
from ..dotnet.types import resolve, resolve_parameter
from ..errors import MetadataError
from ..model import ALL_SETS, COMMON_PARAMETERS, PAGING_PARAMETERS, SHOULD_PROCESS_PARAMETERS
from .compiled_parameter import CompiledParameter, Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..dotnet.types import NetType
    from ..evaluation.sealed_evaluator import Pipelines, SealedScript
    from ..model import Command, Parameter

ALL = 0xFFFFFFFF
"""The mask of every parameter set."""

_CONSTANTS = (str, int, float, bool, EnumValue, SwitchParameter)
_RESERVED_NAMES = frozenset(("selectproperty", "selectobject"))


class Defaults:
    """What unbound variables hold. Nothing of it changes once it is made.

    implicit   the values that are the same in every call, None for the others
    lazy       the parameters whose default must be made anew, or fails, in every call
    """

    __slots__ = ("implicit", "lazy")

    def __init__(self, implicit: dict[str, object], lazy: Sequence[CompiledParameter]) -> None:
        self.implicit = implicit
        self.lazy = lazy

    def with_known(self, values: Mapping[str, object]) -> Defaults:
        """These with more values known, as far as they are constants and do not depend on the clock."""
        known = {name: value for name, value in values.items() if value is None or type(value) in _CONSTANTS}
        if not known:
            return self
        return Defaults({**self.implicit, **known}, [each for each in self.lazy if each.name not in known])


class CompiledCommand:
    """What the binder knows of one command.

    parameters     all of them in binding order: declared, common, ShouldProcess, paging
    set_names      parameter-set names in bit order; ``default_mask`` is the default set's bit or 0
    by_name        exact names and aliases, folded (``names.fold``), to parameters, names first
    defaults       what unbound variables hold, and the parameters whose default is not known yet

    scripts        the validation scripts that were needed, by their text
    pipelines      what runs the commands in them

    Calls of several threads share it: ``defaults`` is replaced as a whole, ``scripts`` and ``matches`` only grow.
    """

    __slots__ = (
        "aliases",
        "by_name",
        "command",
        "declared",
        "default_mask",
        "default_set",
        "defaults",
        "matches",
        "name",
        "parameters",
        "pipelines",
        "scripts",
        "set_count",
        "set_names",
        "simple",
        "types",
        "unbound_template",
    )

    def __init__(
        self,
        command: Command,
        types: Mapping[str, NetType] | None = None,
        *,
        named_validators: Mapping[str, Callable[[object], None]] | None = None,
    ) -> None:
        self.command = command
        self.types = types
        self.pipelines: Pipelines | None = None
        self.scripts: dict[str, SealedScript] = {}
        self.name = command.name
        self.simple = command.simple
        self.default_set = command.default_set
        self.aliases = {alias.lower() for alias in command.aliases}
        # Attributes are made before anything is checked: what is wrong in one of them is reported first.
        self.declared = [_compile(parameter, command, types, named_validators) for parameter in command.parameters]
        check_declared(self.declared)
        self.parameters = list(self.declared)
        if not command.simple:
            self._add(COMMON_PARAMETERS)
            if command.supports_should_process:
                self._add(SHOULD_PROCESS_PARAMETERS)
            if command.supports_paging:
                self._add(PAGING_PARAMETERS)
        self.by_name, aliases = merge_names(self.parameters)
        for alias, owner in aliases.items():
            self.by_name.setdefault(alias, owner)
        number_positions(command, self.declared)
        self.set_names, self.default_mask = number_sets(command.default_set, self.parameters)
        self.set_count = len(self.set_names)
        self.unbound_template = tuple(self.parameters)
        self.defaults = Defaults(
            {each.name: each.implicit_value if each.has_constant_default else None for each in self.declared},
            [each for each in self.declared if not each.has_constant_default],
        )
        self.matches: dict[str, object] = {}

    def _add(self, parameters: Iterable[Parameter]) -> None:
        self.parameters.extend(
            CompiledParameter(parameter, resolve(parameter.type), common=True) for parameter in parameters
        )

    def set_name_for(self, mask: int) -> str:
        """The name of a mask (binding.md §1.4): only the bit next to the lowest one is looked at."""
        if mask in (ALL, 0):
            return self.default_set or ALL_SETS
        lowest = (mask & -mask).bit_length() - 1
        if mask >> (lowest + 1) & 1 or lowest >= self.set_count:
            return ""
        return self.set_names[lowest]

    def named_mask(self) -> int:
        """The bits of all declared sets; ``ALL`` when there are none or 32."""
        return ((1 << self.set_count) - 1) & ALL if 0 < self.set_count < 32 else ALL


def _compile(
    parameter: Parameter,
    command: Command,
    types: Mapping[str, NetType] | None,
    named_validators: Mapping[str, Callable[[object], None]] | None,
) -> CompiledParameter:
    return CompiledParameter(
        parameter,
        resolve_parameter(parameter.type, types),
        simple=command.simple,
        parenthesised=command.parenthesised,
        named_validators=named_validators,
    )


def check_declared(declared: Iterable[CompiledParameter]) -> None:
    """What can be wrong with the declared parameters by themselves, one after the other (binding.md §1.9)."""
    aliases: set[str] = set()
    for parameter in declared:
        check_declared_sets(parameter)
        if not parameter.simple:
            check_reserved_name(parameter)
        check_declared_aliases(parameter, aliases)


def check_declared_sets(parameter: CompiledParameter) -> None:
    """ParameterDeclaredInParameterSetMultipleTimes: the same set twice on one parameter, case ignored."""
    seen: set[str] = set()
    for record in parameter.records:
        name = record.set_name or ALL_SETS
        key = fold(name)
        if key in seen:
            raise MetadataError(
                "ParameterDeclaredInParameterSetMultipleTimes",
                f'The parameter "{parameter.name}" is declared in parameter-set "{name}" multiple times.',
            )
        seen.add(key)


def check_reserved_name(parameter: CompiledParameter) -> None:
    """ReservedParameterName: two names that PowerShell keeps for itself."""
    if parameter.name.lower() in _RESERVED_NAMES:
        raise MetadataError(
            "ReservedParameterName", f'The parameter name "{parameter.name}" is reserved for future use.'
        )


def check_declared_aliases(parameter: CompiledParameter, seen: set[str]) -> None:
    """AliasDeclaredMultipleTimes: one alias twice among the declared parameters."""
    for alias in parameter.aliases:
        key = fold(alias)
        if key in seen:
            raise MetadataError("AliasDeclaredMultipleTimes", f'The alias "{alias}" is declared multiple times.')
        seen.add(key)


def merge_names(
    parameters: Iterable[CompiledParameter],
) -> tuple[dict[str, CompiledParameter], dict[str, CompiledParameter]]:
    """Names and aliases by lower-case text, checked against each other in PowerShell's order (binding.md §1.9)."""
    names: dict[str, CompiledParameter] = {}
    aliases: dict[str, CompiledParameter] = {}
    for parameter in parameters:
        key = fold(parameter.name)
        if key in names:
            raise MetadataError(
                "ParameterNameAlreadyExistsForCommand",
                f"A parameter with the name '{parameter.name}' was defined multiple times for the command.",
            )
        if key in aliases:
            raise _conflict(parameter.name, aliases[key])
        names[key] = parameter
        for alias in parameter.aliases:
            folded = fold(alias)
            if folded in aliases:
                raise MetadataError(
                    "AliasParameterNameAlreadyExistsForCommand",
                    "The parameter alias cannot be specified because an alias with the name "
                    f"'{alias}' was already defined multiple times for the command.",
                )
            if folded in names:
                raise _conflict(names[folded].name, parameter)
            aliases[folded] = parameter
    return names, aliases


def _conflict(name: str, owner: CompiledParameter) -> MetadataError:
    return MetadataError(
        "ParameterNameConflictsWithAlias",
        f"The parameter '{name}' cannot be specified because it conflicts with the parameter alias of the same name "
        f"for parameter '{owner.name}'.",
    )


def number_positions(command: Command, declared: Iterable[CompiledParameter]) -> None:
    """Automatic positions (binding.md §1.5): 0, 1, 2 … when nobody declares a position or names a set."""
    parameters = list(declared)
    if not command.positional_binding or any(parameter.compiled for parameter in parameters):
        return
    for parameter in parameters:
        for record in parameter.records:
            if record.position is not None or not record.is_all:
                return
    position = 0
    for parameter in parameters:
        if not parameter.is_switch:
            for record in parameter.records:
                record.position = position
            position += 1


def number_sets(default_set: str, parameters: Iterable[CompiledParameter]) -> tuple[list[str], int]:
    """Bits of the parameter sets (binding.md §1.4); the names are told apart with case."""
    names = [default_set] if default_set else []
    bits = {name: 1 << index for index, name in enumerate(names)}
    for parameter in parameters:
        for record in parameter.records:
            if not record.is_all:
                bit = bits.get(record.set_name)
                if bit is None:
                    if len(names) == 32:
                        raise MetadataError(
                            "ParsingTooManyParameterSets",
                            "Cannot get or run the command. The maximum number of parameter sets for this command "
                            "has been exceeded.",
                        )
                    bit = bits[record.set_name] = 1 << len(names)
                    names.append(record.set_name)
                record.bit = bit
        parameter.number(*_flags(parameter.records))
    return names, 1 if default_set else 0


def _flags(records: Iterable[Record]) -> tuple[int, bool]:
    flags = 0
    in_all = False
    for record in records:
        if record.is_all:
            in_all = True
        else:
            flags |= record.bit
    return flags, in_all
