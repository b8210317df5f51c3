"""Module manifests: their keys, and what PowerShell says of wrong ones (manifests.md §2)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...dotnet.conversion import convert
from ...dotnet.strings import to_string
from ...dotnet.types import resolve
from ...errors import CommandError, ConversionError, ErrorRecord, NotRunError, ParseError, PscompatError
from ...language.evaluate import pure_expression
from ...language.nodes import HashLiteral, Node, Paren, StringConstant, SubExpression, Variable
from ...language.reader import parse
from ...language.structure import Command, Script
from ..script_text import read_script_text
from .reading import constant_frame
from .restricted import check_restricted

MEMBERS = (
    *("ModuleToProcess", "NestedModules", "GUID", "Author", "CompanyName", "Copyright", "ModuleVersion", "Description"),
    *("PowerShellVersion", "PowerShellHostName", "PowerShellHostVersion", "CLRVersion", "DotNetFrameworkVersion"),
    *("ProcessorArchitecture", "RequiredModules", "TypesToProcess", "FormatsToProcess", "ScriptsToProcess"),
    *("PrivateData", "RequiredAssemblies", "ModuleList", "FileList", "FunctionsToExport", "VariablesToExport"),
    *("AliasesToExport", "CmdletsToExport", "DscResourcesToExport", "CompatiblePSEditions", "HelpInfoURI"),
    *("RootModule", "DefaultCommandPrefix"),
)
"""The keys that a manifest may have, in the order in which PowerShell lists them."""
_NAMES = {name.lower(): name for name in MEMBERS}
_COMMAND = "Microsoft.PowerShell.Commands.TestModuleManifestCommand"


@dataclass(slots=True)
class Manifest:
    """What a manifest says.

    path     of the file
    values   by key, in PowerShell's spelling; ``None`` for ``$null``
    running  the keys whose values only running would tell: they have a command or ``$env:`` in them
    errors   what is wrong beside; PowerShell gives the module all the same
    """

    path: str
    values: dict[str, Any]
    running: list[str] = field(default_factory=list)
    errors: list[ErrorRecord] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The module's name, which is the file's."""
        return os.path.splitext(os.path.basename(self.path))[0]

    @property
    def version(self) -> str:
        """``ModuleVersion`` as .NET writes it."""
        return str(convert(self.values["ModuleVersion"], resolve("version")))

    @property
    def guid(self) -> str:
        """The GUID in lower case, empty without one, or for one that is none."""
        try:
            return "" if self.values.get("GUID") is None else str(convert(self.values["GUID"], resolve("guid")))
        except ConversionError:
            return ""

    @property
    def root(self) -> str:
        """The file of the module's own, as it is written; empty without one."""
        return self.text("RootModule") or self.text("ModuleToProcess")

    @property
    def prerelease(self) -> str:
        """``PrivateData.PSData.Prerelease``, empty without one."""
        data = _entry(_entry(self.values.get("PrivateData"), "PSData"), "Prerelease")
        return "" if data is None else to_string(data)

    def text(self, key: str) -> str:
        """A key's value as text, empty where it is missing."""
        value = self.values.get(key)
        return "" if value is None else to_string(value)

    def texts(self, key: str) -> list[str] | None:
        """A key's value as a list of texts; None where it is missing or null. Of a module's table it is the name."""
        value = self.values.get(key)
        if value is None:
            return None
        items = value if isinstance(value, list) else [value]
        return [to_string(_entry(item, "ModuleName") if isinstance(item, dict) else item) for item in items]


def read_manifest(path: str) -> Manifest:
    """A module's manifest; nothing of it is run.

    Raises HelpFileError for a file that cannot be read, CommandError with PowerShell's error for one that is none.
    """
    return manifest_of(read_script_text(path), path)


def manifest_of(text: str, path: str) -> Manifest:
    """What the text of a manifest says. Raises CommandError; a parse error is its cause."""
    try:
        script = parse(text)
        check_restricted(script)
    except ParseError as error:
        raise CommandError([_not_permitted(error.locate(text), path)]) from error
    manifest = Manifest(path, {})
    for name, value, runs in _entries(script, path):
        if runs:
            manifest.running.append(_NAMES.get(name.lower(), name))
        manifest.values[_NAMES.get(name.lower(), name)] = value
    unknown = [name for name in (*manifest.values,) if name not in MEMBERS]
    if unknown:
        manifest.errors.append(_unknown_members(unknown, path))
    _check_version(manifest)
    _check_guid(manifest)
    return manifest


