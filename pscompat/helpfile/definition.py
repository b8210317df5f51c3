"""A command's help file to the model's Command: the part of it that binding and running need."""

from __future__ import annotations

import os
from typing import Any

from ..errors import HelpFileError
from ..model import ALL_SETS, Command, Parameter
from .entry import Entry, plain, root, shown
from .modulefile import ModuleFile, SharedParameter
from .parameter import ALL_SETS_LABEL, check_guessed, read_parameter
from .request_check import check_request
from .typed import typed
from .validations import check_script_variables
from .yamltext import Mapping, Sequence, read_yaml

# Entries that stand for the common parameters as a whole; platyPS writes them into parameter lists.
_COMMON_ENTRIES = frozenset(("commonparameters", "workflowparameters"))

_KEYS = (
    "defaultParameterSet",
    "positionalBinding",
    "supportsShouldProcess",
    "supportsPaging",
    "simple",
    "parenthesised",
    "aliases",
    "obsolete",
    "compiled",
    "handler",
    "request",
    "response",
    "later",
    "guessed",
    "leftOut",
)
GUESSED = ("defaultParameterSet",)


class Definition:
    """A help file that was read: the command, and the file's whole content with shared parameters written out."""

    __slots__ = ("command", "document")

    def __init__(self, command: Command, document: dict[str, Any]) -> None:
        self.command = command
        self.document = document


def read_definition(text: str | bytes, path: str, module: ModuleFile | None = None) -> Definition:
    """The command that a help file defines; its name is the file's.

    Keys of platyPS are read where binding needs them and unknown ones beside them are ignored; unknown keys in
    ``pscompat`` mappings are refused, like an unknown type, validation, transformation or shared parameter.
    What PowerShell reports when a command is first used (a 33rd set, clashing aliases, a range with min above
    max) is left to the binder. Raises HelpFileError with file, line, key and reason.
    """
    return definition_of(root(read_yaml(text, path), path), path, module)


def definition_of(entry: Entry, path: str, module: ModuleFile | None = None) -> Definition:
    """As ``read_definition``, of the root mapping of a help file."""
    module = module or ModuleFile("", "", "", "")
    name = os.path.splitext(os.path.basename(path))[0]
    title = entry.text("title")
    if title and title.lower() != name.lower():
        raise entry.error(f"the file's name says {shown(name)}, its title {shown(title)}", "title")
    parameters, trees = _parameters(entry, module)
    document = plain(entry.tree)
    if "parameters" in document:
        document["parameters"] = [plain(tree) for tree in trees]
    outputs = tuple(each.text("name") for each in entry.mappings("outputs"))
    fields: dict[str, Any] = {
        "default_set": _marked_set(entry),
        "output_types": tuple(name for name in outputs if name),
    }
    own = entry.mapping("pscompat")
    if own is not None:
        fields |= _own_fields(own)
        check_request(own, parameters, fields["default_set"], module)
        document["pscompat"] = plain_own(own)
    if fields.get("class_name"):
        parameters = tuple(Parameter(**(each.to_dict() | {"compiled": True})) for each in parameters)
    command = Command(name=title or name, parameters=parameters, module=module.name, path=path, **fields)
    return Definition(command, document)


def plain_own(own: Entry) -> dict[str, Any]:
    """The ``pscompat:`` mapping of a command in plain dictionaries and lists, the values of its request typed."""
    tree: dict[str, Any] = plain(own.tree)
    for key in ("request", "response"):
        if key in tree:
            tree[key] = typed(own.tree[key], own.path, own.place(key))
    return tree


def _own_fields(own: Entry) -> dict[str, Any]:
    own.only(_KEYS)
    check_guessed(own, GUESSED)
    own.texts("leftOut")
    fields: dict[str, Any] = {
        "positional_binding": own.flag("positionalBinding", True),
        "supports_should_process": own.flag("supportsShouldProcess"),
        "supports_paging": own.flag("supportsPaging"),
        "simple": own.flag("simple"),
        "parenthesised": own.flag("parenthesised"),
        "aliases": own.texts("aliases"),
        "obsolete": own.optional("obsolete"),
        "class_name": own.text("compiled"),
        "handler": _handler(own),
    }
    if own.text("defaultParameterSet"):
        fields["default_set"] = own.text("defaultParameterSet")
    for key in ("request", "response"):
        mapping = own.mapping(key)
        fields[key] = None if mapping is None else typed(mapping.tree, own.path, mapping.where)
    if fields["handler"] and fields["request"] is not None:
        raise own.error("a command has a handler or a request, not both", "request")
    if fields["response"] is not None and fields["request"] is None:
        raise own.error("a response belongs to a request", "response")
    return fields


def _handler(own: Entry) -> str:
    """The handler module's name; it becomes a file name, so it is one identifier."""
    name = own.text("handler")
    if name and not (name.isascii() and name.isidentifier()):
        raise own.error(f"{shown(name)} is no name of a Python module", "handler")
    return name


def _marked_set(entry: Entry) -> str:
    """The set whose syntax is marked as the default one; the one for all sets is none."""
    for each in entry.mappings("syntaxes"):
        if each.flag("isDefault"):
            name = each.text("parameterSetName")
            return "" if name in (ALL_SETS, ALL_SETS_LABEL) else name
    return ""


def _parameters(entry: Entry, module: ModuleFile) -> tuple[tuple[Parameter, ...], list[Mapping]]:
    """The parameters in order with shared ones in their place, and the tree of each entry."""
    found: list[Parameter] = []
    trees: list[Mapping] = []
    entries: list[Entry] = []
    names: set[str] = set()
    for each in entry.mappings("parameters", "name"):
        if "shared" in each.tree:
            shared = _shared(each, module)
        elif each.text("name").lower() in _COMMON_ENTRIES:
            trees.append(each.tree)
            continue
        else:
            shared = [SharedParameter(read_parameter(each, module.types), each.tree)]
        for one in shared:
            if one.parameter.name.lower() in names:
                key = "shared" if "shared" in each.tree else "name"
                raise each.error(f"the command has a parameter {shown(one.parameter.name)} already", key)
            names.add(one.parameter.name.lower())
            found.append(one.parameter)
            trees.append(one.tree)
            entries.append(each)
    for source, parameter in zip(entries, found, strict=True):
        check_script_variables(source, parameter, names, module.types)
    return tuple(found), trees


def _shared(entry: Entry, module: ModuleFile) -> list[SharedParameter]:
    """The parameters that an entry pulls in from the module file."""
    entry.only(("shared",))
    found: list[SharedParameter] = []
    names = entry.tree["shared"]
    for index, name in enumerate(entry.texts("shared")):
        shared = module.shared(name)
        if shared is None:
            line = names.lines[index] if isinstance(names, Sequence) else entry.tree.lines["shared"]
            reason = f"the module file has no parameter or group {shown(name)}"
            raise HelpFileError(entry.path, reason, line=line, key=entry.place("shared"))
        found += shared
    return found
