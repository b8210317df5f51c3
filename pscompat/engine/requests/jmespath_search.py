"""The jmespath library with PowerShell's values: names in any case, and the value classes of pscompat."""

from __future__ import annotations

from typing import Any

from jmespath import exceptions, functions, parser, visitor

from ...values.containers import PSCustomObject
from ...values.members import member

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_KINDS: dict[str, Any] = {
    "string": str,
    "array": list,
    "object": dict,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "expref": visitor._Expression,
}


def _is_kind(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _KINDS[kind])


class _Functions(functions.Functions):
    """JMESPath's functions, ``items`` of its community edition among them.

    They take subclasses of Python's types, which the library refuses.
    """

    @functions.signature({"types": ["object"]})
    def _func_items(self, value: dict[str, Any]) -> list[list[Any]]:
        return [[name, item] for name, item in value.items()]

    def _type_check_single(self, current: Any, types: Any, function_name: str) -> None:
        for kind in types:
            outer, _, inner = kind.partition("-")
            if _is_kind(current, outer) and (not inner or all(_is_kind(item, inner) for item in current)):
                return
        raise exceptions.JMESPathTypeError(function_name, current, type(current).__name__, types)

    def _convert_to_jmespath_type(self, pyobject: str) -> str:
        known: str = super()._convert_to_jmespath_type(pyobject)  # type: ignore[misc]
        return "number" if known == "unknown" and pyobject in ("Int64", "BigInteger", "Single") else known


class _Interpreter(visitor.TreeInterpreter):
    def visit_field(self, node: Any, value: Any) -> Any:
        """A member by name, in any case."""
        return member(value, node["value"])


def picker(expression: str) -> Callable[[Any], Any]:
    """A function that picks from a value what the expression says; JMESPathError where a function does not take it.

    Raises ValueError for an expression that is not JMESPath.
    """
    tree = parse(expression)
    interpreter = _Interpreter(visitor.Options(dict_cls=PSCustomObject, custom_functions=_Functions()))
    return lambda value: interpreter.visit(tree, value)


def searcher(expression: str) -> Callable[[Any], Any]:
    """As ``picker``, with null for a value that a function does not take."""
    pick = picker(expression)

    def search(value: Any) -> Any:
        try:
            return pick(value)
        except exceptions.JMESPathError:
            return None

    return search


def parse(expression: str) -> Any:
    """The tree of an expression. Raises ValueError for one that is not JMESPath."""
    try:
        return parser.Parser().parse(expression).parsed
    except exceptions.JMESPathError as error:
        raise ValueError(str(error).splitlines()[0]) from None
