"""Get-Help's views of a command that has no help text: made from its definition (help.md §5.5)."""

from __future__ import annotations

from ..syntax import (
    all_parameters,
    automatic_positions,
    display_order,
    entries,
    in_all_sets,
    note_of_more_sets,
    parameter_sets,
    parameter_type,
    type_text,
)
from .page_views import COMMON_PARAMETERS_NAME, common_parameters, label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ...dotnet.types import NetType
    from ...model import Command, Parameter, ParameterSetEntry
    from .page import Page


class AutomaticHelp:
    """What the views print of one command: its parameters sorted by name, the common ones left out."""

    __slots__ = ("command", "parameters", "positions", "types")

    def __init__(self, command: Command, types: Mapping[str, NetType] | None = None) -> None:
        self.command = command
        self.types = types
        self.positions = automatic_positions(command, types)
        self.parameters = sorted(listed_parameters(command), key=lambda parameter: ordinal(parameter.name))

    def net_type(self, parameter: Parameter) -> NetType:
        """The parameter's type."""
        return parameter_type(parameter.type, self.types)

    def position(self, parameter: Parameter, entry: ParameterSetEntry) -> int | None:
        """The position an attribute has, automatic ones included."""
        if entry.position is not None or parameter.compiled:
            return entry.position
        return self.positions.get(parameter.name)


def ordinal(text: str) -> bytes:
    """The sort key of an ordinal comparison: UTF-16 units."""
    return text.encode("utf-16-be", "surrogatepass")


def listed_parameters(command: Command) -> list[Parameter]:
    """The declared parameters and those of ShouldProcess and paging."""
    from ..syntax import COMMON_NAMES

    return [p for p in all_parameters(command) if not (p.compiled and p.name.lower() in COMMON_NAMES)]


def value_names(parameter: Parameter, net_type: NetType) -> list[str]:
    """The values shown in braces: those of ``ValidateSet``, else the names of an enumeration (help.md §4.3)."""
    names = [
        str(value)
        for validation in parameter.validations
        if validation.kind == "set"
        for value in validation.arguments.get("values", ())
    ]
    if names:
        return names
    enum = net_type.enum
    argument = net_type.nullable_of or net_type.element
    if enum is None and argument is not None:
        enum = argument.enum
        if enum is None and net_type.kind != "array" and argument.kind == "array" and argument.element is not None:
            enum = argument.element.enum
    return list(enum.members) if enum is not None else []


def entry_for_syntax(parameter: Parameter, set_name: str) -> ParameterSetEntry:
    """The attribute that counts in a set's line: that of the set, else the first one."""
    found = entries(parameter)
    for entry in found:
        if (entry.name or "").lower() == set_name.lower():
            return entry
    return found[0]


def parameter_token(help_: AutomaticHelp, parameter: Parameter, set_name: str) -> str:
    """One parameter of a syntax line with the blank after it (help.md §4.1)."""
    net_type = help_.net_type(parameter)
    names = value_names(parameter, net_type)
    value = ""
    if names:
        value = " {" + " | ".join(names) + "}"
    elif not net_type.is_switch:
        value = f" <{type_text(parameter, net_type)}>"
    entry = entry_for_syntax(parameter, set_name)
    name = f"-{parameter.name}"
    if help_.position(parameter, entry) is not None:
        name = f"[{name}]"
    token = name + value
    return (token if entry.mandatory else f"[{token}]") + " "


def name_section(page: Page, help_: AutomaticHelp) -> None:
    """NAME."""
    page.heading("NAME")
    with page.frame(4):
        page.line(help_.command.name)


def syntax_section(page: Page, help_: AutomaticHelp) -> None:
    """SYNTAX. Raises SyntaxListingError."""
    command = help_.command
    page.heading("SYNTAX")
    with page.frame(4):
        for listed in parameter_sets(command, help_.types):
            page.add(command.name + " ")
            for shown in display_order(listed.parameters):
                if not shown.is_common:
                    page.add(parameter_token(help_, shown.parameter, listed.name))
            page.line("" if command.simple else f"[{COMMON_PARAMETERS_NAME}]")
            page.line()
        note = note_of_more_sets(command)
        if note:
            page.line(note)
            page.line()


def parameter_head(page: Page, help_: AutomaticHelp, parameter: Parameter) -> None:
    """``-Name <type>``."""
    net_type = help_.net_type(parameter)
    page.line(f"-{parameter.name}" + ("" if net_type.is_switch else f" <{type_text(parameter, net_type)}>"))


def short_parameter(page: Page, help_: AutomaticHelp, parameter: Parameter) -> None:
    """A parameter in -Detailed."""
    parameter_head(page, help_, parameter)
    page.line()


