"""Syntax trees: commands, pipelines, statements and whole scripts."""

from __future__ import annotations

from .nodes import Node, StringConstant, Variable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any


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

    @property
    def name(self) -> str:
        """The command's name; empty where an expression tells it."""
        first = self.elements[0]
        return first.value if isinstance(first, StringConstant) else ""

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


class ScriptBlockLiteral(Node):
    """``{…}``."""

    __slots__ = ("body",)

    is_block = True

    def __init__(self, start: int, end: int, body: Block) -> None:
        self.start = start
        self.end = end
        self.body = body

    def children(self) -> Iterable[Node]:
        return (self.body,)


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
            from ..dotnet.texts import join_units

            return join_units(part)
        return part

    def text_of(self, node: Node) -> str:
        """The source text of a node."""
        return self.text(node.start, node.end)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1."""
        before = self.units[:offset].replace("\r\n", " \n").replace("\r", "\n")
        return before.count("\n") + 1, len(before) - before.rfind("\n")
