"""Select-Object: properties of records (see ``values.projection``) and records by their place."""

from __future__ import annotations

from collections import deque

from pscompat.dotnet.containers import NetRecord, PSCustomObject
from pscompat.dotnet.order.likeness import Likeness
from pscompat.dotnet.order.object_order import compare_objects, kind_of, order_key
from pscompat.dotnet.projection import SELECTED, Projection
from pscompat.dotnet.property_expression import PropertyExpression, read_expressions
from pscompat.errors import null_argument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from pscompat.engine.call import Call


def begin(call: Call) -> None:
    """Compile the projection and the choice of places. Raises CommandError and NotRunError for bad -Property."""
    values, state = call.values, call.state
    state.uniques = Uniques(ignore_case=bool(values.CaseInsensitive)) if values.Unique else None
    state.write = _writer(_projection(call), state.uniques)
    state.queue = None
    if "Index" in call.bound or "SkipIndex" in call.bound:
        state.step = _by_index(call, state.write)
    else:
        state.queue = Queue(call)
        state.step = state.queue.step(call, state.write)


def process(call: Call) -> Iterable[Any]:
    """Choose from one record; when enough have come, the commands before are ended."""
    if call.values.InputObject is None:
        return ()
    chosen: Iterable[Any] = call.state.step(call.values.InputObject)
    return chosen


def end(call: Call) -> Iterator[Any]:
    """Write what was kept back: the last records, and those that -Unique left."""
    state = call.state
    if state.queue is not None:
        for record in state.queue.rest(call):
            yield from state.write(record)
    if state.uniques is not None:
        yield from state.uniques.kept


def _projection(call: Call) -> Projection:
    values = call.values
    exclude = [] if values.ExcludeProperty is None else values.ExcludeProperty
    if None in exclude:
        raise null_argument("pattern")
    properties = list(values.Property or ())
    if not properties and values.ExcludeProperty is not None:
        properties = ["*"]
    expand = PropertyExpression(values.ExpandProperty) if values.ExpandProperty else None
    return Projection(read_expressions(properties, ("name",)), exclude, expand, call.error)


def _writer(projection: Projection, uniques: Uniques | None) -> Callable[[Any], Iterable[Any]]:
    """What becomes of a chosen record."""
    if projection.expand is not None:
        make = projection.expanded
    elif projection.keeps_records:
        make = _as_it_is
    else:
        project = projection.project
        if uniques is None:
            return lambda record: (project(record),)
        make = lambda record: (project(record),)  # noqa: E731
    if uniques is None:
        return lambda record: map(_marked, make(record))

    def collect(record: Any) -> Iterable[Any]:
        notes = projection.notes(record) if projection.properties else []
        for made in make(record):
            uniques.add(made, notes)
        return ()

    return collect


def _as_it_is(record: Any) -> Iterable[Any]:
    return (record,)


def _marked(record: Any) -> Any:
    """A custom object gets the type name of selected ones, even when it stays as it is."""
    if isinstance(record, PSCustomObject) and SELECTED not in record.type_names and not isinstance(record, NetRecord):
        record.type_names = (SELECTED, *record.type_names)
    return record


def _by_index(call: Call, write: Callable[[Any], Iterable[Any]]) -> Callable[[Any], Iterable[Any]]:
    including = "Index" in call.bound
    places = set(call.values.Index if including else call.values.SkipIndex)
    last = max(places, default=-1)
    position = -1

    def step(record: Any) -> Iterable[Any]:
        nonlocal position
        position += 1
        chosen = write(record) if (position in places) is including else ()
        if including and position >= last and not call.values.Wait:
            call.stop_upstream()
        return chosen

    return step


