"""Operators and operands: from the ternary operator down to a literal with its members."""

from __future__ import annotations

from .nodes import (
    ArrayLiteral,
    Attribute,
    AttributedExpression,
    Binary,
    Call,
    Cast,
    ExpandableString,
    Index,
    Member,
    Node,
    Number,
    StringConstant,
    Ternary,
    TypeName,
    Unary,
    Using,
    Variable,
)
from .tokens import EXPRESSION, PRECEDENCE, TYPE_NAME, UNARY, NestedText, Token
from .typenames import TypeNames
from .variables import split_name

QUOTES = {
    "Generic": "bare",
    "StringLiteral": "single",
    "StringExpandable": "double",
    "HereStringLiteral": "single-here",
    "HereStringExpandable": "double-here",
}


def simple_value(kind: str, value: str, start: int, end: int) -> Node:
    """The node of a constant or variable found by a pattern: ``start`` is where its value starts, behind quote or $."""
    if kind == "integer":
        return Number(start, end, int(value))
    if kind == "variable":
        return Variable(start - 1, end, value)
    return StringConstant(start - 1, end, value, kind)


class Expressions(TypeNames):
    """Reads expressions. Every rule gives None, and takes nothing, when no expression starts where it stands.

    ``after_operator`` tells that an operand must follow, so that a number may end at ``?`` and ``:``.
    """

    __slots__ = ()

    # Operators

    def expression_rule(self, after_operator: bool = False) -> Node | None:
        """An expression with its ternary operator."""
        mode = self.mode
        self.set_mode(EXPRESSION)
        condition = self.binary_expression_rule(after_operator)
        if condition is not None:
            question = self.peek()
            if question.kind == "QuestionMark":
                self.deeper()
                condition = self.ternary_rule(condition, question)
                self.depth -= 1
        self.set_mode(mode)
        return condition

    def ternary_rule(self, condition: Node, question: Token) -> Node:
        """What follows ``condition ?``."""
        self.skip_token()
        self.skip_newlines()
        left = self.expression_rule(after_operator=True)
        if left is None:
            raise self.missing(question.end, "ExpectedValueExpression", "?")
        self.skip_newlines()
        colon = self.next()
        if colon.kind != "Colon":
            raise self.incomplete(colon.start, colon.end, "MissingColonInTernaryExpression")
        self.skip_newlines()
        right = self.expression_rule(after_operator=True)
        if right is None:
            raise self.missing(colon.end, "ExpectedValueExpression", ":")
        return Ternary(condition, left, right)

    def binary_expression_rule(self, after_operator: bool) -> Node | None:
        """Operands joined by binary operators, by their precedence."""
        operand = self.array_literal_rule(after_operator)
        if operand is None:
            return None
        token = self.peek()
        if token.kind not in PRECEDENCE:
            self.refuse_parameter(token)
            return operand
        self.skip_token()
        operands = [operand]
        operators = [token]
        while True:
            self.skip_newlines()
            operand = self.array_literal_rule(after_operator=True)
            if operand is None:
                raise self.missing(token.end, "ExpectedValueExpression", self.text_of(token))
            operands.append(operand)
            token = self.next()
            strength = PRECEDENCE.get(token.kind, 0)
            while operators and strength <= PRECEDENCE[operators[-1].kind]:
                operator = operators.pop()
                right = operands.pop()
                operands[-1] = Binary(operator.kind, operands[-1], right, operator.start)
            if not strength:
                self.ungot = token
                self.refuse_parameter(token)
                return operands[0]
            operators.append(token)

    def refuse_parameter(self, token: Token) -> None:
        """A dash and a name that is no operator cannot follow an operand."""
        if token.kind == "Parameter":
            raise self.error(token.start, token.end, "UnexpectedToken", self.text_of(token))

    def array_literal_rule(self, after_operator: bool) -> Node | None:
        """Operands with commas between."""
        first = self.unary_expression_rule(after_operator)
        if first is None:
            return None
        comma = self.peek()
        if comma.kind != "Comma" or self.no_comma:
            return first
        items = [first]
        while comma.kind == "Comma":
            self.skip_token()
            self.skip_newlines()
            item = self.unary_expression_rule(after_operator=True)
            if item is None:
                raise self.missing(comma.end, "MissingExpressionAfterToken", ",")
            items.append(item)
            comma = self.peek()
        return ArrayLiteral(first.start, items[-1].end, items)

    def unary_expression_rule(self, after_operator: bool) -> Node | None:
        """An operand with the operators and casts before it, and ``++`` or ``--`` behind it."""
        token = self.first_operand_token(after_operator)
        if token.kind in UNARY:
            if token.kind == "Comma" and self.no_comma:
                return None
            self.deeper()
            expression: Node | None = self.prefix_operator_rule(token)
            self.depth -= 1
        elif token.kind == "LBracket":
            self.deeper()
            expression = self.bracket_rule()
            self.depth -= 1
        else:
            expression = self.primary_expression_rule(with_members=True)
        if expression is None:
            return None
        token = self.peek()
        if token.kind in ("PlusPlus", "MinusMinus"):
            self.skip_token()
            self.unchecked = True
            expression = Unary(expression.start, token.end, f"Postfix{token.kind}", expression)
        return expression

    def first_operand_token(self, after_operator: bool) -> Token:
        """The first token of an operand, scanned again if only here it can be a number with a sign."""
        signed, ternary = self.allow_signed, self.end_number_at_ternary
        self.allow_signed = True
        self.end_number_at_ternary = after_operator
        token = self.ungot
        if token is not None and (token.kind == "Minus" or (after_operator and token.kind == "Generic")):
            self.move_to(token.start)
        token = self.peek()
        self.allow_signed, self.end_number_at_ternary = signed, ternary
        return token

    def prefix_operator_rule(self, token: Token) -> Node:
        """A prefix operator, which has been looked at, and its operand."""
        self.skip_token()
        self.skip_newlines()
        child = self.unary_expression_rule(after_operator=True)
        if child is None:
            raise self.missing(token.end, "MissingExpressionAfterOperator", self.text_of(token))
        if token.kind == "Comma":
            return ArrayLiteral(token.start, child.end, [child])
        if token.kind in ("PlusPlus", "MinusMinus"):
            self.unchecked = True
        return Unary(token.start, child.end, token.kind, child)

    def bracket_rule(self) -> Node:
        """Types and attributes, and the expression that they apply to, if there is one."""
        attributes = self.attribute_list_rule(in_expression=True)
        last = attributes[-1]
        if isinstance(last, Attribute):
            self.skip_newlines()
            child = self.unary_expression_rule(after_operator=True)
            if child is None:
                raise self.incomplete(last.start, last.end, "UnexpectedAttribute", last.name)
            expression: Node = AttributedExpression(last.start, child.end, last, child)
        else:
            expression = self.type_rule(last)
        for attribute in reversed(attributes[:-1]):
            if isinstance(attribute, TypeName):
                expression = self.cast(attribute, expression)
            else:
                expression = AttributedExpression(attribute.start, expression.end, attribute, expression)
        return expression

    def type_rule(self, name: TypeName) -> Node:
        """A type's name: with static members, before an operand as a cast, or alone."""
        operator = self.next_member_operator(bracket=False)
        if operator is not None:
            return self.post_primary_rule(operator, name)
        token = self.peek()
        if token.kind not in ("NewLine", "Comma"):
            child = self.unary_expression_rule(after_operator=True)
            if child is not None:
                return self.cast(name, child)
        return name

    def cast(self, name: TypeName, child: Node) -> Node:
        """``[type]child``; the checks look at ``[ordered]`` and ``[ref]``."""
        if name.name.lower() in ("ordered", "ref", "void", "psreference"):
            self.unchecked = True
        return Cast(name, child)

    # Operands

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
        while token is not None:
            self.skip_newlines()
            if token.kind in ("LBracket", "QuestionLBracket"):
                target = self.element_access_rule(target, token)
            else:
                target = self.member_access_rule(target, token)
            token = self.next_member_operator(bracket=True)
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
        restore = self.restore_point()
        token = self.scan()
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
