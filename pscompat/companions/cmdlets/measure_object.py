"""Measure-Object: counts, sums and extremes of records or of their properties."""

from __future__ import annotations

from pscompat.dotnet.containers import NetRecord, PSCustomObject
from pscompat.dotnet.conversion import convert
from pscompat.dotnet.order.comparison import bags_without_order
from pscompat.dotnet.order.object_order import compare_objects
from pscompat.dotnet.property_expression import BlockExpression, property_value, read_expressions
from pscompat.dotnet.strings import net_text, to_string
from pscompat.dotnet.texts import is_white_space
from pscompat.dotnet.types import resolve
from pscompat.errors import CommandError, ConversionError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pscompat.engine.call import Call

_WHOLE_RECORD = "$_"
_INFO = "Microsoft.PowerShell.Commands."
_DOUBLE = resolve("double")
_SHELL = PSCustomObject()


class Statistics:
    """What is known about one property so far; the variance is kept up by Welford's method."""

    __slots__ = ("characters", "count", "lines", "maximum", "minimum", "name", "total", "variance", "words")

    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0
        self.total = 0.0
        self.variance = 0.0
        self.minimum: Any = None
        self.maximum: Any = None
        self.lines = self.words = self.characters = 0

    def add_number(self, number: float) -> None:
        """Take one more number into the sum and the variance (``count`` includes it already)."""
        before = self.total
        self.total += number
        if self.count > 1:
            average = before / (self.count - 1)
            self.variance *= (self.count - 2.0) / (self.count - 1)
            self.variance += (number - average) * (number - average) / self.count

    def add_text(self, text: str, *, ignore_white_space: bool) -> None:
        """Count the lines, words and characters of one more text."""
        from pscompat.dotnet.texts import utf16_length

        words = "".join(" " if is_white_space(char) else char for char in text).split(" ")
        self.characters += utf16_length("".join(words) if ignore_white_space else text)
        self.words += len(words) - words.count("")
        self.lines += text.count("\n") + (not text.endswith("\n") if text else 0)


def begin(call: Call) -> None:
    """Read -Property. Raises NotRunError for script blocks."""
    state, values = call.state, call.values
    state.expressions = None if values.Property is None else read_expressions(values.Property, ())
    state.statistics = {}
    state.records = 0
    state.failed = False
    everything = bool(values.AllStats)
    for name in ("Sum", "Average", "StandardDeviation", "Minimum", "Maximum"):
        setattr(state, name, everything or bool(values[name]))
    state.numbers = state.Sum or state.Average or state.StandardDeviation


def process(call: Call) -> None:
    """Take one record in; nulls are dropped."""
    record = call.values.InputObject
    if record is None:
        return
    call.state.records += 1
    if call.state.expressions is None:
        # A custom object that is not a property's value is an empty shell.
        shell = isinstance(record, PSCustomObject) and not isinstance(record, NetRecord)
        _take(call, _statistics(call, _WHOLE_RECORD), _SHELL if shell else record)
        return
    counted: set[str] = set()
    for expression in call.state.expressions:
        if isinstance(expression, BlockExpression):
            _take(call, _statistics(call, expression.label), expression.value_or_null(record) or 0)
            continue
        names = expression.resolve(record)
        if not names and not expression.has_wildcards:
            _statistics(call, expression.text)
        for name in names:
            if name.lower() not in counted:
                counted.add(name.lower())
                _take(call, _statistics(call, name), property_value(record, name))


def _statistics(call: Call, name: str) -> Statistics:
    known: dict[str, Statistics] = call.state.statistics
    found = known.get(name.lower())
    if found is None:
        found = known[name.lower()] = Statistics(name)
    return found


