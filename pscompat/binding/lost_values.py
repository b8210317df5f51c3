"""Names that a shell may have parted from their value: refused before anything binds (about_pscompat_command_line).

A POSIX shell makes nothing of ``$true``, ``$false`` and every variable that it does not know: ``-WhatIf:$true`` arrives
as ``-WhatIf:``. Who writes ``-All false`` would give the value to another parameter.
"""

from __future__ import annotations

from ..errors import BindingError
from ..language.elements import NO_VALUE
from ..language.shell_words import shell_quoted
from .prefix_matching import match_name
from .value import takes_truth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..language.shell_words import ShellWords
    from .compiled_parameter import CompiledParameter
    from .metadata import CompiledCommand


def check_shell_words(command: CompiledCommand, words: ShellWords) -> None:
    """Raises BindingError ``NoValueAfterColon`` and ``SwitchBeforeValue`` for the first name in doubt that is at fault.

    A name that ends in a colon needs a value behind it, a switch in the same word.
    """
    for place, typed in words.doubts.items():
        element = words[place]
        parameter = match_name(command, element.name or "")
        is_switch = parameter is not None and parameter.is_switch
        if typed.endswith(":"):
            if is_switch or element.value is NO_VALUE:
                raise no_value_after_colon(command, parameter, typed)
        elif parameter is not None and is_switch and not is_operator(command, parameter):
            raise switch_before_value(command, parameter, typed)


def is_operator(command: CompiledCommand, parameter: CompiledParameter) -> bool:
    """Whether a switch is an operator, as Where-Object's are: the word behind it is the value to compare with."""
    from ..language.tokens import OPERATORS

    return "eq" in command.by_name and parameter.name.lower() in OPERATORS


def no_value_after_colon(command: CompiledCommand, parameter: CompiledParameter | None, typed: str) -> BindingError:
    """The error for a name whose value a shell has probably replaced by nothing."""
    name = typed[:-1] if parameter is None else f"-{parameter.name}"
    if parameter is None or parameter.is_switch:
        instead = f"{name}, or {shell_quoted(name + ':$true')}"
    elif takes_truth(parameter.type):
        instead = f"{name} true, or '{name}:$true'"
    else:
        instead = f"{name} VALUE, or '{name}:VALUE'"
    return BindingError(
        "NoValueAfterColon",
        f"{typed} has no value; your shell may have replaced a variable: write {instead} in quotes.",
        command=command.name,
        parameter=name[1:],
    )


def switch_before_value(command: CompiledCommand, parameter: CompiledParameter, typed: str) -> BindingError:
    """The error for a switch before the word true or false, which another parameter would get."""
    name = parameter.name
    return BindingError(
        "SwitchBeforeValue",
        f"{typed} is a switch: true or false behind it would be a value of another parameter.",
        command=command.name,
        parameter=name,
        hint=f"Write -{name}, or '-{name}:$false' in quotes.",
    )
