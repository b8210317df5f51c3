"""Get-ChildItem: what is in folders."""

from __future__ import annotations

import os

from pscompat.dotnet.file_items import attribute_names, item_at
from pscompat.dotnet.wildcard import any_of, contains_wildcards, escaped, unescape
from pscompat.engine.item_paths import (
    NameFilter,
    absolute,
    dug,
    given_paths,
    hidden_item,
    is_hidden,
    matching_items,
    path_not_found,
    walked,
)
from pscompat.errors import CommandError, ErrorRecord

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from pscompat.engine.call import Call

_DEEPEST = 2**32 - 1


def process(call: Call) -> Iterator[Any]:
    """Write the items of each path, or their names."""
    names, literal = given_paths(call)
    listing = Listing(call)
    for name in names or ("",):
        for path, base in listing.of(name or "", literal):
            yield os.path.relpath(path, base) if call.values.Name else item_at(path)


class Listing:
    """What one command asks for."""

    def __init__(self, call: Call) -> None:
        values = call.values
        self.call = call
        self.names = NameFilter(call)
        self.wants = wanted_attributes(call)
        self.force = bool(values.Force or values.Hidden) or "hidden" in (values.Attributes or "").lower()
        depth = values.Depth if "Depth" in call.bound else None
        self.recurses = bool(values.Recurse) or depth is not None
        self.depth = 0 if not self.recurses else _DEEPEST if depth is None else int(depth)

    def of(self, name: str, literal: bool) -> Iterator[tuple[str, str]]:
        """The paths that a name stands for, each with the folder that its short name starts from."""
        if literal or not contains_wildcards(name):
            yield from self._plain(name if literal else unescape(name), name, literal)
            return
        head, _, last = name.rpartition("/")
        if not self.recurses:
            for path in matching_items(name, force=self.force):
                if self.names.takes(path) and self.wants(path):
                    yield path, os.path.dirname(path)
            return
        if not contains_wildcards(last):
            for path in matching_items(name, force=self.force):
                yield from self._content(path, ()) if os.path.isdir(path) else [(path, os.path.dirname(path))]
            return
        bases = matching_items(head or ("/" if name.startswith("/") else "."), force=self.force)
        for base in bases:
            yield from self._content(base, () if last == "*" else (last,))

    def _plain(self, name: str, given: str, literal: bool) -> Iterator[tuple[str, str]]:
        path, call = absolute(name), self.call
        folder = os.path.isdir(path)
        names = self.names
        short = bool(call.values.Name) and not os.path.lexists(path)
        if self.recurses and not literal and not folder and not short and os.path.isdir(os.path.dirname(path)):
            # The name is looked for in all folders below.
            yield from self._content(os.path.dirname(path), (escaped(os.path.basename(path)),))
            return
        if not os.path.lexists(path):
            if not (names.include or names.exclude) or literal:
                call.error(path_not_found(path, given))
            return
        if not folder and is_hidden(path) and not self.force:
            call.error(hidden_item(path))
            return
        if not folder:
            if names.picks(path):
                yield path, os.path.dirname(path)
            return
        if (names.include or names.exclude) and not self.recurses and not literal and given and not names.picks(path):
            # Without wildcards in the path they are asked of the folder itself.
            return
        yield from self._content(path, ())

    def _content(self, folder: str, last: Iterable[str]) -> Iterator[tuple[str, str]]:
        names, last = self.names, tuple(last)
        picked = any_of(last) if last else None
        way = dug if last or names.include or names.exclude else walked
        found = way(folder, force=self.force, depth=self.depth, goes_into=self._goes_into, report=self._unreadable)
        for path in found:
            if (picked is None or picked(os.path.basename(path))) and names.takes(path) and self.wants(path):
                yield path, folder

    def _goes_into(self, path: str) -> bool:
        return os.path.isdir(path) and (bool(self.call.values.FollowSymlink) or not os.path.islink(path))

    def _unreadable(self, folder: str, error: OSError) -> None:
        message = f"Access to the path '{folder}' is denied."
        record = ErrorRecord("DirUnauthorizedAccessError", message, category="PermissionDenied", target=folder)
        self.call.error(record)


def wanted_attributes(call: Call) -> Callable[[str], bool]:
    """The test of -File, -Directory, -Hidden, -ReadOnly, -System and -Attributes. Raises CommandError."""
    values = call.values
    asked = [name.lower() for name in ("Directory", "Hidden", "ReadOnly", "System") if values[name]]
    # Alternatives with commas between, each of conditions with plus signs between.
    alternatives = [
        [part.strip().lower() for part in alternative.split("+") if part.strip()]
        for alternative in (values.Attributes or "").split(",")
        if alternative.strip()
    ]
    for condition in [each.removeprefix("!") for one in alternatives for each in one]:
        if condition not in _SHORT and condition not in _KNOWN:
            raise _no_attribute(condition)
    if not asked and not values.File and not alternatives:
        return lambda path: True

    def test(path: str) -> bool:
        found = attribute_names(path)
        if values.File and "directory" in found:
            return False
        if not found.issuperset(asked):
            return False
        return not alternatives or any(all(_holds(each, found) for each in one) for one in alternatives)

    return test


_KNOWN = frozenset(
    (
        *("readonly", "hidden", "system", "directory", "archive", "device", "normal", "temporary", "sparsefile"),
        *("reparsepoint", "compressed", "offline", "notcontentindexed", "encrypted", "integritystream", "noscrubdata"),
    )
)
_SHORT = {"d": "directory", "h": "hidden", "r": "readonly", "s": "system", "l": "reparsepoint"}


def _no_attribute(name: str) -> CommandError:
    message = (
        f"Cannot bind parameter 'Attributes'. Unable to match the identifier name {name} to a valid enumerator name. "
        f"Specify one of the following enumerator names and try again:\n{', '.join(sorted(_KNOWN))}"
    )
    return CommandError([ErrorRecord("CannotConvertArgumentNoMessage", message, category="InvalidArgument")])


def _holds(condition: str, found: frozenset[str]) -> bool:
    name = condition.removeprefix("!")
    return (_SHORT.get(name, name) in found) is not condition.startswith("!")