def pipeline_text(entry: ParameterSetEntry) -> str:
    """What an attribute takes from the pipeline."""
    kinds = []
    if entry.by_value:
        kinds.append("ByValue")
    if entry.by_name:
        kinds.append("ByPropertyName")
    if entry.remaining:
        kinds.append("FromRemainingArguments")
    return f"true ({', '.join(kinds)})" if kinds else "false"


def set_text(parameter: Parameter) -> str:
    """The sets of a parameter: (All) when the first attribute is one for all sets."""
    found = entries(parameter)
    if in_all_sets(found[0]):
        return "(All)"
    return ", ".join(entry.name for entry in found)


def full_parameter(page: Page, help_: AutomaticHelp, parameter: Parameter) -> None:
    """A parameter in -Full and -Parameter; its first attribute counts."""
    entry = entries(parameter)[0]
    position = help_.position(parameter, entry)
    parameter_head(page, help_, parameter)
    with page.frame(4):
        if entry.help_message:
            page.add(entry.help_message + "\n")
        page.line()
        page.line(label("Required?") + ("true" if entry.mandatory else "false"))
        page.line(label("Position?") + ("Named" if position is None else str(position)))
        page.line(label("Accept pipeline input?") + pipeline_text(entry))
        page.line(label("Parameter set name") + set_text(parameter))
        page.line(label("Aliases") + (", ".join(parameter.aliases) or "None"))
        page.line(label("Dynamic?") + ("true" if parameter.dynamic else "false"))
        page.line(label("Accept wildcard characters?") + ("true" if parameter.wildcards else "false"))
        page.line()


def parameters_section(page: Page, help_: AutomaticHelp, one: Callable[[Page, AutomaticHelp, Parameter], None]) -> None:
    """PARAMETERS, each printed by ``one``."""
    page.heading("PARAMETERS")
    with page.frame(4):
        for parameter in help_.parameters:
            one(page, help_, parameter)
        if not help_.command.simple:
            common_parameters(page)
        elif not help_.parameters:
            page.line("None")
            page.line()


def input_types(help_: AutomaticHelp) -> list[str]:
    """The .NET names of the types that a parameter takes from the pipeline, each once, in declaration order."""
    names: list[str] = []
    for parameter in listed_parameters(help_.command):
        if any(entry.by_value or entry.by_name for entry in entries(parameter)):
            name = help_.net_type(parameter).qualified_name
            if name not in names:
                names.append(name)
    return names or ["None"]


def types_sections(page: Page, help_: AutomaticHelp) -> None:
    """INPUTS and OUTPUTS."""
    outputs = help_.command.output_types
    page.heading("INPUTS")
    with page.frame(4):
        page.line("".join(f"{name}\n" for name in input_types(help_)))
        page.line()
    page.heading("OUTPUTS")
    with page.frame(4):
        page.line("".join(f"{name}\n" for name in outputs) or "System.Object")
        page.line()


def closing_sections(page: Page, help_: AutomaticHelp) -> None:
    """ALIASES and REMARKS; a module here has no help to download, so there is nothing to remark."""
    page.heading("ALIASES")
    with page.frame(4):
        page.line("".join(f"{alias}\n" for alias in help_.command.aliases) or "None\n")
    page.line()
    page.heading("REMARKS")
    with page.frame(4):
        page.line("None")


def default_view(page: Page, help_: AutomaticHelp) -> None:
    """Get-Help without a view."""
    name_section(page, help_)
    with page.frame(4):
        page.line()
    syntax_section(page, help_)
    page.line()
    closing_sections(page, help_)


def detailed_view(page: Page, help_: AutomaticHelp) -> None:
    """Get-Help -Detailed."""
    _head_and_parameters(page, help_, short_parameter)
    page.line()
    closing_sections(page, help_)


def full_view(page: Page, help_: AutomaticHelp) -> None:
    """Get-Help -Full."""
    _head_and_parameters(page, help_, full_parameter)
    with page.frame(4):
        page.line()
    types_sections(page, help_)
    closing_sections(page, help_)


def _head_and_parameters(
    page: Page, help_: AutomaticHelp, one: Callable[[Page, AutomaticHelp, Parameter], None]
) -> None:
    name_section(page, help_)
    with page.frame(4):
        page.line()
    syntax_section(page, help_)
    with page.frame(4):
        page.line()
    parameters_section(page, help_, one)


def examples_view(page: Page, help_: AutomaticHelp) -> None:
    """Get-Help -Examples."""
    name_section(page, help_)
    page.line()
    closing_sections(page, help_)


VIEWS: dict[str, Callable[[Page, AutomaticHelp], None]] = {
    "default": default_view,
    "detailed": detailed_view,
    "full": full_view,
    "examples": examples_view,
}
