"""Files and folders that are there, as Get-Item and Get-ChildItem write them: their properties are looked up."""

from __future__ import annotations

import os
import stat

from .clock import SYSTEM_CLOCK
from .containers import EnumValue
from .member_tables import add_table
from .numbers import Int64
from .texts import FileInfo, NetObject
from .times import EPOCH_TICKS, TICKS_PER_MINUTE, DateTime

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[[FileInfo], object]

PROVIDER = "Microsoft.PowerShell.Core\\FileSystem::"
"""What stands before the path in the property PSPath."""

_READ_ONLY, _HIDDEN, _DIRECTORY, _NORMAL, _REPARSE_POINT = 1, 2, 16, 128, 1024
_ATTRIBUTES = {
    _READ_ONLY: "ReadOnly",
    _HIDDEN: "Hidden",
    _DIRECTORY: "Directory",
    _NORMAL: "Normal",
    _REPARSE_POINT: "ReparsePoint",
}
_UNIX_MODES = (
    *("OtherExecute", "OtherWrite", "OtherRead"),
    *("GroupExecute", "GroupWrite", "GroupRead"),
    *("UserExecute", "UserWrite", "UserRead"),
    *("StickyBit", "SetGroup", "SetUser"),
)


class FileItem(FileInfo):
    """A file (System.IO.FileInfo) with the properties that PowerShell puts on it."""

    __slots__ = ()


class FolderItem(FileInfo):
    """A folder (System.IO.DirectoryInfo) with the properties that PowerShell puts on it."""

    __slots__ = ()


def item_at(path: str) -> FileInfo:
    """The file or folder at an absolute path."""
    return FolderItem(path) if os.path.isdir(path) else FileItem(path)


def attributes_of(path: str) -> int:
    """The FileAttributes of what is at the path, as .NET tells them on Unix: names with a dot in front are hidden."""
    found = _HIDDEN if os.path.basename(path).startswith(".") else 0
    found |= _REPARSE_POINT if os.path.islink(path) else 0
    found |= _DIRECTORY if os.path.isdir(path) else 0
    found |= _READ_ONLY if os.path.lexists(path) and not os.access(path, os.W_OK) else 0
    return found or _NORMAL


def attribute_names(path: str) -> frozenset[str]:
    """The names of the FileAttributes, in lower case."""
    found = attributes_of(path)
    return frozenset(name.lower() for bit, name in _ATTRIBUTES.items() if found & bit)


def _name(item: FileInfo) -> str:
    return os.path.basename(item.path) or item.path


def _ending(item: FileInfo) -> str:
    _, dot, ending = _name(item).rpartition(".")
    return dot + ending if dot and ending else ""


def _base_name(item: FileInfo) -> str:
    return _name(item).removesuffix(_ending(item))


def _parent(item: FileInfo) -> FolderItem | None:
    return None if item.path == "/" else FolderItem(os.path.dirname(item.path))


def _length(item: FileInfo) -> Int64 | None:
    try:
        return Int64(os.stat(item.path).st_size)
    except OSError:
        return None


def _attributes(item: FileInfo) -> EnumValue:
    found = attributes_of(item.path)
    names = ", ".join(name for bit, name in _ATTRIBUTES.items() if found & bit)
    return EnumValue("System.IO.FileAttributes", found, names)


def _mode(item: FileInfo) -> str:
    found = attributes_of(item.path)
    first = "l" if found & _REPARSE_POINT else "d" if found & _DIRECTORY else "-"
    return f"{first}-{'r' if found & _READ_ONLY else '-'}{'h' if found & _HIDDEN else '-'}-"


def _unix_mode(item: FileInfo) -> EnumValue | None:
    try:
        bits = stat.S_IMODE(os.stat(item.path).st_mode)
    except OSError:
        return None
    names = [name for place, name in enumerate(_UNIX_MODES) if bits >> place & 1]
    return EnumValue("System.IO.UnixFileMode", bits, ", ".join(names) or "None")


def _link(item: FileInfo) -> str | None:
    try:
        return os.readlink(item.path)
    except OSError:
        return None


def _moment(field: str, *, local: bool) -> Read:
    def read(item: FileInfo) -> object:
        try:
            nanoseconds: int = getattr(os.stat(item.path), field)
        except OSError:
            return None
        ticks = EPOCH_TICKS + nanoseconds // 100
        if not local:
            return DateTime(ticks, "Utc")
        offset = SYSTEM_CLOCK.offset_minutes(ticks)
        return DateTime(ticks + offset * TICKS_PER_MINUTE, "Local", offset)

    return read


_NOTES: dict[str, Read] = {
    "PSPath": lambda item: PROVIDER + item.path,
    "PSParentPath": lambda item: PROVIDER + os.path.dirname(item.path),
    "PSChildName": _name,
    "PSDrive": lambda item: NetObject("System.Management.Automation.PSDriveInfo", "/"),
    "PSProvider": lambda item: NetObject("System.Management.Automation.ProviderInfo", PROVIDER[:-2]),
    "PSIsContainer": lambda item: isinstance(item, FolderItem),
    "Mode": _mode,
    "ModeWithoutHardLink": _mode,
    "BaseName": _base_name,
    "ResolvedTarget": lambda item: os.path.realpath(item.path),
    "Target": _link,
    "LinkType": lambda item: None if _link(item) is None else "SymbolicLink",
}
_INFO: dict[str, Read] = {
    "FullName": lambda item: item.path,
    "Extension": _ending,
    "Name": _name,
    "Exists": lambda item: os.path.exists(item.path),
    "CreationTime": _moment("st_ctime_ns", local=True),
    "CreationTimeUtc": _moment("st_ctime_ns", local=False),
    "LastAccessTime": _moment("st_atime_ns", local=True),
    "LastAccessTimeUtc": _moment("st_atime_ns", local=False),
    "LastWriteTime": _moment("st_mtime_ns", local=True),
    "LastWriteTimeUtc": _moment("st_mtime_ns", local=False),
    "LinkTarget": _link,
    "UnixFileMode": _unix_mode,
    "Attributes": _attributes,
}
add_table(
    FileItem,
    **_NOTES,
    Length=_length,
    DirectoryName=lambda item: os.path.dirname(item.path),
    Directory=_parent,
    IsReadOnly=lambda item: bool(attributes_of(item.path) & _READ_ONLY),
    **_INFO,
)
add_table(
    FolderItem,
    **{**_NOTES, "BaseName": _name},
    Parent=_parent,
    Root=lambda item: FolderItem("/"),
    **_INFO,
)
