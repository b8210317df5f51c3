"""Expressions, compiled once: every node becomes a function of the frame that it runs in.

One function per kind of node; operators with a constant on the right are prepared before the first record.
"""

from __future__ import annotations

from ..dotnet.containers import Enumerator, NetList, PSCustomObject
from ..dotnet.conversions.scalar import is_true
from ..dotnet.members import property_getter
from ..dotnet.sizes import check_size
from ..dotnet.strings import to_string
from ..dotnet.texts import join_units
from ..errors import NotRunError
from ..language.evaluate import enumerated, kept, one_value, pure_expression
from ..language.indexing import NOTHING, get_index
from ..language.nodes import (
    ArrayExpression,
    ArrayLiteral,
    AttributedExpression,
    Call,
    Cast,
    ExpandableString,
    HashLiteral,
    Index,
    Member,
    Node,
    Number,
    Paren,
    StringConstant,
    SubExpression,
    Ternary,
    TypeName,
    Unary,
    Using,
    Variable,
)
from ..language.structure import Assignment, ScriptBlockLiteral
from . import bitwise, signs, text_operators
from .arithmetic import base
from .limits import running

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .frame import Frame

    Value = Callable[[Frame], Any]

_MISSING = object()


def compile_value(node: Node) -> Value:
    """The node as a function that gives its value; NOTHING where it has none."""
    rule = RULES.get(type(node))
    compiled: Value = (lambda frame: frame.plain_value(node)) if rule is None else rule(node)
    meter = running.get()
    return compiled if meter is None else _metered(compiled)


def _metered(compiled: Value) -> Value:
    """A value of a sealed script: working it out is a step."""

    def step(frame: Frame) -> Any:
        meter = running.get()
        assert meter is not None
        meter.step()
        return compiled(frame)

    return step


def _constant(node: StringConstant | Number) -> Value:
    value = node.value
    return lambda frame: value


def _variable(node: Variable) -> Value:
    name = node.name
    lower = name.lower()

    def read(frame: Frame) -> Any:
        scope = frame.scope
        value = scope.variables.get(lower, _MISSING)
        return scope.get(name) if value is _MISSING else value

    return read


def _expandable(node: ExpandableString) -> Value:
    parts = [part if isinstance(part, str) else compile_value(part) for part in node.parts]

    def text(frame: Frame) -> str:
        texts = [part if type(part) is str else frame.text(part(frame)) for part in parts]  # type: ignore[operator]
        check_size(sum(map(len, texts)))
        return join_units("".join(texts))

    return text


def _array(node: ArrayLiteral) -> Value:
    items = [compile_value(item) for item in node.items]

    def array(frame: Frame) -> list[Any]:
        values = [item(frame) for item in items]
        return [kept(value) for value in values]

    return array


def _paren(node: Paren) -> Value:
    statement = node.statement
    expression = pure_expression(statement)
    if expression is not None:
        return compile_value(expression)
    if isinstance(statement, Assignment):
        return lambda frame: frame.assign(statement)
    return lambda frame: frame.captured(statement)


def _member(node: Member) -> Value:
    if node.static:
        return _static_member(node)
    target = compile_value(node.target)
    if isinstance(node.member, StringConstant) and not node.null_conditional:
        name = node.member.value
        if name.lower() not in ("count", "length", "psobject", "psbase", "pstypenames", "psadapted", "psextended"):
            get = property_getter(name)
            from .members import get_member

            def read(frame: Frame) -> Any:
                value = target(frame)
                if type(value) is PSCustomObject:
                    found = value.get(name, _MISSING)
                    if found is not _MISSING:
                        return found
                    found = get(value)
                    if type(found).__name__ != "Absent":
                        return found
                return get_member(frame, value, name)

            return read
    member = compile_value(node.member)
    conditional = node.null_conditional

    def read_any(frame: Frame) -> Any:
        from .members import get_member

        value = target(frame)
        if conditional and (value is None or value is NOTHING):
            return None
        name = base(member(frame))
        return get_member(frame, value, name)

    return read_any


def _type_of(node: Node) -> Value:
    if isinstance(node, TypeName):
        name = node.name
        return lambda frame: name
    target = compile_value(node)

    def read(frame: Frame) -> Any:
        from ..dotnet.texts import TypeValue

        value = base(target(frame))
        return value.name if isinstance(value, TypeValue) else value

    return read


def _static_member(node: Member) -> Value:
    kind, member = _type_of(node.target), compile_value(node.member)

    def read(frame: Frame) -> Any:
        from .statics import static_property

        return static_property(frame, kind(frame), to_string(member(frame)))

    return read


