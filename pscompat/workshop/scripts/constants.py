"""Constants of scripts: what is known without running, and how a help file writes it (scripts.md §B11, §C16)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...dotnet.containers import EnumValue
from ...dotnet.kinds import type_name_of
from ...dotnet.numbers import Numeral
from ...dotnet.strings import net_text, to_string
from ...dotnet.texts import Char, TypeValue
from ...dotnet.type_names import ENUMS
from ...dotnet.types import UnknownTypeError
from ...errors import NotRunError, PscompatError
from ...evaluation.compiler import compile_value
from ...evaluation.frame import Context
from ...evaluation.interpreter import Interpreter
from ...language.literal import read_literal
from ...language.nodes import (
    ArrayExpression,
    ArrayLiteral,
    Binary,
    Call,
    Cast,
    Member,
    Node,
    Number,
    Paren,
    StringConstant,
    SubExpression,
    Ternary,
    TypeName,
    Unary,
    Variable,
)
from ...language.scope import Scope
from ...language.structure import Block, CommandExpression, Pipeline, Script, ScriptBlockLiteral, Statement
from .type_finder import TypeFinder

NOT_CONSTANT = object()
"""What stands for a value that only running would tell."""
_FOLDED = frozenset(("Multiply", "Divide", "Rem", "Plus", "Minus", "And", "Or", "Xor", "Band", "Bor", "Bxor"))
_FOLDED |= {"Shl", "Shr", "Exclaim", "Not", "Bnot"}
_NUMBERS = frozenset(["Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Single", "Double"])
_SAFE_CASTS = frozenset(f"System.{name}" for name in (*_NUMBERS, "Boolean", "Char"))
_LITERAL_FIELDS = {
    "MaxValue": _NUMBERS | {"Char"},
    "MinValue": _NUMBERS | {"Char"},
    **dict.fromkeys(("Epsilon", "NaN", "PositiveInfinity", "NegativeInfinity"), frozenset(("Single", "Double"))),
    **dict.fromkeys(("PI", "E", "Tau"), frozenset(("Math", "Single", "Double"))),
}
_SUFFIXES = {"Byte": "uy", "SByte": "y", "Int16": "s", "UInt16": "us", "UInt32": "u", "Int64": "L", "UInt64": "ul"}
_SUFFIXES |= {"Decimal": "d", "Int32": "", "Double": "", "Numerics.BigInteger": "n"}


class Constants:
    """Works out the constants of one script."""

    def __init__(self, script: Script, types: TypeFinder) -> None:
        self.types = types
        context = Context(_refused, lambda error: False, lambda error: None, lambda: True)
        self.script_text = script.text
        self._frame = Interpreter(script, Scope({}, {}), context, types=types.own)

    def default(self, node: Node) -> Any:
        """The value of a parameter's default; NOT_CONSTANT for one that running alone would tell."""
        if not self.is_constant(node):
            return NOT_CONSTANT
        try:
            return self.value(node)
        except PscompatError:
            return NOT_CONSTANT

    def value(self, node: Node) -> Any:
        """The value of a constant. Raises PscompatError."""
        found = compile_value(node)(self._frame)
        return found.value if isinstance(found, Numeral) else found

    def data(self, node: Node) -> str | None:
        """A default that is no constant to PowerShell, but plain data, as a literal; None for one that must be run."""
        text = self.script_text(node.start, node.end)
        try:
            read_literal(text)
        except (PscompatError, RecursionError):
            return None
        return text

    def texts(self, node: Node) -> list[str] | None:
        """The texts of a list of constants, None where something in it must be run."""
        if isinstance(node, ArrayExpression) and len(node.statements) == 1:
            node = _expression(node.statements[0]) or node
        if isinstance(node, ArrayExpression) or not self.is_constant(node, attribute=True):
            return None
        value = self.value(node)
        return [to_string(each) for each in (value if isinstance(value, list) else [value])]

    def is_constant(self, node: Node, *, attribute: bool = False) -> bool:
        """Whether PowerShell knows the value without running; an ``attribute`` may have lists and blocks too."""
        pending = [node]
        while pending:
            part = pending.pop()
            if isinstance(part, Variable):
                if part.name.lower() not in ("true", "false", "null"):
                    return False
            elif isinstance(part, Pipeline):
                element = part.elements[0]
                if len(part.elements) > 1 or not isinstance(element, CommandExpression) or element.redirections:
                    return False
                pending.append(element.expression)
            elif isinstance(part, Member):
                if isinstance(part, Call) or not self._is_literal(part):
                    return False
            elif isinstance(part, Binary | Unary):
                if part.operator not in _FOLDED:
                    return False
                pending.extend(part.children())
            elif isinstance(part, SubExpression):
                if isinstance(part, ArrayExpression) or len(part.statements) != 1:
                    return False
                pending.extend(part.statements)
            elif isinstance(part, Cast):
                if not self._is_safe_cast(part) and not attribute:
                    return False
                pending.append(part.child)
            elif isinstance(part, Paren | Ternary) or (attribute and isinstance(part, ArrayLiteral)):
                pending.extend(part.children())
            elif not isinstance(part, StringConstant | Number | TypeName):
                return attribute and isinstance(part, ScriptBlockLiteral)
        return True

    def _is_literal(self, node: Member) -> bool:
        """Whether it is a static field that the compiler of .NET writes in: an enumeration's member, ``MaxValue``."""
        if not (node.static and isinstance(node.target, TypeName) and isinstance(node.member, StringConstant)):
            return False
        member, name = node.member.value, node.target.name
        short = name.lower().removeprefix("system.")
        if short == "math":
            return "Math" in _LITERAL_FIELDS.get(member, ())
        try:
            kind = self.types.find(name)
        except UnknownTypeError:
            return False
        if kind.enum is not None:
            return member in kind.enum.members
        return kind.full_name.removeprefix("System.") in _LITERAL_FIELDS.get(member, ())

    def _is_safe_cast(self, node: Cast) -> bool:
        try:
            return self.types.find(node.type.name).full_name in _SAFE_CASTS
        except UnknownTypeError:
            return False


