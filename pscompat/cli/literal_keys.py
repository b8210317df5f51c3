"""Keys that stand on the command line, where the shell's history and ``ps`` have them: one note tells of the first."""

from __future__ import annotations

from ..binding.prefix_matching import match_name
from ..credentials.lookup import secret_of
from ..errors import BindingError
from ..language.elements import NO_VALUE, Element

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..engine.line import Line
    from ..engine.loaded_command import LoadedCommand
    from ..helpfile.module import Module
    from ..language.structure import Command
    from .console import Console
    from .options import Options


def tell_of_words(command: LoadedCommand, elements: Sequence[Element], console: Console) -> bool:
    """Tell of a key among the arguments of a command; whether there is one."""
    parameter = _source(command.module).get("parameter")
    name = ""
    for element in elements:
        name = element.name or name
        if element.value is NO_VALUE:
            continue
        if name and parameter and isinstance(element.value, str) and _means(command, name, parameter):
            _tell(f"-{parameter}", command.module, console)
            return True
        name = ""
    return False


def tell_of_line(line: Line, options: Options, console: Console) -> None:
    """Tell of the first key that a line spells out, for a parameter or a variable, or that ``--var`` gives."""
    for node, command in line.commands:
        if tell_of_words(command, _spelled_out(node), console):
            return
    assigned = {name.lower(): f"--var {name}" for name, _ in options.variables} | _assigned(line)
    for module in line.session.modules():
        variable = _source(module).get("variable", "")
        if variable.lower() in assigned:
            _tell(assigned[variable.lower()], module, console)
            return


def _source(module: Module) -> dict[str, str]:
    source: dict[str, str] = module.credentials.get(secret_of(module.credentials), {})
    return source


def _means(command: LoadedCommand, name: str, parameter: str) -> bool:
    try:
        found = match_name(command.binder().command, name)
    except BindingError:
        return False
    return found is not None and found.name == parameter


def _spelled_out(node: Command) -> list[Element]:
    """The arguments of a command as far as they stand there; null for what is worked out."""
    from ..language.nodes import StringConstant
    from ..language.structure import Parameter

    elements: list[Element] = []
    for each in node.elements[1:]:
        value = each.argument if isinstance(each, Parameter) else each
        element = Element(each.name if isinstance(each, Parameter) else None)
        if value is not None:
            element.value = value.value if isinstance(value, StringConstant) else None
        elements.append(element)
    return elements


def _assigned(line: Line) -> dict[str, str]:
    """The variables that get a text that stands there, by name in lower case without a scope, as they are written."""
    from ..language.nodes import StringConstant, Variable
    from ..language.structure import Assignment, CommandExpression, Pipeline

    found: dict[str, str] = {}
    for node in line.script.walk():
        if not isinstance(node, Assignment) or not isinstance(node.target, Variable):
            continue
        value = node.value
        if isinstance(value, Pipeline) and len(value.elements) == 1:
            value = value.elements[0]
        if isinstance(value, CommandExpression):
            value = value.expression
        if isinstance(value, StringConstant):
            found[node.target.name.rpartition(":")[2].lower()] = f"${node.target.name}"
    return found


def _tell(where: str, module: Module, console: Console) -> None:
    variable = _source(module).get("variable", "")
    better = f"{variable} or `pscompat login` keeps it" if variable else "`pscompat login` keeps it"
    console.note(
        f"The key of {where} stands on the command line: it is in the shell's history, and `ps` shows it. "
        f"{better} out of both."
    )
