"""Finding, among many unlike values, the few that ``compare_objects`` may find equal to one.

Which values are equal depends on which one comes first: the other one is converted to its type, and where that fails
their texts are compared. So values are kept by their texts and as numbers. Whoever asks compares the few for certain.
"""

from __future__ import annotations

from ...errors import PscompatError
from ..containers import PSCustomObject
from ..conversion import convert
from ..kinds import is_numeric, type_name_of
from ..members import ABSENT_PROPERTY
from ..numbers import BigInteger, Numeral
from ..strings import to_string
from ..types import resolve
from .culture import sort_key

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

    Index = dict[object, list[int]]


class Likeness:
    """Values by what they may be equal to.

    ``known_first`` tells whether the values that are kept come first in the comparison, or the one that is asked about.
    """

    def __init__(self, *, ignore_case: bool, known_first: bool) -> None:
        self.ignore_case = ignore_case
        self.known_first = known_first
        self.values: list[object] = []
        self._texts: Index = {}
        self._numbers: Index = {}
        self._types: set[str] = set()
        """Names of the types of the numbers that are kept."""
        self._converted: dict[str, Index] = {}
        """What is kept as numbers of the types that were asked about."""
        self._others: list[int] = []
        """Values that are compared each time: dates, decimals, and whatever has rules of its own."""

    def add(self, value: object) -> None:
        """Keep a value; its place is the number of those that were kept before."""
        value = value.value if type(value) is Numeral else value
        place = len(self.values)
        self.values.append(value)
        self._texts.setdefault(self._text(value), []).append(place)
        if _is_plain_number(value):
            self._numbers.setdefault(_double(value), []).append(place)
            self._types.add(type_name_of(value))
        elif _is_other(value):
            self._others.append(place)
        for name, index in self._converted.items():
            self._convert_into(index, place, name)

    def places(self, value: object) -> Collection[int]:
        """The places, in order, of the values that may be equal to this one."""
        value = value.value if type(value) is Numeral else value
        if not _is_plain_number(value) and (is_numeric(value) or (_is_other(value) and not self.known_first)):
            return range(len(self.values))
        found = {*self._texts.get(self._text(value), ()), *self._others}
        if _is_plain_number(value):
            found.update(self._numbers.get(_double(value), ()))
            if not self.known_first:
                found.update(self._as_numbers(type_name_of(value)).get(_double(value), ()))
        elif self.known_first and value is not None and value is not ABSENT_PROPERTY:
            for name in self._types:
                number = _converted(value, name)
                if number is not None:
                    found.update(self._numbers.get(number, ()))
        return sorted(found)

    def _text(self, value: object) -> object:
        """What texts are compared by; null and a missing property are equal to themselves only."""
        if value is None or value is ABSENT_PROPERTY:
            return value
        # A custom object has no text of its own, and equals each other one.
        return sort_key("" if isinstance(value, PSCustomObject) else to_string(value), ignore_case=self.ignore_case)

    def _as_numbers(self, name: str) -> Index:
        index = self._converted.get(name)
        if index is None:
            index = self._converted[name] = {}
            for place in range(len(self.values)):
                self._convert_into(index, place, name)
        return index

    def _convert_into(self, index: Index, place: int, name: str) -> None:
        number = _converted(self.values[place], name)
        if number is not None:
            index.setdefault(number, []).append(place)


def _is_other(value: object) -> bool:
    return value is not None and value is not ABSENT_PROPERTY and not isinstance(value, (str, PSCustomObject))


def _is_plain_number(value: object) -> bool:
    """Whether it is compared with other numbers as a whole number or a Double."""
    if isinstance(value, (bool, BigInteger)) or not isinstance(value, (int, float)):
        return False
    return value == value


def _double(value: object) -> float:
    try:
        return float(value)  # type: ignore[arg-type]
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")  # type: ignore[operator]


def _converted(value: object, name: str) -> float | None:
    """The value as a number of that type, None where it is none."""
    if value is None or value is ABSENT_PROPERTY:
        return None
    try:
        number = convert(value, resolve(name))
    except PscompatError:
        return None
    return _double(number) if _is_plain_number(number) else None
