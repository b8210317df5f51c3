"""ValidateSet, ValidateLength, ValidateCount and the check of variable names, and what all attributes share.

Each function gives the check of one attribute, made once; the check itself takes the final, converted value and raises
ValidationError (values.md §C, binding.md §9.8, §10).
"""

from __future__ import annotations

from ...dotnet.containers import PSCustomObject
from ...dotnet.numbers import Numeral
from ...dotnet.strings import net_text, to_string
from ...errors import MetadataError, ValidationError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from ...dotnet.types import NetType

    Check = Callable[[object], None]

NULL = "The argument is null. Provide a valid value for the argument, and then try running the command again."
EMPTY_COLLECTION = (
    "The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection "
    "that does not contain any null values and then try the command again."
)
PSOBJECT = "System.Management.Automation.PSObject"


def is_wrapped(net_type: NetType) -> bool:
    """Whether the type wraps its values (PSObject), which hides strings and lists from some attributes."""
    return net_type.full_name == PSOBJECT


def wraps_elements(net_type: NetType) -> bool:
    """Whether the elements that an enumerated attribute looks at are wrapped."""
    return net_type.full_name in (PSOBJECT, PSOBJECT + "[]")


def element_text(element: object, wrapped: bool) -> str:
    """The text of a value as attributes see it: a numeral's own, a wrapped value's PowerShell text, else .NET's."""
    if type(element) is Numeral:
        return element.text
    return to_string(element) if wrapped else net_text(element)


def for_each_element(check: Check) -> Check:
    """The rule of enumerated attributes: null fails at once, collections are checked element by element."""

    def run(value: object) -> None:
        if value is None:
            raise ValidationError("ArgumentIsEmpty", EMPTY_COLLECTION)
        if isinstance(value, list):
            for item in value:
                check(item)
        else:
            check(value)

    return run


def integer_argument(arguments: Mapping[str, Any], name: str) -> int:
    """A number among an attribute's arguments, given as a number or its text."""
    return int(arguments[name])


def formatted(template: str, *values: str) -> str:
    """A composite format filled: ``{0}``, ``{1}``, doubled braces; .NET's message where it is none."""
    out: list[str] = []
    index, size = 0, len(template)
    while index < size:
        char = template[index]
        if char in "{}" and template[index + 1 : index + 2] == char:
            out.append(char)
            index += 2
            continue
        if char == "{":
            end = template.find("}", index)
            number, _, _ = template[index + 1 : max(end, 0)].partition(",")
            number = number.partition(":")[0].strip()
            if end < 0 or not number.isascii() or not number.isdigit():
                return _BAD_FORMAT
            if int(number) >= len(values):
                return (
                    "Index (zero based) must be greater than or equal to zero and less than the size of the "
                    "argument list."
                )
            out.append(values[int(number)])
            index = end + 1
            continue
        if char == "}":
            return _BAD_FORMAT
        out.append(char)
        index += 1
    return "".join(out)


_BAD_FORMAT = "Input string was not in a correct format."


def validate_set(arguments: Mapping[str, Any], net_type: NetType) -> Check:
    """ValidateSet (values.md §C.4): the element's text is one of the values, by the invariant culture."""
    values = [str(value) for value in arguments["values"]]
    if not values:
        raise MetadataError(
            "ArgumentOutOfRange",
            'Cannot process argument because the value of argument "validValues" is out of range. Change argument '
            "\"validValues\" to a value that is within range. (Parameter 'validValues')\n"
            "Actual value was System.String[].",
        )
    ignore_case = as_flag(arguments.get("ignoreCase", True))
    message = str(arguments.get("errorMessage") or "")
    exact = frozenset(values)
    folded = frozenset(value.lower() for value in values if value.isascii()) if ignore_case else exact
    wrapped = wraps_elements(net_type)

    def check(element: object) -> None:
        if type(element) is str:
            text = element
        elif element is None:
            raise ValidationError("ArgumentIsEmpty", NULL)
        else:
            text = element_text(element, wrapped)
        if text in exact or (ignore_case and text.lower() in folded and text.isascii()):
            return
        from ...dotnet.order.culture import equal

        if any(equal(value, text, ignore_case=ignore_case) for value in values):
            return
        joined = ",".join(values)
        if message:
            raise ValidationError("ValidateSetFailure", formatted(message, text, joined))
        raise ValidationError(
            "ValidateSetFailure",
            f'The argument "{text}" does not belong to the set "{joined}" specified by the ValidateSet attribute. '
            "Supply an argument that is in the set and then try the command again.",
        )

    return for_each_element(check)


def as_flag(value: object) -> bool:
    """A flag among an attribute's arguments, given as a Boolean or its text."""
    return value.strip().lower() in ("true", "$true", "yes", "1") if isinstance(value, str) else bool(value)


