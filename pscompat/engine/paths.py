"""Paths of files as PowerShell reads them: the home folder, backslashes."""

from __future__ import annotations

import os


def full_path(path: str) -> str:
    """The absolute path, ``~`` resolved."""
    return os.path.abspath(os.path.expanduser(path))


_PROVIDERS = {"alias": "Alias", "env": "Environment", "function": "Function", "variable": "Variable"}


def other_provider(path: str) -> str:
    """The provider of a path on one of PowerShell's drives that hold no files (``env:HOME``), empty for a file's."""
    drive, colon, _ = path.partition(":")
    return _PROVIDERS.get(drive.lower(), "") if colon else ""


def is_file(value: object) -> bool:
    """Whether a value is the path of a file that is there."""
    return isinstance(value, str) and "\0" not in value and os.path.isfile(local_path(value))


def local_path(text: str) -> str:
    """A path as PowerShell reads it: ``~`` is the home folder, and backslashes part folders as well."""
    path = text
    if os.sep == "/" and "\\" in path and ("\0" in path or not os.path.lexists(path)):
        path = path.replace("\\", "/")
    return os.path.expanduser(path) if path == "~" or path.startswith(("~/", "~" + os.sep)) else path
