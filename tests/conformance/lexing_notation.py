"""Syntax trees as plain data: one dictionary a node, with its kind under ``k`` and its source text under ``text``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from pscompat.dotnet.numbers import BigInteger
from pscompat.dotnet.strings import net_text
from pscompat.language.nodes import (
    ArrayExpression,
    ArrayLiteral,
    Binary,
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
    TypeName,
    Unary,
    Using,
    Variable,
)
from pscompat.language.reader import DeepStack
from pscompat.language.structure import (
    Command,
    CommandExpression,
    Parameter,
    Pipeline,
    PipelineChain,
    Redirection,
    Script,
    ScriptBlockLiteral,
    Statement,
)

Data: TypeAlias = dict[str, Any]


def to_notation(script: Script) -> list[Data]:
    """The statements of a text. Offsets (``at``, on the elements of commands) count UTF-16 units."""
    writer = _Writer(script)
    with DeepStack():
        return [writer.node(statement) for statement in script.statements]


class _Writer:
    __slots__ = ("script",)

    def __init__(self, script: Script) -> None:
        self.script = script

    def node(self, node: Node) -> Data:
        data = _WRITERS.get(type(node), _Writer.other)(self, node)
        if not isinstance(node, Pipeline | PipelineChain | Command | CommandExpression):
            text = self.script.text_of(node)
            if data.get("value") != text:
                data["text"] = text
        return data

    def placed(self, node: Node) -> Data:
        return {**self.node(node), "at": [node.start, node.end]}

    def nodes(self, nodes: list[Node]) -> list[Data]:
        return [self.node(node) for node in nodes]

    # Statements

    def pipeline(self, node: Pipeline) -> Data:
        data: Data = {"k": "pipeline", "commands": [self.node(element) for element in node.elements]}
        return {**data, "background": True} if node.background else data

    def chain(self, node: PipelineChain) -> Data:
        data = {"k": "chain", "operator": node.operator, "left": self.node(node.left), "right": self.node(node.right)}
        return {**data, "background": True} if node.background else data

    def command(self, node: Command) -> Data:
        data: Data = {"k": "command", "elements": [self.placed(element) for element in node.elements]}
        if node.operator:
            data["operator"] = node.operator
        if node.redirections:
            data["redirections"] = [self.placed(redirection) for redirection in node.redirections]
        return data

    def expression(self, node: CommandExpression) -> Data:
        data: Data = {"k": "expression", "value": self.node(node.expression)}
        if node.redirections:
            data["redirections"] = [self.placed(redirection) for redirection in node.redirections]
        return data

    def redirection(self, node: Redirection) -> Data:
        if node.target is None:
            return {"k": "merge", "stream": node.stream, "into": node.into}
        data: Data = {"k": "to-file", "stream": node.stream, "target": self.node(node.target)}
        return {**data, "append": True} if node.append else data

    def parameter(self, node: Parameter) -> Data:
        data: Data = {"k": "parameter", "name": node.name}
        if node.argument is not None:
            data["argument"] = self.node(node.argument)
        return data

    def other(self, node: Node) -> Data:
        ast = node.ast if isinstance(node, Statement) else f"{type(node).__name__}ExpressionAst"
        return {"k": "other", "ast": _AST_NAMES.get(ast, ast)}

    # Expressions

    def string(self, node: StringConstant) -> Data:
        return {"k": "string", "quote": node.quote, "value": node.value}

    def expandable(self, node: ExpandableString) -> Data:
        parts = [part if isinstance(part, str) else self.node(part) for part in node.parts]
        return {"k": "expandable", "quote": node.quote, "parts": parts}

    def number(self, node: Number) -> Data:
        kind = type(node.value)
        name = {int: "Int32", float: "Double", BigInteger: "System.Numerics.BigInteger"}.get(kind, kind.__name__)
        return {"k": "number", "type": name, "value": net_text(node.value)}

    def array(self, node: ArrayLiteral) -> Data:
        return {"k": "array", "items": self.nodes(node.items)}

    def variable(self, node: Variable) -> Data:
        data: Data = {"k": "variable", "name": node.name}
        return {**data, "splat": True} if node.splatted else data

    def statements(self, node: SubExpression) -> Data:
        kind = "array-expression" if isinstance(node, ArrayExpression) else "subexpression"
        return {"k": kind, "body": self.nodes(node.statements)}

    def paren(self, node: Paren) -> Data:
        return {"k": "paren", "body": [self.node(node.statement)]}

    def hashtable(self, node: HashLiteral) -> Data:
        return {"k": "hashtable", "pairs": [[self.node(key), self.node(value)] for key, value in node.pairs]}

    def script_block(self, node: ScriptBlockLiteral) -> Data:
        return {"k": "scriptblock"}

    def member(self, node: Member) -> Data:
        data: Data = {"k": "member", "target": self.node(node.target), "member": self.node(node.member)}
        if isinstance(node, Call):
            data["k"] = "call"
            data["arguments"] = self.nodes(node.arguments)
        if node.static:
            data["static"] = True
        if node.null_conditional:
            data["nullConditional"] = True
        return data

    def index(self, node: Index) -> Data:
        data: Data = {"k": "index", "target": self.node(node.target), "index": self.node(node.index)}
        return {**data, "nullConditional": True} if node.null_conditional else data

    def unary(self, node: Unary) -> Data:
        return {"k": "unary", "operator": node.operator, "child": self.node(node.child)}

    def binary(self, node: Binary) -> Data:
        return {
            "k": "binary",
            "operator": node.operator,
            "left": self.node(node.left),
            "right": self.node(node.right),
        }

    def cast(self, node: Cast) -> Data:
        return {"k": "convert", "type": node.type.name, "child": self.node(node.child)}

    def type_name(self, node: TypeName) -> Data:
        return {"k": "type", "name": node.name}

    def using(self, node: Using) -> Data:
        return {"k": "using", "child": self.node(node.child)}


_AST_NAMES: dict[str, str] = {
    "AttributedExpressionExpressionAst": "AttributedExpressionAst",
    "AssignmentExpressionAst": "AssignmentStatementAst",
}
_WRITERS: dict[type[Node], Callable[[_Writer, Any], Data]] = {
    Pipeline: _Writer.pipeline,
    PipelineChain: _Writer.chain,
    Command: _Writer.command,
    CommandExpression: _Writer.expression,
    Redirection: _Writer.redirection,
    Parameter: _Writer.parameter,
    StringConstant: _Writer.string,
    ExpandableString: _Writer.expandable,
    Number: _Writer.number,
    ArrayLiteral: _Writer.array,
    Variable: _Writer.variable,
    SubExpression: _Writer.statements,
    ArrayExpression: _Writer.statements,
    Paren: _Writer.paren,
    HashLiteral: _Writer.hashtable,
    ScriptBlockLiteral: _Writer.script_block,
    Member: _Writer.member,
    Call: _Writer.member,
    Index: _Writer.index,
    Unary: _Writer.unary,
    Binary: _Writer.binary,
    Cast: _Writer.cast,
    TypeName: _Writer.type_name,
    Using: _Writer.using,
}
