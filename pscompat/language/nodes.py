"""Syntax trees: expressions. Commands and statements are in ``structure``.

Every node knows its place: ``start`` and ``end`` count UTF-16 units of the whole text. ``children`` gives the nodes
directly inside one, in the order in which PowerShell visits them, ``walk`` all nodes inside. ``Script.text_of`` gives
a node's source text.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any


class Node:
    """Any part of a syntax tree."""

    __slots__ = ("end", "start")

    start: int
    end: int
    is_block = False
    """Whether it is a script block, whose inside runs elsewhere or never."""

    def children(self) -> Iterable[Node]:
        """The nodes directly inside this one."""
        return ()

    def walk(self, enters: Callable[[Node], bool] | None = None) -> Iterator[Node]:
        """This node and those inside it at any depth, in visiting order; ``enters`` tells whose insides are wanted."""
        pending: list[Node] = [self]
        while pending:
            node = pending.pop()
            yield node
            if enters is None or enters(node):
                pending.extend(reversed(list(node.children())))

    def outside_blocks(self) -> Iterator[Node]:
        """As ``walk``, without the insides of script blocks: those are values."""
        return self.walk(lambda node: not node.is_block)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.start}, {self.end})"


class StringConstant(Node):
    """A word or string without anything to expand; ``quote`` is bare, single, double, single-here or double-here."""

    __slots__ = ("quote", "value")

    def __init__(self, start: int, end: int, value: str, quote: str) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.quote = quote


class ExpandableString(Node):
    """A word or string with variables or sub-expressions: ``parts`` are texts and nodes in order."""

    __slots__ = ("parts", "quote")

    def __init__(self, start: int, end: int, parts: Sequence[str | Node], quote: str) -> None:
        self.start = start
        self.end = end
        self.parts = parts
        self.quote = quote

    def children(self) -> Iterable[Node]:
        return [part for part in self.parts if isinstance(part, Node)]


class Number(Node):
    """A numeric literal and its value."""

    __slots__ = ("value",)

    def __init__(self, start: int, end: int, value: Any) -> None:
        self.start = start
        self.end = end
        self.value = value


class Variable(Node):
    """``$name`` or, splatted, ``@name``; the name includes a scope or drive (``env:HOME``)."""

    __slots__ = ("name", "splatted")

    def __init__(self, start: int, end: int, name: str, splatted: bool = False) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.splatted = splatted


class ArrayLiteral(Node):
    """``a, b, c``."""

    __slots__ = ("items",)

    def __init__(self, start: int, end: int, items: list[Node]) -> None:
        self.start = start
        self.end = end
        self.items = items

    def children(self) -> Iterable[Node]:
        return self.items


class Paren(Node):
    """``(…)`` around one statement."""

    __slots__ = ("statement",)

    def __init__(self, start: int, end: int, statement: Node) -> None:
        self.start = start
        self.end = end
        self.statement = statement

    def children(self) -> Iterable[Node]:
        return (self.statement,)


class SubExpression(Node):
    """``$(…)``."""

    __slots__ = ("statements",)

    def __init__(self, start: int, end: int, statements: list[Node]) -> None:
        self.start = start
        self.end = end
        self.statements = statements

    def children(self) -> Iterable[Node]:
        return self.statements


class ArrayExpression(SubExpression):
    """``@(…)``."""

    __slots__ = ()


class HashLiteral(Node):
    """``@{…}``: pairs of a key expression and a value statement."""

    __slots__ = ("pairs",)

    def __init__(self, start: int, end: int, pairs: list[tuple[Node, Node]]) -> None:
        self.start = start
        self.end = end
        self.pairs = pairs

    def children(self) -> Iterable[Node]:
        return [node for pair in self.pairs for node in pair]


class Member(Node):
    """``target.member`` or ``target::member`` or ``target?.member``."""

    __slots__ = ("member", "null_conditional", "static", "target")

    def __init__(self, start: int, end: int, target: Node, member: Node, static: bool, null_conditional: bool) -> None:
        self.start = start
        self.end = end
        self.target = target
        self.member = member
        self.static = static
        self.null_conditional = null_conditional

    def children(self) -> Iterable[Node]:
        return (self.target, self.member)


class Call(Member):
    """``target.member(arguments)``."""

    __slots__ = ("arguments",)

    def __init__(
        self,
        start: int,
        end: int,
        target: Node,
        member: Node,
        static: bool,
        null_conditional: bool,
        arguments: list[Node],
    ) -> None:
        super().__init__(start, end, target, member, static, null_conditional)
        self.arguments = arguments

    def children(self) -> Iterable[Node]:
        return (self.target, self.member, *self.arguments)


class Index(Node):
    """``target[index]`` or ``target?[index]``."""

    __slots__ = ("index", "null_conditional", "target")

    def __init__(self, start: int, end: int, target: Node, index: Node, null_conditional: bool) -> None:
        self.start = start
        self.end = end
        self.target = target
        self.index = index
        self.null_conditional = null_conditional

    def children(self) -> Iterable[Node]:
        return (self.target, self.index)


class Unary(Node):
    """An operator before (or, for ``PostfixPlusPlus`` and ``PostfixMinusMinus``, behind) its operand."""

    __slots__ = ("child", "operator")

    def __init__(self, start: int, end: int, operator: str, child: Node) -> None:
        self.start = start
        self.end = end
        self.operator = operator
        self.child = child

    def children(self) -> Iterable[Node]:
        return (self.child,)


class Binary(Node):
    """Two operands; ``place`` is where the operator stands."""

    __slots__ = ("left", "operator", "place", "right")

    def __init__(self, operator: str, left: Node, right: Node, place: int) -> None:
        self.start = left.start
        self.end = right.end
        self.operator = operator
        self.left = left
        self.right = right
        self.place = place

    def children(self) -> Iterable[Node]:
        return (self.left, self.right)


class Cast(Node):
    """``[type]expression``."""

    __slots__ = ("child", "type")

    def __init__(self, type_name: TypeName, child: Node) -> None:
        self.start = type_name.start
        self.end = child.end
        self.type = type_name
        self.child = child

    def children(self) -> Iterable[Node]:
        return (self.type, self.child)


class TypeName(Node):
    """``[type]``, as an expression of its own or in front of one; ``name`` is the full name as PowerShell prints it."""

    __slots__ = ("name",)

    def __init__(self, start: int, end: int, name: str) -> None:
        self.start = start
        self.end = end
        self.name = name


class Attribute(Node):
    """``[Name(argument, key = argument)]``."""

    __slots__ = ("arguments", "name", "named")

    def __init__(
        self, start: int, end: int, name: str, arguments: list[Node], named: list[tuple[StringConstant, Node | None]]
    ) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.arguments = arguments
        self.named = named

    def children(self) -> Iterable[Node]:
        return [*self.arguments, *(value for _, value in self.named if value is not None)]


class AttributedExpression(Node):
    """An attribute in front of an expression."""

    __slots__ = ("attribute", "child")

    def __init__(self, start: int, end: int, attribute: Attribute, child: Node) -> None:
        self.start = start
        self.end = end
        self.attribute = attribute
        self.child = child

    def children(self) -> Iterable[Node]:
        return (self.attribute, self.child)


class Using(Node):
    """``$using:name`` with its members."""

    __slots__ = ("child",)

    def __init__(self, child: Node) -> None:
        self.start = child.start
        self.end = child.end
        self.child = child

    def children(self) -> Iterable[Node]:
        return (self.child,)


class Ternary(Node):
    """``condition ? left : right``."""

    __slots__ = ("condition", "left", "right")

    def __init__(self, condition: Node, left: Node, right: Node) -> None:
        self.start = condition.start
        self.end = right.end
        self.condition = condition
        self.left = left
        self.right = right

    def children(self) -> Iterable[Node]:
        return (self.condition, self.left, self.right)
