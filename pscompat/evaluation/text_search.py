"""Looking for a text in another one, as the methods of texts do."""

from __future__ import annotations

from ..dotnet.order.culture import starts_with
from .comparisons import folded, ignores_case, is_linguistic
from .problems import OUTSIDE, out_of_range
from .static_characters import simple_case

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..dotnet.containers import EnumValue

_COUNT_OUTSIDE = "Count must be positive and count must refer to a location within the string/array/collection."


def index_of(text: str, value: str, start: int = 0) -> int:
    """``IndexOf``: the first place from ``start`` on, -1 for none."""
    if not 0 <= start <= len(text):
        raise out_of_range(OUTSIDE, "startIndex")
    return text.find(value, start)


def index_within(text: str, value: str, start: int, count: int) -> int:
    """As ``index_of``, within so many units."""
    if not 0 <= start <= len(text):
        raise out_of_range(OUTSIDE, "startIndex")
    if not 0 <= count <= len(text) - start:
        raise out_of_range(_COUNT_OUTSIDE, "count")
    return text.find(value, start, start + count)


def index_by(text: str, value: str, comparison: EnumValue) -> int:
    """Cultures are not asked here: texts are looked for by their characters, perhaps without regard to case."""
    return folded(text, comparison).find(folded(value, comparison))


def last_index_of(text: str, value: str, start: int | None = None) -> int:
    """Searching begins at the place and goes towards the beginning."""
    if start is None or (not text and start in (-1, 0)):
        return text.rfind(value)
    if not 0 <= start <= len(text):
        raise out_of_range(OUTSIDE, "startIndex")
    return text.rfind(value, 0, start + 1)


def index_of_any(text: str, characters: list[Any], start: int = 0) -> int:
    """The first place where one of the characters stands."""
    if not 0 <= start <= len(text):
        raise out_of_range(OUTSIDE, "startIndex")
    wanted = frozenset(map(str, characters or ()))
    return next((place for place in range(start, len(text)) if text[place] in wanted), -1)


def last_index_of_any(text: str, characters: list[Any]) -> int:
    """The last place where one of the characters stands."""
    wanted = frozenset(map(str, characters or ()))
    return next((place for place in range(len(text) - 1, -1, -1) if text[place] in wanted), -1)


def contains(text: str, value: str) -> bool:
    """``Contains`` by characters."""
    return value in text


def contains_by(text: str, value: str, comparison: EnumValue) -> bool:
    """``Contains`` by a StringComparison."""
    return index_by(text, value, comparison) >= 0


def starts_by(text: str, value: str, comparison: EnumValue) -> bool:
    """``StartsWith`` by a StringComparison."""
    if is_linguistic(comparison):
        return starts_with(text, value, ignore_case=ignores_case(comparison))
    return folded(text, comparison).startswith(folded(value, comparison))


def starts_ignoring(text: str, value: str, ignore_case: bool, _culture: Any) -> bool:
    """``StartsWith`` in the current culture, perhaps without regard to case."""
    return starts_with(text, value, ignore_case=ignore_case)


def ends_with(text: str, value: str) -> bool:
    """``EndsWith`` in the current culture."""
    return ends(text, value, False)


def ends(text: str, value: str, ignore_case: bool) -> bool:
    """Whether a text ends with another one, perhaps without regard to case."""
    if text.isascii() and value.isascii():
        return starts_with(text[::-1], value[::-1], ignore_case=ignore_case)
    if ignore_case:
        text, value = simple_case(text, True), simple_case(value, True)
    return text.endswith(value)


def ends_by(text: str, value: str, comparison: EnumValue) -> bool:
    """``EndsWith`` by a StringComparison."""
    if is_linguistic(comparison):
        return ends(text, value, ignores_case(comparison))
    return folded(text, comparison).endswith(folded(value, comparison))


def ends_ignoring(text: str, value: str, ignore_case: bool, _culture: Any) -> bool:
    """``EndsWith`` in the current culture, perhaps without regard to case."""
    return ends(text, value, ignore_case)
