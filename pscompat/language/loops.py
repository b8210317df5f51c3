"""Loops, ``switch`` and ``data``."""

from __future__ import annotations

from .nodes import Node, StringConstant, Variable
from .statements import RULES, Statements
from .structure import Block, Statement
from .tokens import Token

_SWITCH_FLAGS = ("regex", "wildcard", "exact", "casesensitive", "parallel")


class Loops(Statements):
    """Reads the statements that may have a label, and ``data``."""

    __slots__ = ()

    def foreach_rule(self, token: Token) -> Statement:
        """``foreach ($name in pipeline) {…}``."""
        details: dict[str, object] = {}
        throttle: Node | None = None
        self.skip_newlines()
        flag = self.peek()
        while flag.kind == "Parameter":
            self.skip_token()
            if "parallel".startswith(flag.value.lower()):
                details["parallel"] = True
            elif "throttlelimit".startswith(flag.value.lower()):
                self.skip_newlines()
                throttle = self.single_argument_rule("argument")
                if throttle is None:
                    raise self.missing(flag.end, "MissingThrottleLimit")
                details["throttle"] = True
            else:
                raise self.error(flag.start, flag.end, "InvalidForeachFlag", flag.value)
            self.skip_newlines()
            flag = self.peek()
        opening = self.next()
        if opening.kind != "LParen":
            raise self.missing(token.end, "MissingOpenParenthesisAfterKeyword", "foreach")
        self.skip_newlines()
        name = self.next()
        if name.kind not in ("Variable", "SplattedVariable"):
            raise self.missing(opening.end, "MissingVariableNameAfterForeach")
        variable = Variable(name.start, name.end, name.value, name.kind == "SplattedVariable")
        self.skip_newlines()
        keyword = self.next()
        if keyword.kind != "In":
            raise self.missing(variable.end, "MissingInInForeach")
        self.skip_newlines()
        pipeline = self.pipeline_chain_rule()
        if pipeline is None:
            raise self.missing(keyword.end, "MissingForeachExpression")
        self.skip_newlines()
        closing = self.next()
        if closing.kind != "RParen":
            raise self.missing(pipeline.end, "MissingEndParenthesisAfterForeach")
        body = self.statement_block_rule()
        if body is None:
            raise self.missing(closing.end, "MissingForeachStatement")
        parts = [variable, pipeline, body] if throttle is None else [variable, pipeline, throttle, body]
        return Statement(token.start, body.end, "ForEachStatementAst", "foreach", parts, details)

    def for_rule(self, token: Token) -> Statement:
        """``for (start; condition; step) {…}``."""
        self.skip_newlines()
        opening = self.next()
        if opening.kind != "LParen":
            raise self.missing(token.end, "MissingOpenParenthesisAfterKeyword", "for")
        parts: list[Node | None] = []
        end = opening.end
        for place in range(3):
            self.skip_newlines()
            part = self.pipeline_chain_rule()
            parts.append(part)
            if part is not None:
                end = part.end
            if place < 2 and self.peek().kind == "Semi":
                end = self.next().end
        self.skip_newlines()
        closing = self.next()
        if closing.kind != "RParen":
            raise self.missing(end, "MissingEndParenthesisAfterStatement", "for")
        body = self.statement_block_rule()
        if body is None:
            raise self.missing(closing.end, "MissingLoopStatement", "for")
        return Statement(token.start, body.end, "ForStatementAst", "for", [*parts, body], {"clauses": tuple(parts)})

    def while_rule(self, token: Token) -> Statement:
        """``while (condition) {…}``."""
        word = self.text_of(token)
        self.skip_newlines()
        opening = self.next()
        if opening.kind != "LParen":
            raise self.missing(token.end, "MissingOpenParenthesisAfterKeyword", word)
        condition, closing = self.loop_condition(opening, "while")
        self.skip_newlines()
        body = self.statement_block_rule()
        if body is None:
            raise self.missing(closing.end, "MissingLoopStatement", "while")
        return Statement(token.start, body.end, "WhileStatementAst", "while", [condition, body])

    def loop_condition(self, opening: Token, word: str) -> tuple[Node, Token]:
        """The condition behind ``while (`` or ``until (``, and the closing parenthesis."""
        self.skip_newlines()
        condition = self.pipeline_chain_rule()
        if condition is None:
            raise self.missing(opening.end, "MissingExpressionAfterKeyword", word)
        self.skip_newlines()
        closing = self.next()
        if closing.kind != "RParen":
            raise self.missing(condition.end, "MissingEndParenthesisAfterStatement", word)
        return condition, closing

    def do_rule(self, token: Token) -> Statement:
        """``do {…} while (condition)`` or ``until``."""
        body = self.statement_block_rule()
        if body is None:
            raise self.missing(token.end, "MissingLoopStatement", "do")
        self.skip_newlines()
        keyword = self.next()
        if keyword.kind not in ("While", "Until"):
            raise self.missing(body.end, "MissingWhileOrUntilInDoWhile")
        word = keyword.kind.lower()
        self.skip_newlines()
        opening = self.next()
        if opening.kind != "LParen":
            raise self.missing(keyword.end, "MissingOpenParenthesisAfterKeyword", word)
        condition, closing = self.loop_condition(opening, word)
        return Statement(token.start, closing.end, f"Do{keyword.kind}StatementAst", "do", [condition, body])

    # switch

    def switch_rule(self, token: Token, label_end: int = -1) -> Statement:
        """``switch (condition) {…}`` or ``switch -file name {…}``, with the end of the label before it."""
        details: dict[str, object] = {}
        self.skip_newlines()
        condition, end = self.switch_flags(token.end if label_end < 0 else label_end, details)
        opening = self.peek()
        if opening.kind == "LParen":
            self.skip_token()
            if "file" in details:
                raise self.error(opening.start, opening.end, "PipelineValueRequired")
            self.skip_newlines()
            condition = self.pipeline_chain_rule()
            if condition is None:
                raise self.missing(opening.end, "PipelineValueRequired")
            self.skip_newlines()
            closing = self.next()
            if closing.kind != "RParen":
                raise self.missing(condition.end, "MissingEndParenthesisInSwitchStatement")
            end = closing.end
        elif condition is None:
            raise self.missing(end, "PipelineValueRequired")
        self.skip_newlines()
        brace = self.next()
        if brace.kind != "LCurly":
            raise self.missing(end, "MissingCurlyBraceInSwitchStatement")
        clauses, end = self.switch_clauses(brace)
        return Statement(token.start, end, "SwitchStatementAst", "switch", [condition, *clauses], details)

    def switch_flags(self, end: int, details: dict[str, object]) -> tuple[Node | None, int]:
        """The parameters of ``switch``; gives the file's name, if there is one, and where they end."""
        condition: Node | None = None
        flags: list[str] = []
        details["flags"] = flags
        flag = self.peek()
        while flag.kind == "Parameter":
            self.skip_token()
            end = flag.end
            name = flag.value.lower()
            known = next((word for word in _SWITCH_FLAGS if word.startswith(name)), "")
            flags.append(known)
            if known == "parallel":
                details["parallel"] = True
            elif not known and "file".startswith(name):
                self.skip_newlines()
                condition = self.single_argument_rule()
                if condition is None:
                    raise self.missing(flag.end, "MissingFilenameOption")
                details["file"] = True
                end = condition.end
            elif not known:
                raise self.error(flag.start, flag.end, "InvalidSwitchFlag", flag.value)
            flag = self.peek()
        return condition, end

    def switch_clauses(self, brace: Token) -> tuple[list[Node], int]:
        """The clauses between the braces, and where the closing one ends."""
        parts: list[Node] = []
        default: Block | None = None
        end = brace.end
        self.skip_newlines()
        while True:
            token = self.peek()
            condition: Node | None
            if token.kind == "Default":
                self.skip_token()
                condition = StringConstant(token.start, token.end, self.text_of(token), "bare")
            else:
                condition = self.single_argument_rule()
                if condition is None:
                    raise self.missing(end, "MissingSwitchConditionExpression")
            end = condition.end
            body = self.statement_block_rule()
            if body is None:
                raise self.missing(end, "MissingSwitchStatementClause")
            end = body.end
            if token.kind == "Default":
                if default is not None:
                    raise self.error(condition.start, condition.end, "MultipleSwitchDefaultClauses")
                default = body
            else:
                parts += condition, body
            self.skip_terminators()
            token = self.peek()
            if token.kind == "RCurly":
                self.skip_token()
                return [*parts, *(() if default is None else (default,))], token.end
            if token.kind == "EndOfInput":
                raise self.incomplete(brace.start, brace.end, "MissingEndCurlyBrace", detected=token.end)

    # data

    def data_rule(self, token: Token) -> Statement:
        """``data name -SupportedCommand … {…}``."""
        self.skip_newlines()
        name = self.simple_name_rule()
        self.skip_newlines()
        flag = self.peek()
        commands: list[Node] = []
        if flag.kind == "Parameter":
            self.skip_token()
            if not "supportedcommand".startswith(flag.value.lower()):
                raise self.error(flag.start, flag.end, "InvalidParameterForDataSectionStatement", flag.value)
            after = flag
            while True:
                self.skip_newlines()
                command = self.single_argument_rule()
                if command is None:
                    raise self.missing(after.end, "MissingValueForSupportedCommandInDataSectionStatement")
                commands.append(command)
                after = self.peek()
                if after.kind != "Comma":
                    break
                self.skip_token()
        body = self.statement_block_rule()
        if body is None:
            end = commands[-1].end if commands else name.end if name is not None else token.end
            raise self.missing(end, "MissingStatementBlockForDataSection")
        return Statement(token.start, body.end, "DataStatementAst", "data", [*commands, body])


RULES.update(
    {
        "Foreach": Loops.foreach_rule,
        "For": Loops.for_rule,
        "While": Loops.while_rule,
        "Do": Loops.do_rule,
        "Switch": Loops.switch_rule,
        "Data": Loops.data_rule,
    }
)
