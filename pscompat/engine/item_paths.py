"""Finding files and folders as PowerShell's file system provider does: wildcards, hidden names, filters, errors."""

from __future__ import annotations

import os

from ..dotnet.order.culture import sort_key
from ..dotnet.wildcard import any_of, contains_wildcards, unescape, wildcard_test
from ..errors import ErrorRecord, NotRunError
from .paths import local_path, other_provider

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .call import Call

_PROVIDERS = ("Microsoft.PowerShell.Core\\FileSystem::", "FileSystem::")


def absolute(path: str) -> str:
    """The absolute path of one that a user or a record gives; ``~``, backslashes and a provider's name are read.

    Raises NotRunError for a drive that holds no files.
    """
    if other_provider(path):
        raise NotRunError(f"Drives without files are not used by pscompat: '{path}'.")
    for provider in _PROVIDERS:
        if path[: len(provider)].lower() == provider.lower():
            path = path[len(provider) :]
    return os.path.abspath(local_path(path)) if path else os.getcwd()


def is_hidden(path: str) -> bool:
    """Whether the name begins with a dot."""
    return os.path.basename(path).startswith(".")


def names_in(folder: str, *, force: bool) -> list[str]:
    """The names in a folder: folders first, each kind in the order of the culture. Raises OSError."""
    with os.scandir(folder) as entries:
        found = [(not entry.is_dir(), sort_key(entry.name, ignore_case=True), entry.name) for entry in entries]
    return [name for _, _, name in sorted(found) if force or not name.startswith(".")]


def matching_items(pattern: str, *, force: bool = False) -> list[str]:
    """The absolute paths that a wildcard pattern matches."""
    pattern = local_path(pattern)
    found = ["/" if os.path.isabs(pattern) else os.getcwd()]
    for part in pattern.split("/"):
        found = [path for base in found for path in _below(base, part, force)]
    return found


def _below(base: str, part: str, force: bool) -> list[str]:
    if part in ("", "."):
        return [base]
    if not contains_wildcards(part):
        path = os.path.normpath(os.path.join(base, unescape(part)))
        return [path] if os.path.lexists(path) else []
    test = wildcard_test(part)
    try:
        names = names_in(base, force=force)
    except OSError:
        return []
    return [os.path.join(base, name) for name in names if test(name)]


class NameFilter:
    """-Filter, -Include and -Exclude of a command: which names are taken."""

    def __init__(self, call: Call) -> None:
        values = call.values
        self.include = [each for each in values.get("Include") or () if each]
        self.exclude = [each for each in values.get("Exclude") or () if each]
        self.filter: str = values.get("Filter") or ""
        self._included = any_of(self.include) if self.include else _all
        self._excluded = any_of(self.exclude) if self.exclude else _none
        self._filtered = wildcard_test(self.filter) if self.filter else _all

    def picks(self, path: str) -> bool:
        """Whether -Include and -Exclude take the name."""
        name = os.path.basename(path)
        return self._included(name) and not self._excluded(name)

    def passes(self, path: str) -> bool:
        """Whether -Filter takes the name."""
        return self._filtered(os.path.basename(path))

    def takes(self, path: str) -> bool:
        """Whether all three do."""
        return self.picks(path) and self.passes(path)


def _all(_: str) -> bool:
    return True


def _none(_: str) -> bool:
    return False


def given_paths(call: Call) -> tuple[Iterable[str], bool]:
    """The paths of the call, and whether they are literal."""
    if "LiteralPath" in call.bound:
        return call.values.LiteralPath, True
    return call.values.Path or (), False


def existing_items(call: Call, *, force: bool = False, hidden_is_error: bool = False) -> Iterator[str]:
    """The absolute paths that the call's Path or LiteralPath names; errors are written for what is not there."""
    names, literal = given_paths(call)
    for name in names:
        yield from items_of(call, name, literal, force=force, hidden_is_error=hidden_is_error)


def items_of(
    call: Call, name: str, literal: bool, *, force: bool = False, hidden_is_error: bool = False
) -> Iterator[str]:
    """The absolute paths that one name means; an error is written where it means nothing."""
    if not literal and contains_wildcards(name):
        yield from matching_items(name, force=force)
        return
    path = absolute(name if literal else unescape(name))
    if not os.path.lexists(path):
        call.error(path_not_found(path, name))
    elif hidden_is_error and not force and is_hidden(path):
        call.error(hidden_item(path))
    else:
        yield path


def path_not_found(path: str, target: object) -> ErrorRecord:
    """The error for a path that does not exist."""
    message = f"Cannot find path '{path}' because it does not exist."
    return ErrorRecord(
        "PathNotFound", message, category="ObjectNotFound", exception="ItemNotFoundException", target=target
    )


def hidden_item(path: str) -> ErrorRecord:
    """The error for a hidden file that is asked for without -Force."""
    message = f"Could not find item {path}."
    return ErrorRecord("ItemNotFound", message, category="ObjectNotFound", exception="IOException", target=path)


def walked(
    folder: str, *, force: bool, depth: int, goes_into: Callable[[str], bool], report: Callable[[str, OSError], None]
) -> Iterator[str]:
    """What is in a folder and those below it, each level before the ones below; one that cannot be read is told."""
    try:
        paths = [os.path.join(folder, name) for name in names_in(folder, force=force)]
    except OSError as error:
        report(folder, error)
        return
    yield from paths
    if depth > 0:
        for path in paths:
            if goes_into(path):
                yield from walked(path, force=force, depth=depth - 1, goes_into=goes_into, report=report)


def dug(
    folder: str, *, force: bool, depth: int, goes_into: Callable[[str], bool], report: Callable[[str, OSError], None]
) -> Iterator[str]:
    """The same, but each folder is followed by what is in it."""
    try:
        paths = [os.path.join(folder, name) for name in names_in(folder, force=force)]
    except OSError as error:
        report(folder, error)
        return
    for path in paths:
        yield path
        if depth > 0 and goes_into(path):
            yield from dug(path, force=force, depth=depth - 1, goes_into=goes_into, report=report)
