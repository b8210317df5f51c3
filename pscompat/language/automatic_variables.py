"""Variables that PowerShell sets by itself (expressions.md §20): their values, and which of them there are not here."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

VERSION = "7.6.5"
_AUTOMATION = "System.Management.Automation."
_ACTIONS = {"SilentlyContinue": 0, "Continue": 2}

_FIXED = {
    "?": True,
    "iscoreclr": True,
    "psedition": "Core",
    "shellid": "Microsoft.PowerShell",
    "psculture": "en-US",
    "psuiculture": "en-US",
    "errorview": "ConciseView",
    "psnativecommandargumentpassing": "Standard",
    "psnativecommanduseerroractionpreference": False,
    "nestedpromptlevel": 0,
    "psemailserver": "",
    "maximumhistorycount": 4096,
    "formatenumerationlimit": 4,
    "whatifpreference": False,
    "psscriptroot": "",
    "pscommandpath": "",
}
_PREFERENCES = {
    "erroractionpreference": "Continue",
    "warningpreference": "Continue",
    "progresspreference": "Continue",
    "verbosepreference": "SilentlyContinue",
    "debugpreference": "SilentlyContinue",
    "informationpreference": "SilentlyContinue",
}
READ_ONLY = {
    name.lower(): name
    for name in [
        "true",
        "false",
        "?",
        "Error",
        "ExecutionContext",
        "Host",
        "HOME",
        "PID",
        "PSCulture",
        "PSUICulture",
        "PSHOME",
        "PSVersionTable",
        "PSEdition",
        "ShellId",
        "IsLinux",
        "IsMacOS",
        "IsWindows",
        "IsCoreCLR",
        "EnabledExperimentalFeatures",
    ]
}
"""Variables that nothing is assigned to, by lower-case name."""
NOT_THERE = frozenset(
    [
        "consolefilename",
        "enabledexperimentalfeatures",
        "event",
        "eventargs",
        "eventsubscriber",
        "executioncontext",
        "outputencoding",
        "profile",
        "psdebugcontext",
        "pshome",
        "pssenderinfo",
        "pssessionapplicationname",
        "pssessionconfigurationname",
        "pssessionoption",
        "psstyle",
        "sender",
        "sourceargs",
        "sourceeventargs",
        "stacktrace",
        "$",
        "^",
    ]
)
"""Automatic variables of PowerShell that pscompat does not have."""
MEMBERS = {
    "host": frozenset(("name", "version", "currentculture", "currentuiculture")),
    "myinvocation": frozenset(
        ("mycommand", "invocationname", "scriptname", "pscommandpath", "psscriptroot", "boundparameters", "line")
    ),
}
"""Variables that are objects of which only so much is there: members by the variable."""


def check_writable(key: str) -> None:
    """Raises CommandError for the lower-case name of a variable that nothing is assigned to."""
    if key in READ_ONLY:
        from .indexing import run_time_error

        message = f"Cannot overwrite variable {READ_ONLY[key]} because it is read-only or constant."
        raise run_time_error("VariableNotWritable", message, "WriteError")


def automatic(name: str, get: Callable[[str], Any]) -> Any:
    """The value of an automatic variable by lower-case name, null for others; ``get`` reads other variables."""
    if name in _FIXED:
        return _FIXED[name]
    if name in _PREFERENCES or name == "confirmpreference":
        from ..dotnet.containers import EnumValue

        if name == "confirmpreference":
            return EnumValue(f"{_AUTOMATION}ConfirmImpact", 3, "High")
        action = _PREFERENCES[name]
        return EnumValue(f"{_AUTOMATION}ActionPreference", _ACTIONS[action], action)
    if name in ("home", "pid"):
        import os

        return os.path.expanduser("~") if name == "home" else os.getpid()
    if name in ("islinux", "ismacos", "iswindows"):
        import sys

        return sys.platform == {"islinux": "linux", "ismacos": "darwin", "iswindows": "win32"}[name]
    make = _OBJECTS.get(name)
    return None if make is None else make(get)


def _error(get: Callable[[str], Any]) -> Any:
    from ..dotnet.containers import NetList

    return NetList("System.Collections.ArrayList")


def _input(get: Callable[[str], Any]) -> Any:
    from ..dotnet.containers import Enumerator

    return Enumerator(())


def _pwd(get: Callable[[str], Any]) -> Any:
    import os

    from ..dotnet.containers import PSCustomObject

    return PSCustomObject({"Path": os.getcwd()}, (f"{_AUTOMATION}PathInfo",))


def _version(text: str, kind: str = "version") -> Any:
    from ..dotnet.conversion import convert
    from ..dotnet.types import resolve

    return convert(text, resolve(kind))


def _version_table(get: Callable[[str], Any]) -> Any:
    """``$PSVersionTable``, with an entry of pscompat's own behind PowerShell's."""
    import sys

    from ..dotnet.containers import NetDict, NetList
    from ..version import __version__

    compatible = ("1.0", "2.0", "3.0", "4.0", "5.0", "5.1", "6.0", "7.0")
    table = {
        "PSVersion": _version(VERSION, "semver"),
        "PSEdition": "Core",
        "GitCommitId": VERSION,
        "OS": _system(),
        "Platform": "Win32NT" if sys.platform == "win32" else "Unix",
        "PSCompatibleVersions": NetList("System.Version[]", map(_version, compatible)),
        "PSRemotingProtocolVersion": _version("2.4"),
        "SerializationVersion": _version("1.1.0.1"),
        "WSManStackVersion": _version("3.0"),
        "pscompat": __version__,
    }
    return NetDict(f"{_AUTOMATION}PSVersionHashTable", table)


def _system() -> str:
    """The system as .NET describes it: on Linux the distribution's own name for itself."""
    import sys

    try:
        with open("/etc/os-release", encoding="utf-8") as file:
            for line in file:
                if line.startswith("PRETTY_NAME="):
                    return line.partition("=")[2].strip().strip('"')
    except OSError:
        pass
    return sys.platform


