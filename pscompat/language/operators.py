"""Operators: from the ternary one down to casts and signs."""

from __future__ import annotations

from .nodes import ArrayLiteral, Attribute, AttributedExpression, Binary, Cast, Node, Ternary, TypeName, Unary
from .operands import Operands
from .tokens import EXPRESSION, PRECEDENCE, UNARY, Token


class Operators(Operands):
    """Reads expressions. Every rule gives None, and takes nothing, when no expression starts where it stands.

    ``after_operator`` tells that an operand must follow, so that a number may end at ``?`` and ``:``.
    """

    __slots__ = ()

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
        depth = self.depth
        for attribute in reversed(attributes[:-1]):
            self.deeper()
            if isinstance(attribute, TypeName):
                expression = self.cast(attribute, expression)
            else:
                expression = AttributedExpression(attribute.start, expression.end, attribute, expression)
        self.depth = depth
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
