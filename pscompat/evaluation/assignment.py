"""Assignments: to variables, members, indexes, several targets at once."""

from __future__ import annotations

from ..dotnet.strings import to_string
from ..errors import NotRunError
from ..language.evaluate import pure_expression
from ..language.indexing import get_index, run_time_error, set_index
from ..language.nodes import (
    ArrayLiteral,
    Attribute,
    AttributedExpression,
    Cast,
    Index,
    Member,
    Node,
    Paren,
    Unary,
    Variable,
)
from .arithmetic import base
from .compiler import STEP_RULES, STEPS, compile_value
from .members import get_member, set_member
from .signs import step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .frame import Frame


class Store:
    """A place that can be read and written, its receiver and index worked out already."""

    __slots__ = ("read", "write")

    def __init__(self, read: Callable[[], Any], write: Callable[[Any], None]) -> None:
        self.read = read
        self.write = write


def compile_target(node: Node) -> Callable[[Frame], Store]:
    """What may stand on the left of an assignment, as a function that finds the place."""
    while isinstance(node, Paren):
        inner = pure_expression(node.statement)
        if inner is None:
            break
        node = inner
    if isinstance(node, Variable):
        return _variable(node)
    if isinstance(node, Member) and not node.static:
        return _member(node)
    if isinstance(node, Index):
        return _index(node)
    if isinstance(node, Cast):
        return _typed(node)
    if isinstance(node, ArrayLiteral):
        return _several(node)
    if isinstance(node, AttributedExpression):
        return _checked(node)
    raise NotRunError("Assignments of this kind are not run by pscompat.")


def _variable(node: Variable) -> Callable[[Frame], Store]:
    name = node.name
    return lambda frame: Store(lambda: frame.scope.get(name), lambda value: frame.scope.set(name, value))


def _typed(node: Cast) -> Callable[[Frame], Store]:
    kind = node.type.name
    inner = compile_target(node.child)
    variable = node.child if isinstance(node.child, Variable) else None

    def target(frame: Frame) -> Store:
        store = inner(frame)

        def write(value: Any) -> None:
            def constraint(each: Any) -> Any:
                return frame.converted(each, kind)

            if variable is None:
                store.write(constraint(value))
                return
            value = constraint(value)
            frame.scope.set(variable.name, value)
            frame.scope.constraints[variable.name.rpartition(":")[2].lower()] = constraint

        return Store(store.read, write)

    return target


def _checked(node: AttributedExpression) -> Callable[[Frame], Store]:
    """``[ValidateRange(1, 5)] [int] $n = …``: what is assigned then and later must pass."""
    attributes: list[Attribute] = []
    target: Node = node
    kinds: list[str] = []
    while isinstance(target, AttributedExpression | Cast):
        if isinstance(target, Cast):
            kinds.insert(0, target.type.name)
        else:
            attributes.append(target.attribute)
        target = target.child
    if not isinstance(target, Variable):
        raise NotRunError(f"Attributes are not run by pscompat: '[{node.attribute.name}]'.")
    name = target.name

    def place(frame: Frame) -> Store:
        if frame.context.check is None:
            raise NotRunError(f"Attributes are not run by pscompat: '[{node.attribute.name}]'.")
        check = frame.context.check(frame, attributes, name)

        def constraint(value: Any) -> Any:
            for kind in kinds:
                value = frame.converted(value, kind)
            check(value)
            return value

        def write(value: Any) -> None:
            constraints, key = frame.scope.constraints, name.rpartition(":")[2].lower()
            value = constraint(value)
            constraints.pop(key, None)
            frame.scope.set(name, value)
            constraints[key] = constraint

        return Store(lambda: frame.scope.get(name), write)

    return place


def _member(node: Member) -> Callable[[Frame], Store]:
    target, member = compile_value(node.target), compile_value(node.member)

    def place(frame: Frame) -> Store:
        receiver = base(target(frame))
        name = to_string(member(frame))
        return Store(lambda: get_member(frame, receiver, name), lambda value: set_member(frame, receiver, name, value))

    return place


def _index(node: Index) -> Callable[[Frame], Store]:
    target, index = compile_value(node.target), compile_value(node.index)

    def place(frame: Frame) -> Store:
        receiver, at = base(target(frame)), index(frame)

        def write(value: Any) -> None:
            if isinstance(at, list) and not isinstance(receiver, dict) and receiver is not None:
                shown = ",".join(to_string(each) for each in at)
                message = f"Array assignment to [{shown}] failed because assignment to slices is not supported."
                raise run_time_error("ArraySliceAssignmentFailed", message)
            set_index(receiver, at, value, frame.tables)

        return Store(lambda: get_index(receiver, at, frame.tables), write)

    return place


def _several(node: ArrayLiteral) -> Callable[[Frame], Store]:
    targets = [compile_target(item) for item in node.items]

    def place(frame: Frame) -> Store:
        def write(value: Any) -> None:
            values = list(value) if isinstance(value, list) else [value]
            last = len(targets) - 1
            for number, target in enumerate(targets):
                if number < last:
                    each = values[number] if number < len(values) else None
                else:
                    rest = values[number:]
                    each = None if not rest else rest[0] if len(rest) == 1 else rest
                target(frame).write(each)

        return Store(lambda: None, write)

    return place


def stepped(node: Unary) -> Callable[[Frame], Any]:
    """``++`` and ``--``: behind the variable it gives the value from before, in front of it the new one."""
    sign = STEPS[node.operator]
    postfix = node.operator.startswith("Postfix")
    target = compile_target(node.child)

    def change(frame: Frame) -> Any:
        store = target(frame)
        old = base(store.read())
        new = step(old, sign)
        store.write(new)
        return (0 if old is None else old) if postfix else new

    return change


STEP_RULES.append(stepped)