def _host(get: Callable[[str], Any]) -> Any:
    from ..dotnet.containers import TextRecord

    name = f"{_AUTOMATION}Internal.Host.InternalHost"
    fields = {
        "Name": "ConsoleHost",
        "Version": _version(VERSION),
        "CurrentCulture": "en-US",
        "CurrentUICulture": "en-US",
    }
    return TextRecord(fields, (name,), name)


def _invocation(get: Callable[[str], Any]) -> Any:
    """``$MyInvocation`` of the file that is run, or of a line."""
    from ..dotnet.containers import EnumValue, NetRecord, TextRecord

    path = get("pscommandpath") or ""
    name = path.replace("\\", "/").rpartition("/")[2]
    kind = EnumValue(f"{_AUTOMATION}CommandTypes", 16, "ExternalScript") if path else None
    kind = kind or EnumValue(f"{_AUTOMATION}CommandTypes", 64, "Script")
    command = {"Name": name, "CommandType": kind, "Definition": path, "Path": path or None, "Source": path}
    types = f"{_AUTOMATION}{'ExternalScript' if path else 'Script'}Info"
    fields = {
        "MyCommand": TextRecord(command, (types,), name),
        "InvocationName": path,
        "ScriptName": "",
        "PSCommandPath": "",
        "PSScriptRoot": "",
        "BoundParameters": get("psboundparameters") or {},
        "Line": "",
    }
    return NetRecord(fields, (f"{_AUTOMATION}InvocationInfo",))


_OBJECTS: dict[str, Callable[[Callable[[str], Any]], Any]] = {
    "input": _input,
    "args": lambda get: [],
    "error": _error,
    "host": _host,
    "myinvocation": _invocation,
    "psboundparameters": lambda get: {},
    "psversiontable": _version_table,
    "pwd": _pwd,
}
