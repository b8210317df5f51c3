"""Indexing of values: ``$array[0]``, ``$table['name']``, ``$text[-1]``, slices, and assignment to an index."""

from __future__ import annotations

from ..errors import CommandError, ErrorRecord
from ..values.containers import NetDict, NetList, PSCustomObject
from ..values.numbers import Numeral

TYPE_CHECKING = False
if TYPE_CHECKING:
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


def get_index(target: Any, index: Any) -> Any:
    """``target[index]``; out of range and unknown keys give null. A list as index gives a list of what it finds.

    Raises CommandError for an index into null, or a null index.
    """
    _check_no_null(target, index)
    if isinstance(index, list):
        found = [_one(target, item, slicing=True) for item in index]
        return [value for value in found if value is not NOTHING]
    return _one(target, index, slicing=False)


def _check_no_null(target: Any, index: Any) -> None:
    if target is None or target is NOTHING:
        raise run_time_error("NullArray", "Cannot index into a null array.")
    if index is None or index is NOTHING:
        raise run_time_error("NullArrayIndex", "Index operation failed; the array index evaluated to null.")


def _one(target: Any, index: Any, *, slicing: bool) -> Any:
    if isinstance(index, Numeral):
        index = index.value
    if isinstance(target, dict) and not isinstance(target, PSCustomObject):
        key = find_key(target, index)
        if key is not NOTHING:
            return target[key]
        if type(index) is int and getattr(target, "type_name", "").endswith("OrderedDictionary"):
            return _at(list(target.values()), index, slicing)
        return None
    if isinstance(target, list):
        return _at(target, index, slicing)
    if isinstance(target, str):
        from ..values.texts import Char

        found = _at(target, index, slicing)
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
    from ..errors import ConversionError
    from ..values.conversion import convert
    from ..values.types import resolve

    try:
        position = convert(index, resolve("int"))
    except ConversionError:
        return None
    return position if isinstance(position, int) else None


def find_key(table: dict[Any, Any], key: Any) -> Any:
    """The table's own key that equals the given one, text without regard to case; NOTHING when there is none."""
    if not isinstance(key, str):
        for own in table:
            if own == key and type(own) is type(key):
                return own
        return NOTHING
    if key in table:
        return key
    lower = key.lower()
    for own in table:
        if isinstance(own, str) and own.lower() == lower:
            return own
    return NOTHING


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
    from ..values.kinds import type_name_of

    if isinstance(value, Numeral):
        return value.value
    if isinstance(value, dict):
        return _DictionaryKey(type_name_of(value), value)
    return _ListKey(type_name_of(value), value) if isinstance(value, list) else value


def set_index(target: Any, index: Any, value: Any) -> None:
    """``target[index] = value``.

    Raises CommandError where PowerShell would: null, out of range, or nothing that can be indexed.
    """
    _check_no_null(target, index)
    if isinstance(index, Numeral):
        index = index.value
    if isinstance(target, dict) and not isinstance(target, PSCustomObject):
        key = find_key(target, index)
        target[as_key(index) if key is NOTHING else key] = value
        return
    if isinstance(target, list):
        position = _position(index)
        if position is None or not -len(target) <= position < len(target):
            raise run_time_error(
                "System.IndexOutOfRangeException", "Index was outside the bounds of the array.", "OperationStopped"
            )
        target[position] = value
        return
    from ..values.kinds import type_name_of

    raise run_time_error("CannotIndex", f'Unable to index into an object of type "{type_name_of(target)}".')
