"""Expressions of help files: JMESPath over the values of a call, or over the object at hand.

``$Run.thread_id`` looks at the values, ``last_error.code`` at the object at hand, which is ``$_`` among the values.
Plain paths, and the first of several that is there (``$RunId || Run.id``), are worked out here; for everything else
the jmespath library is loaded. Names are found without regard to case, as PowerShell finds properties.
"""

from __future__ import annotations

from ...dotnet.members import member

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from ..call import Call

    Getter = Callable[["Scope"], Any]


class _LeftOut:
    __slots__ = ()

    def __repr__(self) -> str:
        return "LEFT_OUT"


LEFT_OUT = _LeftOut()
"""The value of what is not sent."""


class Scope:
    """What expressions can see while one record is worked on.

    call       the call
    bound      the parameters that were given for the record
    set_name   the record's parameter set
    values     the command's parameters, and further values by name
    defined    names of values that are there although no parameter of that name was given
    current    the object at hand: the answer's record, or the item of a repetition
    position   the item's place in its repetition
    enough     whether no further record of the answer is wanted
    describe   gives what ``$Request`` stands for: the request as it would be sent
    """

    __slots__ = ("bound", "call", "current", "defined", "describe", "enough", "position", "set_name", "values")

    def __init__(self, call: Call, values: dict[str, Any]) -> None:
        self.call = call
        self.bound = call.bound
        self.set_name = call.set_name
        self.values = values
        self.defined: set[str] = set()
        self.current: Any = None
        self.position: int = 0
        self.enough = False
        self.describe: Getter = _nothing

    def define(self, name: str, value: Any) -> None:
        """Give a value a name; ``_`` replaces the object at hand."""
        if name == "_":
            self.current = value
        else:
            self.values[name] = value
            self.defined.add(name)

    def at(self, item: Any, position: int = 0) -> Scope:
        """The same scope with another object at hand; its values are the same ones."""
        inner = Scope(self.call, self.values)
        inner.defined = self.defined
        inner.current = item
        inner.position = position
        inner.describe = self.describe
        inner.bound = self.bound
        inner.set_name = self.set_name
        return inner

    def fork(self, item: Any) -> Scope:
        """A scope of its own for one record of an answer: what it defines is not seen by the next record."""
        inner = self.at(item)
        inner.values = dict(self.values)
        inner.defined = set(self.defined)
        return inner

    def has(self, name: str) -> bool:
        """Whether a parameter was given, or a value of that name exists, in any case."""
        if name in self.bound or name in self.defined:
            return True
        return name not in self.values and _actual(name, (*self.bound, *self.defined)) is not None

    def get(self, name: str) -> Any:
        """A value by name, null without one."""
        if name == "_":
            return self.current
        if name in self.values:
            return self.values[name]
        special = SPECIAL.get(name)
        if special is not None:
            return special(self)
        actual = _actual(name, self.values) or _actual(name, SPECIAL)
        return None if actual is None else self.get(actual)


def _actual(name: str, names: Iterable[str]) -> str | None:
    """The name that is meant where it is spelt in another case, None where there is none."""
    lower = name.lower()
    return next((each for each in names if each.lower() == lower and each != name), None)


def _nothing(scope: Scope) -> Any:
    return None


def _random(scope: Scope) -> str:
    import os

    return os.urandom(2).hex()


SPECIAL: dict[str, Getter] = {
    "Position": lambda scope: scope.position,
    "Request": lambda scope: scope.describe(scope),
    "Random": _random,
}
"""Values that are worked out when they are asked for."""


def compile_expression(text: str) -> Getter:
    """A function that works the expression out in a scope."""
    if text.startswith("$"):
        return _compile(text[1:], from_values=True)
    return _compile(text, from_values=False)


def root_name(text: str) -> str:
    """The value that a plain reference (``$Run.id``) begins with; empty for every other expression."""
    name = text[1:].partition(".")[0]
    return name if text.startswith("$") and is_name(name) and "||" not in text else ""


def is_name(text: str) -> bool:
    """Whether the text is one plain name."""
    return text.isascii() and text.replace("_", "a").isalnum() and not text[0].isdigit()


def _compile(text: str, *, from_values: bool) -> Getter:
    paths = []
    for part in text.split("||"):
        names = part.strip().split(".")
        if not all(is_name(name) for name in names if name) or "" in names:
            return _library(text, from_values)
        paths.append(_path(names, from_values))
    return paths[0] if len(paths) == 1 else _first_of(paths)


def _path(names: list[str], from_values: bool) -> Getter:
    if not from_values:
        if names == ["_"]:
            return lambda scope: scope.current

        def below_current(scope: Scope) -> Any:
            value = scope.current
            for name in names:
                value = member(value, name)
            return value

        return below_current
    first, rest = names[0], names[1:]
    if not rest:
        return lambda scope: scope.get(first)

    def below_value(scope: Scope) -> Any:
        value = scope.get(first)
        for name in rest:
            value = member(value, name)
        return value

    return below_value


def _first_of(paths: list[Getter]) -> Getter:
    def first(scope: Scope) -> Any:
        value = None
        for path in paths:
            value = path(scope)
            # What JMESPath calls false: null, false, and whatever is empty.
            if not (value is None or value is False or value == "" or value == [] or value == {}):
                return value
        return value

    return first


def _library(text: str, from_values: bool) -> Getter:
    search: Callable[[Any], Any] | None = None

    def evaluate(scope: Scope) -> Any:
        nonlocal search
        if search is None:
            from ...helpfile.jmespath_search import searcher

            search = searcher(text)
        return search({**scope.values, "_": scope.current} if from_values else scope.current)

    return evaluate