def _entries(script: Script, path: str) -> Iterable[tuple[str, Any, bool]]:
    """Each key of the manifest's table, its value, and whether that needs running."""
    folder = os.path.dirname(path)
    variables = {"psscriptroot": folder, "psedition": "Core", "enabledexperimentalfeatures": []}
    frame = constant_frame(script, variables | dict.fromkeys(("psculture", "psuiculture"), "en-US"))
    table = _only_table(script.statements)
    if table is not None:
        for key, statement in table.pairs:
            name = key.value if isinstance(key, StringConstant) else to_string(_value(frame.value, key, path))
            runs = any(_needs_running(node) for node in statement.walk())
            yield name, None if runs else _value(frame.assigned, statement, path), runs
        return
    if any(_needs_running(node) for statement in script.statements for node in statement.walk()):
        raise NotRunError(f"The manifest '{path}' needs running, which pscompat does not do.")
    try:
        written = [value for statement in script.statements for value in frame.statement(statement)]
    except PscompatError as error:
        raise _invalid(path, error) from None
    if len(written) != 1 or not isinstance(written[0], dict):
        message = (
            f"Processing the module manifest file '{path}' did not result in a valid manifest object. Update the file "
            "to contain a valid PowerShell module manifest. A valid manifest can be created using the "
            "New-ModuleManifest cmdlet."
        )
        raise CommandError([_record("Modules_InvalidManifest", message)])
    yield from ((to_string(key), value, False) for key, value in written[0].items())


def _only_table(statements: list[Node]) -> HashLiteral | None:
    """The table that a manifest consists of, also in ``@()``, ``$()`` and parentheses."""
    while len(statements) == 1:
        expression = pure_expression(statements[0])
        if isinstance(expression, HashLiteral):
            return expression
        if isinstance(expression, SubExpression):
            statements = expression.statements
        elif isinstance(expression, Paren):
            statements = [expression.statement]
        else:
            break
    return None


def _needs_running(node: Node) -> bool:
    return isinstance(node, Command) or (isinstance(node, Variable) and node.name.lower().startswith("env:"))


def _value(work: Callable[[Node], Any], node: Node, path: str) -> Any:
    """What a node is worth. Raises CommandError."""
    try:
        return work(node)
    except PscompatError as error:
        raise _invalid(path, error) from None


def _check_version(manifest: Manifest) -> None:
    """A manifest has a version; without one there is no module."""
    path = manifest.path
    if manifest.values.get("ModuleVersion") is None:
        message = (
            "The member 'ModuleVersion' is not present in the module manifest. This member must exist and be assigned "
            f"a version number of the form 'n.n.n.n'. Add the missing member to the file '{path}'."
        )
        raise CommandError([*manifest.errors, _record("Modules_InvalidManifest", message)])
    try:
        convert(manifest.values["ModuleVersion"], resolve("version"))
    except PscompatError as error:
        raise CommandError([*manifest.errors, _invalid_member("ModuleVersion", path, error)]) from None


def _check_guid(manifest: Manifest) -> None:
    if manifest.values.get("GUID") is not None:
        try:
            convert(manifest.values["GUID"], resolve("guid"))
        except PscompatError as error:
            manifest.errors.append(_invalid_member("GUID", manifest.path, error))


def _entry(table: Any, name: str) -> Any:
    """An entry of a table, by a name without regard to case; None without one, or of what is no table."""
    entries: Mapping[Any, Any] = table if isinstance(table, dict) else {}
    return next((value for key, value in entries.items() if to_string(key).lower() == name.lower()), None)


# Errors


def _record(error_id: str, message: str, exception: str = "MissingMemberException") -> ErrorRecord:
    return ErrorRecord(f"{error_id},{_COMMAND}", message, category="ResourceUnavailable", exception=exception)


def _not_permitted(error: ParseError, path: str) -> ErrorRecord:
    line, _, marks = error.excerpt.partition("\n")
    return _elements(f"At {path}:{error.line} char:{error.column}\n+ {line}\n+ {marks}\n{error.message}", path)


def _invalid(path: str, error: PscompatError) -> CommandError:
    return CommandError([_elements(error.message, path)])


def _elements(what: str, path: str) -> ErrorRecord:
    message = (
        f"The module manifest '{path}' could not be processed because it is not a valid PowerShell module manifest "
        f"file. Remove the elements that are not permitted: {what}"
    )
    return _record("Modules_InvalidManifest", message)


def _invalid_member(name: str, path: str, error: PscompatError) -> ErrorRecord:
    message = f"The '{name}' member is not valid in the module manifest file '{path}': {error.message}"
    return _record("Modules_InvalidManifest", message, "ArgumentException")


def _unknown_members(names: list[str], path: str) -> ErrorRecord:
    listed, valid = (", ".join(f"'{name}'" for name in each) for each in (names, MEMBERS))
    message = (
        f"The '{path}' module cannot be imported because its manifest contains one or more members that are not valid. "
        f"The valid manifest members are ({valid}). Remove the members that are not valid ({listed}), then try to "
        "import the module again."
    )
    record = _record("Modules_InvalidManifestMember", message, "InvalidOperationException")
    record.category = "InvalidData"
    return record
