"""Get-Help's texts straight from a script file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import Command
from ...views.help.lookup import HelpError
from ...views.help.sources import HelpSource
from .comment_tree import comment_tree, is_address
from .script_file import ScriptFile

if TYPE_CHECKING:
    from ...helpfile.maml_tree import Tree


class ScriptHelp(HelpSource):
    """The help of a file's functions."""

    addresses: dict[str, str]

    def tree(self, name: str) -> Tree | None:
        address = self.addresses.get(name.lower(), "")
        if address and not is_address(address):
            message = f"The specified URI {address} is not valid."
            raise HelpError("InvalidOperation", "InvalidOperation", message)
        return super().tree(name)


def script_help(file: ScriptFile, name: str = "") -> ScriptHelp:
    """The help of a file's functions: from their comments, else made from their declarations."""
    trees: dict[str, Tree] = {}
    # An alias is that of the last function that has it.
    owner = {alias.lower(): each.name for each in file.functions for alias in each.command.aliases}
    for function in file.functions:
        shown = file.help_of(function)
        if shown is not None and function.error is None:
            trees[function.name] = comment_tree(*shown, file.own)
    commands = []
    for each in file.functions:
        if each.error is None:
            aliases = tuple(alias for alias in each.command.aliases if owner[alias.lower()] == each.name)
            commands.append(Command(**{**each.command.to_dict(), "aliases": aliases}))
    source = ScriptHelp(name, commands, trees, types=file.own)
    source.addresses = {each.name.lower(): each.binding.text("helpuri") for each in file.functions if each.binding}
    return source
