"""What a module exports by its manifest and the texts of its scripts (manifests.md §2).

As Test-ModuleManifest tells it: nothing of a script is run, so what only running would define is not there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from ...dotnet.order.culture import sort_key
from ...dotnet.wildcard import contains_wildcards
from ...errors import ErrorRecord, HelpFileError, ParseError
from ...language.nodes import ExpandableString, Node, StringConstant, Variable
from ...language.reader import parse
from ...language.structure import Command, Pipeline, Statement
from ..script_text import read_script_text
from .manifest import Manifest

_COMMAND = "Microsoft.PowerShell.Commands.TestModuleManifestCommand"
_SCRIPTS = (".psm1", ".ps1")
_ROOTS = (".psm1", ".cdxml", ".dll", ".exe")
_NESTED = ("", ".dll", ".ni.dll", ".exe", ".psm1")
_NO_COMMAND = frozenset(",(){}[]&/\\$^;:\"'<>|?@`*%+=~")
"""Characters that no exported command's name has; a dash may stand in it."""


def exported_functions(manifest: Manifest) -> list[str]:
    """The names of the functions that the module exports, sorted.

    Plain names in ``FunctionsToExport`` are these, defined or not; only wildcards, or no list, mean all functions of
    the module's scripts, which Export-ModuleMember may still leave out when they run.
    """
    named = manifest.texts("FunctionsToExport")
    if named is not None and (plain := plain_names(named)):
        return _sorted(plain)
    if named is not None and not any(map(contains_wildcards, named)):
        return []
    found: dict[str, str] = {}
    for path in script_files(manifest):
        for name in functions_in(path):
            found.setdefault(name.lower(), name)
    return _sorted(found.values())


def exported_aliases(manifest: Manifest) -> list[str]:
    """The aliases that the manifest names, sorted; what wildcards would match only running tells."""
    return _sorted(plain_names(manifest.texts("AliasesToExport") or []))


def plain_names(names: Iterable[str]) -> list[str]:
    """Those without wildcards, each once."""
    return list(dict.fromkeys(name for name in names if name and not contains_wildcards(name)))


def script_files(manifest: Manifest) -> list[str]:
    """The module's scripts that are there: its nested ones, its own, and those that come before."""
    nested = manifest.texts("NestedModules") or []
    roots = [manifest.root] if manifest.root else []
    found = [_script(manifest, name) for name in (*nested, *roots)]
    first = [_below(manifest, name) for name in manifest.texts("ScriptsToProcess") or []]
    return [path for path in (*found, *first) if path and os.path.isfile(path)]


def functions_in(path: str, above: frozenset[str] = frozenset()) -> Iterator[str]:
    """The names of a script's own functions and of those in scripts that it dot-sources by a plain path.

    A file that does not parse, or is not there, has none.
    """
    real = os.path.realpath(path)
    if real in above:
        return
    try:
        script = parse(read_script_text(path))
    except (HelpFileError, ParseError):
        return
    for node in script.statements:
        if isinstance(node, Statement) and node.ast == "FunctionDefinitionAst":
            name = str(node.details["name"])
            if not _NO_COMMAND & set(name):
                yield name
        elif isinstance(node, Pipeline) and (sourced := _sourced(node.elements[0], os.path.dirname(path))):
            yield from functions_in(sourced, above | {real})


def reads_more(path: str) -> bool:
    """Whether a script dot-sources others whose paths only running would tell."""
    try:
        script = parse(read_script_text(path))
    except (HelpFileError, ParseError):
        return False
    folder = os.path.dirname(path)
    return any(
        isinstance(node, Command) and node.operator == "Dot" and not _sourced(node, folder)
        for node in script.walk(lambda node: not (isinstance(node, Statement) and node.ast == "FunctionDefinitionAst"))
    )


def _sourced(command: Node, folder: str) -> str:
    """The path that a command dot-sources, where it is plain text or begins with ``$PSScriptRoot``."""
    if not isinstance(command, Command) or command.operator != "Dot":
        return ""
    node = command.elements[0]
    if isinstance(node, StringConstant):
        text = node.value
    elif isinstance(node, ExpandableString) and not any(_is_unknown(part) for part in node.parts):
        text = "".join(part if isinstance(part, str) else folder for part in node.parts)
    else:
        return ""
    return os.path.join(folder, text.replace("\\", "/")) if text.lower().endswith(".ps1") else ""


def _is_unknown(part: str | Node) -> bool:
    return not isinstance(part, str) and not (isinstance(part, Variable) and part.name.lower() == "psscriptroot")


def _below(manifest: Manifest, name: str) -> str:
    return os.path.normpath(os.path.join(os.path.dirname(manifest.path), name.replace("\\", "/")))


def _script(manifest: Manifest, name: str) -> str:
    """The script of a module's name, which may lack its ending."""
    path = _below(manifest, name)
    return path if path.lower().endswith(_SCRIPTS) else f"{path}.psm1"


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: sort_key(name, ignore_case=True))


def missing_files(manifest: Manifest) -> list[ErrorRecord]:
    """PowerShell's errors for files that the manifest names and that are not there."""
    found = []
    root, path = manifest.root, manifest.path
    ending = os.path.splitext(root)[1].lower()
    endings = _ROOTS if not ending else [""] if ending in _ROOTS else []
    if root and not _is_there(manifest, root, endings):
        message = (
            f"The module manifest '{root}' could not be processed because it is not a valid PowerShell module manifest "
            f"file. Remove the elements that are not permitted: {path}"
        )
        found.append(_record("RootModuleInModuleManifest", message, "InvalidArgument", "ArgumentException"))
    for key, word, error_id, tried in (
        ("NestedModules", "NestedModule", "NestedModuleinModuleManifest", _NESTED),
        ("FileList", "FileList", "FilePathinModuleManifest", ("",)),
    ):
        for name in manifest.texts(key) or []:
            if not _is_there(manifest, name, tried):
                message = (
                    f"The specified {word} entry '{name}' in the module manifest '{path}' is invalid. Try again after "
                    "updating this entry with valid values."
                )
                found.append(_record(error_id, message, "ObjectNotFound", "DirectoryNotFoundException"))
    return found


def _is_there(manifest: Manifest, name: str, endings: Iterable[str]) -> bool:
    """Whether there is such a file below the manifest's folder."""
    folder = os.path.join(os.path.abspath(os.path.dirname(manifest.path)), "")
    paths = [_below(manifest, name + ending) for ending in endings]
    return any(os.path.exists(path) and os.path.abspath(path).startswith(folder) for path in paths)


def _record(error_id: str, message: str, category: str, exception: str) -> ErrorRecord:
    return ErrorRecord(f"Modules_Invalid{error_id},{_COMMAND}", message, category=category, exception=exception)
