"""Where-Object: the condition is compiled once, then tried on each record."""

from __future__ import annotations

from pscompat.dotnet.conversions.scalar import is_true
from pscompat.dotnet.members import ABSENT_PROPERTY, property_getter
from pscompat.dotnet.order.comparison import comparison
from pscompat.dotnet.property_expression import PropertyExpression, property_value
from pscompat.dotnet.regex.atoms import RegexProblem
from pscompat.dotnet.wildcard import contains_wildcards
from pscompat.errors import CommandError, ErrorRecord, PscompatError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from pscompat.engine.call import Call

_OPERATORS = {
    "EqualSet": "Ieq",
    "CaseSensitiveEqualSet": "Ceq",
    "NotEqualSet": "Ine",
    "CaseSensitiveNotEqualSet": "Cne",
    "GreaterThanSet": "Igt",
    "CaseSensitiveGreaterThanSet": "Cgt",
    "LessThanSet": "Ilt",
    "CaseSensitiveLessThanSet": "Clt",
    "GreaterOrEqualSet": "Ige",
    "CaseSensitiveGreaterOrEqualSet": "Cge",
    "LessOrEqualSet": "Ile",
    "CaseSensitiveLessOrEqualSet": "Cle",
    "LikeSet": "Ilike",
    "CaseSensitiveLikeSet": "Clike",
    "NotLikeSet": "Inotlike",
    "CaseSensitiveNotLikeSet": "Cnotlike",
    "MatchSet": "Imatch",
    "CaseSensitiveMatchSet": "Cmatch",
    "NotMatchSet": "Inotmatch",
    "CaseSensitiveNotMatchSet": "Cnotmatch",
    "ContainsSet": "Icontains",
    "CaseSensitiveContainsSet": "Ccontains",
    "NotContainsSet": "Inotcontains",
    "CaseSensitiveNotContainsSet": "Cnotcontains",
    "InSet": "In",
    "CaseSensitiveInSet": "Cin",
    "NotInSet": "Inotin",
    "CaseSensitiveNotInSet": "Cnotin",
    "IsSet": "Is",
    "IsNotSet": "IsNot",
    "Not": "Not",
}
"""The operator of each parameter set, as PowerShell names it in messages."""

_VALUE_MISSING = (
    "The specified operator requires both the -Property and -Value parameters. Provide values for both parameters, "
    "and then try the command again."
)
_OPERATOR_MISSING = (
    "An operator is required to compare the two specified values. Include a valid operator in the command, and then "
    "try the command again. For example, Get-Process | Where-Object -Property Name -eq Idle"
)


def begin(call: Call) -> None:
    """Compile the condition. Raises NotRunError for a block that is only text."""
    if call.set_name == "ScriptBlockSet":
        call.state.step = _block_step(call)
        return
    call.state.step = _step(call)


def _block_step(call: Call) -> Callable[[Any], Iterable[Any]]:
    """What is done with one record where a script block tells which are wanted."""
    from pscompat.evaluation.blocks import condition

    test = condition(call.values.FilterScript)
    return lambda record: (record,) if test(record) else ()


def process(call: Call) -> Iterable[Any]:
    """Pass the record on if it meets the condition."""
    if not call.expecting_input and "InputObject" not in call.bound:
        return ()
    found: Iterable[Any] = call.state.step(call.values.InputObject)
    return found


def _step(call: Call) -> Callable[[Any], Iterable[Any]]:
    """What is done with one record."""
    name = _OPERATORS[call.set_name]
    by_truth = name == "Not" or (name == "Ieq" and "EQ" not in call.bound)
    has_value = "Value" in call.bound
    if by_truth is has_value:
        missing = (
            ("OperatorNotSpecified", _OPERATOR_MISSING)
            if by_truth
            else ("ValueNotSpecifiedForWhereObject", _VALUE_MISSING)
        )
        return lambda record: _refuse(*missing)
    get = _reader(call)
    if by_truth:
        wanted = name != "Not"

        def keep(record: Any) -> Iterable[Any]:
            value = get(record)
            return (record,) if value is not _AMBIGUOUS and is_true(value) is wanted else ()

        return keep
    test = comparison(name, call.values.Value)

    def compare(record: Any) -> Iterable[Any]:
        value = get(record)
        try:
            result = test(value) if value is not _AMBIGUOUS else False
        except RegexProblem as error:
            message = f"The argument to operator '{name}' is not valid: {error}."
            call.error(_record("BadOperatorArgument", message, "InvalidArgument", record))
            return ()
        except PscompatError as error:
            message = f"The '{name}' operator failed: {error.message}."
            call.error(_record("OperatorFailed", message, "InvalidOperation", record))
            return ()
        return (record,) if result is True or (result is not False and is_true(result)) else ()

    return compare


_AMBIGUOUS = object()


def _reader(call: Call) -> Callable[[Any], Any]:
    """The property's value in a record; null without the property."""
    name: str = call.values.Property
    if contains_wildcards(name):
        return _wildcard_reader(call, PropertyExpression(name))
    get = property_getter(name)

    def read(record: Any) -> Any:
        value = get(record)
        return None if value is ABSENT_PROPERTY else value

    return read


def _wildcard_reader(call: Call, expression: PropertyExpression) -> Callable[[Any], Any]:
    def read(record: Any) -> Any:
        names = expression.resolve(record)
        if len(names) > 1:
            call.error(_record("AmbiguousPropertyName", expression.ambiguity(names), "InvalidArgument", record))
            return _AMBIGUOUS
        return property_value(record, names[0]) if names else None

    return read


def _record(error_id: str, message: str, category: str, record: Any) -> ErrorRecord:
    return ErrorRecord(error_id, message, category=category, target=record)


def _refuse(error_id: str, message: str) -> Iterable[Any]:
    raise CommandError([_record(error_id, message, "InvalidArgument", None)])