def _bounds(arguments: Mapping[str, Any], attribute: str, error_id: str, text: str) -> tuple[int, int]:
    """The two numbers of ValidateLength and ValidateCount; raises MetadataError when they make no sense."""
    low, high = integer_argument(arguments, "min"), integer_argument(arguments, "max")
    for name, number, wrong in (("minLength", low, low < 0), ("maxLength", high, high <= 0)):
        if wrong:
            inner = (
                f'Cannot process argument because the value of argument "{name}" is out of range. Change argument '
                f"\"{name}\" to a value that is within range. (Parameter '{name}')\nActual value was {number}."
            )
            raise construction_error(attribute, inner)
    if high < low:
        raise MetadataError(error_id, text)
    return low, high


def construction_error(attribute: str, inner: str) -> MetadataError:
    """An exception inside an attribute's constructor, as PowerShell reports it."""
    return MetadataError(
        "ExceptionConstructingAttribute",
        f'The following exception occurred while constructing the attribute "{attribute}": "{inner}"',
    )


def validate_length(arguments: Mapping[str, Any], net_type: NetType) -> Check:
    """ValidateLength (values.md §C.6): strings only, counted in UTF-16 units."""
    low, high = _bounds(
        arguments,
        "ValidateLength",
        "ValidateLengthMaxLengthSmallerThanMinLength",
        "The specified maximum character length of the argument is shorter than the specified minimum argument "
        "character length. Update the ValidateLength attribute for the parameter.",
    )
    from ...dotnet.texts import Char, utf16_length

    wrapped = wraps_elements(net_type)

    def check(element: object) -> None:
        if not isinstance(element, str) or isinstance(element, Char) or wrapped:
            raise ValidationError(
                "ValidateLengthNotString",
                "The ValidateLength attribute cannot be applied to a parameter that is not a string or string[] "
                "parameter. Make the parameter a string or string[] parameter.",
            )
        length = utf16_length(element)
        if length < low:
            raise ValidationError(
                "ValidateLengthMinLengthFailure",
                f"The character length ({length}) of the argument is too short. Specify an argument with a length "
                f'that is greater than or equal to "{low}", and then try the command again.',
            )
        if length > high:
            raise ValidationError(
                "ValidateLengthMaxLengthFailure",
                f"The character length of the {length} argument is too long. Shorten the character length of the "
                f'argument so it is fewer than or equal to "{high}" characters, and then try the command again.',
            )

    return for_each_element(check)


def validate_count(arguments: Mapping[str, Any], net_type: NetType) -> Check:
    """ValidateCount (values.md §C.7): the number of elements; a string counts its characters."""
    low, high = _bounds(
        arguments,
        "ValidateCount",
        "ValidateRangeMaxLengthSmallerThanMinLength",
        "The specified maximum number of arguments for a parameter is fewer than the specified minimum number of "
        "arguments. Update the ValidateCount attribute for the parameter.",
    )
    wrapped = is_wrapped(net_type)

    def check(value: object) -> None:
        count = _count_of(value, wrapped)
        if count is None:
            raise ValidationError(
                "NotAnArrayParameter",
                "The ValidateCount attribute cannot be applied to a non-array parameter. Either remove the attribute "
                "from the parameter or make the parameter an array parameter.",
            )
        if low == high != count:
            raise ValidationError(
                "ValidateCountExactFailure",
                f"The parameter requires exactly {high} value(s) - {count} value(s) were provided.",
            )
        if not low <= count <= high:
            raise ValidationError(
                "ValidateCountMinMaxFailure",
                f"The parameter requires at least {low} value(s) and no more than {high} value(s) - {count} value(s) "
                "were provided.",
            )

    return check


def _count_of(value: object, wrapped: bool) -> int | None:
    from ...dotnet.texts import Char, utf16_length

    if value is None:
        return 0
    if wrapped or isinstance(value, (PSCustomObject, Char)):
        return None
    if isinstance(value, str):
        return utf16_length(value)
    return len(value) if isinstance(value, (list, dict)) else None


def validate_variable_name() -> Check:
    """The variable-name check of the common parameters (binding.md §10); null means not given."""

    def check(value: object) -> None:
        if not isinstance(value, str):
            return
        name = value.removeprefix("+")
        if not name:
            raise ValidationError(
                "Argument",
                'Cannot process argument because the value of argument "path" is not valid. Change the value of the '
                '"path" argument and run the operation again.',
            )
        if not is_variable_path(name):
            raise ValidationError(
                "ArgumentNotValidVariableName",
                f"Cannot validate argument '{name}' because it is not a valid variable name.",
            )

    return check


_SCOPES = frozenset(("global", "local", "private", "script", "using", "workflow", "variable"))


def is_variable_path(name: str) -> bool:
    """Whether the path names a variable: no drive in front, only scopes or the variable drive itself."""
    scope, colon, rest = name.partition(":")
    if not colon or not scope:
        return True
    lower = scope.lower()
    if lower == "variable":
        return True
    return lower in _SCOPES and is_variable_path(rest)
