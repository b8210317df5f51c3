"""A module as Get-Module and Import-Module write it (System.Management.Automation.PSModuleInfo)."""

from __future__ import annotations

from ..dotnet.containers import EnumValue, NetList, TextRecord
from ..dotnet.conversion import convert
from ..dotnet.types import resolve
from ..errors import ConversionError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..helpfile.module import Module


def module_version(text: str) -> object:
    """A version; one that .NET does not read stays a text."""
    try:
        return convert(text, resolve("System.Version"))
    except ConversionError:
        return text


def module_info(module: Module) -> TextRecord:
    """The record of a module."""
    fields = {
        "Name": module.name,
        "Version": module_version(module.version),
        "ModuleType": EnumValue("System.Management.Automation.ModuleType", 0, "Script"),
        "Description": module.description,
        "ModuleBase": module.folder,
        "Path": module.path,
        "ExportedCommands": NetList("System.String[]", module.command_names()),
    }
    return TextRecord(fields, ("System.Management.Automation.PSModuleInfo",), module.name)
