"""Running statements and script blocks: the evaluator that has all of the language."""

from __future__ import annotations

from ..dotnet.containers import ScriptBlock
from ..errors import CommandError, PscompatError
from ..language.evaluate import Evaluator, enumerated, pure_expression
from ..language.indexing import NOTHING
from ..language.nodes import Node, Variable
from ..language.structure import Assignment, Pipeline, PipelineChain, ScriptBlockLiteral, Statement
from .arithmetic import base
from .assignment import compile_target
from .binary_operators import COMPOUND
from .blocks import Code
from .compiler import compile_value, is_step
from .flow import NEVER_CAUGHT, as_command_error
from .frame import Context, Frame

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from ..dotnet.clock import Clock
    from ..dotnet.types import NetType
    from ..language.scope import Scope
    from ..language.structure import Script


COMPOUND_STATEMENTS = (Statement, PipelineChain)
"""Statements after which ``$?`` is what the last statement inside them left."""


class Interpreter(Frame):
    """Works out a script: expressions, statements and the blocks in it."""

    __slots__ = ()

    def __init__(
        self,
        script: Script,
        scope: Scope,
        context: Context,
        *,
        types: Mapping[str, NetType] | None = None,
        clock: Clock | None = None,
    ) -> None:
        super().__init__(script, scope, self._run, types=types, clock=clock)
        self.context = context

    def _run(self, pipeline: Pipeline) -> Iterator[Any]:
        return self.context.run(self, pipeline)

    def inner(self) -> Interpreter:
        made = Interpreter(self.script, self.scope.child(), self.context, types=self.types, clock=self.clock)
        made.tables = self.tables
        return made

    def script_block(self, node: ScriptBlockLiteral) -> ScriptBlock:
        return ScriptBlock(self.script.text(node.start + 1, node.end - 1), Code(node, self))

    def _value(self, node: Node) -> Any:
        compiled = self.context.compiled
        work = compiled.get(node)
        if work is None:
            work = compiled[node] = compile_value(node)
        return work(self)

    def body(self, statements: Sequence[Node]) -> Iterator[Any]:
        status = self.context.status
        for statement in statements:
            before, status.wrote_error = status.wrote_error, False
            try:
                yield from self.statement(statement)
            except NEVER_CAUGHT:
                raise
            except PscompatError as error:
                self.failed(error)
            else:
                if type(statement) not in COMPOUND_STATEMENTS or status.wrote_error:
                    self.scope.outermost.variables["?"] = not status.wrote_error
            finally:
                status.wrote_error = before

    def failed(self, error: PscompatError) -> None:
        ended = error if isinstance(error, CommandError) or hasattr(error, "inner_id") else as_command_error(error)
        context = self.context
        if context.trying or getattr(error, "ends_line", False) or context.stops():
            raise ended
        self.scope.outermost.variables["?"] = False
        if context.report(ended):  # type: ignore[arg-type]
            raise ended

    def statement(self, node: Node) -> Iterator[Any]:
        kind = type(node)
        if kind is Statement:
            from .statements import run_statement

            yield from run_statement(self, node)  # type: ignore[arg-type]
            return
        if kind is PipelineChain:
            from .statements import run_chain

            yield from run_chain(self, node)  # type: ignore[arg-type]
            return
        expression = pure_expression(node)
        if expression is not None:
            if is_step(expression):
                self._value(expression)
                return
            value = self.value(expression)
            if value is not NOTHING:
                yield from enumerated(value)
            return
        if isinstance(node, Pipeline):
            yield from self.run(node)
            return
        yield from Evaluator.statement(self, node)

    def captured(self, statement: Node) -> Any:
        if isinstance(statement, Assignment):
            return self.assign(statement)
        return Evaluator.captured(self, statement)

    def assign(self, node: Assignment) -> Any:
        compiled = self.context.compiled
        target = compiled.get((node, "target"))
        if target is None:
            target = compiled[node, "target"] = compile_target(node.target)
        if node.operator == "Equals":
            value = self._deeply(self.captured, node.value)
            if value is NOTHING and not isinstance(node.target, Variable):
                value = None
            target(self).write(value)
            return value
        store = target(self)
        old = base(store.read())
        if node.operator == "QuestionQuestionEquals":
            if old is not None:
                return old
            value = self.assigned(node.value)
        else:
            value = COMPOUND[node.operator](old, self.assigned(node.value))
        store.write(value)
        return value
