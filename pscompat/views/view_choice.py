"""Which view a record opens a document with (views.md §4)."""

from __future__ import annotations

from functools import partial

from ..dotnet.containers import PSCustomObject
from ..dotnet.members import ABSENT_PROPERTY, get_property
from ..errors import CommandError, ErrorRecord
from .format_request import FormatRequest
from .name_pattern import shown_name
from .shown_record import follow, own_names, read, type_names_of
from .value_text import is_right
from .view_parts import Column, CustomView, ListView, TableView, TextView, View, WideView, present

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ..dotnet.property_expression import PropertyExpression
    from .grouping import Grouping
    from .type_views import TypeViews
    from .view_parts import Read

_MOST_IN_TABLE = 4
"""A record with more properties is shown as a list where no command chooses."""
_MOST_COLUMNS = 10
"""A table takes so many of a record's own properties."""
_LAYOUT = frozenset(("property", "label", "width", "alignment"))
"""What a type's view says of a column that shows a property as it is."""
_CUSTOM = {"custom": "text"}
"""Format-Custom's shape; the views of that shape that types have are texts."""
_SHAPES = ("table", "list", "text")


def refused(error_id: str, message: str) -> CommandError:
    """An error that ends a Format- command."""
    return CommandError([ErrorRecord(error_id, message, category="InvalidArgument")])


class Property:
    """Reads the property of that name."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, record: Any) -> Any:
        return read(record, self.name)


def choose(request: FormatRequest, record: Any, views: TypeViews) -> View:
    """The view for a document that this record opens. Raises CommandError for a view that the type does not have."""
    type_name, known = views.of(type_names_of(record))
    shape = _CUSTOM.get(request.shape, request.shape)
    check_view(request, record, views)
    if not shape:
        shape = next((each for each in known if each in _SHAPES), "")
    view: View | None = None
    if not request.properties and shape in known:
        view = _type_view(known[shape], shape, request, record)
        view.type_name = type_name
        view.content = known[shape]
    if view is None:
        names = list(known.get("properties") or own_names(record))
        shape = request.shape or ("table" if len(names) <= _MOST_IN_TABLE else "list")
        view = _plain_view(shape, request, record, names, views)
    view.request = request
    if isinstance(view, TableView):
        view.auto_size = view.auto_size or request.auto_size
        view.wrap = view.wrap or request.wrap
        view.hides_headers = request.hides_headers
        view.repeats_header = request.repeats_header
    return view


def belongs(view: View, record: Any, views: TypeViews) -> bool:
    """Whether a type's view is for this record too; a plain view is for all."""
    if not view.type_name:
        return True
    return any(content is view.content for content in views.of(type_names_of(record))[1].values())


def check_view(request: FormatRequest, record: Any, views: TypeViews) -> None:
    """Whether the type has the view that -View names; a type's views bear its name. Raises CommandError."""
    if not request.view:
        return
    names = type_names_of(record)
    type_name, known = views.of(names)
    is_known = _CUSTOM.get(request.shape, request.shape) in known
    if is_known and request.view.lower() == type_name.lower():
        return
    kind = request.shape.capitalize()
    if is_known:
        rest = f"Specify one of the following {kind} views and try again: {type_name}."
    else:
        rest = f"There are no existing {kind} views for {names[0]} objects."
    raise refused("FormatViewNotFound", f"The view name {request.view} cannot be found. {rest}")


def grouping(request: FormatRequest, view: View) -> Grouping | None:
    """What puts records that follow each other under one heading: -GroupBy, else what the type's view says."""
    if request.group_by is None and not view.group_by:
        return None
    from ..dotnet.property_expression import PropertyExpression
    from .grouping import Grouping

    return Grouping(request.group_by or PropertyExpression(view.group_by))


def _plain_view(shape: str, request: FormatRequest, record: Any, names: list[str], views: TypeViews) -> View:
    given = request.properties
    if shape == "table":
        return TableView(_columns(request, record) if given else _first_columns(names, record))
    if shape == "list":
        return ListView(partial(_resolved, request) if given else partial(plain_entries, views))
    if shape == "custom":
        entries = partial(plain_entries, views)
        return CustomView(partial(_resolved, request) if given else entries, entries, request.depth)
    columns = request.columns or (0 if request.auto_size else 2)
    if given:
        pattern = str(given[0].options.get("formatstring", ""))
        return WideView(partial(_first_match, request, given[0]), pattern, columns)
    return WideView(partial(_standing_for, views), columns=columns)


def _named(name: str) -> Column:
    return Column(name, Property(name))


def _first_columns(names: Sequence[str], record: Any) -> list[Column]:
    columns = [_named(name) for name in names[:_MOST_COLUMNS]]
    for column in columns:
        column.side = side_of(column.read(record))
    return columns


