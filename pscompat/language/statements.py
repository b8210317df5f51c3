"""Statements that begin with a keyword, and lists of statements."""

from __future__ import annotations

from .nodes import Attribute, Node, TypeName, Variable
from .patterns import ASSIGNMENT, COMMAND_START, VARIABLE_AHEAD
from .pipelines import Pipelines
from .structure import Block, Statement
from .tokens import COMMAND, KEYWORD_KINDS, KEYWORDS, PLAIN_STATEMENTS, Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Statements(Pipelines):
    """Reads statements. What is not run is recognised all the same, so that it can be refused by its name."""

    __slots__ = ()

    def statement_list_rule(self) -> list[Node]:
        """Statements up to a closing bracket, the end, or what is no statement."""
        statements: list[Node] = []
        self.skip_terminators()
        while True:
            statement = self.statement_rule()
            if statement is None:
                return statements
            statements.append(statement)
            self.skip_terminators()
            if self.peek().kind in ("RParen", "RCurly"):
                return statements

    def statement_rule(self) -> Node | None:
        """One statement; None when there is none."""
        if self.ungot is None and self.mode == COMMAND:
            value = self.value_statement()
            if value is not None:
                return value
            if self.command_ahead():
                return self.pipeline_chain_rule()
            if self.variable_ahead():
                return self.variable_statement()
        restore = -1
        token = self.next()
        attributes: list[Attribute | TypeName] = []
        if token.kind == "Generic" and self.full[token.start] == "[":
            restore = token.start
            self.move_to(restore)
            attributes = self.attribute_list_rule(in_expression=False)
            token = self.next()
            if attributes:
                token = self.attributed_statement(attributes, token, restore)
        if token.kind == "EndOfInput" and restore < 0:
            self.ungot = token
            return None
        rule = RULES.get(token.kind)
        if rule is not None:
            self.deeper()
            statement = rule(self, token)
            self.depth -= 1
            self.unchecked = True
            if attributes:
                statement.details["attributes"] = attributes
            return statement
        if token.kind == "Label":
            return self.labeled_statement_rule(token)
        if restore >= 0:
            self.move_to(restore)
        else:
            self.ungot = token
        return self.pipeline_chain_rule()

    def variable_ahead(self) -> bool:
        """Whether a variable follows, and not a word that begins with one."""
        return self.ungot is None and self.mode == COMMAND and VARIABLE_AHEAD.match(self.text, self.pos) is not None

    def variable_statement(self) -> Node | None:
        """A statement that begins with a variable; assignments to one are taken in a single step."""
        match = ASSIGNMENT.match(self.text, self.pos)
        if match is None or self.skipped:
            return self.pipeline_chain_rule()
        self.pos = end = match.end()
        start, stop = match.span(1)
        base = self.base
        target = Variable(start - 1 + base, stop + base, match[1])
        return self.assignment_rule(target, Token("Equals", end - 1 + base, end + base))

    def command_ahead(self) -> bool:
        """Whether a word that is no keyword follows: a command, as most statements are."""
        if self.ungot is not None or self.mode != COMMAND:
            return False
        match = COMMAND_START.match(self.text, self.pos)
        return match is not None and match.group(1).lower() not in KEYWORDS

    def attributed_statement(self, attributes: list[Attribute | TypeName], token: Token, restore: int) -> Token:
        """The token behind attributes at the start of a statement; the first one again if they belong to an operand."""
        types = [attribute for attribute in attributes if isinstance(attribute, TypeName)]
        if token.kind in PLAIN_STATEMENTS:
            if not types:
                first = attributes[0]
                raise self.error(first.start, first.end, "UnexpectedAttribute", first.name)
        elif token.kind in KEYWORD_KINDS:
            if types:
                raise self.error(types[0].start, types[0].end, "TypeNotAllowedBeforeStatement", types[0].name)
            return token
        self.move_to(restore)
        return self.next()

    def labeled_statement_rule(self, label: Token) -> Node | None:
        """A loop or ``switch`` with a label; without one, the label is a command's name."""
        self.skip_newlines()
        token = self.next()
        if token.kind not in ("Switch", "Foreach", "For", "While", "Do"):
            self.move_to(label.start)
            return self.pipeline_chain_rule()
        self.deeper()
        # What is missing behind the keyword is missing behind the label of a switch.
        place = (label.end,) if token.kind == "Switch" else ()
        statement = RULES[token.kind](self, token, *place)
        self.depth -= 1
        statement.start = label.start
        if isinstance(statement, Statement):
            statement.details["label"] = label.value
        self.unchecked = True
        return statement

    def statement_block_rule(self) -> Block | None:
        """``{…}`` around statements; None when no brace follows."""
        self.skip_newlines()
        opening = self.next()
        if opening.kind != "LCurly":
            self.ungot = opening
            return None
        statements = self.statement_list_rule()
        closing = self.next()
        if closing.kind != "RCurly":
            raise self.incomplete(opening.start, opening.end, "MissingEndCurlyBrace", detected=closing.end)
        return Block(opening.start, closing.end, statements)

    # Flow of control

    def flow_rule(self, token: Token) -> Statement:
        """``return``, ``exit`` and ``throw`` with an optional pipeline."""
        value = self.pipeline_chain_rule()
        end = token.end if value is None else value.end
        return Statement(token.start, end, f"{token.kind}StatementAst", token.kind.lower(), [value])

    def jump_rule(self, token: Token) -> Statement:
        """``break`` and ``continue`` with an optional label."""
        label = self.label_or_key_rule()
        end = token.end if label is None else label.end
        return Statement(token.start, end, f"{token.kind}StatementAst", token.kind.lower(), [label], {"jump": label})

    def reserved_rule(self, token: Token) -> Statement:
        """``from``, ``define`` and ``var`` are reserved."""
        raise self.error(token.start, token.end, "ReservedKeywordNotAllowed", token.kind.lower())

    def block_rule(self, token: Token) -> Statement:
        """``parallel`` and ``sequence``."""
        body = self.statement_block_rule()
        if body is None:
            raise self.missing(token.end, "MissingStatementAfterKeyword", self.text_of(token))
        return Statement(token.start, body.end, "BlockStatementAst", self.text_of(token), [body])

    # Conditions

    def if_rule(self, token: Token) -> Statement:
        """``if`` with its ``elseif`` and ``else``."""
        parts: list[Node] = []
        keyword = token
        while True:
            body = self.if_clause(keyword, parts)
            restore = self.restore_point() if self.ungot is None else self.ungot.start
            self.skip_newlines()
            keyword = self.peek()
            if keyword.kind == "ElseIf":
                self.skip_token()
                continue
            if keyword.kind == "Else":
                self.skip_token()
                self.skip_newlines()
                otherwise = self.statement_block_rule()
                if otherwise is None:
                    raise self.missing(keyword.end, "MissingStatementBlockAfterElse")
                parts.append(otherwise)
                body = otherwise
            else:
                # The line ends passed over may matter to what comes next.
                self.move_to(restore)
            return Statement(token.start, body.end, "IfStatementAst", "if", parts)

    def if_clause(self, keyword: Token, parts: list[Node]) -> Block:
        """``(condition) {…}`` behind ``if`` or ``elseif``."""
        word = self.text_of(keyword)
        self.skip_newlines()
        opening = self.next()
        if opening.kind != "LParen":
            raise self.missing(keyword.end, "MissingOpenParenthesisInIfStatement", word)
        self.skip_newlines()
        condition = self.pipeline_chain_rule()
        if condition is None:
            raise self.missing(opening.end, "IfStatementMissingCondition", word)
        self.skip_newlines()
        closing = self.next()
        if closing.kind != "RParen":
            raise self.incomplete(closing.start, closing.end, "MissingEndParenthesisAfterStatement", word)
        self.skip_newlines()
        body = self.statement_block_rule()
        if body is None:
            raise self.incomplete(closing.start, closing.end, "MissingStatementBlock", word)
        parts += condition, body
        return body

    # Errors

    def try_rule(self, token: Token) -> Statement:
        """``try`` with its ``catch`` and ``finally``."""
        body = self.statement_block_rule()
        if body is None:
            raise self.missing(token.end, "MissingTryStatementBlock")
        parts: list[Node] = [body]
        catches: list[list[TypeName]] = []
        starts: list[int] = []
        end = body.end
        while True:
            self.skip_newlines()
            keyword = self.next()
            if keyword.kind != "Catch":
                self.ungot = keyword
                break
            types = self.catch_types()
            handler = self.statement_block_rule()
            if handler is None:
                after = types[-1].end if types else keyword.end
                raise self.missing(after, "MissingCatchHandlerBlock")
            parts += [*types, handler]
            catches.append(types)
            starts.append(keyword.start)
            end = handler.end
        details: dict[str, object] = {"catches": catches, "starts": starts}
        if keyword.kind == "Finally":
            self.skip_token()
            last = self.statement_block_rule()
            if last is None:
                raise self.missing(keyword.end, "MissingFinallyStatementBlock")
            parts.append(last)
            details["finally"] = last
            end = last.end
        elif not catches:
            raise self.missing(end, "MissingCatchOrFinally")
        return Statement(token.start, end, "TryStatementAst", "try", parts, details)

    def catch_types(self) -> list[TypeName]:
        """The types behind ``catch``, with commas between."""
        types: list[TypeName] = []
        comma: Token | None = None
        while True:
            restore = self.restore_point()
            self.skip_newlines()
            found = self.attribute_rule()
            if isinstance(found, Attribute):
                self.move_to(restore)
                return types
            if found is None:
                if comma is not None:
                    raise self.missing(comma.end, "MissingTypeLiteralToken")
                return types
            types.append(found)
            self.skip_newlines()
            comma = self.peek()
            if comma.kind != "Comma":
                return types
            self.skip_token()

    def trap_rule(self, token: Token) -> Statement:
        """``trap`` with an optional type."""
        restore = self.restore_point()
        self.skip_newlines()
        kind = self.attribute_rule()
        if isinstance(kind, Attribute):
            self.move_to(restore)
            kind = None
        body = self.statement_block_rule()
        if body is None:
            raise self.missing(kind.end if kind is not None else token.end, "MissingTrapStatement")
        return Statement(token.start, body.end, "TrapStatementAst", "trap", [kind, body])


RULES: dict[str, Callable[..., Statement]] = {
    "If": Statements.if_rule,
    "Return": Statements.flow_rule,
    "Throw": Statements.flow_rule,
    "Exit": Statements.flow_rule,
    "Break": Statements.jump_rule,
    "Continue": Statements.jump_rule,
    "Trap": Statements.trap_rule,
    "Try": Statements.try_rule,
    "Parallel": Statements.block_rule,
    "Sequence": Statements.block_rule,
    "From": Statements.reserved_rule,
    "Define": Statements.reserved_rule,
    "Var": Statements.reserved_rule,
}
"""The rule of each keyword that begins a statement; later modules add theirs."""
