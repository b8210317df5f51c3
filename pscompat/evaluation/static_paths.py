"""Static members of [IO.Path], as on Linux; none of them looks at a file."""

from __future__ import annotations

from ..dotnet.containers import NetList
from ..dotnet.texts import Char

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_KIND = "System.IO.Path"
_SLASH = "/"


def _file_name(path: str) -> str:
    return path.rpartition(_SLASH)[2]


def _extension(path: str) -> str:
    """From the last dot of the file name on; a dot at the end is none."""
    _, dot, extension = _file_name(path).rpartition(".")
    return dot + extension if dot and extension else ""


def _base_name(path: str) -> str:
    name = _file_name(path)
    return name.rpartition(".")[0] if "." in name else name


def _directory(path: str) -> str | None:
    """The folder; null for the root and for nothing. Slashes that follow each other are one."""
    root = int(path.startswith(_SLASH))
    end = len(path)
    if end <= root:
        return None
    end = max(path.rfind(_SLASH), root)
    while end > root and path[end - 1] == _SLASH:
        end -= 1
    folder = path[:end]
    while _SLASH * 2 in folder:
        folder = folder.replace(_SLASH * 2, _SLASH)
    return folder


def _combine(*parts: str) -> str:
    """One path behind the other; one that begins with a slash starts anew."""
    joined = ""
    for part in parts:
        if part:
            joined = part if part[0] == _SLASH or not joined else joined + _SLASH * (joined[-1] != _SLASH) + part
    return joined


def _join(*parts: str) -> str:
    """As Combine, but no path starts anew."""
    joined = ""
    for part in parts:
        if part:
            between = joined and joined[-1] != _SLASH and part[0] != _SLASH
            joined += (_SLASH if between else "") + part
    return joined


def _change_extension(path: str, extension: str) -> str:
    """The path with another extension, with a dot before it where it has none; an empty one leaves the dot."""
    if not path:
        return ""
    name = _file_name(path)
    stem = path[: len(path) - len(name)] + (name.rpartition(".")[0] if "." in name else name)
    return stem + ("" if extension.startswith(".") else ".") + extension


def _without_end(path: str) -> str:
    return path[:-1] if len(path) > 1 and path.endswith(_SLASH) else path


def _is_rooted(path: str) -> bool:
    return path.startswith(_SLASH)


CONSTANTS: dict[tuple[str, str], Any] = {
    (_KIND, "directoryseparatorchar"): Char(_SLASH),
    (_KIND, "altdirectoryseparatorchar"): Char(_SLASH),
    (_KIND, "volumeseparatorchar"): Char(_SLASH),
    (_KIND, "pathseparator"): Char(":"),
}
ROWS: list[tuple[str, str, Callable[..., Any]]] = [
    (_KIND, "GetFileName(path:string)", _file_name),
    (_KIND, "GetFileNameWithoutExtension(path:string)", _base_name),
    (_KIND, "GetExtension(path:string)", _extension),
    (_KIND, "HasExtension(path:string)", lambda path: bool(_extension(path))),
    (_KIND, "GetDirectoryName(path:string)", _directory),
    (_KIND, "ChangeExtension(path:string,extension:string)", _change_extension),
    (_KIND, "Combine(paths:string*)", _combine),
    (_KIND, "Join(paths:string*)", _join),
    (_KIND, "IsPathRooted(path:string)", _is_rooted),
    (_KIND, "IsPathFullyQualified(path:string)", _is_rooted),
    (_KIND, "GetPathRoot(path:string)", lambda path: _SLASH if _is_rooted(path) else "" if path else None),
    (_KIND, "EndsInDirectorySeparator(path:string)", lambda path: path.endswith(_SLASH)),
    (_KIND, "TrimEndingDirectorySeparator(path:string)", _without_end),
    (_KIND, "GetInvalidFileNameChars()", lambda: NetList("System.Char[]", [Char("\0"), Char(_SLASH)])),
    (_KIND, "GetInvalidPathChars()", lambda: NetList("System.Char[]", [Char("\0")])),
]