def _expression(node: Node) -> Node | None:
    """The expression that a statement consists of."""
    if isinstance(node, Pipeline) and len(node.elements) == 1 and isinstance(node.elements[0], CommandExpression):
        return node.elements[0].expression
    return None


def literal_return(body: Node) -> Node | None:
    """The expression that a block returns, or writes, and does nothing else; None for any other block."""
    if not isinstance(body, Block) or len(body.statements) != 1 or body.named:
        return None
    statement = body.statements[0]
    if isinstance(statement, Statement) and statement.keyword == "return" and statement.parts:
        statement = statement.parts[0]
    return _expression(statement)


def _refused(frame: Any, pipeline: Any) -> Iterator[Any]:
    raise NotRunError("Nothing in a script file is run.")


def is_text(text: str) -> bool:
    """Whether a file can hold a text: no half of a surrogate pair stands alone in it."""
    return not any("\ud800" <= char <= "\udfff" for char in text)


def literal(value: Any) -> str:
    """A constant as a help file writes it: a PowerShell literal that is read as the same value."""
    if value is None or isinstance(value, bool):
        return "$null" if value is None else "$true" if value else "$false"
    name = type_name_of(value)
    if isinstance(value, EnumValue):
        if name not in ENUMS:
            return _quoted(value.name)
        return f"[{name}]{_quoted(value.name)}"
    if isinstance(value, TypeValue):
        return f"[{value.name}]"
    if isinstance(value, str):
        return f"[char]{_quoted(value)}" if isinstance(value, Char) else _quoted(value)
    text, short = net_text(value), name.removeprefix("System.")
    if short in _SUFFIXES and text.removeprefix("-")[:1].isdigit():
        plain = short == "Double" and not set(".E") & set(text)
        return f"{text}.0" if plain else text + _SUFFIXES[short]
    return f"[{name}]{_quoted(text)}"


def _quoted(text: str) -> str:
    for quote in "'‘’‚‛":
        text = text.replace(quote, quote * 2)
    return f"'{text}'"
