"""Methods of arrays, lists and dictionaries."""

from __future__ import annotations

from ..dotnet.containers import Enumerator, NetList
from ..dotnet.conversion import convert
from ..dotnet.kinds import type_name_of
from ..dotnet.sizes import check_size
from ..dotnet.strings import to_string
from ..dotnet.types import resolve
from ..errors import NotRunError
from ..language.indexing import NOTHING
from .arithmetic import base
from .object_views import Entry
from .overloads import table
from .problems import NetProblem
from .value_methods import net_equal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def _fixed_size(*_: Any) -> Any:
    raise NetProblem("NotSupportedException", "Collection was of a fixed size.")


def _place_in(items: list[Any], value: Any) -> int:
    return next((place for place, item in enumerate(items) if net_equal(item, value)), -1)


def _void(work: Callable[..., Any]) -> Callable[..., Any]:
    def run(*arguments: Any) -> Any:
        work(*arguments)
        return NOTHING

    return run


def _get_value(items: list[Any], index: int) -> Any:
    if not 0 <= index < len(items):
        raise NetProblem("IndexOutOfRangeException", "Index was outside the bounds of the array.")
    return items[index]


def _set_value(items: list[Any], value: Any, index: int) -> Any:
    if not 0 <= index < len(items):
        raise NetProblem("IndexOutOfRangeException", "Index was outside the bounds of the array.")
    items[index] = value
    return NOTHING


def _clone(items: list[Any]) -> list[Any]:
    return NetList(items.type_name, items) if isinstance(items, NetList) else list(items)


def _reset(items: Enumerator) -> Any:
    raise NotRunError("The method 'Reset' of enumerators is not run by pscompat: what they went through is gone.")


ENUMERATOR = table(("MoveNext()", Enumerator.move_next), ("Reset()", _reset))
ARRAY = table(
    ("Contains(value:object)", lambda items, value: _place_in(items, value) >= 0),
    ("IndexOf(value:object)", _place_in),
    ("GetValue(index:int)", _get_value),
    ("SetValue(value:object,index:int)", _set_value),
    ("Clone()", _clone),
    ("GetEnumerator()", lambda items: Enumerator(list(items), "System.ArrayEnumerator")),
    ("GetLength(dimension:int)", lambda items, dimension: len(items)),
    ("GetUpperBound(dimension:int)", lambda items, dimension: len(items) - 1),
    ("GetLowerBound(dimension:int)", lambda items, dimension: 0),
    ("Add(value:object)", _fixed_size),
    ("Remove(value:object)", _fixed_size),
    ("RemoveAt(index:int)", _fixed_size),
    ("Insert(index:int,value:object)", _fixed_size),
    ("Get(index:int)", _get_value),
    ("Set(index:int,value:object)", lambda items, index, value: _set_value(items, value, index)),
)


def _converted_item(items: list[Any], value: Any) -> Any:
    name = type_name_of(items)
    if "[" in name:
        inner = name.partition("[")[2][:-1]
        if inner not in ("System.Object", ""):
            return convert(value, resolve(inner))
    return value


def _list_add(items: list[Any], value: Any) -> Any:
    check_size(len(items) + 1)
    items.append(_converted_item(items, value))
    return NOTHING


def _list_add_range(items: list[Any], values: Any) -> Any:
    more = values if isinstance(values, list) else [values]
    check_size(len(items) + len(more))
    items.extend(more)
    return NOTHING


def _check_place(items: list[Any], index: int, most: int) -> None:
    if not 0 <= index <= most:
        message = (
            "Index was out of range. Must be non-negative and less than the size of the collection. (Parameter 'index')"
        )
        raise NetProblem("ArgumentOutOfRangeException", message)


def _remove_at(items: list[Any], index: int) -> Any:
    _check_place(items, index, len(items) - 1)
    del items[index]
    return NOTHING


def _insert_item(items: list[Any], index: int, value: Any) -> Any:
    _check_place(items, index, len(items))
    items.insert(index, _converted_item(items, value))
    return NOTHING


def _remove_item(items: list[Any], value: Any) -> bool:
    place = _place_in(items, value)
    if place >= 0:
        del items[place]
    return place >= 0


def _to_array(items: list[Any]) -> list[Any]:
    name = type_name_of(items)
    inner = name.partition("[")[2][:-1] if "`" in name else "System.Object"
    return list(items) if inner == "System.Object" else NetList(f"{inner}[]", items)


