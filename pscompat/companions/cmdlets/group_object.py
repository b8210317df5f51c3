"""Group-Object: collects its records, then writes the groups."""

from __future__ import annotations

from functools import cmp_to_key

from pscompat.dotnet.containers import NetList, NetRecord, PSCustomObject
from pscompat.dotnet.kinds import type_name_of
from pscompat.dotnet.members import ABSENT_PROPERTY
from pscompat.dotnet.order.comparison import bags_without_order
from pscompat.dotnet.order.likeness import Likeness
from pscompat.dotnet.order.sorting import row_comparer, row_of, row_ranks
from pscompat.dotnet.property_expression import read_expressions
from pscompat.dotnet.strings import net_text
from pscompat.errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import Any

    from pscompat.engine.call import Call

_COLLECTION = (
    "System.Collections.ObjectModel.Collection`1[[System.Management.Automation.PSObject, "
    "System.Management.Automation, Version=7.6.5.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35]]"
)
_GROUP, _GROUP_NO_ELEMENT = (
    "Microsoft.PowerShell.Commands.GroupInfo",
    "Microsoft.PowerShell.Commands.GroupInfoNoElement",
)


_KEY_REPEATED = (
    "The objects grouped by this property cannot be expanded because there is a key duplication. Provide a valid value "
    "for the property, and then try again."
)


class Group:
    """Records with equal values; the first one's values stand for all."""

    __slots__ = ("records", "row")

    def __init__(self, row: tuple[Any, ...]) -> None:
        self.row = row
        self.records: list[Any] = []


NOT_RUN = ("Culture",)


def begin(call: Call) -> None:
    """Read -Property. Raises CommandError and NotRunError where it is not valid."""
    state, values = call.state, call.values
    state.expressions = read_expressions(values.Property or (), (), wildcards=False)
    state.records = []


def process(call: Call) -> None:
    """Keep the record; nulls are dropped. Raises CommandError with the first one for a bad choice of switches."""
    record = call.values.InputObject
    if record is None:
        return
    if not call.state.records:
        _check_switches(call)
    call.state.records.append(record)


def _check_switches(call: Call) -> None:
    values = call.values
    if values.AsString and not values.AsHashTable:
        message = (
            "The command cannot be run because the AsString parameter requires that you specify the AsHashtable "
            "parameter."
        )
    elif values.AsHashTable and not values.AsString and len(call.state.expressions) > 1:
        message = (
            "The command cannot be run because using the AsHashTable parameter with more than one property requires "
            "adding the AsString parameter."
        )
    else:
        return
    raise CommandError(
        [
            ErrorRecord(
                "ArgumentException",
                message,
                category="InvalidArgument",
                exception="ArgumentException",
            )
        ]
    )


def end(call: Call) -> Iterator[Any]:
    """Write the groups, or one dictionary of them."""
    values = call.values
    groups = _grouped(call.state.records, call.state.expressions, ignore_case=not values.CaseSensitive)
    if not values.AsHashTable:
        for group in groups:
            yield _group_info(group, elements=not values.NoElement)
    elif groups:
        names = [_name(each) if values.AsString else _hash_key(each.row[0]) for each in groups]
        table = {name: _records(each, elements=not values.NoElement) for name, each in zip(names, groups, strict=True)}
        if None in table or len(table) < len(groups):
            call.error(ErrorRecord(_KEY_REPEATED, _KEY_REPEATED, category="InvalidArgument", exception="Exception"))
        else:
            yield table


def _hash_key(value: Any) -> Any:
    value = _plain(value)
    return net_text(value) if isinstance(value, (list, dict)) else value