def _call(node: Call) -> Value:
    arguments = [compile_value(argument) for argument in node.arguments]
    member = compile_value(node.member)
    if node.static:
        kind = _type_of(node.target)

        def call_static(frame: Frame) -> Any:
            from .statics import call_static_method

            name = to_string(member(frame))
            values = [base(argument(frame)) for argument in arguments]
            return call_static_method(frame, kind(frame), name, values)

        return call_static
    target = compile_value(node.target)
    conditional = node.null_conditional

    def call(frame: Frame) -> Any:
        from .methods import call_method

        value = target(frame)
        value = value if type(value) is Enumerator else base(value)
        if conditional and value is None:
            return None
        name = to_string(member(frame))
        values = [base(argument(frame)) for argument in arguments]
        if values and value is not None and name.lower() in ("where", "foreach"):
            from .intrinsics import for_each, where

            return (where if name.lower() == "where" else for_each)(frame, value, values)
        return call_method(frame, value, name, values)

    return call


def _index(node: Index) -> Value:
    target, index = compile_value(node.target), compile_value(node.index)
    conditional = node.null_conditional

    def read(frame: Frame) -> Any:
        value = target(frame)
        value = value if type(value) is Enumerator else base(value)
        if conditional and value is None:
            return None
        at = index(frame)
        if isinstance(value, NetList) and type(at) is str:
            from .members import named_item

            found = named_item(value, at)
            if found is not NOTHING:
                return found
        return get_index(value, at, frame.tables)

    return read


def _cast(node: Cast) -> Value:
    name = node.type.name
    lower = name.lower()
    literal = node.child
    if isinstance(literal, HashLiteral) and lower == "ordered":
        return lambda frame: frame.ordered(literal)
    child = compile_value(node.child)
    if lower == "void":

        def nothing(frame: Frame) -> Any:
            child(frame)
            return NOTHING

        return nothing
    if lower in ("pscustomobject", "system.management.automation.pscustomobject", "psobject"):

        def bag(frame: Frame) -> Any:
            value = child(frame)
            value = None if value is NOTHING else value
            if isinstance(value, dict) and not isinstance(value, PSCustomObject) and lower != "psobject":
                return frame.custom_object(value)
            return value

        return bag

    def cast(frame: Frame) -> Any:
        return frame.converted(child(frame), name)

    return cast


def _ternary(node: Ternary) -> Value:
    condition, left, right = compile_value(node.condition), compile_value(node.left), compile_value(node.right)
    return lambda frame: left(frame) if truth(condition(frame)) else right(frame)


def truth(value: Any) -> bool:
    """Whether a value counts as true."""
    if value is True or value is False:
        return value
    return False if value is NOTHING else is_true(value)


# Unary operators

STEPS = {"PlusPlus": "+", "MinusMinus": "-", "PostfixPlusPlus": "+", "PostfixMinusMinus": "-"}
STEP_RULES: list[Callable[[Unary], Value]] = []
"""The rule of ``++`` and ``--``; the module of assignments adds it."""


def is_step(node: Node) -> bool:
    """Whether the expression is one of ``++`` and ``--``, which as a statement writes nothing."""
    return isinstance(node, Unary) and node.operator in STEPS


def _unary(node: Unary) -> Value:
    if node.operator in STEPS:
        return STEP_RULES[0](node)
    child = compile_value(node.child)
    if node.operator in ("Exclaim", "Not"):
        return lambda frame: not truth(child(frame))
    if node.operator == "Comma":
        return lambda frame: [base(child(frame))]
    if node.operator in ("Isplit", "Csplit"):
        return lambda frame: text_operators.split_words(base(child(frame)))
    work = _UNARY[node.operator]
    return lambda frame: work(child(frame))


_UNARY: dict[str, Callable[[Any], Any]] = {
    "Minus": signs.negate,
    "Plus": signs.plus,
    "Bnot": bitwise.complement,
    "Join": text_operators.join,
}


def _attributed(node: AttributedExpression) -> Value:
    return compile_value(node.child)


def _sub_expression(node: SubExpression) -> Value:
    statements = node.statements
    if not statements:
        return lambda frame: None
    return lambda frame: one_value(list(frame.body(statements)))


def _array_expression(node: ArrayExpression) -> Value:
    statements = node.statements
    expression = pure_expression(statements[0]) if len(statements) == 1 else None
    if expression is None:
        return lambda frame: list(frame.body(statements))
    value = compile_value(expression)
    steps = is_step(expression)

    def array(frame: Frame) -> list[Any]:
        found = value(frame)
        return [] if steps or found is NOTHING else list(enumerated(found))

    return array


def _script_block(node: ScriptBlockLiteral) -> Value:
    return lambda frame: frame.script_block(node)


def _using(node: Using) -> Value:
    raise NotRunError("Variables of another session are not run by pscompat: '$using:'.")


RULES: dict[type[Node], Callable[[Any], Value]] = {
    StringConstant: _constant,
    Number: _constant,
    Variable: _variable,
    ExpandableString: _expandable,
    ArrayLiteral: _array,
    Paren: _paren,
    Member: _member,
    Call: _call,
    Index: _index,
    Cast: _cast,
    Ternary: _ternary,
    Unary: _unary,
    SubExpression: _sub_expression,
    ArrayExpression: _array_expression,
    ScriptBlockLiteral: _script_block,
    AttributedExpression: _attributed,
    Using: _using,
}
"""The rule of each kind of node; later modules add theirs."""
