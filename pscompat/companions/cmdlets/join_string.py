"""Join-String: records, or a property of them, as one text."""

from __future__ import annotations

from pscompat.dotnet.culture_text import culture_text
from pscompat.dotnet.property_expression import BlockExpression, property_value, read_expressions
from pscompat.dotnet.strings import to_string
from pscompat.errors import NotRunError

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
    """Keep the text of the record, or of each element."""
    values, expression = call.values, call.state.property
    given = values.InputObject
    if given is None:
        return
    for item in given if isinstance(given, list) else [given]:
        if item is None:
            continue
        value = item
        if expression is not None:
            value = _value(expression, item)
        call.state.texts.append(_marked(call, value))


def _value(expression: PropertyExpression, record: Any) -> Any:
    if isinstance(expression, BlockExpression):
        return expression.value_or_null(record)
    names = expression.resolve(record)
    return property_value(record, names[0]) if names else None


def _marked(call: Call, value: Any) -> str:
    values = call.values
    text = culture_text(value) if values.UseCulture else to_string(value)
    if values.SingleQuote:
        return f"'{text}'"
    if values.DoubleQuote:
        return f'"{text}"'
    if values.FormatString:
        return _formatted(values.FormatString, value, text, bool(values.UseCulture))
    return text


def _formatted(pattern: str, value: Any, text: str, use_culture: bool) -> str:
    """The value in a format string: a text, or a number where its place says how. Raises CommandError."""
    from pscompat.evaluation.text_operators import format_operator

    styles = pattern.replace("{0}", "").replace("{{", "").split("{0:")[1:]
    if not styles:
        return format_operator(pattern, text)
    alike = isinstance(value, (int, float)) and not any(style[:1] in "cCpP" for style in styles)
    if not use_culture and not alike:
        # The invariant culture's texts of money, shares and times are not those of en-US.
        raise NotRunError(
            f"A format string for this value is not run by pscompat: '{pattern}'.", hint="Add -UseCulture."
        )
    return format_operator(pattern, value)


def end(call: Call) -> Iterator[str]:
    """Write the text."""
    values = call.values
    separator = values.Separator
    if separator is None:
        separator = to_string(call.session.variables.get("ofs"))
    yield to_string(values.OutputPrefix) + separator.join(call.state.texts) + to_string(values.OutputSuffix)