def _grouped(records: list[Any], expressions: list[Any], *, ignore_case: bool) -> list[Group]:
    rows = [row_of(record, expressions) for record in records]
    ascending = [True] * max(len(expressions), 1)
    compare = row_comparer(ascending, ignore_case=ignore_case)
    ranks = row_ranks(rows, ascending, ignore_case=ignore_case)
    ordered = _alike(rows)
    groups: list[Group] = []
    by_key: dict[Any, Group] = {}
    by_rank: dict[int, Group] = {}
    columns = [Likeness(ignore_case=ignore_case, known_first=True) for _ in ascending]
    for place in _sorted_places(rows, compare, ranks) if ordered else range(len(rows)):
        row = rows[place]
        key = tuple(_key(value) for value in row)
        group = by_key.get(key)
        if group is not None:
            _check_bags(group.row, row)
        elif ranks is not None:
            group = by_rank.get(ranks[place])
        else:
            # Ordered values can only equal those of the group before.
            known = groups[-1:] if ordered else [groups[number] for number in _places(columns, row)]
            group = next((each for each in known if compare(each.row, row) == 0), None)
        if group is None:
            group = by_key[key] = Group(row)
            groups.append(group)
            if not ordered and ranks is None:
                for column, value in zip(columns, row, strict=True):
                    column.add(value)
            if ranks is not None:
                by_rank[ranks[place]] = group
        group.records.append(records[place])
    return groups


def _places(columns: list[Likeness], row: tuple[Any, ...]) -> Collection[int]:
    """The numbers of the groups that may be the row's: as few as one of its values leaves."""
    return min((column.places(value) for column, value in zip(columns, row, strict=True)), key=len)


def _alike(rows: list[tuple[Any, ...]]) -> bool:
    """Whether each property has values of one type only; the groups are ordered then."""
    kinds: list[str] | None = None
    for row in rows:
        names = [type_name_of(_plain(value)) for value in row]
        if kinds is None:
            kinds = names
            continue
        for index, name in enumerate(names):
            if name and kinds[index] != name:
                if kinds[index]:
                    return False
                kinds[index] = name
    return True


def _sorted_places(rows: list[tuple[Any, ...]], compare: Any, ranks: list[int] | None) -> list[int]:
    places = list(range(len(rows)))
    if ranks is not None:
        places.sort(key=ranks.__getitem__)
    else:
        by_row = cmp_to_key(compare)
        places.sort(key=lambda place: by_row(rows[place]))
    return places


def _plain(value: Any) -> Any:
    return None if value is ABSENT_PROPERTY else value


def _key(value: Any) -> Any:
    """What .NET's dictionary finds a group by: the value itself; lists and objects by their text."""
    value = _plain(value)
    if _is_bag(value):
        return ("bag",)
    return ("", net_text(value)) if isinstance(value, (list, dict)) else (type_name_of(value), value)


def _is_bag(value: Any) -> bool:
    return isinstance(value, PSCustomObject) and not isinstance(value, NetRecord)


def _check_bags(first: tuple[Any, ...], second: tuple[Any, ...]) -> None:
    """Custom objects all have one hash code but are equal to themselves only. Raises CommandError for two of them."""
    for one, other in zip(first, second, strict=True):
        if _is_bag(one) and one is not other:
            message = bags_without_order(one, other)
            raise CommandError([ErrorRecord("PSObjectCompareTo", message, exception="ExtendedTypeSystemException")])


def _records(group: Group, *, elements: bool) -> NetList:
    return NetList(_COLLECTION, group.records if elements else ())


def _group_info(group: Group, *, elements: bool) -> NetRecord:
    fields = {
        "Values": NetList("System.Collections.ArrayList", [_plain(value) for value in group.row]),
        "Count": len(group.records),
        "Group": _records(group, elements=elements),
        "Name": _name(group),
    }
    return NetRecord(fields, (_GROUP if elements else _GROUP_NO_ELEMENT,))


def _name(group: Group) -> str:
    """The values' texts with commas between; nulls are left out, lists stand in braces."""
    texts = []
    for value in group.row:
        value = _plain(value)
        if isinstance(value, (list, dict)) and not isinstance(value, PSCustomObject):
            items = value if isinstance(value, list) else ["System.Collections.DictionaryEntry"] * len(value)
            texts.append("{" + ", ".join(net_text(item) for item in items) + "}")
        elif value is not None:
            texts.append(net_text(value))
    return ", ".join(texts)
