"""Script blocks: run for a value, for every record of a pipeline, with parameters."""

from __future__ import annotations

from ..dotnet.containers import Enumerator, ScriptBlock
from ..errors import CommandError, ErrorRecord, NotRunError, PscompatError
from ..language.evaluate import pure_expression
from ..language.indexing import NOTHING
from ..language.structure import Block, ScriptBlockLiteral
from .compiler import is_step
from .flow import NEVER_CAUGHT, Return
from .frame import Frame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

_MISSING = object()
MOST_CALLS = 400
"""So many blocks may be called inside each other: Python's stack has an end, and each call takes a part of it."""
_SHALLOW_CALLS = 20
"""Fewer calls inside each other need no more stack than Python gives."""


def code_of(block: ScriptBlock) -> tuple[ScriptBlockLiteral, Frame]:
    """The block's tree, and the frame it was written in."""
    code = block.running()
    return code.node, code.frame


def simple_expression(body: Block) -> Any:
    """The expression that is all of a block; None for any other block."""
    if body.parameters is not None or body.named is not None or len(body.statements) != 1:
        return None
    expression = pure_expression(body.statements[0])
    return None if expression is None or is_step(expression) else expression


class Code:
    """What runs a script block: its tree, and the frame it was written in."""

    __slots__ = ("frame", "node")

    def __init__(self, node: ScriptBlockLiteral, frame: Frame) -> None:
        self.node = node
        self.frame = frame

    def values(self, record: Any) -> list[Any]:
        """What the block writes for a value, in a scope of its own. Raises PscompatError for any error in it."""
        context = self.frame.context
        context.trying += 1
        try:
            return list(run_code(self, record, self.frame.inner()))
        finally:
            context.trying -= 1

    def single(self, record: Any) -> Any:
        """As one value, or a list of several; NOTHING for none."""
        output = list(run_code(self, record, self.frame.inner()))
        return NOTHING if not output else output[0] if len(output) == 1 else output

    def output(self, record: Any, frame: Frame | None = None) -> list[Any]:
        """What the block writes for a value, in the caller's scope."""
        return list(run_code(self, record, self.frame if frame is None else frame))

    def test(self) -> Callable[[Any], bool]:
        """The block as a test of records."""
        return condition_of(self)

    def call(self, values: list[Any], frame: Frame | None = None) -> list[Any]:
        """What the block writes when called with arguments; in the scope of a frame, or one of its own."""
        from ..language.elements import Element

        elements = [Element(value=each) for each in values]
        inner = self.frame.inner() if frame is None else frame
        output: list[Any] = []
        try:
            for each in call_body(inner, self.node.body, elements, None):
                output.append(each)
        except Return:
            pass
        return output


def run_code(code: Code, record: Any, frame: Frame) -> Iterator[Any]:
    """What a block writes with ``$_`` set to a value, in the scope of a frame."""
    if frame.script is not code.frame.script:
        frame = code.frame
    variables = frame.scope.variables
    before = variables.get("_", _MISSING)
    variables["_"] = record
    try:
        yield from body_output(frame, code.node.body)
    finally:
        if before is _MISSING:
            variables.pop("_", None)
        else:
            variables["_"] = before


def body_output(frame: Frame, body: Block) -> Iterator[Any]:
    """What the statements of a block write, up to a ``return``."""
    if body.parameters is not None or body.named is not None:
        yield from call_body(frame, body, [], None)
        return
    try:
        yield from frame.body(body.statements)
    except Return:
        return


def condition(block: ScriptBlock) -> Callable[[Any], bool]:
    """A block as a test of records, compiled once; it runs in the scope that it was written in."""
    return condition_of(block.running())


def condition_of(code: Code) -> Callable[[Any], bool]:
    """As ``condition``, of a block's code."""
    from .compiler import compile_value, truth

    node, frame = code.node, code.frame
    expression = simple_expression(node.body)
    variables = frame.scope.variables
    if expression is None:
        return lambda record: truth(_joined(run_code(code, record, frame)))
    value = compile_value(expression)

    def test(record: Any) -> bool:
        before = variables.get("_", _MISSING)
        variables["_"] = record
        try:
            found = value(frame)
            return found if found is True or found is False else truth(found)
        except Exception as error:
            _failed(frame, error)
            return False
        finally:
            if before is _MISSING:
                variables.pop("_", None)
            else:
                variables["_"] = before

    return test


def _joined(output: Iterable[Any]) -> Any:
    found = list(output)
    return NOTHING if not found else found[0] if len(found) == 1 else found


def _failed(frame: Frame, error: Exception) -> None:
    """An error of the one statement of a block: written, or passed on."""
    if not isinstance(error, PscompatError) or isinstance(error, NEVER_CAUGHT):
        raise error
    frame.failed(error)


