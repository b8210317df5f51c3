"""Names that no loaded module has: PowerShell's own cmdlets and their aliases, and what to use in their place."""

from __future__ import annotations

from ..errors import CommandNotFoundError, NotRunError
from ..language.prompts import prompt_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from ..helpfile.module import Module

    class Known(Protocol):
        """Tells which commands there are: a session."""

        def find(self, name: str) -> object | None: ...

        def modules(self) -> list[Module]: ...


_NOUNS_BY_VERB = {
    "Add": "History Type",
    "Clear": "Content History Host Item ItemProperty RecycleBin Variable",
    "Compress": "Archive",
    "Connect": "PSSession WSMan",
    "ConvertFrom": "CliXml Markdown SddlString SecureString StringData",
    "ConvertTo": "CliXml Html Xml",
    "Copy": "Item ItemProperty",
    "Debug": "Job Process Runspace",
    "Disable": "ExperimentalFeature PSBreakpoint PSRemoting PSSessionConfiguration RunspaceDebug",
    "Disconnect": "PSSession WSMan",
    "Enable": "ExperimentalFeature PSBreakpoint PSRemoting PSSessionConfiguration RunspaceDebug",
    "Enter": "PSHostProcess PSSession",
    "Exit": "PSHostProcess PSSession",
    "Expand": "Archive",
    "Export": "Alias Clixml FormatData ModuleMember PSSession",
    "Find": "Module PSResource Script",
    "Format": "Hex",
    "Get": (
        "Acl AuthenticodeSignature CimInstance CimSession Clipboard CmsMessage ComputerInfo Counter Credential "
        "Culture Error Event EventSubscriber ExecutionPolicy ExperimentalFeature FileHash FormatData History Host "
        "HotFix InstalledModule InstalledPSResource ItemProperty ItemPropertyValue Job MarkdownOption "
        "PfxCertificate Process PSBreakpoint PSCallStack PSDrive PSHostProcessInfo PSProvider PSReadLineOption "
        "PSSession Random Runspace SecureRandom Service TimeZone TraceSource TypeData UICulture Uptime Variable "
        "Verb WinEvent WmiObject"
    ),
    "Import": "Alias Clixml LocalizedData PowerShellDataFile PSSession",
    "Install": "Module PSResource Script",
    "Invoke": "Command Expression History Item RestMethod WebRequest",
    "Measure": "Command",
    "Move": "Item ItemProperty",
    "New": (
        "Alias CimInstance CimSession Event FileCatalog Item ItemProperty Module ModuleManifest PSDrive "
        "PSSession PSSessionOption Service TemporaryDirectory TemporaryFile Variable"
    ),
    "Out": "Default GridView Host Printer",
    "Protect": "CmsMessage",
    "Publish": "Module PSResource Script",
    "Receive": "Job PSSession",
    "Register": "ArgumentCompleter EngineEvent ObjectEvent",
    "Remove": (
        "Alias CimSession Event Item ItemProperty Job Module PSBreakpoint PSDrive PSSession Service TypeData Variable"
    ),
    "Rename": "Computer Item ItemProperty",
    "Restart": "Computer Service",
    "Resume": "Service",
    "Save": "Help Module PSResource Script",
    "Select": "Xml",
    "Send": "MailMessage",
    "Set": (
        "Acl Alias AuthenticodeSignature Clipboard Date ExecutionPolicy Item ItemProperty PSBreakpoint PSDebug "
        "PSReadLineOption Service TimeZone TraceSource Variable"
    ),
    "Show": "Command Markdown",
    "Start": "Job Process Service ThreadJob Transcript",
    "Stop": "Computer Job Process Service Transcript",
    "Suspend": "Service",
    "Test": "Connection FileCatalog Json ModuleManifest",
    "Trace": "Command",
    "Unblock": "File",
    "Uninstall": "Module PSResource Script",
    "Unprotect": "CmsMessage",
    "Unregister": "Event",
    "Update": "FormatData Help List Module PSResource TypeData",
    "Wait": "Debugger Event Job Process",
}
"""PowerShell's own cmdlets, as far as they are not run."""

