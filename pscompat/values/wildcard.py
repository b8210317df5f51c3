"""Wildcard patterns: ``*``, ``?``, ``[a-z]`` and the backtick that escapes them (WildcardPattern)."""

from __future__ import annotations

from ..errors import PscompatError
from .order.culture import equal, starts_with

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_SPECIAL = frozenset("*?[]`")
_EVERYTHING = r"[\s\S]"


class WildcardPatternError(PscompatError):
    """A pattern with an open bracket or a range from high to low."""

    error_id = "WildcardPattern_Invalid"
    category = "InvalidArgument"

    def __init__(self, pattern: str) -> None:
        super().__init__(f"The specified wildcard character pattern is not valid: {pattern}")


def contains_wildcards(pattern: str) -> bool:
    """Whether an unescaped ``*``, ``?``, ``[`` or ``]`` stands in the text."""
    escaped = False
    for char in pattern:
        if escaped:
            escaped = False
        elif char in "*?[]":
            return True
        else:
            escaped = char == "`"
    return False


def unescape(pattern: str) -> str:
    """The pattern without the backticks before wildcard characters."""
    result: list[str] = []
    escaped = False
    for char in pattern:
        if char == "`" and not escaped:
            escaped = True
            continue
        if escaped and char not in "*?[]`":
            result.append("`")
        result.append(char)
        escaped = False
    return "".join(result) + ("`" if escaped else "")


def wildcard_test(pattern: str, *, ignore_case: bool = True) -> Callable[[str], bool]:
    """A function that tells whether the whole of a text matches.

    Without wildcards, and with a star at the end only, texts compare as the culture compares them; otherwise
    character by character. Raises WildcardPatternError.
    """
    if pattern == "*":
        return lambda text: True
    first = next((index for index, char in enumerate(pattern) if char in _SPECIAL), -1)
    if first < 0:
        return lambda text: equal(text, pattern, ignore_case=ignore_case)
    if first == len(pattern) - 1 and pattern[first] == "*":
        prefix = pattern[:first]
        return lambda text: starts_with(text, prefix, ignore_case=ignore_case)
    import re

    from .regex.translation import units

    match = re.compile(_expression(pattern, ignore_case)).fullmatch

    def test(text: str) -> bool:
        seen = text if text.isascii() else units(text)
        return match(_lower(seen) if ignore_case else seen) is not None

    return test


def _lower(text: str) -> str:
    """Each character's own lower case; Python's letters of equal case, such as s and long s, are not .NET's."""
    if text.isascii():
        return text.lower()
    return "".join([char.lower() if len(char.lower()) == 1 else char for char in text])


def _expression(pattern: str, ignore_case: bool) -> str:
    """The pattern as a regular expression."""
    from re import escape

    from .regex.translation import units

    parts: list[str] = []
    contents: list[str] | None = None
    operators: list[str] = []
    opened = escaped = False
    for char in units(pattern):
        if contents is not None:
            if char == "]" and not opened and not escaped:
                parts.append(_bracket(contents, operators, pattern, ignore_case))
                contents = None
            elif char != "`" or escaped:
                contents.append(char)
                operators.append("-" if char == "-" and not escaped else " ")
            opened = False
        elif char in "*?[" and not escaped:
            if char == "[":
                contents, operators, opened = [], [], True
            else:
                parts.append(_EVERYTHING + ("*" if char == "*" else ""))
        elif char != "`" or escaped:
            parts.append(escape(_lower(char) if ignore_case else char))
        escaped = char == "`" and not escaped
    if contents is not None:
        raise WildcardPatternError(pattern)
    if escaped and pattern != "`":
        parts.append("`")
    return _without_runs(parts)


def _without_runs(parts: list[str]) -> str:
    """Several stars in a row mean one; more would make the search slow."""
    star = _EVERYTHING + "*"
    return "".join(part for index, part in enumerate(parts) if part != star or index == 0 or parts[index - 1] != star)


def _bracket(contents: list[str], operators: list[str], pattern: str, ignore_case: bool) -> str:
    """One of the characters and ranges between brackets; an empty bracket matches nothing."""
    from .regex.classes import class_text

    items: list[tuple[str, str, str]] = []
    index = 0
    while index < len(contents):
        if index + 2 < len(contents) and operators[index + 1] == "-":
            low, high = contents[index], contents[index + 2]
            if low > high:
                raise WildcardPatternError(pattern)
            items.append(("range", low, high))
            index += 3
        else:
            items.append(("range", contents[index], contents[index]))
            index += 1
    return class_text(("class", False, items, None, ignore_case), False)