def _take(call: Call, statistics: Statistics, value: Any) -> None:
    values, state = call.values, call.state
    statistics.count += 1
    if values.Line or values.Word or values.Character:
        statistics.add_text(net_text(value), ignore_white_space=bool(values.IgnoreWhiteSpace))
    if state.numbers:
        number = as_double(value)
        if number is None:
            state.failed = True
            call.error(
                ErrorRecord(
                    "NonNumericInputObject",
                    f'Input object "{net_text(value)}" is not numeric.',
                    category="InvalidType",
                    exception="PSInvalidOperationException",
                    target=value,
                )
            )
            return
        statistics.add_number(number)
    if state.Minimum:
        statistics.minimum = _extreme(statistics.minimum, value, 1)
    if state.Maximum:
        statistics.maximum = _extreme(statistics.maximum, value, -1)


def as_double(value: Any) -> float | None:
    """The value as a Double, None where it is no number."""
    if type(value) is float:
        return value
    try:
        number = convert(value, _DOUBLE)
    except ConversionError:
        return None
    assert isinstance(number, float)
    return number


def _extreme(known: Any, value: Any, sign: int) -> Any:
    """The lower (sign 1) or higher (sign -1) of the value so far and one more; null gives way."""
    if known is None:
        return value
    one, other = _comparable(known), _comparable(value)
    if one is not None and other is not None and type(one) is not type(other):
        one, other = to_string(one), to_string(other)
    _check_order(one, other)
    return value if sign * compare_objects(one, other, ignore_case=False) > 0 else known


def _check_order(one: Any, other: Any) -> None:
    """Objects that are neither texts nor numbers may have no order. Raises CommandError."""
    if one is other or other is None:
        return
    if isinstance(one, PSCustomObject) and not isinstance(one, NetRecord):
        raise _refused(
            "PSObjectCompareTo", "NotSpecified", "ExtendedTypeSystemException", bags_without_order(one, other)
        )
    if isinstance(one, (list, dict)):
        message = f'Cannot compare "{net_text(one)}" because it is not IComparable.'
        raise _refused("Argument", "InvalidArgument", "PSArgumentException", message)


def _refused(error_id: str, category: str, exception: str, message: str) -> CommandError:
    return CommandError([ErrorRecord(error_id, message, category=category, exception=exception)])


def _comparable(value: Any) -> Any:
    number = None if value is None else as_double(value)
    return value if number is None else number


def end(call: Call) -> Iterator[Any]:
    """Write a result for each property that was found; without any record, zeros for the records themselves."""
    state = call.state
    if state.records == 0 and state.expressions is None:
        _statistics(call, _WHOLE_RECORD)
    for statistics in state.statistics.values():
        if statistics.count or state.expressions is None:
            yield _text_result(call, statistics) if call.set_name == "TextMeasure" else _result(call, statistics)


def _result(call: Call, statistics: Statistics) -> NetRecord:
    state, count = call.state, statistics.count
    numeric = all(each is None or as_double(each) is not None for each in (statistics.minimum, statistics.maximum))
    numbers = not state.failed
    maximum, minimum = statistics.maximum, statistics.minimum
    if numeric:
        maximum = None if maximum is None else as_double(maximum)
        minimum = None if minimum is None else as_double(minimum)
    fields = {
        "Count": count,
        "Average": statistics.total / count if state.Average and numbers and count else None,
        "Sum": statistics.total if state.Sum and numbers else None,
        "Maximum": maximum,
        "Minimum": minimum,
        "StandardDeviation": statistics.variance**0.5 if state.StandardDeviation and numbers and numeric else None,
        "Property": None if state.expressions is None else statistics.name,
    }
    return NetRecord(fields, (_INFO + ("GenericMeasureInfo" if numeric else "GenericObjectMeasureInfo"),))


def _text_result(call: Call, statistics: Statistics) -> NetRecord:
    values = call.values
    fields = {
        "Lines": statistics.lines if values.Line else None,
        "Words": statistics.words if values.Word else None,
        "Characters": statistics.characters if values.Character else None,
        "Property": None if call.state.expressions is None else statistics.name,
    }
    return NetRecord(fields, (_INFO + "TextMeasureInfo",))
