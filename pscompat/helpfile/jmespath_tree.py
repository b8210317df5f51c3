"""JMESPath texts as trees, and what can be told of an expression before it is worked out."""

from __future__ import annotations

from jmespath import exceptions, parser

from .request_words import FUNCTIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

MAX_DEPTH = 100
"""The deepest nesting of an expression: working it out takes several of Python's frames for each level."""


def read_tree(expression: str) -> Any:
    """The tree of an expression. Raises ValueError for one that is not JMESPath, or nested too deeply."""
    try:
        tree = parser.Parser().parse(expression).parsed
    except exceptions.JMESPathError as error:
        raise ValueError(str(error).splitlines()[0]) from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        raise ValueError("A number in it has too many digits") from None
    level = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in _children(node)]
        if not level:
            return tree
    raise _too_deep()


def _too_deep() -> ValueError:
    return ValueError(f"It is nested more than {MAX_DEPTH} deep")


def fault(tree: Any) -> str:
    """What no value can make right, empty without a fault: unknown functions, wrong counts of arguments, no step."""
    if tree["type"] == "function_expression":
        from jmespath.functions import Functions

        name, given = tree["value"], len(tree["children"])
        known = Functions.FUNCTION_TABLE.get(name)
        signature = FUNCTIONS.get(name) if known is None else known["signature"]
        if signature is None:
            return f"JMESPath has no function {name!r}"
        wanted = len(signature)
        variadic = bool(wanted) and signature[-1].get("variadic", False)
        if given < wanted or (given > wanted and not variadic):
            return f"{name} takes {wanted} argument{'s' * (wanted != 1)}, not {given}"
    elif tree["type"] == "slice" and tree["children"][2] == 0:
        return "a slice has no step of 0"
    return next(filter(None, map(fault, _children(tree))), "")


def _children(node: Any) -> Iterator[Any]:
    """The nodes below a node; the bounds of a slice are none."""
    return (child for child in node.get("children", ()) if isinstance(child, dict))
