"""Classes of .NET and PowerShell that commands take, of which more is known than the name: what can become one.

Only what a parameter is given counts here: a text, a dictionary, an object of the class.
"""

from __future__ import annotations

_COMMANDS = "Microsoft.PowerShell.Commands."
_AUTOMATION = "System.Management.Automation."

FROM_TEXT = {
    "System.Exception": "System.Exception: {}",
    _COMMANDS + "ModuleSpecification": "{}",
    _COMMANDS + "PSPropertyExpression": "{}",
    _AUTOMATION + "CmsMessageRecipient": _AUTOMATION + "CmsMessageRecipient",
    _AUTOMATION + "ExtendedTypeDefinition": "{}",
    _AUTOMATION + "PSTypeName": "{}",
    _AUTOMATION + "Runspaces.TypeData": _AUTOMATION + "Runspaces.TypeData",
    "System.Net.Sockets.UnixDomainSocketEndPoint": "{}",
}
"""Classes with a constructor that takes one text, and what their objects print, ``{}`` being the text."""
FROM_FILE = frozenset(
    "System.Security.Cryptography.X509Certificates." + name for name in ("X509Certificate", "X509Certificate2")
)
"""Classes whose constructor takes a text for the name of a file, which it reads."""
FROM_HASHTABLE = frozenset((_COMMANDS + "ModuleSpecification", _AUTOMATION + "PSPrimitiveDictionary"))
"""Classes with a constructor that takes a Hashtable."""
FROM_SCRIPT_BLOCK = frozenset((_COMMANDS + "PSPropertyExpression",))
"""Classes with a constructor that takes a ScriptBlock; so do all delegates."""
DELEGATES = ("System.Action`", "System.Func`")

PROPERTIES: dict[str, tuple[str, ...]] = {
    _COMMANDS + "WebRequestSession": (
        *("Headers", "Cookies", "UseDefaultCredentials", "Credentials", "Certificates", "UserAgent", "Proxy"),
        *("MaximumRedirection", "MaximumRetryCount", "RetryIntervalInSeconds"),
    ),
    _AUTOMATION + "Remoting.PSSessionOption": (
        *("MaximumConnectionRedirectionCount", "NoCompression", "NoMachineProfile", "ProxyAccessType"),
        *("ProxyAuthentication", "ProxyCredential", "SkipCACheck", "SkipCNCheck", "SkipRevocationCheck"),
        *("OperationTimeout", "NoEncryption", "UseUTF16", "IncludePortInSPN", "OutputBufferingMode"),
        *("MaxConnectionRetryCount", "Culture", "UICulture", "MaximumReceivedDataSizePerCommand"),
        *("MaximumReceivedObjectSize", "ApplicationArguments", "OpenTimeout", "CancelTimeout", "IdleTimeout"),
    ),
    "System.Exception": ("HelpLink", "HResult", "Source"),
}
"""The settable properties of classes that a dictionary or property bag can make."""

HANDLES = frozenset(
    (
        "System.Diagnostics.Process",
        "System.IO.Stream",
        "System.Reflection.Assembly",
        "System.TimeZoneInfo",
        "System.Xml.XmlNode",
        _COMMANDS + "PSHostProcessInfo",
        _AUTOMATION + "Breakpoint",
        _AUTOMATION + "ErrorRecord",
        _AUTOMATION + "Host.PSHost",
        _AUTOMATION + "Job",
        _AUTOMATION + "Language.Ast",
        _AUTOMATION + "Language.CommandAst",
        _AUTOMATION + "Language.IScriptPosition",
        _AUTOMATION + "Language.Token",
        _AUTOMATION + "PSModuleInfo",
        _AUTOMATION + "PSSessionTypeOption",
        _AUTOMATION + "PSTransportOption",
        _AUTOMATION + "Runspaces.PSSession",
        _AUTOMATION + "Runspaces.Runspace",
    )
)
"""Classes whose objects only other commands give: abstract ones, and those that no constructor makes of one value."""

ENCODING = "System.Text.Encoding"
ENCODINGS = frozenset(
    (
        *("ansi", "ascii", "bigendianunicode", "bigendianutf32", "default", "oem", "string", "unicode", "unknown"),
        *("utf7", "utf8", "utf8bom", "utf8nobom", "utf32"),
    )
)
"""The names, in lower case, that PowerShell's commands take for an encoding, besides .NET's."""

SHORT_NAMES = {
    name.rpartition(".")[2].lower(): name
    for name in (*HANDLES, *FROM_TEXT, *FROM_FILE, *FROM_HASHTABLE, *PROPERTIES)
    if not name.endswith(("Language.Ast", "Language.Token", "Runspaces.TypeData"))
}
"""The classes by their last name in lower case, as pages write it, but for names that others give to their own."""


def is_known(full_name: str) -> bool:
    """Whether more is known of the class than its name."""
    return (
        full_name in HANDLES
        or full_name in FROM_TEXT
        or full_name in PROPERTIES
        or full_name in FROM_FILE
        or full_name in FROM_HASHTABLE
        or full_name == ENCODING
        or full_name.startswith(DELEGATES)
    )