class Queue:
    """Records waiting for it to be known whether they are among the first, last or skipped ones."""

    def __init__(self, call: Call) -> None:
        values = call.values
        self.first: int = values.First or 0
        self.last: int = values.Last or 0
        self.skip: int = values.Skip or 0
        self.skip_last: int = values.get("SkipLast") or 0
        self.counted = "First" in call.bound or "Last" in call.bound
        self.to_skip = self.skip
        self.streamed = 0
        self.waiting: deque[Any] = deque()

    def step(self, call: Call, write: Callable[[Any], Iterable[Any]]) -> Callable[[Any], Iterable[Any]]:
        """What is done with one record."""
        if not self.counted and not self.skip and not self.skip_last:
            return write
        waits = bool(call.values.Wait)

        def step(record: Any) -> Iterable[Any]:
            self.put(record)
            chosen: Iterable[Any] = ()
            if self.take_next():
                chosen = write(self.waiting.popleft())
            if self.is_done() and not waits:
                call.stop_upstream()
            return chosen

        return step

    def put(self, record: Any) -> None:
        """Add a record; the oldest goes when only the last ones are wanted."""
        if self.last > 0:
            size = len(self.waiting)
            if (size >= self.last + self.to_skip and self.first == 0) or (size >= self.last and self.first != 0):
                self.waiting.popleft()
        self.waiting.append(record)

    def take_next(self) -> bool:
        """Whether the oldest record is to be written now; one that is not wanted at all is dropped."""
        if self.to_skip == 0:
            if self.skip_last > 0:
                return len(self.waiting) > self.skip_last
            if self.streamed < self.first or not self.counted:
                self.streamed += 1
                return True
            if self.last == 0:
                self.waiting.popleft()
        elif self.last == 0 or self.first != 0:
            self.waiting.popleft()
            self.to_skip -= 1
        return False

    def is_done(self) -> bool:
        """Whether no later record can be wanted."""
        return self.counted and self.last == 0 and self.first != 0 and self.streamed >= self.first

    def rest(self, call: Call) -> Iterator[Any]:
        """What is written when all records have come."""
        if call.set_name != "DefaultParameter":
            return
        keep = 0 if self.first else self.skip
        while len(self.waiting) > keep:
            yield self.waiting.popleft()


class Uniques:
    """What -Unique keeps. Custom objects are equal unless their chosen properties differ, as in PowerShell."""

    def __init__(self, *, ignore_case: bool) -> None:
        self.ignore_case = ignore_case
        self.kept: list[Any] = []
        self.notes: list[dict[str, Any]] = []
        self.keys: set[Any] = set()
        self.kinds: dict[tuple[str, ...], list[str]] = {}
        self.likeness: dict[str, tuple[Likeness, list[int]]] | None = None
        """By property (empty for the record itself): what may be alike, and which of ``kept`` the values are from."""

    def add(self, record: Any, notes: Sequence[tuple[str, Any]]) -> None:
        """Keep the record unless there is one like it; ``notes`` are the properties that count."""
        names = tuple(name for name, _ in notes)
        values = [record, *(value for _, value in notes)]
        # Keys decide as long as each property has had values of one kind only.
        key = None
        if self._are_alike(names, values):
            key = tuple(order_key(value, ignore_case=self.ignore_case) for value in values)
            if key in self.keys:
                return
        elif any(self._equal(record, notes, self.kept[each], self.notes[each]) for each in self._places(record, notes)):
            return
        if key is not None:
            self.keys.add(key)
        self.kept.append(_marked(record))
        self.notes.append({name.lower(): value for name, value in notes})
        if self.likeness is not None:
            self._note_likeness(self.likeness, len(self.kept) - 1)

    def _places(self, record: Any, notes: Sequence[tuple[str, Any]]) -> Iterable[int]:
        """Which of ``kept`` may be like the record: as few as one of its values leaves."""
        if self.likeness is None:
            self.likeness = {}
            for place in range(len(self.kept)):
                self._note_likeness(self.likeness, place)
        found = []
        for name, value in notes or (("", record),):
            likeness, places = self.likeness.get(name.lower(), _NONE)
            found.append([places[number] for number in likeness.places(value)])
        return min(found, key=len)

    def _note_likeness(self, known: dict[str, tuple[Likeness, list[int]]], place: int) -> None:
        for name, value in (self.notes[place] or {"": self.kept[place]}).items():
            # A record is compared with those that are kept; of their properties theirs come first.
            fresh: tuple[Likeness, list[int]] = (Likeness(ignore_case=self.ignore_case, known_first=name != ""), [])
            likeness, places = known.setdefault(name, fresh)
            likeness.add(value)
            places.append(place)

    def _are_alike(self, names: tuple[str, ...], values: list[Any]) -> bool:
        known = self.kinds.setdefault(names, [""] * len(values))
        for index, value in enumerate(values):
            if value is not None:
                kind = kind_of(value)
                known[index] = kind if kind and known[index] in ("", kind) else "mixed"
        return "mixed" not in known and len(self.kinds) == 1

    def _equal(self, record: Any, notes: Sequence[tuple[str, Any]], other: Any, other_notes: Mapping[str, Any]) -> bool:
        if len(notes) != len(other_notes) or compare_objects(record, other, ignore_case=self.ignore_case) != 0:
            return False
        return all(
            name.lower() in other_notes
            and compare_objects(other_notes[name.lower()], value, ignore_case=self.ignore_case) == 0
            for name, value in notes
        )


_NONE: tuple[Likeness, list[int]] = (Likeness(ignore_case=True, known_first=True), [])
