"""The order in which a command declares its parameters, as far as its syntax lines tell (help.md §4.2).

A line shows positional parameters first, then mandatory ones, then the others; within each of the last two groups they
stand as declared.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from itertools import pairwise

from ..document import CommandHelp, SyntaxItem

_MANY = 500


def settle_order(document: CommandHelp) -> None:
    """Parameters that are not sorted by name stand in the order of declaration; else SYNTAX has it (help.md §2.9)."""
    names = [parameter.name.lower() for parameter in document.parameters]
    if names != sorted(names):
        return
    ranks = {name: rank for rank, name in enumerate(declaration_order(document.syntaxes))}
    document.parameters.sort(key=lambda parameter: ranks.get(parameter.name.lower(), len(ranks)))


def declaration_order(items: Iterable[SyntaxItem]) -> list[str]:
    """The parameters' names in lower case; where lines contradict each other the first one counts."""
    items = list(items)
    merged = merged_order([[token.name.lower() for token in item.parameters] for item in items])
    rank = {name: place for place, name in enumerate(merged)}
    later: dict[str, set[str]] = {name: set() for name in merged}
    earlier = dict.fromkeys(merged, 0)
    for item in items:
        for mandatory in (True, False):
            named = [t.name.lower() for t in item.parameters if not t.positional and t.mandatory == mandatory]
            for first, second in pairwise(named):
                if first != second and second not in later[first]:
                    later[first].add(second)
                    earlier[second] += 1
    return _sorted(merged, rank, later, earlier)


def _sorted(merged: list[str], rank: dict[str, int], later: dict[str, set[str]], earlier: dict[str, int]) -> list[str]:
    """The names so that each stands before those in ``later``, else by rank; a circle is cut at its lowest rank."""
    ready = [place for place, name in enumerate(merged) if not earlier[name]]
    heapify(ready)
    left = dict.fromkeys(merged)
    order: list[str] = []
    while left:
        name = merged[heappop(ready)] if ready else next(iter(left))
        if name not in left:
            continue
        del left[name]
        order.append(name)
        for each in later[name]:
            earlier[each] -= 1
            if not earlier[each]:
                heappush(ready, rank[each])
    return order


def merged_order(lists: list[list[str]]) -> list[str]:
    """The names of several lists in one order: what is new goes before the known name that follows it in its list."""
    order: list[str] = []
    known: set[str] = set()
    for names in lists:
        waiting: list[str] = []
        last = -1
        for name in names:
            if name not in known:
                known.add(name)
                waiting.append(name)
            elif name not in waiting and len(order) < _MANY:
                last = order.index(name)
                order[last:last] = waiting
                last += len(waiting)
                waiting = []
        place = last + 1 if last >= 0 else len(order)
        order[place:place] = waiting
    return order
