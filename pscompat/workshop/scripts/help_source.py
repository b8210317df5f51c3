"""Get-Help's texts straight from a script file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...dotnet.types import UnknownTypeError
from ...errors import PscompatError
from ...model import Command
from ...views.help.lookup import HelpError
from ...views.help.sources import HelpSource
from .comment_tree import comment_tree, is_address
from .script_file import ScriptFile

if TYPE_CHECKING:
    from ...helpfile.maml_tree import Tree


class ScriptHelp(HelpSource):
    """The help of a file's functions; one that PowerShell refuses has none, and it is said why."""

    addresses: dict[str, str]
    refused: dict[str, PscompatError]

    def find(self, name: str) -> str | None:
        error = self.refused.get(name.lower())
        if error is not None:
            raise HelpError(error.error_id, error.category, error.message)
        return super().find(name)

    def tree(self, name: str) -> Tree | None:
        address = self.addresses.get(name.lower(), "")
        if address and not is_address(address):
            message = f"The specified URI {address} is not valid."
            raise HelpError("InvalidOperation", "InvalidOperation", message)
        return super().tree(name)


def script_help(file: ScriptFile, name: str = "") -> ScriptHelp:
    """The help of a file's functions: from their comments, else made from their declarations.

    Types that nobody declares are taken as opaque.
    """
    types = {**file.own, **file.unknown}
    usable = [each for each in file.functions if each.error is None or isinstance(each.error, UnknownTypeError)]
    trees: dict[str, Tree] = {}
    # An alias is that of the last function that has it.
    owner = {alias.lower(): each.name for each in file.functions for alias in each.command.aliases}
    commands = []
    for each in usable:
        aliases = tuple(alias for alias in each.command.aliases if owner[alias.lower()] == each.name)
        commands.append(Command(**{**each.command.to_dict(), "aliases": aliases}))
        shown = file.help_of(each)
        if shown is not None:
            trees[each.name] = comment_tree(*shown, types)
    source = ScriptHelp(name, commands, trees, types=types)
    source.addresses = {each.name.lower(): each.binding.text("helpuri") for each in usable if each.binding}
    source.refused = {each.name.lower(): each.error for each in file.functions if each not in usable and each.error}
    return source
