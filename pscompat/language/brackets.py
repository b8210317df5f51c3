"""What stands in brackets: ``(…)``, ``$(…)``, ``@(…)``, ``@{…}`` and ``{…}``."""

from __future__ import annotations

from .nodes import ArrayExpression, HashLiteral, Node, Paren, StringConstant, SubExpression
from .operators import Operators
from .patterns import HASH_KEY
from .structure import ScriptBlockLiteral
from .tokens import COMMAND, EXPRESSION, Token


class Brackets(Operators):
    """Reads bracketed expressions; inside one, the full language applies."""

    __slots__ = ()

    def bracketed_expression_rule(self, token: Token) -> Node | None:
        """Read what an opening bracket begins; None when the token is none."""
        rule = _RULES.get(token.kind)
        if rule is None:
            return None
        self.deeper()
        expression = rule(self, token)
        self.depth -= 1
        return expression

    def paren_rule(self, opening: Token) -> Node:
        """``(…)`` around a pipeline chain."""
        mode, no_comma = self.mode, self.no_comma
        self.set_mode(COMMAND)
        self.no_comma = False
        self.skip_newlines()
        statement = self.pipeline_chain_rule()
        if statement is None:
            raise self.missing(opening.end, "ExpectedExpression")
        self.skip_newlines()
        closing = self.next()
        if closing.kind != "RParen":
            raise self.missing(statement.end, "MissingEndParenthesisInExpression")
        self.no_comma = no_comma
        self.set_mode(mode)
        return Paren(opening.start, closing.end, statement)

    def sub_expression_rule(self, opening: Token) -> Node:
        """``$(…)`` or ``@(…)`` around statements."""
        mode, no_comma = self.mode, self.no_comma
        self.set_mode(COMMAND)
        self.no_comma = False
        self.skip_newlines()
        statements = self.statement_list_rule()
        self.skip_newlines()
        closing = self.next()
        if closing.kind != "RParen":
            raise self.incomplete(closing.start, closing.end, "MissingEndParenthesisInSubexpression")
        self.no_comma = no_comma
        self.set_mode(mode)
        kind = SubExpression if opening.kind == "DollarParen" else ArrayExpression
        return kind(opening.start, closing.end, statements)

    def script_block_expression_rule(self, opening: Token) -> Node:
        """``{…}``."""
        mode, no_comma = self.mode, self.no_comma
        self.set_mode(COMMAND)
        self.no_comma = False
        self.skip_newlines()
        body = self.script_block_rule(opening)
        self.no_comma = no_comma
        self.set_mode(mode)
        return ScriptBlockLiteral(body.start, body.end, body)

    def hash_expression_rule(self, opening: Token) -> Node:
        """``@{…}``: entries with line ends or semicolons between (values.md §A.10)."""
        self.skip_newlines()
        pairs: list[tuple[Node, Node]] = []
        while True:
            pair = self.key_value_rule()
            if pair is None:
                break
            pairs.append(pair)
            if self.peek().kind not in ("NewLine", "Semi"):
                break
            self.skip_terminators()
        closing = self.next()
        if closing.kind != "RCurly":
            raise self.incomplete(opening.end, opening.end, "MissingEndCurlyBrace", detected=closing.end)
        if len(pairs) > 1 and not self.differ(pairs):
            self.unchecked = True
        return HashLiteral(opening.start, closing.end, pairs)

    @staticmethod
    def differ(pairs: list[tuple[Node, Node]]) -> bool:
        """Whether all keys are words that differ; the checks look at all other tables."""
        keys = {key.value.upper() for key, _ in pairs if type(key) is StringConstant}
        return len(keys) == len(pairs)

    def key_value_rule(self) -> tuple[Node, Node] | None:
        """``key = statement``; None when there is no key."""
        mode = self.mode
        match = HASH_KEY.match(self.text, self.pos) if self.ungot is None and not self.skipped else None
        if match is not None:
            self.pos = match.end()
            equals_end = match.end() + self.base
            start, end = match.span(1)
            key: Node | None = StringConstant(start + self.base, end + self.base, match[1], "bare")
        else:
            self.set_mode(EXPRESSION)
            key = self.label_or_key_rule()
            if key is None:
                self.set_mode(mode)
                return None
            equals = self.next()
            if equals.kind != "Equals":
                raise self.error(key.end, key.end, "MissingEqualsInHashLiteral")
            equals_end = equals.end
        assert key is not None
        self.set_mode(COMMAND)
        self.skip_newlines()
        statement = self.statement_rule()
        if statement is None:
            raise self.missing(equals_end, "MissingStatementInHashLiteral")
        self.set_mode(mode)
        return key, statement


_RULES = {
    "LParen": Brackets.paren_rule,
    "DollarParen": Brackets.sub_expression_rule,
    "AtParen": Brackets.sub_expression_rule,
    "AtCurly": Brackets.hash_expression_rule,
    "LCurly": Brackets.script_block_expression_rule,
}