LIST = table(
    ("Add(item:object)", _list_add),
    ("AddRange(collection:object)", _list_add_range),
    ("Clear()", _void(lambda items: items.clear())),
    ("Remove(item:object)", _remove_item),
    ("RemoveAt(index:int)", _remove_at),
    ("Insert(index:int,item:object)", _insert_item),
    ("Reverse()", _void(lambda items: items.reverse())),
    ("Sort()", lambda items: _sort(items)),
    ("ToArray()", _to_array),
)


def _array_list_add(items: list[Any], value: Any) -> int:
    check_size(len(items) + 1)
    items.append(value)
    return len(items) - 1


ARRAY_LIST = table(
    ("Add(value:object)", _array_list_add),
    ("Remove(obj:object)", _void(_remove_item)),
    *[
        (f"{each.name}({','.join(f'{name}:{kind}' for name, kind in each.parameters)})", each.function)
        for name, overloads in LIST.items()
        if name not in ("add", "remove")
        for each in overloads
    ],
)


def _find_key(table: dict[Any, Any], key: Any) -> Any:
    from ..language.indexing import Keys

    return Keys(table).find(base(key))


def _dictionary_add(table: dict[Any, Any], key: Any, value: Any) -> Any:
    known = _find_key(table, key)
    if known is not NOTHING:
        message = (
            f"Item has already been added. Key in dictionary: '{to_string(known)}'  Key being added: '{to_string(key)}'"
        )
        raise NetProblem("ArgumentException", message)
    from ..language.indexing import as_key

    table[as_key(key)] = value
    return NOTHING


def _dictionary_remove(table: dict[Any, Any], key: Any) -> Any:
    known = _find_key(table, key)
    if known is not NOTHING:
        del table[known]
    return NOTHING


def _dictionary_clone(table: dict[Any, Any]) -> dict[Any, Any]:
    from copy import copy

    return copy(table)


def entries(table: dict[Any, Any]) -> list[Any]:
    """The entries of a dictionary."""
    return [Entry(key, value) for key, value in table.items()]


def _dictionary_item(table: dict[Any, Any], key: Any) -> Any:
    known = _find_key(table, key)
    return None if known is NOTHING else table[known]


def _insert_entry(table: dict[Any, Any], index: int, key: Any, value: Any) -> Any:
    """``Insert`` of an ordered dictionary."""
    _check_place(list(table), index, len(table))
    _dictionary_add(table, key, value)
    items = list(table.items())
    items.insert(index, items.pop())
    table.clear()
    table.update(items)
    return NOTHING


DICTIONARY = table(
    ("Add(key:object,value:object)", _dictionary_add),
    ("Remove(key:object)", _dictionary_remove),
    ("Clear()", _void(lambda table: table.clear())),
    ("Contains(key:object)", lambda table, key: _find_key(table, key) is not NOTHING),
    ("ContainsKey(key:object)", lambda table, key: _find_key(table, key) is not NOTHING),
    (
        "ContainsValue(value:object)",
        lambda table, value: any(net_equal(each, value) for each in table.values()),
    ),
    ("Clone()", _dictionary_clone),
    ("Item(key:object)", _dictionary_item),
    ("GetEnumerator()", lambda table: Enumerator(entries(table), "System.Collections.Hashtable+HashtableEnumerator")),
)


def _reverse(items: list[Any]) -> Any:
    items.reverse()
    return NOTHING


def _sort(items: list[Any]) -> Any:
    from functools import cmp_to_key

    from ..dotnet.order.object_order import compare_objects

    items.sort(key=cmp_to_key(lambda one, other: compare_objects(one, other, ignore_case=False)))
    return NOTHING


def _remove_entry(table: dict[Any, Any], index: int) -> Any:
    """``RemoveAt`` of an ordered dictionary."""
    keys = list(table)
    _check_place(keys, index, len(keys) - 1)
    del table[keys[index]]
    return NOTHING


ORDERED = {
    **{
        name: overloads
        for name, overloads in DICTIONARY.items()
        if name not in ("containskey", "containsvalue", "clone")
    },
    **table(("Insert(index:int,key:object,value:object)", _insert_entry), ("RemoveAt(index:int)", _remove_entry)),
}
"""What an ordered dictionary has; a Hashtable alone can be asked for values, and copied."""
ARRAY_ROWS: list[tuple[str, str, Callable[..., Any]]] = [
    ("System.Array", "IndexOf(array:array,value:any)", _place_in),
    ("System.Array", "Reverse(array:array)", _reverse),
    ("System.Array", "Sort(array:array)", _sort),
]
"""Static members of [array]."""