def record_runner(blocks: list[ScriptBlock]) -> Callable[[Any], Iterable[Any]]:
    """What blocks write for each record, one after the other; a single expression is compiled once."""
    if len(blocks) == 1:
        node, frame = code_of(blocks[0])
        expression = simple_expression(node.body)
        if expression is not None:
            return _expression_runner(frame, expression)

    def run(record: Any) -> Iterator[Any]:
        for block in blocks:
            code = block.running()
            yield from run_code(code, record, code.frame)

    return run


def _expression_runner(frame: Frame, expression: Any) -> Callable[[Any], Iterable[Any]]:
    from ..language.evaluate import enumerated
    from .compiler import compile_value

    value = compile_value(expression)
    variables = frame.scope.variables

    def run(record: Any) -> Iterable[Any]:
        before = variables.get("_", _MISSING)
        variables["_"] = record
        try:
            found = value(frame)
        except Exception as error:
            _failed(frame, error)
            return ()
        finally:
            if before is _MISSING:
                variables.pop("_", None)
            else:
                variables["_"] = before
        return () if found is NOTHING else enumerated(found)

    return run


def begin_output(blocks: list[ScriptBlock]) -> Iterator[Any]:
    """What blocks write that run once, before or after the records."""
    for block in blocks:
        code = block.running()
        yield from run_code(code, None, code.frame)


# Blocks with parameters


def call_block(
    frame: Frame, block: ScriptBlock, elements: list[Any], records: Iterable[Any] | None, *, own_scope: bool = True
) -> Iterator[Any]:
    """``& { … } arguments``: what the block writes, called from a frame, fed by records (None: nothing)."""
    node, written = code_of(block)
    caller = frame if frame.script is written.script else written
    inner = caller.inner() if own_scope else caller
    context = inner.context
    if context.depth >= MOST_CALLS:
        message = "The script failed due to call depth overflow."
        raise CommandError([ErrorRecord("CallDepthOverflow", message, category="InvalidOperation")])
    context.depth += 1
    try:
        if context.depth == _SHALLOW_CALLS:
            from ..language.reader import DeepStack

            with DeepStack():
                yield from call_body(inner, node.body, elements, records)
        else:
            yield from call_body(inner, node.body, elements, records)
    except Return:
        return
    finally:
        context.depth -= 1


def call_body(frame: Frame, body: Block, elements: list[Any], records: Iterable[Any] | None) -> Iterator[Any]:
    """The parts of a block in order: begin, process for every record, end."""
    take = _bound(frame, body, elements, records)
    variables = frame.scope.variables
    named = body.named
    if named is None:
        if take is not None and records is not None:
            records = list(records)
            for record in records:
                take(record)
        variables["input"] = Enumerator(() if records is None else list(records))
        if frame.scope.parent is not None:
            variables["_"] = None
        yield from frame.body(body.statements)
        return
    unknown = set(named) - {"Begin", "Process", "End", "Clean"}
    if unknown:
        raise NotRunError(f"Blocks of this kind are not run by pscompat: '{unknown.pop().lower()}'.")
    if "Process" not in named:
        records = None if records is None else list(records)
    try:
        variables["input"] = Enumerator(())
        if "Begin" in named:
            variables["_"] = None
            yield from frame.body(named["Begin"].statements)
        if "Process" in named:
            for record in (None,) if records is None else records:
                variables["_"] = record
                variables["input"] = Enumerator(() if records is None else (record,))
                if take is not None and records is not None and not take(record):
                    continue
                try:
                    yield from frame.body(named["Process"].statements)
                except Return:
                    continue
            variables["input"] = Enumerator(())
        elif records is not None:
            if take is not None:
                for record in records:
                    take(record)
            variables["input"] = Enumerator(records)
        if "End" in named:
            yield from frame.body(named["End"].statements)
    finally:
        if "Clean" in named:
            for _ in frame.body(named["Clean"].statements):
                pass


def _bound(
    frame: Frame, body: Block, elements: list[Any], records: Iterable[Any] | None
) -> Callable[[Any], bool] | None:
    """Bind the arguments of a block; gives what binds a pipeline object, None without parameters.

    Without ``param(…)`` all arguments are ``$args``.
    """
    if body.parameters is not None:
        bind = frame.context.bind
        if bind is None:
            raise NotRunError("Script blocks with parameters are not run by pscompat here.")
        return bind(frame, body.parameters, elements, records is not None)
    frame.scope.variables["args"] = [value for each in elements for value in each.as_arguments()]
    frame.scope.variables["psboundparameters"] = {}
    return None