_ALIASES = (
    "clc=Clear-Content clear=Clear-Host cls=Clear-Host copy=Copy-Item cp=Copy-Item cpi=Copy-Item "
    "curl=Invoke-WebRequest del=Remove-Item erase=Remove-Item fhx=Format-Hex "
    "gjb=Get-Job gp=Get-ItemProperty gps=Get-Process gsv=Get-Service gv=Get-Variable "
    "h=Get-History help=Get-Help history=Get-History icm=Invoke-Command iex=Invoke-Expression ii=Invoke-Item "
    "inmo=Install-Module irm=Invoke-RestMethod iwr=Invoke-WebRequest kill=Stop-Process man=Get-Help md=New-Item "
    "mi=Move-Item mkdir=New-Item move=Move-Item mv=Move-Item nal=New-Alias ni=New-Item nmo=New-Module "
    "nv=New-Variable ogv=Out-GridView oh=Out-Host ps=Get-Process rcjb=Receive-Job rd=Remove-Item ren=Rename-Item "
    "ri=Remove-Item rm=Remove-Item rmdir=Remove-Item rmo=Remove-Module rni=Rename-Item rv=Remove-Variable "
    "sajb=Start-Job sal=Set-Alias saps=Start-Process set=Set-Variable si=Set-Item spps=Stop-Process "
    "start=Start-Process sv=Set-Variable wget=Invoke-WebRequest"
)
"""PowerShell's aliases, those that it has on Windows only among them: lines are pasted from there."""

_IN_ITS_PLACE = {
    "Get-Variable": "`$name` is the value of a variable.",
    "Install-Module": "Modules need no installation; `pscompat --module FOLDER` uses the one in a folder.",
    "Invoke-Expression": "`pscompat -c LINE` runs a line, `pscompat -f FILE` a file.",
    "Invoke-RestMethod": "`pscompat help new` makes a cmdlet of a method and a path.",
    "Invoke-WebRequest": "`pscompat help new` makes a cmdlet of a method and a path.",
    "New-Variable": "`$name = 'value'` sets a variable.",
    "Out-Default": "Records are printed without it.",
    "Out-GridView": "`pscompat -o table` prints a table.",
    "Out-Host": "Records are printed without it.",
    "Set-Variable": "`$name = 'value'` sets a variable.",
}
"""What to use in the place of a cmdlet."""


def powershell_cmdlet(name: str) -> str:
    """The cmdlet of PowerShell's own that a name or an alias stands for, empty if none."""
    lower = name.lower().removesuffix(".exe").rpartition("\\")[2]
    for pair in _ALIASES.split():
        alias, _, cmdlet = pair.partition("=")
        if alias == lower:
            return cmdlet
    for verb, nouns in _NOUNS_BY_VERB.items():
        if lower.startswith(verb.lower() + "-"):
            return next((f"{verb}-{noun}" for noun in nouns.split() if f"{verb}-{noun}".lower() == lower), "")
    return ""


def command_not_found(known: Known, name: str) -> CommandNotFoundError:
    """The error for the name of a command that there is not."""
    prompt = "PS" if name == "PS" else prompt_of(name)
    if prompt:
        message = f"'{prompt}' is PowerShell's prompt, which is no part of a line."
        return CommandNotFoundError(message, hint="Leave out what stands before the name of the cmdlet.")
    own = powershell_cmdlet(name)
    if own and known.find(own) is None:
        return CommandNotFoundError(f"PowerShell's own {own} is not run by pscompat.", hint=_instead_of(own))
    message = f"The term '{name}' is not recognized as a name of a cmdlet of the loaded modules."
    return CommandNotFoundError(message, hint=_meant(known, name, own))


def program_not_run(known: Known, name: str, place: str) -> NotRunError:
    """The refusal of a line that names what is no command of a loaded module; ``place`` tells where it stands."""
    own = powershell_cmdlet(name)
    if own and known.find(own) is None:
        return NotRunError(f"PowerShell's own {own} is not run by pscompat: '{name}' {place}.", hint=_instead_of(own))
    return NotRunError(f"Other programs are not run by pscompat: '{name}' {place}.", hint=_meant(known, name, own))


def _instead_of(cmdlet: str) -> str:
    return _IN_ITS_PLACE.get(cmdlet, "`pscompat Get-Command` lists what is run.")


def _meant(known: Known, name: str, own: str) -> str:
    """A line that names the command probably meant, or says where commands are listed."""
    from ..model.nearest import nearest_name

    if own:
        return f"Write {own}, which pscompat runs."
    close = nearest_name(name, (found for module in known.modules() for found in module.command_names()))
    return f"Did you mean {close}?" if close else "`pscompat Get-Command` lists them."
