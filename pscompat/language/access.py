"""What is glued to an operand: operators of members and indexes, brackets of calls, and the brackets of types."""

from __future__ import annotations

from .characters import BLANKS
from .patterns import BLANK_RUN
from .scanner import SIMPLE, Scanner
from .tokens import COMMAND

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .tokens import Token


class Access(Scanner):
    """Scans what may follow an operand only at certain places: no white space is allowed before most of it."""

    __slots__ = ()

    def member_operator(self, bracket: bool) -> Token | None:
        """The operator of a member or index access glued to what was just read; None when there is none."""
        text = self.text
        while text[self.pos] == "<":
            self.token_start = self.pos
            if text[self.pos + 1] != "#":
                return None
            self.pos += 2
            self.block_comment()
        self.token_start = position = self.pos
        char = text[position]
        following = text[position + 1] if position < self.size else "\0"
        if char == ".":
            if following == "." or (self.mode == COMMAND and self.ends_access(following)):
                return None
            self.pos += 1
            return self.token("Dot")
        if char == ":" and following == ":":
            if self.mode == COMMAND and self.ends_access(text[position + 2]):
                return None
            self.pos += 2
            return self.token("ColonColon")
        if char == "[" and bracket:
            self.pos += 1
            return self.token("LBracket")
        if char == "?" and (following == "." or (following == "[" and bracket)):
            self.pos += 2
            return self.token("QuestionDot" if following == "." else "QuestionLBracket")
        return None

    @staticmethod
    def ends_access(char: str) -> bool:
        """Whether a member cannot start here in a command."""
        return char in BLANKS or char in "\0\r\n"

    def call_bracket(self) -> Token | None:
        """``(`` or ``{`` glued to a member's name."""
        char = self.text[self.pos]
        if char not in "({":
            return None
        self.token_start = self.pos
        self.pos += 1
        return self.token(SIMPLE[char])

    def attribute_bracket(self) -> Token | None:
        """``[`` of a type or attribute, behind white space and comments; None, and nothing passed, otherwise."""
        restore = self.pos
        spaced = False
        text = self.text
        while True:
            self.token_start = start = self.pos
            self.pos = BLANK_RUN.match(text, start).end()
            spaced = spaced or self.pos > start
            self.token_start = self.pos
            char = text[self.pos]
            if char == "#":
                spaced = True
                self.pos = self.line_comment()
            elif char == "<" and text[self.pos + 1] == "#":
                # White space counts only behind the last comment.
                spaced = False
                self.pos += 2
                self.block_comment()
            elif char == "[":
                self.pos += 1
                return self.token("LBracket")
            else:
                if char in ".:" and spaced:
                    # It may be a member access, to which white space matters.
                    self.pos = restore
                return None
