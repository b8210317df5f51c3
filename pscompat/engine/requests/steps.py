"""Steps of help files: what a command does before its request (``before:``) and with the answer (``then:``).

A step has a condition, maybe a repetition, and one action: another command, a waiter, a hook, members to add, an
object to write, an error, a message of another kind, or the end of the answer.
"""

from __future__ import annotations

from contextlib import nullcontext

from ...dotnet.containers import NetList, PSCustomObject
from ...dotnet.members import member
from ...dotnet.numbers import Byte
from ...dotnet.strings import to_string
from ...dotnet.texts import Piece, utf8
from ...errors import CommandError, Withheld
from ..handler_files import load_function
from ..host_message import HostMessage
from ..paths import local_path
from .chain import WRITE_ERROR, compile_command, write_error
from .condition import compile_condition
from .expression import LEFT_OUT
from .template import compile_members, compile_text, compile_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from typing import Any

    from ..call import Call
    from .expression import Scope
    from .template import Value

    Action = Callable[[Scope], Iterable[Any]]


class Steps:
    """Steps in order; ``run`` gives what they write, and returns whether the record ends with them."""

    __slots__ = ("_steps",)

    def __init__(self, nodes: list[dict[str, Any]] | None, cmdlets_folder: str) -> None:
        self._steps = [_Step(node, cmdlets_folder) for node in nodes or ()]

    def run(self, scope: Scope) -> Generator[Any, None, bool]:
        """Carry the steps out; what commands write without a name for it is written."""
        failed = False
        for step in self._steps:
            if failed and not step.checks:
                return True
            if (yield from step.run(scope)):
                if not step.goes_on:
                    return True
                failed = True
        return failed


class _Step:
    __slots__ = ("_action", "_condition", "_ends", "_items", "checks", "goes_on")

    def __init__(self, node: dict[str, Any], cmdlets_folder: str) -> None:
        self._condition = compile_condition(node.get("when"))
        self._items = compile_value(node["each"]) if "each" in node else None
        word = next(key for key in _ACTIONS if key in node)
        self._action: Action = _ACTIONS[word](node, cmdlets_folder)
        self._ends = word in ("error", "write")
        self.checks = word == "error"
        self.goes_on = node.get("continue") == "true"

    def run(self, scope: Scope) -> Generator[Any, None, bool]:
        done = False
        for each in self._scopes(scope):
            if self._condition(each):
                yield from self._action(each)
                done = True
        return done and self._ends

    def _scopes(self, scope: Scope) -> list[Scope]:
        if self._items is None:
            return [scope]
        found = self._items(scope)
        if found is None or found is LEFT_OUT:
            return []
        return [scope.at(item, index) for index, item in enumerate(found if isinstance(found, list) else [found])]


def _command(node: dict[str, Any], folder: str) -> Action:
    """``command``: run another command; what it writes is written, or becomes a value."""
    into = node.get("into", "")
    command = compile_command(node["command"], node.get("with"))

    def run(scope: Scope) -> Iterator[Any]:
        if into:
            records = command(scope)
            scope.define(into, None if not records else records[0] if len(records) == 1 else records)
            return
        try:
            yield from command(scope)
        except Withheld:
            # Nothing that comes after looks at what the other command would have written.
            return

    return run


def _hook(node: dict[str, Any], folder: str) -> Action:
    """``hook``: call the function ``hook`` of a Python file in ``cmdlets``; what it gives becomes a value."""
    name, into = node["hook"], node.get("into", "")
    arguments = compile_members(node.get("with"), dict)

    def run(scope: Scope) -> Iterator[Any]:
        hook = load_function(folder, name, "hook")
        with scope.call.alone or _NOBODY_BESIDE:
            found = hook(scope.call, **arguments(scope))
        if into:
            scope.define(into, found)
        elif found is not None:
            yield found

    return run


_NOBODY_BESIDE = nullcontext()


def _waiter(node: dict[str, Any], folder: str) -> Action:
    """``waiter``: run a command until its record is in a certain state; the last record becomes a value."""
    from .waiter import Waiter

    into = node["into"]
    waiter = Waiter(node["waiter"])

    def run(scope: Scope) -> Iterable[Any]:
        scope.define(into, waiter.wait(scope))
        return ()

    return run


