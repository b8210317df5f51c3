"""What a module file says of how its types' records are shown: the shape of ``views``."""

from __future__ import annotations

from typing import Any

from .entry import Entry, shown
from .shape import KEYS, LIST, MAP, NUMBER, TEXT, TEXTS, Shape, read_shape

SIDES = ("left", "center", "right")
WHEN = ("notNull", "notEmpty", "hasKeys")
_BLOCKS = ("expression", "scriptblock", "script")
"""What PowerShell's own format files and calculated properties call a script block."""
_PLACE = {
    "property": Shape(TEXT, "The property, or a path of properties with dots between."),
    "label": Shape(TEXT, "What stands above or before it; the property's name if not said."),
}
_COLUMN = Shape(
    KEYS,
    "A column.",
    keys={
        **_PLACE,
        "width": Shape(NUMBER, "Its columns on the screen; as many as its texts take if not said."),
        "alignment": Shape(TEXT, "left (if not said), center or right."),
    },
    required=("property",),
)
_ENTRY = Shape(
    KEYS,
    "A line of a list.",
    keys={
        **_PLACE,
        "each": Shape(TEXT, "The property of each element that is shown instead of the element."),
        "members": Shape(TEXTS, "The only properties that are shown of the object."),
        "when": Shape(TEXT, "When it is shown at all: notNull, notEmpty (a list) or hasKeys (a dictionary)."),
    },
    required=("property",),
)
_TABLE = Shape(
    KEYS,
    "The type's table.",
    keys={
        "wrap": Shape(TEXT, "Whether long texts are wrapped."),
        "columns": Shape(LIST, "Its columns.", inner=_COLUMN),
    },
    required=("columns",),
)
VIEWS = Shape(
    MAP,
    "How records of a type are shown, by the type's name; the first view is what is shown where no command chooses.",
    inner=Shape(
        KEYS,
        keys={
            "properties": Shape(TEXTS, "The properties that lists and tables show where none are named."),
            "table": _TABLE,
            "list": Shape(LIST, "The type's list.", inner=_ENTRY),
        },
    ),
)


def read_views(entry: Entry) -> dict[str, dict[str, Any]]:
    """``views:`` in plain dictionaries and lists. Raises HelpFileError."""
    for name in entry.tree:
        _refuse_blocks(entry.mapping(name))
    views = read_shape(entry, VIEWS)
    for name in views:
        each = entry.mapping(name)
        table = each.mapping("table") if each else None
        if table is not None:
            views[name]["table"]["wrap"] = table.flag("wrap")
            columns = list(table.mappings("columns"))
            if not columns:
                raise table.error("a table has columns", "columns")
            for column, made in zip(columns, views[name]["table"]["columns"], strict=True):
                _one_of(column, "alignment", SIDES)
                if "width" in made:
                    made["width"] = column.integer("width")
                    if made["width"] < 1:
                        raise column.error("must be at least 1", "width")
        for line in each.mappings("list") if each else ():
            _one_of(line, "when", WHEN)
    return views


def _refuse_blocks(view: Entry | None) -> None:
    """Raise HelpFileError for a column or line that a script block would work out: no help file runs any."""
    table = view.mapping("table") if view else None
    columns = table.mappings("columns") if table else ()
    for place in (*columns, *(view.mappings("list") if view else ())):
        for key, value in place.tree.items():
            text = value if key == "property" and isinstance(value, str) else ""
            if key.lower() in _BLOCKS or text.lstrip().startswith("{") or "$_" in text:
                raise place.error("script blocks are not run here; a view shows a property or a path of them", key)


def _one_of(entry: Entry, key: str, known: tuple[str, ...]) -> None:
    value = entry.text(key)
    if value and value not in known:
        raise entry.error(f"is one of {', '.join(known)}, not {shown(value)}", key)
