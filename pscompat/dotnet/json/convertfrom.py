"""JSON as ``ConvertFrom-Json`` reads it. Source: ConvertFromJsonCommand and JsonObject of 7.6."""

from __future__ import annotations

from ...errors import CommandError, ErrorRecord
from ..containers import NetDict, PSCustomObject
from ..numbers import Int64, long_integer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from ..clock import Clock

_MAX_LENGTH = 380
"""Whole numbers of more characters are refused."""
_SHORTEST_DATE = 9
_DATE_STARTS = "0123456789/"
_MOST_KNOWN = 1000

_EMPTY_KEY = (
    "The provided JSON includes a property whose name is an empty string, this is only supported using the "
    "-AsHashTable switch."
)


def number_of(text: str) -> Any:
    """The value of a JSON number: Int64, BigInteger or Double.

    Raises ValueError for what is no number, OverflowError for one that is too long.
    """
    if len(text) > 1 and text[0] == "0" and text[1] not in ".eE":
        return _bits(text[2:], 16) if text[1] in "xX" else _bits(text, 8)
    digits = text.removeprefix("-")
    if digits.isdigit() and digits.isascii():
        if len(text) > _MAX_LENGTH:
            raise OverflowError(text)
        return long_integer(text)
    if not (text.isascii() and "_" not in text and text[-1:].isalnum() | (text[-1:] == ".")):
        raise ValueError(text)
    return float(text)


def _bits(digits: str, base: int) -> Int64:
    """Digits in base 8 or 16 as the 64 bits of a number; raises ValueError (Convert.ToInt64)."""
    if not digits.isalnum() or not digits.isascii():
        raise ValueError(digits)
    number = int(digits, base)
    if number >= 1 << 64:
        raise ValueError(digits)
    return Int64(number - (1 << 64) if number >= 1 << 63 else number)


class JsonReader:
    """The options of one ConvertFrom-Json.

    as_hashtable  make ordered, case-sensitive dictionaries instead of objects
    depth         how deeply a text may be nested
    date_kind     what texts in the form of an ISO date become: ``Default``, ``Local``, ``Utc``, ``Offset``, ``String``
    clock         the clock and zone of dates
    """

    def __init__(
        self,
        *,
        as_hashtable: bool = False,
        depth: int = 1024,
        date_kind: str = "Default",
        clock: Clock | None = None,
    ) -> None:
        self.as_hashtable = as_hashtable
        self.depth = depth
        self.date_kind = date_kind
        self.clock = clock
        self._scan: Callable[[str, int], tuple[Any, int]] | None = None
        self._sound: set[tuple[str, ...]] = set()
        """Names of members, in order, that were found to go together."""

    def read(self, text: str) -> Any:
        """The value of the text.

        Raises JsonError for what is no JSON, CommandError for objects that cannot have such property names.
        """
        # Python's own reader does not count levels; it gives up somewhat below the default depth of 1024.
        shallow = self.depth >= 1024 or text.count("{") + text.count("[") <= self.depth
        if shallow and not _has_surrogates(text):
            try:
                value, end = self._python_scan()(text, 0)
                if end == len(text) or not text[end:].strip(" \t\r\n"):
                    return self._value(value)
            except (ValueError, OverflowError, RecursionError, StopIteration):
                pass
        from .lenient import JsonScanner

        scanner = JsonScanner(text, max_depth=self.depth, number=number_of, pairs=self._pairs, items=self._items)
        value = scanner.scan()
        return self._text(value) if type(value) is str else value

    def _python_scan(self) -> Callable[[str, int], tuple[Any, int]]:
        """Python's reader of one value; what it does not take is for our own."""
        if self._scan is None:
            from json import JSONDecoder

            decoder = JSONDecoder(
                strict=False, parse_int=_plain_integer, parse_constant=_no_constant, object_pairs_hook=self._pairs
            )
            self._scan = decoder.scan_once  # type: ignore[attr-defined]
        return self._scan

    def _items(self, items: list[Any]) -> list[Any]:
        return [self._text(item) if type(item) is str else item for item in items]

    def _value(self, value: Any) -> Any:
        if type(value) is str:
            return self._text(value)
        if type(value) is list:
            for index, item in enumerate(value):
                if type(item) is str or type(item) is list:
                    value[index] = self._value(item)
        return value

    def _text(self, text: str) -> Any:
        if self.date_kind == "String" or not _SHORTEST_DATE <= len(text) <= 40 or text[0] not in _DATE_STARTS:
            return text
        from .dates import read_date

        moment = read_date(text, self.date_kind, self.clock)
        return text if moment is None else moment

    def _pairs(self, pairs: list[tuple[str, Any]]) -> Any:
        members = dict(pairs)
        if len(members) < len(pairs):
            members = {}
            for key, value in pairs:
                members.pop(key, None)  # what is given again stands where it stands last
                members[key] = value
        for key, value in members.items():
            kind = type(value)
            if (kind is str and len(value) >= _SHORTEST_DATE and value[0] in _DATE_STARTS) or kind is list:
                members[key] = self._value(value)
        if self.as_hashtable:
            return NetDict("System.Management.Automation.OrderedHashtable", members)
        names = tuple(members)
        if names not in self._sound:
            _check_names(names)
            if len(self._sound) < _MOST_KNOWN:
                self._sound.add(names)
        return PSCustomObject(members)


def _check_names(names: Iterable[str]) -> None:
    """Raise CommandError for names of members that an object cannot have, or not together."""
    known: dict[str, str] = {}
    for key in names:
        if not key:
            raise _refused("EmptyKeyInJsonString", _EMPTY_KEY)
        other = known.setdefault(key.lower(), key)
        if other != key:
            raise _refused(
                "KeysWithDifferentCasingInJsonString",
                "Cannot convert the JSON string because it contains keys with different casing. Please use the "
                "-AsHashTable switch instead. The key that was attempted to be added to the existing key "
                f"'{other}' was '{key}'.",
            )


def _plain_integer(text: str) -> Any:
    """A whole number in JSON's own form. Raises OverflowError."""
    if len(text) > _MAX_LENGTH:
        raise OverflowError(text)
    return long_integer(text)


def _has_surrogates(text: str) -> bool:
    """Whether halves of surrogate pairs are escaped in the text; Python keeps those that have no other half."""
    return "\\ud" in text or "\\uD" in text


def _no_constant(text: str) -> Any:
    return float(text.replace("Infinity", "inf"))


def _refused(error_id: str, message: str) -> CommandError:
    record = ErrorRecord(error_id, message, category="InvalidOperation", exception="InvalidOperationException")
    return CommandError([record])
