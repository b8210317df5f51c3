"""Join-String: records, or a property of them, as one text."""

from __future__ import annotations

from pscompat.dotnet.culture_text import culture_text
from pscompat.dotnet.property_expression import BlockExpression, property_value, read_expressions
from pscompat.dotnet.strings import to_string
from pscompat.errors import NotRunError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from pscompat.dotnet.property_expression import PropertyExpression
    from pscompat.engine.call import Call


def check(values: Mapping[str, Any]) -> None:
    """Refuse what is formatted by more than its place. Raises NotRunError."""
    _check_format(values.get("FormatString") or "")


def _check_format(text: str) -> None:
    if "{" in text.replace("{0}", "").replace("{{", ""):
        raise NotRunError(
            f"A format string with more than {{0}} is not run by pscompat: '{text}'.",
            hint="Put text around {0} only.",
        )


def begin(call: Call) -> None:
    """Start collecting. Raises CommandError and NotRunError for a bad property or format."""
    _check_format(call.values.FormatString or "")
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
        call.state.texts.append(_marked(call, culture_text(value) if values.UseCulture else to_string(value)))


def _value(expression: PropertyExpression, record: Any) -> Any:
    if isinstance(expression, BlockExpression):
        return expression.value_or_null(record)
    names = expression.resolve(record)
    return property_value(record, names[0]) if names else None


def _marked(call: Call, text: str) -> str:
    values = call.values
    if values.SingleQuote:
        return f"'{text}'"
    if values.DoubleQuote:
        return f'"{text}"'
    if values.FormatString:
        pattern: str = values.FormatString
        return pattern.replace("{0}", "\0").replace("{{", "{").replace("}}", "}").replace("\0", text)
    return text


def end(call: Call) -> Iterator[str]:
    """Write the text."""
    values = call.values
    separator = values.Separator
    if separator is None:
        separator = to_string(call.session.variables.get("ofs"))
    yield to_string(values.OutputPrefix) + separator.join(call.state.texts) + to_string(values.OutputSuffix)
