"""Paths of files as PowerShell reads them: the home folder, wildcards, backslashes."""

from __future__ import annotations

import os

from ..dotnet.wildcard import contains_wildcards, unescape, wildcard_test


def full_path(path: str) -> str:
    """The absolute path, ``~`` resolved."""
    return os.path.abspath(os.path.expanduser(path))


def matching_paths(pattern: str) -> list[str]:
    """The absolute paths that a wildcard pattern matches, in order; one without wildcards stands for itself."""
    if not contains_wildcards(pattern):
        return [full_path(unescape(pattern))]
    found = ["/" if os.path.isabs(os.path.expanduser(pattern)) else os.getcwd()]
    for part in os.path.expanduser(pattern).split("/"):
        found = [path for base in found for path in _matching_below(base, part)]
    return found


def _matching_below(base: str, part: str) -> list[str]:
    if part in ("", "."):
        return [base]
    if not contains_wildcards(part):
        path = os.path.normpath(os.path.join(base, unescape(part)))
        return [path] if os.path.lexists(path) else []
    test = wildcard_test(part)
    try:
        names = sorted(os.listdir(base))
    except OSError:
        return []
    return [os.path.join(base, name) for name in names if test(name) and not name.startswith(".")]


def is_file(value: object) -> bool:
    """Whether a value is the path of a file that is there."""
    return isinstance(value, str) and "\0" not in value and os.path.isfile(local_path(value))


def local_path(text: str) -> str:
    """A path as PowerShell reads it: ``~`` is the home folder, and backslashes part folders as well."""
    path = text
    if os.sep == "/" and "\\" in path and ("\0" in path or not os.path.lexists(path)):
        path = path.replace("\\", "/")
    return os.path.expanduser(path) if path == "~" or path.startswith(("~/", "~" + os.sep)) else path
