"""Full names of the exceptions that errors stand for."""

from __future__ import annotations

_SYSTEM = frozenset(
    (
        "Exception",
        "ArgumentException",
        "ArgumentNullException",
        "ArgumentOutOfRangeException",
        "ArithmeticException",
        "DivideByZeroException",
        "FormatException",
        "IndexOutOfRangeException",
        "InvalidCastException",
        "InvalidOperationException",
        "NotSupportedException",
        "NotImplementedException",
        "NullReferenceException",
        "OverflowException",
        "TimeoutException",
        "UriFormatException",
        "UnauthorizedAccessException",
        "OperationCanceledException",
        "SystemException",
    )
)
_OTHER = {
    "WriteErrorException": "Microsoft.PowerShell.Commands.WriteErrorException",
    "RegexParseException": "System.Text.RegularExpressions.RegexParseException",
    "HttpRequestException": "System.Net.Http.HttpRequestException",
    "FileNotFoundException": "System.IO.FileNotFoundException",
    "DirectoryNotFoundException": "System.IO.DirectoryNotFoundException",
    "IOException": "System.IO.IOException",
    "KeyNotFoundException": "System.Collections.Generic.KeyNotFoundException",
    "WebException": "System.Net.WebException",
}


def full_exception_name(name: str) -> str:
    """An exception's full name; those of PowerShell itself are in its own namespace."""
    if "." in name:
        return name
    if name in _SYSTEM:
        return f"System.{name}"
    return _OTHER.get(name, f"System.Management.Automation.{name}")


def is_exception(name: str) -> str:
    """The full name of an exception type by the name in a script; empty for other types."""
    short = name.rpartition(".")[2].lower()
    for known in _SYSTEM:
        if known.lower() == short and name.lower() in (short, f"system.{short}"):
            return f"System.{known}"
    if name.lower().startswith("system.management.automation.") and short.endswith("exception"):
        return name
    for known, full in _OTHER.items():
        if known.lower() == short and name.lower() in (full.lower(), full.lower().removeprefix("system.")):
            return full
    return ""
