"""From syntax trees to values: arguments of commands, expressions, and what statements write.

Commands themselves are not run here: a pipeline that holds one is handed to a function of the caller's. Nothing that
``runnable.check_runnable`` refuses is worked out.
"""

from __future__ import annotations

from ..dotnet.containers import Enumerator, NetDict, PSCustomObject, ScriptBlock
from ..dotnet.numbers import Numeral
from ..dotnet.strings import net_text, to_string
from .elements import NO_VALUE, Element, splat
from .indexing import NOTHING, Keys, LastTable, as_key, get_index, run_time_error
from .nodes import (
    ArrayExpression,
    ArrayLiteral,
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
    Variable,
)
from .structure import Assignment, Command, CommandExpression, Parameter, Pipeline, Script, ScriptBlockLiteral

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from ..dotnet.clock import Clock
    from ..dotnet.types import NetType
    from .scope import Scope

_SHALLOW = 40
"""Up to this depth Python's own stack is always enough."""


class Evaluator:
    """Works out the expressions of one script.

    script  the script that the nodes are from
    scope   its variables
    run     runs a pipeline that holds a command, and gives the records that it writes
    types   types of modules by lower-case name
    clock   the clock and zone for conversions to dates
    """

    __slots__ = ("clock", "run", "scope", "script", "tables", "types")

    def __init__(
        self,
        script: Script,
        scope: Scope,
        run: Callable[[Pipeline], Iterable[Any]],
        *,
        types: Mapping[str, NetType] | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.script = script
        self.scope = scope
        self.run = run
        self.types = types
        self.clock = clock
        self.tables = LastTable()

    # Commands

    def elements(self, command: Command) -> list[Element]:
        """The arguments of a command, worked out from left to right (binding.md §3.1 to §3.6).

        Raises ConversionError for a cast that fails, CommandError for an error of the language.
        """
        elements: list[Element] = self._deeply(self._elements, command)
        return elements

    def _deeply(self, work: Callable[[Any], Any], node: Node) -> Any:
        """What ``work`` makes of the node, with the stack that the depth of the script takes."""
        if self.script.depth > _SHALLOW:
            from .reader import DeepStack

            with DeepStack():
                return work(node)
        return work(node)

    def _elements(self, command: Command) -> list[Element]:
        elements: list[Element] = []
        for node in command.elements[1:]:
            kind = type(node)
            if kind is StringConstant:
                elements.append(Element(value=node.value))  # type: ignore[attr-defined]
            elif isinstance(node, Parameter):
                if node.name != "-" or node.argument is not None:
                    elements.append(self._parameter(node))
            elif isinstance(node, Variable) and node.splatted:
                elements += splat(self.scope.get(node.name))
            else:
                elements.append(Element(value=self._argument(node)))
        return elements

    def _parameter(self, node: Parameter) -> Element:
        text = self.script.text(node.start, node.text_end)
        value = NO_VALUE if node.argument is None else self._argument(node.argument)
        return Element(node.name, text, value)

    def _argument(self, node: Node) -> Any:
        """An argument's value: a number alone remembers how it was written (values.md §A.6)."""
        if isinstance(node, Number):
            text = self.script.text_of(node)
            return node.value if text == net_text(node.value) else Numeral(node.value, text)
        return kept(self._value(node))

    # Expressions

    def value(self, node: Node) -> Any:
        """The value of an expression; NOTHING when it has none.

        Raises ConversionError for a cast that fails, CommandError for an error of the language.
        """
        return self._deeply(self._value, node)

    def _value(self, node: Node) -> Any:
        return _VALUES[type(node)](self, node)

    def _constant(self, node: StringConstant | Number) -> Any:
        return node.value

    def _variable(self, node: Variable) -> Any:
        return self.scope.get(node.name)

    def _expandable(self, node: ExpandableString) -> str:
        texts = [part if isinstance(part, str) else self.text(self._value(part)) for part in node.parts]
        return "".join(texts)

    def text(self, value: Any) -> str:
        """A value inside a string: collections are joined with ``$OFS``."""
        if value is None or value is NOTHING:
            return ""
        if isinstance(value, Enumerator):
            # $input is an enumerator: reading it uses it up.
            value = list(value)
        if isinstance(value, list):
            separator = self.scope.separator
            if separator != " ":
                return separator.join([self.text(item) for item in value])
        return to_string(value)

    def _array(self, node: ArrayLiteral) -> list[Any]:
        return [kept(self._value(item)) for item in node.items]

    def _paren(self, node: Paren) -> Any:
        statement = node.statement
        if isinstance(statement, Assignment):
            return self.assign(statement)
        return self.captured(statement)

    def captured(self, statement: Node) -> Any:
        """A statement's output as one value: of an expression its value as it is, of a command what it writes."""
        expression = pure_expression(statement)
        if expression is not None:
            return self._value(expression)
        return one_value(list(self.statement(statement)))

    def _sub_expression(self, node: SubExpression) -> Any:
        if not node.statements:
            return None
        return one_value([value for statement in node.statements for value in self.statement(statement)])

    def _array_expression(self, node: ArrayExpression) -> list[Any]:
        if len(node.statements) != 1:
            return [value for statement in node.statements for value in self.statement(statement)]
        expression = pure_expression(node.statements[0])
        if expression is None:
            return list(self.statement(node.statements[0]))
        value = self._value(expression)
        if value is NOTHING:
            return []
        return list(enumerated(value))

    def _hashtable(self, node: HashLiteral) -> dict[Any, Any]:
        table: dict[Any, Any] = {}
        self.fill(table, node)
        return table

    def fill(self, table: dict[Any, Any], node: HashLiteral) -> None:
        keys = Keys()
        for key_node, statement in node.pairs:
            key = self._value(key_node)
            value = kept(self._assigned(statement))
            if key is None or key is NOTHING:
                raise run_time_error("InvalidNullKey", "A null key is not allowed in a hash literal.")
            if keys.find(key) is not NOTHING:
                message = f"Duplicate keys '{to_string(key)}' are not allowed in hash literals."
                raise run_time_error("DuplicateKeyInHashLiteral", message)
            key = as_key(key)
            keys.add(key)
            table[key] = value

    def assigned(self, statement: Node) -> Any:
        """What a statement gives to a variable or an entry of a table; null for nothing."""
        return self._deeply(self._assigned, statement)

    def _assigned(self, statement: Node) -> Any:
        value = self.assign(statement) if isinstance(statement, Assignment) else self.captured(statement)
        return None if value is NOTHING else value

    def _script_block(self, node: ScriptBlockLiteral) -> ScriptBlock:
        return ScriptBlock(self.script.text(node.start + 1, node.end - 1))

    def _member(self, node: Member) -> Any:
        from ..dotnet.members import get_property

        target = kept(self._value(node.target))
        name = self._value(node.member)
        if node.static:
            # Only types have static members, and those are not asked here.
            return None
        name = name if isinstance(name, str) else to_string(name)
        if isinstance(target, dict) and name not in target:
            own = self.tables.find(target, name)
            name = own if type(own) is str and len(own) == len(name) else name
        return get_property(target, name)

    def _index(self, node: Index) -> Any:
        target = self._value(node.target)
        if node.null_conditional and (target is None or target is NOTHING):
            return None
        return get_index(target, self._value(node.index), self.tables)

    def _cast(self, node: Cast) -> Any:
        """``[type]value``; ``[ordered]`` and ``[pscustomobject]`` keep the order of a hash literal."""
        name = node.type.name.lower()
        if name == "ordered" and isinstance(node.child, HashLiteral):
            table = NetDict("System.Collections.Specialized.OrderedDictionary")
            self.fill(table, node.child)
            return table
        value = kept(self._value(node.child))
        if name == "void":
            return NOTHING
        if name in ("pscustomobject", "system.management.automation.pscustomobject") and isinstance(value, dict):
            return value if isinstance(value, PSCustomObject) else custom_object(value)
        from ..dotnet.conversion import convert
        from ..dotnet.types import resolve

        return convert(value, resolve(node.type.name, self.types), self.clock)

    def _type(self, node: TypeName) -> Any:
        from ..dotnet.texts import TypeValue
        from ..dotnet.types import resolve

        return TypeValue(resolve(node.name, self.types).full_name)

    # Statements

    def statement(self, node: Node) -> Iterator[Any]:
        """What a statement writes, one record at a time: collections are taken apart."""
        if isinstance(node, Assignment):
            self.assign(node)
            return
        if not isinstance(node, Pipeline):
            from ..errors import NotRunError

            raise NotRunError("Statements of this kind are not run by pscompat here.")
        first = node.elements[0]
        if len(node.elements) > 1 or not isinstance(first, CommandExpression):
            yield from self.run(node)
            return
        yield from self.feed(first.expression)

    def feed(self, expression: Node) -> Iterator[Any]:
        """What an expression gives to the pipeline that it begins, one record at a time."""
        value = self.value(expression)
        if value is not NOTHING:
            yield from enumerated(value)

    def assign(self, node: Assignment) -> Any:
        """Carry out an assignment; gives the value assigned."""
        value = self.assigned(node.value)
        target = node.target
        while isinstance(target, Paren):
            inner = pure_expression(target.statement)
            assert inner is not None
            target = inner
        if isinstance(target, Index):
            from .indexing import set_index

            set_index(self.value(target.target), self.value(target.index), value, self.tables)
        else:
            assert isinstance(target, Variable)
            self.scope.set(target.name, value)
        return value


def custom_object(table: dict[Any, Any]) -> PSCustomObject:
    """The object of a table's entries; an entry PSTypeName is no property but the object's type name."""
    made = PSCustomObject()
    for key, value in table.items():
        name = to_string(key)
        if name.lower() == "pstypename" and value is not None:
            made.type_names = (to_string(value), *made.type_names)
        else:
            made[name] = value
    return made


def pure_expression(statement: Node) -> Node | None:
    """The expression that a statement consists of, if it is nothing else."""
    if isinstance(statement, Pipeline) and len(statement.elements) == 1 and not statement.background:
        element = statement.elements[0]
        if isinstance(element, CommandExpression) and not element.redirections:
            return element.expression
    return None


def enumerated(value: Any) -> Iterable[Any]:
    """The records that writing a value gives: the items of a list, or of an iterator such as ``$input``."""
    if isinstance(value, list):
        return value
    return value if isinstance(value, Enumerator) else (value,)


def kept(value: Any) -> Any:
    """A value as it is held in a list or given to a command: null for nothing, a list for an enumerator."""
    if value is NOTHING:
        return None
    return list(value) if isinstance(value, Enumerator) else value


def one_value(records: list[Any]) -> Any:
    """Records as one value: nothing, the only one, or a list of them."""
    if not records:
        return NOTHING
    return records[0] if len(records) == 1 else records


_VALUES: dict[type[Node], Callable[[Evaluator, Any], Any]] = {
    StringConstant: Evaluator._constant,
    Number: Evaluator._constant,
    Variable: Evaluator._variable,
    ExpandableString: Evaluator._expandable,
    ArrayLiteral: Evaluator._array,
    Paren: Evaluator._paren,
    SubExpression: Evaluator._sub_expression,
    ArrayExpression: Evaluator._array_expression,
    HashLiteral: Evaluator._hashtable,
    ScriptBlockLiteral: Evaluator._script_block,
    Member: Evaluator._member,
    Index: Evaluator._index,
    Cast: Evaluator._cast,
    TypeName: Evaluator._type,
}
