"""A path as Resolve-Path and Get-Location write it (System.Management.Automation.PathInfo)."""

from __future__ import annotations

from ..dotnet.containers import TextRecord
from ..dotnet.texts import NetObject


def path_info(path: str) -> TextRecord:
    """The record of an absolute path."""
    fields = {
        "Drive": NetObject("System.Management.Automation.PSDriveInfo", "/"),
        "Provider": NetObject("System.Management.Automation.ProviderInfo", "Microsoft.PowerShell.Core\\FileSystem"),
        "ProviderPath": path,
        "Path": path,
    }
    return TextRecord(fields, ("System.Management.Automation.PathInfo",), path)
