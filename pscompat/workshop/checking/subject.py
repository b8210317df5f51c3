"""What is checked: the module file and the command files of a module, read with their lines."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...errors import HelpFileError
from ...files import read_bytes
from ...helpfile.entry import Entry
from ...helpfile.mistakes import mistakes_of_module_file, read_with_mistakes
from ...helpfile.module import MODULE_FILE
from ...helpfile.modulefile import ModuleFile, read_module_file
from ...helpfile.yamltext import Mapping, Sequence
from ...model import Command, Parameter
from .findings import Finding

_ENDINGS = (".yaml", ".yml")
_OTHER_FORMS = (".md", ".markdown", ".xml", ".maml")
_COMMON = ("commonparameters", "workflowparameters")


@dataclass(slots=True)
class CheckedParameter:
    """A parameter with the place it is written: in the command's file, or in the module file when it is shared."""

    parameter: Parameter
    tree: Mapping
    path: str

    def line(self, *keys: str) -> int:
        """The line of the first of the keys that is there, else of the entry. A key may be ``pscompat.validate``."""
        for key in keys:
            node: Mapping = self.tree
            *parents, last = key.split(".")
            for parent in parents:
                below = node.get(parent)
                node = below if isinstance(below, Mapping) else Mapping()
            if last in node.lines:
                return node.lines[last]
        return self.tree.lines.get("name", self.tree.line)

    def finding(self, rule: str, level: str, message: str, *keys: str) -> Finding:
        """A finding about this parameter."""
        return Finding(rule, level, message, self.path, self.line(*keys), f"-{self.parameter.name}")


@dataclass(slots=True)
class Subject:
    """One command under check."""

    path: str
    command: Command
    entry: Entry
    parameters: list[CheckedParameter] = field(default_factory=list)

    def line(self, key: str) -> int:
        """The line of a key of the file, or of its ``pscompat`` mapping (``pscompat.handler``)."""
        head, _, last = key.partition(".")
        node = self.entry.tree
        if last:
            below = node.get(head)
            if isinstance(below, Mapping) and last in below.lines:
                return below.lines[last]
        return node.lines.get(head, node.line)

    def finding(self, rule: str, level: str, message: str, key: str = "title") -> Finding:
        """A finding about the command itself."""
        return Finding(rule, level, message, self.path, self.line(key), self.command.name)

    def entries(self, key: str) -> Iterator[tuple[Entry, int]]:
        """The mappings of a list of the file, with their lines; those of the wrong form are left out."""
        value = self.entry.tree.get(key)
        if isinstance(value, Sequence):
            for index, item in enumerate(value):
                if isinstance(item, Mapping):
                    yield Entry(item, self.path, f"{key}[{index}]"), value.lines[index]


@dataclass(slots=True)
class CheckedModule:
    """A module under check: its folder, its module file, its commands, and what could not be read."""

    folder: str
    module: ModuleFile
    subjects: list[Subject] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    files: int = 0
    alone: bool = False
    """Whether it is one file of a module, without the commands of the others."""


def load_module(path: str) -> CheckedModule:
    """The module at a path: its folder, its ``help`` folder, or one of its files, which is then checked alone.

    Raises HelpFileError when there is no such file or folder, or nothing in it to check.
    """
    if os.path.isdir(path):
        folder, names = path, _help_files(path)
        inner = os.path.join(path, "help")
        if os.path.lexists(os.path.join(inner, MODULE_FILE)) or (not names and os.path.isdir(inner)):
            folder, names = inner, _help_files(inner)
        if not names:
            raise HelpFileError(path, "there are no help files in this folder")
        files = [os.path.join(folder, name) for name in names if name != MODULE_FILE]
        alone = False
    else:
        if not os.path.lexists(path):
            raise HelpFileError(path, "there is no such file or folder")
        if path.lower().endswith(_OTHER_FORMS):
            raise HelpFileError(path, "only YAML help files are checked; `pscompat help import` makes one of it")
        folder = os.path.dirname(path) or "."
        files = [] if os.path.basename(path) == MODULE_FILE else [path]
        alone = True
    return _load(folder, files, alone)


def _help_files(folder: str) -> list[str]:
    try:
        names = os.listdir(folder)
    except OSError as error:
        raise HelpFileError(folder, f"the folder cannot be read: {error.strerror or error}") from None
    return sorted(name for name in names if name.endswith(_ENDINGS) and not name.startswith("."))


def _load(folder: str, files: list[str], alone: bool) -> CheckedModule:
    module_path = os.path.join(folder, MODULE_FILE)
    module = ModuleFile(module_path, "", "", "")
    checked = CheckedModule(os.path.dirname(os.path.abspath(folder)), module, alone=alone)
    has_module_file = os.path.lexists(module_path)
    if has_module_file:
        checked.files += not alone or not files
        try:
            checked.module = read_module_file(read_bytes(module_path), module_path)
        except HelpFileError as error:
            checked.findings += [_finding(each) for each in _mistakes_of_module_file(module_path, error)]
            if files:
                checked.findings.append(
                    Finding("schema", "note", "the command files wait for the module file", module_path)
                )
            return checked
    for path in files:
        checked.files += 1
        try:
            definition, entry, mistakes = read_with_mistakes(read_bytes(path), path, checked.module)
        except HelpFileError as error:
            checked.findings.append(_finding(error))
            continue
        checked.findings += [_finding(error) for error in mistakes]
        if definition is not None:
            checked.subjects.append(_subject(path, definition.command, entry, checked.module))
    return checked


def _mistakes_of_module_file(path: str, first: HelpFileError) -> list[HelpFileError]:
    try:
        return mistakes_of_module_file(read_bytes(path), path)
    except HelpFileError:
        return [first]


def _finding(error: HelpFileError) -> Finding:
    rule = "request" if error.key.startswith(("pscompat.request", "pscompat.response")) else "schema"
    return Finding(rule, "error", error.reason, error.path, error.line, error.key)


def _subject(path: str, command: Command, entry: Entry, module: ModuleFile) -> Subject:
    subject = Subject(path, command, entry)
    known = {parameter.name.lower(): parameter for parameter in command.parameters}
    for each, _ in subject.entries("parameters"):
        if "shared" in each.tree:
            for name in each.texts("shared"):
                subject.parameters += [
                    CheckedParameter(shared.parameter, shared.tree, module.path) for shared in module.shared(name) or ()
                ]
        elif each.text("name").lower() not in _COMMON:
            subject.parameters.append(CheckedParameter(known[each.text("name").lower()], each.tree, path))
    return subject
