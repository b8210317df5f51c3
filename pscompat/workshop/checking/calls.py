"""What requests of help files use beside their own command: hooks, and other commands with their parameters.

What a request says of its own command was checked when the file was read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from ...helpfile.yamltext import Mapping, Sequence
from ...model import Command
from ...model.command import COMMON_PARAMETERS
from .findings import Finding
from .subject import CheckedModule, Subject

_CALLS = ("command", "operation")
"""The keys of steps and waiters that name a command."""


def check_requests(module: CheckedModule) -> Iterator[Finding]:
    """The requests of all commands. What could not be read, or is not checked along, may have any parameters."""
    commands = {subject.command.name.lower(): subject.command for subject in module.subjects}
    for command in tuple(commands.values()):
        commands |= {alias.lower(): command for alias in command.aliases}
    complete = not module.alone and not module.findings
    for subject in module.subjects:
        own = subject.entry.tree.get("pscompat")
        for step in _steps(own) if isinstance(own, Mapping) and not subject.command.handler else ():
            yield from _hook(step, subject, module.folder)
            yield from _call(step, subject, commands, complete)


def _steps(own: Mapping) -> Iterator[Mapping]:
    """The steps before a request and after its answer, in whatever variant, and their waiters."""
    request, response = own.get("request"), own.get("response")
    trees = [(request, "before"), (response, "then")]
    variants = response.get("variants") if isinstance(response, Mapping) else None
    trees += [(variant, "then") for variant in (variants if isinstance(variants, Sequence) else ())]
    for tree, key in trees:
        steps = tree.get(key) if isinstance(tree, Mapping) else None
        for step in steps if isinstance(steps, Sequence) else ():
            if isinstance(step, Mapping):
                waiter = step.get("waiter")
                yield waiter if isinstance(waiter, Mapping) else step


def _hook(tree: Mapping, subject: Subject, folder: str) -> Iterator[Finding]:
    name = tree.get("hook")
    if isinstance(name, str) and not os.path.isfile(os.path.join(folder, "cmdlets", f"{name}.py")):
        message = f"there is no {name}.py in the folder cmdlets"
        yield Finding("handler-missing", "error", message, subject.path, tree.lines["hook"], "hook")


def _call(tree: Mapping, subject: Subject, commands: dict[str, Command], complete: bool) -> Iterator[Finding]:
    for key in _CALLS:
        name = tree.get(key)
        if not isinstance(name, str):
            continue
        command = commands.get(name.lower())
        if command is None:
            if complete:
                message = f"the module has no command {name}"
                yield Finding("request-commands", "error", message, subject.path, tree.lines[key], key)
            continue
        known = {name.lower() for each in command.parameters for name in (each.name, *each.aliases)}
        known |= {name.lower() for each in COMMON_PARAMETERS for name in (each.name, *each.aliases)}
        given = tree.get("with")
        if not isinstance(given, Mapping):
            continue
        for parameter in given:
            if parameter.lower() not in known:
                message = f"{command.name} has no parameter {parameter}"
                yield Finding("request-commands", "error", message, subject.path, given.lines[parameter], "with")
