"""The types that arguments have as they are written, for slots that take what needs no conversion first."""

from __future__ import annotations

from .elements_at_cursor import EXPRESSION, LIST, NUMBER, VARIABLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..binding.compiled_parameter import CompiledParameter
    from .elements_at_cursor import Item


def fits(parameter: CompiledParameter, item: Item) -> bool:
    """Whether the parameter's type takes the argument without conversion."""
    if item.kind in (VARIABLE, EXPRESSION):
        return True
    if item.kind == NUMBER:
        types = (number_type(item.value), "System.ValueType", "System.Object")
    elif item.kind == LIST:
        types = ("System.Object[]", "System.Array", "System.Object")
    else:
        types = ("System.String", "System.Object", "")
    net_type = parameter.type
    return net_type.full_name in types or (net_type.element is not None and net_type.element.full_name in types)


def number_type(text: str) -> str:
    """The type of a number as written: Int32 or Double."""
    lower = text.lower()
    return "System.Double" if "." in lower or ("e" in lower and not lower.startswith("0x")) else "System.Int32"
