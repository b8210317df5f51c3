"""What of the language is run: everything else is refused by its name and place before anything happens."""

from __future__ import annotations

from ..errors import NotRunError
from .nodes import (
    AttributedExpression,
    Binary,
    Call,
    Cast,
    Index,
    Member,
    Node,
    Paren,
    StringConstant,
    Ternary,
    TypeName,
    Unary,
    Using,
    Variable,
)
from .structure import (
    Assignment,
    Block,
    Command,
    CommandExpression,
    Pipeline,
    PipelineChain,
    Redirection,
    Script,
    ScriptBlockLiteral,
    Statement,
)
from .variables import split_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from ..dotnet.types import NetType

_STATEMENTS = {
    "if": "Conditions",
    "switch": "Conditions",
    "function": "Functions",
    "filter": "Functions",
    "workflow": "Functions",
    "class": "Classes",
    "enum": "Enumerations",
    "try": "Error handlers",
    "trap": "Error handlers",
    "data": "Data sections",
    "configuration": "Configurations",
    "using": "Using statements",
    "foreach": "Loops",
    "for": "Loops",
    "while": "Loops",
    "do": "Loops",
}
MAX_COMMANDS = 100
"""The longest pipeline: each command waits inside the next one's loop, and Python's stack has an end."""

_DRIVES = ("function", "alias", "temp", "cert", "hklm", "hkcu", "wsman")


def check_runnable(script: Script, types: Mapping[str, NetType] | None = None) -> None:
    """Raise NotRunError for the first part of a script that is read but not run.

    ``types`` are the modules' own types by lower-case name, which casts may use. What script blocks contain is not
    looked at: they are values.
    """
    check = _Check(script, types)
    for node in script.body.outside_blocks():
        rule = _RULES.get(type(node))
        if rule is not None:
            rule(check, node)


def commands_of(script: Script) -> Iterator[Command]:
    """The commands of a script wherever they stand, those in script blocks left out."""
    return (node for node in script.body.outside_blocks() if isinstance(node, Command))


