"""The help in one file of any form, as Get-Help would print it: MAML as it is, other forms by way of MAML."""

from __future__ import annotations

import os

from ..errors import HelpFileError
from ..helpfile.maml_tree import command_name, read_maml
from ..helpfile.module import MODULE_FILE, Module
from ..model import Command
from ..views.help.sources import HelpSource, ModuleHelp
from .importer import form_of, read_file, read_sources, render
from .scripts.help_source import script_help
from .scripts.script_import import is_script, read_script_file


def read_help_file(path: str) -> tuple[HelpSource, list[str]]:
    """The topics of a file, and the names of its commands. Raises HelpFileError.

    A file in a module's ``help`` folder is read with what the module file adds to it.
    """
    if is_script(path):
        script = read_script_file(path)
        return script_help(script), [each.name for each in script.functions]
    folder, file = os.path.split(os.path.abspath(path))
    name = os.path.splitext(file)[0]
    if os.path.isfile(path) and os.path.isfile(os.path.join(folder, MODULE_FILE)):
        module = Module(os.path.dirname(folder))
        found = module.find(name)
        if found and module.help_folder == folder:
            return ModuleHelp(module), [found]
    trees = {command_name(tree): tree for tree in read_maml(_maml_of(path), path)}
    trees.pop("", None)
    if not trees:
        raise HelpFileError(path, "no command is described in it")
    return HelpSource(name, [Command(name=command) for command in trees], trees), list(trees)


def _maml_of(path: str) -> bytes:
    if form_of(path) == "maml":
        return read_file(path)[1]
    (output,) = render([source.document for source in read_sources([path])], "maml")
    return output.text.encode("utf-8", "replace")
