"""Parameter sets as ``Get-Command`` lists them, and the syntax text it prints (binding.md appendix D).

Listing and binding disagree about a parameter that has both an all-sets record and a named one: here the
named record alone is shown.
"""

from __future__ import annotations

from ..dotnet.types import NetType, UnknownTypeError, resolve, shown_ps_type_name
from ..errors import PscompatError
from ..model import ALL_SETS, COMMON_PARAMETERS, PAGING_PARAMETERS, SHOULD_PROCESS_PARAMETERS, ParameterSetEntry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..model import Command, Parameter

GET_COMMAND = "Microsoft.PowerShell.Commands.GetCommandCommand"
COMMON_TOKEN = "[<CommonParameters>]"
MAX_SETS = 32
"""PowerShell takes no more parameter sets, and no more are listed."""
COMMON_NAMES = frozenset(parameter.name.lower() for parameter in COMMON_PARAMETERS)


class SyntaxListingError(PscompatError):
    """The syntax of a command cannot be written: it has a parameter with a negative position."""

    error_id = "System.ArgumentOutOfRangeException"
    category = "NotSpecified"

    def __init__(self) -> None:
        super().__init__(
            "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')"
        )

    @property
    def fully_qualified_error_id(self) -> str:
        """The id with PowerShell's name of Get-Command."""
        return f"{self.error_id},{GET_COMMAND}"


class ListedParameter:
    """One parameter as one set lists it; ``position`` is None when it is not positional there."""

    __slots__ = ("entry", "parameter", "position", "type")

    def __init__(self, parameter: Parameter, net_type: NetType, entry: ParameterSetEntry, position: int | None) -> None:
        self.parameter = parameter
        self.type = net_type
        self.entry = entry
        self.position = position

    @property
    def name(self) -> str:
        """The declared name."""
        return self.parameter.name

    @property
    def aliases(self) -> tuple[str, ...]:
        """The aliases in the order PowerShell reads them."""
        return self.parameter.aliases

    @property
    def mandatory(self) -> bool:
        """Whether this set demands it."""
        return self.entry.mandatory

    @property
    def by_value(self) -> bool:
        """Whether it takes pipeline objects in this set."""
        return self.entry.by_value

    @property
    def by_name(self) -> bool:
        """Whether it takes properties of pipeline objects in this set."""
        return self.entry.by_name

    @property
    def remaining(self) -> bool:
        """Whether it takes the remaining arguments in this set."""
        return self.entry.remaining

    @property
    def is_switch(self) -> bool:
        """Whether its type is SwitchParameter."""
        return self.type.is_switch

    @property
    def is_common(self) -> bool:
        """Whether it is one of the twelve common parameters."""
        return is_common(self.parameter)

    @property
    def type_text(self) -> str:
        """The type as syntax lines show it, PSTypeName first."""
        return type_text(self.parameter, self.type)


class ListedSet:
    """One parameter set with its parameters in listing order, the common ones included."""

    __slots__ = ("is_default", "name", "parameters")

    def __init__(self, name: str, parameters: list[ListedParameter], *, is_default: bool) -> None:
        self.name = name
        self.parameters = parameters
        self.is_default = is_default

    @property
    def common_at(self) -> int | None:
        """The index at which the common parameters stand, None without any."""
        for index, parameter in enumerate(self.parameters):
            if parameter.is_common:
                return index
        return None


def is_common(parameter: Parameter) -> bool:
    """Whether it is one of the twelve common parameters."""
    return parameter.compiled and parameter.name.lower() in COMMON_NAMES


def all_parameters(command: Command) -> tuple[Parameter, ...]:
    """The parameters in binding order: declared, common, ShouldProcess, paging (binding.md §1.7)."""
    if command.simple:
        return tuple(_without_attributes(parameter) for parameter in command.parameters)
    found = command.parameters + COMMON_PARAMETERS
    if command.supports_should_process:
        found += SHOULD_PROCESS_PARAMETERS
    if command.supports_paging:
        found += PAGING_PARAMETERS
    return found


def _without_attributes(parameter: Parameter) -> Parameter:
    """A simple function's parameter: with a ``[Parameter()]`` attribute the function would not be simple."""
    if not parameter.sets:
        return parameter
    return type(parameter)(**{**parameter.to_dict(), "sets": ()})


def entries(parameter: Parameter) -> tuple[ParameterSetEntry, ...]:
    """The set records; a parameter without ``[Parameter()]`` has an implicit plain one (binding.md §1.3)."""
    return parameter.sets or _IMPLICIT


_IMPLICIT = (ParameterSetEntry(),)


def in_all_sets(entry: ParameterSetEntry) -> bool:
    """Whether the record belongs to every set."""
    return not entry.name or entry.name.lower() == ALL_SETS.lower()


def set_names(command: Command) -> list[str]:
    """The named sets in bit order: the default set, then the others as met (binding.md §1.4)."""
    found = (entry.name for each in all_parameters(command) for entry in entries(each) if not in_all_sets(entry))
    names = dict.fromkeys((command.default_set,) if command.default_set else ())
    names.update(dict.fromkeys(found))
    return list(names)


def note_of_more_sets(command: Command) -> str:
    """What stands below the syntax of a command with more sets than are listed, empty for all others."""
    more = len(set_names(command)) - MAX_SETS
    return f"… and {more:,} more parameter set{'s' * (more > 1)}; PowerShell takes {MAX_SETS}." if more > 0 else ""


