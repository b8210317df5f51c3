"""Script blocks, their parameters and named blocks, and functions."""

from __future__ import annotations

from .loops import Loops
from .nodes import Node, TypeName, Variable
from .statements import RULES
from .structure import Block, FormalParameter, ParamBlock, Statement
from .tokens import BLOCK_NAMES, COMMAND_END, EXPRESSION, Token, kinds

_NO_FUNCTION_NAME = COMMAND_END - {"NewLine"} | kinds(
    "LParen LCurly AtParen AtCurly Redirection RedirectInStd Variable SplattedVariable HereStringExpandable "
    "HereStringLiteral StringLiteral StringExpandable"
)


class Blocks(Loops):
    """Reads whole script blocks."""

    __slots__ = ()

    def script_block_rule(self, opening: Token | None) -> Block:
        """A script block whose opening brace has been taken, or a whole text."""
        self.skip_newlines()
        if self.command_ahead() or self.variable_ahead():
            statements = self.statement_list_rule()
            start, end = self.block_end(opening)
            return Block(start, end, statements)
        usings = self.using_statements_rule() if opening is None else []
        restore = self.restore_point()
        parameters = self.param_block_rule()
        if parameters is None:
            # Attributes may have been read that belong to an expression.
            self.move_to(restore)
        self.skip_terminators()
        if self.peek().kind in BLOCK_NAMES:
            return self.named_blocks_rule(opening, usings, parameters)
        statements = self.statement_list_rule()
        start, end = self.block_end(opening)
        return Block(start, end, statements, parameters, None, usings)

    def block_end(self, opening: Token | None) -> tuple[int, int]:
        """Take the closing brace, or see that the text ends; gives the extent of the whole block."""
        closing = self.next()
        if opening is None:
            if closing.kind != "EndOfInput":
                raise self.error(closing.start, closing.end, "UnexpectedToken", self.text_of(closing))
            return 0, self.size
        if closing.kind != "RCurly":
            raise self.incomplete(opening.start, opening.end, "MissingEndCurlyBrace", detected=closing.end)
        return opening.start, closing.end

    def using_statements_rule(self) -> list[Node]:
        """``using …`` at the start of a text."""
        found: list[Node] = []
        while True:
            token = self.peek()
            if token.kind != "Using":
                self.move_to(token.start)
                return found
            self.skip_token()
            found.append(self.using_rule(token))
            self.unchecked = True
            self.skip_terminators()

    def named_blocks_rule(self, opening: Token | None, usings: list[Node], parameters: ParamBlock | None) -> Block:
        """``begin {…} process {…} end {…}`` and the like."""
        named: dict[str, Block] = {}
        while True:
            token = self.next()
            if token.kind in ("RCurly", "EndOfInput"):
                self.ungot = token
                break
            if token.kind not in BLOCK_NAMES:
                raise self.error(token.start, token.end, "MissingNamedBlocks", self.text_of(token))
            block = self.statement_block_rule()
            word = token.kind.lower()
            if block is None:
                raise self.missing(token.end, "MissingNamedStatementBlock", word)
            if token.kind in named:
                raise self.error(token.start, block.end, "DuplicateScriptCommandClause", word)
            block.start = token.start
            named[token.kind] = block
            self.skip_terminators()
        start, end = self.block_end(opening)
        return Block(start, end, [], parameters, named, usings)

    # Parameters

    def param_block_rule(self) -> ParamBlock | None:
        """``param(…)`` with the attributes before it; None when there is none."""
        self.skip_newlines()
        attributes = self.attribute_list_rule(in_expression=False)
        self.skip_newlines()
        token = self.peek()
        if token.kind != "Param":
            return None
        self.skip_token()
        self.skip_newlines()
        opening = self.next()
        if opening.kind != "LParen":
            # A command named param.
            self.ungot = opening
            return None
        parameters, closing = self.parameter_list_rule(opening)
        for attribute in attributes:
            if isinstance(attribute, TypeName):
                at = attribute.start, attribute.end
                raise self.error(*at, "TypeNotAllowedBeforeParam", attribute.name)
        self.unchecked = True
        return ParamBlock(token.start, closing.end, list(attributes), parameters)

    def parameter_list_rule(self, opening: Token) -> tuple[list[FormalParameter], Token]:
        """Parameters with commas between, and the parenthesis that closes them."""
        parameters: list[FormalParameter] = []
        comma: Token | None = None
        while True:
            parameter = self.formal_parameter_rule()
            if parameter is None:
                if comma is not None:
                    raise self.missing(comma.end, "MissingExpressionAfterToken", ",")
                break
            parameters.append(parameter)
            self.skip_newlines()
            comma = self.peek()
            if comma.kind != "Comma":
                break
            self.skip_token()
        self.skip_newlines()
        closing = self.next()
        if closing.kind != "RParen":
            after = parameters[-1].end if parameters else opening.end
            raise self.missing(after, "MissingEndParenthesisInFunctionParameterList")
        return parameters, closing

    def formal_parameter_rule(self) -> FormalParameter | None:
        """Attributes, a variable and its default value; None when there is no parameter."""
        mode, no_comma = self.mode, self.no_comma
        self.no_comma = True
        self.set_mode(EXPRESSION)
        self.skip_newlines()
        attributes = self.attribute_list_rule(in_expression=False)
        self.skip_newlines()
        parameter: FormalParameter | None = None
        token = self.next()
        if token.kind not in ("Variable", "SplattedVariable"):
            self.ungot = token
            if attributes:
                raise self.missing(attributes[-1].end, "InvalidFunctionParameter")
        else:
            variable = Variable(token.start, token.end, token.value, token.kind == "SplattedVariable")
            default = self.default_value_rule()
            start = attributes[0].start if attributes else variable.start
            end = variable.end if default is None else default.end
            parameter = FormalParameter(start, end, variable, list(attributes), default)
        self.no_comma = no_comma
        self.set_mode(mode)
        return parameter

    def default_value_rule(self) -> Node | None:
        """``= expression`` behind a parameter."""
        self.skip_newlines()
        equals = self.peek()
        if equals.kind != "Equals":
            return None
        self.skip_token()
        self.skip_newlines()
        default = self.expression_rule()
        if default is None:
            raise self.missing(equals.end, "MissingExpressionAfterToken", "=")
        return default

    # Functions

    def function_rule(self, token: Token) -> Statement:
        """``function name(parameters) {…}``, ``filter`` and ``workflow``."""
        self.skip_newlines()
        name = self.next()
        if name.kind in _NO_FUNCTION_NAME:
            raise self.missing(token.end, "MissingNameAfterKeyword", self.text_of(token))
        parameters: list[FormalParameter] | None = None
        end = name.end
        self.skip_newlines()
        opening = self.peek()
        if opening.kind == "LParen":
            self.skip_token()
            parameters, closing = self.parameter_list_rule(opening)
            end = closing.end
            self.skip_newlines()
        brace = self.next()
        if brace.kind != "LCurly":
            raise self.missing(end, "MissingFunctionBody")
        body = self.script_block_rule(brace)
        written = name.value if name.kind == "Generic" else self.text_of(name)
        details = {"name": written, "parameters": parameters, "body": body, "workflow": token.kind == "Workflow"}
        parts = [*(parameters or ()), body]
        return Statement(token.start, body.end, "FunctionDefinitionAst", token.kind.lower(), parts, details)

    def configuration_rule(self, token: Token) -> Statement:
        """``configuration name {…}``."""
        self.skip_newlines()
        first = self.next()
        if first.kind == "LCurly":
            raise self.error(token.end, token.end, "MissingConfigurationName")
        if first.kind in ("EndOfInput", "Comma"):
            raise self.missing(first.end, "MissingConfigurationName")
        name = self.command_argument_rule(first, "argument")
        if name is None:
            raise self.error(first.end, first.end, "ParameterRequiresArgument", self.text_of(first))
        self.skip_newlines()
        brace = self.next()
        if brace.kind != "LCurly":
            raise self.missing(name.end, "MissingCurlyInConfigurationStatement")
        body = self.script_block_expression_rule(brace)
        return Statement(token.start, body.end, "ConfigurationDefinitionAst", "configuration", [name, body])


RULES.update(
    {
        "Function": Blocks.function_rule,
        "Filter": Blocks.function_rule,
        "Workflow": Blocks.function_rule,
        "Configuration": Blocks.configuration_rule,
    }
)
