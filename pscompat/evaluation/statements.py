"""Statements: conditions, loops, ``switch``, ``try``, jumps and chains. One function per keyword."""

from __future__ import annotations

from ..dotnet.containers import Enumerator
from ..dotnet.strings import to_string
from ..errors import ErrorRecord, NotRunError, PscompatError
from ..language.evaluate import pure_expression
from ..language.indexing import NOTHING
from ..language.nodes import Binary
from ..language.structure import Block, PipelineChain, ScriptBlockLiteral, Statement
from .compiler import truth
from .flow import NEVER_CAUGHT, Exit, Jump, Return, TextEnd, as_command_error, thrown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from typing import Any

    from ..language.nodes import Node
    from .frame import Frame


def run_statement(frame: Frame, node: Statement) -> Iterator[Any]:
    """What a statement that begins with a keyword writes."""
    rule = _RULES.get(node.keyword)
    if rule is None:
        raise NotRunError(f"Statements of this kind are not run by pscompat: '{node.keyword}'.")
    return rule(frame, node)


def _condition(frame: Frame, node: Node) -> bool:
    return truth(frame.captured(node))


def _if(frame: Frame, node: Statement) -> Iterator[Any]:
    parts = node.parts
    for place in range(0, len(parts) - 1, 2):
        if _condition(frame, parts[place]):
            yield from frame.body(parts[place + 1].statements)  # type: ignore[attr-defined]
            return
    if len(parts) % 2:
        yield from frame.body(parts[-1].statements)  # type: ignore[attr-defined]


# Loops


def _label(node: Statement) -> str:
    return str(node.details.get("label") or "").lower()


def _turn(frame: Frame, body: Block, label: str) -> Generator[Any, None, bool]:
    """One turn of a loop; gives whether it ends the loop."""
    try:
        yield from frame.body(body.statements)
    except Jump as jump:
        if jump.label and jump.label != label:
            raise
        return jump.word == "break"
    return False


def _while(frame: Frame, node: Statement) -> Iterator[Any]:
    condition, body = node.parts
    assert isinstance(body, Block)
    label = _label(node)
    while _condition(frame, condition):
        if (yield from _turn(frame, body, label)):
            return


def _do(frame: Frame, node: Statement) -> Iterator[Any]:
    condition, body = node.parts
    assert isinstance(body, Block)
    label, wanted = _label(node), node.ast == "DoWhileStatementAst"
    while True:
        if (yield from _turn(frame, body, label)):
            return
        if _condition(frame, condition) is not wanted:
            return


def _for(frame: Frame, node: Statement) -> Iterator[Any]:
    start, condition, step = node.details["clauses"]
    body = node.parts[-1]
    assert isinstance(body, Block)
    label = _label(node)
    if start is not None:
        for _ in frame.statement(start):
            pass
    while condition is None or _condition(frame, condition):
        if (yield from _turn(frame, body, label)):
            return
        if step is not None:
            for _ in frame.statement(step):
                pass


def _foreach(frame: Frame, node: Statement) -> Iterator[Any]:
    variable, source, body = node.parts[0], node.parts[1], node.parts[-1]
    assert isinstance(body, Block)
    name, label = variable.name, _label(node)  # type: ignore[attr-defined]
    for item in _elements(frame, source):
        frame.scope.set(name, item)
        if (yield from _turn(frame, body, label)):
            return


def _elements(frame: Frame, source: Node) -> Iterable[Any]:
    """What ``foreach`` goes through: a range one number at a time, nothing for null."""
    numbers = lazy_range(frame, pure_expression(source))
    if numbers is not None:
        return numbers
    value = frame.captured(source)
    if value is None or value is NOTHING:
        return ()
    if isinstance(value, list):
        return list(value)
    return value if isinstance(value, Enumerator) else (value,)


def lazy_range(frame: Frame, expression: Node | None) -> Iterator[Any] | None:
    """The elements of ``first..last``, one at a time; None for any other expression."""
    if not isinstance(expression, Binary) or expression.operator != "DotDot":
        return None
    from .bitwise import range_bounds, range_iterator

    bounds = range_bounds(frame.value(expression.left), frame.value(expression.right))
    numbers: Iterator[Any] = range_iterator(*bounds)
    return numbers


def elements_of(frame: Frame, expression: Node) -> Iterator[Any]:
    """What an expression at the head of a pipeline writes; of a range no more than is asked for (expressions.md §9)."""
    numbers = lazy_range(frame, expression)
    if numbers is not None:
        yield from numbers
        return
    yield from frame.feed(expression)


def _jump(frame: Frame, node: Statement) -> Iterator[Any]:
    label = node.details.get("jump")
    text = "" if label is None else to_string(frame.value(label)).lower()
    raise Jump(node.keyword, text)
    yield


def _return(frame: Frame, node: Statement) -> Iterator[Any]:
    if node.parts:
        yield from frame.statement(node.parts[0])
    raise Return


def _exit(frame: Frame, node: Statement) -> Iterator[Any]:
    code = 0
    if node.parts:
        value = frame.captured(node.parts[0])
        try:
            code = int(frame.converted(value, "int"))
        except PscompatError:
            code = 0
    raise Exit(code)
    yield


# switch


