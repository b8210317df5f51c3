"""Values of help files: what a query, a body, a form, or an object is made of.

A text that begins with ``$`` is a reference; every other text stands for itself, with ``{…}`` in it filled in; numbers
and truth values are what they are. Lists and mappings are built member by member. A mapping with ``$when``, ``$each``,
``$value``, ``$text``, ``$first``, ``$nth`` or ``$as`` is a value of its own. What is left out leaves no
trace: no member, no item, and no mapping or list that would hold nothing else.
"""

from __future__ import annotations

from ...dotnet.containers import NetDict, PSCustomObject
from ...dotnet.strings import to_string
from .as_conversions import compile_conversion
from .condition import compile_condition, filled
from .expression import LEFT_OUT, SPECIAL, compile_expression, root_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .expression import Scope

    Value = Callable[[Scope], Any]


_HASHTABLE = "System.Collections.Hashtable"
_DICTIONARIES = (_HASHTABLE, "System.Collections.Specialized.OrderedDictionary")
"""Type names that make a dictionary of a mapping."""


def compile_value(node: Any, make: type[dict[Any, Any]] = PSCustomObject) -> Value:
    """A function that works the value out in a scope, LEFT_OUT where there is none; ``make`` makes its objects."""
    if isinstance(node, str):
        if node.startswith("$"):
            return _reference(node)
        if "{" in node:
            return compile_text(node)
    if isinstance(node, list):
        return _list(node, make)
    if isinstance(node, dict):
        return _special(node, make) if any(key.startswith("$") for key in node) else _mapping(node, make)
    return _constant(node)


def compile_members(node: dict[str, Any] | None, make: type[dict[Any, Any]]) -> Callable[[Scope], dict[str, Any]]:
    """A function that gives the members that are not left out; where the mapping itself is, there are none."""
    if not node:
        return lambda scope: make()
    value = compile_value(node, make)

    def members(scope: Scope) -> dict[str, Any]:
        found = value(scope)
        return make() if found is LEFT_OUT else found

    return members


def compile_text(text: str) -> Callable[[Scope], str]:
    """A text with ``{…}`` filled in: a reference, or an expression over the object at hand."""
    parts = _parts(text)

    def fill(scope: Scope) -> str:
        return "".join([part if isinstance(part, str) else _shown(part(scope)) for part in parts])

    return fill


def as_written(node: Any) -> Any:
    """A mapping for what is text on the wire (a query, headers, a form): its numbers and truth values as they stand."""
    if isinstance(node, dict):
        return {key: as_written(value) for key, value in node.items()}
    if isinstance(node, list):
        return [as_written(item) for item in node]
    if isinstance(node, bool):
        return "true" if node else "false"
    return repr(node) if isinstance(node, (int, float)) else node


def compile_path(text: str) -> tuple[str, list[str], list[Value]]:
    """A path with a bare ``{}`` for each value that it names, what they are called, and those values."""
    pieces = text.replace("}", "{").split("{")
    names = [name.removeprefix("$") for name in pieces[1::2]]
    return "{}".join(pieces[::2]), names, [compile_expression("$" + name) for name in names]


def _parts(text: str) -> list[Any]:
    pieces = text.replace("}", "{").split("{")
    return [compile_expression(piece) if index % 2 else piece for index, piece in enumerate(pieces)]


def _shown(value: Any) -> str:
    return "" if value is None else to_string(value)


def _constant(value: Any) -> Value:
    return lambda scope: value


def _reference(text: str) -> Value:
    mark = text[-1] if text[-1] in "!?" else ""
    text = text.rstrip("!?")
    get = compile_expression(text)
    if mark == "?":

        def unless_empty(scope: Scope) -> Any:
            value = get(scope)
            return value if filled(value) else LEFT_OUT

        return unless_empty
    name = root_name(text)
    if mark or not name or name == "_" or name in SPECIAL:
        return get
    return lambda scope: get(scope) if scope.has(name) else LEFT_OUT


def _list(node: list[Any], make: type[dict[Any, Any]]) -> Value:
    items = [(isinstance(item, dict) and "$each" in item, compile_value(item, make)) for item in node]

    def build(scope: Scope) -> Any:
        built: list[Any] = []
        for spread, item in items:
            value = item(scope)
            if value is LEFT_OUT:
                continue
            if spread:
                built += value
            else:
                built.append(value)
        return built if built or not items else LEFT_OUT

    return build


def _mapping(node: dict[str, Any], make: type[dict[Any, Any]]) -> Value:
    type_name = node.get("PSTypeName")
    if type_name in _DICTIONARIES:
        return _dictionary(type_name, _mapping({key: node[key] for key in node if key != "PSTypeName"}, dict))
    members = [(key, compile_value(value, make)) for key, value in node.items() if key != "PSTypeName"]

    def build(scope: Scope) -> Any:
        built = make()
        for key, member in members:
            value = member(scope)
            if value is not LEFT_OUT:
                built[key] = value
        if not built and members:
            return LEFT_OUT
        if type_name and isinstance(built, PSCustomObject):
            built.type_names = (type_name,)
        return built

    return build


def _dictionary(type_name: str, members: Value) -> Value:
    """A dictionary of .NET in place of an object."""

    def build(scope: Scope) -> Any:
        found = members(scope)
        return found if found is LEFT_OUT or type_name == _HASHTABLE else NetDict(type_name, found)

    return build


def _special(node: dict[str, Any], make: type[dict[Any, Any]]) -> Value:
    """``$each`` repeats, ``$when`` leaves out, then comes the value itself, and ``$as`` converts it."""
    value = _core(node, make)
    if "$as" in node:
        value = _converted(value, compile_conversion(node["$as"], compile_value))
    if "$when" in node:
        value = _conditional(value, compile_condition(node["$when"]))
    return _repeated(value, compile_value(node["$each"])) if "$each" in node else value


def _core(node: dict[str, Any], make: type[dict[Any, Any]]) -> Value:
    if "$value" in node:
        return compile_value(node["$value"], make)
    if "$first" in node:
        return _first([compile_value(item, make) for item in node["$first"]])
    if "$text" in node:
        return _constant(node["$text"])
    if "$nth" in node:
        return _nth(compile_value(node["$nth"], make))
    return _mapping({key: value for key, value in node.items() if not key.startswith("$")}, make)


def _first(values: list[Value]) -> Value:
    def first(scope: Scope) -> Any:
        for value in values:
            found = value(scope)
            if found is not LEFT_OUT:
                return found
        return LEFT_OUT

    return first


def _nth(value: Value) -> Value:
    """The item of a list whose place is that of the object at hand."""

    def nth(scope: Scope) -> Any:
        items = value(scope)
        if not isinstance(items, list):
            items = [items]
        return items[scope.position] if scope.position < len(items) else LEFT_OUT

    return nth


def _converted(value: Value, convert: Callable[[Any, Scope], Any]) -> Value:
    return lambda scope: convert(value(scope), scope)


def _conditional(value: Value, condition: Callable[[Scope], bool]) -> Value:
    return lambda scope: value(scope) if condition(scope) else LEFT_OUT


def _repeated(value: Value, items: Value) -> Value:
    def repeat(scope: Scope) -> Any:
        found = items(scope)
        if found is LEFT_OUT or found is None:
            return LEFT_OUT
        values = [
            value(scope.at(item, index)) for index, item in enumerate(found if isinstance(found, list) else [found])
        ]
        return [item for item in values if item is not LEFT_OUT]

    return repeat
