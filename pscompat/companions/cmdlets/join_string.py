"""Join-String: records, or a property of them, as one text."""

from __future__ import annotations

from pscompat.dotnet.formats.composite import default_text, format_text, object_text
from pscompat.dotnet.formats.cultures import EN_US, INVARIANT
from pscompat.dotnet.formats.format_errors import FormatError
from pscompat.dotnet.property_expression import BlockExpression, property_value, read_expressions
from pscompat.dotnet.strings import to_string
from pscompat.errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pscompat.dotnet.property_expression import PropertyExpression
    from pscompat.engine.call import Call


def begin(call: Call) -> None:
    """Start collecting. Raises CommandError and NotRunError for a bad property."""
    given = call.values.Property
    call.state.property = None if given is None else read_expressions([given], ())[0]
    call.state.texts = []


def process(call: Call) -> None:
    """Keep the text of the record, or of each element. Raises CommandError for a bad format."""
    values, expression = call.values, call.state.property
    given = values.InputObject
    if given is None:
        return
    for item in given if isinstance(given, list) else [given]:
        if item is not None:
            value = item if expression is None else _value(expression, item)
            call.state.texts.append(_marked(call, value))


def _value(expression: PropertyExpression, record: Any) -> Any:
    if isinstance(expression, BlockExpression):
        return expression.value_or_null(record)
    names = expression.resolve(record)
    return property_value(record, names[0]) if names else None


def _marked(call: Call, value: Any) -> str:
    """The value's text in quotes or in a format, of the invariant culture or, where it is asked for, en-US."""
    values = call.values
    if values.FormatString:
        try:
            return format_text(values.FormatString, [value], EN_US if values.UseCulture else INVARIANT, object_text)
        except FormatError as error:
            raise CommandError(
                [ErrorRecord("System.FormatException", str(error), exception="FormatException")]
            ) from None
    text = default_text(value) if values.UseCulture else to_string(value)
    quote = "'" if values.SingleQuote else '"' if values.DoubleQuote else ""
    return f"{quote}{text}{quote}"


def end(call: Call) -> Iterator[str]:
    """Write the text."""
    values = call.values
    separator = values.Separator
    if separator is None:
        separator = to_string(call.session.variables.get("ofs"))
    yield to_string(values.OutputPrefix) + separator.join(call.state.texts) + to_string(values.OutputSuffix)
