"""Syntax trees. Every node knows its place: ``start`` and ``end`` count UTF-16 units of the whole text.

``children`` gives the nodes directly inside one, in the order in which PowerShell visits them. ``Script.text_of``
gives a node's source text.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any


class Node:
    """Any part of a syntax tree."""

    __slots__ = ("end", "start")

    start: int
    end: int

    def children(self) -> Iterable[Node]:
        """The nodes directly inside this one."""
        return ()

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


class ScriptBlockLiteral(Node):
    """``{…}``."""

    __slots__ = ("body",)

    def __init__(self, start: int, end: int, body: Block) -> None:
        self.start = start
        self.end = end
        self.body = body

    def children(self) -> Iterable[Node]:
        return (self.body,)


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


class Parameter(Node):
    """A command's ``-Name`` or ``-Name:argument``; ``text_end`` is where the dash, name and colon end."""

    __slots__ = ("argument", "name", "text_end")

    def __init__(self, start: int, end: int, name: str, argument: Node | None, text_end: int) -> None:
        self.start = start
        self.end = end
        self.name = name
        self.argument = argument
        self.text_end = text_end

    def children(self) -> Iterable[Node]:
        return () if self.argument is None else (self.argument,)


class Redirection(Node):
    """``2> target`` (``into`` is empty) or ``2>&1``; streams bear their names (``Output``, ``All`` …)."""

    __slots__ = ("append", "into", "stream", "target")

    def __init__(
        self, start: int, end: int, stream: str, target: Node | None = None, append: bool = False, into: str = ""
    ) -> None:
        self.start = start
        self.end = end
        self.stream = stream
        self.target = target
        self.append = append
        self.into = into

    def children(self) -> Iterable[Node]:
        return () if self.target is None else (self.target,)


class Command(Node):
    """A command: ``elements`` are its name, then arguments and parameters; ``operator`` is Ampersand, Dot or empty."""

    __slots__ = ("elements", "operator", "redirections")

    def __init__(
        self, start: int, end: int, elements: list[Node], operator: str, redirections: Sequence[Redirection]
    ) -> None:
        self.start = start
        self.end = end
        self.elements = elements
        self.operator = operator
        self.redirections = redirections

    def children(self) -> Iterable[Node]:
        return (*self.elements, *self.redirections)


class CommandExpression(Node):
    """A pipeline element that is no command but an expression."""

    __slots__ = ("expression", "redirections")

    def __init__(self, start: int, end: int, expression: Node, redirections: Sequence[Redirection]) -> None:
        self.start = start
        self.end = end
        self.expression = expression
        self.redirections = redirections

    def children(self) -> Iterable[Node]:
        return (self.expression, *self.redirections)


class Pipeline(Node):
    """Commands joined by ``|``; the first may be an expression."""

    __slots__ = ("background", "elements")

    def __init__(self, start: int, end: int, elements: list[Command | CommandExpression]) -> None:
        self.start = start
        self.end = end
        self.elements = elements
        self.background = False

    def children(self) -> Iterable[Node]:
        return self.elements


class PipelineChain(Node):
    """Two pipelines joined by ``&&`` (``AndAnd``) or ``||`` (``OrOr``)."""

    __slots__ = ("background", "left", "operator", "right")

    def __init__(self, left: Node, operator: str, right: Node, background: bool) -> None:
        self.start = left.start
        self.end = right.end
        self.left = left
        self.operator = operator
        self.right = right
        self.background = background

    def children(self) -> Iterable[Node]:
        return (self.left, self.right)


class Assignment(Node):
    """``target = value``; ``operator`` is the kind (``Equals``, ``PlusEquals`` …), ``place`` where it stands."""

    __slots__ = ("operator", "place", "target", "value")

    def __init__(self, target: Node, operator: str, value: Node, place: int) -> None:
        self.start = target.start
        self.end = value.end
        self.target = target
        self.operator = operator
        self.value = value
        self.place = place

    def children(self) -> Iterable[Node]:
        return (self.target, self.value)


class Block(Node):
    """The statements between braces, or of a whole text.

    parameters  the ``param(…)`` block
    named       ``begin``, ``process`` and the like, by their kind; ``statements`` is empty then
    """

    __slots__ = ("named", "parameters", "statements", "usings")

    def __init__(
        self,
        start: int,
        end: int,
        statements: list[Node],
        parameters: ParamBlock | None = None,
        named: dict[str, Block] | None = None,
        usings: Sequence[Node] = (),
    ) -> None:
        self.start = start
        self.end = end
        self.statements = statements
        self.parameters = parameters
        self.named = named
        self.usings = usings

    def children(self) -> Iterable[Node]:
        before = () if self.parameters is None else (self.parameters,)
        return (*self.usings, *before, *(self.named or {}).values(), *self.statements)


class ParamBlock(Node):
    """``param(…)`` with the attributes before it."""

    __slots__ = ("attributes", "parameters")

    def __init__(self, start: int, end: int, attributes: list[Node], parameters: list[FormalParameter]) -> None:
        self.start = start
        self.end = end
        self.attributes = attributes
        self.parameters = parameters

    def children(self) -> Iterable[Node]:
        return (*self.attributes, *self.parameters)


class FormalParameter(Node):
    """One parameter of a function or ``param(…)`` block."""

    __slots__ = ("attributes", "default", "variable")

    def __init__(self, start: int, end: int, variable: Variable, attributes: list[Node], default: Node | None) -> None:
        self.start = start
        self.end = end
        self.variable = variable
        self.attributes = attributes
        self.default = default

    def children(self) -> Iterable[Node]:
        return (*self.attributes, self.variable, *(() if self.default is None else (self.default,)))


class Statement(Node):
    """Any statement that is no pipeline: loops, conditions, functions, ``return`` and so on.

    ast       the class PowerShell has for it (``IfStatementAst``)
    keyword   the word it is known by (``foreach``)
    parts     the nodes inside it, in visiting order
    details   what checks need to know besides: ``label`` (str), ``finally`` (Block), ``parameters``, ``parallel`` …
    """

    __slots__ = ("ast", "details", "keyword", "parts")

    def __init__(
        self,
        start: int,
        end: int,
        ast: str,
        keyword: str,
        parts: Iterable[Node | None] = (),
        details: dict[str, Any] | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.ast = ast
        self.keyword = keyword
        self.parts = [part for part in parts if part is not None]
        self.details = details or {}

    def children(self) -> Iterable[Node]:
        return self.parts


class Script(Node):
    """A whole text that was read.

    body   its statements
    units  the text, one character for every UTF-16 unit
    depth  how deeply constructs are nested in it
    """

    __slots__ = ("body", "depth", "units", "wide")

    def __init__(self, units: str, body: Block, depth: int, wide: bool) -> None:
        self.start = 0
        self.end = len(units)
        self.units = units
        self.body = body
        self.depth = depth
        self.wide = wide

    @property
    def statements(self) -> list[Node]:
        """The statements of the text, in order."""
        return self.body.statements

    def children(self) -> Iterable[Node]:
        return (self.body,)

    def text(self, start: int, end: int) -> str:
        """The source text between two offsets."""
        part = self.units[start:end]
        if self.wide:
            from .characters import join_units

            return join_units(part)
        return part

    def text_of(self, node: Node) -> str:
        """The source text of a node."""
        return self.text(node.start, node.end)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1."""
        before = self.units[:offset].replace("\r\n", " \n").replace("\r", "\n")
        return before.count("\n") + 1, len(before) - before.rfind("\n")
