"""Pipelines, chains of them, and assignments."""

from __future__ import annotations

from .commands import Commands
from .nodes import Node, Variable
from .operands import simple_value
from .patterns import COMMAND_START, VALUE
from .structure import Assignment, Command, CommandExpression, Pipeline, PipelineChain, Redirection
from .tokens import ASSIGNMENTS, COMMAND, EXPRESSION, Token, kinds

_PIPELINE_END = kinds("Semi NewLine RParen RCurly EndOfInput AndAnd OrOr Ampersand")


class Pipelines(Commands):
    """Reads what is not a statement of its own keyword."""

    __slots__ = ()

    def pipeline_chain_rule(self) -> Node | None:
        """Pipelines joined by ``&&`` and ``||``, or an assignment; None when there is nothing."""
        mode = self.mode
        expression: Node | None = None
        if self.ungot is None and mode == COMMAND:
            value = self.value_statement()
            if value is not None:
                return value
        if not self.word_ahead():
            self.set_mode(EXPRESSION)
            expression = self.expression_rule()
            if expression is not None:
                # Only in this mode is "=0" an operator and a number.
                token = self.peek()
                if token.kind in ASSIGNMENTS:
                    self.skip_token()
                    self.set_mode(mode)
                    return self.assignment_rule(expression, token)
            self.set_mode(mode)
        pipeline = self.pipeline_rule(expression)
        if pipeline is None:
            return None
        token = self.peek()
        if token.kind in ("AndAnd", "OrOr", "Ampersand"):
            return self.chain_rule(pipeline)
        return pipeline

    def value_statement(self) -> Node | None:
        """A statement that is nothing but a simple value; the result is that of the rules below."""
        match = VALUE.match(self.text, self.pos)
        if match is None or self.skipped:
            return None
        self.pos = match.end()
        value = simple_value(match, self.base)
        element = CommandExpression(value.start, value.end, value, ())
        return Pipeline(value.start, value.end, [element])

    def word_ahead(self) -> bool:
        """Whether a word that begins with a letter follows: it is never an operand, so a command's name."""
        return self.ungot is None and self.mode == COMMAND and COMMAND_START.match(self.text, self.pos) is not None

    def assignment_rule(self, target: Node, operator: Token) -> Node:
        """What follows ``target =``."""
        self.deeper()
        self.skip_newlines()
        value = self.statement_rule()
        if value is None:
            raise self.missing(operator.end, "ExpectedValueExpression", ASSIGNMENTS[operator.kind])
        self.depth -= 1
        if type(target) is not Variable:
            self.unchecked = True
        return Assignment(target, operator.kind, value, operator.start)

    def chain_rule(self, chain: Node) -> Node:
        """The pipelines behind ``&&`` and ``||``, and the ``&`` that sends them to the background."""
        operator: Token | None = None
        pipeline: Pipeline | None = chain if isinstance(chain, Pipeline) else None
        while True:
            token = self.peek()
            background = token.kind == "Ampersand"
            if background:
                self.skip_token()
                token = self.peek()
                if token.kind in ("AndAnd", "OrOr"):
                    raise self.error(token.start, token.end, "BackgroundOperatorInPipelineChain")
            if operator is not None and pipeline is not None:
                chain = PipelineChain(chain, operator.kind, pipeline, background)
            elif pipeline is not None:
                pipeline.background = background
            if background or token.kind not in ("AndAnd", "OrOr"):
                return chain
            operator = token
            self.skip_token()
            self.skip_newlines()
            first = self.peek()
            if first.kind == "EndOfInput":
                raise self.missing(operator.end, "EmptyPipelineChainElement")
            pipeline = self.pipeline_rule(self.element_expression())
            if pipeline is None:
                raise self.error(operator.start, first.end, "EmptyPipelineChainElement")

    def element_expression(self) -> Node | None:
        """An expression where a pipeline element may start; None when there is none."""
        if self.word_ahead():
            return None
        mode = self.mode
        self.set_mode(EXPRESSION)
        expression = self.expression_rule()
        self.set_mode(mode)
        return expression

    def pipeline_rule(self, expression: Node | None) -> Pipeline | None:
        """Commands joined by ``|``; whether an expression comes first has been tried."""
        elements: list[Command | CommandExpression] = []
        pipe: Token | None = None
        while True:
            element: Command | CommandExpression | None
            if expression is not None:
                if elements:
                    at = expression.start, expression.end
                    raise self.error(*at, "ExpressionsMustBeFirstInPipeline")
                element = self.command_expression_rule(expression)
            else:
                element = self.command_rule()
            if element is not None:
                elements.append(element)
            elif pipe is not None:
                raise self.missing(pipe.end, "EmptyPipeElement")
            token = self.peek()
            if element is None and token.kind == "Pipe":
                raise self.incomplete(token.start, token.end, "EmptyPipeElement")
            if token.kind == "NewLine" and self.is_pipe_continuation(token.end):
                self.skip_newlines()
                token = self.peek()
            if token.kind != "Pipe":
                break
            pipe = token
            self.skip_token()
            self.skip_newlines()
            if self.peek().kind == "EndOfInput":
                raise self.missing(pipe.end, "EmptyPipeElement")
            expression = self.element_expression()
        if token.kind not in _PIPELINE_END:
            raise self.error(token.start, token.end, "UnexpectedToken", self.text_of(token))
        if not elements:
            return None
        return Pipeline(elements[0].start, elements[-1].end, elements)

    def command_expression_rule(self, expression: Node) -> CommandExpression:
        """An expression as a pipeline element, with its redirections."""
        redirections: dict[int, Redirection] = {}
        end = expression.end
        token = self.peek()
        while token.kind in ("Redirection", "RedirectInStd"):
            self.skip_token()
            end = self.redirection_rule(token, redirections)
            token = self.peek()
        found = [redirections[stream] for stream in sorted(redirections)]
        return CommandExpression(expression.start, end, expression, found)
