"""Operands: literals, variables and what stands in brackets, with the members and indexes behind them."""

from __future__ import annotations

from .nodes import Call, ExpandableString, Index, Member, Node, Number, StringConstant, Using, Variable
from .tokens import TYPE_NAME, UNARY, NestedText, Token
from .typenames import TypeNames
from .variables import split_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

QUOTES = {
    "Generic": "bare",
    "StringLiteral": "single",
    "StringExpandable": "double",
    "HereStringLiteral": "single-here",
    "HereStringExpandable": "double-here",
}


def simple_value(match: Any, base: int) -> Node:
    """The node of a constant, a variable or its member that a pattern has found (its last group tells which)."""
    kind = match.lastgroup
    start, end = match.span(kind)
    value = match[kind]
    if kind == "integer":
        return Number(start + base, end + base, int(value))
    if kind == "variable":
        return Variable(start - 1 + base, end + base, value)
    if kind == "member":
        variable = Variable(match.start("variable") - 1 + base, start - 1 + base, match["variable"])
        name = StringConstant(start + base, end + base, value, "bare")
        return Member(variable.start, end + base, variable, name, False, False)
    return StringConstant(start - 1 + base, end + 1 + base, value, kind)


class Operands(TypeNames):
    """Reads operands. Every rule gives None, and takes nothing, when no operand starts where it stands."""

    __slots__ = ()

    def primary_expression_rule(self, with_members: bool) -> Node | None:
        """A literal, variable or bracketed expression, with the members and indexes behind it if asked."""
        token = self.next()
        kind = token.kind
        if kind == "Variable" or kind == "SplattedVariable":
            expression: Node = self.variable_expression(token, with_members)
        elif kind == "Number":
            expression = Number(token.start, token.end, token.value)
        elif kind in QUOTES and kind != "Generic":
            expression = self.string_expression(token)
        else:
            bracketed = self.bracketed_expression_rule(token)
            if bracketed is None:
                self.ungot = token
                return None
            expression = bracketed
        if with_members:
            operator = self.next_member_operator(bracket=True)
            if operator is not None:
                return self.post_primary_rule(operator, expression)
        return expression

    def bracketed_expression_rule(self, token: Token) -> Node | None:
        """Read what an opening bracket begins; None when the token is none."""
        raise NotImplementedError

    def variable_expression(self, token: Token, with_members: bool) -> Node:
        """A variable; ``$using:name`` takes its members with it."""
        name: str = token.value
        splatted = token.kind == "SplattedVariable"
        scope, rest = split_name(name)
        if splatted:
            self.unchecked = True
        if scope.lower() != "using" or not rest:
            return Variable(token.start, token.end, name, splatted)
        child: Node = Variable(token.start, token.end, rest, splatted)
        if with_members:
            operator = self.next_member_operator(bracket=True)
            if operator is not None:
                child = self.post_primary_rule(operator, child)
        self.unchecked = True
        return Using(child)

    def string_expression(self, token: Token) -> Node:
        """A string, expandable only if there is something to expand in it."""
        quote = QUOTES[token.kind]
        if token.parts is None:
            return StringConstant(token.start, token.end, token.value, quote)
        return ExpandableString(token.start, token.end, self.expand_parts(token.parts), quote)

    def expand_parts(self, parts: list[str | Token]) -> list[str | Node]:
        """The parts of an expandable text with the nested ones read; adjacent texts are put together."""
        found: list[str | Node] = []
        literal: list[str] = []
        for part in parts:
            if isinstance(part, str):
                literal.append(part)
                continue
            text = self.joined("".join(literal))
            if text:
                found.append(text)
            literal = []
            if isinstance(part, NestedText):
                found.append(self.nested_expression(part))
            else:
                found.append(self.variable_expression(part, with_members=False))
        text = self.joined("".join(literal))
        if text:
            found.append(text)
        return found

    def nested_expression(self, nested: NestedText) -> Node:
        """Read the sub-expression of a string from its own text."""
        state = self.enter_nested(nested)
        self.deeper()
        expression = self.primary_expression_rule(with_members=True)
        self.depth -= 1
        self.leave_nested(state)
        assert expression is not None
        return expression

    # Members and indexes

    def post_primary_rule(self, operator: Token, target: Node) -> Node:
        """The members and indexes behind an operand, the first operator of which has been taken."""
        token: Token | None = operator
        depth = self.depth
        while token is not None:
            self.deeper()
            self.skip_newlines()
            if token.kind in ("LBracket", "QuestionLBracket"):
                target = self.element_access_rule(target, token)
            else:
                target = self.member_access_rule(target, token)
            token = self.next_member_operator(bracket=True)
        self.depth = depth
        return target

    def member_access_rule(self, target: Node, operator: Token) -> Node:
        """A member or method call."""
        member = self.member_name_rule()
        static = operator.kind == "ColonColon"
        null_conditional = operator.kind == "QuestionDot"
        if member is None:
            raise self.missing(operator.end, "MissingPropertyName")
        if self.ungot is None:
            opening = self.call_opening()
            if opening is not None:
                end, arguments = self.member_invoke_rule(opening)
                return Call(target.start, end, target, member, static, null_conditional, arguments)
        return Member(target.start, member.end, target, member, static, null_conditional)

    def call_opening(self) -> Token | None:
        """``(`` or ``{`` behind a method's name, and behind the types of a generic method; None for a property."""
        char = self.text[self.pos]
        if char in ");}|,\r\n" or (char == "." and self.pos < self.lookahead_end):
            # The dot is part of a word that was scanned for the member before.
            return None
        restore = self.restore_point()
        token = self.scan()
        self.lookahead_end = self.pos
        generic = False
        if token.kind == "LBracket":
            mode = self.mode
            self.set_mode(TYPE_NAME)
            self.skip_newlines()
            first = self.next()
            if first.kind == "Identifier":
                generic = True
                _, closing = self.generic_arguments(first)
                if closing.kind != "RBracket":
                    before = max(closing.start - 1, 0)
                    raise self.missing(before, "EndSquareBracketExpectedAtEndOfType")
            self.set_mode(mode)
        if not generic:
            self.move_to(restore)
        opening = self.call_bracket() if self.ungot is None else None
        if opening is None and generic:
            # An index whose expression looks like a type's name.
            self.move_to(restore)
        return opening

    def member_name_rule(self) -> Node | None:
        """The name of a member: a word, or any operand."""
        name = self.simple_name_rule()
        if name is not None:
            return name
        token = self.peek()
        if token.kind in UNARY or token.kind == "LBracket":
            return self.unary_expression_rule(after_operator=False)
        return self.primary_expression_rule(with_members=False)

    def member_invoke_rule(self, opening: Token) -> tuple[int, list[Node]]:
        """The arguments of a method, and where they end; a script block may stand for the parenthesis."""
        if opening.kind == "LParen":
            return self.call_arguments_rule(opening)
        self.skip_newlines()
        block = self.bracketed_expression_rule(opening)
        assert block is not None
        return block.end, [block]

    def call_arguments_rule(self, opening: Token) -> tuple[int, list[Node]]:
        """Arguments with commas between, up to the closing parenthesis."""
        no_comma = self.no_comma
        self.no_comma = True
        self.deeper()
        arguments: list[Node] = []
        comma: Token | None = None
        while True:
            self.skip_newlines()
            argument = self.expression_rule()
            if argument is None:
                if comma is not None:
                    raise self.missing(comma.end, "MissingExpressionAfterToken", ",")
                break
            arguments.append(argument)
            self.skip_newlines()
            comma = self.next()
            if comma.kind != "Comma":
                self.ungot = comma
                break
        self.skip_newlines()
        closing = self.next()
        if closing.kind != "RParen":
            after = arguments[-1].end if arguments else opening.end
            raise self.missing(after, "MissingEndParenthesisInMethodCall")
        self.depth -= 1
        self.no_comma = no_comma
        return closing.end, arguments

    def element_access_rule(self, target: Node, bracket: Token) -> Node:
        """``[index]``."""
        self.skip_newlines()
        no_comma = self.no_comma
        self.no_comma = False
        self.deeper()
        index = self.expression_rule()
        self.depth -= 1
        self.no_comma = no_comma
        if index is None:
            raise self.missing(bracket.end, "MissingArrayIndexExpression")
        self.skip_newlines()
        closing = self.next()
        if closing.kind != "RBracket":
            raise self.missing(index.end, "MissingEndSquareBracket")
        return Index(target.start, closing.end, target, index, bracket.kind == "QuestionLBracket")

    # Names

    def simple_name_rule(self) -> StringConstant | None:
        """Take an identifier as a name, whatever the mode."""
        self.want_simple_name = True
        token = self.peek()
        self.want_simple_name = False
        if token.kind != "Identifier":
            return None
        self.skip_token()
        return StringConstant(token.start, token.end, self.text_of(token), "bare")

    def label_or_key_rule(self) -> Node | None:
        """The label of ``break``, or the key of a hash literal: a name or an operand without commas."""
        name = self.simple_name_rule()
        if name is not None:
            return name
        if self.peek().kind in ("NewLine", "Semi"):
            return None
        no_comma = self.no_comma
        self.no_comma = True
        label = self.unary_expression_rule(after_operator=False)
        self.no_comma = no_comma
        return label