class _Check:
    __slots__ = ("script", "types")

    def __init__(self, script: Script, types: Mapping[str, NetType] | None) -> None:
        self.script = script
        self.types = types

    def refuse(self, what: str, name: str, offset: int) -> NotRunError:
        line, column = self.script.place(offset)
        return NotRunError(f"{what} are not run by pscompat: '{name}' at line {line}, column {column}.")

    def first_word(self, node: Node) -> str:
        """The text of a node up to its first line end, cut where it gets long."""
        lines = self.script.text_of(node).splitlines()
        text = lines[0] if lines else ""
        return text if len(text) <= 40 and len(lines) < 2 else text[:39] + "…"

    # Statements

    def block(self, node: Block) -> None:
        if node.parameters is not None:
            raise self.refuse("Script parameters", "param", node.parameters.start)
        if node.named is not None:
            word, block = next(iter(node.named.items()))
            raise self.refuse("Named blocks", word.lower(), block.start)

    def statement(self, node: Statement) -> None:
        raise self.refuse(_STATEMENTS.get(node.keyword, "Flow control statements"), node.keyword, node.start)

    def chain(self, node: PipelineChain) -> None:
        sign = "&&" if node.operator == "AndAnd" else "||"
        raise self.refuse("Pipeline chains", sign, self.place_of(sign, node.left.end))

    def place_of(self, sign: str, offset: int) -> int:
        """Where an operator stands behind what ends at the offset."""
        return max(self.script.units.find(sign, offset), offset)

    def pipeline(self, node: Pipeline) -> None:
        if len(node.elements) > MAX_COMMANDS:
            line, column = self.script.place(node.elements[MAX_COMMANDS].start)
            most = f"Pipelines of more than {MAX_COMMANDS} commands"
            raise NotRunError(
                f"{most} are not run by pscompat: line {line}, column {column}.",
                hint="Keep what the first part writes in a variable, and begin another pipeline with it.",
            )
        if node.background:
            raise self.refuse("Background jobs", "&", self.place_of("&", node.end))

    def assignment(self, node: Assignment) -> None:
        if node.operator != "Equals":
            raise self.operator(node.place)
        target = node.target
        while isinstance(target, Paren):
            inner = target.statement
            assert isinstance(inner, Pipeline)
            element = inner.elements[0]
            assert isinstance(element, CommandExpression)
            target = element.expression
        if isinstance(target, Member):
            raise self.refuse("Assignments to properties", self.first_word(target), target.start)
        if not isinstance(target, Variable | Index):
            raise self.refuse("Assignments of this kind", self.first_word(target), target.start)

    def command(self, node: Command) -> None:
        name = node.elements[0]
        if isinstance(name, ScriptBlockLiteral):
            raise self.refuse("Script blocks", self.first_word(name), name.start)
        if not isinstance(name, StringConstant):
            raise self.refuse("Commands named by an expression", self.first_word(name), name.start)

    def redirection(self, node: Redirection) -> None:
        raise self.refuse("Redirections", self.first_word(node), node.start)

    # Expressions

    def operator(self, offset: int) -> NotRunError:
        """The operator at an offset: a dash with its name, or signs."""
        units = self.script.units
        end = offset + 1
        if units[end : end + 1].isalpha():
            while units[end : end + 1].isalpha():
                end += 1
        else:
            while units[end : end + 1] and units[end] in "+-=?.*&|":
                end += 1
        return self.refuse("Operators", units[offset:end], offset)

    def binary(self, node: Binary) -> None:
        raise self.operator(node.place)

    def unary(self, node: Unary) -> None:
        if node.operator.startswith("Postfix"):
            sign = "++" if node.operator.endswith("PlusPlus") else "--"
            raise self.refuse("Operators", sign, self.place_of(sign, node.child.end))
        raise self.operator(node.start)

    def ternary(self, node: Ternary) -> None:
        raise self.refuse("Operators", "?", self.place_of("?", node.condition.end))

    def call(self, node: Call) -> None:
        raise self.refuse("Method calls", self.script.text_of(node.member), node.member.start)

    def member(self, node: Member) -> None:
        if node.static and isinstance(node.target, TypeName):
            raise self.refuse("Static members", self.first_word(node), node.start)

    def cast(self, node: Cast) -> None:
        if node.type.name.lower() in ("ordered", "pscustomobject"):
            return
        from ..dotnet.types import UnknownTypeError, resolve

        try:
            known = resolve(node.type.name, self.types)
        except UnknownTypeError:
            raise self.refuse("Casts to this type", f"[{node.type.name}]", node.start) from None
        if known.known_by_name or known.opaque:
            raise self.refuse("Casts to this type", f"[{node.type.name}]", node.start)

    def type_name(self, node: TypeName) -> None:
        from ..dotnet.types import UnknownTypeError, resolve

        if node.name.lower() in ("ordered", "pscustomobject"):
            return
        try:
            known = resolve(node.name, self.types)
        except UnknownTypeError:
            known = None
        if known is None or known.opaque:
            raise self.refuse("Expressions with this type", f"[{node.name}]", node.start)

    def using(self, node: Using) -> None:
        raise self.refuse("Variables of another session", self.first_word(node), node.start)

    def attributed(self, node: AttributedExpression) -> None:
        raise self.refuse("Attributes", f"[{node.attribute.name}]", node.attribute.start)

    def variable(self, node: Variable) -> None:
        drive = split_name(node.name)[0].lower()
        if drive in _DRIVES:
            raise self.refuse("Variables of this drive", f"{drive}:", node.start)


_RULES: dict[type[Node], Callable[[_Check, Any], None]] = {
    Block: _Check.block,
    Statement: _Check.statement,
    PipelineChain: _Check.chain,
    Pipeline: _Check.pipeline,
    Assignment: _Check.assignment,
    Command: _Check.command,
    Redirection: _Check.redirection,
    Binary: _Check.binary,
    Unary: _Check.unary,
    Ternary: _Check.ternary,
    Call: _Check.call,
    Member: _Check.member,
    Cast: _Check.cast,
    TypeName: _Check.type_name,
    Using: _Check.using,
    AttributedExpression: _Check.attributed,
    Variable: _Check.variable,
}