def _add(node: dict[str, Any], folder: str) -> Action:
    """``add``: put members on the object at hand, or (``data[].Text``) on each object of one of its lists."""
    additions = []
    for key, value in node["add"].items():
        place, found, name = key.rpartition("[].")
        additions.append((place if found else "", name if found else key, compile_value(value)))

    def run(scope: Scope) -> Iterable[Any]:
        for place, name, value in additions:
            if not place:
                _put(scope.current, name, value(scope))
                continue
            items = member(scope.current, place)
            for index, item in enumerate(items if isinstance(items, list) else ()):
                _put(item, name, value(scope.at(item, index)))
        return ()

    return run


def _put(target: Any, name: str, value: Any) -> None:
    if isinstance(target, dict) and value is not LEFT_OUT:
        target[name] = value


def _write(node: dict[str, Any], folder: str) -> Action:
    """``write``: write a value, a list item by item; the record ends with it.

    Bytes are one array. With ``apart`` a text of a stream is not a piece of what other events write.
    """
    value = compile_value(node["write"], PSCustomObject)
    apart = node.get("apart") == "true"

    def run(scope: Scope) -> Iterator[Any]:
        found = value(scope)
        if isinstance(found, bytes):
            yield NetList("System.Byte[]", map(Byte, found))
        elif isinstance(found, list):
            yield from found
        elif found is not LEFT_OUT and found is not None:
            yield Piece(found, object()) if apart and type(found) is str else found

    return run


def _save(node: dict[str, Any], folder: str) -> Action:
    """``save``: put a text or bytes into a file (``to``), whole or not at all; what is left out makes no file."""
    value, to = compile_value(node["save"]), compile_value(node["to"])

    def run(scope: Scope) -> Iterable[Any]:
        found, target = value(scope), to(scope)
        if found is LEFT_OUT or found is None or target is LEFT_OUT or target is None:
            return ()
        path = local_path(to_string(target))
        if not scope.call.withholds(path):
            from ...http.download import save

            content = found if isinstance(found, bytes) else utf8(to_string(found))
            save([content], path, scope.call.client.settings)
        return ()

    return run


def _error(node: dict[str, Any], folder: str) -> Action:
    """``error``: write an error; the record ends with it, and with ``stop`` the command does.

    With ``continue`` the errors of the next steps are looked for as well before the record ends.
    """
    text = compile_text(node["error"])
    exception, by = node.get("exception", WRITE_ERROR), node.get("by", "")
    stop = node.get("stop") == "true"

    def run(scope: Scope) -> Iterable[Any]:
        record = write_error(scope, text(scope), exception, by)
        if stop:
            raise CommandError([record])
        scope.call.error(record)
        return ()

    return run


def _stop(node: dict[str, Any], folder: str) -> Action:
    """``stop`` alone: after this record no further one of the answer is taken."""

    def run(scope: Scope) -> Iterable[Any]:
        scope.enough = True
        return ()

    return run


def _information(node: dict[str, Any], folder: str) -> Action:
    """``information``: tell the host a piece of a text; the next one follows on the same line."""
    value = compile_value(node["information"])

    def run(scope: Scope) -> Iterable[Any]:
        found = value(scope)
        if found is not LEFT_OUT:
            scope.call.information(HostMessage(to_string(found), ends_line=False))
        return ()

    return run


def _message(word: str) -> Callable[[dict[str, Any], str], Action]:
    """``warn`` and ``verbose``: write a message, with ``once`` only for the first of the records that are piped."""

    def compile_message(node: dict[str, Any], folder: str) -> Action:
        text: Value = compile_text(node[word])
        once = node.get("once") == "true"

        def run(scope: Scope) -> Iterable[Any]:
            if once:
                told: set[int] = scope.call.state.__dict__.setdefault("told", set())
                if id(text) in told:
                    return ()
                told.add(id(text))
            write: Callable[[Call, str], None] = _WRITERS[word]
            write(scope.call, text(scope))
            return ()

        return run

    return compile_message


_WRITERS: dict[str, Callable[[Call, str], None]] = {
    "warn": lambda call, text: call.warn(text),
    "verbose": lambda call, text: call.verbose(text),
}
_ACTIONS: dict[str, Callable[[dict[str, Any], str], Action]] = {
    "command": _command,
    "hook": _hook,
    "waiter": _waiter,
    "add": _add,
    "write": _write,
    "save": _save,
    "error": _error,
    "warn": _message("warn"),
    "verbose": _message("verbose"),
    "information": _information,
    # Last, as an error may have it as well.
    "stop": _stop,
}
