"""Binary operators, compiled: what is constant on the right is prepared before the first record."""

from __future__ import annotations

from ..dotnet.containers import Enumerator
from ..dotnet.order.comparison import comparison
from ..errors import NotRunError
from ..language.indexing import NOTHING
from ..language.nodes import (
    Binary,
    Node,
    Number,
    StringConstant,
)
from . import arithmetic, bitwise, text_operators
from .arithmetic import base
from .compiler import RULES, compile_value, truth

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .frame import Frame

    Value = Callable[[Frame], Any]


def _binary(node: Binary) -> Value:
    rule = _BINARY.get(node.operator)
    if rule is not None:
        return rule(node)
    if node.operator not in _WORK:
        raise NotRunError(f"Operators of this kind are not run by pscompat: '{node.operator}'.")
    chain = [node]
    while isinstance(chain[-1].left, Binary) and chain[-1].left.operator in _WORK:
        chain.append(chain[-1].left)
    first, *others = [(_WORK[each.operator], compile_value(each.right)) for each in reversed(chain)]
    left, (work, right) = compile_value(chain[-1].left), first
    if not others:
        return lambda frame: work(left(frame), right(frame))

    def several(frame: Frame) -> Any:
        """Operators one after the other: however many there are, they take no more stack than one."""
        value = work(left(frame), right(frame))
        for next_work, operand in others:
            value = next_work(value, operand(frame))
        return value

    return several


def _and(node: Binary) -> Value:
    left, right = compile_value(node.left), compile_value(node.right)
    return lambda frame: truth(left(frame)) and truth(right(frame))


def _or(node: Binary) -> Value:
    left, right = compile_value(node.left), compile_value(node.right)
    return lambda frame: truth(left(frame)) or truth(right(frame))


def _xor(left: Any, right: Any) -> bool:
    return truth(left) is not truth(right)


def _coalesce(node: Binary) -> Value:
    left, right = compile_value(node.left), compile_value(node.right)

    def coalesce(frame: Frame) -> Any:
        value = left(frame)
        return right(frame) if value is None or value is NOTHING else value

    return coalesce


def _comparison(node: Binary) -> Value:
    name = node.operator.lower()
    left = compile_value(node.left)
    if isinstance(node.right, StringConstant | Number):
        try:
            test = comparison(name, node.right.value)
        except Exception:
            test = None  # What is wrong with it is told when it is reached.
        if test is not None:
            ready = test

            def compare_constant(frame: Frame) -> Any:
                value = left(frame)
                return ready(base(value) if value is NOTHING or type(value) is Enumerator else value)

            return compare_constant
    right = compile_value(node.right)

    def compare(frame: Frame) -> Any:
        one, other = base(left(frame)), base(right(frame))
        return comparison(name, other)(one)

    return compare


def _is(node: Binary) -> Value:
    left, right = compile_value(node.left), _type_operand(node.right)
    negated = node.operator == "IsNot"
    return lambda frame: text_operators.is_type(frame, left(frame), right(frame)) is not negated


def _as(node: Binary) -> Value:
    left, right = compile_value(node.left), _type_operand(node.right)
    return lambda frame: text_operators.as_type(frame, left(frame), right(frame))


def _type_operand(node: Node) -> Value:
    return compile_value(node)


def _in_evaluator(work: Callable[..., Any]) -> Callable[[Binary], Value]:
    def rule(node: Binary) -> Value:
        left, right = compile_value(node.left), compile_value(node.right)
        sensitive = node.operator[0] == "C"
        return lambda frame: work(frame, base(left(frame)), base(right(frame)), sensitive)

    return rule


def _match(node: Binary) -> Value:
    left, right = compile_value(node.left), compile_value(node.right)
    negated = node.operator.lower().endswith("notmatch")
    sensitive = node.operator[0] == "C"

    def match(frame: Frame) -> Any:
        one, other = base(left(frame)), base(right(frame))
        return text_operators.match(frame, one, other, sensitive, negated)

    return match


_BINARY: dict[str, Callable[[Binary], Value]] = {
    "And": _and,
    "Or": _or,
    "QuestionQuestion": _coalesce,
    "Is": _is,
    "IsNot": _is,
    "As": _as,
    **dict.fromkeys(("Imatch", "Cmatch", "Inotmatch", "Cnotmatch"), _match),
    **dict.fromkeys(("Ireplace", "Creplace"), _in_evaluator(text_operators.replace)),
    **dict.fromkeys(("Isplit", "Csplit"), _in_evaluator(text_operators.split)),
    **{
        kind + name: _comparison
        for kind in "IC"
        for name in ("eq", "ne", "gt", "ge", "lt", "le", "like", "notlike", "contains", "notcontains", "in", "notin")
    },
}
_WORK: dict[str, Callable[[Any, Any], Any]] = {
    "Xor": _xor,
    "Plus": arithmetic.add,
    "Minus": arithmetic.subtract,
    "Multiply": arithmetic.multiply,
    "Divide": arithmetic.divide,
    "Rem": arithmetic.remainder,
    "Format": text_operators.format_operator,
    "Join": text_operators.join,
    "DotDot": bitwise.value_range,
    "Band": lambda left, right: bitwise.bits("-band", left, right),
    "Bor": lambda left, right: bitwise.bits("-bor", left, right),
    "Bxor": lambda left, right: bitwise.bits("-bxor", left, right),
    "Shl": lambda left, right: bitwise.shift("-shl", left, right),
    "Shr": lambda left, right: bitwise.shift("-shr", left, right),
}
COMPOUND = {
    "PlusEquals": arithmetic.add,
    "MinusEquals": arithmetic.subtract,
    "MultiplyEquals": arithmetic.multiply,
    "DivideEquals": arithmetic.divide,
    "RemainderEquals": arithmetic.remainder,
}
"""What the assignment operators calculate."""


RULES[Binary] = _binary
