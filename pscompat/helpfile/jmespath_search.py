"""The jmespath library with PowerShell's values: names in any case, and the value classes of pscompat."""

from __future__ import annotations

from typing import Any

from jmespath import exceptions, functions, visitor

from ..dotnet.containers import PSCustomObject
from ..dotnet.members import member
from .jmespath_tree import read_tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

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

    def call_function(self, function_name: str, resolved_args: Iterable[Any]) -> Any:
        """The function's value. Raises JMESPathError for whatever the library does not find out itself."""
        try:
            return super().call_function(function_name, resolved_args)
        except exceptions.JMESPathError:
            raise
        except (TypeError, ValueError, ArithmeticError, RecursionError) as error:
            message = f"In function {function_name}(), a value that it does not take: {error}"
            raise exceptions.JMESPathError(message) from None

    def _type_check(self, actual: list[Any], signature: Any, function_name: str) -> None:
        """Each argument; the library leaves out those that a function of any number takes behind its first one."""
        more = len(actual) - len(signature)
        super()._type_check(actual, (*signature, *signature[-1:] * more), function_name)  # type: ignore[misc]

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


def picker(tree: Any) -> Callable[[Any], Any]:
    """A function that picks from a value what the expression says; JMESPathError where a function does not take it."""
    interpreter = _Interpreter(visitor.Options(dict_cls=PSCustomObject, custom_functions=_Functions()))
    return lambda value: interpreter.visit(tree, value)


def searcher(expression: str) -> Callable[[Any], Any]:
    """As ``picker``, with null for a value that a function does not take.

    Raises ValueError for an expression that is not JMESPath.
    """
    pick = picker(read_tree(expression))

    def search(value: Any) -> Any:
        try:
            return pick(value)
        except exceptions.JMESPathError:
            return None

    return search
