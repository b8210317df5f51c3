"""One token of lookahead over the scanner, and the change of modes."""

from __future__ import annotations

from .access import Access
from .patterns import BLANK_RUN, LINE_RUN
from .tokens import MODE_INVARIANT, Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .nodes import Node, StringConstant
    from .structure import Block, Statement


class Lookahead(Access):
    """Hands out tokens. ``ungot`` is the one that was looked at and not taken."""

    __slots__ = ()

    def next(self) -> Token:
        """Take a token."""
        token = self.ungot
        if token is None:
            return self.scan()
        self.ungot = None
        return token

    def peek(self) -> Token:
        """Look at the next token without taking it."""
        token = self.ungot
        if token is None:
            self.ungot = token = self.scan()
        return token

    def skip_token(self) -> None:
        """Take the token that was looked at."""
        self.ungot = None

    def set_mode(self, mode: int) -> None:
        """Change the mode; a token looked at is scanned again if it may be another one there."""
        if mode != self.mode:
            token = self.ungot
            if token is not None and token.kind not in MODE_INVARIANT:
                self.move_to(token.start)
            self.mode = mode

    def skip_newlines(self) -> None:
        """Pass over line ends, unless another token was looked at already."""
        if self.ungot is None or self.ungot.kind == "NewLine":
            self.ungot = None
            self.pass_newlines(semicolons=False)

    def skip_terminators(self) -> None:
        """Pass over line ends and semicolons, unless another token was looked at already."""
        if self.ungot is None or self.ungot.kind in ("NewLine", "Semi"):
            self.ungot = None
            self.pass_newlines(semicolons=True)

    def next_member_operator(self, bracket: bool) -> Token | None:
        """The operator of a member access glued to what was read; none behind a token looked at."""
        return None if self.ungot is not None else self.member_operator(bracket)

    def next_attribute_bracket(self) -> Token | None:
        """The bracket of a type or attribute, if the next token is one."""
        token = self.ungot
        if token is None:
            return self.attribute_bracket()
        if token.kind == "LBracket":
            self.ungot = None
            return token
        return None

    def missing(self, offset: int, error_id: str, *arguments: str) -> Exception:
        """An error at the empty place behind something, which more input may repair."""
        return self.incomplete(offset, offset, error_id, *arguments)

    def is_pipe_continuation(self, offset: int) -> bool:
        """Whether the next line begins with a pipe: only comment lines may stand between (values.md §A.3)."""
        text, size = self.text, self.size
        if offset >= size:
            return False
        fresh_line = True
        position = offset
        while position < size - 1:
            char = text[position]
            if char in "\r\n":
                if fresh_line:
                    return False
                fresh_line = True
                position += 2 if text[position : position + 2] == "\r\n" else 1
                continue
            end = BLANK_RUN.match(text, position).end()
            if end > position:
                position = end
                continue
            fresh_line = False
            if char == "#":
                position = min(LINE_RUN.match(text, position).end(), size)
            elif char == "<" and text[position + 1] == "#":
                end = text.find("#>", position + 2)
                position = size if end < 0 else end + 2
            else:
                return char == "|"
        return text[size - 1] == "|"

    # Rules of later layers that earlier ones call

    def statement_rule(self) -> Node | None:
        """Read one statement; None when there is none."""
        raise NotImplementedError

    def pipeline_chain_rule(self) -> Node | None:
        """Read pipelines joined by ``&&`` and ``||``, or an assignment; None when there is nothing."""
        raise NotImplementedError

    def statement_list_rule(self) -> list[Node]:
        """Read statements up to a closing bracket or the end."""
        raise NotImplementedError

    def script_block_rule(self, opening: Token | None) -> Block:
        """Read a script block whose opening brace has been taken, or a whole text."""
        raise NotImplementedError

    def command_argument_rule(self, token: Token, context: str) -> Node | None:
        """Read one argument of a command, of which a token has been taken."""
        raise NotImplementedError

    def expression_rule(self, after_operator: bool = False) -> Node | None:
        """Read an expression; None when none starts here."""
        raise NotImplementedError

    def unary_expression_rule(self, after_operator: bool) -> Node | None:
        """Read an operand with the operators and casts before it; None when none starts here."""
        raise NotImplementedError

    def simple_name_rule(self) -> StringConstant | None:
        """Take an identifier as a name, whatever the mode."""
        raise NotImplementedError

    def using_rule(self, token: Token) -> Statement:
        """Read a ``using`` statement, whose keyword has been taken."""
        raise NotImplementedError
