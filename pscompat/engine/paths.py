"""Paths of files as PowerShell reads them: the home folder, backslashes."""

from __future__ import annotations

import os


def full_path(path: str) -> str:
    """The absolute path, ``~`` resolved."""
    return os.path.abspath(os.path.expanduser(path))


def is_file(value: object) -> bool:
    """Whether a value is the path of a file that is there."""
    return isinstance(value, str) and "\0" not in value and os.path.isfile(local_path(value))


def local_path(text: str) -> str:
    """A path as PowerShell reads it: ``~`` is the home folder, and backslashes part folders as well."""
    path = text
    if os.sep == "/" and "\\" in path and ("\0" in path or not os.path.lexists(path)):
        path = path.replace("\\", "/")
    return os.path.expanduser(path) if path == "~" or path.startswith(("~/", "~" + os.sep)) else path
