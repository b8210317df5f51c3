"""The parameters of Format-Table, Format-List and Format-Wide (views.md §3, §14)."""

from __future__ import annotations

from ..dotnet.kinds import type_name_of
from ..dotnet.numbers import Numeral
from ..dotnet.property_expression import PropertyExpression, read_expressions
from ..errors import NotRunError
from .format_request import FormatRequest
from .view_choice import refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..engine.call import Call

_DEPTH = 5
"""So many levels Format-Custom shows where nobody says how many."""
_SIDES = ("left", "center", "right")
KEYS = {
    "table": ("name", "formatstring", "width", "alignment"),
    "list": ("name", "formatstring"),
    "wide": ("formatstring",),
    "custom": ("depth",),
    "group": ("name", "formatstring"),
}
"""What a calculated property may say besides its expression, by the command that reads it."""


def read_request(call: Call, shape: str) -> FormatRequest:
    """The parameters of a Format- command. Raises CommandError and, for what is not run, NotRunError."""
    values = call.values
    if values.Expand:
        raise NotRunError(f"-Expand is not run by pscompat: {call.command.name}.", hint="Lists are expanded alike.")
    request = FormatRequest(shape)
    given = values.Property
    if given is not None:
        # Format-Wide takes one property, the others a list.
        request.properties = read_properties(given if isinstance(given, list) and shape != "wide" else [given], shape)
    if values.GroupBy is not None:
        (request.group_by,) = read_properties([values.GroupBy], "group")
    request.view = values.View or ""
    request.force = bool(values.Force)
    request.displays_errors = bool(values.DisplayError)
    request.report = call.error if values.ShowError else None
    for attribute, name in (
        ("auto_size", "AutoSize"),
        ("wrap", "Wrap"),
        ("hides_headers", "HideTableHeaders"),
        ("repeats_header", "RepeatHeader"),
    ):
        setattr(request, attribute, bool(values.get(name)))
    request.columns = values.get("Column") or 0
    request.depth = values.get("Depth") or _DEPTH
    if request.view and request.properties:
        raise refused(
            "FormatCannotSpecifyViewAndProperty", "Cmdlet parameters View and Property are mutually exclusive."
        )
    if request.columns and request.auto_size:
        message = "Cmdlet parameters AutoSize and Column are mutually exclusive."
        raise refused("FormatCannotSpecifyAutosizeAndColumns", message)
    return request


def read_properties(given: list[Any], shape: str) -> list[PropertyExpression]:
    """The items of -Property or -GroupBy. Raises CommandError as PowerShell does."""
    expressions = read_expressions(given, KEYS[shape])
    for expression in expressions:
        _check_options(expression)
    return expressions


def _check_options(expression: PropertyExpression) -> None:
    options = {key: value.value if type(value) is Numeral else value for key, value in expression.options.items()}
    expression.options = options
    for key, value in options.items():
        wanted = int if key in ("width", "depth") else str
        if value is None:
            raise refused("DictionaryKeyMissingValue", f"The {key} key has no value.")
        if not isinstance(value, wanted) or isinstance(value, bool):
            name = "System.Int32" if wanted is int else "System.String"
            message = f'The "{key}" key has a type, {type_name_of(value)}, that is not valid; expected type is {name}.'
            raise refused("DictionaryKeyIllegalValue2", message)
    width, side = options.get("width"), options.get("alignment")
    if isinstance(width, int) and width < 1:
        raise refused("WidthOutOfRange", f'The value "{width}" for key "width" should be greater than 0.')
    if isinstance(side, str):
        matches = [each for each in _SIDES if side and each.startswith(side.lower())]
        if not matches:
            message = f'The value "{side}" for key "alignment" is not valid; valid values are {{left, center, right}}.'
            raise refused("AlignmentIllegalValue", message)
        options["alignment"] = matches[0]
    if options.get("formatstring") == "":
        message = 'Cannot have an empty formatting string for key "formatString".'
        raise refused("FormatStringEmpty", message)