def reader(request: FormatRequest, expression: PropertyExpression, name: str) -> Read:
    """What gives a record's value of a calculated property: its script block, or a property."""
    from ..dotnet.property_expression import BlockExpression

    return partial(request.worked_out, expression) if isinstance(expression, BlockExpression) else Property(name)


def _calculated(request: FormatRequest, expression: PropertyExpression, name: str) -> Column:
    options: Mapping[str, Any] = expression.options
    return Column(
        expression.label or name,
        reader(request, expression, name),
        width=options.get("width", options.get("depth", 0)),
        side=options.get("alignment", ""),
        pattern=options.get("formatstring", ""),
    )


def _columns(request: FormatRequest, record: Any) -> list[Column]:
    """The columns of -Property; a name that the first record does not have is a column too.

    The first record's value decides on the side; a block is worked out for it once more, and errors are not told.
    """
    columns = []
    for expression in request.properties:
        names = expression.resolve(record)
        if not names and not expression.has_wildcards:
            names = [expression.text]
        for name in names:
            column = _calculated(request, expression, name)
            column.side = column.side or side_of(reader(FormatRequest(), expression, name)(record))
            columns.append(column)
    return columns


def side_of(value: Any) -> str:
    """The side of a column that begins with the value."""
    return "right" if is_right(value) else "left"


def _resolved(request: FormatRequest, record: Any) -> list[Column]:
    """A list's entries for -Property; names that the record does not have are left out."""
    return [
        _calculated(request, expression, name)
        for expression in request.properties
        for name in expression.resolve(record)
    ]


def plain_entries(views: TypeViews, record: Any) -> list[Column]:
    """A list's entries where nobody chooses any: the display set of the record's type, else all its properties."""
    names = views.of(type_names_of(record))[1].get("properties")
    if names:
        return [Column(name, partial(_shown_even_if_missing, name)) for name in names]
    return [_named(name) for name in own_names(record)]


def _shown_even_if_missing(name: str, record: Any) -> Any:
    return present(read(record, name))


def _first_match(request: FormatRequest, expression: PropertyExpression, record: Any) -> Any:
    names = expression.resolve(record)
    return reader(request, expression, names[0])(record) if names else None


def _standing_for(views: TypeViews, record: Any) -> Any:
    """The property that stands for the record in Format-Wide."""
    names = own_names(record)
    name = shown_name(names)
    if name is None:
        name = (views.of(type_names_of(record))[1].get("properties") or names)[0]
    return read(record, name)


def _type_view(content: Any, shape: str, request: FormatRequest, record: Any) -> View:
    details: Mapping[str, Any] = content if isinstance(content, dict) else {}
    view: View
    if shape == "text":
        view = TextView(content)
    elif shape == "wide":
        read_value = details["value"] if details else Property(content)
        view = WideView(read_value, columns=request.columns or (0 if request.auto_size else 2))
    elif shape == "list":
        entries = [_typed(each, record) for each in details.get("lines", content)]
        view = ListView(lambda _: entries)
    else:
        view = TableView([_typed(each, record) for each in details["columns"]])
        view.wrap = bool(details.get("wrap"))
        view.auto_size = bool(details.get("autoSize"))
    view.group_by = details.get("groupBy", "")
    view.heading = details.get("heading")
    return view


def _typed(content: str | Mapping[str, Any], record: Any) -> Column:
    """A column or entry as a type's view describes it."""
    if isinstance(content, str):
        content = {"property": content}
    path = content["property"]
    label = content.get("label") or path
    is_plain = content.keys() <= _LAYOUT and "." not in path
    read_value: Read = partial(_shown_even_if_missing, path) if is_plain else partial(_typed_value, content)
    read_value = content.get("value", read_value)
    column = Column(label, read_value, width=int(content.get("width", 0)), side=content.get("alignment", "left"))
    column.computed = "value" not in content and read(record, label) is ABSENT_PROPERTY
    return column


def _typed_value(content: Mapping[str, Any], record: Any) -> Any:
    value = read(record, content["rather"]) if "rather" in content else ABSENT_PROPERTY
    if value is ABSENT_PROPERTY:
        value = present(follow(record, content["property"]))
    if not _is_shown(value, content.get("when", "")):
        return ABSENT_PROPERTY
    if "each" in content:
        return None if value is None else get_property(value, content["each"])
    if "members" in content:
        return PSCustomObject({name: present(follow(value, name)) for name in content["members"]})
    return value


def _is_shown(value: Any, when: str) -> bool:
    """Whether a list shows the entry: always, or where its value is there, is no empty list, is a table with keys."""
    if when == "notNull":
        return value is not None
    if when == "notEmpty":
        return bool(value) if isinstance(value, (list, dict)) else value is not None
    if when == "hasKeys":
        return isinstance(value, dict) and not isinstance(value, PSCustomObject) and bool(value)
    return True
