"""Compare-Object: what two lists do not share."""

from __future__ import annotations

from pscompat.dotnet.containers import PSCustomObject
from pscompat.dotnet.members import ABSENT_PROPERTY
from pscompat.dotnet.order.sorting import row_comparer, row_of
from pscompat.dotnet.property_expression import read_expressions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pscompat.engine.call import Call


NOT_RUN = ("Culture",)
_NO_MORE = object()
_REFERENCE, _DIFFERENCE, _BOTH = "<=", "=>", "=="


def begin(call: Call) -> None:
    """Read -Property. Raises CommandError and NotRunError where it is not valid."""
    call.state.comparison = None
    call.state.expressions = read_expressions(call.values.Property or (), ("name",))


def process(call: Call) -> Iterator[Any]:
    """Compare the objects of the second list with those of the first that stand at their places."""
    comparison = call.state.comparison
    if comparison is None:
        comparison = call.state.comparison = Comparison(call)
    for item in call.values.DifferenceObject or ():
        yield from comparison.take(item)


def end(call: Call) -> Iterator[Any]:
    """Write what is left over."""
    comparison = call.state.comparison or Comparison(call)
    yield from comparison.rest()


class Comparison:
    """The objects that wait for their like, of both lists; no more of each than -SyncWindow says."""

    def __init__(self, call: Call) -> None:
        values = call.values
        self.values = values
        self.expressions = call.state.expressions
        self.references = iter(list(values.ReferenceObject or ()))
        self.window = 2**31 - 1 if values.SyncWindow is None else int(values.SyncWindow)
        self.compare = row_comparer([True] * max(len(self.expressions), 1), ignore_case=not values.CaseSensitive)
        self.shows_equal = bool(values.IncludeEqual) or (
            bool(values.ExcludeDifferent) and values.IncludeEqual is not False
        )
        self.waiting: dict[str, list[Any]] = {_REFERENCE: [], _DIFFERENCE: []}

    def take(self, difference: Any) -> Iterator[Any]:
        """Compare an object of the second list and the next of the first, if there is one."""
        reference = next(self.references, _NO_MORE)
        has_reference = reference is not _NO_MORE
        if has_reference and self._alike(reference, difference):
            yield from self._equal(reference)
            return
        match = self._taken(difference, _REFERENCE)
        if match is not None:
            yield from self._equal(match[0])
        if has_reference and self._taken(reference, _DIFFERENCE) is not None:
            yield from self._equal(reference)
            has_reference = False
        if match is None:
            yield from self._keep(difference, _DIFFERENCE)
        if has_reference:
            yield from self._keep(reference, _REFERENCE)

    def rest(self) -> Iterator[Any]:
        """What has no like."""
        for reference in self.references:
            if self._taken(reference, _DIFFERENCE) is not None:
                yield from self._equal(reference)
            else:
                yield from self._keep(reference, _REFERENCE)
        for side in (_DIFFERENCE, _REFERENCE):
            for item in self.waiting[side]:
                yield from self._different(item, side)

    def _alike(self, first: Any, second: Any) -> bool:
        return self.compare(row_of(first, self.expressions), row_of(second, self.expressions)) == 0

    def _taken(self, item: Any, side: str) -> tuple[Any] | None:
        """The first that waits on that side and is like the object, taken from there."""
        waiting = self.waiting[side]
        for place, other in enumerate(waiting):
            if self._alike(other, item):
                return (waiting.pop(place),)
        return None

    def _keep(self, item: Any, side: str) -> Iterator[Any]:
        waiting = self.waiting[side]
        if not self.window:
            yield from self._different(item, side)
            return
        while len(waiting) >= self.window:
            yield from self._different(waiting.pop(0), side)
        waiting.append(item)

    def _equal(self, item: Any) -> Iterator[Any]:
        return self._written(item, _BOTH) if self.shows_equal else iter(())

    def _different(self, item: Any, side: str) -> Iterator[Any]:
        return iter(()) if self.values.ExcludeDifferent else self._written(item, side)

    def _written(self, item: Any, side: str) -> Iterator[Any]:
        if self.values.PassThru:
            if isinstance(item, PSCustomObject):
                item["SideIndicator"] = side
            yield item
        elif self.expressions:
            row = row_of(item, self.expressions)
            names = [each.label or each.text for each in self.expressions]
            fields = {name: None if value is ABSENT_PROPERTY else value for name, value in zip(names, row, strict=True)}
            yield PSCustomObject({**fields, "SideIndicator": side})
        else:
            yield PSCustomObject({"InputObject": item, "SideIndicator": side})
