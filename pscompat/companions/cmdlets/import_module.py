"""Import-Module: nothing, for the modules that are found are in use."""

from __future__ import annotations

import os

from pscompat.dotnet.identifiers import Version
from pscompat.dotnet.wildcard import contains_wildcards, wildcard_test
from pscompat.engine.item_paths import absolute
from pscompat.engine.module_info import module_info, module_version
from pscompat.errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pscompat.dotnet.containers import TextRecord
    from pscompat.engine.call import Call
    from pscompat.helpfile.module import Module

NOT_RUN = (
    "Prefix",
    "FullyQualifiedName",
    "Assembly",
    "AsCustomObject",
    "ModuleInfo",
    "ArgumentList",
    "PSSession",
    "CimSession",
    "CimResourceUri",
    "CimNamespace",
    "UseWindowsPowerShell",
)
_POWERSHELL_OWN = ("microsoft.powershell.utility", "microsoft.powershell.management", "microsoft.powershell.core")
"""What the companions stand for."""


def process(call: Call) -> Iterator[TextRecord]:
    """Look for the modules, and write an error for one that is not there."""
    for name in call.values.Name:
        found = [module for module in call.session.modules() if _is_named(module, name)]
        fitting = [module for module in found if _fits(call, module)]
        if not fitting and not contains_wildcards(name):
            call.error(_not_loaded(call, name, found))
        if call.values.PassThru:
            yield from map(module_info, fitting)


def _is_named(module: Module, name: str) -> bool:
    """Whether a name, a pattern or a path means the module."""
    if "/" in name or "\\" in name:
        path = absolute(name)
        if os.path.splitext(path)[1].lower() in (".psd1", ".psm1"):
            path = os.path.dirname(path)
        return os.path.realpath(path) == os.path.realpath(module.folder)
    if module.name == "Companions" and name.lower() in _POWERSHELL_OWN:
        return True
    return wildcard_test(name)(module.name)


def _fits(call: Call, module: Module) -> bool:
    """Whether the module's version is one that is asked for; a version that is no number fits."""
    values, version = call.values, module_version(module.version)
    if not isinstance(version, Version):
        return True
    if values.RequiredVersion is not None and version != values.RequiredVersion:
        return False
    if values.MinimumVersion is not None and version.numbers < values.MinimumVersion.numbers:
        return False
    if values.MaximumVersion:
        limit = module_version(values.MaximumVersion.replace("*", str(2**31 - 1)))
        if not isinstance(limit, Version):
            message = f"Cannot convert the version '{values.MaximumVersion}'."
            raise CommandError([ErrorRecord("InvalidOperation", message, category="InvalidArgument")])
        return version.numbers <= limit.numbers
    return True


def _not_loaded(call: Call, name: str, found: list[Module]) -> ErrorRecord:
    values = call.values
    version = values.RequiredVersion or values.MinimumVersion
    if found and version is not None:
        message = (
            f"The specified module '{name}' with version '{version}' was not loaded because no valid module file was "
            "found in any module directory."
        )
        error_id = "Modules_ModuleWithVersionNotFound"
    else:
        message = (
            f"The specified module '{name}' was not loaded because no valid module file was found in any module "
            "directory."
        )
        error_id = "Modules_ModuleNotFound"
    return ErrorRecord(
        error_id,
        message,
        category="ResourceUnavailable",
        exception="FileNotFoundException",
        target=name,
        hint="`pscompat --module FOLDER` uses one in another folder.",
    )
