"""``.Where()`` and ``.ForEach()``, which every value has."""

from __future__ import annotations

from ..dotnet.containers import Enumerator, NetList, ScriptBlock
from ..dotnet.kinds import is_enumerable
from ..dotnet.strings import to_string
from ..dotnet.texts import TypeValue
from ..errors import CommandError, ErrorRecord
from ..language.indexing import NOTHING
from .arithmetic import base
from .members import get_member, set_member
from .methods import call_method, find_overloads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .frame import Frame

_COLLECTION = "System.Collections.ObjectModel.Collection`1[System.Management.Automation.PSObject]"


def _items(receiver: Any) -> list[Any]:
    return list(receiver) if is_enumerable(receiver) or isinstance(receiver, Enumerator) else [receiver]


def where(frame: Frame, receiver: Any, values: list[Any]) -> Any:
    """``.Where(block, mode, count)``."""
    block = values[0]
    if not isinstance(block, ScriptBlock):
        message = f'Cannot convert argument "expression", with value: "{to_string(block)}", for "Where"'
        raise CommandError([ErrorRecord("MethodArgumentConversionInvalidCastArgument", message)])
    test = block.running().test()
    mode = "Default"
    if len(values) > 1:
        mode = frame.converted(values[1], "System.Management.Automation.WhereOperatorSelectionMode").name
    count = int(frame.converted(values[2], "int")) if len(values) > 2 else 0
    return _chosen(mode, _items(receiver), test, count)


def _chosen(mode: str, items: list[Any], test: Any, count: int) -> Any:
    found: list[Any] = []
    if mode == "Split":
        rest: list[Any] = []
        for item in items:
            (found if (not count or len(found) < count) and test(item) else rest).append(item)
        return [NetList(_COLLECTION, found), NetList(_COLLECTION, rest)]
    if mode == "Last":
        found = [item for item in items if test(item)]
        return NetList(_COLLECTION, found[-(count or 1) :])
    if mode == "SkipUntil":
        place = next((number for number, item in enumerate(items) if test(item)), len(items))
        found = items[place:]
        return NetList(_COLLECTION, found[:count] if count else found)
    limit = (count or 1) if mode == "First" else count
    for item in items:
        if mode == "Until":
            if test(item):
                break
        elif not test(item):
            continue
        found.append(item)
        if limit and len(found) >= limit:
            break
    return NetList(_COLLECTION, found)


def for_each(frame: Frame, receiver: Any, values: list[Any]) -> Any:
    """``.ForEach(block)``, ``.ForEach('Member', arguments)``, ``.ForEach([type])``."""
    first, *rest = values
    items = _items(receiver)
    output: list[Any] = []
    if isinstance(first, ScriptBlock):
        for item in items:
            output += _run(frame, first, item, rest)
    elif isinstance(first, TypeValue):
        output = [frame.converted(item, first.name) for item in items]
    else:
        name = to_string(first)
        for item in items:
            result = _member(frame, base(item), name, rest)
            if result is not NOTHING:
                output += result if isinstance(result, list) else [result]
    return NetList(_COLLECTION, output)


def _run(frame: Frame, block: ScriptBlock, item: Any, arguments: list[Any]) -> list[Any]:
    if not arguments and block.running().node.body.parameters is None:
        return list(block.running().output(item, frame))
    frame.scope.variables["_"] = item
    return list(block.running().call(arguments, frame))


def _member(frame: Frame, item: Any, name: str, arguments: list[Any]) -> Any:
    if item is not None and find_overloads(item, name.lower()):
        return call_method(frame, item, name, arguments)
    if arguments:
        set_member(frame, item, name, arguments[0])
        return NOTHING
    return get_member(frame, item, name)