def _switch(frame: Frame, node: Statement) -> Iterator[Any]:
    flags = node.details["flags"]
    condition, *rest = node.parts
    default = rest.pop() if len(rest) % 2 else None
    clauses = list(zip(rest[::2], rest[1::2], strict=True))
    label = _label(node)
    if node.details.get("file"):
        raise NotRunError("Files for switch are not run by pscompat: 'switch -File'.")
    value = frame.captured(condition)
    items = value if isinstance(value, (list, Enumerator)) else [None if value is NOTHING else value]
    variables = frame.scope.variables
    before = variables.get("_")
    try:
        for item in items:
            variables["_"] = item
            try:
                yield from _clauses(frame, item, clauses, default, flags)
            except Jump as jump:
                if jump.label and jump.label != label:
                    raise
                if jump.word == "break":
                    return
    finally:
        variables["_"] = before


def _clauses(frame: Frame, item: Any, clauses: Any, default: Any, flags: frozenset[str]) -> Iterator[Any]:
    found = False
    for clause, body in clauses:
        if _clause_matches(frame, item, clause, flags):
            found = True
            frame.scope.variables["_"] = item
            yield from frame.body(body.statements)
    if not found and default is not None:
        yield from frame.body(default.statements)


def _clause_matches(frame: Frame, item: Any, clause: Node, flags: frozenset[str]) -> bool:
    if isinstance(clause, ScriptBlockLiteral):
        return truth(frame.script_block(clause).code.single(item))
    from . import text_operators

    wanted = frame.value(clause)
    wanted = None if wanted is NOTHING else wanted
    sensitive = "casesensitive" in flags
    from ..dotnet.regex.net_regex import Regex

    if isinstance(wanted, Regex) or "regex" in flags:
        return bool(text_operators.match(frame, to_string(item), wanted, sensitive, False))
    from ..dotnet.order.comparison import comparison

    if "wildcard" in flags:
        return bool(comparison("clike" if sensitive else "like", wanted)(to_string(item)))
    if wanted is None or item is None:
        return wanted is item
    return bool(comparison("ceq" if sensitive else "eq", frame.text(wanted))(frame.text(item)))


# Errors


def _try(frame: Frame, node: Statement) -> Iterator[Any]:
    body = node.parts[0]
    last = node.details.get("finally")
    catches = _catches(node)
    context = frame.context
    try:
        try:
            context.trying += 1
            try:
                yield from frame.body(body.statements)  # type: ignore[attr-defined]
            finally:
                context.trying -= 1
        except NEVER_CAUGHT:
            raise
        except PscompatError as error:
            caught = error if hasattr(error, "inner_id") else as_command_error(error)
            record = caught.error_records()[0]
            handler = _handler(record, catches)
            if handler is None:
                raise
            context.note(caught)  # type: ignore[arg-type]
            yield from _caught(frame, handler, record, caught)
    finally:
        if last is not None:
            yield from frame.body(last.statements)


def _caught(frame: Frame, handler: Block, record: ErrorRecord, error: PscompatError) -> Iterator[Any]:
    variables = frame.scope.variables
    before = variables.get("_")
    variables["_"] = record
    try:
        yield from frame.body(handler.statements)
    except Rethrow:
        raise error from None
    finally:
        variables["_"] = before


class Rethrow(TextEnd):
    """``throw`` alone, inside a ``catch``."""


def _catches(node: Statement) -> list[tuple[list[str], Block]]:
    handlers = [part for part in node.parts[1:] if isinstance(part, Block)]
    catches = node.details.get("catches", [])
    return [([each.name for each in types], handler) for types, handler in zip(catches, handlers, strict=False)]


def _handler(record: ErrorRecord, catches: list[tuple[list[str], Block]]) -> Block | None:
    from .exceptions import fits

    for types, handler in catches:
        if not types or any(fits(record, name) for name in types):
            return handler
    return None


def _throw(frame: Frame, node: Statement) -> Iterator[Any]:
    from .exceptions import ExceptionValue

    if not node.parts:
        if isinstance(frame.scope.get("_"), ErrorRecord):
            raise Rethrow
        raise thrown(None, _thrown_record("ScriptHalted", None))
    value = frame.captured(node.parts[0])
    value = None if value is NOTHING else value
    if isinstance(value, ErrorRecord):
        raise thrown(value, value)
    if isinstance(value, ExceptionValue):
        record = ErrorRecord(value.message, value.message, category="OperationStopped", exception=value.short_name)
        record.details = value
        raise thrown(value, record)
    raise thrown(value, _thrown_record(frame.text(value), value))
    yield


def _thrown_record(text: str, target: Any) -> ErrorRecord:
    return ErrorRecord(text, text, category="OperationStopped", exception="RuntimeException", target=target)


# Chains


def run_chain(frame: Frame, node: PipelineChain) -> Iterator[Any]:
    """``a && b`` and ``a || b``: the second runs by how the first one ended."""
    yield from _chained(frame, node.left)
    succeeded = bool(frame.scope.outermost.variables.get("?", True))
    if succeeded is (node.operator == "AndAnd"):
        yield from _chained(frame, node.right)


def _chained(frame: Frame, node: Node) -> Iterator[Any]:
    yield from frame.body([node])


_RULES: dict[str, Callable[[Frame, Statement], Iterator[Any]]] = {
    "if": _if,
    "while": _while,
    "do": _do,
    "for": _for,
    "foreach": _foreach,
    "switch": _switch,
    "try": _try,
    "throw": _throw,
    "return": _return,
    "exit": _exit,
    "break": _jump,
    "continue": _jump,
}
