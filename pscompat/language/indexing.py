"""Indexing of values: ``$array[0]``, ``$table['name']``, ``$text[-1]``, slices, and assignment to an index."""

from __future__ import annotations

from ..dotnet.containers import NetDict, NetList, PSCustomObject
from ..dotnet.numbers import Numeral
from ..errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class Nothing:
    """The class of ``NOTHING``."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NOTHING"


NOTHING = Nothing()
"""What a statement without output gives (AutomationNull): nothing in a pipeline, null where a value is needed."""


def run_time_error(error_id: str, message: str, category: str = "InvalidOperation") -> CommandError:
    """An error of the language itself while an expression is worked out."""
    return CommandError([ErrorRecord(error_id, message, category=category, exception="RuntimeException")])


def get_index(target: Any, index: Any, tables: LastTable) -> Any:
    """``target[index]``; out of range and unknown keys give null. A list as index gives a list of what it finds.

    Raises CommandError for an index into null, or a null index.
    """
    _check_no_null(target, index)
    if isinstance(index, list):
        found = [_one(target, item, tables, slicing=True) for item in index]
        return [value for value in found if value is not NOTHING]
    return _one(target, index, tables, slicing=False)


def _check_no_null(target: Any, index: Any) -> None:
    if target is None or target is NOTHING:
        raise run_time_error("NullArray", "Cannot index into a null array.")
    if index is None or index is NOTHING:
        raise run_time_error("NullArrayIndex", "Index operation failed; the array index evaluated to null.")


def _one(target: Any, index: Any, tables: LastTable, *, slicing: bool) -> Any:
    if isinstance(index, Numeral):
        index = index.value
    if isinstance(target, dict) and not isinstance(target, PSCustomObject):
        key = tables.find(target, index)
        if key is not NOTHING:
            return target[key]
        if type(index) is int and getattr(target, "type_name", "").endswith("OrderedDictionary"):
            return _at(list(target.values()), index, slicing)
        return None
    if isinstance(target, list):
        return _at(target, index, slicing)
    if isinstance(target, str):
        from ..dotnet.texts import Char, split_units

        found = _at(split_units(target), index, slicing)
        return Char(found) if isinstance(found, str) else found
    # A single value stands for a list of itself.
    return target if index in (0, -1) and not isinstance(index, bool) else NOTHING


def _at(items: Any, index: Any, slicing: bool) -> Any:
    position = _position(index)
    if position is not None and -len(items) <= position < len(items):
        return items[position]
    return NOTHING if slicing else None


def _position(index: Any) -> int | None:
    """The index as Int32; None when it is no number."""
    if type(index) is int:
        return index
    from ..dotnet.conversion import convert
    from ..dotnet.types import resolve
    from ..errors import ConversionError

    try:
        position = convert(index, resolve("int"))
    except ConversionError:
        return None
    return position if isinstance(position, int) else None


class Keys:
    """The keys of a table as the language finds them: text without regard to case, others by type and value."""

    __slots__ = ("_known",)

    def __init__(self, keys: Iterable[Any] = ()) -> None:
        self._known: dict[Any, Any] = {}
        for key in keys:
            self.add(key)

    def add(self, key: Any) -> None:
        """Take a key on; of several that are equal the first one counts."""
        self._known.setdefault(_folded(key), key)

    def find(self, key: Any) -> Any:
        """The key that equals the given one, NOTHING without one."""
        try:
            return self._known.get(_folded(key), NOTHING)
        except TypeError:  # a collection, which as a key would be equal to itself only
            return NOTHING


def _folded(key: Any) -> Any:
    return key.lower() if isinstance(key, str) else (type(key), key)


class LastTable:
    """The keys of the table that a script looked at last: it may ask one table, or fill it, many times."""

    __slots__ = ("_keys", "_last", "_size", "_table")

    def __init__(self) -> None:
        self._table: dict[Any, Any] | None = None
        self._size = 0
        self._last: Any = None
        self._keys = Keys()

    def find(self, table: dict[Any, Any], key: Any) -> Any:
        """The table's own key that equals the given one, NOTHING when there is none."""
        if isinstance(key, str) and key in table:
            return key
        if table is not self._table or len(table) != self._size or next(reversed(table), None) is not self._last:
            self._keys = Keys(table)
            self._note(table)
        return self._keys.find(key)

    def add(self, table: dict[Any, Any], key: Any, value: Any) -> None:
        """Give the table a new key."""
        known = table is self._table and len(table) == self._size
        table[key] = value
        if known:
            self._keys.add(key)
            self._note(table)

    def _note(self, table: dict[Any, Any]) -> None:
        self._table, self._size, self._last = table, len(table), next(reversed(table), None)


class _DictionaryKey(NetDict):
    """A dictionary that is the key of another one: equal to itself only."""

    __slots__ = ()
    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__
    __ne__ = object.__ne__


class _ListKey(NetList):
    """A list that is the key of a dictionary: equal to itself only."""

    __slots__ = ()
    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__
    __ne__ = object.__ne__


def as_key(value: Any) -> Any:
    """A value as the key of a table; collections are keys by their identity, as .NET has it."""
    from ..dotnet.kinds import type_name_of

    if isinstance(value, Numeral):
        return value.value
    if isinstance(value, dict):
        return _DictionaryKey(type_name_of(value), value)
    return _ListKey(type_name_of(value), value) if isinstance(value, list) else value


def set_index(target: Any, index: Any, value: Any, tables: LastTable) -> None:
    """``target[index] = value``.

    Raises CommandError where PowerShell would: null, out of range, or nothing that can be indexed.
    """
    _check_no_null(target, index)
    if isinstance(index, Numeral):
        index = index.value
    if isinstance(target, dict) and not isinstance(target, PSCustomObject):
        key = tables.find(target, index)
        if key is NOTHING:
            tables.add(target, as_key(index), value)
        else:
            target[key] = value
        return
    if isinstance(target, list):
        position = _position(index)
        if position is None or not -len(target) <= position < len(target):
            raise run_time_error(
                "System.IndexOutOfRangeException", "Index was outside the bounds of the array.", "OperationStopped"
            )
        target[position] = value
        return
    from ..dotnet.kinds import type_name_of

    raise run_time_error("CannotIndex", f'Unable to index into an object of type "{type_name_of(target)}".')
