"""The views of PowerShell's own types (views.md §12), in the form in which a module file gives those of its types.

The first one of ``table``, ``list`` and ``text`` is what is shown where no command chooses. ``properties`` is a display
set. A column is a property's name, or what else is to be said of it; ``rather`` names a property that takes its place
in records that have it.
"""

from __future__ import annotations

import os

from .value_text import long_date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ..helpfile.module import Module


def _columns(*columns: Any) -> dict[str, Any]:
    """Columns given as (property, width), (property, width, alignment) or a name alone."""
    keys = ("property", "width", "alignment")
    return {"columns": [dict(zip(keys, each, strict=False)) if isinstance(each, tuple) else each for each in columns]}


_COMMANDS = _columns(
    ("CommandType", 15), {"property": "Name", "width": 50, "rather": "DisplayName"}, ("Version", 10), "Source"
)
_COMMAND = {"table": _COMMANDS, "wide": "Name"}
_ALIAS = ["DisplayName", "CommandType", "Definition", "ReferencedCommand", "ResolvedCommand"]
_GROUP = {
    "table": _columns(("Count", 5, "right"), ("Name", 25), "Group"),
    "list": ["Name", "Count", "Group", "Values"],
    "wide": "Name",
}
_SPAN = ("Days", "Hours", "Minutes", "Seconds", "Milliseconds")
_TOTALS = ("TotalDays", "TotalHours", "TotalMinutes", "TotalSeconds", "TotalMilliseconds")


def match_text(match: Any) -> str:
    """What Select-String found: the line, with its file and number where it has some, and the lines around it."""
    context, number, path = match["Context"], match["LineNumber"], match["Path"]
    if context is None:
        return _match_line("", path, number, match["Line"])
    before, after = context["DisplayPreContext"], context["DisplayPostContext"]
    lines = [("  ", line) for line in before] + [("> ", match["Line"])] + [("  ", line) for line in after]
    first = number - len(before)
    return "\n".join([_match_line(mark, path, first + index, line) for index, (mark, line) in enumerate(lines)])


def _match_line(mark: str, path: str, number: int, line: str) -> str:
    if path == "InputStream":
        return mark + line
    here = os.path.join(os.getcwd(), "")
    return f"{mark}{path.removeprefix(here)}:{number}:{line}"


VIEWS: dict[str, dict[str, Any]] = {
    "System.DateTime": {"text": long_date, "wide": "Date"},
    "System.TimeSpan": {
        "list": [*_SPAN, "Ticks", *_TOTALS],
        "table": _columns(*_SPAN),
        "wide": "TotalMilliseconds",
    },
    "System.Version": {
        "table": _columns(("Major", 6), ("Minor", 6), ("Build", 6), ("Revision", 8)),
        "wide": "Major",
    },
    "System.Guid": {"table": _columns("Guid"), "wide": "Guid"},
    "System.Collections.DictionaryEntry": {
        "table": _columns(("Name", 30), "Value"),
        "list": ["Name", "Value"],
        "wide": "Name",
    },
    "System.Globalization.CultureInfo": {
        "table": _columns(("LCID", 16), ("Name", 16), "DisplayName"),
        "wide": "Name",
    },
    "Microsoft.PowerShell.Commands.GroupInfo": _GROUP,
    "Microsoft.PowerShell.Commands.GroupInfoNoElement": {
        **_GROUP,
        "table": _columns(("Count", 5, "right"), ("Name", 25)),
    },
    "System.Management.Automation.AliasInfo": {**_COMMAND, "list": _ALIAS},
    "System.Management.Automation.CmdletInfo": _COMMAND,
    "System.Management.Automation.FunctionInfo": _COMMAND,
    "System.Management.Automation.PSModuleInfo": {
        "table": _columns(("ModuleType", 10), ("Version", 10), ("PreRelease", 10), ("Name", 35), "ExportedCommands"),
        "wide": "Name",
    },
    "Microsoft.PowerShell.Commands.MatchInfo": {"text": match_text},
    "Microsoft.PowerShell.Commands.MemberDefinition": {
        "table": {**_columns("Name", "MemberType", "Definition"), "autoSize": True, "groupBy": "TypeName"},
        "wide": "Name",
    },
    "System.Management.Automation.PathInfo": {"table": _columns("Path")},
    "System.Management.Automation.PSVariable": {"table": _columns(("Name", 30), "Value"), "wide": "Name"},
}


_FILES = ("System.IO.FileInfo", "System.IO.DirectoryInfo")


class TypeViews:
    """The views of types: PowerShell's, and those of the modules, which are read when the first record asks."""

    def __init__(self, modules: Iterable[Module] = ()) -> None:
        self._modules = modules
        self._known: dict[str, Mapping[str, Any]] | None = None

    def of(self, type_names: Iterable[str]) -> tuple[str, Mapping[str, Any]]:
        """The first of these types that has views, and these; an empty name and nothing without one."""
        if self._known is None:
            self._known = dict(VIEWS)
            for module in self._modules:
                self._known.update(module.views)
        for name in type_names:
            if name in _FILES:
                from .file_views import FILE_VIEWS

                return name, FILE_VIEWS
            if name in self._known:
                return name, self._known[name]
        return "", {}