def parameter_type(name: str, types: Mapping[str, NetType] | None = None) -> NetType:
    """The type of that name; one that nothing knows is listed by its last dotted part."""
    try:
        return resolve(name, types)
    except UnknownTypeError:
        return NetType(name, _last_part(name), known_by_name=True)


def automatic_positions(command: Command, types: Mapping[str, NetType] | None = None) -> dict[str, int]:
    """Positions by parameter name when no parameter has one of its own or names a set (binding.md §1.5).

    Compiled cmdlets have none, simple functions always.
    """
    if command.simple:
        parameters = all_parameters(command)
    else:
        parameters = command.parameters
        if not command.positional_binding or any(parameter.compiled for parameter in parameters):
            return {}
    for parameter in parameters:
        for entry in entries(parameter):
            if entry.position is not None or not in_all_sets(entry):
                return {}
    places = [p.name for p in parameters if not parameter_type(p.type, types).is_switch]
    return {name: position for position, name in enumerate(places)}


def parameter_sets(command: Command, types: Mapping[str, NetType] | None = None) -> list[ListedSet]:
    """The first 32 sets in the order ``Get-Command`` lists them, each with its parameters in listing order.

    ``types`` holds a module's own types by lower-case name.
    """
    automatic = automatic_positions(command, types)
    members = [(p, parameter_type(p.type, types), automatic.get(p.name)) for p in all_parameters(command)]
    names = set_names(command) or [ALL_SETS]
    return [
        ListedSet(name, list(_members_of(name, members)), is_default=bool(command.default_set) and index == 0)
        for index, name in enumerate(names[:MAX_SETS])
    ]


def _members_of(name: str, members: Iterable[tuple[Parameter, NetType, int | None]]) -> Iterator[ListedParameter]:
    for parameter, net_type, automatic in members:
        entry = entry_for_set(parameter, name)
        if entry is not None:
            position = automatic if entry.position is None and not parameter.compiled else entry.position
            yield ListedParameter(parameter, net_type, entry, position)


def entry_for_set(parameter: Parameter, set_name: str) -> ParameterSetEntry | None:
    """The one record shown for a set: the named one, else the all-sets one, else None."""
    found = None
    for entry in entries(parameter):
        if in_all_sets(entry):
            found = entry
        elif entry.name == set_name:
            return entry
    return found


def display_order(parameters: Iterable[ListedParameter]) -> list[ListedParameter]:
    """Positional parameters by position, the mandatory named ones, the other named ones.

    Of two parameters at one position the last one is kept. Raises SyntaxListingError for a negative position.
    """
    positional: dict[int, ListedParameter] = {}
    mandatory = []
    optional = []
    for parameter in parameters:
        if parameter.position is not None:
            if parameter.position < 0:
                raise SyntaxListingError
            positional[parameter.position] = parameter
        elif parameter.mandatory:
            mandatory.append(parameter)
        else:
            optional.append(parameter)
    return [positional[position] for position in sorted(positional)] + mandatory + optional


def token(parameter: ListedParameter) -> str:
    """One parameter in a syntax line (help.md §4.1)."""
    if parameter.is_switch:
        return f"-{parameter.name}" if parameter.mandatory else f"[-{parameter.name}]"
    name = f"-{parameter.name}" if parameter.position is None else f"[-{parameter.name}]"
    text = f"{name} <{parameter.type_text}>"
    return text if parameter.mandatory else f"[{text}]"


def static(command: Command) -> Command:
    """The command without its dynamic parameters, which are known only when it is called (binding.md §1.8)."""
    declared = tuple(parameter for parameter in command.parameters if not parameter.dynamic)
    if len(declared) == len(command.parameters):
        return command
    return type(command)(**{**command.to_dict(), "parameters": declared})


def syntax_lines(command: Command, types: Mapping[str, NetType] | None = None) -> list[str]:
    """One line per listed set. Raises SyntaxListingError."""
    command = static(command)
    lines = []
    for listed in parameter_sets(command, types):
        shown = [p for p in display_order(listed.parameters) if not p.is_common]
        words = list(map(token, shown))
        if listed.common_at is not None:
            words.append(COMMON_TOKEN)
        # A blank stands after the name even when nothing follows.
        lines.append(f"{command.name} {' '.join(words)}")
    return lines


def syntax_text(command: Command, types: Mapping[str, NetType] | None = None) -> str:
    """The text of ``Get-Command -Syntax``: an empty line before each set's line; printing it adds a line break.

    Raises SyntaxListingError.
    """
    # Name and parameters are joined with a blank, which stays where there are no parameters.
    lines = (f"{line} " if line == command.name else line for line in syntax_lines(command, types))
    note = note_of_more_sets(static(command))
    return "".join(f"\n{line}\n" for line in (*lines, note) if line)


def listed_syntax(command: Command, types: Mapping[str, NetType] | None = None, alias: str = "") -> str:
    """What ``Get-Command -Syntax`` writes of a command, under the alias by which it was found if there is one.

    Raises SyntaxListingError.
    """
    text = syntax_text(command, types)
    return f"{alias} (alias) -> {command.name}\n{text.replace(command.name, alias)}" if alias else text


def type_text(parameter: Parameter, net_type: NetType) -> str:
    """The type as syntax lines show it (help.md §4.3); a PSTypeName wins over the .NET type."""
    if not parameter.ps_type_name:
        return net_type.display
    return shown_ps_type_name(parameter.ps_type_name, net_type)


def _last_part(name: str) -> str:
    return name.rpartition(".")[2]
