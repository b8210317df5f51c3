"""The views of files and folders, as PowerShell has them on Unix (views.md §12)."""

from __future__ import annotations

import os
import stat

from ..dotnet.formats.composite import format_text
from ..dotnet.members import ABSENT_PROPERTY
from .shown_record import read

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PROVIDER = "Microsoft.PowerShell.Core\\FileSystem::"


def folder_heading(parent: str) -> str:
    """The heading of the items of one folder."""
    return f"    Directory: {parent.replace(_PROVIDER, '')}"


def _status(item: Any) -> os.stat_result | None:
    try:
        return os.lstat(item.path)
    except (OSError, ValueError):
        return None


def _mode(item: Any) -> str | None:
    status = _status(item)
    return None if status is None else stat.filemode(status.st_mode)


def _size(item: Any) -> int | None:
    status = _status(item)
    return None if status is None else status.st_size


def _user(item: Any) -> str | None:
    from pwd import getpwuid

    status = _status(item)
    try:
        return None if status is None else getpwuid(status.st_uid).pw_name
    except KeyError:
        return None


def _group(item: Any) -> str | None:
    from grp import getgrgid

    status = _status(item)
    try:
        return None if status is None else getgrgid(status.st_gid).gr_name
    except KeyError:
        return None


def _written(item: Any) -> str | None:
    moment = read(item, "LastWriteTime")
    return format_text("{0:d} {0:HH}:{0:mm}", [moment]) if hasattr(moment, "ticks") else None


def _name(item: Any) -> str:
    name = str(read(item, "Name"))
    return f"{name} -> {os.readlink(item.path)}" if os.path.islink(item.path) else name


def _wide_name(item: Any) -> str:
    name = str(read(item, "Name"))
    return f"[{name}]" if read(item, "PSIsContainer") is True else name


def _length(item: Any) -> Any:
    return read(item, "Length")


def _version_info(item: Any) -> Any:
    """What .NET tells of a file that is no program of Windows; folders have none."""
    if read(item, "PSIsContainer") is True:
        return ABSENT_PROPERTY
    texts = ("InternalName", "OriginalFilename", "FileVersion", "FileDescription", "Product", "ProductVersion")
    flags = ("Debug", "Patched", "PreRelease", "PrivateBuild", "SpecialBuild")
    lines = [("File", item.path), *((name, "") for name in texts), *((name, "False") for name in flags)]
    return "".join([f"{name + ':':<18}{text}\n" for name, text in (*lines, ("Language", ""))])


def _column(label: str, value: Any, width: int = 0, alignment: str = "left") -> dict[str, Any]:
    return {"label": label, "property": label, "value": value, "width": width, "alignment": alignment}


_TABLE = {
    "wrap": True,
    "groupBy": "PSParentPath",
    "heading": folder_heading,
    "columns": [
        _column("UnixMode", _mode, 10),
        _column("User", _user, 10, "right"),
        _column("Group", _group, 10),
        _column("LastWriteTime", _written, 16, "right"),
        _column("Size", _size, 12, "right"),
        _column("Name", _name),
    ],
}
_LIST = {
    "groupBy": "PSParentPath",
    "heading": folder_heading,
    "lines": [
        "Name",
        _column("Length", _length),
        *("CreationTime", "LastWriteTime", "LastAccessTime", "Mode", "LinkType", "Target"),
        _column("VersionInfo", _version_info),
    ],
}
FILE_VIEWS = {
    "table": _TABLE,
    "list": _LIST,
    "wide": {"groupBy": "PSParentPath", "heading": folder_heading, "value": _wide_name},
}
"""Files and folders share their views, so that they may stand in one table."""
