"""ValidatePattern: a .NET regular expression somewhere in the element's text (values.md §C.5)."""

from __future__ import annotations

from ...dotnet.regex.net_regex import letters_of
from ...errors import ConversionError, MetadataError, ValidationError
from .attributes import NULL, construction_error, element_text, for_each_element, formatted, wraps_elements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ...dotnet.containers import EnumValue
    from ...dotnet.types import NetType
    from .attributes import Check

_BESIDE_ECMASCRIPT = 1 | 2 | 8 | 256


def validate_pattern(arguments: Mapping[str, Any], net_type: NetType) -> Check:
    """The check of ValidatePattern. A pattern that .NET refuses fails when a value comes, an empty one at once."""
    pattern = str(arguments["value"])
    if not pattern:
        raise construction_error(
            "ValidatePattern",
            'Cannot process argument because the value of argument "regexPattern" is not valid. Change the value of '
            'the "regexPattern" argument and run the operation again.',
        )
    given = arguments.get("options")
    options = _options("IgnoreCase" if given is None else str(given))
    number, letters = options.value, letters_of(options.name)
    message = str(arguments.get("errorMessage") or "")
    wrapped = wraps_elements(net_type)

    def check(element: object) -> None:
        if element is None:
            raise ValidationError("ArgumentIsEmpty", NULL)
        text = element if type(element) is str else element_text(element, wrapped)
        if _matches(pattern, number, letters, text):
            return
        if message:
            raise ValidationError("ValidatePatternFailure", formatted(message, text, pattern))
        raise ValidationError(
            "ValidatePatternFailure",
            f'The argument "{text}" does not match the "{pattern}" pattern. Supply an argument that matches '
            f'"{pattern}" and try the command again.',
        )

    return for_each_element(check)


def _matches(pattern: str, number: int, letters: frozenset[str], text: str) -> bool:
    from ...dotnet.regex.atoms import RegexProblem
    from ...dotnet.regex.translation import search

    if number & 256 and number & ~_BESIDE_ECMASCRIPT:
        raise ValidationError("", "Specified argument was out of the range of valid values. (Parameter 'options')")
    try:
        return search(pattern, letters, text)
    except RegexProblem as problem:
        raise ValidationError("", str(problem)) from None


def _options(text: str) -> EnumValue:
    from ...dotnet.conversion import convert
    from ...dotnet.types import resolve

    try:
        value = convert(text, resolve("System.Text.RegularExpressions.RegexOptions"))
    except ConversionError as error:
        raise MetadataError("PropertyAssignmentException", error.message) from None
    return value  # type: ignore[return-value]
