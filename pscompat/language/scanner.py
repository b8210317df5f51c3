"""From characters to tokens, in the mode that the grammar asks for (values.md §A.1 to §A.6)."""

from __future__ import annotations

from ..dotnet.texts import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES, WHITE_SPACE
from .characters import (
    BLANKS,
    BREAKERS,
    is_identifier_start,
    is_letter,
    is_variable_start,
)
from .patterns import (
    BLANK_RUN,
    EXCLAIMED_NUMBER,
    NEWLINE_OR_SEMICOLON_RUN,
    NEWLINE_RUN,
)
from .tokens import COMMAND, EXPRESSION, Token
from .variable_names import Names

SIMPLE = {"(": "LParen", ")": "RParen", "]": "RBracket", "{": "LCurly", "}": "RCurly", ";": "Semi", ",": "Comma"}
"""Characters that are a token by themselves."""
_ARITHMETIC = {
    "*": ("Multiply", "MultiplyEquals"),
    "/": ("Divide", "DivideEquals"),
    "%": ("Rem", "RemainderEquals"),
}


class Scanner(Names):
    """Scans one token at a time."""

    __slots__ = ()

    def scan(self) -> Token:
        """The next token; white space and comments before it are passed over."""
        while True:
            token = self.scan_once()
            if token is not None:
                return token

    def scan_once(self) -> Token | None:
        """The token at ``pos``, or None after passing over something that is no token."""
        text = self.text
        start = self.pos
        char = text[start]
        if char in BLANKS:
            start = BLANK_RUN.match(text, start).end()
            char = text[start]
        self.token_start = start
        self.pos = start + 1
        if "a" <= char <= "z" or "A" <= char <= "Z" or char == "_":
            return self.identifier()
        if char in SIMPLE:
            return self.token(SIMPLE[char])
        if char == "$":
            if text[start + 1] == "(":
                self.pos = start + 2
                return self.token("DollarParen")
            return self.variable(splatted=False, in_string=False)
        if "0" <= char <= "9":
            return self.digit(char)
        if char in DASHES:
            return self.dash(char)
        if char in SINGLE_QUOTES:
            value = self.single_quoted()
            return self.token("StringLiteral", self.joined(value))
        if char in DOUBLE_QUOTES:
            parts: list[str | Token] = []
            self.double_quoted(parts)
            return self.string_token("StringExpandable", parts)
        if char == "\0" and start >= self.size:
            self.pos = self.size
            end = self.size + 1 + self.base
            return Token("EndOfInput", end, end)
        method = _METHODS.get(char)
        if method is not None:
            return method(self, char)
        return self.identifier() if is_letter(char) else self.word(char)

    # Space, comments, line ends

    def comment(self, char: str) -> Token | None:
        """``#`` to the end of the line."""
        self.pos -= 1
        self.pos = self.line_comment()
        return None

    def line_comment(self) -> int:
        """Where the comment ends that begins at ``pos``."""
        return self.rest_of_line()

    def block_comment(self) -> None:
        """``<#`` has been passed."""
        opening = self.pos - 2
        end = self.text.find("#>", self.pos)
        if end < 0:
            self.pos = self.size
            at = opening + self.base, self.size + self.base
            raise self.incomplete(*at, "MissingTerminatorMultiLineComment")
        self.pos = end + 2

    def newline(self, char: str) -> Token:
        """A line end: LF, CR or CR LF."""
        if char == "\r" and self.text[self.pos] == "\n":
            self.pos += 1
        return self.token("NewLine")

    def less(self, char: str) -> Token | None:
        """``<``: a comment or the input redirection."""
        if self.text[self.pos] == "#":
            self.pos += 1
            self.block_comment()
            return None
        return self.token("RedirectInStd")

    def backtick(self, char: str) -> Token | None:
        """A backtick where a token could start: line continuation, white space dropped with it, or a word."""
        following = self.text[self.pos]
        if following in "\r\n":
            self.pos += 2 if self.text[self.pos : self.pos + 2] == "\r\n" else 1
            return None
        if following in WHITE_SPACE:
            self.pos += 1
            return None
        if following == "\0" and self.pos >= self.size:
            at = self.size + 1 + self.base
            raise self.incomplete(at, at, "IncompleteString")
        return self.word(self.escaped())

    def pass_newlines(self, semicolons: bool) -> None:
        """Pass over white space, line ends and comments, and over semicolons if asked."""
        run = NEWLINE_OR_SEMICOLON_RUN if semicolons else NEWLINE_RUN
        text = self.text
        while True:
            position = self.pos
            char = text[position]
            if char in WHITE_SPACE or char == ";":
                self.pos = position = run.match(text, position).end()
                char = text[position]
            if char == "#":
                self.pos = self.line_comment()
            elif char == "<" and text[position + 1] == "#":
                self.pos += 2
                self.block_comment()
            elif char == "`" and text[position + 1] in WHITE_SPACE:
                self.pos += 2
            else:
                return

    # Operators and words that begin like one

    def or_word(self, prefix: str, kind: str) -> Token:
        """An operator, which in a command is a word when something is glued to it."""
        if self.mode == COMMAND and self.text[self.pos] not in BREAKERS:
            return self.word(prefix)
        return self.token(kind)

    def dash(self, char: str) -> Token:
        """A dash: ``--``, ``-=``, a parameter or operator, a signed number, or minus."""
        following = self.text[self.pos]
        if following in DASHES:
            self.pos += 1
            return self.or_word(char + following, "MinusMinus")
        if following == "=":
            self.pos += 1
            return self.or_word(char + "=", "MinusEquals")
        if following in "_?" or is_letter(following):
            return self.parameter(char)
        if self.allow_signed and (following == "." or following.isdecimal()):
            return self.number()
        return self.or_word(char, "Minus")

    def plus(self, char: str) -> Token:
        """``+``, ``++``, ``+=`` or a signed number."""
        following = self.text[self.pos]
        if following == "+":
            self.pos += 1
            return self.or_word("++", "PlusPlus")
        if following == "=":
            self.pos += 1
            return self.or_word("+=", "PlusEquals")
        if self.allow_signed and (following == "." or following.isdecimal()):
            return self.number()
        return self.or_word("+", "Plus")

    def arithmetic(self, char: str) -> Token:
        """``*``, ``/`` and ``%``, alone or with ``=``; ``*>`` redirects all streams."""
        plain, assigned = _ARITHMETIC[char]
        following = self.text[self.pos]
        if following == "=":
            self.pos += 1
            return self.or_word(char + "=", assigned)
        if char == "*" and following == ">":
            self.pos += 1
            if self.text[self.pos] == ">":
                self.pos += 1
                return self.token("Redirection", (0, True, -1))
            if self.text[self.pos : self.pos + 2] == "&1":
                self.pos += 2
                return self.token("Redirection", (0, False, 1))
            return self.token("Redirection", (0, False, -1))
        return self.or_word(char, plain)

    def equals(self, char: str) -> Token:
        """``=``."""
        return self.or_word("=", "Equals")

    def exclaim(self, char: str) -> Token:
        """``!``: not, or a word."""
        following = self.text[self.pos]
        if self.mode == COMMAND and following not in BREAKERS:
            return self.word("!")
        if self.mode == EXPRESSION:
            if is_identifier_start(following):
                return self.word("!")
            if following == "." or following.isdecimal():
                # Only if what follows reads as a number is it an operand; the first digit's prefix is not looked at.
                end = EXCLAIMED_NUMBER.match(self.text, self.pos).end()
                if not self.ends_number(end):
                    return self.word("!")
        return self.token("Exclaim")

    def greater(self, char: str) -> Token:
        """``>`` and ``>>``."""
        append = self.text[self.pos] == ">"
        self.pos += append
        return self.token("Redirection", (1, append, -1))

    def ampersand(self, char: str) -> Token:
        """``&`` and ``&&``."""
        if self.text[self.pos] == "&":
            self.pos += 1
            return self.token("AndAnd")
        return self.token("Ampersand")

    def pipe(self, char: str) -> Token:
        """``|`` and ``||``."""
        if self.text[self.pos] == "|":
            self.pos += 1
            return self.token("OrOr")
        return self.token("Pipe")

    def question(self, char: str) -> Token:
        """``?``: in an expression ``?``, ``??`` or ``??=``; in a command a word."""
        if self.mode != EXPRESSION:
            return self.word("?")
        for rest, kind in (("?=", "QuestionQuestionEquals"), ("?", "QuestionQuestion")):
            if self.text.startswith(rest, self.pos):
                self.pos += len(rest)
                return self.token(kind)
        return self.token("QuestionMark")

    def colon(self, char: str) -> Token:
        """``:`` and ``::``; in a command a label or word."""
        following = self.text[self.pos]
        if following == ":":
            self.pos += 1
            if self.mode == COMMAND and not self.want_simple_name and self.text[self.pos] not in BREAKERS:
                return self.word("::")
            return self.token("ColonColon")
        if self.mode != COMMAND:
            return self.token("Colon")
        if not is_identifier_start(following):
            return self.word(":")
        first = self.pos
        end = self.identifier_end(first)
        if self.text[end] not in BREAKERS:
            self.pos = end + 1
            return self.word(f":{self.text[first : end + 1]}")
        self.pos = end
        return self.token("Label", self.joined(self.text[first:end]))

    def dot(self, char: str) -> Token:
        """``.`` and ``..``, a number, or a word."""
        following = self.text[self.pos]
        if following == ".":
            if self.mode == COMMAND and self.text[self.pos + 1] not in BREAKERS:
                return self.word(".")
            self.pos += 1
            return self.token("DotDot")
        if "0" <= following <= "9":
            return self.number()
        if self.mode == COMMAND and following not in BREAKERS and following not in "$\"'":
            return self.word(".")
        return self.token("Dot")

    def left_bracket(self, char: str) -> Token:
        """``[``; in a command a word when something is glued to it."""
        if self.mode == COMMAND and self.text[self.pos] not in BREAKERS:
            return self.word("[")
        return self.token("LBracket")

    def at(self, char: str) -> Token:
        """``@``: hash literal, array, here-string or splatted variable."""
        following = self.text[self.pos]
        if following == "{":
            self.pos += 1
            return self.token("AtCurly")
        if following == "(":
            self.pos += 1
            return self.token("AtParen")
        for quotes in (SINGLE_QUOTES, DOUBLE_QUOTES):
            if following in quotes:
                self.pos += 1
                return self.here_string(quotes)
        if is_variable_start(following):
            return self.variable(splatted=True, in_string=False)
        raise self.error_here(self.pos - 1, "UnrecognizedToken")


_METHODS = {
    "#": Scanner.comment,
    "\n": Scanner.newline,
    "\r": Scanner.newline,
    "<": Scanner.less,
    "`": Scanner.backtick,
    "+": Scanner.plus,
    "*": Scanner.arithmetic,
    "/": Scanner.arithmetic,
    "%": Scanner.arithmetic,
    "=": Scanner.equals,
    "!": Scanner.exclaim,
    ">": Scanner.greater,
    "&": Scanner.ampersand,
    "|": Scanner.pipe,
    "?": Scanner.question,
    ":": Scanner.colon,
    ".": Scanner.dot,
    "[": Scanner.left_bracket,
    "@": Scanner.at,
}
