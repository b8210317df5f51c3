"""The value of a table that holds data only (manifests.md §1): what it may hold, and what that is worth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...dotnet.containers import ScriptBlock
from ...dotnet.conversions.scalar import is_true
from ...dotnet.types import UnknownTypeError, resolve
from ...errors import PscompatError
from ...evaluation.compiler import compile_value
from ...language.evaluate import kept, pure_expression
from ...language.indexing import NOTHING, Keys, LastTable, as_key, get_index
from ...language.nodes import (
    ArrayLiteral,
    Cast,
    ExpandableString,
    HashLiteral,
    Index,
    Node,
    Number,
    Paren,
    StringConstant,
    SubExpression,
    Ternary,
    Unary,
    Using,
    Variable,
)
from ...language.reader import DeepStack
from ...language.structure import Pipeline, Script, ScriptBlockLiteral
from .reading import constant_frame

MAX_KEYS = 500
"""So many keys one table may have."""
MAX_VISITS = 5000
"""A table has fewer values than this: constants, variables, casts, signs, and what stands in ``@()`` and in texts."""
_SAFE_UNARY = frozenset(("Plus", "Minus", "Exclaim", "Not", "Bnot"))
_SAFE_TYPES = frozenset(
    f"System.{name}"
    for name in (
        *("Boolean", "Char", "Byte", "SByte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64"),
        *("Single", "Double"),
    )
)
_COUNTED = (StringConstant, Number, Variable, Unary, Cast, Using)
_SHALLOW = 40


class NotData(Exception):
    """Something in the table is no data, or cannot be worked out."""


class DataValues:
    """Works out the tables of one file.

    script      the file
    limited     whether the limits of keys and values hold (``-SkipLimitCheck`` lifts them)
    """

    def __init__(self, script: Script, *, limited: bool = True) -> None:
        self._script = script
        self._limited = limited
        self._frame = constant_frame(script, {"args": []})
        self._visits = 0

    def value(self, node: Node) -> Any:
        """The value of an expression. Raises NotData."""
        if self._script.depth <= _SHALLOW:
            return self._checked(node)
        with DeepStack():
            return self._checked(node)

    def _checked(self, node: Node) -> Any:
        self._visits = 0
        if not self._is_safe(node) or (self._limited and self._visits >= MAX_VISITS):
            raise NotData
        try:
            return self._value(node)
        except PscompatError:
            raise NotData from None

    # What is allowed

    def _is_safe(self, node: Node) -> bool:
        """Whether the node is data, whatever it holds included."""
        if isinstance(node, ScriptBlockLiteral):
            return True
        if isinstance(node, Pipeline):
            expression = pure_expression(node)
            return expression is not None and self._is_safe(expression)
        if not self._is_safe_alone(node):
            return False
        inside = (node.child,) if isinstance(node, Cast) else tuple(node.children())
        if isinstance(node, SubExpression | ExpandableString):
            self._visits += len(inside)
        elif isinstance(node, _COUNTED):
            self._visits += 1
        return all(map(self._is_safe, inside))

    def _is_safe_alone(self, node: Node) -> bool:
        if isinstance(node, Variable):
            return not node.splatted and _name(node) in ("true", "false", "null", "args")
        if isinstance(node, Unary):
            return node.operator in _SAFE_UNARY
        if isinstance(node, Cast):
            return _is_safe_type(node.type.name)
        if isinstance(node, HashLiteral):
            return not self._limited or len(node.pairs) <= MAX_KEYS
        return type(node) in _VALUES

    # What it is worth

    def _value(self, node: Node) -> Any:
        return _VALUES[type(node)](self, node)

    def _computed(self, node: Node) -> Any:
        """The language's own value."""
        return kept(compile_value(node)(self._frame))

    def _constant(self, node: StringConstant | Number) -> Any:
        return node.value

    def _variable(self, node: Variable) -> Any:
        return {"true": True, "false": False, "args": []}.get(_name(node))

    def _expandable(self, node: ExpandableString) -> str:
        texts = [part if isinstance(part, str) else self._frame.text(self._value(part)) for part in node.parts]
        return "".join(texts)

    def _array(self, node: ArrayLiteral) -> list[Any]:
        return [self._value(item) for item in node.items]

    def _statements(self, node: SubExpression) -> list[Any]:
        """``@()`` and ``$()`` are both lists of what their statements write."""
        values: list[Any] = []
        for statement in node.statements:
            value = self._value(statement)
            if isinstance(value, list):
                values += value
            else:
                values.append(value)
        return values

    def _pipeline(self, node: Pipeline) -> Any:
        expression = pure_expression(node)
        assert expression is not None
        return self._value(expression)

    def _paren(self, node: Paren) -> Any:
        return self._value(node.statement)

    def _using(self, node: Using) -> Any:
        return self._value(node.child)

    def _ternary(self, node: Ternary) -> Any:
        return self._value(node.left if is_true(self._value(node.condition)) else node.right)

    def _index(self, node: Index) -> Any:
        found = get_index(self._value(node.target), self._value(node.index), LastTable())
        return None if found is NOTHING else found

    def _script_block(self, node: ScriptBlockLiteral) -> ScriptBlock:
        return ScriptBlock(self._script.text_of(node))

    def _table(self, node: HashLiteral) -> dict[Any, Any]:
        table: dict[Any, Any] = {}
        keys = Keys()
        for key_node, statement in node.pairs:
            key, value = self._value(key_node), self._value(statement)
            if key is None or keys.find(key) is not NOTHING:
                raise NotData
            key = as_key(key)
            keys.add(key)
            table[key] = value
        return table


def _name(node: Variable) -> str:
    return node.name.lower().removeprefix("variable:")


def _is_safe_type(name: str) -> bool:
    try:
        return resolve(name).full_name in _SAFE_TYPES
    except UnknownTypeError:
        return False


_VALUES: dict[type[Node], Callable[[DataValues, Any], Any]] = {
    StringConstant: DataValues._constant,
    Number: DataValues._constant,
    Variable: DataValues._variable,
    ExpandableString: DataValues._expandable,
    ArrayLiteral: DataValues._array,
    **dict.fromkeys(SubExpression.__subclasses__(), DataValues._statements),
    SubExpression: DataValues._statements,
    HashLiteral: DataValues._table,
    ScriptBlockLiteral: DataValues._script_block,
    Pipeline: DataValues._pipeline,
    Paren: DataValues._paren,
    Using: DataValues._using,
    Ternary: DataValues._ternary,
    Unary: DataValues._computed,
    Cast: DataValues._computed,
    Index: DataValues._index,
}
